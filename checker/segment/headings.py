"""Tells headings from text: lines of their own, and run-in headings before the first sentence."""

from __future__ import annotations

import re

from checker.segment.captions import glued

_SMALL = frozenset("a an and at by for from in of on or the to with & - \u2013 / without upon as".split())
_WORD = re.compile(r"[A-Za-z][\w'-]*")
#: Three letters at least.
_LETTERS = re.compile(r"[A-Za-z][^A-Za-z]*[A-Za-z][^A-Za-z]*[A-Za-z]")
_RUN_IN = re.compile(r"^(?P<heading>[A-Z0-9\"(][^.:;\n]{1,90}?)(?P<stop>[.:]|\s\u2013)(?=\s|$)")
_VERB = re.compile(
    r"\b(?:shall|will|must|may|can|is|are|was|were|has|have|agrees?|means|provides?|be|does|do|warrants?|represents?)\b", re.IGNORECASE
)  # fmt: skip
#: What a party or a thing does, in small letters as no title has it: "Customer owns the Customer Data."
_DOES = re.compile(
    r"\b(?:owns|keeps|retains|holds|protects|hosts|maintains|performs|supplies|delivers|pays|bears|grants|assigns|waives|"
    r"indemnifies|remains|belongs?|vests?|survives?|applies|prevails?|governs|accepts|remedies)\b"
)
_MODAL = re.compile(r"\b(?:shall|will|must|may)\b(?!\s+\d)", re.IGNORECASE)
#: A line that ends so goes on in the next one.
_GOES_ON = frozenset(
    "a an and any at by for from in its of on or such that the their this to under upon with between".split()
)
#: Words that begin a sentence, and what its list goes on with.
_SUBJECT = re.compile(r"(?:the|each|either|neither|both|if|when|where|should|upon|unless|any)\b", re.IGNORECASE)
_GOES = re.compile(r"\s*(?:\([a-z\d]{1,3}\)|[a-z\u2022-])")
_ABBREVIATION = re.compile(r"(?:\b(?:Inc|Ltd|Co|Corp|No|U\.S|Mr|Ms|Dr|St|vs|Art|Sec)|\b[A-Z])$")
#: The title of a table or a picture is no heading of what follows it.
_CAPTION = re.compile(r"^(?:table|figure)\s+\d", re.IGNORECASE)
_SIGNING = re.compile(
    r"^(?:by|name|title|date|signature|print name|its|address|attention|attn|tel|fax|e-?mail)\b\s*:?", re.IGNORECASE
)


def titled(text: str) -> bool:
    """Whether the words of a line are written as in a title: most of them with a capital."""
    if not text[:1].isupper() and text[:1] not in '"(':
        return False
    words = _WORD.findall(text)
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and sum(word[0].isupper() for word in large) >= 0.75 * len(large)


def is_heading(line: str) -> bool:
    """Whether a whole line is a heading: short, titled or in capitals, without a verb and without an end."""
    line = line.strip()
    if not line or len(line) > 100 or line[-1] in ",;":
        return False
    shouted = line.isupper()
    words = line.split()
    if len(words) > 14 or not (shouted or (len(words) <= 10 and titled(line))) or not _LETTERS.search(line):
        return False
    if _SIGNING.match(line) or _CAPTION.match(line) or "@" in line or "__" in line or "..." in line or " | " in line:
        return False
    if line[-1] == "." and (line.count(".") > 1 or not shouted):
        return False
    if words[-1].lower() in _GOES_ON or line.count('"') % 2:
        return False
    return not (_VERB.search(line) or _DOES.search(line)) or (shouted and not _MODAL.search(line))


def run_in(text: str) -> tuple[str, int]:
    """The heading that runs into a paragraph ("7.2 Confidentiality. Each party ...") and its length; ("", 0) if none."""
    heading, length = _stopped(text)
    if not heading and (length := glued(text)):
        heading = text[:length].strip()
    return heading, length


def _stopped(text: str) -> tuple[str, int]:
    """The heading that ends with a stop, a colon or a dash, and its length."""
    match = _RUN_IN.match(text)
    if not match:
        return "", 0
    heading = match["heading"].strip()
    if len(heading.split()) > 12 or _ABBREVIATION.search(heading) or heading[:1] in '"(':
        return "", 0
    if (_VERB.search(heading) or _DOES.search(heading)) and not heading.isupper():
        return "", 0
    if match["stop"] == ":" and _SUBJECT.match(heading) and _GOES.match(text, match.end()):
        return "", 0  # "If the Customer: (a) is late"
    if not (titled(heading) or (match["stop"] == "." and len(heading.split()) <= 5)):
        return "", 0
    if not text[match.end() :].strip():
        return "", 0
    return heading, match.end()

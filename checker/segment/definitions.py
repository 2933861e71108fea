"""Defined terms: `"X" means ...`, and short names in brackets."""

from __future__ import annotations

import re

_MEANS = (
    r"(?:means|shall mean|will mean|shall have the meaning|has the meaning|have the meaning|shall have the meanings|refers? to|"
    r"shall refer to|is defined as|are defined as|shall be defined|includes|shall include|mean\b|"
    r"is hereby defined|designates?|denotes?|concerns?)"
)
_QUOTED = re.compile(
    rf"^\W{{0,4}}(?:\([a-z0-9ivx]+\)\s*|\d+(?:\.\d+)*\.?\s*|[A-Za-z]\.\s+)?\*{{0,3}}(?:the\s+term\s+)?[\"'](?P<term>[^\"]{{2,70}}?)[\"'](?:\s*(?:or|and|,)\s*[\"'][^\"\n]{{2,60}}[\"'])*"
    rf"[^.;\n]{{0,80}}?\b{_MEANS}",
    re.IGNORECASE,
)
#: `The "Site" means the pages`; not `The "Services" include hosting`, which may be all there is of the scope.
_THE = re.compile(
    r"^\W{0,4}(?:\d+(?:\.\d+)*\.?\s+)?the\s+[\"'](?P<term>[^\"\n]{2,70}?)[\"']\s+(?:means?|shall mean|will mean|has the meaning)\b",
    re.IGNORECASE,
)
#: What is left of a definition whose term stands in a line or a cell of its own.
_REST = re.compile(r"^(?:means|designates|denotes|shall mean|has the meaning|shall have the meaning)\b")
_COLON = re.compile(
    r"^\W{0,4}(?:the\s+)?[\"'](?P<term>[^\"\n]{2,70}?)[\"'](?:\s*(?:or|and|,)\s*[\"'][^\"\n]{2,60}[\"'])*\s*(?::|-|\u2013)\s*",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"^(?P<term>[A-Z][\w&/'-]*(?:\s+(?:of|and|or|the|[A-Z][\w&/'-]*)){{0,6}})\s+{_MEANS}\b")
_INLINE = re.compile(r"\((?:[^()\"]{0,60})\"(?P<term>[^\"\n]{2,60})\"[^()]{0,40}\)")
_NO_TERM = frozenset("it this that he she nothing including any such".split())


def defined(text: str, in_definitions: bool) -> tuple[str, int] | None:
    """(term, offset behind it) if a sentence is a definition; plain terms count only under a heading of definitions."""
    quoted = '"' in text or "'" in text
    match = (_QUOTED.match(text) or _THE.match(text) or _COLON.match(text)) if quoted else None
    if match is None and in_definitions:
        match = _PLAIN.match(text)
    if match is None or match["term"].lower() in _NO_TERM:
        return None
    return " ".join(match["term"].split()).rstrip(","), match.end()


def is_rest(text: str) -> bool:
    """Whether a statement is what a definition says of its term, which stands before it on its own."""
    return _REST.match(text) is not None


def inline(text: str) -> list[tuple[str, int, int]]:
    """(term, start, end) for each short name in brackets: what it stands for is the text of the sentence before it."""
    found = _INLINE.finditer(text) if '"' in text else ()
    return [(" ".join(match["term"].split()), 0, match.start()) for match in found]

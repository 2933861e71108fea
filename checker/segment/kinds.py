"""What a clause and a statement are, told by their words: recitals, notes, signatures, the words of agreement."""

from __future__ import annotations

import re

from checker.segment.definitions import defined, is_rest
from checker.segment.headings import is_heading

_RECITALS = re.compile(r"^(?:recitals?|background|preamble|introduction|witnesseth|premises)\b", re.IGNORECASE)
#: "R E C I T A L S"
_SPACED = re.compile(r"\b(?:[A-Z] ){4,}[A-Z]\b")
WHEREAS = re.compile(r"\W*(?:recitals?\W+)?whereas\b", re.IGNORECASE)
IN_WITNESS = re.compile(
    r"^\W*in witness where\s?of\b|^\W*(?:signed|executed) (?:by|for and on behalf)\b", re.IGNORECASE
)
_SIGNING = re.compile(r"^\W*(?:by|name|title|signature|print name|authori[sz]ed signat\w+)\s*:", re.IGNORECASE)
_NOW = re.compile(r"\W*now,?\s+therefore\b", re.IGNORECASE)
#: What stands in a block of signatures, and the words with which such a block says what it is.
_HAND = re.compile(
    r"/s/|_{4}|\b(?:by|name|title|date|its)\s*:|in witness where\s?of|\b(?:executed|signed|sealed|set their hands?)\b.{0,200}\b(?:date|day|counterparts?)\b",
    re.IGNORECASE | re.DOTALL,
)
#: A paragraph behind the signatures that binds somebody in at least so many words is a clause.
CLAUSE = 12
_NOTE = re.compile(
    r"^\W*(?:(?:foot|end)note \d+: )?\[?\s*(?:note to draft|drafting note|ntd|note:|comment)|^\W*\[?\s*\*+\s*(?:confidential treatment|certain)",
    re.IGNORECASE,
)
#: What a filing says of what it leaves out.
_LEGEND = re.compile(
    r"\W*(?:page\s\d+(?:\sof\s\d+)?\W*)?(?:certain\s+(?:\w+\s+){0,2}(?:information|portions?|material|terms)\b|confidential\s+(?:treatment|information|portions?|materials?)\b|"
    r"(?:the\s+)?(?:redacted|omitted|bracketed|confidential)\s+(?:portions?|information|material)\b|portions\s+of\s+this\b|"
    r"this\s+exhibit\s+has\b|\[?\*+\]?\s*(?:indicates|represents|denotes)\b)"
    r"(?=.{0,240}\b(?:omitted|omissions?|redacted|excluded|filed separately|treatment\s+(?:has\s+been\s+)?(?:requested|request|granted)|separately\s+filed)\b)",
    re.IGNORECASE | re.DOTALL,
)
#: A legend has no more words than this.
LEGEND = 45
#: The number of a page or of a clause, alone.
_NUMBER = re.compile(r"[A-Z]?[-(]?(?:\d{1,3}[.\s-]*){0,4}[).]?$")
_PARTIES = re.compile(
    r"\b(?:between|hereinafter|is made|entered into)\b|\((?:the |hereinafter )?[\"']|principal (?:place|office)",
    re.IGNORECASE,
)
_BINDS = re.compile(r"\b(?:shall|must|may)\b")
#: Where a hand stands ("/s/") within so many characters, the text is of a signature.
SIGNED = 120
MODAL = re.compile(
    r"\b(?:shall|will|must|may|agrees?|hereby|cannot|warrants?|is entitled|has the right)\b", re.IGNORECASE
)
#: The words with which the clauses begin, as against "in consideration of the Services, Customer shall pay".
FORMULA = re.compile(
    r"\bnow,?\s+therefore|\b(?:agree(?:d|s|ment)?|covenants?|follows|set forth)\b[^.;]{0,40}\b(?:as follows|follows|hereby agree)\b|\bagree(?:s|d)?(?: that)?\s*:\s*$|"
    r"\bparties\b[^.;]{0,80}\bagree\b[^.;]{0,30}[:,]?\s*$",
    re.IGNORECASE,
)


def opens_recitals(heading: str) -> bool:
    return _RECITALS.match(_SPACED.sub(lambda m: m.group().replace(" ", ""), heading)) is not None


def is_formula(text: str) -> bool:
    """Whether a sentence is the words of agreement alone: "NOW, THEREFORE, ... the parties agree as follows:"."""
    return _NOW.match(text) is not None and FORMULA.search(text) is not None and text[-1] in ":." and len(text) < 600


def _is_legend(text: str) -> bool:
    """Whether a sentence is what a filing says of its redactions."""
    return _LEGEND.match(text) is not None and len(text.split()) <= LEGEND and not _BINDS.search(text)


def acts(text: str) -> bool:
    """Whether a paragraph has a verb of its own, and does not go on with a sentence."""
    return not text[:1].islower() and MODAL.search(text) is not None


def binds_on(text: str) -> bool:
    """Whether a paragraph behind the signatures is a clause: a sentence that binds, and nothing of a signature."""
    return (
        len(text.split()) >= CLAUSE and text.rstrip()[-1] in ".;:" and bool(MODAL.search(text)) and not _HAND.search(text)
    )  # fmt: skip


def statement_kind(kind: str, text: str, in_definitions: bool) -> str:
    """What a statement in a clause of that kind is (see `checker.model.KINDS`)."""
    if kind == "parties" and not (_PARTIES.search(text) and not MODAL.search(text)):
        kind = "operative"
    if kind != "operative":
        return kind
    if (len(text) < 120 and _SIGNING.match(text)) or "/s/" in text[:SIGNED]:
        return "signature"
    if _NUMBER.match(text) or _is_legend(text):
        return "note"
    if len(text) < 80 and text.endswith(".") and is_heading(text.rstrip(" .")):
        return "heading"
    if _NOTE.match(text):
        return "note"
    return "definition" if is_rest(text) or defined(text, in_definitions) else "operative"

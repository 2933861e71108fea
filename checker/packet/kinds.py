"""What a document of a packet is: the main agreement, or a schedule on a subject of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model import Contract


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of schedule: what it is called, the words its title is known by, and the families it is judged for."""

    title: str
    words: str
    families: tuple[str, ...]


#: The kinds of schedule, by id; the first whose words stand in a title is taken.  `words` is a regular expression.
KINDS: dict[str, Kind] = {
    "service-levels": Kind("service level schedule", r"service[ -]levels?|\bSLAs?\b", ("sla",)),
    "data-protection": Kind(
        "data protection terms",
        r"data (?:processing|protection|privacy)|personal data|\bDPA\b|business associate|privacy (?:addendum|terms)",
        ("data-security",),
    ),
    "security": Kind("security schedule", r"(?:information |data )?security (?:measures|requirements|schedule|terms|policy|addendum)",
                     ("data-security",)),
    "pricing": Kind("pricing schedule", r"\b(?:charges|pricing|fees?|rates?) (?:schedule|card|and|list)|^(?:the )?(?:charges|pricing|fees)$|price list",
                    ("pricing",)),
    "exit": Kind("exit plan", r"\bexit (?:plan|management|schedule)|transition[- ]out|termination assistance plan", ("exit",)),
    "continuity": Kind("continuity plan", r"business continuity|disaster recovery", ("continuity",)),
    "governance": Kind("governance schedule", r"governance", ("governance",)),
    "change": Kind("change control procedure", r"change (?:control|management) (?:procedure|schedule|process)", ("change-management",)),
    "order": Kind("order", r"order forms?|cover page|key terms|statements? of work|work orders?|service orders?|additional terms",
                  ("sla", "pricing")),
}  # fmt: skip

#: What a whole agreement speaks of under headings of its own; a schedule has hardly any of it.
_WHOLE = re.compile(
    r"governing law|liabilit|terminat|confidential|indemni|warrant|assign|force majeure|entire agreement|dispute",
    re.IGNORECASE,
)
#: How many of these subjects make an agreement, whatever its title says.
WHOLE = 5
#: The kinds of schedule that are often called agreements; any other "agreement" is one ("... under Rate Schedule F").
AGREEMENTS = frozenset(("service-levels", "data-protection"))
_AGREEMENT = re.compile(r"\b(?:agreement|contract)\b(?! (?:to|of|between)\b)", re.IGNORECASE)
#: Lines of the opening in which a title stands, and the words it has at the most.
LINES, TITLE_WORDS = 8, 12
_NUMBERED = re.compile(
    r"^(?:schedule|exhibit|annex|annexure|appendix|attachment|addendum)\s+(?:no\.?\s*)?[A-Z0-9]{1,4}\b", re.IGNORECASE
)
#: What a title does not hold: the end of a sentence, a defined term, a verb of duty.
_NO_TITLE = re.compile(
    r"[;.,:]$|[\"'][^\"']+[\"'],?\s+(?:means|the|an?|has)\b|\b(?:shall|will|must|may|means|is|are)\b", re.IGNORECASE
)
_MARKS = re.compile(r"[*#_]+|\(version [\d.]+\)", re.IGNORECASE)


def titles(contract: Contract) -> tuple[str, ...]:
    """The lines at the head of a document that may be its title, and its file's name, as words."""
    lines = [" ".join(_MARKS.sub(" ", line).split()) for line in contract.document.text[:3000].splitlines()]
    head = [line for line in lines if line][:LINES]
    stem = re.sub(r"[_.-]+", " ", contract.document.name.rsplit(".", 1)[0])
    return (*(line for line in head if len(line.split()) <= TITLE_WORDS and not _NO_TITLE.search(line)), stem)


def kind_of(contract: Contract) -> str:
    """The id of the kind of schedule that a document is by its title; "" for a whole agreement or an unknown title."""
    said = {match.group().lower() for c in contract.clauses if (match := _WHOLE.search(c.heading)) is not None}
    if len(said) >= WHOLE:
        return ""
    *head, stem = titles(contract)
    for line in (*head, stem):
        whole = _AGREEMENT.search(line) is not None
        for name, kind in KINDS.items():
            if re.search(kind.words, line, re.IGNORECASE) and not (whole and name not in AGREEMENTS):
                return name
    return ""


def numbered(contract: Contract) -> str:
    """How a document numbers itself ("schedule 3"), lower case; "" if it does not."""
    for line in titles(contract):
        match = _NUMBERED.match(line)
        if match:
            return " ".join(match.group().lower().split())
    return ""

"""What the text points to: clauses, schedules, named documents, web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.model import Clause, Reference

_SCHEDULE = re.compile(
    r"\b(?P<kind>Schedule|Exhibit|Annex|Annexure|Appendix|Attachment|Addendum|SCHEDULE|EXHIBIT|ANNEX|APPENDIX|ATTACHMENT)s?\s+"
    r"(?:No\.?\s*)?[\"'(]?(?P<id>[A-Z]{1,2}(?:[-.]?\d{1,2})?|[IVX]{1,5}|\d{1,2}(?:[-.]?[A-Z\d]{1,2})?)\b[\"')]?"
)
_CLAUSE = re.compile(
    r"\b(?:[Cc]lause|[Ss]ection|[Aa]rticle|[Pp]aragraph|\u00a7)s?\s+(?P<id>\d{1,2}(?:\.\d{1,3})*(?:\([a-z0-9ivx]+\))*|[IVXL]{1,6}\b)"
)
#: What the words of each kind of reference begin with, or hold: a match is tried nowhere else.
_SCHEDULES = ("Schedule", "SCHEDULE", "Exhibit", "EXHIBIT", "Annex", "ANNEX", "Appendix", "APPENDIX", "Attachment",
              "ATTACHMENT", "Addendum")  # fmt: skip
_CLAUSES = ("lause", "ection", "rticle", "aragraph", "\u00a7")
_CALLED = ("Polic", "Addendum", "Service Level Agreement", "Guidelines", "Proposal", "Statement", "Order Form",
           "Cover Page", "Key Terms", "Work Order", "Rate Card", "Fee Schedule", "Price List", "Security Measures",
           "Data Processing Agreement", "Data Protection Agreement", "Business Associate Agreement", "DPA", "SLA",
           "BAA")  # fmt: skip
_WORD_BEFORE = re.compile(r"[A-Za-z&-]+\s+\Z")
_URL = re.compile(r"\b(?:https?://|www\.)[^\s)\"'>\]]+", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?P<label>(?:[A-Z][A-Za-z&-]+\s+){0,4}(?:Policy|Policies|Addendum|Service Level Agreement|Guidelines|Proposal|"
    r"Statements? of Work|Order Forms?|Cover Page|Key Terms|Work Orders?|Rate Card|Fee Schedule|Price List|Security Measures|Data (?:Processing|Protection) Agreement|Business Associate Agreement))\b|"
    r"\b(?P<short>DPA|SLA|BAA)s?\b"
)
#: What a heading says of a document that is called by its initials.
_INITIALS = {"dpa": "data p", "sla": "service level", "baa": "business associate"}
#: Characters of text that a schedule must hold to be in the document, beyond its heading.
CONTENT = 120
_SCHEDULE_WORD = {"annexure": "annex"}


def find_references(text: str, clauses: tuple[Clause, ...]) -> tuple[Reference, ...]:
    """All references in the text, in order, each resolved inside the document if it can be."""
    schedules = {_key(*c.number.split(", ")[0].split(" ", 1)): c for c in reversed(clauses) if _is_schedule(c)}
    numbers = {clause.number.lower(): clause for clause in reversed(clauses) if clause.number}
    headings = [(clause.heading.lower(), clause) for clause in clauses if clause.heading and clause.kind != "contents"]
    found: list[Reference] = []
    for match in _matches(_SCHEDULE, text, _places(text, _SCHEDULES)):
        clause = schedules.get(_key(match["kind"], match["id"]))
        if clause is not None and clause.start <= match.start() < clause.start + len(match.group()) + 3:
            continue
        there = clause is not None and len(text[clause.start : clause.end].strip()) > CONTENT
        found.append(_reference("schedule", match, there, clause))
    for match in _matches(_CLAUSE, text, _places(text, _CLAUSES, 1)):
        clause = numbers.get(match["id"].lower()) or numbers.get(f"article {match['id'].lower()}")
        found.append(_reference("clause", match, clause is not None, clause))
    low = text.lower()
    alike = len(low) == len(text)  # so that its offsets are those of the text
    for match in _matches(_URL, text, _places(low, ("http", "www."))) if alike else _URL.finditer(text):
        found.append(_reference("url", match, False, None))
    for match in _matches(_NAMED, text, _openings(text)):
        label = _INITIALS[match["short"].lower()] if match["short"] else match["label"].lower().rstrip("s")
        clause = next((c for heading, c in headings if label in heading and c.end - c.start > CONTENT), None)
        found.append(_reference("document", match, clause is not None, clause))
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.kind)))


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, where it can only match at `places` (which rise)."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            yield match
            end = match.end()


def _places(text: str, words: Iterable[str], before: int = 0) -> list[int]:
    """Where one of the words stands, or so many characters before it, in order."""
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.update((at - before, at))
            at = text.find(word, at + 1)
    return sorted(place for place in found if place >= 0)


def _openings(text: str) -> Iterator[int]:
    """Where the name of a document may begin: at what it is called by, or in up to four words before that."""
    tried = -1
    for place in _places(text, _CALLED):
        first = place
        for _ in range(4):
            before = _WORD_BEFORE.search(text, max(0, first - 100), first)
            if before is None:
                break
            first = before.start()
        yield from (at for at in range(max(first, tried + 1), place + 1) if "A" <= text[at] <= "Z")
        tried = place


def _reference(kind: str, match: re.Match[str], there: bool, clause: Clause | None) -> Reference:
    label = " ".join(match.group().split())
    return Reference(kind, label, match.start(), match.end(), there, clause.index if there and clause else None)


def _is_schedule(clause: Clause) -> bool:
    word = clause.number.split(" ")[0].lower()
    return clause.parent is None and " " in clause.number and word in (
        "schedule", "exhibit", "annex", "annexure", "appendix", "attachment", "addendum"
    )  # fmt: skip


def _key(kind: str, ident: str = "") -> str:
    kind = kind.lower()
    return _SCHEDULE_WORD.get(kind, kind) + " " + ident.strip(' "').upper()

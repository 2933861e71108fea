"""What the text points to: clauses, schedules, named documents, web addresses."""

from __future__ import annotations

import re

from checker.model import Clause, Reference

_SCHEDULE = re.compile(
    r"\b(?P<kind>Schedule|Exhibit|Annex|Annexure|Appendix|Attachment|Addendum|SCHEDULE|EXHIBIT|ANNEX|APPENDIX|ATTACHMENT)s?\s+"
    r"(?:No\.?\s*)?[\"'(]?(?P<id>[A-Z]{1,2}(?:[-.]?\d{1,2})?|[IVX]{1,5}|\d{1,2}(?:[-.]?[A-Z\d]{1,2})?)\b[\"')]?"
)
_CLAUSE = re.compile(
    r"\b(?:[Cc]lause|[Ss]ection|[Aa]rticle|[Pp]aragraph|\u00a7)s?\s+(?P<id>\d{1,2}(?:\.\d{1,3})*(?:\([a-z0-9ivx]+\))*|[IVXL]{1,6}\b)"
)
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
    for match in _SCHEDULE.finditer(text):
        clause = schedules.get(_key(match["kind"], match["id"]))
        if clause is not None and clause.start <= match.start() < clause.start + len(match.group()) + 3:
            continue
        there = clause is not None and len(text[clause.start : clause.end].strip()) > CONTENT
        found.append(_reference("schedule", match, there, clause))
    for match in _CLAUSE.finditer(text):
        clause = numbers.get(match["id"].lower()) or numbers.get(f"article {match['id'].lower()}")
        found.append(_reference("clause", match, clause is not None, clause))
    for match in _URL.finditer(text):
        found.append(_reference("url", match, False, None))
    for match in _NAMED.finditer(text):
        label = _INITIALS[match["short"].lower()] if match["short"] else match["label"].lower().rstrip("s")
        clause = next((c for heading, c in headings if label in heading and c.end - c.start > CONTENT), None)
        found.append(_reference("document", match, clause is not None, clause))
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.kind)))


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

"""Clauses that a later text of the same document deletes or replaces: what they said is no longer the contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.model import Clause, Statement

_TARGET = (
    r"(?:section|clause|article|paragraph|\u00a7)s?\s+(?P<id>\d{1,2}(?:\.\d{1,3})*(?:\([a-z0-9ivx]+\))*|[IVXL]{1,6})"
)
#: "Section 5 of the Agreement is hereby deleted in its entirety and replaced with ..."; not "the last sentence of".
_STRUCK = re.compile(
    rf"\b{_TARGET}\b(?P<between>[^.;]{{0,120}}?)\b(?:is|are|shall be)\s+(?:hereby\s+)?"
    r"(?:amended\s+(?:and\s+restated\s+)?(?:by\s+(?:deleting|replacing)\s+(?:it|the\s+same)|to\s+read)|deleted|replaced|superseded|struck(?:\s+out)?|removed)",
    re.IGNORECASE | re.DOTALL,
)
#: So many characters before the number tell whether only a part of that clause goes.
BEFORE = 40
_WORDS = ("deleted", "replaced", "superseded", "struck", "removed", "amended")
_STRIKES = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:sentences?|words?|phrases?|references?|definitions?|subsections?|first|last|second|line|lines|portions?|end|insert\w*|add\w*)\b",
    re.IGNORECASE,
)


def without_deleted(text: str, clauses: Sequence[Clause], statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements; those of clauses that a later statement strikes out are notes, and so no evidence."""
    struck: set[int] = set()
    for statement in statements:
        if statement.kind != "operative":
            continue
        said = text[statement.start : statement.end]
        low = said.lower()
        if not any(word in low for word in _WORDS) or not _STRIKES.search(said):
            continue
        match = _STRUCK.search(said)
        if match is None:
            continue
        before = said[max(0, match.start() - BEFORE) : match.start()]
        if _PART_OF.search(before + match["between"]):
            continue
        target = _clause(clauses, match["id"], statement)
        if target is not None:
            struck.add(target.index)
    if not struck:
        return tuple(statements)
    gone = [clauses[index] for index in sorted(struck)]
    return tuple(replace(s, kind="note") if any(c.start <= s.start < c.end for c in gone) else s for s in statements)


def _clause(clauses: Sequence[Clause], number: str, by: Statement) -> Clause | None:
    """The last clause of that number that ends before the striking statement."""
    wanted = {number.lower(), f"article {number.lower()}"}
    found = [c for c in clauses if c.number.lower() in wanted and c.end <= by.start and c.kind == "operative"]
    return found[0] if found else None

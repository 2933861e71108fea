"""Statements on a subject that a reader would mark with its passages, since they belong to these by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from checker.model import EVIDENCE_KINDS, Contract, Located


def beside(contract: Contract, passages: Sequence[Located], others: Collection[int]) -> set[int]:
    """Those of the statements `others` that belong to one of the passages by their place.

    They stand in the same clause, or in the one right before or behind it; or one of the two points to the other
    ("Except as set out in Section 9.4", where Section 9.4 is listed or says this).
    """
    statements = contract.statements
    begins = [statement.start for statement in statements]
    held = {
        number
        for passage in passages
        for number in range(bisect_left(begins, passage.start), bisect_left(begins, passage.end))
    }
    others = {number for number in others if number not in held and statements[number].kind in EVIDENCE_KINDS}
    if not held or not others:
        return set()
    near = {statements[number].clause + step for number in held for step in (-1, 0, 1)}
    named, naming = _pointers(contract, begins, held)
    return {
        number for number in others
        if statements[number].clause in near or statements[number].clause in named or number in naming
    }  # fmt: skip


def _pointers(contract: Contract, begins: Sequence[int], held: set[int]) -> tuple[set[int], set[int]]:
    """The clauses that the statements `held` point to, and the statements that point to a clause that holds them."""
    clauses = {contract.statements[number].clause for number in held}
    named: set[int] = set()
    naming: set[int] = set()
    for reference in contract.references:
        if reference.kind != "clause" or reference.target is None:
            continue
        number = bisect_right(begins, reference.start) - 1
        if number in held:
            named.add(reference.target)
        if reference.target in clauses:
            naming.add(number)
    return named, naming

"""Clauses that contradict each other (data: clause_library/conflicts.yaml), each found with both quotes."""

from __future__ import annotations

from collections.abc import Mapping

from checker.conditions import CONDITIONS, FactsLike, LocatedLike, Place
from checker.entry import ConflictRule, Rule
from checker.model import EVIDENCE_KINDS, Conflict, Contract, Located


def find_conflicts(
    contract: Contract, rules: tuple[ConflictRule, ...], located: LocatedLike, facts: FactsLike,
    statuses: Mapping[str, str],
) -> tuple[Conflict, ...]:  # fmt: skip
    """The conflicts of the contract, in the order of the rules; one for each rule that both sides of which fit."""
    found = []
    for rule in rules:
        sides: list[list[Place]] = []
        for side in rule.sides:
            sides.append(_fitting(contract, side, located, facts, statuses))
            if not sides[-1]:
                break
        pair = _pair(rule, sides) if sides[-1] else None
        if pair is not None:
            quotes = tuple(_located(contract, place.statement) for place in pair)
            found.append(Conflict(rule.id, rule.title, rule.severity, rule.say, quotes))
    return tuple(found)


def _pair(rule: ConflictRule, sides: list[list[Place]]) -> list[Place] | None:
    """The first places, one a side, that stand in different statements and pass the comparison."""
    if len(sides) == 1:
        return sides[0][:1]
    for left in sides[0]:
        for right in sides[1]:
            if left.statement == right.statement and not rule.compare:
                continue
            if _compares(rule.compare, left, right):
                return [left, right]
    return None


def _compares(compare: str, left: Place, right: Place) -> bool:
    if not compare:
        return True
    if left.number is None or right.number is None or left.number.value is None or right.number.value is None:
        return False
    a, b = left.number.value, right.number.value
    return bool({"differ": abs(a - b) > 1e-9, "first-smaller": a < b, "first-larger": a > b}[compare])


def _fitting(
    contract: Contract, rule: Rule, located: LocatedLike, facts: FactsLike, statuses: Mapping[str, str]
) -> list[Place]:
    found = []
    for phrase in rule.place:
        for number, matches in located.matches(phrase).items():
            if contract.statements[number].kind not in EVIDENCE_KINDS:
                continue
            for match in matches:
                place = Place(located, facts, number, match.spans, facts.governing(number, match.spans), statuses)
                if all(CONDITIONS[name](value, place) for name, value in rule.conditions):
                    found.append(place)
                    break
    return sorted(found, key=lambda place: place.statement)


def _located(contract: Contract, number: int) -> Located:
    statement = contract.statements[number]
    clause = contract.clauses[statement.clause]
    page = contract.document.page_at(statement.start).number
    text, name = contract.statement_text(statement), contract.document.name_at(statement.start)
    return Located(text, statement.start, statement.end, page, clause.number, clause.path, name)

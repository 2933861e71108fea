"""The passages of a contract on one subject, as a reader would mark them: whole sentences, joined where they adjoin."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from checker.conditions import PREDICATIVE, FactsLike, LocatedLike, Place, failed, places_of
from checker.entry import Rule
from checker.model import EVIDENCE_KINDS, Contract, Located

#: A sentence that begins so goes on with what the one before it speaks of.
_GOES_ON = re.compile(
    r"(?:all |any |each |every |no )?(?:such|the foregoing|the (?:afore)?said|this|these|those|the above)\b"
    r"|in (?:such|that|this) (?:event|case)\b"
    r"|(?:notwithstanding|without limiting) the foregoing\b|provided\b",
    re.IGNORECASE,
)


def listed(
    rules: tuple[Rule, ...], located: LocatedLike, facts: FactsLike, statuses: Mapping[str, str]
) -> set[int]:  # fmt: skip
    """The statements that one of the rules lists."""
    found: set[int] = set()
    for rule in rules:
        bound = any(name in PREDICATIVE for name, _ in rule.conditions)
        for number, matches in places_of(rule.place, located).items():
            if number in found or located.contract.statements[number].kind not in EVIDENCE_KINDS:
                continue
            for spans in matches:
                predicates = facts.governing(number, spans) if bound else ()
                if failed(rule, Place(located, facts, number, spans, predicates, statuses)) is None:
                    found.add(number)
                    break
    return found


def passages(contract: Contract, numbers: Collection[int]) -> tuple[Located, ...]:
    """The passages that hold the statements `numbers`, in order of the text; none overlaps another."""
    chosen = _with_followers(contract, sorted(numbers))
    spans: list[tuple[int, int, int]] = []
    for number in chosen:
        start, end = _whole(contract, number)
        clause = contract.statements[number].clause
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end), spans[-1][2])
        elif spans and clause == spans[-1][2] and not _between(contract, spans[-1][1], start):
            spans[-1] = (spans[-1][0], end, clause)
        else:
            spans.append((start, end, clause))
    return tuple(_located(contract, *span) for span in spans)


def _with_followers(contract: Contract, numbers: list[int]) -> list[int]:
    """The statements, and the sentences behind them in the same clause that go on with their subject."""
    found = dict.fromkeys(numbers)
    statements = contract.statements
    for number in numbers:
        following = number + 1
        while following < len(statements) and statements[following].clause == statements[number].clause:
            statement = statements[following]
            if statement.kind not in EVIDENCE_KINDS or not _GOES_ON.match(contract.statement_text(statement)):
                break
            found[following] = None
            following += 1
    return sorted(found)


def _whole(contract: Contract, number: int) -> tuple[int, int]:
    """The whole sentence: an item that runs inside one with its lead-in and its sisters, another with its lead-in."""
    statements = contract.statements
    statement = statements[number]
    if not statement.leads:
        end = number
        while end + 1 < len(statements) and number in statements[end + 1].leads:
            end += 1
        return statement.start, statements[end].end
    lead = statements[statement.leads[-1]]
    if len(statement.leads) > 2 and statement.leads == tuple(range(statement.leads[0], number)):
        return statements[statement.leads[0]].start, statement.end  # the main clause behind a condition's list
    if lead.clause == statement.clause:
        end = number
        while end + 1 < len(statements) and statements[end + 1].leads == statement.leads:
            end += 1
        return lead.start, statements[end].end
    if number - 1 in statement.leads:
        return lead.start, statement.end
    return statement.start, statement.end


def _inside(contract: Contract, lead: int, number: int) -> bool:
    """Whether a statement is an item that runs inside the sentence of `lead`."""
    statements = contract.statements
    return lead in statements[number].leads and statements[number].clause == statements[lead].clause


def _between(contract: Contract, start: int, end: int) -> bool:
    """Whether there is text of its own between two offsets."""
    return len(contract.document.text[start:end].split()) > 3


def _located(contract: Contract, start: int, end: int, clause: int) -> Located:
    where = contract.clauses[clause]
    page = contract.document.page_at(start).number
    return Located(
        contract.quote(start, end), start, end, page, where.number, where.path, contract.document.name_at(start)
    )

"""The passages of a contract on one subject, as a reader would mark them: whole clauses, where these are not long."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping

from checker.conditions import PREDICATIVE, FactsLike, LocatedLike, Place, failed, places_of
from checker.entry import Rule
from checker.model import EVIDENCE_KINDS, Clause, Contract, Located, Statement

#: What may stand within a clause that is listed.
READ = EVIDENCE_KINDS | {"definition"}
#: A paragraph of so many words (less than a page) is listed whole, and with its items; of a longer one, sentences.
WHOLE = 450
#: An item of a longer list brings all from its lead-in on, if that is no more than so many words.
LIST = 300
#: In a longer paragraph a sentence brings what stands beside it: on each side so many words, in whole sentences.
REACH = 150
#: What stands between two passages of one clause is listed with them, if it is no more than so many words.
GAP = 120
#: Clauses of one section of which nothing but so many characters (a number, a short heading) stands between are listed
#: as one, if they are no longer than WHOLE together.
NEXT = 30
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


class Passages:
    """The passages of one contract; what is listed for a statement is found once, for all protections that list it."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._extents: dict[int, tuple[int, int]] = {}

    def of(self, numbers: Collection[int]) -> tuple[Located, ...]:
        """The passages that hold the statements `numbers`, in order of the text; none overlaps another."""
        contract, extents = self.contract, self._extents
        chosen = _with_followers(contract, sorted(numbers))
        for number in chosen:
            if number not in extents:
                extents[number] = _extent(contract, number)
        found = sorted((*extents[number], contract.statements[number].clause) for number in chosen)
        spans: list[tuple[int, int, int]] = []
        for start, end, clause in found:
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], end), spans[-1][2])
            elif spans and clause == spans[-1][2] and _words(contract, spans[-1][1], start) <= GAP:
                spans[-1] = (spans[-1][0], end, clause)
            elif spans and start - spans[-1][1] <= NEXT and self._adjoin(spans[-1], end, clause):
                spans[-1] = (spans[-1][0], end, spans[-1][2])
            else:
                spans.append((start, end, clause))
        return tuple([_located(contract, *span) for span in spans])

    def _adjoin(self, before: tuple[int, int, int], end: int, clause: int) -> bool:
        """Whether a passage of the clause goes on with the one before it: short clauses of one numbered section."""
        clauses = self.contract.clauses
        parent = clauses[clause].parent
        if parent is None or parent != clauses[before[2]].parent:
            return False
        number = clauses[parent].number
        section = number[:1].isdigit() or ", " in number or number.startswith("Article")
        return section and _words(self.contract, before[0], end) <= WHOLE


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


def _extent(contract: Contract, number: int) -> tuple[int, int]:
    """What is listed for one statement: its clause; of a long one its sentence and those beside it."""
    start, end = _whole(contract, number)
    first, last = _paragraph(contract, number)
    statements = contract.statements
    if _words(contract, statements[first].start, statements[last].end) > WHOLE:
        first = number - _reached(contract, range(number - 1, first - 1, -1))
        last = number + _reached(contract, range(number + 1, last + 1))
        return min(start, statements[first].start), max(end, statements[last].end)
    start, end = min(start, statements[first].start), max(end, statements[last].end)
    index: int | None = statements[number].clause
    while index is not None:
        clause = contract.clauses[index]
        held = _held(contract, clause)
        if not held or held[0].clause != index or _words(contract, held[0].start, held[-1].end) > WHOLE:
            break
        start, end = min(start, held[0].start), max(end, held[-1].end)
        index = None if clause.heading else clause.parent
    return start, end


def _paragraph(contract: Contract, number: int) -> tuple[int, int]:
    """The first and the last of the statements about one that stand in the same clause; no more than make it long."""
    statements = contract.statements
    clause, most = statements[number].clause, WHOLE * 10  # characters: no need to go further
    first = last = number
    while (
        first and _goes_with(statements[first - 1], clause) and statements[number].end - statements[first].start < most
    ):
        first -= 1
    while (
        last + 1 < len(statements)
        and _goes_with(statements[last + 1], clause)
        and statements[last].end - statements[first].start < most
    ):
        last += 1
    return first, last


def _goes_with(statement: Statement, clause: int) -> bool:
    return statement.clause == clause and statement.kind in READ


def _held(contract: Contract, clause: Clause) -> tuple[Statement, ...]:
    """The statements of a clause and of the clauses below it; () where they are too many for a short one."""
    if clause.end - clause.start > WHOLE * 12:
        return ()
    first = bisect_left(contract.statements, clause.start, key=lambda statement: statement.start)
    last = bisect_left(contract.statements, clause.end, key=lambda statement: statement.start)
    return tuple(statement for statement in contract.statements[first:last] if statement.kind in READ)


def _words(contract: Contract, start: int, end: int) -> int:
    return len(contract.document.text[start:end].split())


def _reached(contract: Contract, beside: range) -> int:
    """How many of the statements beside one, from the nearest, are within REACH."""
    left = REACH
    for count, number in enumerate(beside):
        left -= _words(contract, contract.statements[number].start, contract.statements[number].end)
        if left < 0:
            return count
    return len(beside)


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
    if number - 1 in statement.leads or _words(contract, lead.start, statement.end) <= LIST:
        return lead.start, statement.end
    return statement.start, statement.end


def _located(contract: Contract, start: int, end: int, clause: int) -> Located:
    where = contract.clauses[clause]
    page = contract.document.page_at(start).number
    return Located(
        contract.quote(start, end), start, end, page, where.number, where.path, contract.document.name_at(start)
    )

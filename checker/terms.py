"""Key terms: the numbers and names a contract is remembered by (data: clause_library/terms.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.conditions import FactsLike, LocatedLike
from checker.entry import TermRule
from checker.model import EVIDENCE_KINDS, Conflict, Contract, Located, TableRow, Term

#: Minutes of a month of 30 days, the measure in which availability is promised.
MONTH_MINUTES = 43_200
_NAME = re.compile(
    r"\s*(?:the\s+)?(?P<name>(?:(?:State|Commonwealth|Republic|Province|Kingdom|Courts?|City|County)\s+of\s+)?(?:the\s+)?"
    r"[A-Z][\w.'&-]*(?:(?:\s+(?:of|and|the|&)){0,2}\s+[A-Z][\w.'&-]*){0,5})"
)


#: Words that open a reference or a sentence, not the name of a state, a court or an institution.
_NO_NAME = frozenset("Section Clause Article Paragraph Exhibit Schedule Annex Appendix Agreement This".split())

#: The next sentence's subject behind a name: "the laws of Ontario and the Parties submit to its courts".
_PARTIES = re.compile(r"\s+and\s+(?:the\s+)?(?:Part(?:y|ies)|Customer|Supplier|Client|Vendor|Provider)\b")


def find_terms(
    contract: Contract, rules: tuple[TermRule, ...], located: LocatedLike, facts: FactsLike
) -> tuple[Term, ...]:
    """The terms that stand in the contract's operative text, in the order of the rules, then of the text."""
    found: dict[tuple[str, int], Term] = {}
    for rule in rules:
        for value in _in_tables(contract, rule, located, facts) if rule.column else ():
            found.setdefault((value.id, value.start), value)
    told = [row for row in contract.document.rows if any(row.start <= start < row.end for _, start in found)]
    for rule in rules:
        for phrase in rule.phrases:
            for number, matches in located.matches(phrase).items():
                if contract.statements[number].kind not in EVIDENCE_KINDS:
                    continue
                if rule.without and located.any_of(rule.without, number) is not None:
                    continue
                for match in matches:
                    term = _term(contract, rule, located, facts, number, match.spans)
                    if term is not None and not (rule.column and _stands_in(told, term.start)):
                        found.setdefault((term.id, term.start), term)
    order = {rule.id: number for number, rule in enumerate(rules)}
    return _once(sorted(found.values(), key=lambda term: (order[term.id], term.start)))


def _once(terms: list[Term]) -> tuple[Term, ...]:
    """The terms, each value of a statement once: "one million dollars ($1,000,000)" is one."""
    kept: dict[tuple[str, float | str, str], Term] = {}
    for term in terms:
        key = (term.title, term.text, "") if term.value is None else (term.title, term.value, term.quote)
        kept.setdefault(key, term)
    return tuple(kept.values())


def _stands_in(rows: Iterable[TableRow], start: int) -> bool:
    """Whether the character stands in one of the rows: there the column says what a number is, not its neighbours."""
    return any(row.start <= start < row.end for row in rows)


def _in_tables(contract: Contract, rule: TermRule, located: LocatedLike, facts: FactsLike) -> Iterator[Term]:
    """The values under a column whose header speaks of the term, each with its row's first cell as title."""
    for row in contract.document.rows:
        for cell in row.cells[1:]:
            if not any(located.in_heading(phrase, (cell.header,)) for phrase in rule.column):
                continue
            for number in facts.numbers_in(cell.start, cell.end):
                if number.unit != rule.unit:
                    continue
                start, end = located.char_span(number.start, number.end)
                first = " ".join(contract.quote(row.cells[0].start, row.cells[0].end).split())
                yield Term(
                    id=rule.id, title=f"{rule.title} ({first})", unit=rule.unit, value=number.value,
                    text=" ".join(contract.quote(start, end).split()), quote=contract.quote(row.start, row.end),
                    start=start, end=end, page=contract.document.page_at(start).number, clause=located.clause_at(start),
                    remark=_remark(rule, number.value), document=contract.document.name_at(start),
                )  # fmt: skip


def _term(
    contract: Contract, rule: TermRule, located: LocatedLike, facts: FactsLike, number: int, spans: tuple[Any, ...]
) -> Term | None:
    statement = contract.statements[number]
    if rule.unit == "name":
        _, after = located.char_span(*spans[-1])
        match = _NAME.match(contract.document.text, after, statement.end)
        if not match:
            return None
        start, end, value = match.start("name"), _name_end(match["name"], match.end("name")), None
        if match["name"].split()[0] in _NO_NAME or match["name"].rstrip(".") == "Arbitration":
            return None
    else:
        first, last = min(s[0] for s in spans), max(s[1] for s in spans)
        numbers = [
            n for n in facts.numbers(number)
            if n.unit == rule.unit and (not rule.kinds or n.kinds & rule.kinds)
            and (first <= n.start < last or 0 <= n.start - last <= rule.reach or 0 <= first - n.end <= rule.reach // 2)
        ]  # fmt: skip
        if not numbers:
            return None
        nearest = min(numbers, key=lambda n: (0 if first <= n.start < last else abs(n.start - last), n.start))
        start, end = located.char_span(nearest.start, nearest.end)
        value = None if nearest.value is None else round(nearest.value, 6)  # None: a blank, a redaction
    clause = contract.clauses[statement.clause]
    bound = next((p.bound for p in facts.governing(number, tuple(spans[:1]))), "")
    return Term(
        id=rule.id, title=rule.title, unit=rule.unit, value=value, text=" ".join(contract.quote(start, end).split()),
        quote=contract.statement_text(statement), start=start, end=end, page=contract.document.page_at(start).number,
        clause=clause.number, bound="" if bound == "nobody" else bound, remark=_remark(rule, value),
        document=contract.document.name_at(start),
    )  # fmt: skip


def _name_end(name: str, end: int) -> int:
    """Where the name ends: before "and the Parties", before a full stop that is none of its own ("D.C.", "Inc.")."""
    joined = _PARTIES.search(name)
    if joined:
        return end - len(name) + joined.start()
    last = name.split()[-1]
    return end - 1 if last.endswith(".") and "." not in last[:-1] and len(last) > 4 else end


def _remark(rule: TermRule, value: float | None) -> str:
    """What follows from a value by arithmetic: hours of outage, the rate of interest for a year."""
    if value is None:
        return ""
    if rule.id == "availability" and 50 < value <= 100:
        minutes = (100 - value) / 100 * MONTH_MINUTES
        return (
            f"= {minutes / 60:.1f} h of outage a month" if minutes >= 60 else f"= {minutes:.0f} min of outage a month"
        )
    return ""


def disagreements(contract: Contract, located: LocatedLike, facts: FactsLike) -> tuple[Conflict, ...]:
    """Numbers whose words and digits disagree: "thirty (60) days"."""
    found: dict[int, Conflict] = {}
    for statement in contract.statements:
        if not located.has_stated(statement.index):
            continue
        for number in facts.numbers(statement.index):
            given = located.given(number.start)
            if given is None or given[0] == given[1]:
                continue
            start, end = located.char_span(number.start, number.end)
            clause = contract.clauses[statement.clause]
            where = Located(
                contract.statement_text(statement), statement.start, statement.end,
                contract.document.page_at(start).number, clause.number, clause.path, contract.document.name_at(start),
            )  # fmt: skip
            said = " ".join(contract.quote(start, end).split())
            say = f"'{said}': the words say {given[0]:g}, the digits {given[1]:g}."
            found.setdefault(start, Conflict("N1", "Words and digits disagree", "high", say, (where,)))
    return tuple(found.values())

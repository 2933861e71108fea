"""Facts of a statement, computed once, when first asked for: who is bound and how, numbers, hedges, exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.facts.hedges import Hedge, find_exceptions, find_hedges
from checker.facts.numbers import Number, find_numbers
from checker.facts.predicates import Predicate, find_predicates, from_heading, governing
from checker.model import Contract, Reference
from checker.words import Words

__all__ = ["Facts", "Hedge", "Number", "Predicate"]

Hit = tuple[int, int]


@dataclass
class Facts:
    """The facts of each statement of a contract; `ranges` are the statements' word ranges."""

    contract: Contract
    words: Words
    ranges: list[Hit]
    _predicates: dict[int, tuple[Predicate, ...]] = field(default_factory=dict)
    _numbers: dict[int, tuple[Number, ...]] = field(default_factory=dict)
    _hedges: dict[int, tuple[Hedge, ...]] = field(default_factory=dict)
    _exceptions: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _references: dict[int, list[Reference]] | None = None

    def predicates(self, statement: int) -> tuple[Predicate, ...]:
        """The statement's predicates in order, behind the last one of its lead-in (or of its heading)."""
        found = self._predicates.get(statement)
        if found is None:
            first, last = self.ranges[statement]
            inherited = self._inherited(statement)
            lead = inherited[0] if inherited else None
            found = (*inherited, *find_predicates(self.words, self.contract.document.text, first, last, lead))
            self._predicates[statement] = found
        return found

    def _inherited(self, statement: int) -> tuple[Predicate, ...]:
        leads = self.contract.statements[statement].leads
        for lead in reversed(leads):
            found = self.predicates(lead)
            if found:
                return found[-1:]
        if leads:
            return ()
        clause = self.contract.clauses[self.contract.statements[statement].clause]
        parties = self.contract.roles
        inherited = from_heading(clause.path, parties, self.ranges[statement][0])
        return (inherited,) if inherited else ()

    def governing(self, statement: int, spans: tuple[Hit, ...]) -> tuple[Predicate, ...]:
        """The predicates under which the spans stand, the first span's first."""
        predicates = self.predicates(statement)
        first, last = self.ranges[statement]
        found: dict[Predicate, None] = {}
        for span in spans:
            found[governing(predicates, self.words, span, first, last)] = None
        return tuple(found)

    def numbers(self, statement: int) -> tuple[Number, ...]:
        """The numbers with a unit in the statement and its lead-in, in order."""
        found = self._numbers.get(statement)
        if found is None:
            found = tuple(number for part in self._parts(statement) for number in find_numbers(self.words, *part))
            self._numbers[statement] = found
        return found

    def numbers_in(self, start: int, end: int) -> tuple[Number, ...]:
        """The numbers with a unit in `text[start:end]`, such as a cell of a table."""
        return find_numbers(self.words, *self.words.span(start, end))

    def hedges(self, statement: int) -> tuple[Hedge, ...]:
        """The hedges in the statement and its lead-in, in order."""
        found = self._hedges.get(statement)
        if found is None:
            found = tuple(hedge for part in self._parts(statement) for hedge in find_hedges(self.words, *part))
            self._hedges[statement] = found
        return found

    def exceptions(self, statement: int) -> tuple[int, ...]:
        """The word indexes at which an exception begins ("except", "unless", "provided that") in the statement."""
        found = self._exceptions.get(statement)
        if found is None:
            found = tuple(at for part in self._parts(statement) for at in find_exceptions(self.words, *part))
            self._exceptions[statement] = found
        return found

    def references(self, statement: int) -> tuple[Reference, ...]:
        """What the statement's own text points to."""
        if self._references is None:
            self._references = {}
            starts = sorted((s.start, s.end, s.index) for s in self.contract.statements)
            at = 0
            for reference in sorted(self.contract.references, key=lambda r: r.start):
                while at + 1 < len(starts) and starts[at][1] <= reference.start:
                    at += 1
                if starts and starts[at][0] <= reference.start < starts[at][1]:
                    self._references.setdefault(starts[at][2], []).append(reference)
        return tuple(self._references.get(statement, ()))

    def _parts(self, statement: int) -> list[Hit]:
        leads = self.contract.statements[statement].leads
        return [*(self.ranges[lead] for lead in leads), self.ranges[statement]]

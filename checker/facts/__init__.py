"""Facts of a statement, computed once, when first asked for: who is bound and how, numbers, hedges, exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checker.facts.governing import from_heading, governing, own_sentence
from checker.facts.hedges import Hedge, find_exceptions, find_hedges
from checker.facts.numbers import Number, find_numbers
from checker.facts.predicates import find_predicates
from checker.facts.vocabulary import BOUNDARY, CONDITIONAL, PREPOSITIONS, RIGHTS, ROLES, Predicate, adverb
from checker.model import Contract, Reference
from checker.words import Words

__all__ = ["Facts", "Hedge", "Number", "Predicate"]

Hit = tuple[int, int]

#: What stands between "shall not" and its verb, beside adverbs; and how long what is set between commas may be.
BEFORE_VERB = frozenset("be been have also then so to in at time times".split())
LONGEST_ASIDE = 20

#: Within so many words of its end a lead-in says "the following", or "except as follows".
LEAD_END = 12

#: Defined terms whose numbers say nothing of a clause that uses them.
NO_MEASURE = frozenset("agreement term services service party parties contract".split()) | {
    "initial term", "effective date", "renewal term", "business day", "business days", "business hours", "customer",
    "supplier", "affiliate", "affiliates",
}  # fmt: skip


@dataclass
class Facts:
    """The facts of each statement of a contract; `ranges` are the statements' word ranges."""

    contract: Contract
    words: Words
    ranges: list[Hit]
    _predicates: dict[int, tuple[Predicate, ...]] = field(default_factory=dict)
    _governing: dict[tuple[int, tuple[Hit, ...]], tuple[Predicate, ...]] = field(default_factory=dict)
    _numbers: dict[int, tuple[Number, ...]] = field(default_factory=dict)
    _hedges: dict[int, tuple[Hedge, ...]] = field(default_factory=dict)
    _exceptions: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _references: dict[int, list[Reference]] | None = None

    def __post_init__(self) -> None:
        #: The definitions whose numbers say something of a clause that uses the term.
        self._measures = [each for each in self.contract.definitions if each.term.lower() not in NO_MEASURE]

    def predicates(self, statement: int) -> tuple[Predicate, ...]:
        """The statement's own predicates in order, behind those of its lead-ins (or of its heading)."""
        found = self._predicates.get(statement)
        if found is None:
            first, last = self.ranges[statement]
            inherited = self._inherited(statement)
            lead = inherited[-1] if inherited else None
            under = self._under(statement)
            operative = self.contract.statements[statement].kind == "operative"
            text = self.contract.document.text
            found = (*inherited, *find_predicates(self.words, text, first, last, lead, under, operative))
            self._predicates[statement] = found
        return found

    def _under(self, statement: int) -> bool:
        """Whether the lead-in ends with the word of a condition: "... unless" before "(a) either party ..."."""
        leads = self.contract.statements[statement].leads
        return bool(leads) and self.words.lower[self.ranges[leads[-1]][1] - 1] in CONDITIONAL

    def _inherited(self, statement: int) -> tuple[Predicate, ...]:
        leads = self.contract.statements[statement].leads
        if leads:
            above = self.predicates(leads[-1])
            return self._without_comment(leads[-1], above) if above else self._named(leads[-1])
        clause = self.contract.clauses[self.contract.statements[statement].clause]
        parties = self.contract.roles
        inherited = from_heading(clause.path, parties, self.ranges[statement][0])
        return (inherited,) if inherited else ()

    def _without_comment(self, lead: int, found: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
        """The lead-in's predicates but for what it says of its own right: "and shall not be liable for this right:"."""
        last = self.ranges[lead][1]
        comment = len(found) > 1 and found[-1].force == "need-not" and found[-2].force == "may" and not found[-2].aside
        return found[:-1] if comment and self.words.lower[last - 1] in RIGHTS else found

    def _named(self, lead: int) -> tuple[Predicate, ...]:
        """A lead-in that only names a party, as the subject of its items: "The Supplier:" before "(a) shall"."""
        first, last = self.ranges[lead]
        at = last - 1
        if last - first > 3 or at < first or self.words.keys[at] not in ROLES:
            return ()
        return (Predicate(ROLES[self.words.keys[at]], "states", at, last, at),)

    def governing(self, statement: int, spans: tuple[Hit, ...]) -> tuple[Predicate, ...]:
        """The predicates under which the spans stand, the first span's first."""
        known = self._governing.get((statement, spans))
        if known is None:
            known = self._governing[statement, spans] = self._govern(statement, spans)
        return known

    def _govern(self, statement: int, spans: tuple[Hit, ...]) -> tuple[Predicate, ...]:
        found: list[Predicate] = []
        for span in spans:
            part = statement
            for lead in self.contract.statements[statement].leads:
                if self.ranges[lead][0] <= span[0] < self.ranges[lead][1]:
                    part = lead
            predicate = governing(self.predicates(part), self.words, span, *self.ranges[part])
            if predicate not in found:  # most often there is but one span
                found.append(predicate)
        return tuple(found)

    def hosts(self, statement: int, predicates: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
        """What the predicates hang on: a condition on its main clause, a list item on the end of its lead-in."""
        found: dict[Predicate, None] = {}
        every = self.predicates(statement)
        main = [p for p in every if not p.aside]
        for predicate in predicates:
            if predicate.aside and main:
                found[next((p for p in reversed(main) if p.start < predicate.start), main[0])] = None
        leads = self.contract.statements[statement].leads
        if leads and any(p.start >= self.ranges[statement][0] for p in predicates):
            above = self._without_comment(leads[-1], self.predicates(leads[-1]))
            first, last = self.ranges[leads[-1]]
            tail = self.words.lower[max(first, last - LEAD_END) : last]
            begin = self.ranges[statement][0]
            apart = "except" in tail and own_sentence(every, self.words, begin)  # what the lead-in lets stand
            if above and not apart and ("following" in tail or not above[-1].aside):
                found[replace(above[-1], aside=False)] = None
        return tuple(found)

    def verb(self, predicate: Predicate, last: int) -> int:
        """The word index of the verb behind the predicate's own words: "notify" in "shall not, before that, notify".

        It stands behind adverbs and behind what is set between commas, before the word `last`; else it is `last`.
        """
        low, broken = self.words.lower, self.words.broken
        at = predicate.end
        while at < last:
            if broken[at] == 1:
                edge = at
                at = next((i for i in range(edge + 1, min(edge + LONGEST_ASIDE, last)) if broken[i]), last)
                if at < last and broken[at] == 1 and low[at] in PREPOSITIONS:  # "not, after that, within an hour, tell"
                    at = next((i for i in range(at + 1, min(edge + LONGEST_ASIDE, last)) if broken[i]), last)
                if at < last and broken[at] == 1 and low[at] not in BOUNDARY:
                    return at
                return last
            if low[at] not in BEFORE_VERB and not adverb(low[at]):
                break
            at += 1
        return at

    def numbers(self, statement: int) -> tuple[Number, ...]:
        """The numbers with a unit in the statement and its lead-in, in order."""
        found = self._numbers.get(statement)
        if found is None:
            found = tuple(number for part in self._parts(statement) for number in find_numbers(self.words, *part))
            self._numbers[statement] = found
        return found

    def numbers_defined(self, statement: int, near: Hit) -> tuple[Number, ...]:
        """The numbers in the definitions of terms that stand among the words `near` of the statement, two deep."""
        first, last = self.ranges[statement]
        first, last = max(first, near[0]), min(last, near[1])
        if last <= first:
            return ()
        text = self.contract.document.text[self.words.starts[first] : self.words.ends[last - 1]]
        return tuple(dict.fromkeys(self._defined(text, statement, 2)))

    def _defined(self, text: str, statement: int, depth: int) -> Iterator[Number]:
        for definition in self._measures:
            if definition.statement != statement and definition.term in text:
                yield from self.numbers_in(definition.start, definition.end)
                if depth > 1:
                    body = self.contract.quote(definition.start, definition.end)
                    yield from self._defined(body, definition.statement, depth - 1)

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

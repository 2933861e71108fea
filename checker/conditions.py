"""The closed list of conditions a rule can ask for (docs/library.md): each a function of its value and a place.

A place is a rule's match in a statement with the predicates that govern it; `bound`, `force`, `denied` and the hedges
narrow these predicates down, so that one and the same predicate must pass them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from checker.entry import NumberTest, Phrase, Rule
from checker.model import EVIDENCE_KINDS, Contract, Reference

Hit = tuple[int, int]

_BOUND = {
    "supplier": {"supplier", "both"}, "customer": {"customer", "both"}, "supplier-only": {"supplier"},
    "customer-only": {"customer"}, "both": {"both"}, "nobody": {"nobody"},
    "not-supplier": {"customer", "both", "nobody"},
    "not-customer": {"supplier", "both", "nobody"}, "anyone": {"supplier", "customer", "both", "nobody"},
}  # fmt: skip
_DENIALS = frozenset(("must-not", "need-not", "denies", "unclear"))
_AFFIRMATIONS = frozenset(("must", "may", "states"))
#: Words of a phrase that itself denies, and words that make a prohibition a limit ("not ... without consent").
_NEGATIVE = frozenset("not no neither nor never none without nothing unless only non cannot prohibited refrain".split())
_PLAIN_NOT = frozenset("not no neither nor never none".split())
_EXCESS = frozenset("exceed exceeds exceeding more greater excess".split())
_EXCEPTING = frozenset("unless except without only".split())
_THAN = frozenset(("than",))
_OTHER_THAN = re.compile(r"\bother(?:wise)?\s+than\b", re.IGNORECASE)
_OPPOSITE = {
    "must": {"need-not", "must-not", "denies"}, "may": {"must-not", "need-not", "denies"},
    "must-not": {"may", "need-not"}, "states": {"denies", "must-not"}, "any": {"need-not", "must-not", "denies"},
}  # fmt: skip


class LocatedLike(Protocol):
    """What the judge asks of the located words of a contract."""

    contract: Contract
    ranges: list[Hit]

    def matches(self, phrase: Phrase) -> Mapping[int, tuple[Any, ...]]: ...
    def standing(self, phrases: tuple[Phrase, ...]) -> list[Phrase]: ...
    def stands(self, phrase: Phrase, statement: int) -> bool: ...
    def any_of(self, phrases: tuple[Phrase, ...], statement: int) -> Any | None: ...
    def any_near(self, phrases: tuple[Phrase, ...], statement: int, spans: tuple[Hit, ...]) -> bool: ...
    def in_span(self, phrase: Phrase, start: int, end: int) -> bool: ...
    def in_heading(self, phrase: Phrase, path: tuple[str, ...]) -> bool: ...
    def text_span(self, start: int, end: int) -> Hit: ...
    def char_span(self, first: int, last: int) -> Hit: ...
    def words_text(self, first: int, last: int) -> str: ...
    def statements_in(self, start: int, end: int) -> range: ...
    def nearest(self, phrases: tuple[Phrase, ...], count: int, wide: Set[str]) -> list[int]: ...
    def clause_at(self, offset: int) -> str: ...
    def starts_of(self, phrase: Phrase) -> list[int]: ...
    def has_stated(self, statement: int) -> bool: ...
    def holds(self, wanted: frozenset[str], first: int, last: int) -> bool: ...
    def given(self, at: int) -> tuple[float, float] | None: ...


class FactsLike(Protocol):
    """What the judge asks of the facts of a statement."""

    def governing(self, statement: int, spans: tuple[Hit, ...]) -> tuple[Any, ...]: ...
    def predicates(self, statement: int) -> tuple[Any, ...]: ...
    def hosts(self, statement: int, predicates: tuple[Any, ...]) -> tuple[Any, ...]: ...
    def verb(self, predicate: Any, last: int) -> int: ...
    def numbers(self, statement: int) -> tuple[Any, ...]: ...
    def numbers_defined(self, statement: int, near: Hit) -> tuple[Any, ...]: ...
    def numbers_in(self, start: int, end: int) -> tuple[Any, ...]: ...
    def hedges(self, statement: int) -> tuple[Any, ...]: ...
    def exceptions(self, statement: int) -> tuple[int, ...]: ...
    def references(self, statement: int) -> tuple[Reference, ...]: ...


@dataclass(slots=True)
class Place:
    """A rule's match in a statement, and what the conditions found on the way (for the words that decided)."""

    located: LocatedLike
    facts: FactsLike
    statement: int
    spans: tuple[Hit, ...]
    predicates: tuple[Any, ...]
    statuses: Mapping[str, str]
    number: Any | None = None
    decided: list[Hit] = field(default_factory=list)
    failed: str = ""
    spoken: tuple[Any, ...] = ()  # the predicates before `bound` narrowed them down

    def __post_init__(self) -> None:
        self.spoken = self.predicates

    @property
    def contract(self) -> Contract:
        """The contract the place stands in."""
        return self.located.contract

    def section(self) -> range:
        """The statements of the same section: under the nearest clause above with a heading, or at the top."""
        clauses = self.contract.clauses
        clause = clauses[self.contract.statements[self.statement].clause]
        while not clause.heading and clause.parent is not None:
            clause = clauses[clause.parent]
        return self.located.statements_in(clause.start, clause.end)


def _with(phrases: tuple[Phrase, ...], place: Place) -> bool:
    match = place.located.any_of(phrases, place.statement)
    if match is not None:
        place.decided += match.spans
    return match is not None


def _with_all(phrases: tuple[Phrase, ...], place: Place) -> bool:
    return all(_with((phrase,), place) for phrase in phrases)


def _without(phrases: tuple[Phrase, ...], place: Place) -> bool:
    return not place.located.any_near(phrases, place.statement, place.spans)


def _nearby(phrases: tuple[Phrase, ...], place: Place) -> bool:
    section = place.section()
    return any(any(number in section for number in place.located.matches(phrase)) for phrase in phrases)


def _heading(phrases: tuple[Phrase, ...], place: Place) -> bool:
    path = place.contract.clauses[place.contract.statements[place.statement].clause].path
    return any(place.located.in_heading(phrase, path) for phrase in phrases)


def _contract_has(phrases: tuple[Phrase, ...], place: Place) -> bool:
    statements = place.contract.statements
    return any(
        any(statements[number].kind in EVIDENCE_KINDS for number in place.located.matches(phrase)) for phrase in phrases
    )


@cache
def _allowed(wanted: frozenset[str]) -> frozenset[str]:
    """The parties that the words of a `bound` condition let be bound."""
    return frozenset().union(*(_BOUND[name] for name in wanted))


def _bound(wanted: frozenset[str], place: Place) -> bool:
    allowed = _allowed(wanted)
    place.predicates = tuple(p for p in place.predicates if p.bound in allowed)
    return bool(place.predicates)


def _force(wanted: frozenset[str], place: Place) -> bool:
    if "any" in wanted:
        return True
    standing = (*place.predicates, *place.spoken[:1], *place.facts.hosts(place.statement, place.predicates))
    if wanted & _AFFIRMATIONS and any(p.force in _DENIALS - wanted and not p.aside for p in standing):
        return False  # "shall not be governed by, and shall be construed in accordance with": one denial is enough
    place.predicates = tuple(p for p in place.predicates if p.force in wanted)
    if wanted & _AFFIRMATIONS and wanted & _DENIALS:
        bounds = _says(_EXCESS, place)
        main = [p for p in place.predicates if not p.aside]
        place.predicates = tuple(p for p in place.predicates if _gives(p, place, bounds) or (p.aside and not main))
        if main and all(p.aside for p in place.predicates):
            return False
    return bool(place.predicates)


def _gives(predicate: Any, place: Place, bounds: bool) -> bool:
    """Whether a rule that takes both affirmations and denials is given by this one.

    Words that give when affirmed give nothing when denied, unless the rule's own wording denies or the denial has an
    exception ("not ... without consent").  An excess (`bounds`: "exceed") is a limit only where it is denied.
    """
    if predicate.force not in _DENIALS:
        return not bounds or _says(_NEGATIVE, place)
    rest = max(predicate.end, 0), place.located.ranges[place.statement][1]
    return (
        bounds
        or _denying(predicate, place)
        or place.located.holds(_EXCEPTING, *rest)
        or (place.located.holds(_THAN, *rest) and bool(_OTHER_THAN.search(place.located.words_text(*rest))))
    )


def _says(wanted: frozenset[str], place: Place) -> bool:
    return place.located.holds(wanted, min(s[0] for s in place.spans), max(s[1] for s in place.spans))


def _denying(predicate: Any, place: Place) -> bool:
    """Whether the rule's own words deny; what stands between them is the contract's.

    A "not" of theirs behind the denial is that of another verb: "the charges shall not abate while it is not
    performed"; the words of an exception or a limit may stand anywhere.
    """
    holds = place.located.holds
    own = predicate.end if place.located.holds(_PLAIN_NOT, predicate.start, predicate.end) else None
    return any(
        holds(_NEGATIVE - _PLAIN_NOT, *span) or holds(_NEGATIVE, span[0], span[1] if own is None else min(span[1], own))
        for span in place.spans
    )


def _denied(value: tuple[frozenset[str], frozenset[str]], place: Place) -> bool:
    bound, force = value
    opposite = set().union(*(_OPPOSITE.get(name, set()) for name in force)) - set(force)
    return _bound(bound, place) and _force(frozenset(opposite), place)


def _hedge(codes: frozenset[str], place: Place) -> bool:
    for hedge in place.facts.hedges(place.statement):
        if hedge.code in codes and (hedge.code != "H1" or _qualifies(hedge, place)):
            place.decided.append((hedge.start, hedge.end))
            return True
    return False


def _qualifies(hedge: Any, place: Place) -> bool:
    """An effort hedge counts on the duty itself: behind its verb and before what is owed ends."""
    last = max(span[1] for span in place.spans)
    return any(
        (p.host if p.host >= 0 else p.start) <= hedge.start <= last for p in place.predicates if p.start >= 0
    ) or (not any(p.start >= 0 for p in place.predicates) and hedge.start <= last)


def _exception(phrases: tuple[Phrase, ...], place: Place) -> bool:
    starts = place.facts.exceptions(place.statement)
    if not starts:
        return False
    for phrase in phrases:
        for match in place.located.matches(phrase).get(place.statement, ()):
            if match.end > min(starts) and match.start >= min(starts):
                place.decided += match.spans
                return True
    return False


#: How many words from a rule's place a defined term may stand, if its number is to count.
NEAR = 25


def _fits(number: Any, test: NumberTest) -> bool:
    return bool(number.unit == test.unit and (not test.kinds or number.kinds & test.kinds))


def _number(test: NumberTest, place: Place) -> bool:
    numbers = [number for number in place.facts.numbers(place.statement) if _fits(number, test)]
    if not numbers:
        near = (min(span[0] for span in place.spans) - NEAR, max(span[1] for span in place.spans) + NEAR)
        numbers = (
            [n for n in place.facts.numbers_defined(place.statement, near) if _fits(n, test)] if place.spans else []
        )
    if test.none:
        return not numbers
    if not numbers:
        return False
    first = min(span[0] for span in place.spans)
    last = max(span[1] for span in place.spans)

    def distance(number: Any) -> int:
        if first <= number.start < last:
            return 0
        return int(number.start - last if number.start >= last else 2 * (first - number.end) + 1)

    nearest = min(numbers, key=distance)
    if not _passes(nearest.value, test):
        return False
    place.number = nearest
    place.decided.append((nearest.start, nearest.end))
    return True


def _passes(value: float | None, test: NumberTest) -> bool:
    if test.test == "any":
        return True
    if value is None:  # redacted or blank: the visible words decide
        return test.test in ("at-most", "at-least")
    return {
        "at-most": value <= test.limit, "at-least": value >= test.limit, "over": value > test.limit,
        "under": value < test.limit,
    }[test.test]  # fmt: skip


def _defined(wanted: Mapping[str, tuple[Phrase, ...]], place: Place) -> bool:
    """The statement uses the term, and the term's definition (or that of a term within it) holds a phrase."""
    statement = place.contract.statements[place.statement]
    text = " ".join(place.contract.statement_text(statement).lower().split())  # a term may run over a line's end
    for term, phrases in wanted.items():
        if term.lower() not in text:
            continue
        for definition in place.contract.definitions:
            if definition.term.lower() == term.lower() and _defined_to(definition, phrases, place, 2):
                return True
    return False


def _defined_to(definition: Any, phrases: tuple[Phrase, ...], place: Place, depth: int) -> bool:
    if any(place.located.in_span(phrase, definition.start, definition.end) for phrase in phrases):
        return True
    if depth <= 1:
        return False
    body = " ".join(place.contract.quote(definition.start, definition.end).split())
    return any(
        other is not definition and len(other.term) > 3 and other.term in body and _defined_to(other, phrases, place, 1)
        for other in place.contract.definitions
    )


#: A pointer to a clause is broken only where so many others are found: else the numbers were not read.
FOUND = 0.9
_STATUTE = re.compile(
    r"[\s,()a-z0-9.]{0,12}(?:\bof\b|\bto\b)\s+(?!this\b|the\s+agreement\b)|.{0,60}\b(?:act|code|law|regulations?|rules?|u\.?s\.?c|gdpr|statute|"
    r"exhibit|schedule|annex|appendix)\b",
    re.IGNORECASE | re.DOTALL,
)


def _broken(reference: Reference, contract: Contract) -> bool:
    """Whether a pointer leads to a clause that the contract does not have, though its clauses were read."""
    if reference.resolved or _STATUTE.match(contract.document.text[reference.end : reference.end + 80]):
        return False
    pointers = [other for other in contract.references if other.kind == "clause"]
    return len(pointers) >= 5 and sum(other.resolved for other in pointers) >= FOUND * len(pointers)


def _points_into(phrases: tuple[Phrase, ...], place: Place) -> bool:
    """Whether a clause that the statement points to holds a phrase; also where that cannot be told.

    It can be told where every pointer is to one clause ("this Section 9", not "Sections 3 to 9") and is resolved.
    """
    pointers = [each for each in place.facts.references(place.statement) if each.kind == "clause"]
    clauses = place.contract.clauses
    targets = [clauses[each.target] for each in pointers if each.target is not None and not _MANY.match(each.label)]
    if not targets or len(targets) < len(pointers):
        return True
    return any(
        place.located.in_heading(phrase, clause.path[-1:]) or place.located.in_span(phrase, clause.start, clause.end)
        for phrase in phrases
        for clause in targets
    )


#: A plural of which only one number was read ("Sections 3 et seq."): what else it points to is not known.
_MANY = re.compile(r"(?:sections|articles|clauses|paragraphs|parts)\b|§§", re.IGNORECASE)


def _points_to(wanted: frozenset[str], place: Place) -> bool:
    for reference in place.facts.references(place.statement):
        named = reference.kind in ("schedule", "document")
        broken = "broken" in wanted and reference.kind == "clause" and _broken(reference, place.contract)
        if broken or reference.kind in wanted or (named and ("supplied" if reference.resolved else "absent") in wanted):
            place.decided.append(place.located.text_span(reference.start, reference.end))
            return True
    return False


def _statuses(wanted: Mapping[str, frozenset[str]], place: Place) -> bool:
    return all(place.statuses.get(other, "missing") in statuses for other, statuses in wanted.items())


#: Every condition by its name in the library, in the order in which a rule has them and they are tried.
CONDITIONS: dict[str, Callable[[Any, Place], bool]] = {
    "bound": _bound,
    "force": _force,
    "denied": _denied,
    "hedge": _hedge,
    "no-hedge": lambda codes, place: not _hedge(codes, place),
    "with": _with,
    "with-all": _with_all,
    "without": _without,
    "exception": _exception,
    "number": _number,
    "heading": _heading,
    "not-heading": lambda phrases, place: not _heading(phrases, place),
    "nearby": _nearby,
    "not-nearby": lambda phrases, place: not _nearby(phrases, place),
    "contract-has": _contract_has,
    "contract-lacks": lambda phrases, place: not _contract_has(phrases, place),
    "defined": _defined,
    "points-to": _points_to,
    "points-into": _points_into,
    "statuses": _statuses,
}

#: Conditions that ask who is bound and how: only for them are the predicates of a statement sought.
PREDICATIVE = frozenset(("bound", "force", "denied", "hedge", "no-hedge"))


def failed(rule: Rule, place: Place, but: Collection[str] = ()) -> str | None:
    """None if the rule fits at the place, else the name of the condition that failed; those of `but` are not asked."""
    for name, value in rule.conditions:
        if name not in but and not CONDITIONS[name](value, place):
            return name
    return None


def places_of(phrases: tuple[Phrase, ...], located: LocatedLike) -> dict[int, list[tuple[Hit, ...]]]:
    """Statement -> the word spans of each match of one of the phrases."""
    found: dict[int, list[tuple[Hit, ...]]] = {}
    for phrase in located.standing(phrases):
        for number, those in located.matches(phrase).items():
            spans = [match.spans for match in those]
            if number in found:
                found[number] += spans
            else:
                found[number] = spans
    return found

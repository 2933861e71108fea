"""Statements that hold a rule's words, and turn them round: the case is denied, the prohibition is a permission."""

from __future__ import annotations

from typing import Any

from checker.conditions import Place
from checker.denials import AFFIRMATIONS, DENIALS, GIVING, NOT, leaves
from checker.entry import Rule

_BE = frozenset("be is are was were".split())
_THERE = frozenset(("there",))
_WITHIN = frozenset(("in", "under"))
_BEFORE = _WITHIN | frozenset("at time times".split())
#: Who shall not bring it about, or not ask, tell or give notice first, is freed of a duty, whatever stands behind it.
_BRINGING = frozenset(("ensure", "procure", "protect", "safeguard"))
_PROMISING = frozenset("agree undertake promise covenant represent warrant guarantee".split())
_CAUSING = frozenset(("cause", "have", "make"))
_TELLING = frozenset("tell inform notify advise warn".split())
_ASKING = frozenset("obtain seek request give require ask".split())
_LEAVE = frozenset("approval consent permission notice authorisation authorization leave".split())
_MUST = frozenset(("must",))
_ANY = AFFIRMATIONS | {"must-not", "denies"}
_OWED = frozenset("obliged obligated required bound liable responsible".split())
_RELATIVE = frozenset("which that whom".split())
_RIGHT = frozenset(("entitled", "right", "permitted", "allowed"))
#: As far as this behind the verb stands what is asked for or given: "obtain Customer's prior written approval".
_NEAR = 5


def turned(rule: Rule, place: Place) -> bool:
    """Whether the statement says the reverse of what the rule found in it.

    The condition that a rule's words name does not hold ("if there is not a conflict", "is not in breach"); the verb
    of giving among its words is denied ("if required to disclose, shall not notify"); the verb that it wants to have
    denied is allowed ("may increase, and shall not exceed"); what is denied is a duty to ask, to tell or to see to it
    ("shall not obtain Customer's approval of each offshore site") or a right of the customer; or a relative clause
    only speaks of a duty ("claims that Supplier is obliged to meet").
    """
    wanted = dict(rule.conditions).get("force", frozenset())
    ways = (_told_not, _allowed, _freed, _barred, _only_told)
    return _no_such_case(place) or any(way(place, wanted) for way in ways)


def _end(predicate: Any, place: Place) -> int:
    """The word behind the statement, or the lead-in, in which the predicate stands."""
    numbers = (*place.contract.statements[place.statement].leads, place.statement)
    ranges = [place.located.ranges[number] for number in numbers]
    return next((last for first, last in ranges if first <= predicate.start < last), ranges[-1][1])


def _no_such_case(place: Place) -> bool:
    """Whether a word of the rule is what a condition says is not so."""
    holds = place.located.holds
    for predicate in place.facts.predicates(place.statement):
        last = _end(predicate, place)
        if not predicate.aside or predicate.force not in ("denies", "must-not"):
            continue
        if predicate.negated or not holds(NOT, predicate.start, predicate.end):
            continue
        if any(span[0] < predicate.end and predicate.start < span[1] for span in place.spans):
            continue  # the rule itself says "not in operation"
        if not holds(_BE, predicate.start, min(predicate.end + _NEAR, last)):
            continue
        at, prefixed = predicate.end, holds(_THERE, predicate.start - 1, predicate.start)
        while at < last and holds(_BE | _BEFORE, at, at + 1):
            prefixed = prefixed or holds(_WITHIN, at, at + 1)
            at += 1
        named = {word for span in place.spans for word in place.located.words_text(*span).lower().split()}
        if prefixed and at < last and place.located.words_text(at, at + 1).lower() in named:
            return True
    return False


def _told_not(place: Place, wanted: frozenset[str]) -> bool:
    """Whether a verb of giving or telling among the words of a rule that affirms is denied: "shall not notify"."""
    if not wanted & AFFIRMATIONS:
        return False
    for p in place.spoken:
        if p.aside or p.force not in DENIALS - wanted or not place.located.holds(NOT, p.start, p.end):
            continue
        last = _end(p, place)
        at = place.facts.verb(p, last)
        given = place.located.holds(GIVING | _TELLING, at, at + 1)
        if given and any(span[0] == at for span in place.spans) and not leaves(p, place, last):
            return True
    return False


def _allowed(place: Place, wanted: frozenset[str]) -> bool:
    """Whether the verb among the words of a rule for a prohibition is allowed."""
    if not wanted & DENIALS or wanted & (AFFIRMATIONS | {"any"}) or len(place.spans) < 2:
        return False
    return any(
        p.force == "may" and not p.aside and any(span[0] == place.facts.verb(p, _end(p, place)) for span in place.spans)
        for p in place.spoken
    )


def _only_told(place: Place, wanted: frozenset[str]) -> bool:
    """Whether a relative clause speaks of a duty that is laid elsewhere: "claims that Supplier is obliged to meet"."""
    holds = place.located.holds
    return wanted == _MUST and all(
        p.aside
        and p.bound == "supplier"
        and p.force == "must"
        and p.subject >= 0
        and holds(_OWED, p.start, p.end)
        and holds(_RELATIVE, p.subject - 1, p.subject)
        for p in place.predicates
    )


def _barred(place: Place, wanted: frozenset[str]) -> bool:
    """Whether a rule that asks for no force found a right that the customer does not have."""
    return wanted >= _ANY and any(
        p.bound == "customer" and p.force == "must-not" and not p.aside
        and place.located.holds(_RIGHT, p.start, p.end) and place.located.holds(NOT, p.start, p.end)
        for p in place.predicates
    )  # fmt: skip


def _freed(place: Place, wanted: frozenset[str]) -> bool:
    """Whether the denial that the rule found frees a party of a duty to ask, to tell or to bring about."""
    if not wanted & DENIALS:
        return False
    holds = place.located.holds
    for predicate in place.spoken:
        if predicate.aside or predicate.bound == "customer":
            continue
        if predicate.force == "denies" and holds(_PROMISING, predicate.start, predicate.end):
            return True
        if predicate.force != "must-not" or not holds(NOT, predicate.start, predicate.end):
            continue
        last = _end(predicate, place)
        at = place.facts.verb(predicate, last)
        if predicate not in place.predicates and not any(span[0] == at for span in place.spans):
            continue
        if holds(_BRINGING, at, at + 1):
            return True
        if holds(_TELLING, at, at + 1) and not leaves(predicate, place, last):
            return True
        if holds(_CAUSING, at, at + 1) and any(holds(NOT, *span) for span in place.spans if span[0] > at):
            return True
        if holds(_ASKING, at, at + 1) and holds(_LEAVE, at + 1, min(at + 1 + _NEAR, last)):
            return True
    return False

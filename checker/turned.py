"""Statements that hold a rule's words, and turn them round: the condition is denied, the prohibition is a permission."""

from __future__ import annotations

from checker.conditions import Place
from checker.denials import AFFIRMATIONS, DENIALS, NOT
from checker.entry import Rule

_BE = frozenset("be is are was were".split())
_BEHIND_BE = frozenset("in under of to a".split())
#: Who shall not bring it about, or not ask, tell or give notice first, is freed of a duty, whatever stands behind it.
_BRINGING = frozenset(("ensure", "procure"))
_CAUSING = frozenset(("cause", "have", "make"))
_TELLING = frozenset("tell inform notify advise warn".split())
_ASKING = frozenset("obtain seek request give require ask".split())
_LEAVE = frozenset("approval consent permission notice authorisation authorization leave".split())
#: As far as this behind the verb stands what is asked for or given: "obtain Customer's prior written approval".
_NEAR = 5


def turned(rule: Rule, place: Place) -> bool:
    """Whether the statement says the reverse of what the rule found in it.

    Three ways: the condition that a rule's words name does not hold ("if there is not a conflict", "is not in
    breach"); the verb that a rule wants to have denied is allowed ("may increase, and shall not exceed"); what is
    denied is a duty to ask, to tell or to see to it ("shall not obtain Customer's approval of each offshore site").
    """
    wanted = dict(rule.conditions).get("force", frozenset())
    return _no_such_case(place) or (_allowed(place, wanted)) or _freed(place, wanted)


def _no_such_case(place: Place) -> bool:
    """Whether a word of the rule is what a condition says is not so."""
    holds = place.located.holds
    last = place.located.ranges[place.statement][1]
    for predicate in place.facts.predicates(place.statement):
        if not predicate.aside or predicate.force not in ("denies", "must-not"):
            continue
        if predicate.negated or not holds(NOT, predicate.start, predicate.end):
            continue
        at = place.facts.verb(predicate, last)
        if not holds(_BE, predicate.start, at + 1):
            continue
        there = holds(frozenset(("there",)), predicate.start - 1, predicate.start)
        at += holds(_BE, at, at + 1)
        to = at
        while to < last and holds(_BEHIND_BE, to, to + 1):
            to += 1
        named = {place.located.words_text(*span).lower() for span in place.spans}
        if (there or to > at) and to < last and place.located.words_text(to, to + 1).lower() in named:
            return True
    return False


def _allowed(place: Place, wanted: frozenset[str]) -> bool:
    """Whether the verb among the words of a rule for a prohibition is allowed."""
    if not wanted & DENIALS or wanted & (AFFIRMATIONS | {"any"}) or len(place.spans) < 2:
        return False
    last = place.located.ranges[place.statement][1]
    return any(
        p.force == "may" and not p.aside and any(span[0] == place.facts.verb(p, last) for span in place.spans)
        for p in place.spoken
    )


def _freed(place: Place, wanted: frozenset[str]) -> bool:
    """Whether the denial that the rule found frees a party of a duty to ask, to tell or to bring about."""
    if not wanted & DENIALS:
        return False
    holds = place.located.holds
    last = place.located.ranges[place.statement][1]
    for predicate in place.predicates:
        if predicate.force != "must-not" or predicate.aside or predicate.bound == "customer":
            continue
        at = place.facts.verb(predicate, last)
        if holds(_BRINGING | _TELLING, at, at + 1):
            return True
        if holds(_CAUSING, at, at + 1) and any(holds(NOT, *span) for span in place.spans if span[0] > at):
            return True
        if holds(_ASKING, at, at + 1) and holds(_LEAVE, at + 1, min(at + 1 + _NEAR, last)):
            return True
    return False

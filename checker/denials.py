"""Statements that deny a protection, or promise no more than an effort, in the words of a rule that gives it."""

from __future__ import annotations

from typing import Any

from checker.conditions import CONDITIONS, Place, failed
from checker.entry import Rule

#: What such a statement is reported as (rulings: a clause that cuts into what another gives; an effort hedge, H1).
DENIED = Rule("cut", (), (), code="DENIED", say="it is denied: {quote}", index=99)
EFFORT = Rule("weak", (), (), code="H1", say="only an effort is promised", index=99)

_DENIALS = frozenset(("must-not", "need-not", "denies"))
_AFFIRMATIONS = frozenset(("must", "may", "states"))
_NOT = frozenset("not no need never neither".split())
#: A denial with one of these behind it leaves something: "shall not ... without consent", "not less than", "not only".
_LEAVING = frozenset(
    "without unless except until only solely less more exceed exceeds exceeding greater excess limited than extent "
    "later earlier longer otherwise if where when beyond".split()
)
#: "not required to attend at any other site" frees of little.
_OTHER = frozenset(("other", "additional"))
#: A denial under one of these holds in one case only.
_CASE = frozenset("if unless except until where when whether notwithstanding nothing long event case".split())
_BETWEEN = frozenset("be been have also then so to in".split())
_EFFORT = frozenset(
    "effort efforts endeavour endeavours endeavor endeavors seek seeks aim aims strive strives try tries attempt "
    "attempts hope hopes intend intends committed best utmost targets".split()
)
#: Words between the verb of a duty and the effort that stands for it: "shall at all times use its best efforts".
_NEAR = 4


def denied(rule: Rule, place: Place) -> bool:
    """Whether the statement plainly denies what the rule gives: all else fits, but the verb of its words is denied.

    Plainly: the denial stands in its own main clause, by "not" or "no" in the verb itself, right before the rule's
    words, without a condition and without an exception.  The place is one at which the rule failed for its force.
    """
    conditions = dict(rule.conditions)
    wanted = conditions.get("force", frozenset())
    if not wanted & _AFFIRMATIONS or wanted & _DENIALS or not any(p.force in _DENIALS for p in place.spoken):
        return False
    place.predicates = place.spoken
    if "bound" in conditions and not CONDITIONS["bound"](conditions["bound"], place):
        return False
    first, last = place.located.ranges[place.statement]
    for predicate in place.predicates:
        if predicate.force in _DENIALS and not predicate.aside and first <= predicate.start:
            break
    else:
        return False
    holds = place.located.holds
    plain = (
        holds(_NOT, predicate.start, predicate.end)
        and not holds(_CASE, first, predicate.start)
        and not holds(_LEAVING | (_OTHER if predicate.force == "need-not" else frozenset()), predicate.end, last)
        and _right_behind(predicate, place)
    )
    return plain and failed(rule, place, ("bound", "force")) is None


def _right_behind(predicate: Any, place: Place) -> bool:
    """Whether the rule's words begin with the very verb that is denied, but for adverbs ("not promptly notify")."""
    begin = min((span[0] for span in place.spans if span[0] >= predicate.end), default=-1)
    if begin < 0:
        return False
    if begin == predicate.end:
        return True
    between = place.located.words_text(predicate.end, begin).lower().split()
    return all(word in _BETWEEN or word.endswith("ly") for word in between)


def only_effort(rule: Rule, place: Place) -> bool:
    """Whether the duty that the rule found is one to try: "shall use reasonable efforts to notify".

    A rule that speaks of efforts itself, in a condition or in its wording, has its own say.
    """
    if any(name in ("hedge", "no-hedge") and "H1" in value for name, value in rule.conditions):
        return False
    last = max((span[0] for span in place.spans), default=-1)
    for hedge in place.facts.hedges(place.statement):
        own = any(span[0] < hedge.end and hedge.start < span[1] for span in place.spans)
        if hedge.code != "H1" or own or not place.located.holds(_EFFORT, hedge.start, hedge.end):
            continue
        for p in place.predicates:
            outer = p.host if p.host >= 0 else p.start  # "shall use its best efforts to ensure that it is met"
            ends = max(outer + 1, p.end) if p.host < 0 else outer + 2
            if p.force == "must" and outer <= hedge.start <= ends + _NEAR and hedge.end <= last:
                return True
    return False

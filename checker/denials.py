"""Statements that deny a protection, or promise no more than an effort, in the words of a rule that gives it."""

from __future__ import annotations

from typing import Any

from checker.conditions import CONDITIONS, Place, failed
from checker.entry import Phrase, Rule

#: What such a statement is reported as (rulings: a clause that cuts into what another gives; an effort hedge, H1).
DENIED = Rule("cut", (), (), code="DENIED", say="it is denied: {quote}", index=99)
EFFORT = Rule("weak", (), (), code="H1", say="only an effort is promised", index=99)

DENIALS = frozenset(("must-not", "need-not", "denies"))
AFFIRMATIONS = frozenset(("must", "may", "states"))
NOT = frozenset("not no need never neither nor".split())
#: A denial with one of these behind it leaves something: "shall not ... without consent", "not if", "not other than".
_LEAVING = frozenset("without unless except until than extent otherwise if where when beyond exceed exceeds".split())
#: "Including without limitation", "where applicable", "if legally possible": these leave nothing.
_WIDENING = frozenset(
    "limitation limiting limit prejudice prejudicing further applicable appropriate legally possible practicable "
    "feasible permitted permissible".split()
)
_EXCEPTING = frozenset("without unless except".split())
#: These leave something right behind the denial: "shall not only", "shall not be limited to".
_NARROW = frozenset("only solely limited exclusively merely necessarily".split())
#: "not required to attend at any other site" frees of little.
_OTHER = frozenset(("other", "additional"))
#: A denial under one of these holds in one case only.
_CASE = frozenset("if unless except until where when whether event long case nothing notwithstanding".split())
#: Who "shall not be liable for claims caused by ..." excludes a case; the entries say which cases are too many.
_LIABLE = frozenset(("liable",))
DO = frozenset(("do", "does"))
_BE = frozenset(("be",))
_THAT = frozenset(("that",))
_JOINING = frozenset(("and", "or"))
#: Verbs of giving: who "shall not provide", "need not ensure", "does not agree to keep" denies what stands behind.
GIVING = frozenset(
    "ensure procure cause provide give supply furnish maintain implement establish perform appoint conduct agree "
    "undertake warrant represent guarantee offer carry grant issue submit remedy keep hold remain survive".split()
)
#: Verbs of harm, of use and of change: who may not do these denies nothing of what stands behind.
_HARMFUL = frozenset(
    "affect limit restrict release waive relieve breach violate infringe conflict impair prejudice delay withhold "
    "charge increase change alter modify amend reduce remove replace disclose use copy terminate suspend interfere "
    "prevent prohibit constitute include contain result deny refuse diminish degrade introduce void invalidate "
    "discharge exclude accept transfer assign sell share reveal publish exploit commercialise commercialize access "
    "process create require oblige seek solicit hire employ rely bind enter claim contest challenge circumvent "
    "compromise damage disrupt derogate lose destroy disable divert dispose encumber pledge retain have "
    "do make deem deemed spend "
    "engage permit allow authorise authorize let request ask bring commence exceed become operate apply".split()
)
#: What a thing given is: a subject that "shall not be paid", "will not apply" is denied.
_GIVEN = frozenset(
    "provided given supplied paid payable made maintained performed conducted carried issued applied apply due "
    "available granted implemented established calculated governed govern prevail owned property".split()
)
_EFFORT = frozenset(
    "effort efforts endeavour endeavours endeavor endeavors seek seeks aim aims strive strives try tries attempt "
    "attempts hope hopes intend intends committed best utmost targets".split()
)
#: A customer loses by what it may not do, and by what is not so; not by what it need not do.
_RIGHTFUL = frozenset(("may", "states"))
#: A permission behind which a prohibition's exception stands is that prohibition turned round.
_TURNED = frozenset("without except than".split())
_LIMITING = frozenset("if provided unless only solely affiliate affiliates employees".split())
_EXCESS = frozenset("exceed exceeds more greater less".split())
#: Words between the verb of a duty and the effort that stands for it: "shall at all times use its best efforts".
_NEAR = 4
#: As far as this before the verb of a proviso it begins.
_PROVISO = 12
_PROVIDED = frozenset(("provided",))
_PROVISO_GOES_ON = frozenset(("that", "however"))
#: As far as this behind the verb is its object: "will not provide to Customer the Services".
_NEXT = 3
#: Words between a verb of giving and what is not given: "will not provide Customer each month with any report".
_FAR = 6


#: As far as this many words from its place a rule's `without` is looked for (docs/library.md).
AROUND = 25


def denied(rule: Rule, place: Place) -> bool:
    """Whether the statement plainly denies what the rule gives: all else fits, but the verb of its words is denied.

    Plainly: the denial stands in a main clause, by "not" or "no" in the verb itself, right before words of the rule,
    and leaves nothing of it: no exception behind it, and no condition before it that is not part of what the rule
    gives.  A rule that gives by a denial is denied by a permission with the exception or the limit that the denial
    would have ("may assign without consent", "may exceed").  The place is one at which the rule failed for its force.
    """
    conditions = dict(rule.conditions)
    wanted = conditions.get("force", frozenset())
    if not any(p.force in DENIALS - wanted or (p.force == "may" and "may" not in wanted) for p in place.spoken):
        return False
    place.predicates = place.spoken
    if "bound" in conditions and not CONDITIONS["bound"](conditions["bound"], place):
        return False
    ranges = [place.located.ranges[n] for n in (*place.contract.statements[place.statement].leads, place.statement)]
    for predicate in _tellers(place):
        first, last = next((r for r in ranges if r[0] <= predicate.start < r[1]), (0, 0))
        if last <= first or predicate.aside or _in_one_case(predicate, place, first):
            continue
        if _in_proviso(predicate, place, first):
            continue
        if _refused(predicate, place, wanted, last) or _allowed(predicate, place, wanted, last):
            barred = conditions.get("without", ())
            return not _barred(barred, predicate, place) and failed(rule, place, ("bound", "force", "without")) is None
    return False


def refuses(rule: Rule, place: Place) -> bool:
    """Whether the supplier, or both parties, refuse to give what the place is about: "shall not provide a report"."""
    conditions = dict(rule.conditions)
    if "must" not in conditions.get("force", frozenset()):
        return False
    first, last = place.located.ranges[place.statement]
    for predicate in place.predicates:
        at = place.facts.verb(predicate, last)
        if (
            first <= predicate.start
            and not predicate.aside
            and predicate.bound in ("supplier", "both")
            and place.located.holds(GIVING, at, at + 1)
            and at < min(span[0] for span in place.spans) <= at + _NEXT
            and not _in_one_case(predicate, place, first)
            and _refused(predicate, place, frozenset(("must",)), last)
        ):
            return True
    return False


def _refused(predicate: Any, place: Place, wanted: frozenset[str], last: int) -> bool:
    """Whether the predicate denies words of a rule that wants to have them affirmed."""
    holds = place.located.holds
    return (
        bool(wanted & AFFIRMATIONS)
        and predicate.force in DENIALS - wanted
        and (predicate.bound != "customer" or bool(wanted & _RIGHTFUL))
        and holds(NOT, predicate.start, predicate.end)
        and not holds(_LIABLE, predicate.start, predicate.end)
        and not holds(_EXCESS, predicate.start, place.facts.verb(predicate, last) + 2)
        and _denies_words(predicate, place, bool(wanted & DENIALS), last)
        and not leaves(predicate, place, last)
    )


def _allowed(predicate: Any, place: Place, wanted: frozenset[str], last: int) -> bool:
    """Whether the predicate allows what a rule wants to have denied, as no permission is worded."""
    if not wanted & DENIALS or predicate.force != "may" or predicate.bound == "customer":
        return False
    at = place.facts.verb(predicate, last)
    holds = place.located.holds
    begin = min((span[0] for span in place.spans if span[1] > predicate.end), default=last)
    if begin > at + 2 or at >= last:
        return False
    every = place.facts.predicates(place.statement)
    last = min((p.start for p in every if p.start > at), default=last)
    return holds(_EXCESS, at, at + 2) or (holds(_TURNED, at, last) and not holds(_LIMITING, at, last))


def _tellers(place: Place) -> tuple[Any, ...]:
    """The predicates of the place; of one that is only told ("shall not ensure that it is"), the one that tells it."""
    found: dict[Any, None] = {}
    every = place.facts.predicates(place.statement)
    for predicate in place.predicates:
        at = every.index(predicate) if predicate in every else 0
        if predicate.force == "denies" and at and not place.located.holds(NOT, predicate.start, predicate.end):
            predicate = every[at - 1]
        found[predicate] = None
    return tuple(found)


def _barred(phrases: tuple[Phrase, ...], predicate: Any, place: Place) -> bool:
    """Whether a phrase that the rule must not meet stands near its words, other than the denial itself."""
    low = min(span[0] for span in place.spans) - AROUND
    high = max(span[1] for span in place.spans) + AROUND
    for phrase in phrases:
        for number in (*place.contract.statements[place.statement].leads, place.statement):
            for match in place.located.matches(phrase).get(number, ()):
                own = any(start < predicate.end and predicate.start < end for start, end in match.spans)
                if not own and any(start < high and low < end for start, end in match.spans):
                    return True
    return False


def _denies_words(predicate: Any, place: Place, mixed: bool, last: int) -> bool:
    """Whether the verb that is denied is the first of the rule's words behind it, or one that gives them."""
    at = place.facts.verb(predicate, last)
    if at >= last:
        return False
    verb = place.located.words_text(at, at + 1).lower()
    begin = min((span[0] for span in place.spans if span[1] > predicate.end), default=-1)
    if verb in GIVING and begin > at and place.located.holds(_THAT, at + 1, at + 2):
        return True
    if begin < 0:
        return verb in _GIVEN and any(0 <= predicate.start - span[1] <= 1 for span in place.spans)
    if verb in GIVING and begin - at <= _FAR:
        return True
    joined = place.located.holds(_JOINING, at + 1, at + 2)
    if mixed and place.located.holds(_BE, predicate.end, predicate.end + 1):
        return begin <= at  # "need not be in writing"
    if begin == at + 1 and predicate.force == "must-not" and not mixed:
        return verb not in _HARMFUL  # "shall not run acceptance tests"
    acts = predicate.force != "denies" or place.located.holds(DO, predicate.start, predicate.end)
    return acts and not mixed and begin - at <= (2 if joined else 0)


def _in_one_case(predicate: Any, place: Place, first: int) -> bool:
    """Whether the denial stands under a condition that holds no words of the rule."""
    at = next((i for i in range(first, predicate.start) if place.located.holds(_CASE, i, i + 1)), -1)
    return at >= 0 and not any(at < span[0] < predicate.start for span in place.spans)


def _in_proviso(predicate: Any, place: Place, first: int) -> bool:
    """Whether the denial is a proviso's, which takes a part only: "provided that it shall not be obliged to ..."."""
    holds = place.located.holds
    near = range(max(first, predicate.start - _PROVISO), predicate.start)
    return any(holds(_PROVIDED, at, at + 1) and holds(_PROVISO_GOES_ON, at + 1, at + 2) for at in near)


def leaves(predicate: Any, place: Place, last: int) -> bool:
    """Whether words behind the denial leave something; those of the rule itself are what is denied.

    What stands behind the next verb leaves something of that one, where it affirms or binds another.
    """
    holds = place.located.holds
    every = place.facts.predicates(place.statement)
    others = (p for p in every if p.start > predicate.end and not p.aside and p.host < 0)
    last = min((p.start for p in others if p.force in AFFIRMATIONS or p.bound != predicate.bound), default=last)
    if predicate.force == "need-not" and holds(_OTHER, predicate.end, last):
        return True
    for at in range(predicate.end, last):
        own = any(span[0] <= at < span[1] for span in (*place.spans, *place.decided))
        if own and not holds(_EXCEPTING, at, at + 1):
            continue
        if at <= predicate.end + 1 and holds(_NARROW, at, at + 1):
            return True
        if holds(_WIDENING, at + 1, at + 2):
            continue
        if holds(_LEAVING, at, at + 1) and not holds(NOT, at - 2, at):
            return True
    return False


def only_effort(rule: Rule, place: Place) -> bool:
    """Whether the duty that the rule found is one to try: "shall use reasonable efforts to notify".

    A rule that speaks of efforts itself, in a condition or in its wording, has its own say.
    """
    if any(name in ("hedge", "no-hedge") and "H1" in value for name, value in rule.conditions):
        return False
    last = max((span[0] for span in place.spans), default=-1)
    behind = max((span[1] for span in place.spans), default=-1)
    for hedge in place.facts.hedges(place.statement):
        own = any(span[0] < hedge.end and hedge.start < span[1] for span in place.spans)
        if hedge.code != "H1" or own or not place.located.holds(_EFFORT, hedge.start, hedge.end):
            continue
        for p in place.predicates:
            outer = p.host if p.host >= 0 else p.start  # "shall use its best efforts to ensure that it is met"
            ends = max(outer + 1, p.end) if p.host < 0 else outer + 2
            told = p.force == "must" or (p.force == "must-not" and p.host >= 0)
            if told and outer <= hedge.start <= ends + _NEAR and (hedge.end <= last or behind <= p.start):
                return True
    return False

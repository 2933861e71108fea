"""What is promised by "that": "shall ensure that the data is safe", "agrees that the records will be kept"."""

from __future__ import annotations

from collections.abc import Sequence

from checker.facts.vocabulary import BOUNDARY, CAUSES, DUTY, PREPOSITIONS, PROMISE, Predicate
from checker.words import Words

#: Within so many words of its verb a lead-in says "ensure that".
LEADING = 14
#: Within so many words of the promise its "that" follows: "agrees with Customer that", "warrants and undertakes that".
TELLING = 4
#: Words that bring something about only with "that" right behind them: "make certain that", "take care that".
_WITH_THAT = frozenset("certain care see sees".split())
#: Who agrees that a thing is so owes nothing by it; who warrants it does.
_AGREES = frozenset("agree agrees represent represents".split())
#: None of these stands in "agrees the records will be kept".
_PARTING = BOUNDARY | PREPOSITIONS
_APART = frozenset("if unless which who where when".split())


def host_of(words: Words, first: int, at: int, found: Sequence[Predicate]) -> Predicate | None:
    """The duty of which the verb at `at` tells the end: "shall ensure that the levels are met and the data is safe"."""
    if not found:
        return None
    before, low = found[-1], words.lower
    if before.start < first:  # an item under "Supplier shall ensure that:"
        start = max(before.start, 0)
        leads = any(_brings(words, i) and low[i + 1] == "that" for i in range(start, min(start + LEADING, first - 1)))
        return before if leads and not before.aside else None
    for index in range(at - 1, before.start - 1, -1):
        if words.broken[index + 1] == 2 or low[index] in _APART:
            return None
        if _brings(words, index):
            told = "that" in low[index + 1 : min(index + 4, at)]
            return before if told or not {"and", "or", "but"} & set(low[index:at]) else None
    goes_on = before.host >= 0 and low[before.end : at].count("and") == 1 and low[at] not in DUTY
    return next((p for p in found if p.start == before.host), None) if goes_on else None


def _brings(words: Words, index: int) -> bool:
    low = words.lower
    if low[index] not in CAUSES:
        return False
    behind = low[index + 1 : index + 4]
    return low[index] not in _WITH_THAT or behind[:1] == ["that"] or behind == ["to", "it", "that"]


def promised(words: Words, first: int, at: int, found: Sequence[Predicate]) -> tuple[Predicate, bool] | None:
    """(the promise that a thing will be so, whether it is a promise that a thing is so) for the verb at `at`, or None.

    "Supplier agrees that the records will be preserved" binds Supplier, as does "warrants that the tools are new";
    "agrees that the tools are its own" tells what is so.
    """
    low = words.lower
    promise = next((p for p in reversed(found) if not p.aside and p.host < 0), None)
    if promise is None or promise.bound == "nobody" or low[promise.start : promise.start + 1] == []:
        return None
    verb = promise.start
    if low[verb] in DUTY and promise.end < at and low[promise.end] in PROMISE:
        verb = promise.end  # "Supplier shall warrant that"
    if low[verb] not in PROMISE:
        return None
    if promise.start < first:
        leads = "that" in low[verb : min(verb + LEADING, first)]
        return (promise, low[verb] not in _AGREES) if leads and len(found) == 1 else None
    that = next((i for i in range(verb + 1, min(verb + TELLING + 1, at)) if low[i] == "that"), -1)
    bare = low[at] in DUTY and verb + 1 < at <= verb + TELLING and not _PARTING & set(low[verb + 1 : at])
    if (that < 0 and not bare) or any(words.broken[i] >= (1 if that < 0 else 2) for i in range(verb + 1, at)):
        return None
    return promise, low[verb] not in _AGREES

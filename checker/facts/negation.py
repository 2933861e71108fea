"""A negation that stands before its verb: "neither party may", "in no event shall", "nothing requires"."""

from __future__ import annotations

from checker.facts.vocabulary import (
    BINDING,
    BINDS,
    CREATES,
    DUTIES,
    LESS,
    LIMITS,
    MODALS,
    PREVENTING,
    PREVENTS,
    RELIEVES,
    read_as,
)  # fmt: skip
from checker.words import Words

#: What a force becomes where it is denied.
DENIED = {"must": "must-not", "may": "must-not", "states": "denies", "must-not": "may", "denies": "states"}


def negated_before(words: Words, start: int, at: int, end: int, last: int, force: str) -> str:
    """The force with a negation that stands before the verb: "neither party may", "in no event shall", "nothing"."""
    low = words.lower
    if low[at - 1] == "there" and at > start:
        return force  # "no one came, and there is an end"
    for index in range(at - 1, start - 1, -1):
        if words.broken[index] == 2 and index < at - 1 and low[index] not in ("neither", "nor", "no", "nothing"):
            return force
        word = low[index]
        if word == "never" and index == at - 1:
            return DENIED.get(force, force)  # "Supplier never sells the data"
        if word == "then":
            return force  # "if no access is given, then Customer shall pay"
        if word == "nothing":
            verb = read_as(low, end)
            if any(each in BINDS or each in BINDING for each in low[at : min(max(end + 3, verb + 1), last)]):
                return "need-not"
            behind = low[verb + 1 : min(verb + 4, last)]
            if verb < last and low[verb] in CREATES and not DUTIES.isdisjoint(behind):
                return "need-not"
            if verb < last and low[verb] in RELIEVES:
                return "must"
            return "may" if verb < last and low[verb] in PREVENTS | PREVENTING else "must-not"
        if (
            word in ("neither", "nor")
            or (word == "none" and low[at] in MODALS)
            or (word == "no" and (low[index + 1] not in LESS or (low[index - 1] in ("in", "under") and index > start)))
        ):
            limit = index + 1 + (low[index + 1] in LESS and low[index - 1] == "in")
            if word == "no" and low[limit] in LIMITS:
                continue  # "no later than", "in no event later than"
            if (
                word == "no"
                and index > start
                and low[index - 1] in ("at", "with", "for", "of")
                and low[index + 1] not in ("time", "times")
            ):
                continue  # "at no charge"
            return DENIED.get(force, force)
    return force

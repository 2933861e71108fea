"""Duties and rights told by a noun: "it is the responsibility of Supplier to", "Customer's right to audit survives"."""

from __future__ import annotations

from checker.facts.vocabulary import DUTIES, DUTY, NOT, PREVENTS, RIGHT, RIGHTS, ROLES
from checker.words import Words

_BEARS = frozenset("rest rests lie lies reside resides remain remains be fall falls".split())
_LASTS = frozenset("survive survives continue continues remain remains extend extends apply applies".split())
_HOW = frozenset("sole primary exclusive full ultimate own entire also only joint express".split())


def nominal(words: Words, first: int, at: int, end: int, last: int) -> tuple[int, str] | None:
    """(the party's word index, "must" or "may") of the duty or right that a noun tells at the verb `at`, or None.

    `end` is the word behind the verb group.
    """
    low = words.lower
    verb = end if low[at] in DUTY | RIGHT else at
    being = verb < last and words.keys[verb] == "be"
    found = _is_the_duty(words, verb + 1, last) if being else None
    if found is None and verb < last and low[verb] in _BEARS:
        found = _rests(words, first, at, verb + 1, last)
    if found is None and verb < last and low[verb] in _LASTS:
        found = _lasts(words, first, at)
    if found is None and verb < last and low[verb] in ("include", "includes"):
        found = _includes(words, first, at, verb + 1, last)
    if found is None and verb < last and low[verb] in PREVENTS and "nothing" in low[first:at]:
        role = next((i for i in range(verb + 1, min(verb + 5, last)) if words.keys[i] in ROLES), -1)
        found = (role, "may") if role >= 0 else None
    return found


def _is_the_duty(words: Words, at: int, last: int) -> tuple[int, str] | None:
    """ "[is] the sole responsibility of Supplier", "[is] Supplier's duty"."""
    low, keys = words.lower, words.keys
    while at < last and (low[at] in _HOW or low[at] in NOT):
        at += 1
    if at + 2 >= last:
        return None
    if low[at] in DUTIES | RIGHTS and low[at + 1] == "of" and keys[at + 2] in ROLES:
        return at + 2, "may" if low[at] in RIGHTS else "must"
    if keys[at] in ROLES and keys[at + 1] == "'s":
        noun = at + 2
        while noun < last and low[noun] in _HOW:
            noun += 1
        if noun < last and low[noun] in DUTIES | RIGHTS:
            return at, "may" if low[noun] in RIGHTS else "must"
    return None


def _rests(words: Words, first: int, at: int, behind: int, last: int) -> tuple[int, str] | None:
    """ "Responsibility for backups rests with Supplier"."""
    duty = any(word in DUTIES for word in words.lower[first:at])
    if duty and behind + 1 < last and words.lower[behind] == "with" and words.keys[behind + 1] in ROLES:
        return behind + 1, "must"
    return None


def _lasts(words: Words, first: int, at: int) -> tuple[int, str] | None:
    """ "Supplier's obligation to indemnify Customer shall survive": the party whose duty or right lasts."""
    low, keys = words.lower, words.keys
    for index in range(at - 1, first - 1, -1):
        if words.broken[index + 1] == 2 or low[index] in ("which", "who", "if"):
            return None
        if keys[index] in ROLES and keys[index + 1] == "'s":
            for noun in range(index + 2, min(index + 4, at - 1)):
                if low[noun] in DUTIES | RIGHTS and low[noun + 1] == "to":
                    return index, "may" if low[noun] in RIGHTS else "must"
    return None


def _includes(words: Words, first: int, at: int, behind: int, last: int) -> tuple[int, str] | None:
    """ "Client's rights on a breach shall include the right to terminate"."""
    low, keys = words.lower, words.keys
    if not any(low[i] in RIGHTS for i in range(behind, min(behind + 3, last))):
        return None
    for index in range(first, at - 1):
        if keys[index] in ROLES and keys[index + 1] == "'s" and low[index + 2] in RIGHTS | {"remedies"}:
            return index, "may"
    return None

"""Duties and rights told by a noun: "it is the responsibility of Supplier to", "Customer's right to audit survives"."""

from __future__ import annotations

from checker.facts.vocabulary import (
    BINDING,
    BINDS,
    CREATES,
    DUTIES,
    MODALS,
    NOT,
    NOUNS,
    PREVENTING,
    PREVENTS,
    RELIEVES,
    RESTS,
    RIGHTS,
    ROLES,
    read_as,
)
from checker.words import Words

_WITH = frozenset("with on upon to".split())
#: What is laid on a party, beside duties.
_BURDENS = frozenset("cost costs expense expenses risk burden charge charges".split())
_LASTS = frozenset("survive survives continue continues remain remains extend extends apply applies".split())
#: What nothing does to a party, where it is "construed as" doing it or does it.
_OF_NOTHING = PREVENTS | RELIEVES | PREVENTING | BINDING | (BINDS & frozenset("require oblige obligate compel".split()))
_HOW = frozenset("sole primary exclusive full ultimate own entire also only joint express".split())


def nominal(words: Words, first: int, at: int, end: int, last: int) -> tuple[int, str] | None:
    """(the party's word index, "must" or "may") of the duty or right that a noun tells at the verb `at`, or None.

    `end` is the word behind the verb group.
    """
    low = words.lower
    verb = end if low[at] in MODALS else at
    being = verb < last and words.keys[verb] == "be"
    found = _is_the_duty(words, verb + 1, last) or _is_left(words, first, at, verb + 1, last) if being else None
    if found is None and verb < last and low[verb] in RESTS:
        found = _rests(words, first, at, verb + 1, last)
    if found is None and verb < last and low[verb] in _LASTS:
        found = _lasts(words, first, at)
    if found is None and verb < last and low[verb] in ("include", "includes"):
        found = _includes(words, first, at, verb + 1, last)
    inner = read_as(low, verb) if found is None else last
    if inner < last and low[inner] in _OF_NOTHING and "nothing" in low[first:at]:
        role = next((i for i in range(inner + 1, min(inner + 5, last)) if words.keys[i] in ROLES), -1)
        found = (role, "must" if low[inner] in BINDS | BINDING | RELIEVES else "may") if role >= 0 else None
    if found is None and inner < last and low[inner] in CREATES and "nothing" in low[first:at]:
        found = _laid_on(words, inner + 1, last)
    return found


def _laid_on(words: Words, at: int, last: int) -> tuple[int, str] | None:
    """ "[nothing shall be deemed to create] any obligation on the part of Customer to": the party of the duty."""
    duty = next((i for i in range(at, min(at + 4, last)) if words.lower[i] in DUTIES), last)
    if duty + 2 >= last or words.lower[duty + 1] not in ("on", "upon", "of", "for"):
        return None
    role = next((i for i in range(duty + 2, min(duty + 5, last)) if words.keys[i] in ROLES), -1)
    return (role, "must") if role >= 0 else None


def _is_the_duty(words: Words, at: int, last: int) -> tuple[int, str] | None:
    """ "[is] the sole responsibility of Supplier", "[is] Supplier's duty"."""
    low, keys = words.lower, words.keys
    while at < last and (low[at] in _HOW or low[at] in NOT):
        at += 1
    if at + 2 >= last:
        return None
    if low[at] in NOUNS and low[at + 1] == "of" and keys[at + 2] in ROLES:
        return at + 2, "may" if low[at] in RIGHTS else "must"
    if keys[at] in ROLES and keys[at + 1] == "'s":
        noun = at + 2
        while noun < last and low[noun] in _HOW:
            noun += 1
        if noun < last and low[noun] in NOUNS:
            return at, "may" if low[noun] in RIGHTS else "must"
    return None


_ACCOUNT = frozenset("account cost costs expense expenses charge risk".split())
#: What it is up to a party to do is its right where it is a choice.
_CHOICES = frozenset("decide choose determine elect select say".split())


def _is_left(words: Words, first: int, at: int, behind: int, last: int) -> tuple[int, str] | None:
    """ "It is up to Supplier to find staff", "[are] for Supplier's account", "Supplier's task is to keep records"."""
    low, keys = words.lower, words.keys
    if behind + 2 < last and low[at - 1] == "it":
        party = behind + 1 if low[behind] in ("for", "upon") else behind + 2
        up = low[behind : behind + 2] in (["up", "to"], ["incumbent", "on"], ["incumbent", "upon"], ["down", "to"])
        if (up or party == behind + 1) and party + 2 < last and keys[party] in ROLES and low[party + 1] == "to":
            return party, "may" if low[party + 2] in _CHOICES else "must"
    if behind + 3 < last and low[behind] in ("for", "at") and keys[behind + 1] in ROLES and keys[behind + 2] == "'s":
        noun = behind + 3 + (low[behind + 3] in _HOW)
        return (behind + 1, "must") if noun < last and low[noun] in _ACCOUNT else None
    if behind + 3 < last and keys[behind + 3] in ROLES and low[behind] in ("for", "at") and low[behind + 2] == "of":
        return (behind + 3, "must") if low[behind + 1] in _ACCOUNT else None
    if low[behind : behind + 1] == ["to"] and at - 3 >= first and (low[at - 1] in DUTIES or low[at - 1] in _TASKS):
        for index in range(at - 2, max(first - 1, at - 5), -1):
            if keys[index] == "'s" and keys[index - 1] in ROLES:
                return index - 1, "must"
    return None


_TASKS = frozenset("task tasks role job".split())


def _rests(words: Words, first: int, at: int, behind: int, last: int) -> tuple[int, str] | None:
    """ "Responsibility for backups rests with Supplier"."""
    told = words.lower[first:at]
    burden = next((word for word in reversed(told) if word in DUTIES | _BURDENS), "")
    if not burden or behind + 1 >= last or words.keys[behind + 1] not in ROLES:
        return None
    owner = words.keys[behind + 2 : behind + 3] == ["'s"]
    lays = words.lower[behind] == "with" or (words.lower[behind] in _WITH and not owner)
    return (behind + 1, "must") if lays else None


def _lasts(words: Words, first: int, at: int) -> tuple[int, str] | None:
    """ "Supplier's obligation to indemnify Customer shall survive": the party whose duty or right lasts."""
    low, keys = words.lower, words.keys
    for index in range(at - 1, first - 1, -1):
        if words.broken[index + 1] == 2 or low[index] in ("which", "who", "if"):
            return None
        if keys[index] in ROLES and keys[index + 1] == "'s":
            for noun in range(index + 2, min(index + 4, at - 1)):
                if low[noun] in NOUNS and low[noun + 1] == "to":
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

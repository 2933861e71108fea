"""What a modal or a form of "be" or "have" lays on its subject: "shall not be required to", "is free to"."""

from __future__ import annotations

from checker.facts.vocabulary import (
    ALSO,
    BARRED,
    DUTIES,
    FLOORS,
    FREE,
    LESS,
    LIMITS,
    MODALS,
    NOT,
    NOUNS,
    OBLIGED,
    OPENERS,
    PREPOSITIONS,
    RIGHTS,
    TERMINABLE,
    adverb,
)  # fmt: skip
from checker.words import Words

_GRANTED = frozenset("granted given afforded accorded".split())
_LICENCE = frozenset("licence license access permission".split())
#: Before a right or a duty, beside what ends as an adjective does.
_HOW = frozenset(
    "further sole or and full free complete unrestricted unlimited such necessary requisite express".split()
)


def _lowers(words: Words, at: int, last: int) -> bool:
    """Whether "lower" is a verb: "shall not lower the price", and not "no lower than the price"."""
    return words.lower[at] == "lower" and words.lower[at + 1 : min(at + 2, last)] != ["than"]


def modal(words: Words, at: int, last: int, force: str) -> tuple[str, int]:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        if low[end] in NOT and end + 1 < last and low[end + 1] in LIMITS | ALSO and not _lowers(words, end + 1, last):
            break  # "shall, not later than ten days after, tell", "shall not only": these deny nothing
        if low[end] == "nor":
            break  # "neither party shall, nor shall it let others, sell it"
        if low[end] in NOT:
            negative = True
            end += 1
        elif low[end] in ("in", "under") and end + 2 < last and low[end + 1] == "no" and low[end + 2] in LESS:
            if low[end + 3 : end + 4] and low[end + 3] in LIMITS:
                break  # "shall in no event later than ten days after, return it"
            negative = True
            end += 3
        elif low[end] == "no" and end + 1 < last and low[end + 1] == "longer":
            negative = True
            end += 2
        elif adverb(low[end]) or low[end] in ("also", "hereafter", "then", "further", "thereupon", "always", "however"):
            end += 1
        else:
            break
    if negative and low[end : end + 1] == ["be"] and low[end + 2 : end + 3] == ["than"] and low[end + 1] in FLOORS:
        return force, end  # "shall not be less than"
    inner = None
    if not negative and end < last and words.broken[end] == 1 and low[end] in OPENERS:
        return _parted(words, end, last) or force, end
    if negative and low[end : end + 1] == ["be"] and low[end + 1 : end + 2] and low[end + 1] in BARRED | {"prevented"}:
        return "may", end + 2  # "will not be prevented from using it"
    if end < last and (low[end] == "be" or (low[end] in ("remain", "stay") and low[end + 1 : end + 2] != ["in"])):
        inner = being_of(words, end, last)
    elif end < last and low[end] == "have":
        inner = having_of(words, end, last)
    elif end < last and low[end] in ("refrain", "abstain", "cease"):
        inner = ("must-not", end + 1) if low[end] != "cease" else None
    if inner and inner[0] not in ("states", "denies"):
        if negative and inner[0] in ("must-not", "need-not"):
            return "unclear", inner[1]
        return (_reverse(inner[0]) if negative else inner[0]), inner[1]
    if negative:
        return "must-not", end
    return denied_object(words, end, last) or (force, end)


#: So long may be what commas set between a modal and its verb.
LONGEST_ASIDE = 20


def _parted(words: Words, at: int, last: int) -> str | None:
    """What "be" or "have" lays on the subject behind what is set between commas: "shall, if it fails, be entitled to".

    None where another verb follows.
    """
    for index in range(at + 1, min(at + LONGEST_ASIDE, last)):
        if words.broken[index] == 2 or words.lower[index] in MODALS:
            return None
        if words.broken[index] and words.lower[index] in ("be", "have"):
            inner = being_of(words, index, last) if words.lower[index] == "be" else having_of(words, index, last)
            return inner[0] if inner and inner[0] not in ("states", "denies") else None
    return None


def denied_object(words: Words, verb: int, last: int) -> tuple[str, int] | None:
    """The force where the object of the bare verb at `verb` is denied: "[shall] make no changes", "bear no liability".

    Not where "no" stands before a limit ("give no less than ten days") or a way ("in no event").
    """
    low = words.lower
    if verb + 2 >= last or low[verb + 1] != "no" or words.broken[verb + 1] or low[verb] in PREPOSITIONS:
        return None
    if low[verb + 2] in LESS | LIMITS or low[verb] in ("be", "have"):
        return None
    owed = any(low[i] in DUTIES for i in range(verb + 2, min(verb + 4, last)))
    return ("need-not" if owed else "must-not"), verb + 2


def _reverse(force: str) -> str:
    return {"must": "need-not", "may": "must-not", "must-not": "may", "need-not": "must"}.get(force, force)


def being_of(words: Words, at: int, last: int) -> tuple[str, int]:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        if low[end] in NOT and end + 1 < last and low[end + 1] in LIMITS:
            break
        if low[end] == "nor":
            break  # "neither party is, nor shall it be"
        if low[end] in NOT:
            negative = True
        elif not (adverb(low[end]) or low[end] in ("also", "then", "further", "deemed")):
            break
        end += 1
    if end < last:
        word = low[end]
        if word == "no" and end + 1 < last and low[end + 1] == "longer":
            return "denies", end + 2
        if word == "no" and end + 1 < last and low[end + 1] not in LIMITS:
            kind = next((low[i] for i in range(end + 1, min(end + 3, last)) if low[i] in NOUNS), "")
            return ("must-not" if kind in RIGHTS else "need-not" if kind else "denies"), end + 1
        if word in TERMINABLE:
            return ("must-not" if negative else "may"), end + 1
        if word == "under" and end + 2 < last and low[end + 1] == "no" and low[end + 2] in DUTIES:
            return "need-not", end + 3
        if word in OBLIGED and (word != "under" or (end + 1 < last and low[end + 1] in DUTIES)):
            not_to = low[end + 1 : end + 3] in (["not", "to"], ["to", "not"])  # "is obliged not to tell"
            return ("need-not" if negative else "must-not" if not_to else "must"), end + 1 + 2 * not_to
        if word in FREE and not (word == "free" and end + 1 < last and low[end + 1] in ("of", "from", "and")):
            return ("must-not" if negative else "may"), end + 1
        if word in _GRANTED and any(low[i] in RIGHTS | _LICENCE for i in range(end + 1, min(end + 5, last))):
            denied = negative or "no" in low[end + 1 : end + 3]
            return ("must-not" if denied else "may"), end + 1
        if low[end : end + 3] == ["in", "charge", "of"]:
            return ("need-not" if negative else "must"), end + 3
        if word == "at" and end + 1 < last and low[end + 1] == "liberty":
            return ("must-not" if negative else "may"), end + 2
        if word == "committed" and low[end + 1 : end + 2] == ["to"]:
            return ("need-not" if negative else "must"), end + 1
        if word in BARRED:
            return ("may" if negative else "must-not"), end + 1
    return ("denies" if negative else "states"), end


def having_of(words: Words, at: int, last: int) -> tuple[str, int] | None:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        word = low[end]
        if word in ("no", "not"):
            negative = True
        elif word in RIGHTS or word in ("access", "recourse"):
            return ("must-not" if negative else "may"), end + 1
        elif word in DUTIES:
            return ("need-not" if negative else "must"), end + 1
        elif not (word.endswith(("ive", "ole", "ly", "al", "er", "ute", "able")) or word in _HOW):
            return None
        end += 1
    return None

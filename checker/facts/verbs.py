"""Verb groups of a statement and their force: "shall not be required to", "is entitled to", "reserves the right"."""

from __future__ import annotations

from checker.facts.vocabulary import (
    BARRED,
    BINDS,
    DUTIES,
    DUTY,
    FREE,
    LESS,
    LIMITS,
    NOT,
    OBLIGED,
    OPENERS,
    PEOPLE,
    PROMISE,
    RIGHT,
    RIGHTS,
    ROLES,
    STATE,
    TERMINABLE,
    Predicate,
)
from checker.words import NUMBER, Words

#: Every word at which a predicate's verb may stand, but for forms of "be" and for what stands right behind a party.
_VERBS = DUTY | RIGHT | BINDS | PROMISE | STATE | frozenset(
    "need needs has have reserves reserve retains retain does do make makes give gives gave not refrain abstain".split()
)  # fmt: skip


def verb_at(
    words: Words, text: str, first: int, at: int, last: int, before: Predicate | None
) -> tuple[str, int] | None:
    """(force, the word after the verb group) if a predicate's verb stands at `at`."""
    low = words.lower
    word = low[at]
    if word not in _VERBS and words.keys[at] != "be" and (at == first or words.keys[at - 1] not in ROLES):
        return None
    if word in DUTY:
        if word == "will" and at > first and low[at - 1] in ("at", "good", "free", "own"):
            return None
        return _modal(words, at, last, "must")
    if word in RIGHT:
        if word == "may" and at + 1 < last and words.keys[at + 1] == NUMBER and text[words.starts[at]] == "M":
            return None
        return _modal(words, at, last, "may")
    if word in ("need", "needs") and at + 1 < last and low[at + 1] == "not":
        return "need-not", at + 2
    key = words.keys[at]
    if key == "be" and word != "be" and word not in ("being", "been"):
        return _being(words, at, last)
    if word in ("has", "have", "reserves", "reserve", "retains", "retain"):
        having = _having(words, at, last)
        if having:
            return having
        if word in ("has", "have") and at > first and words.keys[at - 1] in ROLES:
            return "states", at + 1
    if word in ("does", "do") and at + 1 < last and low[at + 1] == "not":
        return "denies", at + 3
    if word in ("make", "makes", "give", "gives", "gave") and at + 2 < last and low[at + 1] == "no" and at > first:
        owed = any(low[i] in DUTIES for i in range(at + 2, min(at + 4, last)))
        return ("need-not" if owed else "denies"), at + 2
    if word in BINDS and (before is None or before.end < at) and "nothing" in low[max(first, at - 14) : at]:
        return "states", at + 1
    if word == "not" and before and before.end < at and _continues(words, first, at, last, before):
        return "must-not", at + 2
    if (
        word == "not"
        and before
        and before.end < at
        and _joined(words, at)
        and before.force in ("must", "must-not", "may")
    ):
        follows = low[at + 1] if at + 1 < last else "limited"
        if follows in DUTIES | OBLIGED and low[at - 1] == "but":
            return None  # "the right, but not the obligation, to"
        return ("must-not", at + 1) if follows not in OPENERS | LESS | {"limited"} else None
    if word in ("refrain", "abstain") and before and before.end >= at - 1:
        return "must-not", at + 1
    if word in PROMISE and _behind_bracket(words, text, first, at):
        return "must", at + 1
    further = at - 1 > first and low[at - 1] in ("further", "also", "additionally") and words.keys[at - 2] in ROLES
    if at > first and (words.keys[at - 1] in ROLES or further or _carried(words, at, before)):
        if word in PROMISE:
            negative = at + 1 < last and low[at + 1] == "not"
            return ("must-not" if negative else "must"), at + 1 + negative
        if word in STATE:
            return "states", at + 1
        if words.keys[at - 1] in ROLES and word.endswith("s") and len(word) > 3 and word not in PEOPLE:
            between = text[words.ends[at - 1] : words.starts[at]]  # "Customer the services" holds a small word
            if text[words.starts[at]].islower() and not word.endswith("ss") and not between.strip():
                return "states", at + 1
    return None


def _continues(words: Words, first: int, at: int, last: int, before: Predicate) -> bool:
    """A prohibition that goes on with a promise: "agrees to keep it and not to use it", "(b) not to use it"."""
    low = words.lower
    if before.force not in ("must", "must-not") or at + 2 >= last or low[at + 1] != "to" or low[at + 2] == "exceed":
        return False
    return at == first or low[at - 1] in ("and", "or", "but")


def _behind_bracket(words: Words, text: str, first: int, at: int) -> bool:
    """Whether a party stands before the verb with only a bracket between: `Supplier (an "Indemnifier") indemnifies`."""
    before = text[words.starts[first] : words.starts[at]].rstrip()
    if not before.endswith(")") or "(" not in before:
        return False
    party = words.span(0, words.starts[first] + before.rindex("("))[1] - 1
    return party >= first and words.keys[party] in ROLES


def _joined(words: Words, at: int) -> bool:
    return words.broken[at] > 0 or words.lower[at - 1] in ("and", "but", "or")


def _carried(words: Words, at: int, before: Predicate | None) -> bool:
    """A second verb of the same subject: "Supplier represents and warrants"; not "may subcontract or assign"."""
    if not words.lower[at].endswith("s") and (before is None or words.lower[before.start] not in PROMISE | STATE):
        return False
    return before is not None and words.lower[at - 1] in ("and", "or", "further", "also") and at - before.end <= 3


def _modal(words: Words, at: int, last: int, force: str) -> tuple[str, int]:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        if low[end] in NOT and end + 1 < last and low[end + 1] in LIMITS:
            break  # "shall, not later than ten days after, tell": a limit denies nothing
        if low[end] in NOT:
            negative = True
            end += 1
        elif low[end] in ("in", "under") and end + 2 < last and low[end + 1] == "no" and low[end + 2] in LESS:
            negative = True
            end += 3
        elif low[end] == "no" and end + 1 < last and low[end + 1] == "longer":
            negative = True
            end += 2
        elif low[end].endswith("ly") or low[end] in ("also", "hereafter", "then"):
            end += 1
        else:
            break
    inner = None
    if end < last and low[end] == "be":
        inner = _being(words, end, last)
    elif end < last and low[end] == "have":
        inner = _having(words, end, last)
    elif end < last and low[end] in ("refrain", "abstain", "cease"):
        inner = ("must-not", end + 1) if low[end] != "cease" else None
    if inner and inner[0] not in ("states", "denies"):
        if negative and inner[0] in ("must-not", "need-not"):
            return "unclear", inner[1]
        return (_reverse(inner[0]) if negative else inner[0]), inner[1]
    if negative:
        return "must-not", end
    return force, end


def _reverse(force: str) -> str:
    return {"must": "need-not", "may": "must-not", "must-not": "may", "need-not": "must"}.get(force, force)


def _being(words: Words, at: int, last: int) -> tuple[str, int]:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        if low[end] in NOT and end + 1 < last and low[end + 1] in LIMITS:
            break
        if low[end] in NOT:
            negative = True
        elif not (low[end].endswith("ly") or low[end] in ("also", "then", "deemed")):
            break
        end += 1
    if end < last:
        word = low[end]
        if word == "no" and end + 1 < last and low[end + 1] not in LIMITS:
            kind = next((low[i] for i in range(end + 1, min(end + 3, last)) if low[i] in DUTIES | RIGHTS), "")
            return ("must-not" if kind in RIGHTS else "need-not" if kind else "denies"), end + 1
        if word in TERMINABLE:
            return ("must-not" if negative else "may"), end + 1
        if word == "under" and end + 2 < last and low[end + 1] == "no" and low[end + 2] in DUTIES:
            return "need-not", end + 3
        if word in OBLIGED and (word != "under" or (end + 1 < last and low[end + 1] in DUTIES)):
            return ("need-not" if negative else "must"), end + 1
        if word in FREE and not (word == "free" and end + 1 < last and low[end + 1] in ("of", "from", "and")):
            return ("must-not" if negative else "may"), end + 1
        if word == "at" and end + 1 < last and low[end + 1] == "liberty":
            return ("must-not" if negative else "may"), end + 2
        if word in BARRED:
            return ("may" if negative else "must-not"), end + 1
    return ("denies" if negative else "states"), end


def _having(words: Words, at: int, last: int) -> tuple[str, int] | None:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        word = low[end]
        if word in ("no", "not"):
            negative = True
        elif word in RIGHTS:
            return ("must-not" if negative else "may"), end + 1
        elif word in DUTIES:
            return ("need-not" if negative else "must"), end + 1
        elif not (word.endswith(("ive", "ole", "ly", "al", "er", "ute")) or word in ("further", "sole", "or", "and")):
            return None
        end += 1
    return None

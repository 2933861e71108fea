"""Verbs of things: "title passes", "the risk lies with Customer", "a change needs the consent of Customer"."""

from __future__ import annotations

from checker.facts.vocabulary import DUTY, MODALS, NOT, PEOPLE, ROLES, adverb
from checker.words import BOTH, CUSTOMER, SUPPLIER, Words

#: Verbs of a thing whose duty or state they tell, in the third person.
THIRD = frozenset(
    "passes vests belongs survives prevails applies commences expires begins governs comprises remains reverts lapses "
    "ceases continues".split()
)
#: The same behind a thing in the plural: "all rights belong to Customer".
_PLURAL = frozenset("pass vest belong survive prevail apply commence expire remain revert lapse".split())
#: Verbs only with the word behind them: "goes to", "takes effect"; else they may be nouns.
_WITH = {
    "goes": "to", "go": "to", "stays": "with in", "stay": "with", "counts": "as toward towards",
    "count": "as toward towards",
    "takes": "effect", "take": "effect", "comes": "with into", "come": "with into", "falls": "to on upon under",
    "lies": "with", "lie": "with", "rests": "with", "rest": "with", "runs": "from for until", "transfers": "to",
    "ends": "on at with when upon", "forms": "part", "form": "part",
}  # fmt: skip
#: The words at which `thing_does` and `needs_consent` find a verb, but for some that end in -s.
OF_THINGS = _PLURAL | _WITH.keys() | frozenset(("need", "require"))
_TITLE = frozenset("title ownership risk property right rights copyright interest possession".split())
NEEDS = frozenset("needs requires need require".split())
_CONSENT = frozenset("consent approval agreement authorisation authorization permission".split())
#: Within so many words of the verb the consent is named: "needs the prior and express written consent".
_NEAR = 6


def thing_does(words: Words, first: int, at: int, last: int) -> bool:
    """Whether the word at `at` is the verb of a thing: "title passes to Customer", "the rights belong to Customer"."""
    low = words.lower
    word, owner = low[at], low[at - 1]
    if at == first or owner in ("and", "or", "to", "'s", "not") or owner in MODALS:
        return False
    if word in THIRD:
        return True
    plural = not word.endswith("s") and (owner.endswith("s") or owner == "data") and owner not in PEOPLE
    if word in _PLURAL:
        return plural and words.keys[at - 1] not in ROLES
    if low[at + 1 : at + 2] == [] or low[at + 1] not in _WITH.get(word, "").split():
        return False
    if word == "transfers":
        return bool(_TITLE & set(low[max(first, at - _NEAR) : at]))
    return plural or word.endswith("s")


#: Who needs the consent of one party is the other.
_OTHER = {SUPPLIER: "customer", CUSTOMER: "supplier", BOTH: "both"}


def needs_consent(words: Words, at: int, last: int) -> str:
    """Who is bound where the word at `at` says that a consent is needed: "a change requires Customer's consent".

    Who needs it: the party that does not give it; "" where the word does not say so.
    """
    low, keys = words.lower, words.keys
    if at >= last or low[at] not in NEEDS:
        return ""
    if not low[at].endswith("s") and not low[at - 1].endswith("s") and low[at - 1] not in DUTY:
        return ""
    for index in range(at + 1, min(at + _NEAR, last)):
        if words.broken[index] or low[index] in NOT | {"to", "that"}:
            return ""
        if low[index] in _CONSENT:
            of = index + 2 if low[index + 1 : index + 2] in (["of"], ["from"], ["by"]) else index
            whose = [keys[i] for i in (*range(at + 1, index), *range(of, min(of + 1, last))) if keys[i] in ROLES]
            return _OTHER[whose[-1]] if whose else "nobody"
    return ""


#: Participles that do not end in -ed.
IRREGULAR = frozenset(
    "borne paid given made kept done held built taken met bought sold set sent brought written drawn chosen shown led "
    "run put taught undertaken overseen told found left lost seen sought withheld lent spent dealt read cut struck won "
    "begun withdrawn known understood".split()
)
#: What is done so by a party is told of it, and no duty of its own.
_TOLD_OF = frozenset(
    "owned used employed held retained caused controlled required obliged bound entitled permitted allowed authorized "
    "authorised deemed considered known engaged affected prohibited agreed acknowledged understood".split()
)
_AUXILIARY = frozenset("be been being is are was were".split())


def done_by(words: Words, end: int, last: int) -> tuple[int, bool]:
    """(the party by which the passive says that it is done, whether that is a duty) or (-1, False).

    `end` is the word behind the verb group: "shall be | paid promptly by Supplier", "are | performed by Supplier".
    """
    low, at = words.lower, min(end, last)
    end = at
    while at < last and (low[at] in _AUXILIARY or adverb(low[at]) or low[at] == "also"):
        at += 1
    passive = low[end - 1] in _AUXILIARY or low[end : end + 1] == ["be"]
    if at + 2 > last or not passive:
        return -1, False
    told = low[at : at + 1]
    if told in ([], ["received"]) or not (told[0].endswith("ed") or told[0] in IRREGULAR):
        return -1, False
    by = at + 1
    while by < last and (adverb(low[by]) or low[by] in ("in", "full", "only", "either")):
        by += 1
    if by + 2 < last and low[by + 1] == "other" and words.keys[by + 2] == BOTH:
        return (by + 2, told[0] not in _TOLD_OF) if low[by] == "by" and not words.broken[by] else (-1, False)
    if by + 1 >= last or low[by] != "by" or words.keys[by + 1] not in ROLES or words.broken[by]:
        return -1, False
    behind = words.keys[by + 2 : by + 3]
    if behind == ["'s"] and not any(word in PEOPLE for word in low[by + 3 : by + 5]):
        return -1, False
    return by + 1, told[0] not in _TOLD_OF

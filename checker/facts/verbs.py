"""Verb groups of a statement and their force: "shall not be required to", "is entitled to", "reserves the right"."""

from __future__ import annotations

import re

from checker.facts.modals import being_of, denied_object, having_of, modal
from checker.facts.nominal import nominal
from checker.facts.plain import BASE, RESUMES, acts, party_before
from checker.facts.things import IRREGULAR, NEEDS, OF_THINGS, THIRD, done_by, needs_consent, thing_does
from checker.facts.vocabulary import (
    BINDS,
    DUTIES,
    DUTY,
    EFFORTS,
    ENTITLES,
    GIVES,
    LESS,
    LIMITS,
    MODALS,
    NOT,
    OBLIGED,
    OPENERS,
    PROMISE,
    RESTS,
    RIGHT,
    RIGHTS,
    ROLES,
    SPOKEN,
    STATE,
    Predicate,
)
from checker.words import BOTH, NUMBER, Words

#: "makes no promise", "takes no responsibility".
NO_VERBS = frozenset("make makes give gives gave take takes accept accepts assume assumes owe owes bear bears".split())
#: Every word at which a predicate's verb may stand, but for forms of "be" and for what stands right behind a party.
_VERBS = DUTY | RIGHT | BINDS | PROMISE | STATE | frozenset(
    "need needs has have reserves reserve retains retain does do not refrain abstain refrains abstains gets enjoys "
    "holds keeps remains remain stays stay continues continue".split()
) | NO_VERBS  # fmt: skip
#: Who makes one of these says something: "makes the following warranties".
_SAYS = frozenset(
    "no following representation representations warranty warranties statement statements commitment".split()
)
_STAYS = frozenset("remains remain stays stay continues continue".split())
#: As far before what is told stands who tells it: "Supplier and Customer acknowledge that each will".
FAR = 8
#: What a thing does to a party, as `conferred` tells.
_CONFERS = ENTITLES | GIVES | BINDS


#: The same, and those at which `_plain` can find one; it can do so at any word that ends in -s.
_TRIGGERS = _VERBS | BASE | EFFORTS | ENTITLES | GIVES | RESTS | OF_THINGS


def may_be_verb(key: str, word: str) -> bool:
    """Whether `verb_at` can find a verb at such a word; where not, it need not be asked."""
    return (key == "be" or word.endswith("s") or word in _TRIGGERS) and word not in _NEVER


#: Forms that a predicate's verb never has, however often they stand in a text.
_NEVER = frozenset(("be", "been", "being", "'s"))
#: Every word of which this stage knows that it may be a verb.
_KNOWN = _TRIGGERS | RESUMES | THIRD | NEEDS


def only_beside(key: str, word: str) -> bool:
    """Whether such a word can be a verb for `verb_at` only right behind a party: an unknown one that ends in -s."""
    return word not in _KNOWN and key != "be"


def verb_at(
    words: Words, text: str, first: int, at: int, last: int, before: Predicate | None
) -> tuple[str, int] | None:
    """(force, the word after the verb group) if a predicate's verb stands at `at`."""
    low = words.lower
    word = low[at]
    plain = _plain(words, text, first, at, last)
    if word not in _VERBS and words.keys[at] != "be" and plain is None:
        return None
    if word in DUTY:
        if word == "will" and at > first and low[at - 1] in ("at", "good", "free", "own"):
            return None
        return modal(words, at, last, "must")
    if word in RIGHT:
        if word == "may" and text[words.starts[at]] == "M" and _month(words, at, last):
            return None
        if low[at - 1] == "case" and low[at + 1 : at + 2] == ["be"] and at - 2 >= first and low[at - 2] == "as":
            return None  # "as the case may be"
        return modal(words, at, last, "may")
    if word in ("need", "needs") and at + 1 < last and low[at + 1] == "not":
        return "need-not", at + 2
    key = words.keys[at]
    if key == "be" and word != "be" and word not in ("being", "been"):
        to = at + 1 + (low[at + 1 : at + 2] == ["not"])
        if low[to : to + 1] == ["to"] and (low[to + 1 : to + 2] == ["be"] or party_before(words, text, first, at) >= 0):
            return ("must" if to == at + 1 else "must-not"), to + 1  # "Supplier is to deliver", "are to be paid"
        if low[at + 1 : at + 4] == ["not", "limited", "to"] and low[at - 1] in ("but", "and"):
            return None  # "shall include, but are not limited to"
        being = being_of(words, at, last)
        return ("plain", being[1]) if being[0] == "states" and done_by(words, being[1], last)[1] else being
    if word in _STAYS and party_before(words, text, first, at) >= 0:
        return being_of(words, at + 2 * (low[at + 1 : at + 3] == ["to", "be"]), last)
    if word in ("has", "have", "reserves", "reserve", "retains", "retain") or (
        word in ("gets", "enjoys", "holds", "keeps") and party_before(words, text, first, at) >= 0
    ):
        having = having_of(words, at, last)
        rights = having is not None and low[having[1] - 1] == "rights" and low[having[1] : having[1] + 1] != ["to"]
        if having and not (rights and word not in ("has", "have")):
            return having
        if word in ("has", "have") and at > first and words.keys[at - 1] in ROLES:
            return ("must", at + 2) if low[at + 1 : at + 2] == ["to"] else ("states", at + 1)
    if word in ("does", "do") and at + 1 < last and low[at + 1] == "not":
        return "denies", at + 3
    if word in NO_VERBS and at + 2 < last and low[at + 1] == "no" and at > first and low[at + 2] not in LIMITS:
        owed = any(low[i] in DUTIES for i in range(at + 2, min(at + 4, last)))
        return ("need-not" if owed else "denies"), at + 2
    if word in BINDS and (before is None or before.end < at) and "nothing" in low[max(first, at - 14) : at]:
        if before is not None and before.force == "need-not" and low[at - 1] == "to":
            return None  # "nothing shall be construed to require Supplier to": it is told already
        return "states", at + 1
    if word == "not" and before and (before.end < at or at == first) and _continues(words, first, at, last, before):
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
        if at + 1 < last and _ARTICLE.search(text, words.ends[at], words.starts[at + 1]):
            return None  # "the schedule, but not the dates"
        if low[at + 1 : at + 3] == ["be", "limited"]:
            return None  # "shall include, but not be limited to"
        passive = words.keys[before.end - 1] == "be" or low[before.end : before.end + 1] == ["be"]
        participle = follows.endswith("ed") or follows in IRREGULAR
        if low[before.start] in MODALS and passive != participle and follows not in BASE | {"be", "have"}:
            return None  # "shall be cumulative and not exclusive", "shall include letters, not defined as"
        way = follows in OPENERS | LESS | {"limited"} or follows.endswith("ing")  # "may, not acting unreasonably, end"
        return None if way else ("must-not", at + 1)
    if word in ("refrain", "abstain") and before and before.end >= at - 1:
        return "must-not", at + 1
    if word in ("refrains", "abstains") and party_before(words, text, first, at) >= 0:
        return "must-not", at + 1
    if word in ("make", "makes") and plain == "plain" and not _SAYS & set(low[at + 1 : at + 5]):
        return plain, at + 1
    if word.startswith("commit") and low[at + 1 : at + 2] not in (["to"], ["that"], ["itself"]):
        return ("states", at + 1) if plain else None  # "commits a breach"
    if word in SPOKEN and (
        _goes_on(words, text, at, last, before) or _carried(words, at, before) or _by_a_party(words, text, first, at)
    ):
        return _promise(words, at, last)
    if plain in ("plain", "states") and low[at + 1 : at + 2] == ["no"] and denied_object(words, at, last):
        return "denies", at + 2  # "Supplier provides no warranty"
    return (plain, at + 1) if plain else None


def _promise(words: Words, at: int, last: int) -> tuple[str, int]:
    """(force, the word behind) of a promise or a statement: "agrees not to", "agrees to never", "agrees to make no"."""
    low = words.lower
    if low[at] in STATE:
        return "states", at + 1
    if at + 1 < last and low[at + 1] == "not":
        return "must-not", at + 2
    if at + 1 < last and low[at + 1] == "to":
        if low[at + 2 : at + 3] and low[at + 2] in NOT:
            return "must-not", at + 3
        return denied_object(words, at + 2, last) or ("must", at + 1)
    return "must", at + 1


_ARTICLE = re.compile(r"\b(?:an?|the|any|such|its|their|this|these|said|all|same)\b", re.IGNORECASE)


def _by_a_party(words: Words, text: str, first: int, at: int) -> bool:
    """Whether a party stands before the verb: "Supplier grants"; not before the noun in "Customer a license"."""
    if party_before(words, text, first, at) < 0:
        return False
    return not _ARTICLE.search(text, words.ends[at - 1], words.starts[at])


def _plain(words: Words, text: str, first: int, at: int, last: int) -> str | None:
    """ "plain" where a party does what the word at `at` says, "states" where it only tells of the party or a thing.

    What a thing does to a party is that party's right ("may") or duty ("must"): "a breach entitles Customer to end it".
    """
    word = words.lower[at]
    if at == first:
        return None
    if word in EFFORTS and words.lower[at + 1 : at + 2] == ["to"] and party_before(words, text, first, at) >= 0:
        return "plain"
    if words.lower[at - 1] not in DUTY and needs_consent(words, at, last):
        return "plain"
    found = acts(words, text, first, at, last) if word.endswith("s") or word in BASE else False
    if found is not False:
        return "states" if found is None else "plain"
    owner = words.lower[at - 1]
    if word in RESTS and word != "be" and nominal(words, first, at, at + 1, last):
        return "must"
    if thing_does(words, first, at, last):
        return "states"
    if word in _CONFERS and conferred(words, at, last) and owner != "to":
        if word.endswith("s") or owner.endswith("s"):
            return "must" if word in BINDS else "may"
    return None


def _month(words: Words, at: int, last: int) -> bool:
    """Whether "May" is a month: "May 1", "until May"."""
    return words.keys[at + 1 : min(at + 2, last)] == [NUMBER] or words.lower[at - 1] in _BEFORE_MONTH


_BEFORE_MONTH = frozenset("in of by than until till since before after from to through".split())


def receiver(words: Words, at: int, last: int) -> int:
    """The index of the party right behind the verb at `at`, or behind "other" or "non-breaching"; else -1."""
    low, keys = words.lower, words.keys
    if at + 1 < last and keys[at + 1] in ROLES:
        return at + 1
    which = at + 2 < last and keys[at + 2] == BOTH and (low[at + 1] == "other" or low[at + 1].endswith(("ing", "ed")))
    return at + 2 if which else -1


def conferred(words: Words, at: int, last: int) -> str:
    """What the verb at `at` lays on the party behind it: "gives Customer the right", "requires Supplier to"."""
    low = words.lower
    party = receiver(words, at, last)
    if party < 0 or party + 1 >= last or words.keys[party + 1] == "'s":
        return ""
    word = low[at]
    if word in GIVES:
        return "may" if any(low[i] in RIGHTS for i in range(party + 1, min(party + 4, last))) else ""
    if low[party + 1] != "to":
        return ""
    return "may" if word in ENTITLES else "must" if word in BINDS else ""


def _continues(words: Words, first: int, at: int, last: int, before: Predicate) -> bool:
    """A prohibition that goes on with a promise: "agrees to keep it and not to use it", "(b) not to use it"."""
    low = words.lower
    if before.force not in ("must", "must-not") or at + 2 >= last or low[at + 2] == "exceed":
        return False
    if low[at + 1] != "to":
        return at - 2 >= first and low[at - 1] == "to" and low[at - 2] in _AND  # "agrees to keep it and to not use it"
    consent = words.keys[at + 2] == "be" or low[at + 2] == "unreasonably"  # "a consent, not to be withheld"
    return at == first or low[at - 1] in _AND or (words.broken[at] == 1 and not consent)


_AND = frozenset(("and", "or", "but"))


def _joined(words: Words, at: int) -> bool:
    return words.broken[at] > 0 or words.lower[at - 1] in ("and", "but", "or")


def _goes_on(words: Words, text: str, at: int, last: int, before: Predicate | None) -> bool:
    """A verb in a row of promises: "consents to it, waives any claim, and agrees to pay"; no noun ("licenses")."""
    low = words.lower
    if before is None or before.aside or at + 1 >= last:
        return False
    if not low[at].endswith("s"):
        return before.bound == "both" and _both_go_on(words, at, before)
    if low[at] in PROMISE and low[at - 1] == "and" and low[at + 1] in ("to", "that", "not"):
        # "shall keep it, and agrees not to use it", "acknowledges the risk of a loss and agrees to bear it"
        return before.subject >= 0 and low[before.start] in MODALS | SPOKEN
    if low[before.start] not in SPOKEN or not low[before.start].endswith("s"):
        return False
    edge = at - (low[at - 1] == "and")
    object_ = _ARTICLE.search(text, words.ends[at], words.starts[at + 1]) or low[at + 1] in ("to", "that", "not")
    return words.broken[edge] == 1 and bool(object_)


def _both_go_on(words: Words, at: int, before: Predicate) -> bool:
    """A second promise of both: "Supplier and Customer acknowledge that each will have files and agree to keep"."""
    low = words.lower
    if low[at] not in PROMISE or low[at - 1] != "and" or low[at + 1] not in ("to", "that", "not"):
        return False
    told = range(max(1, before.start - FAR), before.start)
    return any(low[i] in SPOKEN and words.keys[i - 1] == BOTH and not low[i].endswith("s") for i in told)


def _carried(words: Words, at: int, before: Predicate | None) -> bool:
    """A second verb of the same subject: "Supplier represents and warrants"; not "may subcontract or assign"."""
    if not words.lower[at].endswith("s") and (before is None or words.lower[before.start] not in SPOKEN):
        return False
    if before is not None and "to" in words.lower[before.end : at] and not words.lower[at].endswith("s"):
        return False  # "reserves the right to sell or license"
    return before is not None and words.lower[at - 1] in ("and", "or", "further", "also") and at - before.end <= 3

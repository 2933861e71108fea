"""Who is bound and how: the predicates of a statement ("Supplier shall not", "either party may", "nothing requires").

Read from word order, not from a parse: legal drafting puts the party before its modal verb, and what stands between
(conditions, parentheses, possessives, prepositional phrases) can be told by its first word.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import compress

from checker.facts.asides import behind_case, stands_aside
from checker.facts.hosts import host_of, promised
from checker.facts.negation import DENIED, negated_before
from checker.facts.nominal import nominal
from checker.facts.plain import RESUMES, resumed
from checker.facts.subjects import subject_of
from checker.facts.things import needs_consent
from checker.facts.verbs import conferred, may_be_verb, only_beside, receiver, verb_at
from checker.facts.vocabulary import (
    BARRED,
    BINDS,
    DUTY,
    MODALS,
    ROLES,
    SHARED,
    STATE,
    TOLD,
    Predicate,
    adverb,
)
from checker.words import Words

_GIVEN = frozenset(("must", "may", "states"))
_DENIALS = frozenset(("must-not", "need-not", "denies"))


def find_predicates(
    words: Words,
    text: str,
    first: int,
    last: int,
    lead: Predicate | None = None,
    under: bool = False,
    operative: bool = True,
) -> tuple[Predicate, ...]:
    """The predicates that stand in the words `first:last`, in order; `lead` is the one under which they stand.

    A pronoun, or a verb without a subject of its own, is bound as the predicate before it.  `under` says that the
    lead-in ends with the word of a condition ("unless").  In operative text the plain present of a party is its duty
    ("Supplier installs the servers").
    """
    found: list[Predicate] = [lead] if lead else []
    operative = operative and first < last and words.lower[first] != "whereas"
    begin = first
    keys, low = words.keys, words.lower
    for at in compress(range(first, last), map(tells, keys[first:last], low[first:last])):
        if at < begin:
            continue  # within the last verb group
        if keys[at - 1] not in ROLES and only_beside(keys[at], low[at]):
            continue
        before = found[-1] if found else None
        if words.lower[at] == "not" and before is not None and _lettered(words, at):
            before = next((p for p in reversed(found) if not p.aside and p.force in ("must", "must-not")), before)
        group = verb_at(words, text, first, at, last, before)
        if group is None:
            again = resumed(words, text, at, last, found) if found and words.lower[at] in RESUMES else None
            if again is not None:
                found.append(replace(again, start=at, end=at + 1, negated=False))
            continue
        force, end = group
        if found and words.lower[at] not in MODALS and _own_verb(words, found[-1], at):
            continue
        if found and force == "need-not" and found[-1].force == "may" and words.lower[at - 1] == "but":
            begin = end  # "may, but is not obliged to, end": the right is all there is
            continue
        if words.lower[at] == "have" and words.broken[at] == 1 and _parted(words, at, found):
            begin = end  # "shall, if it is late, have the right": told at the modal
            continue
        start = max(first, found[-1].end) if found else first
        aside = stands_aside(words, text, start, at, found) or (under and len(found) == (lead is not None))
        bound, subject = subject_of(words, first, at, end, last, found, text)
        if before is not None and found and before is not found[-1]:
            bound, subject = before.bound, before.subject
        if bound == "nobody" and (force == "plain" or words.lower[at] in DUTY):
            bound = needs_consent(words, end if words.lower[at] in DUTY else at, last) or bound
        if force == "plain":
            told = found and words.lower[found[-1].start] in STATE and _told(words, found[-1], at)
            case = lead is not None and lead.aside  # an item below "if all the following terms are met:"
            force = "states" if aside or told or case or not operative else "must"
        verb = end if words.lower[at] in MODALS else at
        thing = verb == at or bound == "nobody" or (bool(found) and subject == found[-1].subject > found[-1].start)
        given = conferred(words, verb, last) if thing else ""
        told_by = nominal(words, first, at, end, last)
        if given:  # "a breach shall entitle Customer to"
            subject = receiver(words, verb, last)
            bound = ROLES[words.keys[subject]]
        elif told_by:  # "it is the responsibility of Supplier to"
            subject, given = told_by
            bound = ROLES[words.keys[subject]]
        if given:
            force = given if force not in _DENIALS else "must-not" if given == "may" else "need-not"
        spoken = negated_before(words, start, at, end, last, force)
        if spoken != force and (main := behind_case(words, text, start, at, found)) > start:
            spoken = negated_before(words, main, at, end, last, force)  # "if Supplier gives no notice, Customer may"
        if subject > at and words.lower[subject - 1] in BINDS and not given:  # "may require Supplier to"
            force = spoken = {"may": "must", "must-not": "need-not"}.get(spoken, spoken)
        negated = spoken != force
        if negated and force in ("must-not", "need-not", "denies"):
            spoken = "may" if words.lower[end - 1] in BARRED and "not" not in words.lower[at:end] else "unclear"
        if found and not negated and words.lower[at - 1] in ("or", "nor", "and", "but"):
            before = found[-1]
            shared = before.negated and before.subject == subject and words.lower[at - 1] in ("or", "nor")
            if shared or (before.force in _DENIALS and _shares(words, before, at)):
                spoken, negated = DENIED.get(force, force) if force in _GIVEN else force, True
        if not negated and found and found[-1].force in _DENIALS and _told(words, found[-1], at):
            spoken = DENIED.get(force, force) if force in _GIVEN else force if found[-1].negated else "unclear"
        host = host_of(words, first, at, found)
        promise = promised(words, first, at, found) if host is None and bound == "nobody" and not aside else None
        owed = host is not None and host.force == "must"
        if promise is not None and (promise[1] or spoken in ("must", "must-not")):
            host, owed = promise[0], promise[1] and promise[0].force == "must"
        if host is not None:
            bound, subject = (host.bound, host.subject) if bound == "nobody" else (bound, subject)
            spoken = {"states": "must", "denies": "must-not"}.get(spoken, spoken) if owed else spoken
        if spoken == "must-not" and bound == "nobody" and _but_for_items(words, text, end):
            spoken, negated = "may", False
        hanging = host.start if host else -1
        found.append(Predicate(bound, spoken, at, end, subject, negated, aside, hanging))
        begin = end
    return tuple(found[1:] if lead else found)


def _lettered(words: Words, at: int) -> bool:
    """Whether an item begins at the word: "agrees to keep what is provided; (b) not to sell it"."""
    return words.broken[at] == 2 or (words.broken[at] == 1 and words.broken[at - 1] == 2)


@lru_cache(maxsize=65536)
def tells(key: str, word: str) -> bool:
    """Whether a predicate can stand at a word: most words need not be looked at any closer."""
    return word in RESUMES or may_be_verb(key, word)


#: What may stand between a modal and its verb, beside adverbs: "shall at all times rest with".
_BETWEEN = frozenset("at in times time also then not".split())


def _own_verb(words: Words, before: Predicate, at: int) -> bool:
    """Whether the plain verb at `at` is the one that the modal before it has: "shall at all times rest with"."""
    if before.start < 0 or words.lower[before.start] not in MODALS or words.keys[at] in ("be", "have", "not", "do"):
        return False
    between = words.lower[before.end : at]
    return bool(between) and all(word in _BETWEEN or adverb(word) for word in between)


def _told(words: Words, before: Predicate, at: int) -> bool:
    """Whether the verb at `at` stands in what the predicate before says: "shall not ensure that it is available"."""
    low = words.lower
    near = range(before.end, min(before.end + 3, at))
    for index in near:
        if low[index] == "that" and (low[index - 1] in TOLD or index == before.end):
            return low[index - 1] in TOLD or "then" not in low[index:at]  # "does not cure that failure, then"
    return False


def _parted(words: Words, at: int, found: list[Predicate]) -> bool:
    """Whether commas part the "have" from its modal."""
    before = next((p for p in reversed(found) if words.lower[p.start] in MODALS), None)
    return before is not None and 0 <= before.start < before.end < at and words.broken[before.end] == 1


#: Within so many words of its verb a denial says "except", and the list behind it begins.
EXCEPTING = 12
_ENDED = frozenset("terminated ended cancelled canceled".split())


def _but_for_items(words: Words, text: str, end: int) -> bool:
    """Whether an end that is denied is let in the items of a list: "may not be ended except: (a) by Customer"."""
    low = words.lower
    near = range(end, min(end + EXCEPTING, len(low)))
    list_at = next((i for i in near if words.broken[i] == 2), -1)
    begins = list_at >= 0 and ":" in text[words.ends[list_at - 1] : words.starts[list_at]]
    return begins and "except" in low[end:list_at] and not _ENDED.isdisjoint(low[end:list_at])


def _shares(words: Words, before: Predicate, at: int) -> bool:
    """Whether two verbs share what follows: "shall not, and shall cause ... to, return", "governed by, and construed".

    What the first denies, the second then denies of the same thing.
    """
    edge = at - 1  # the joining word
    if words.lower[edge] not in ("and", "or", "nor"):
        return False
    return edge == before.end or (words.lower[edge - 1] in SHARED and words.broken[edge] == 1)

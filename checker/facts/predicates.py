"""Who is bound and how: the predicates of a statement ("Supplier shall not", "either party may", "nothing requires").

Read from word order, not from a parse: legal drafting puts the party before its modal verb, and what stands between
(conditions, parentheses, possessives, prepositional phrases) can be told by its first word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress

from checker.facts.cases import CASES, case_begins, with_object
from checker.facts.hosts import host_of, promised
from checker.facts.nominal import nominal
from checker.facts.plain import BASE, RESUMES, resumed
from checker.facts.subjects import subject_of
from checker.facts.things import needs_consent
from checker.facts.verbs import conferred, may_be_verb, receiver, verb_at
from checker.facts.vocabulary import (
    BINDING,
    BINDS,
    BOUNDARY,
    CONDITIONAL,
    DESCRIBES,
    DUTY,
    EDGES,
    LESS,
    LIMITS,
    MODALS,
    PREPOSITIONS,
    PREVENTING,
    PREVENTS,
    ROLES,
    SHARED,
    STATE,
    TOLD,
    Predicate,
    adverb,
    read_as,
)
from checker.words import BOTH, Words

_DENIED = {"must": "must-not", "may": "must-not", "states": "denies", "must-not": "may", "denies": "states"}
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
    for at in compress(range(first, last), map(tells, words.keys[first:last], words.lower[first:last])):
        if at < begin:
            continue  # within the last verb group
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
        start = max(first, found[-1].end) if found else first
        aside = _aside(words, text, start, at, found) or (under and len(found) == (lead is not None))
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
        spoken = _negated_before(words, start, at, end, last, force)
        if spoken != force and (main := _behind_case(words, text, start, at, found)) > start:
            spoken = _negated_before(words, main, at, end, last, force)  # "if Supplier gives no notice, Customer may"
        if subject > at and words.lower[subject - 1] in BINDS and not given:  # "may require Supplier to"
            force = spoken = {"may": "must", "must-not": "need-not"}.get(spoken, spoken)
        negated = spoken != force
        if negated and force in ("must-not", "need-not", "denies"):
            spoken = "unclear"
        if found and not negated and words.lower[at - 1] in ("or", "nor", "and", "but"):
            before = found[-1]
            shared = before.negated and before.subject == subject and words.lower[at - 1] in ("or", "nor")
            if shared or (before.force in _DENIALS and _shares(words, before, at)):
                spoken, negated = _DENIED.get(force, force) if force in _GIVEN else force, True
        if not negated and found and found[-1].force in _DENIALS and _told(words, found[-1], at):
            spoken = _DENIED.get(force, force) if force in _GIVEN else force if found[-1].negated else "unclear"
        host = host_of(words, first, at, found)
        promise = promised(words, first, at, found) if host is None and bound == "nobody" and not aside else None
        owed = host is not None and host.force == "must"
        if promise is not None and (promise[1] or spoken in ("must", "must-not")):
            host, owed = promise[0], promise[1] and promise[0].force == "must"
        if host is not None:
            bound, subject = (host.bound, host.subject) if bound == "nobody" else (bound, subject)
            spoken = {"states": "must", "denies": "must-not"}.get(spoken, spoken) if owed else spoken
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


def _aside(words: Words, text: str, start: int, at: int, found: Sequence[Predicate]) -> bool:
    """Whether the verb at `at` stands in a condition or a relative clause, and not in a main clause."""
    low = words.lower
    shut = 0  # brackets that stand closed before the verb: "Customer (unless it is in default) may"
    for index in range(at - 1, start - 1, -1):
        if words.broken[index + 1]:
            gap = text[words.ends[index] : words.starts[index + 1]]
            shut = max(0, shut + gap.count(")") - gap.count("("))
        if shut and "(" in text[words.ends[start] : words.starts[index]]:
            continue
        if words.broken[index + 1] == 2 and index < at - 1:
            return False
        word = low[index]
        if word in CONDITIONAL:
            if words.broken[index + 1] and "any" in text[words.ends[index] : words.starts[index + 1]]:
                continue  # "(if any)"
            return not _ended(words, text, index, at)
        if word in CASES and case_begins(words, text, index, at):
            return not _ended(words, text, index, at)
        if word in ("that", "which", "who", "whose", "whom"):
            if _describes(words, index, at) or with_object(words, text, index, at):
                continue
            if word != "that" or index == 0:
                return not _ended(words, text, index, at)
            told = low[_teller(words, index)]
            if told in PREPOSITIONS:
                continue  # "for that period"
            if told in TOLD or _tells(words, found, index) or told in ("provided", "except", "so"):
                return False
            if told in ("and", "or", "but") and index + 1 < at:
                return False  # "and that sum shall be"
            return not _ended(words, text, index, at)
        if word == "as" and (index == at - 1 or (index == at - 2 and words.keys[at - 1] in ROLES)):
            return True  # "as may be agreed", "as Customer may ask"
        if word == "should" and (index == 0 or words.broken[index]):
            return not _ended(words, text, index, at)  # "Should Supplier be late, Customer may"
        behind = word in ("before", "after") and low[at] not in MODALS and found and not found[-1].aside
        if behind and not any(words.broken[index + 1 : at]):
            return True  # "shall try mediation before either goes to court"
    if not found or not found[-1].aside or at == start:
        return False
    if low[at] not in MODALS and _case_goes_on(words, at, found):
        return True
    if low[at - 1] not in ("and", "or", "nor"):
        return False
    alike = low[at] not in MODALS or low[found[-1].start] in MODALS
    gap = text[words.ends[at - 2] : words.starts[at - 1]]
    return alike and (not words.broken[at - 1] or gap.strip() == ")")


def _case_goes_on(words: Words, at: int, found: Sequence[Predicate]) -> bool:
    """Whether a condition that began the sentence goes on: "if it is late, or makes no effort to finish, Customer"."""
    if any(not p.aside for p in found):
        return False
    comma = next((i for i in range(at, found[-1].end, -1) if words.broken[i]), 0)
    return comma > 0 and words.broken[comma] == 1 and words.lower[comma] in ("and", "or")


def _teller(words: Words, that: int) -> int:
    """The index of the word that the "that" goes with: "agreed by the parties that", "understood, however, that"."""
    low, index = words.lower, that - 1
    if low[index] in ("however", "therefore", "also", "further"):
        index -= 1
    party = index > 1 and words.keys[index] in ROLES and low[index - 1] in ("by", "to", "between")
    if party and low[index - 3 : index] == ["by", "and", "between"] and low[index - 4] in TOLD:
        index -= 4
    elif party and low[index - 2] in TOLD:
        index -= 2
    return max(index, 0)


def _tells(words: Words, found: Sequence[Predicate], index: int) -> bool:
    """Whether the "that" at `index` goes with the verb before: "warrants that", "warrants to Customer that"."""
    if not found:
        return False
    behind = index - found[-1].end
    whom = behind == 2 and words.lower[index - 2] == "to" and words.keys[index - 1] in ROLES
    return behind <= 1 or whom or (behind == 1 and words.keys[index - 1] in ROLES)


#: What can be the verb of a relative clause.
_FINITE = BASE | DESCRIBES


def _describes(words: Words, opener: int, at: int) -> bool:
    """Whether the relative clause has a verb of its own before `at`: "credits that remain unused are lost"."""
    low = words.lower
    verb = low[opener + 1 + (low[opener + 1] in ("it", "they", "he", "she"))]
    own = verb in BASE or verb in DESCRIBES or (verb.endswith("s") and verb[:-1] in _FINITE)
    if words.keys[opener - 1] == BOTH and low[opener] != "whose":  # "the party that caused the loss shall"
        own = own or verb.endswith(("ed", "s"))
    return own and at > opener + 2 and low[at - 1] not in ("and", "or", "not")


def _ended(words: Words, text: str, opener: int, at: int) -> bool:
    """Whether a comma ends the clause that `opener` begins, and another subject stands before the verb at `at`.

    "Unless otherwise agreed, Supplier shall", "If an outage occurs, Customer may"; but not "if Supplier, after notice,
    shall" and not "if the product, process or service shall".
    """
    low = words.lower
    if low[opener + 1] in PREPOSITIONS:
        return False
    for comma in range(at - 1, opener + 2, -1):
        if words.broken[comma] == 1 and "," in text[words.ends[comma - 1] : words.starts[comma]]:
            return low[comma] not in BOUNDARY - {"then"} and not {"or", "and"} & set(low[comma:at])
    return _ended_bare(words, opener, at)


#: Verbs without an object, of which none is a noun as well: what stands behind them begins the main clause.
_DONE = frozenset("fails occurs ends expires ceases becomes terminates arises elapses wishes elects".split())


def _ended_bare(words: Words, opener: int, at: int) -> bool:
    """The same without a comma: "Should Supplier fail to perform Customer may", "When the Term ends Supplier shall"."""
    low, keys, party = words.lower, words.keys, at - 1
    if low[at] not in MODALS or keys[party] not in ROLES or party < opener + 3:
        return False
    if keys[party] == BOTH and (low[party - 1] in ("either", "neither", "other") or low[party - 1].endswith("ing")):
        party -= 1
    if low[party - 1] in EDGES | PREPOSITIONS or keys[party - 1] == "'s":
        return False
    another = keys[opener + 1] in ROLES and keys[opener + 1] != keys[at - 1] and keys[opener + 2] != "'s"
    return (another and not words.broken[opener + 2]) or not _DONE.isdisjoint(low[opener + 2 : party])


def _told(words: Words, before: Predicate, at: int) -> bool:
    """Whether the verb at `at` stands in what the predicate before says: "shall not ensure that it is available"."""
    low = words.lower
    near = range(before.end, min(before.end + 3, at))
    return any(low[index] == "that" and (low[index - 1] in TOLD or index == before.end) for index in near)


def _shares(words: Words, before: Predicate, at: int) -> bool:
    """Whether two verbs share what follows: "shall not, and shall cause ... to, return", "governed by, and construed".

    What the first denies, the second then denies of the same thing.
    """
    edge = at - 1  # the joining word
    if words.lower[edge] not in ("and", "or", "nor"):
        return False
    return edge == before.end or (words.lower[edge - 1] in SHARED and words.broken[edge] == 1)


def _negated_before(words: Words, start: int, at: int, end: int, last: int, force: str) -> str:
    """The force with a negation that stands before the verb: "neither party may", "in no event shall", "nothing"."""
    low = words.lower
    for index in range(at - 1, start - 1, -1):
        if words.broken[index] == 2 and index < at - 1 and low[index] not in ("neither", "nor", "no", "nothing"):
            return force
        word = low[index]
        if word == "never" and index == at - 1:
            return _DENIED.get(force, force)  # "Supplier never sells the data"
        if word == "then":
            return force  # "if no access is given, then Customer shall pay"
        if word == "nothing":
            verb = read_as(low, end)
            if any(each in BINDS or each in BINDING for each in low[at : min(max(end + 3, verb + 1), last)]):
                return "need-not"
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
            return _DENIED.get(force, force)
    return force


def _behind_case(words: Words, text: str, start: int, at: int, found: Sequence[Predicate]) -> int:
    """Where a condition ends that stands before the verb at `at`: the word behind its first comma; -1 without one."""
    openers = [i for i in range(start, at - 1) if words.lower[i] in CONDITIONAL]
    if found and found[-1].aside and found[-1].end == start:
        openers.insert(0, start - 1)
    for opener in openers:
        if _ended(words, text, opener, at):
            return next((i for i in range(opener + 1, at) if words.broken[i] == 1), at - 1)
    return -1

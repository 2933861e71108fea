"""What stands in a condition or a relative clause, and where a condition ends and its main clause begins."""

from __future__ import annotations

from collections.abc import Sequence

from checker.facts.cases import CASES, case_begins, with_object
from checker.facts.plain import BASE
from checker.facts.verbs import may_be_verb
from checker.facts.vocabulary import (
    BOUNDARY,
    CONDITIONAL,
    DESCRIBES,
    EDGES,
    MODALS,
    PEOPLE,
    PREPOSITIONS,
    ROLES,
    TOLD,
    Predicate,
    adverb,
)
from checker.words import BOTH, Words


def stands_aside(words: Words, text: str, start: int, at: int, found: Sequence[Predicate]) -> bool:
    """Whether the verb at `at` stands in a condition or a relative clause, and not in a main clause."""
    low = words.lower
    modal = low[at] in MODALS
    if found and low[at - 1] in ("and", "or") and not modal and _behind_bracket(words, text, found[-1], at):
        return stands_aside(words, text, found[-2].end if len(found) > 1 else 0, at, found[:-1])
    if modal and low[at - 1] in ("and", "but") and words.broken[at - 1] == 1 and found and not found[-1].aside:
        return False  # "shall not sell it, whether at home or abroad, and will not"
    shut = 0  # brackets that stand closed before the verb: "Customer (unless it is in default) may"
    for index in range(at - 1, start - 1, -1):
        if words.broken[index + 1]:
            gap = text[words.ends[index] : words.starts[index + 1]]
            shut = max(0, shut + gap.count(")") - gap.count("("))
        if shut and "(" in text[words.ends[start] : words.starts[index]]:
            continue
        if words.broken[index + 1] == 2 and index < at - 1:
            return bool(found) and not modal and _case_of_list(words, text, index + 1)
        word = low[index]
        if word in CONDITIONAL:
            if (
                modal
                and words.broken[index] == 1 == words.broken[at]
                and "," in text[words.ends[at - 1] : words.starts[at]]
            ):
                continue  # "Supplier, whether asked or not, shall"
            if word == "whether" and modal and low[at - 2] == "and" and words.keys[at - 1] in ROLES:
                return False  # "may ask whether it is new and Supplier shall reply"
            if words.broken[index + 1] and "any" in text[words.ends[index] : words.starts[index + 1]]:
                continue  # "(if any)"
            if (
                modal
                and low[at - 1] in ("and", "or")
                and index + 2 <= at - 1 <= index + 3
                and _elliptic(low[index + 1])
            ):
                continue  # "shall be paid when due or shall be credited"
            return not _ended(words, text, index, at)
        if word in CASES and case_begins(words, text, index, at):
            return not _ended(words, text, index, at)
        if word in ("that", "which", "who", "whose", "whom"):
            if _describes(words, index, at) or with_object(words, text, index, at):
                continue
            if word != "that" or index == 0:
                return not _ended(words, text, index, at)
            told = low[_teller(words, index)]
            if told in _BEFORE_THAT:
                continue  # "for that period", "after that date"
            if told == "agreement" and index + 1 == at:
                return True  # "the parts of this Agreement that do not bind"
            told_of = _tells(words, found, index)
            if told_of and found[-1].aside:
                return not _ended(words, text, index, at)  # "if Customer finds that it is late"
            if told in TOLD or told_of or told in ("provided", "except", "so"):
                return False
            if told in ("and", "or", "but") and index + 1 < at:
                return False  # "and that sum shall be"
            if words.broken[index] == 1 and modal and index + 2 == at and words.keys[index + 1] in ROLES:
                return False  # "on a merger, that party may"
            if words.broken[index + 2] and not may_be_verb(words.keys[index + 1], low[index + 1]):
                continue  # "shall not raise that price, but will"
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
    if not modal and (_case_goes_on(words, at, found) or _or_else(words, at, found)):
        return True
    if not modal and 2 not in words.broken[found[-1].end : at + 1]:
        item = next((i for i in range(found[-1].start, start - 1 - LISTED, -1) if i <= 0 or words.broken[i] == 2), 0)
        if item > 0 and _case_of_list(words, text, item):
            return True  # "(B) is in breach and the breach is not cured"
    if low[at - 1] not in ("and", "or", "nor"):
        return False
    alike = not modal or low[at - 1] == "or" or low[found[-1].start] in MODALS
    gap = text[words.ends[at - 2] : words.starts[at - 1]]
    return alike and (not words.broken[at - 1] or gap.strip() == ")")


_ELLIPTIC = frozenset(
    "sent given made paid taken found held due necessary applicable possible appropriate available so otherwise "
    "needed".split()
)


#: Behind these "that" points to a thing.
_BEFORE_THAT = PREPOSITIONS | {"after", "before", "during", "since", "until"}


def _elliptic(word: str) -> bool:
    """Whether the word behind "when" or "if" is a condition without a verb: "when due", "if required"."""
    return word in _ELLIPTIC or word.endswith("ed")


#: As far back from an item the list of cases begins.
LISTED = 150


def _case_of_list(words: Words, text: str, item: int) -> bool:
    """Whether the item that begins at the word is one of the cases behind "if the other:", set in one sentence.

    "if the other: (A) makes a false statement; (B) is in breach".
    """
    low = words.lower
    for index in range(item, max(0, item - LISTED), -1):
        if words.broken[index] != 2:
            continue
        gap = text[words.ends[index - 1] : words.starts[index]]
        if "(" not in gap:
            return False
        if ":" in gap:
            case = next((i for i in range(index - 1, max(0, index - 8), -1) if words.broken[i] or low[i] in MODALS), 0)
            return not CONDITIONAL.isdisjoint(low[case:index])
    return False


def _behind_bracket(words: Words, text: str, before: Predicate, at: int) -> bool:
    """Whether the predicate before stands in closed brackets: "if it is new (it shall be seen), and is safe"."""
    if before.end < 1 or before.start < 0:
        return False
    gap = text[words.ends[before.end - 1] : words.starts[at]]
    return gap.count(")") > gap.count("(")


def _case_goes_on(words: Words, at: int, found: Sequence[Predicate]) -> bool:
    """Whether a condition that began the sentence goes on: "if it is late, or makes no effort to finish, Customer"."""
    if any(not p.aside for p in found):
        return False
    low = words.lower
    comma = next((i for i in range(at, found[-1].end - 1, -1) if words.broken[i]), 0)
    if comma == 0:  # "if it is late and Customer does not wait, Customer may"
        return low[at - 1] not in ("and", "or") and not {"and", "or"}.isdisjoint(low[found[-1].end : at])
    return words.broken[comma] == 1 and low[comma] in ("and", "or")


def _or_else(words: Words, at: int, found: Sequence[Predicate]) -> bool:
    """Whether "or" and a party begin another case: "unless Customer objects or Supplier finds it useless"."""
    party = at - 1 if words.keys[at - 1] in ROLES else at - 2
    return party > found[-1].end and words.keys[party] in ROLES and words.lower[party - 1] == "or"


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
    first = opener + 1 + (low[opener + 1] in ("it", "they", "he", "she"))
    verb = low[first + adverb(low[first])]
    own = (
        verb in BASE
        or verb in DESCRIBES
        or verb in ("might", "could", "would")
        or (verb.endswith("s") and verb[:-1] in _FINITE)
    )
    if words.keys[opener - 1] == BOTH and low[opener] != "whose":  # "the party that caused the loss shall"
        own = own or verb.endswith(("ed", "s"))
    return own and at > opener + 2 and low[at - 1] not in ("and", "or", "not")


def _ended(words: Words, text: str, opener: int, at: int) -> bool:
    """Whether a comma ends the clause that `opener` begins, and another subject stands before the verb at `at`.

    "Unless otherwise agreed, Supplier shall", "If an outage occurs, Customer may"; but not "if Supplier, after notice,
    shall" and not "if the product, process or service shall".
    """
    low = words.lower
    if low[opener + 1] in PREPOSITIONS and low[opener] == "if":
        return False
    if _then(low, opener, at):
        return True
    if words.broken[at] == 1 and low[at] in MODALS and _elliptic(low[opener + 1]) and opener + 2 < at:
        return True  # "if sent by post, shall"
    for comma in range(at - 1, opener + 2, -1):
        if words.broken[comma] == 1 and "," in text[words.ends[comma - 1] : words.starts[comma]]:
            pairs = (i for i in range(comma, at) if low[i] in ("or", "and"))
            return low[comma] not in BOUNDARY - {"then"} and all(_pair(words, i) for i in pairs)
    return _ended_bare(words, opener, at)


def _then(low: list[str], opener: int, at: int) -> bool:
    """Whether "then" begins the main clause: "if it is late then Supplier shall", not "the then current rate"."""
    return any(low[i] == "then" and low[i + 1] not in _THEN_SO for i in range(opener + 2, at))


_THEN_SO = frozenset("current prevailing existing applicable in effective due outstanding".split())


def _pair(words: Words, joining: int) -> bool:
    """Whether the word joins the two parties, or one with its people: "If it is late, Customer or Supplier may"."""
    if words.lower[joining + 1] in PEOPLE and words.keys[joining - 1] in ROLES:
        return True
    return words.keys[joining - 1] == BOTH == words.keys[joining + 1 + (words.lower[joining + 1] == "or")]


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


def behind_case(words: Words, text: str, start: int, at: int, found: Sequence[Predicate]) -> int:
    """Where a condition ends that stands before the verb at `at`: the word behind its first comma; -1 without one."""
    openers = [i for i in range(start, at - 1) if words.lower[i] in CONDITIONAL]
    if found and found[-1].aside and found[-1].end == start:
        openers.insert(0, start - 1)
    for opener in openers:
        if _ended(words, text, opener, at):
            return next((i for i in range(opener + 1, at) if words.broken[i] == 1), at - 1)
    return -1

"""Whose duty or right a verb tells: the subject before it, the agent behind a passive, or the subject before that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.facts.carried import PRONOUNS, in_a_row, latter, meant, party_that, relative, speaker, with_people
from checker.facts.plain import BASE, party_before
from checker.facts.things import IRREGULAR, done_by, needs_consent
from checker.facts.vocabulary import (
    AFTER_SUBJECT,
    BINDS,
    BOUNDARY,
    CONDITIONAL,
    JOINERS,
    MODALS,
    NOUNS,
    OPENERS,
    PEOPLE,
    PREPOSITIONS,
    ROLES,
    SPOKEN,
    TERMINABLE,
    Predicate,
    adverb,
    party_by,
)
from checker.words import BOTH, REDACTED, Words

#: "each of the parties": the small word before "of" is not among the words.
_EACH_OF = re.compile(r"\b(?:each|either|both|all|any|neither|none)\s+of\b", re.IGNORECASE)


def subject_of(
    words: Words, first: int, at: int, end: int, last: int, found: Sequence[Predicate], text: str
) -> tuple[str, int]:
    """(who is bound, the word index of the subject)."""
    start = max(first, found[-1].end) if found else first
    low = words.lower
    by, _ = done_by(words, end, last)
    if by >= 0:  # "Customer shall be indemnified by Supplier"
        return ROLES[words.keys[by]], by
    pronoun = low[at - 1] in PRONOUNS and low[at - 2] not in PREPOSITIONS
    if found and at > start and (pronoun or with_people(words, start, at)):
        return meant(words, end, found)
    if low[at - 1 : at] in (["latter"], ["former"]):
        return latter(words, first, at)
    if at > first and words.keys[at - 1] == REDACTED and words.broken[at - 1] == 2:
        return "nobody", -1  # "[***] have any right": the subject is hidden
    if at - 1 > first and words.lower[at - 1] in ("that", "which", "who"):
        return (ROLES[words.keys[at - 2]], at - 2) if words.keys[at - 2] in ROLES else ("nobody", -1)
    for verb in (at, end):
        bound = verb + 1 < last and low[verb] in BINDS and words.keys[verb + 1] in ROLES
        if bound and not (words.keys[verb + 2 : verb + 3] == ["'s"] and needs_consent(words, verb, last)):
            return ROLES[words.keys[verb + 1]], verb + 1
    if low[at] not in MODALS and words.keys[at] != "be":
        party = party_before(words, text, first, at)
        if party >= 0:
            return ROLES[words.keys[party]], party
    if (low[at] in SPOKEN or low[at] == "not") and found:
        return speaker(words, found)
    index = at - 1
    if at > first and words.broken[at] == 1:
        index = (
            at - 1 if words.keys[at - 1] in ROLES and words.broken[at - 1] else _before_parenthesis(words, first, at)
        )
        if index < at - 1:
            start = max((p.end for p in found if p.end <= index + 1), default=first)
    turned = end < last and at > first and low[at - 1] in INVERTS and low[at] in MODALS
    if turned and words.keys[end] in ROLES and words.keys[end + 1 : end + 2] != ["'s"]:
        return ROLES[words.keys[end]], end  # "nor shall Supplier disclose"
    if low[at - 1] == "nor" and low[at] in MODALS and end < last and words.keys[end] not in ROLES:
        if low[end] in PRONOUNS and found:
            return meant(words, end + 1, found)
        if low[end] not in BASE and words.keys[end] != "be" and not low[end].endswith("ly"):
            return "nobody", -1  # "nor may such funds be used"
    if found and low[at] in MODALS and low[at - 1] in ("and", "but") and low[found[-1].start] in MODALS:
        row = not found[-1].aside and found[-1].start >= first and 2 not in words.broken[found[-1].end : at]
        if row and _agent(words, end, last) < 0:
            return found[-1].bound, found[-1].subject  # "shall name the party responsible for it and shall"
    while index >= start:
        if index + 1 < at and words.broken[index + 1] == 2 and low[index + 1] in BOUNDARY:
            break  # "...; provided that the court may"
        if low[index] == "then" and index + 1 < at:
            break  # "if Supplier is late, then the fee shall"
        if index + 1 < at and _bracketed(words, text, index + 1, at):
            break
        is_role = words.keys[index] in ROLES and not _object(words, index, at, found)
        if is_role and found and low[index + 1] in ("and", "but") and index + 2 < at and words.broken[index + 2] == 1:
            return found[-1].bound, found[-1].subject  # "shall notify Customer and, at that time, shall"
        if is_role and _heads(words, index, at, start, text):
            both = index - 2 >= start and low[index - 1] in ("and", "or") and words.keys[index - 2] in ROLES
            apart = both and words.keys[index - 2] != words.keys[index] and not words.broken[index - 1]
            free = index - 3 < start or low[index - 3] not in PREPOSITIONS or words.broken[index - 2]
            if apart and (free or _each_of(words, index - 3, text)):
                return "both", index - 2
            return ROLES[words.keys[index]], index
        index -= 1
    if (
        end < last
        and words.keys[end] in ROLES
        and (end + 1 >= last or words.keys[end + 1] != "'s")
        and (at == first or words.broken[at] or words.lower[at - 1] in INVERTS)
    ):
        return ROLES[words.keys[end]], end
    by = _agent(words, end, last)
    if by >= 0:
        return ROLES[words.keys[by]], by
    if low[at - 1] == "neither" and low[at] in MODALS:
        return "both", at - 1  # "and neither shall claim it"
    if low[at - 1] in _EITHER_ONE and low[at - 2] not in PREPOSITIONS:
        return "both", at - 1
    if low[at - 1] == "other" and at - 1 > first and (words.broken[at - 1] or low[at - 2] in BOUNDARY):
        return "both", at - 1  # "if a party fails, the other may"
    if found and found[-1].aside and (whose := _whose(words, first, at)) >= 0:
        return "both", whose
    if found and (opening := party_that(words, first, at, found)):
        return "both", opening.subject
    if found and low[at] in MODALS and words.broken[at] == 1 and in_a_row(words, at, found[-1]):
        return found[-1].bound, found[-1].subject
    between = words.lower[start:at]
    if found and found[-1].aside and low[at - 1] in JOINERS and low[at] in MODALS:
        main = next((p for p in reversed(found) if not p.aside), None)
        if main is not None:
            return main.bound, main.subject
    if found and (not between or all(word in JOINERS or word.endswith("ly") for word in between)):
        return found[-1].bound, found[-1].subject
    if found and words.lower[at - 1] in JOINERS and not relative(words, start, at):
        return found[-1].bound, found[-1].subject
    return "nobody", -1


def _whose(words: Words, first: int, at: int) -> int:
    """The party of which a relative clause before the verb tells: "the party whose staff is hired may"; else -1."""
    low = words.lower
    for index in range(at - 1, first, -1):
        if words.broken[index + 1] or low[index] in CONDITIONAL:
            return -1
        if low[index] in ("which", "who", "whom", "whose", "that"):
            party = index - 1 - (low[index - 1] in PREPOSITIONS and index - 1 > first)
            return party if words.keys[party] == BOTH and _heads(words, party, index, first, "") else -1
    return -1


#: Either party may be the one, where the contract does not name one so.
_EITHER_ONE = frozenset(("recipient", "discloser"))


def _before_parenthesis(words: Words, start: int, at: int) -> int:
    """Skip ", if Supplier agrees," before the verb: the index of the last word before the parenthesis."""
    for index in range(at - 1, start, -1):
        if words.broken[index] == 1 and words.lower[index] in OPENERS:
            return index - 1
        if words.broken[index] == 2:
            break
    return at - 1


def _heads(words: Words, index: int, at: int, start: int, text: str) -> bool:
    """Whether the party at `index` is itself the subject, not "of Supplier", "Supplier's systems", "Customer Data"."""
    low, keys = words.lower, words.keys
    named = index
    if (
        index - 2 >= start
        and low[index - 1] in ("and", "or", "nor")
        and keys[index - 2] == keys[index] == BOTH
        and not words.broken[index - 1]
    ):
        named = index - 2  # "a waiver by either Supplier or Customer"
    kind = named - 1 > start and keys[named] == BOTH and low[named - 1].endswith(("ing", "ed"))
    kind = kind and not words.broken[named]  # not "in addition to the foregoing, the parties shall"
    if kind or (named - 1 > start and low[named - 1] in ("other", "one")):
        named -= 1  # "to the other party", "notice of the indemnified party"
    if named - 1 > start and keys[named] != BOTH and low[named - 1].endswith("ed") and not words.broken[named]:
        named -= 1  # "to a removed Supplier"
    if named > start and low[named - 1] in PREPOSITIONS and not _on_behalf(words, named, start):
        comma = words.broken[named] == 1 and "," in text[words.ends[named - 1] : words.starts[named]]
        if comma and not {"and", "or"} & set(low[max(start, named - 4) : named - 1]):
            return True  # "Subject to this, Supplier shall"; not "by, or on behalf of, Supplier"
        each = _each_of(words, named - 1, text) or _each_of(words, index - 1, text)
        if not each or (named - 2 >= start and low[named - 2] in PREPOSITIONS):
            return False  # "to each of the parties"
    doing = index - 1 > start and low[index - 1].endswith("ing") and low[index - 2] in ("for", "from", "by", "without")
    if doing and keys[index] != BOTH and not words.broken[index]:
        return False  # "for restraining Customer from"; "the disclosing party shall" is a subject
    following = index + 1
    if following >= at:
        return True
    if words.keys[following] == "'s":
        return any(low[i] in PEOPLE for i in range(following + 1, min(following + 4, at)))
    if words.broken[following]:
        return True
    word = low[following]
    if keys[index] == BOTH and party_by(word):
        return True
    noun = bool(text) and text[words.starts[following]].isupper() and not text[words.starts[index] + 1].isupper()
    return word in AFTER_SUBJECT or word in PEOPLE or (word.endswith(("ing", "ly")) and not noun)


def _bracketed(words: Words, text: str, index: int, at: int) -> bool:
    """Whether a bracket opens before the word `index` and is not closed before the verb: "(and no bond shall"."""
    gap = text[words.ends[index - 1] : words.starts[index]]
    return "(" in gap and ")" not in text[words.starts[index] : words.starts[at]] and index + 1 < at


#: An object stands right behind its verb; so many words later it is hardly the subject of another.
BEHIND, AWAY = 2, 12


def _object(words: Words, index: int, at: int, found: Sequence[Predicate]) -> bool:
    """Whether the party is the object of the verb before: "agrees to defend Supplier and ... such loss is a result"."""
    return bool(found) and not words.broken[index] and index - found[-1].end <= BEHIND and at - index > AWAY


def _each_of(words: Words, index: int, text: str) -> bool:
    """Whether the word is the "of" of "each of the parties"."""
    if words.lower[index] != "of":
        return False
    return bool(_EACH_OF.search(text, max(0, words.starts[index] - 8), words.ends[index] + 5))


def _on_behalf(words: Words, index: int, start: int) -> bool:
    """ "the obligation of Supplier to ...": the party after "of" is bound where a duty or right is spoken of."""
    low = words.lower
    if low[index - 1] != "of" or index - 2 < start:
        return False
    if low[index - 2] in PEOPLE:  # "the employees of Supplier shall"
        return words.keys[index] != BOTH and (index - 3 < start or low[index - 3] not in PREPOSITIONS)
    if low[index - 2] not in NOUNS:
        return False
    return index - 4 < start or low[index - 3] != "and" or low[index - 4] not in NOUNS  # "rights and duties of"


#: Behind these the verb stands before its subject: "in no event shall Supplier", "in no case may Vendor".
INVERTS = frozenset(
    "nor event events circumstance circumstances time times case cases way manner instance only".split()
)
#: Behind these another verb's agent stands: "shall be included except as approved by Client".
AGENT_ENDS = CONDITIONAL | {"except", "other", "as", "which", "that", "who"}


def _agent(words: Words, end: int, last: int) -> int:
    """The party that a passive names: "shall be returned by the Supplier"; -1 if none."""
    low = words.lower
    if end >= last or (low[end] not in ("be", "been") and low[end - 1] not in TERMINABLE | {"be", "is", "are"}):
        return -1
    if low[end] == "be" and not _participle(words, end + 1, last):
        return -1  # "shall be effective on signature by Supplier"
    for index in range(end, min(end + 14, last - 1)):
        if index > end and (
            words.broken[index] == 2 or low[index] in AGENT_ENDS or (low[index] in MODALS and low[index - 1] != "at")
        ):
            return -1
        if low[index] == "by" and (low[index - 1] == "received" or _by_another(words, end, index)):
            return -1
        if low[index] == "by" and words.keys[index + 1] in ROLES and _heads(words, index + 1, last, index + 1, ""):
            return index + 1
    return -1


def _participle(words: Words, at: int, last: int) -> bool:
    """Whether something is done: "[be] promptly and fully paid", "[be] so kept"."""
    low = words.lower
    while at < last - 1 and (adverb(low[at]) or low[at] in _BEFORE_DONE):
        at += 1
    return low[at].endswith(("ed", "en", "able", "ible")) or low[at] in IRREGULAR | TERMINABLE


_BEFORE_DONE = frozenset(
    "and or so also then first at in full part only times such writing either both jointly".split()
)


def _by_another(words: Words, end: int, by: int) -> bool:
    """Whether "by" goes with a participle of a thing: "may be changed only in a paper signed by the parties"."""
    low = words.lower
    apart = by - 2 > end and not adverb(low[by - 2]) and low[by - 2] not in BOUNDARY | _BEING
    return apart and low[by - 1].endswith("ed") and not words.broken[by - 1]


_BEING = frozenset("be been is are was were not so".split())

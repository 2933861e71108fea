"""Subjects carried over from what stands before: pronouns, rows of duties, "the latter", who goes on speaking."""

from __future__ import annotations

from collections.abc import Sequence

from checker.facts.vocabulary import EDGES, MODALS, PEOPLE, ROLES, SPOKEN, Predicate
from checker.words import BOTH, Words

PRONOUNS = frozenset(("it", "they", "he", "she"))
#: So many words may an object have that stands between two duties of one subject.
OBJECT = 14


def party_that(words: Words, first: int, at: int, found: Sequence[Predicate]) -> Predicate | None:
    """The relative clause of the party that opens the sentence: "A party that prevails in a suit or claim shall"."""
    if (
        words.keys[first] != BOTH
        or words.lower[first + 1] not in ("that", "who", "which")
        or words.lower[at] not in MODALS
    ):
        return None
    only = len(found) == 1 and found[0].aside and found[0].subject == first and 2 not in words.broken[first + 1 : at]
    return found[0] if only else None


def in_a_row(words: Words, at: int, before: Predicate) -> bool:
    """Whether a comma right before the modal parts it from an object: "shall mend it with all speed, shall tell it"."""
    between = range(before.end + 1, at)
    return (
        not before.aside
        and words.lower[before.start] in MODALS
        and len(between) <= OBJECT
        and not any(words.broken[i] or words.lower[i] in EDGES for i in between)
    )


def relative(words: Words, start: int, at: int) -> bool:
    """Whether a relative clause stands before the verb; "that" before a single word points: "that price, but"."""
    low = words.lower
    return any(
        low[i] in ("which", "who") or (low[i] == "that" and not words.broken[min(i + 2, at)]) for i in range(start, at)
    )


def with_people(words: Words, start: int, at: int) -> bool:
    """Whether a pronoun with its people is the subject: "neither it nor its affiliates shall"."""
    low = words.lower
    near = low[max(start, at - 4) : at - 1]
    return low[at - 1] in PEOPLE and bool(PRONOUNS & set(near)) and bool({"nor", "and", "or"} & set(near))


def meant(words: Words, end: int, found: Sequence[Predicate]) -> tuple[str, int]:
    """Whom "it" or "they" means: the last party that did or owed something; a thing where what follows is passive."""
    if found[-1].bound == "nobody" and words.lower[end : end + 1] != ["be"]:
        return speaker(words, found)
    return found[-1].bound, found[-1].subject


def speaker(words: Words, found: Sequence[Predicate]) -> tuple[str, int]:
    """Who goes on speaking: "Supplier acknowledges that the work is urgent and agrees"."""
    if found[-1].bound == "nobody":
        for before in reversed(found):
            if before.bound != "nobody" and words.lower[before.start] in SPOKEN:
                return before.bound, before.subject
    return found[-1].bound, found[-1].subject


def latter(words: Words, first: int, at: int) -> tuple[str, int]:
    """The party that "the latter" or "the former" before the verb means."""
    parties = [index for index in range(first, at) if ROLES.get(words.keys[index]) in ("supplier", "customer")]
    if words.lower[at - 1] == "former" and parties:
        parties = [index for index in parties if words.keys[index] != words.keys[parties[-1]]]
    return (ROLES[words.keys[parties[-1]]], parties[-1]) if parties else ("nobody", -1)

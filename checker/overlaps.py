"""Finds protections that speak of the same clauses: two rows for one clause confuse whoever reads the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.check import index_of
from checker.entry import Entry, Library
from checker.locate import Located, locate
from checker.verify import example

#: The statuses whose examples are on the protection's own subject.
_OWN = ("present", "weak", "harmful")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two protections: on how many of the own examples of each the subject of the other fires, and of how many."""

    id: str
    other: str
    own: tuple[int, int]
    theirs: tuple[int, int]


def overlaps(library: Library, only: Iterable[str]) -> list[Overlap]:
    """The pairs of a protection of `only` with any other in which the subject of each fires on examples of the other.

    Those that share most come first.
    """
    wanted = set(only)
    located = {entry.id: _located(entry, library) for entry in library.entries}
    found = []
    for entry in (each for each in library.entries if each.id in wanted):
        for other in library.entries:
            if other.id == entry.id or (other.id in wanted and other.id < entry.id):
                continue
            own = sum(_fires(other, each) for each in located[entry.id])
            theirs = sum(_fires(entry, each) for each in located[other.id]) if own else 0
            if own and theirs:
                counts = (own, len(located[entry.id])), (theirs, len(located[other.id]))
                found.append(Overlap(entry.id, other.id, *counts))
    return sorted(found, key=lambda each: (each.id, -min(each.own[0] / each.own[1], each.theirs[0] / each.theirs[1])))


def _located(entry: Entry, library: Library) -> list[Located]:
    texts = (text for status in _OWN for text in entry.examples.get(status, ()))
    return [locate(example(text), index_of(library)) for text in texts]


def _fires(entry: Entry, located: Located) -> bool:
    """Whether the subject stands in the example, and nothing that says it is about something else."""
    return any(map(located.matches, entry.subject)) and not any(map(located.matches, entry.not_about))

"""The words of a text as the library sees them: roots, numbers and parties, each with its place in the text.

Phrases of the library and the text of a contract go through the same `tokens`, so whatever is folded here (case,
number and tense, US and UK spelling, hyphens, small words, "thirty (30)") is folded alike on both sides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.words.keys import BLANK, BOTH, CUSTOMER, NUMBER, OWN, REDACTED, SMALL, SUPPLIER
from checker.words.parties import named, names_of, pair
from checker.words.reading import columns_of, tokens
from checker.words.roots import root

__all__ = [
    "BLANK", "BOTH", "CUSTOMER", "NUMBER", "OWN", "REDACTED", "SMALL", "SUPPLIER", "Words", "root", "tokens", "words",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a text, in order; parallel lists, so that a word is an index.

    `keys` are what phrases are matched on, `lower` the lower-case forms.  `broken` says what stands before a word:
    0 a space, 1 a comma, bracket or dash, 2 a colon, semicolon or full stop.  `values` are those of numbers, `stated`
    the number in words where both words and digits are given ("thirty (60)").
    """

    keys: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    broken: list[int]
    values: dict[int, float]
    stated: dict[int, float]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The indexes (first, beyond the last) of the words that start in `text[start:end]`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def words(text: str, parties: Sequence[tuple[str, Iterable[str]]] = ()) -> Words:
    """The words of `text`, with each name of a party replaced by its role's key.

    `parties` pairs a role's key (SUPPLIER, CUSTOMER) with the names the text uses for it.  A name counts only where
    it begins with a capital, if it is written with one.
    """
    columns, numbers = columns_of(text)
    keys, lower, starts, ends, broken = named(columns, text, names_of(parties))
    told = [(at, *numbers[start]) for at, start in enumerate(starts) if start in numbers]
    found = Words(
        keys, lower, starts, ends, broken,
        {at: value for at, value, _ in told if value is not None},
        {at: said for at, _, said in told if said is not None},
    )  # fmt: skip
    pair(keys, lower, broken)
    return found

"""Finds a quote in another rendering of the same text, which has other spaces, quotation marks, hyphens and case."""

from __future__ import annotations

from dataclasses import dataclass

#: Letters and digits below which the beginning of a quote is no longer the quote.
LEAST = 12


@dataclass(frozen=True, slots=True)
class Letters:
    """A text as its letters and digits in lower case, and where each of them stands in the text."""

    text: str
    places: tuple[int, ...]

    def find(self, quote: str, nth: int = 0) -> tuple[int, int] | None:
        """The span (start inclusive, end exclusive) of the `nth` occurrence of the quote, or of the last one before.

        A quote that goes on elsewhere (over a page, over a deleted passage) is found by its first half, or quarter.
        None where it does not stand in the text.
        """
        sought = letters(quote).text
        for length in (len(sought), len(sought) // 2, len(sought) // 4):
            if not length or length < min(LEAST, len(sought)):
                return None
            found = at = self.text.find(sought[:length])
            for _ in range(nth):
                at = self.text.find(sought[:length], at + 1)
                if at < 0:
                    break
                found = at
            if found >= 0:
                return self.places[found], self.places[found + length - 1] + 1
        return None

    def before(self, quote: str, offset: int) -> int:
        """How many times the quote begins before `offset`."""
        sought = letters(quote).text
        count, at = 0, self.text.find(sought)
        while sought and at >= 0 and self.places[at] < offset:
            count += 1
            at = self.text.find(sought, at + 1)
        return count


def letters(text: str) -> Letters:
    """The letters and digits of a text, with their places."""
    places = tuple(index for index, sign in enumerate(text) if sign.isalnum())
    folded = "".join(text[index].lower()[:1] for index in places)
    return Letters(folded, places)

"""Matches of a slow pattern, tried only where the words stand that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, where it can only match at `places` (which rise)."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            yield match
            end = match.end()


def places_of(text: str, words: Iterable[str], before: int = 0) -> list[int]:
    """Where one of the words stands, or up to so many characters before it, in order."""
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.update(range(at - before, at + 1))
            at = text.find(word, at + 1)
    return sorted(place for place in found if place >= 0)

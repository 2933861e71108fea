"""Whether a phrase stands in a heading: a short text of its own, in which the parties' names are not known."""

from __future__ import annotations

from functools import lru_cache

from checker.entry import Phrase
from checker.words import tokens


@lru_cache(maxsize=4096)
def _keys(text: str) -> tuple[str, ...]:
    return tuple(token[0] for token in tokens(text))


@lru_cache(maxsize=65536)
def in_text(phrase: Phrase, text: str) -> bool:
    """Whether the phrase stands in the text."""
    keys = _keys(text)
    for part in phrase.parts:
        at = 0
        for piece in part:
            ends = [
                start + len(run)
                for start in range(at, len(keys))
                for run in piece.literals
                if keys[start : start + len(run)] == run
            ]
            if not ends:
                return False
            at = min(ends)
    return True

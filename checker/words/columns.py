"""Words as columns: key, lower-case form, start, end, and what stands before each."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from typing import Any

#: key, lower-case form, start, end, value of a number, broken (see Words), the number in words beside one in digits
Token = tuple[str, str, int, int, float | None, int, float | None]
#: the same without the numbers
Word = tuple[str, str, int, int, int]
#: where a number begins -> its value, and the number in words beside one in digits
Numbers = dict[int, tuple[float | None, float | None]]


class Columns:
    """The columns of words while words are taken out of them and put in."""

    def __init__(self, *columns: list[Any]) -> None:
        self.columns = columns
        self.keys, self.lower, self.starts, self.ends, self.broken = columns
        self.kept = bytearray(b"\1") * len(self.keys)
        self.further: dict[int, list[Word]] = {}  # index -> the words that stand behind the one there
        self.numbers: Numbers = {}

    def put(self, at: int, key: str, low: str, begin: int, stop: int, broken: int) -> None:
        """Let a word stand at the index `at`."""
        self.keys[at], self.lower[at], self.starts[at], self.ends[at], self.broken[at] = key, low, begin, stop, broken

    def whole(self) -> tuple[list[Any], ...]:
        """The columns, without what was taken out and with what was put in."""
        if not self.further:
            return tuple([list(compress(column, self.kept)) for column in self.columns])
        made: tuple[list[Any], ...] = tuple([] for _ in self.columns)
        done = 0
        for at in (*sorted(self.further), len(self.keys)):
            for column, found in zip(self.columns, made, strict=True):
                found += compress(column[done : at + 1], self.kept[done : at + 1])
            for token in self.further.get(at, ()):
                for value, found in zip(token, made, strict=True):
                    found.append(value)
            done = at + 1
        return made


@lru_cache(maxsize=4096)
def broken_by(gap: str) -> int:
    """What stands in the text before a word: 0 a space, 1 a comma, bracket or dash, 2 a colon, semicolon or stop."""
    if gap in (" ", "", "\n"):
        return 0
    if ";" in gap or ":" in gap or ". " in gap:
        return 2
    return int(any(mark in gap for mark in ',()-\u2013\u2014[]/"'))

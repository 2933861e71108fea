"""Reads the words of a text, before the parties' names are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from checker.words.columns import Columns, Token, broken_by
from checker.words.keys import NUMBER, OWN, SMALL
from checker.words.odd import EACH, SIGNS, SPECIAL_WORDS, Odd, Table
from checker.words.roots import root

_TOKEN = re.compile(
    r"([Pp]er\s+cent\b|[A-Z]{3}(?=\d)(?<=USD|EUR|GBP|CHF|RMB|CNY|INR|JPY|CAD|AUD|NZD|HKD|SGD|ZAR|AED|SEK|NOK|DKK)|[A-Z]{2,}(?=(?:shall|will|may|must)\b)|[A-Za-z]+[A-Za-z0-9]*(?:'[tT]\b)?|(?:\d+\.|(?<=\.))\d+(?=[A-Z][A-Za-z]{2})|\d[\d,]*(?:\.\d+)?[A-Za-z]*|'[sS]\b|[%$£€¥₹₩§]|\[[^\]\n]{0,40}\]|\(\s*\*+\s*\)|\*{2,}|_{2,})"
)
#: So many words are kept: more than all contracts of a day hold.
MOST = 65536
_WHOSE = frozenset("'s its their his her our your my".split())


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` in order, without small words and punctuation, before parties are known."""
    columns, numbers = columns_of(text)
    for key, low, start, end, broken in zip(*columns, strict=True):
        value, stated = numbers.get(start, (None, None)) if key == NUMBER else (None, None)
        yield key, low, start, end, value, broken, stated


def columns_of(text: str) -> Table:
    """The words of `text` as columns (key, lower-case form, start, end, broken), and the numbers among them.

    Most words are the same wherever they stand: these are taken all at once, and only the others one by one.
    """
    parts = _TOKEN.split(text)  # a gap, a word, a gap, ..., a gap
    raws = parts[1::2]
    bounds = list(accumulate(map(len, parts)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    forms = list(map(_FORMS.__getitem__, raws))
    keys, low = [form[0] for form in forms], [form[1] for form in forms]
    for at in [index for index, key in enumerate(keys) if key == "own"]:
        if at and raws[at - 1].lower() in _WHOSE:
            keys[at] = OWN
    made = Columns(keys, low, starts, ends, list(map(broken_by, parts[:-1:2])))
    Odd(text, raws, made, columns_of).read()
    return made.whole(), made.numbers


def _plain(raw: str) -> tuple[str, str]:
    """The key and the lower-case form of a word that is the same wherever it stands; no key for any other."""
    low = raw.lower()
    if raw[3:4].isspace() and raw[0] in "Pp":
        return "%", "percent"  # "per cent", the British "percent"
    odd = raw[0] in SIGNS or raw[0].isdigit() or low in EACH or low in SMALL or low in SPECIAL_WORDS
    return "" if odd or (low.endswith("n't") and len(low) > 4) else root(low), low


class _Forms(dict[str, tuple[str, str]]):
    """What `_plain` says of each word that was met: a look-up costs a third of that of a bounded cache."""

    def __missing__(self, raw: str) -> tuple[str, str]:
        if len(self) >= MOST:
            self.clear()
        self[raw] = _plain(raw)
        return self[raw]


_FORMS = _Forms()

"""Amounts of money around a number: "US$5m", "RMB 50 million", "five million U.S. dollars", "50 cents", "$[***]"."""

from __future__ import annotations

from checker.words import BLANK, NUMBER, REDACTED, Words, money

#: An amount: its value, the index of its first word, and that of the word behind it.
Amount = tuple[float | None, int, int]
#: From here on digits behind the name of a currency are an amount ("Yen 50,000"), and not "paid in dollars 30 times".
LARGE = 1000


def signed(words: Words, value: float | None, at: int, after: int, first: int, last: int) -> Amount | None:
    """The amount whose number stands at `at` behind a sign or a code; `after` is the word behind the number."""
    sign = words.keys[at - 1] if at > first else ""
    if sign not in money.SIGNS | money.CODES or (sign == "euro" and words.broken[at]):
        return None
    return _amount(words, value, _sign(words, at - 1, first), after, last)


def named(words: Words, value: float | None, at: int, after: int, last: int) -> Amount | None:
    """The amount with a scale or the name of a currency behind it: "5 million dollars", "50 cents", "500 €"."""
    if _name(words, after, last) is not None or words.lower[after] in money.SCALES:
        return _amount(words, value, at, after, last)
    if words.keys[after] in money.CENTS:
        return None if value is None else value / 100, at, after + 1
    return None


def told(words: Words, value: float | None, at: int, after: int, first: int, last: int) -> Amount | None:
    """The amount behind the name of a currency: "US Dollars Five Million", "Yen 50,000"."""
    large = words.lower[at][:1].isalpha() or (value or 0) >= LARGE
    if at > first and words.keys[at - 1] in money.NAMES and not words.broken[at] and large:
        return _amount(words, value, at - 1, after, last)
    return None


def _amount(words: Words, value: float | None, start: int, after: int, last: int) -> Amount:
    factor, end = _scale(
        words, after, last, words.keys[start] in money.SIGNS | money.CODES or words.lower[start] in money.PREFIXES
    )
    name = _name(words, end, last)
    return None if value is None else value * factor, start, name or end


def _scale(words: Words, at: int, last: int, signs: bool) -> tuple[float, int]:
    """(what the word at `at` multiplies an amount by, the word behind it); 1 where it is no scale."""
    word = words.lower[at] if at < last and not words.broken[at] else ""
    factor = money.SCALES.get(word) or (money.SHORT.get(word) if signs else None)
    return (factor, at + 1) if factor else (1.0, at)


def _name(words: Words, at: int, last: int) -> int | None:
    """The word behind a currency's name or sign that stands at `at`: "dollars", "million U.S. dollars", "500 €"."""
    low, keys = words.lower, words.keys
    _, at = _scale(words, at, last, False)
    while at < last and low[at] in money.WHOSE and not (words.broken[at] and low[at] != "s"):
        at += 1
    apart = at < last and words.broken[at] and keys[at] not in money.SIGNS and low[at - 1] != "s"  # the stop of "U.S."
    if at >= last or keys[at] not in money.NAMES | money.CODES | money.SIGNS or apart:
        return None
    before = keys[at] in money.SIGNS | money.CODES and keys[at + 1 : at + 2] in ([NUMBER], [REDACTED], [BLANK])
    return None if before else at + 1


def _sign(words: Words, at: int, first: int) -> int:
    """Where the sign at `at` begins, with the letters that say which dollar it is: "NT$", "U.S. $"."""
    low = words.lower
    if at == first or words.keys[at] != "$" or words.starts[at] - words.ends[at - 1] > 2:
        return at
    if low[at - 1] == "s" and at - 2 >= first and low[at - 2] == "u":
        return at - 2
    near = words.starts[at] == words.ends[at - 1] or low[at - 1] in ("us", "usd")
    return at - 1 if low[at - 1] in money.PREFIXES and near else at

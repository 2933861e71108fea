"""Numbers of a statement with their unit and what they are for: "within thirty (30) days", "99.9 %", "three times"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.words import BLANK, NUMBER, REDACTED, Words

HOURS = {"minut": 1 / 60, "hour": 1.0, "dai": 24.0, "day": 24.0, "week": 168.0, "month": 720.0, "quarter": 2160.0,
         "year": 8760.0}  # fmt: skip
MONEY_SIGNS = frozenset("$ £ € usd eur gbp us$".split())
MONEY_WORDS = frozenset("dollar euro pound usd eur gbp".split())
#: Business days are longer than days: 7 / 5 (rulings: 1.4).
BUSINESS = 1.4
WITHIN = frozenset("within".split())
FILL = frozenset("business working calendar consecutive full additional successive further prior written".split())


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit; times are in hours.  `value` is None where it is redacted or blank.

    `kinds` say what it is for: within, notice, period, before, after.  `start:end` are word indexes; `said` is the
    number in words where words and digits are both given.
    """

    value: float | None
    unit: str
    kinds: frozenset[str]
    start: int
    end: int
    said: float | None = None
    business: bool = False


def find_numbers(words: Words, first: int, last: int) -> tuple[Number, ...]:
    """The numbers with a unit among the words `first:last`, in order."""
    found = []
    for at in range(first, last):
        key = words.keys[at]
        if key in (NUMBER, REDACTED, BLANK):
            number = _number(words, at, first, last)
        elif key[0].isdigit() and (match := re.fullmatch(r"(\d+)x", words.lower[at])):
            number = Number(float(match[1]), "multiple", frozenset(), at, at + 1)
        elif words.lower[at] in ("twice", "double"):
            number = Number(2.0, "multiple", frozenset(), at, at + 1)
        else:
            continue
        if number is not None:
            found.append(number)
    return tuple(found)


def _number(words: Words, at: int, first: int, last: int) -> Number | None:
    value = words.values.get(at)
    said = words.stated.get(at)
    keys, low = words.keys, words.lower
    after = at + 1
    if at > first and keys[at - 1] in MONEY_SIGNS:
        return Number(_scaled(words, value, after, last), "money", frozenset(), at - 1, after, said)
    if after >= last:
        return Number(value, "count", frozenset(), at, after, said) if keys[at] == NUMBER else None
    if keys[after] == "%":
        return Number(value, "percent", frozenset(), at, after + 1, said)
    business = False
    end = after
    if end + 1 < last and low[end] == "or" and low[end + 1] in ("more", "less", "fewer", "longer"):
        end += 2  # "15 or more consecutive days"
    start = end
    while end < last and end < start + 3 and low[end] in FILL:
        business = business or low[end] in ("business", "working")
        end += 1
    if end < last and keys[end] in HOURS:
        hours = None if value is None else value * HOURS[keys[end]] * (BUSINESS if business else 1.0)
        return Number(hours, "time", _kinds(words, at, end + 1, first, last), at, end + 1, said, business)
    if keys[after] in MONEY_WORDS or (low[after] in ("million", "thousand", "billion")):
        return Number(_scaled(words, value, after, last), "money", frozenset(), at, after + 1, said)
    if keys[after] in ("tim", "multiple", "multipl") or low[after] in ("x", "times"):
        return Number(value, "multiple", frozenset(), at, after + 1, said)
    return Number(value, "count", frozenset(), at, after, said) if keys[at] == NUMBER else None


def _scaled(words: Words, value: float | None, after: int, last: int) -> float | None:
    scale = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
    if value is not None and after < last:
        return value * scale.get(words.lower[after], 1.0)
    return value


def _kinds(words: Words, at: int, end: int, first: int, last: int) -> frozenset[str]:
    low = words.lower
    kinds = set()
    before = low[max(first, at - 5) : at]
    behind = low[end : min(last, end + 6)]
    close = before[-3:]
    if "within" in close or ("later" in before and "than" in before) or close[-1:] == ["in"] or "exceed" in before:
        kinds.add("within")
    if ("more" in before and "than" in before and ("no" in before or "not" in before)) or before[-2:] == ["up", "to"]:
        kinds.add("within")
    if "notice" in behind[:5] or "notification" in behind[:4] or ("notice" in before and "of" in before):
        kinds.add("notice")
    if behind[:2] == ["prior", "to"] or behind[:1] == ["before"] or behind[:2] == ["in", "advance"]:
        kinds.add("before")
    if behind[:1] and behind[0] in ("after", "following", "from", "of"):
        kinds.add("after")
    if (
        close[-1:] == ["for"]
        or "period" in before
        or "term" in before
        or "additional" in before
        or "successive" in before
    ):
        kinds.add("period")
    if behind[:1] and behind[0] in ("period", "term", "after", "following", "thereafter") and "within" not in kinds:
        kinds.add("period")
    return frozenset(kinds)

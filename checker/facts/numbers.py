"""Numbers of a statement with their unit and what they are for: "within thirty (30) days", "99.9 %", "three times"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress

from checker.facts.amounts import Amount, named, signed, told
from checker.words import BLANK, NUMBER, REDACTED, Words

HOURS = {"minut": 1 / 60, "hour": 1.0, "dai": 24.0, "day": 24.0, "week": 168.0, "month": 720.0, "quarter": 2160.0,
         "year": 8760.0}  # fmt: skip
#: Business days are longer than days: 7 / 5 (rulings: 1.4).
BUSINESS = 1.4
#: Units of which so many are one year: twelve months are 8,760 hours, not 12 x 720.
YEARS = {"month": 12, "week": 52, "quarter": 4}
#: "net 30" is a term of payment in days; "net 2,500" is none.
NET = 180
#: How often, not how long: "24 hours a day", "seven days per week".
OF_EACH = {"hour": ("day",), "dai": ("week",), "day": ("week",)}
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS = {word: float(value) for value, word in enumerate(_ORDINAL_WORDS, 1)} | {"thirtieth": 30.0}
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
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
    done = first
    for at in compress(range(first, last), map(_counts, words.keys[first:last], words.lower[first:last])):
        if at < done:
            continue
        key = words.keys[at]
        if key in (NUMBER, REDACTED, BLANK):
            number = _range(words, at, first, last) or _number(words, at, first, last)
        elif key[0].isdigit() and (match := re.fullmatch(r"(\d+)x", words.lower[at])):
            hours = at + 1 < last and words.keys[at + 1] == NUMBER and words.starts[at + 1] == words.ends[at]  # 24x7
            number = Number(float(match[1]), "count" if hours else "multiple", frozenset(), at, at + 1)
        elif words.lower[at] in ("twice", "double"):
            often = words.lower[at] == "twice" and _often(words, at + 1, last)
            number = Number(2.0, "count" if often else "multiple", frozenset(), at, at + 1)
        elif words.lower[at] in ORDINALS or key[0].isdigit():
            number = _ordinal(words, at, first, last)
        else:
            continue
        if number is not None:
            found.append(number)
            done = number.end if number.unit != "money" else done
    return tuple(found)


@lru_cache(maxsize=4096)
def _counts(key: str, word: str) -> bool:
    """Whether a number can begin with the word."""
    return key in (NUMBER, REDACTED, BLANK) or key[0].isdigit() or word in ("twice", "double") or word in ORDINALS


def _range(words: Words, at: int, first: int, last: int) -> Number | None:
    """A span of time or a share, by its upper end: "between 5 and 10 days", "three to five %", "5-10 days"."""
    low, keys = words.lower, words.keys
    joined = at + 2 < last and (low[at + 1] == "to" or (low[at + 1] == "and" and low[max(first, at - 1)] == "between"))
    second = at + 2 if joined else at + 1
    dash = not joined and words.broken[second : second + 1] == [1] and words.starts[second] == words.ends[at] + 1
    if keys[at] != NUMBER or second >= last or keys[second] != NUMBER or not (joined or dash):
        return None
    upper = _number(words, second, first, last)
    if upper is None or upper.unit not in ("time", "percent"):
        return None
    return replace(upper, kinds=upper.kinds | _kinds(words, at, upper.end, first, last), start=at)


def _ordinal(words: Words, at: int, first: int, last: int) -> Number | None:
    """A deadline told by its last day: "by the third business day", "on the 5th day after receipt"."""
    low = words.lower
    match = _ORDINAL.fullmatch(low[at])
    value = ORDINALS.get(low[at]) or (float(match[1]) if match else 0.0)
    end = at + 1
    if end + 1 < last and words.broken[end] and _ORDINAL.fullmatch(low[end]):
        end += 1  # "fifth (5th)"
    business = False
    while end < last and low[end] in FILL:
        business = business or low[end] in ("business", "working")
        end += 1
    if not value or end >= last or words.keys[end] not in ("dai", "day", "hour"):
        return None
    behind = low[end + 1] if end + 1 < last else ""
    due = {"by", "than", "before"} & set(low[max(first, at - 2) : at])
    if behind not in ("after", "following", "from") and (behind == "of" or not due):
        return None
    kinds = _kinds(words, at, end + 1, first, last) | ({"within"} if due else set())
    hours = value * HOURS[words.keys[end]] * (BUSINESS if business else 1.0)
    return Number(hours, "time", kinds, at, end + 1, None, business)


def _often(words: Words, at: int, last: int) -> bool:
    """Whether "four times" or "twice" tells how often: "per month", "a year", "each week"; not "times the fees"."""
    if at >= last:
        return False
    return words.lower[at] in ("per", "daily", "weekly", "yearly") or (
        words.keys[at] in HOURS and words.keys[at + 1 : at + 2] != ["'s"]
    )


def _number(words: Words, at: int, first: int, last: int) -> Number | None:
    value = words.values.get(at)
    said = words.stated.get(at)
    keys, low = words.keys, words.lower
    after = at + 1
    if keys[at : at + 2] == [NUMBER, NUMBER] and after < last and words.broken[after] == 1 and low[after].isalpha():
        said = words.values.get(after)  # "3 (three) months"
        after += 1
    money = _money(signed(words, value, at, after, first, last), said)
    if money is not None:
        return money
    net = at > first and low[at - 1] == "net" and (after >= last or keys[after] not in HOURS)
    if net and value is not None and value <= NET:
        return Number(value * 24, "time", frozenset(("within",)), at, after, said)
    if after >= last:
        return _count(words, value, at, after, (first, last), said)
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
        each = end + 1 + (low[end + 1 : end + 2] == ["per"])
        if each < last and keys[each] in OF_EACH.get(keys[end], ()) and not words.broken[each]:
            return Number(value, "count", frozenset(), at, after, said)
        hours = None if value is None else _hours(value, keys[end]) * (BUSINESS if business else 1.0)
        return Number(hours, "time", _kinds(words, at, end + 1, first, last), at, end + 1, said, business)
    money = _money(named(words, value, at, after, last), said)
    if money is not None:
        return money
    if keys[after] in ("tim", "multiple", "multipl") or low[after] in ("x", "times"):
        often = _often(words, after + 1, last) or (low[after] == "x" and keys[after + 1 : after + 2] == [NUMBER])
        return Number(value, "count" if often else "multiple", frozenset(), at, after + 1, said)
    return _count(words, value, at, after, (first, last), said)


def _count(
    words: Words, value: float | None, at: int, after: int, bounds: tuple[int, int], said: float | None
) -> Number | None:
    """The number without a unit; behind the name of a currency it is an amount."""
    if words.keys[at] != NUMBER:
        return None
    return _money(told(words, value, at, after, *bounds), said) or Number(value, "count", frozenset(), at, after, said)


def _money(amount: Amount | None, said: float | None) -> Number | None:
    return None if amount is None else Number(amount[0], "money", frozenset(), amount[1], amount[2], said)


def _hours(value: float, unit: str) -> float:
    """So many months, weeks or quarters in hours; whole years of them are years."""
    whole = unit in YEARS and value >= YEARS[unit] and value % YEARS[unit] == 0
    return value / YEARS[unit] * HOURS["year"] if whole else value * HOURS[unit]


def _kinds(words: Words, at: int, end: int, first: int, last: int) -> frozenset[str]:
    low = words.lower
    kinds = set()
    before = low[max(first, at - 5) : at]
    behind = low[end : min(last, end + 6)]
    close = before[-3:]
    if (
        "within" in close
        or ("later" in before and "than" in before)
        or close[-1:] in (["in"], ["net"])
        or "exceed" in before
    ):
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

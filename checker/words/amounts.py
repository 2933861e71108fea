"""Numbers as they are written: in digits, in words, in both ("thirty (30)"), with a fraction, with their unit."""

from __future__ import annotations

import re

NUMBERS = {
    **{word: value for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split())},
    **{word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip

_CARD = "|".join(sorted(NUMBERS, key=len, reverse=True))
_UNIT = r"[\s-]*(?:(?:business|calendar|working|consecutive|full)[\s-]*)?(?:days?|months?|years?|hours?|weeks?|minutes?|quarters?|percent|per\scent|times?|%)\b"
#: "and one half", "point five", "1-1/2", "1 1/2": the part behind the whole number.
FRACTION = re.compile(r"[\s-]{1,2}(?P<over>\d{1,2})/(?P<under>\d{1,3})\b")
COUNTED = re.compile(
    rf"(?P<count>(?:{_CARD})\b(?:[\s-]+(?!and\s+(?:a|one)[\s-]+half)(?:and\s+)?(?:{_CARD})\b)*(?:\s+and\s+(?:a|one)[\s-]+(?P<half>half)\b|\s+point(?P<point>(?:[\s-]+(?:{_CARD})\b)+))?)"
    rf"(?P<paren>\s*\(\s*(?P<digits>\d[\d,]*(?:\.\d+)?(?:[\s-]\d{{1,2}}/\d{{1,3}})?)?(?P<blank>\[[^\]\n]{{0,12}}\]|_+|\*+)?\s*\)?)?(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
#: "ten percent (10%)": the digits behind the unit are the same number again.
PERCENT = re.compile(
    r"\s*(?P<unit>percent|per\s?cent)\s*\(\s*(?P<digits>\d[\d,]*(?:\.\d+)?(?:[\s-]\d{1,2}/\d{1,3})?)\s*(?:%|percent)?\s*\)",
    re.IGNORECASE,
)


def counts(counted: re.Match[str]) -> bool:
    """Whether number words are a number: "one" and "hundred" only with digits, a unit or further number words."""
    word = counted["count"].lower()
    return word not in ("one", "hundred", "thousand", "million", "billion") or bool(
        counted["digits"] or counted["blank"] or counted["unit"]
    )


def value_of(text: str) -> float | None:
    """The value of digits, also with a fraction behind them ("1 1/2")."""
    whole, _, part = text.replace("-", " ").partition(" ")
    over, _, under = part.strip().partition("/")
    try:
        return float(whole.replace(",", "").rstrip(".")) + (float(over) / float(under) if under else 0.0)
    except (ValueError, ZeroDivisionError):
        return None


def counted_value(counted: re.Match[str]) -> float | None:
    """The value of number words with what stands behind the point, or a half."""
    words_of = counted["count"].lower()
    if counted["half"]:
        return (_spoken(words_of.rpartition(" and ")[0]) or 0.0) + 0.5
    if counted["point"]:
        whole, behind = _spoken(words_of.partition(" point")[0]), _spoken(counted["point"].lower())
        return None if whole is None or behind is None else whole + behind / (10 if behind < 10 else 100)
    return _spoken(words_of)


def _spoken(words: str) -> float | None:
    total, part = 0, 0
    found = False
    for word in re.findall(r"[a-z]+", words):
        if word not in NUMBERS:
            continue
        found = True
        value = NUMBERS[word]
        if value == 100:
            part = (part or 1) * 100
        elif value > 100:
            total, part = total + (part or 1) * value, 0
        else:
            part += value
    return float(total + part) if found else None

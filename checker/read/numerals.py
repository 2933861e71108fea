"""Numbers as word processors and browsers write them before paragraphs: 4, iv, D, 4th, Four, 04."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}  # fmt: skip
_SIGNS = "*\u2020\u2021\u00a7"


def roman(value: int) -> str:
    """The number in small roman numerals."""
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for size, sign in _ROMAN:
        out += sign * (value // size)
        value %= size
    return out


def letters(value: int) -> str:
    """a to z, then aa, bb ... zz, then aaa, as Word counts."""
    if not 0 < value <= 780:
        return str(value)
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)


def words(value: int) -> str:
    """The number in English words, below a thousand."""
    if not 0 <= value < 1000:
        return str(value)
    if value >= 100:
        rest = f" {words(value % 100)}" if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def ordinal_words(value: int) -> str:
    """First, second, third, twenty-first."""
    head, join, last = _parted(words(value))
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    elif not last.isdigit():
        last += "th"
    return head + join + last


def _parted(text: str) -> tuple[str, str, str]:
    at = max(text.rfind("-"), text.rfind(" "))
    return (text[:at], text[at], text[at + 1 :]) if at >= 0 else ("", "", text)


def written(value: int, form: str) -> str:
    """The number in a format of WordprocessingML (ST_NumberFormat); formats of other scripts come out in digits."""
    if form == "lowerRoman":
        return roman(value)
    if form == "upperRoman":
        return roman(value).upper()
    if form == "lowerLetter":
        return letters(value)
    if form == "upperLetter":
        return letters(value).upper()
    if form == "ordinal":
        return ordinal(value)
    if form == "cardinalText":
        return words(value).capitalize()
    if form == "ordinalText":
        return ordinal_words(value).capitalize()
    if form == "none":
        return ""
    if form == "chicago":
        return _SIGNS[(value - 1) % 4] * ((value - 1) // 4 + 1) if value > 0 else str(value)
    return _digits(value, form)


def _digits(value: int, form: str) -> str:
    if form.startswith("decimalZero"):  # "decimalZero3" is "001" (see custom formats in numbering.py)
        return str(value).zfill(int(form[11:] or 2))
    if form == "numberInDash":
        return f"- {value} -"
    if form == "decimalEnclosedParen":
        return f"({value})"
    if form in ("decimalEnclosedFullstop", "decimalEnclosedFullStop"):
        return f"{value}."
    if form == "hex":
        return f"{value:X}"
    return str(value)

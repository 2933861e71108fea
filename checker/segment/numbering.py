"""Numbers and headings at the beginning of a line, as US and UK contracts write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_SCHEDULE = re.compile(
    r"^(?P<kind>schedule|exhibit|annex|annexure|appendix|attachment|addendum)(?:\s+(?:no\.?\s*)?[\"'(]?(?!(?:of|to|in|on|or|as|at|by|an|is)\b)(?P<id>[A-Z]{1,2}(?:[-.]?\d{1,2})?|[IVX]{1,5}|\d{1,2}(?:[-.]?[A-Z\d]{1,2})?)[\"')]?)?"
    r"(?P<rest>\s*(?:$|[-\u2013:.(\"]\s*.*|\s[A-Z\"(].*))", re.IGNORECASE,
)  # fmt: skip
_ARTICLE = re.compile(
    r"^(?P<kind>article|part|chapter)\s+(?P<id>[IVXLC]{1,7}|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b[.:\u2013-]*\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:section|clause|paragraph|\u00a7)\s*(?P<id>\d{1,2}(?:\.\d{1,3})*)\b[.:)\u2013-]*\s*", re.IGNORECASE
)
_DECIMAL = re.compile(r"^(?P<id>\d{1,2}(?:\.\d{1,3}){1,4})\.?\)?(?=\s|$|[A-Z(\"])\s*")
_NUMBER = re.compile(r"^(?P<id>\d{1,2})(?:[.)]|\s*\u2013)(?!\d)\s*(?=[A-Z\"'(\[]|$)")
_BARE = re.compile(r"^(?P<id>\d{1,2})\s+(?=[A-Z][A-Za-z]+(?:[ ,&/-]|$))")
#: "12 Mill Road", "160 Greentree Drive, Suite 101" begin no clause.
_STREET = re.compile(
    r"\b(?:road|rd|street|st|avenue|ave|lane|drive|boulevard|blvd|way|parkway|square|place|court|suite \w+|floor)\b\.?(?:,.*)?$",
    re.IGNORECASE,
)
#: "1. co-operate with ...": an item of a list that stands in small letters.
_SMALL_NUMBER = re.compile(r"^(?P<id>\d{1,2})[.)]\s+(?=[a-z]{2,}\b)")
_ENCLOSED = re.compile(r"^\((?P<id>[a-z]{1,2}|[ivx]{1,6}|[A-Z]{1,2}|[IVX]{1,5}|\d{1,2})\)\s*(?=\S|$)")
_LETTERED = re.compile(r"^(?P<id>[a-z]|[A-Z]|[ivx]{2,5}|[IVX]{2,5})[.)]\s+(?=\S)")
_VERBS = re.compile(
    r"\b(?:shall|will|must|may|is|are|means|has|have|agrees?|was|were|hereto|attached|sets?|contains?)\b"
)
_AMOUNT = re.compile(r"[%|]|(?:to|of|per|percent|million|billion|thousand|hours?|days?|months?|years?)\b")
_GOES_ON = re.compile(r"[a-z,;)]")
#: With which capital letters the words of schedules, articles and sections begin.
_SCHEDULES, _ARTICLES, _SECTIONS = frozenset("SEA"), frozenset("APC"), frozenset("SCP")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the beginning of a line: its style, its value(s), how it is cited, and how long it is.

    Styles: schedule, article, decimal, number, lower "(a)", roman "(i)", upper "(A)", digit "(1)".
    """

    style: str
    values: tuple[int, ...]
    cited: str
    length: int
    heading: str = ""


def roman(text: str) -> int:
    """The value of a roman numeral, 0 if it is none."""
    total = last = 0
    for letter in reversed(text.lower()):
        value = _ROMAN.get(letter, 0)
        if not value:
            return 0
        total += value if value >= last else -value
        last = max(last, value)
    return total


def label_of(line: str, last: Callable[[str], int] = lambda _: 0) -> Label | None:
    """The label with which a line begins; `last` gives the last item of the open list of a style, 0 for none.

    It tells "(i)" after "(h)" from "(i)" that opens a roman list.
    """
    first = line[:1]  # most lines begin with a letter that begins no label
    found = None
    if first in _SCHEDULES:
        found = _schedule(line)
    if found is None and first in _ARTICLES:
        found = _article(line)
    if found is None and (first in _SECTIONS or first.isdecimal()):
        found = _numbered(line)
    if found is None and (first == "(" or "." in line[1:6] or ")" in line[1:6]):
        found = _item(line, last)
    return found


def _schedule(line: str) -> Label | None:
    match = _SCHEDULE.match(line)
    if not match or len(line) > 110 or line.rstrip().endswith((",", ";")):
        return None
    rest = match["rest"].strip(' -\u2013:.()"')
    if _VERBS.search(rest) or not line[0].isupper() or (not match["id"] and rest):
        return None
    if not match["id"] and not line.strip().isupper():
        return None
    ident = (match["id"] or "").upper()
    value = int(ident) if ident.isdigit() else roman(ident) or ord(ident[:1] or "A") - 64
    return Label("schedule", (value,), f"{match['kind'].title()} {ident}".strip(), len(line), rest)


def _article(line: str) -> Label | None:
    match = _ARTICLE.match(line)
    if not match or not line[0].isupper() or _VERBS.search(match["rest"]) or len(line) > 110:
        return None
    words = "one two three four five six seven eight nine ten".split()
    ident = match["id"]
    value = (
        words.index(ident.lower()) + 1 if ident.lower() in words else int(ident) if ident.isdigit() else roman(ident)
    )
    if not value or line.rstrip().endswith((",", ";")):
        return None
    return Label("article", (value,), f"{match['kind'].title()} {ident}", len(line), match["rest"].strip(" .-\u2013"))


def _numbered(line: str) -> Label | None:
    match = _SECTION.match(line)
    if match and line[0].isupper() and not _GOES_ON.match(line, match.end()):
        return _decimal(match["id"], match.end())
    match = _DECIMAL.match(line)
    if match and not _AMOUNT.match(line, match.end()):
        return _decimal(match["id"], match.end())
    match = _NUMBER.match(line)
    if match:
        return _decimal(match["id"], match.end())
    match = _BARE.match(line)
    if (
        match
        and len(line) < 90
        and not _STREET.search(line)
        and not line.rstrip().endswith((".", ",", ";"))
        and not _VERBS.search(line)
    ):
        return _decimal(match["id"], match.end())
    match = _SMALL_NUMBER.match(line)
    if match and not _AMOUNT.match(line, match.end()):
        return Label("digit", (int(match["id"]),), f"({match['id']})", match.end())
    return None


def _decimal(ident: str, length: int) -> Label | None:
    values = tuple(int(part) for part in ident.split("."))
    if values[0] == 0 or values[0] > 60 or any(value > 99 for value in values):
        return None
    return Label("number" if len(values) == 1 else "decimal", values, ident, length)


def _item(line: str, last: Callable[[str], int]) -> Label | None:
    match = _ENCLOSED.match(line) or _LETTERED.match(line)
    if not match:
        return None
    ident, length = match["id"], match.end()
    if ident.isdigit():
        return Label("digit", (int(ident),), f"({ident})", length)
    if ident.isupper():
        value = roman(ident)
        if value and len(ident) > 1:
            return Label("upper-roman", (value,), f"({ident})", length)
        return (
            Label("upper", (ord(ident[0]) - 64,), f"({ident})", length)
            if len(ident) == 1 or len(set(ident)) == 1
            else None
        )
    value = roman(ident)
    open_lower, open_roman = last("lower"), last("roman")
    letter = ord(ident[0]) - 96 if len(ident) == 1 else 26 + ord(ident[0]) - 96 if len(set(ident)) == 1 else 0
    next_letter = letter and letter == open_lower + 1 and not (open_roman and value == open_roman + 1)
    if value and not next_letter:
        if len(ident) > 1 or value == open_roman + 1 or (value == 1 and letter != open_lower + 1):
            return Label("roman", (value,), f"({ident})", length)
    return Label("lower", (letter,), f"({ident})", length) if letter else None

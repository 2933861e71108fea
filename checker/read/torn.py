"""Sentences of a plain text that a page break tears: a page number or a running head stands in the middle of them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from statistics import median

from checker.read.furniture import is_legend

_NUMBER = re.compile(r"\W*(?P<n>\d{1,3})\W*$")
#: What can hardly be anything else: "Page 3", "3 of 9", "- 3 -", "A-3".
_PAGE = re.compile(
    r"\W*(?:page\s*\|?\s*(?:[A-Z]-)?\d{1,3}|\d{1,3}\s*(?:of|/)\s*\d{1,3}|[-\u2013]\s?\d{1,3}\s?[-\u2013]|[A-Z]\s?-\s?\d{1,3})(?:\s+of\s+\d{1,3})?\W*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
#: What the head of a page holds: two words, or the number of a document.
_TITLE = re.compile(r"\S \S|[A-Za-z].{4,}\d")
#: A number behind the last word of a line.
_LAST = re.compile(r"(?<=\S )(\d{1,3})$")
_LABELLED = re.compile(
    r"(?:article|section|clause|part|schedule|exhibit|annex|appendix|attachment|recitals?)\b|\(?[a-z]{1,4}[.)]\s|\d+(?:\.\d+)*[.)]?\s",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(r"\b(?:schedule|exhibit|annex|appendix|attachment)\b", re.IGNORECASE)
_CUT = re.compile(
    r"(?:,|\b(?:the|a|an|and|or|of|in|by|to|for|with|from|its|their|any|all|such|this|that|each|under|shall|will|may|be|as|at|on|not))$",
    re.IGNORECASE,
)
#: What a filing says of its redactions at the foot of each page.
_LEGEND = re.compile(
    r"[\[*\s\]=]*(?:certain (?:confidential )?(?:information|portions?|material)|confidential (?:treatment|portions?)|portions of this exhibit)\b",
    re.IGNORECASE,
)
#: What the sentences of such a legend speak of.
_WITHHELD = re.compile(
    r"\b(?:omitted|omissions?|redact\w+|withheld|separately|confidential (?:treatment|information|portions?)|commission|excluded from|asterisks?|17 C\.?F\.?R)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\b[A-Z])\.[\])*]*\s+(?=\S)")
#: A legend is no longer than this (characters): what is longer holds more than the legend.
LEGEND = 400
#: The line before a torn place is a full one: so many characters at the least.
FULL = 30
#: Page numbers that follow each other, and lines at the head or foot of pages, stand at least so many characters
#: apart: a third of a page, whether it holds many lines or a few long paragraphs.
APART = 600
#: How often a line stands in a text that is the head or foot of its pages, and how long it is at the most.
HEADS, LONGEST = 3, 110
#: The heads of pages that are told by their distance alone: how many there are at least, how many characters a page
#: holds, and which share of the distances is near the usual one (a heading that several schedules share has no pace).
PACED, PAGE, REGULAR = 6, (1000, 9000), 0.65
#: A line that tears sentences at so many places is the head or foot of a page wherever it stands.
TEARS = 3
#: So many words of a line that begins with a capital letter go on with a sentence and are no title.
GOES_ON = 5


def mended(text: str) -> str:
    """The normalised text of a file without pages, without what stands between the two halves of a torn sentence.

    Only what stands between a line without an end and one that goes on is left out: page numbers (a number alone only
    where its neighbour in the series stands a page away), lines that stand there page after page, legends of filings.
    A number at the end of the line goes, if it is of such a series.  Of lines that do so again and again, or that stand a
    page apart all through, only the first is left.
    """
    lines = [part for line in text.split("\n") for part in _parted(line)]
    written = [index for index, line in enumerate(lines) if line]
    at = list(itertools.accumulate((len(lines[index]) for index in written), initial=0))
    heads = _heads(lines, written, at)
    runs = list(_runs(len(written), _numbers([lines[index] for index in written], at) | heads))
    for first, number in _glued([(first, lines[written[first - 1]]) for first, _ in runs]).items():
        lines[written[first - 1]] = lines[written[first - 1]].removesuffix(number).rstrip()
    dropped: set[int] = set()
    tears: Counter[str] = Counter()
    for first, last in runs:
        if _torn(lines[written[first - 1]], lines[written[last]]):
            dropped.update(range(written[first - 1] + 1, written[last]))
            tears.update({_shape(lines[written[place]]) for place in range(first, last) if place in heads})
    alike: dict[str, list[int]] = {}
    for place in sorted(heads):
        alike.setdefault(_shape(lines[written[place]]), []).append(place)
    for shape, where in alike.items():
        if tears[shape] >= TEARS or _paced([at[place] for place in where]):
            dropped.update(written[place] for place in where[1:])
    return "\n".join(line for index, line in enumerate(lines) if index not in dropped)


def _paced(at: Sequence[int]) -> bool:
    """Whether lines stand about as far from each other as the heads of pages do, time and again."""
    gaps = [behind - before for before, behind in itertools.pairwise(at)]
    if len(at) < PACED:
        return False
    usual = median(gaps)
    return PAGE[0] <= usual <= PAGE[1] and sum(usual / 2 <= gap <= usual * 2 for gap in gaps) >= REGULAR * len(gaps)


def _runs(count: int, marks: Set[int]) -> Iterator[tuple[int, int]]:
    """The first place and the one behind the last of each run of `marks` that has text before and behind it."""
    place = 1
    while place < count:
        first = place
        while place < count and place in marks:
            place += 1
        if first < place < count and first - 1 not in marks:
            yield first, place
        place = max(place, first + 1)


def _glued(before: Sequence[tuple[int, str]]) -> dict[int, str]:
    """The page numbers at the end of the lines before the heads of pages, by the place of the head.

    They are numbers of one series: the one before or behind stands at the end of the page before or behind.
    """
    numbers = [(place, match[1] if (match := _LAST.search(line)) else "") for place, line in before]
    found: dict[int, str] = {}
    for (place, one), (other, two) in itertools.pairwise(numbers):
        if one and two and int(two) == int(one) + 1:
            found[place], found[other] = one, two
    return found


def _parted(line: str) -> tuple[str, ...]:
    """The line; or the legend that it begins with, and what the page says behind it, as paragraphs of their own."""
    if not _LEGEND.match(line):
        return (line,)
    end = 0
    for stop in _STOP.finditer(line):
        if not _WITHHELD.search(line, end, stop.start()):
            break
        end = stop.end()
    if not end or (len(line) <= LEGEND and _WITHHELD.search(line, end)):
        return (line,)
    return line[:end].rstrip(), "", line[end:]


def _numbers(lines: Sequence[str], at: Sequence[int]) -> set[int]:
    """Which lines are page numbers: by their form, or by a number of the same series a page before or behind."""
    alone = [
        (place, int(match["n"])) for place, line in enumerate(lines) if len(line) < 8 and (match := _NUMBER.match(line))
    ]
    found = {place for place, line in enumerate(lines) if len(line) < 24 and _PAGE.match(line)}
    places: dict[int, list[int]] = {}
    for place, number in alone:
        places.setdefault(number, []).append(place)
    for place, number in alone:
        before = any(at[place] - at[other] >= APART for other in places.get(number - 1, ()))
        behind = any(at[other] - at[place] >= APART for other in places.get(number + 1, ()))
        if before or behind:
            found.add(place)
    return found


def _heads(lines: Sequence[str], written: Sequence[int], at: Sequence[int]) -> set[int]:
    """The places of lines that stand alone between blank ones, digits aside the same, page after page; and legends."""
    found: set[int] = set()
    places: dict[str, list[int]] = {}
    for place, index in enumerate(written):
        line = lines[index]
        if index and lines[index - 1]:
            continue
        if len(line) <= LEGEND and (_LEGEND.match(line) or is_legend(line)):
            found.add(place)
        elif len(line) <= LONGEST and not line[0].islower() and line[-1] not in ".;:" and _TITLE.search(line):
            places.setdefault(_shape(line), []).append(place)
    for where in places.values():
        near = sum(at[behind] - at[before] < APART for before, behind in itertools.pairwise(where))
        if len(where) >= HEADS and near * 4 <= len(where):
            found.update(where)
    return found


def _shape(line: str) -> str:
    """The line with its numbers hidden; the heading of a clause or a schedule is never like another."""
    return line if _LABELLED.match(line) or _SCHEDULE.search(line) else _DIGITS.sub("#", line)


def _torn(before: str, after: str) -> bool:
    """Whether a sentence goes on from one line to the other."""
    if len(before) < FULL or before[-1] in ".;:!?" or _LABELLED.match(after):
        return False
    if after[0].islower():
        return not before.isupper()
    if before.isupper() and after.isupper():
        return bool(_CUT.search(before)) or len(after.split()) > GOES_ON
    return bool(_CUT.search(before)) and not after.isupper() and len(after.split()) >= GOES_ON

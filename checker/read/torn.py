"""Sentences of a plain text that a page break tears: a page number or a running head stands in the middle of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\W*(?P<n>\d{1,3})\W*$")
#: What can hardly be anything else: "Page 3", "3 of 9", "- 3 -", "A-3".
_PAGE = re.compile(
    r"\W*(?:page\s*\|?\s*(?:[A-Z]-)?\d{1,3}|\d{1,3}\s*(?:of|/)\s*\d{1,3}|[-\u2013]\s?\d{1,3}\s?[-\u2013]|[A-Z]-\d{1,3})(?:\s+of\s+\d{1,3})?\W*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LABELLED = re.compile(
    r"(?:article|section|clause|part|schedule|exhibit|annex|appendix|attachment|recitals?)\b|\(?[a-z]{1,4}[.)]\s|\d+(?:\.\d+)*[.)]?\s",
    re.IGNORECASE,
)
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
#: Page numbers that follow each other stand at least so many lines of text apart.
APART = 8
#: Lines at the head or foot of pages stand at least so many apart: a page may hold a few long paragraphs.
HEADS_APART = 4
#: How often a line stands in a text that is the head or foot of its pages, and how long it is at the most.
HEADS, LONGEST = 3, 90
#: So many words of a line that begins with a capital letter go on with a sentence and are no title.
GOES_ON = 5


def mended(text: str) -> str:
    """The normalised text of a file without pages, without what stands between the two halves of a torn sentence.

    Only what stands between a line without an end and one that goes on is left out: page numbers (a number alone only
    where its neighbour in the series stands a page away), lines that stand there page after page, legends of filings.
    """
    lines = [part for line in text.split("\n") for part in _parted(line)]
    written = [index for index, line in enumerate(lines) if line]
    marks = {written[place] for place in _numbers([lines[index] for index in written])}
    heads = {written[place] for place in _heads(lines, written)}
    dropped: set[int] = set()
    place = 0
    while place < len(written):
        first = place
        while place < len(written) and (written[place] in marks or written[place] in heads):
            place += 1
        if 0 < first < place < len(written):
            before, after = written[first - 1], written[place]
            if _torn(lines[before], lines[after]):
                dropped.update(range(before + 1, after))
        place = max(place, first + 1)
    return "\n".join(line for index, line in enumerate(lines) if index not in dropped)


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


def _numbers(lines: Sequence[str]) -> set[int]:
    """Which lines are page numbers: by their form, or by a number of the same series a page before or behind."""
    alone = [(at, int(match["n"])) for at, line in enumerate(lines) if len(line) < 8 and (match := _NUMBER.match(line))]
    found = {at for at, line in enumerate(lines) if len(line) < 24 and _PAGE.match(line)}
    places: dict[int, list[int]] = {}
    for at, number in alone:
        places.setdefault(number, []).append(at)
    for at, number in alone:
        before = any(at - other >= APART for other in places.get(number - 1, ()))
        behind = any(other - at >= APART for other in places.get(number + 1, ()))
        if before or behind:
            found.add(at)
    return found


def _heads(lines: Sequence[str], written: Sequence[int]) -> set[int]:
    """The places of lines that stand alone between blank ones, digits aside the same, page after page; and legends."""
    found: set[int] = set()
    places: dict[str, list[int]] = {}
    for place, index in enumerate(written):
        line = lines[index]
        if index and lines[index - 1]:
            continue
        if len(line) <= LEGEND and _LEGEND.match(line):
            found.add(place)
        elif len(line) <= LONGEST and not line[0].islower() and line[-1] not in ".;:" and len(line.split()) > 1:
            places.setdefault(_DIGITS.sub("#", line), []).append(place)
    for where in places.values():
        if len(where) >= HEADS and all(behind - before >= HEADS_APART for before, behind in itertools.pairwise(where)):
            found.update(where)
    return found


def _torn(before: str, after: str) -> bool:
    """Whether a sentence goes on from one line to the other."""
    if len(before) < FULL or before[-1] in ".;:!?" or _LABELLED.match(after):
        return False
    if after[0].islower():
        return not before.isupper()
    if before.isupper() and after.isupper():
        return bool(_CUT.search(before)) or len(after.split()) > GOES_ON
    return bool(_CUT.search(before)) and not after.isupper() and len(after.split()) >= GOES_ON

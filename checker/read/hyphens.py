"""Words that a hyphen divides at the end of a line, put together on the line where they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.read.normalise import PREFIXES
from checker.read.page import Line

#: pdfium writes one of the first two for a hyphen at the end of a line.
_HYPHENS = frozenset("\x02\ufffe\u00ad\u2010-")
_DIVIDED = re.compile(r"([A-Za-z\u00c0-\u024f0-9']+)[\x02\ufffe\u00ad\u2010-]$")
_HEAD = re.compile(r"([A-Za-z\u00c0-\u024f0-9']+)(\S*)[ ]?")
_WORD = re.compile(r"[a-z\u00df-\u024f]+(?:-[a-z\u00df-\u024f]+)*")


def mend(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines with their divided words whole, also over a page break; a line that is left empty goes.

    The hyphen stays where the document writes the word with one elsewhere, or behind a prefix that is written so.
    """
    made = [list(page) for page in pages]
    words: set[str] | None = None
    for page, index in _hyphened(pages):
        line, behind = made[page][index], _behind(pages, page, index)
        if behind is None or line.text[-1:] not in _HYPHENS:  # it went to the line before
            continue
        other, following = behind
        after = made[other][following]
        divided = _DIVIDED.search(line.text)
        head = _HEAD.match(after.text) if divided else None
        if divided is None or head is None or not _same_kind(divided[1], head[1], page == other):
            continue
        if words is None:
            words = set(_WORD.findall("\n".join(line.text for lines in pages for line in lines).lower()))
        joint = "-" if _hyphenated(divided[1], head[1], words) else ""
        text = line.text[: divided.end(1)] + joint + head[1] + head[2]
        made[page][index] = replace(line, text=text)
        made[other][following] = replace(after, text=after.text[head.end() :])
    return [[_visible(line) for line in page if line.text] for page in made]


def _hyphened(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[int, int]]:
    """The pages and places of the lines that end with a hyphen."""
    for page, lines in enumerate(pages):
        for index, line in enumerate(lines):
            if line.text[-1:] in _HYPHENS:
                yield page, index


def _behind(pages: Sequence[Sequence[Line]], page: int, index: int) -> tuple[int, int] | None:
    """The page and place of the next line; None at the end."""
    if index + 1 < len(pages[page]):
        return page, index + 1
    return next(((other, 0) for other in range(page + 1, len(pages)) if pages[other]), None)


def _same_kind(before: str, after: str, same_page: bool) -> bool:
    """Whether both can be halves of one word: a small letter goes on, a capital behind a capital, a digit in a name."""
    if not any(map(str.isalpha, before)):
        return False
    if after[0].islower():
        return True
    return same_page and (after[0].isdigit() or before[0].isupper())


def _hyphenated(before: str, after: str, words: set[str]) -> bool:
    if before[-1].isdigit() or after[0].isdigit():
        return True
    first, second = before.lower(), after.lower()
    if first + second in words:
        return False
    if after[0].isupper() and not before.isupper():
        return True
    return f"{first}-{second}" in words or first in PREFIXES


def _visible(line: Line) -> Line:
    text = line.text
    if "\x02" not in text and "\ufffe" not in text:
        return line
    return replace(line, text=text.replace("\x02", "-").replace("\ufffe", "-"))

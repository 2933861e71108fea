"""Running headers, footers, page numbers and filing legends: what is on the page but not in the contract."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"\d+(?: \d+)*|\b[ivxlc]{1,6}\b")
_PAGE = re.compile(
    r"^\W*(?:page\s*\|?\s*)?(?:[A-Z]{1,3}-)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^\W*page\s*\|?\s*\d+\W*$", re.IGNORECASE
)  # fmt: skip
_LEGEND = re.compile(
    r"^(?:source:\s.*\b\d{1,2}/\d{1,2}/\d{2,4}.*|</?(?:page|table|caption|s|c|r|fn|text|document|type|sequence)>(?:\s*</?(?:s|c|caption)>)*"
    r"|\[?(?:continued|remainder of page intentionally (?:left )?blank).*|<page>\s*\d*)$",
    re.IGNORECASE,
)
#: The signs that a legend begins with.
_LEGENDS = frozenset("SsCcRr<[\u017f")
_LABELLED = re.compile(r"^(?:article|section|clause|schedule|exhibit|annex|appendix)\b", re.IGNORECASE)
TOP, BOTTOM = 3, 4


def is_legend(line: str) -> bool:
    """Whether a line is what a filing says of itself: its source and date, a tag, "remainder of page left blank"."""
    return line.lstrip()[:1] in _LEGENDS and bool(_LEGEND.match(line.strip()))


def strip_furniture(pages: Sequence[str]) -> list[str]:
    """The pages without what repeats at their edges (digits aside) and without page numbers and filing legends."""
    lines = [page.split("\n") for page in pages]
    return [
        "\n".join(line for index, line in enumerate(page) if index not in drop).strip("\n")
        for page, drop in zip(lines, furniture(lines), strict=True)
    ]


def furniture(lines: Sequence[Sequence[str]], heights: Sequence[Sequence[float]] = ()) -> list[set[int]]:
    """Which lines of each page are furniture, by their index; `heights` are those of the lines, growing upward.

    Only the first three and last four lines of a page can be furniture, and only if they stand on at least three
    pages (on two of two or three); page numbers and legends of filings go wherever they stand alone at an edge.
    """
    legends = [{index for index, line in enumerate(page) if is_legend(line)} for page in lines]
    edges = [_edges(page, legends[number], heights[number] if heights else ()) for number, page in enumerate(lines)]
    tops, bottoms = Counter[str](), Counter[str]()
    seen: set[tuple[str, ...]] = set()
    shapes = [
        {index: _shape(page[index]) for index in (*top, *bottom)}
        for page, (top, bottom) in zip(lines, edges, strict=True)
    ]
    for page, shape, (top, bottom) in zip(lines, shapes, edges, strict=True):
        if tuple(page) in seen:  # a copy of a page repeats all of it, not its furniture alone
            continue
        seen.add(tuple(page))
        tops.update({shape[index] for index in top})
        bottoms.update({shape[index] for index in bottom})
    least = 2 if len(seen) <= 3 else max(3, len(seen) // 12)
    dropped = []
    for page, shape, drop, (top, bottom) in zip(lines, shapes, legends, edges, strict=True):
        drop |= {index for index in top if tops[shape[index]] >= least and len(lines) > 1}
        drop |= {index for index in bottom if bottoms[shape[index]] >= least and len(lines) > 1}
        drop |= {index for index in (*top[:2], *bottom[-2:]) if len(lines) > 1 and _PAGE.match(page[index])}
        dropped.append(drop)
    return dropped


def _edges(page: Sequence[str], legend: set[int], heights: Sequence[float]) -> tuple[list[int], list[int]]:
    written = [index for index, line in enumerate(page) if line.strip() and index not in legend]
    if heights:
        written.sort(key=lambda index: -heights[index])
    return written[:TOP], written[max(TOP, len(written) - BOTTOM) :] if len(written) > TOP else []


def _shape(line: str) -> str:
    """The line with its numbers hidden; a heading of a clause is never like another, so its numbers stay."""
    line = line.strip().lower()
    return line if _LABELLED.match(line) or len(line) < 4 else _NUMBER.sub("#", line)

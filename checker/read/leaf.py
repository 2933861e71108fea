"""One page of a PDF read as text: plain pages by the quick way, odd ones character by character."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from statistics import median
from typing import Any

from checker.read.columns import suspected
from checker.read.glyphs import Box, plain_lines, runs
from checker.read.layout import lay_out
from checker.read.marks import OUTLINES, Drawn, drawn, notes, through
from checker.read.page import Line, RawPage
from checker.read.tables import ruled

#: A run of text this much higher than the others is turned or a watermark.
HIGH = 2.5
#: Where a line this wide (as a share of the page) stands above one that comes before it, the order is not the reader's.
WIDE = 0.45


def raw_page(pdf: Any, page: Any, label: str, raw: Any) -> RawPage:
    """The page's lines in reading order, and what stands on it beside them."""
    width, height = page.get_size()
    found = drawn(page, raw)
    laid = notes(pdf, page, raw) if raw.FPDFPage_GetAnnotCount(page.raw) else []
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        lines, upright = plain_lines(textpage, text, raw)
        picture = min(found.pictures / (width * height), 1.0) if width and height else 0.0
        edges = [*found.boxes, *found.lines]
        table = ruled(edges)
        plain = RawPage(
            label, tuple(lines), width, height, picture, not lines and found.paths >= OUTLINES, table,
            table or ruled(edges, across=2),
        )  # fmt: skip
        if not laid and upright and (not lines or _plain(lines, runs(textpage, raw), found, width)):
            return plain
        layout = lay_out(textpage, found, laid, raw)
    finally:
        textpage.close()
    size = (height, width) if layout.turns % 2 and not page.get_rotation() % 180 else (width, height)
    return RawPage(
        label,
        layout.lines,
        *size,
        picture,
        plain.drawn,
        plain.ruled,
        plain.row,
        layout.struck,
        layout.watermark,
        layout.filled,
    )


def _plain(lines: list[Line], boxes: list[Box], found: Drawn, width: float) -> bool:
    """Whether the order of the text and all of its words can be taken as pdfium gives them."""
    heights = [top - bottom for _, bottom, _, top in boxes]
    if heights and max(heights) > HIGH * max(median(heights), 8.0):
        return False
    if any(
        after.bottom > line.top and min(line.right - line.left, after.right - after.left) > WIDE * width
        for line, after in pairwise(lines)
    ):
        return False
    return not _struck(lines, found) and not suspected(boxes, width)


def _struck(lines: list[Line], found: Drawn) -> bool:
    """Whether a line goes through words."""
    heights = sorted((line[1] + line[3]) / 2 for line in found.lines)
    for line in lines if heights else ():
        near = bisect_left(heights, line.bottom)
        beside = near < len(heights) and heights[near] <= line.top
        if beside and any(through(found.lines, (line.left, line.bottom, line.right, line.top))):
            return True
    return False

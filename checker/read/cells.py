"""Cells of the ruled tables of a page: pdfplumber's finder, on the lines and characters that pdfium has read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from checker.read.glyphs import Box, Glyph, direction, glyphs, turn, turned
from checker.read.marks import objects, outlines

#: A side of a cell is as long as this (points): shorter ones are the ends of thick lines; no page is longer than that.
SHORTEST, LONGEST = 1.0, 14_400.0
#: A side is level or upright if it strays no farther than this (points).
STRAIGHT = 0.01

#: The text of the cells of a table, row by row; None where the cell above or to the left reaches over.
Table = list[list[str | None]]


def ruled_cells(page: Any, raw: Any) -> list[Table]:
    """The ruled tables of a page, from the top; words stand in a cell in the order in which pdfium reads them."""
    from pdfplumber.table import TableFinder

    textpage = page.get_textpage()
    try:
        every = glyphs(textpage, raw)
    finally:
        textpage.close()
    turns = direction(every)
    edges = [_edge(*turn(side, turns)) for side in _sides(page, raw)]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    if min(len(upright), len(level)) < 2:
        return []
    no_page: Any = None  # the finder asks its page for lines only where it is given none
    finder = TableFinder(
        no_page,
        {
            "vertical_strategy": "explicit", "explicit_vertical_lines": upright,
            "horizontal_strategy": "explicit", "explicit_horizontal_lines": level,
        },
    )  # fmt: skip
    placed = list(turned(every, turns))
    return [
        [[None if cell is None else _text(placed, cell) for cell in row.cells] for row in table.rows]
        for table in finder.tables
    ]


def _sides(page: Any, raw: Any) -> Iterator[Box]:
    """The level and upright lines that are drawn on the page, as boxes without a width or a height."""
    for item, kind, matrix in objects(page, raw):
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        for outline in outlines(item, matrix, raw):
            for (x, y), (to_x, to_y) in pairwise(outline):
                wide, high = abs(to_x - x), abs(to_y - y)
                if min(wide, high) <= STRAIGHT and SHORTEST <= max(wide, high) <= LONGEST:
                    yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _edge(left: float, bottom: float, right: float, top: float) -> dict[str, Any]:
    """The side as pdfplumber wants it, whose heights grow downward."""
    return {
        "object_type": "line_edge", "orientation": "v" if right - left < top - bottom else "h",
        "x0": left, "x1": right, "width": right - left, "top": -top, "bottom": -bottom, "height": top - bottom,
    }  # fmt: skip


def _text(placed: Sequence[Glyph], cell: tuple[float, float, float, float]) -> str:
    """The characters whose middle is in the cell (left, top, right, bottom; heights growing downward)."""
    left, top, right, bottom = cell
    found: list[str] = []
    inside = False
    for glyph in placed:
        if glyph.angle >= 0:  # spaces and line ends of pdfium's own have no place; they go with the character before
            was = inside
            inside = left <= (glyph.left + glyph.right) / 2 < right and top <= -(glyph.bottom + glyph.top) / 2 < bottom
            if inside and not was:
                found.append(" ")
        if inside:
            found.append("-\n" if glyph.text == "\x02" else glyph.text)
    return "".join(found)

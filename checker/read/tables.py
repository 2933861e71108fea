"""Rows of ruled tables, on the pages that have ruling lines and on no others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from checker.model import Cell, Page, TableRow
from checker.read.glyphs import Box
from checker.read.normalise import normalise

#: A ruled table has at least so many horizontal and vertical lines (measured on filed contracts).
HORIZONTAL, VERTICAL = 3, 2
#: Lines no thicker than this, and no farther apart, are one (points); so many paths tell enough.
THIN, NEAR, MOST = 2.5, 3.0, 400
#: A box higher than this is the background of a web page that goes on over the pages (points).
HIGH = 1300.0

#: Tables are read where they may hold service levels, credits, prices or insurance: cells cost more than all the rest.
_WORTH = re.compile(
    r"\b(?:availability|uptime|response time|resolution|restor\w+|priority|severity|service (?:credits?|levels?)|recovery (?:time|point)|RTO|RPO"
    r"|(?:hourly|daily|day|unit) rates?|rates? card|price list|unit price|(?:per|each) (?:occurrence|claim|hour|day|month|unit|user)|aggregate limit|general aggregate|limits? of insurance|minimum cover|professional indemnity)\b",
    re.IGNORECASE,
)

#: What stands under a column's name and not in it: a number alone, or with its unit.
_VALUE = re.compile(
    r"^\W*\d[\d.,/: ]*\W*$|\d\s*%|[$€£]\s*\d|\d\s*(?:minutes?|hours?|days?|weeks?|months?|years?|seconds?|min|hrs?|USD|EUR|GBP)\b",
    re.IGNORECASE,
)


def worth_reading(text: str) -> bool:
    """Whether a table on a page with this text may hold terms of the contract."""
    return _WORTH.search(text) is not None


def ruled(boxes: Sequence[Box], across: int = HORIZONTAL) -> bool:
    """Whether the boxes (left, bottom, right, top) of a page's drawn paths are the lines of a table.

    Two upright lines at least are each met by `across` level ones, and part the page into two columns at least: frames
    and backgrounds of paragraphs do not.
    """
    level: list[tuple[float, float, float]] = []
    upright: dict[int, list[tuple[float, float]]] = {}
    for left, bottom, right, top in boxes[:MOST]:
        width, height = right - left, top - bottom
        if height <= THIN < width:
            level.append((left, right, (bottom + top) / 2))
        elif width <= THIN < height:
            upright.setdefault(round((left + right) / 2 / NEAR), []).append((bottom, top))
        elif width > 10 and 6 < height < HIGH:  # a cell drawn as a rectangle has all four
            level += [(left, right, bottom), (left, right, top)]
            for x in (left, right):
                upright.setdefault(round(x / NEAR), []).append((bottom, top))
    if len(level) < across or len(upright) < VERTICAL:
        return False
    met: set[int] = set()
    ends: list[float] = []
    for place, spans in upright.items():
        x = place * NEAR
        low, high = min(span[0] for span in spans) - NEAR, max(span[1] for span in spans) + NEAR
        touching = [line for line in level if line[0] - NEAR <= x <= line[1] + NEAR and low <= line[2] <= high]
        if len({round(line[2] / NEAR) for line in touching}) >= across:
            met.add(place)
            ends += [end for line in touching for end in line[:2]]
    if len(met) < VERTICAL:
        return False
    open_sides = (min(ends) < (min(met) - 4) * NEAR) + (max(ends) > (max(met) + 4) * NEAR)
    return len(met) + open_sides > VERTICAL


def table_rows(pdf: Any, numbers: Sequence[int], text: str, pages: Sequence[Page]) -> list[TableRow]:
    """The rows of the tables on the pages `numbers` (from 1), each cell with its column's header and its span of `text`.

    A table that goes on over a page break keeps its header, and header rows that are repeated there are no rows.  Where
    a cell is empty because the one above reaches down, the row begins with the cell above.  A cell whose text is not
    found where it should stand is left out, so that every span holds what the cell says.
    """
    import pypdfium2.raw as raw

    from checker.read.cells import ruled_cells

    found: list[TableRow] = []
    header: list[str] = []
    last = 0
    for number in numbers:
        at, end = pages[number - 1].start, pages[number - 1].end
        page = pdf[number - 1]
        try:
            tables = ruled_cells(page, raw)
        finally:
            page.close()
        for table in tables:
            rows = [[_cell(cell) for cell in row] for row in table if any(row)]
            top = _header_rows(rows)
            if top:
                header = _joined(rows[:top])
            elif not rows or len(rows[0]) != len(header) or number - last > 1:
                header = [""] * (len(rows[0]) if rows else 0)
            last = number
            above: Cell | None = None
            for row in rows[top:]:
                made = _row(row, header, text, at, end, above)
                if made is not None:
                    found.append(made)
                    above, at = made.cells[0], max(at, made.start)
    return found


def _cell(text: str | None) -> str:
    return " ".join(normalise(text or "").split())


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top of a table are its header: 0 where a table goes on, 2 where one row groups columns."""
    if len(rows) < 2 or not _is_header(rows[0]):
        return 0
    grouped = not all(rows[0][1:]) and _is_header(rows[1]) and len(rows) > 2
    if not grouped and not all(rows[0][1:]):
        return 0
    return 2 if grouped else 1


def _is_header(row: Sequence[str]) -> bool:
    """Whether a row names columns: several short cells, none of which holds a value ("Priority 1" is a name)."""
    named = [cell for cell in row if cell]
    return len(row) > 1 and len(named) > 1 and all(len(cell) <= 80 and not _VALUE.search(cell) for cell in named)


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """The names of the columns; a name in the row above reaches over the empty cells to its right."""
    names = [""] * len(rows[0])
    for row in rows:
        over = ""
        for column, cell in enumerate(row):
            over = cell or (over if row is not rows[-1] else "")
            names[column] = f"{names[column]} {over}".strip()
    return names


def _row(
    row: Sequence[str], header: Sequence[str], text: str, start: int, end: int, above: Cell | None
) -> TableRow | None:
    cells = []
    at = start
    for name, cell in zip(header, row, strict=False):
        if not cell:
            continue
        match = re.compile(r"\s+".join(map(re.escape, cell.split()))).search(text, at, end)
        if match is None:
            continue
        cells.append(Cell(name, match.start(), match.end()))
        at = match.end()
    if not cells:
        return None
    first, last = cells[0].start, cells[-1].end
    if not row[0] and above is not None:
        cells.insert(0, above)
    return TableRow(tuple(cells), first, last)

"""Cells of ruled tables through pdfplumber, on the pages that have ruling lines and on no others."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from checker.model import Cell, Page, TableRow
from checker.read.normalise import normalise

#: A ruled table has at least so many horizontal and vertical lines (measured on filed contracts).
HORIZONTAL, VERTICAL = 3, 2


def ruled(boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether the boxes (left, bottom, right, top) of a page's drawn paths are the lines of a table."""
    horizontal = vertical = 0
    for left, bottom, right, top in boxes:
        width, height = right - left, top - bottom
        if height < 2 < width and width > 40:
            horizontal += 1
        elif width < 2 < height and height > 8:
            vertical += 1
        elif width > 40 and height > 8:  # a cell drawn as a rectangle has both
            horizontal, vertical = horizontal + 1, vertical + 1
    return horizontal >= HORIZONTAL and vertical >= VERTICAL


def table_rows(
    data: bytes, password: str | None, numbers: Sequence[int], text: str, pages: Sequence[Page]
) -> list[TableRow]:
    """The rows of the tables on the pages `numbers` (from 1), each cell with its column's header and its span of `text`.

    A table that goes on over a page break keeps its header.  A cell whose text is not found where it should stand is
    left out, so that every span holds what the cell says.
    """
    import pdfplumber

    found: list[TableRow] = []
    header: list[str] = []
    with pdfplumber.open(io.BytesIO(data), password=password or "") as pdf:
        for number in numbers:
            page = pages[number - 1]
            at = page.start
            for table in pdf.pages[number - 1].extract_tables():
                rows = [[" ".join(normalise(cell or "").split()) for cell in row] for row in table]
                if rows and _is_header(rows[0]):
                    header = rows[0]
                elif not rows or len(rows[0]) != len(header):
                    header = [""] * (len(rows[0]) if rows else 0)
                for row in rows if rows and rows[0] != header else rows[1:]:
                    made = _row(row, header, text, at, page.end)
                    if made is not None:
                        found.append(made)
                        at = max(at, made.start)
    return found


def _is_header(row: Sequence[str]) -> bool:
    return len(row) > 1 and all(row) and not any(re.search(r"\d", cell) for cell in row)


def _row(row: Sequence[str], header: Sequence[str], text: str, start: int, end: int) -> TableRow | None:
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
    return TableRow(tuple(cells), cells[0].start, cells[-1].end) if cells else None

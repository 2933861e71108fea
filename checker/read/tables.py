"""Cells of ruled tables through pdfplumber, on the pages that have ruling lines and on no others."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

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


def worth_reading(text: str) -> bool:
    """Whether a table on a page with this text may hold terms of the contract."""
    return _WORTH.search(text) is not None


def ruled(boxes: Sequence[Box]) -> bool:
    """Whether the boxes (left, bottom, right, top) of a page's drawn paths are the lines of a table.

    Two upright lines at least are each met by three level ones, and part the page into two columns at least: frames
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
    if len(level) < HORIZONTAL or len(upright) < VERTICAL:
        return False
    met: set[int] = set()
    ends: list[float] = []
    for place, spans in upright.items():
        x = place * NEAR
        low, high = min(span[0] for span in spans) - NEAR, max(span[1] for span in spans) + NEAR
        touching = [line for line in level if line[0] - NEAR <= x <= line[1] + NEAR and low <= line[2] <= high]
        if len({round(line[2] / NEAR) for line in touching}) >= HORIZONTAL:
            met.add(place)
            ends += [end for line in touching for end in line[:2]]
    if len(met) < VERTICAL:
        return False
    open_sides = (min(ends) < (min(met) - 4) * NEAR) + (max(ends) > (max(met) + 4) * NEAR)
    return len(met) + open_sides > VERTICAL


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

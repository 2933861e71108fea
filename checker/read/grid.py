"""Tables of word-processor files and web pages: which are data, which only lay text out, and what heads a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.read.story import NEW_PAGE, RawCell, Story

#: From this many letters a cell is text, and is written as paragraphs.
TEXT = 600
#: From this many words the text beside a number is a clause, and no value ("99.5" beside "5 %").
WORDS = 3
#: Rows of a table this small stand on lines next to each other, so that they are read together.
SMALL_ROW, SMALL_TABLE = 200, 1500
_LABEL = re.compile(
    r"^(?:(?:section|clause|article)\s+)?(?:\d{1,2}(?:\.\d{1,3}){0,4}[.)]?|\(?(?:[a-z]{1,2}|[ivx]{1,6}|[A-Z]|[IVX]{1,5}|\d{1,2})[.)]|[\u2022\u25cf\u25aa\u25e6\u2013*-]|\(\d{1,2}\))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its raw text with its number, whether it is a heading, whether its number was computed."""

    text: str
    heading: bool = False
    numbered: bool = False
    bold: bool = False


@dataclass
class GridCell:
    """A cell of a table: what stands in it, how many columns it spans, and whether it goes on from the row above."""

    blocks: list[Block | Grid] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False
    header: bool = False

    def paragraphs(self) -> list[Block]:
        """The paragraphs of the cell that have text; those of tables inside it are not among them."""
        return [block for block in self.blocks if isinstance(block, Block) and block.text.replace(NEW_PAGE, "").strip()]

    def filled(self) -> bool:
        """Whether anything stands in the cell."""
        return bool(self.paragraphs()) or any(isinstance(block, Grid) for block in self.blocks)

    def text(self) -> str:
        """All the cell says, on one line."""
        return " ".join(block.text for block in self.blocks if isinstance(block, Block))


@dataclass
class GridRow:
    """A row of cells; `before` columns at its beginning are left out; `header` is its own mark."""

    cells: list[GridCell] = field(default_factory=list)
    header: bool = False
    before: int = 0

    def placed(self) -> Iterator[tuple[int, GridCell]]:
        """Each cell with the number of its first column."""
        column = self.before
        for cell in self.cells:
            yield column, cell
            column += cell.span


@dataclass
class Grid:
    """A table, row by row."""

    rows: list[GridRow] = field(default_factory=list)


def write_grid(grid: Grid, story: Story) -> None:
    """Write a table: data as rows with their columns' headers, laid-out text as paragraphs."""
    rows = [row for row in grid.rows if row.cells]
    if not rows:
        return
    heads = _header_rows(rows)
    headers = _headers(rows[:heads])
    small = all(len(_line(row)) <= SMALL_ROW for row in rows) and sum(len(_line(row)) for row in rows) <= SMALL_TABLE
    above: dict[int, tuple[int, int]] = {}
    close = False
    for number, row in enumerate(rows):
        filled = [cell for cell in row.cells if cell.filled()]
        data = False
        laid_out = len(filled) == 2 and (not heads or len(row.cells) == 2) and len(filled[1].text().split()) >= WORDS
        if laid_out and _LABEL.match(filled[0].text().strip()):
            _labelled(filled, story)
        elif len(filled) == 1 and not any(cell.goes_on for cell in row.cells):
            _flow(filled[0].blocks, story)
        else:
            data = not any(_is_text(cell) for cell in filled)
            if data:
                _row(row, headers if number >= heads else {}, above, story, close)
            else:
                _paragraphs(row, headers, story)
            _flow([block for cell in filled for block in cell.blocks if isinstance(block, Grid)], story)
        close = data and small


def _line(row: GridRow) -> str:
    return " | ".join(cell.text() for cell in row.cells)


def _header_rows(rows: Sequence[GridRow]) -> int:
    """How many rows at the top are headers: those marked as such, or a first row that looks like one."""
    marked = 0
    for row in rows[:4]:
        filled = [cell for cell in row.cells if cell.paragraphs()]
        if not (row.header or (filled and all(cell.header for cell in filled))):
            break
        marked += 1
    if marked or len(rows) < 2:
        return marked if marked < len(rows) else 0
    texts = [cell.text().strip() for cell in rows[0].cells]
    looks = len(texts) > 1 and all(texts) and not any(re.search(r"\d", text) or len(text) > 60 for text in texts)
    bold = all(block.bold for cell in rows[0].cells for block in cell.paragraphs())
    return 1 if looks and (bold or len(texts) > 2) else 0


def _headers(rows: Sequence[GridRow]) -> dict[int, str]:
    """The header text of each column; a header over several columns heads them all."""
    found: dict[int, str] = {}
    for row in rows:
        for column, cell in row.placed():
            for place in range(column, column + cell.span):
                text = cell.text().replace(NEW_PAGE, "")
                found[place] = f"{found.get(place, '')} {text}".strip()
    return found


def _is_text(cell: GridCell) -> bool:
    """Whether a cell holds clauses rather than a value."""
    paragraphs = cell.paragraphs()
    if len(cell.text()) > TEXT:
        return True
    numbered = sum(block.numbered or block.heading for block in paragraphs)
    return len(paragraphs) > 3 or (len(paragraphs) > 1 and (numbered > 0 or len(cell.text()) > TEXT / 2))


def _labelled(cells: Sequence[GridCell], story: Story) -> None:
    """A number in a cell of its own belongs before the text beside it."""
    label = cells[0].text().strip()
    first, *rest = cells[1].blocks
    if isinstance(first, Grid):
        story.paragraph(label)
        write_grid(first, story)
    else:
        story.paragraph(f"{label} {first.text}", first.heading)
    _flow(rest, story)


def _flow(blocks: Sequence[Block | Grid], story: Story) -> None:
    for block in blocks:
        if isinstance(block, Grid):
            write_grid(block, story)
        else:
            story.paragraph(block.text, block.heading)


def _paragraphs(row: GridRow, headers: dict[int, str], story: Story) -> None:
    """A row of text: its cells one after the other; a short first cell heads the others."""
    names, spans = [], []
    for number, (column, cell) in enumerate(row.placed()):
        written = [
            story.paragraph(block.text, block.heading or (number == 0 and not _is_text(cell)))
            for block in cell.paragraphs()
        ]
        if written:
            names.append(headers.get(column, ""))
            spans.append((written[0][0], written[-1][1]))
    story.record(names, spans)


def _row(
    row: GridRow, headers: dict[int, str], above: dict[int, tuple[int, int]], story: Story, close: bool
) -> None:  # fmt: skip
    """A row of data; `above` keeps the span of each column's last cell for cells that go on from it."""
    placed = list(row.placed())
    cells = [
        RawCell(
            headers.get(column, ""), "" if cell.goes_on else cell.text(), above.get(column) if cell.goes_on else None
        )
        for column, cell in placed
    ]
    for (column, _), span in zip(placed, story.row(cells, close), strict=True):
        above[column] = span

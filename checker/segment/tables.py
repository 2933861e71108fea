"""Tables in the text: where each row begins, and the header under which a row is to be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import TableRow

#: The rows of one table stand no further apart than this: between them may be cells that were not found.
APART = 2_000
#: The header of a table that the file does not mark as a row stands at the most so far before its first row.
ABOVE = 400
#: A sentence announces a table where it ends with a colon or points to what comes; a caption is no longer than this.
CAPTION = 12
_ANNOUNCES = re.compile(r":$|\b(?:following|below|as follows|table|set out here)\b[^.]{0,80}\.?$", re.IGNORECASE)
_CAPTION = re.compile(r"^table\s+\w{1,5}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with named columns: the span of its header (None where its text was not found) and where rows begin."""

    header: tuple[int, int] | None
    rows: tuple[int, ...]
    end: int

    @property
    def start(self) -> int:
        """Where the header begins, or the first row."""
        return self.rows[0] if self.header is None else self.header[0]


def find_tables(text: str, rows: Sequence[TableRow]) -> list[Table]:
    """The tables of a document whose columns have names, in the order of the text."""
    found: list[Table] = []
    group: list[TableRow] = []
    known: set[str] = set()  # the names of the columns of the group
    placed = sorted(rows, key=lambda row: row.start)
    for number, row in enumerate(placed):
        names = set(_named(row) or next((_named(other) for other in placed[number:] if _named(other)), ()))
        if group and (row.start - group[-1].end > APART or (known and names and not names & known)):
            found += _table(text, group)
            group, known = [], set()
        group.append(row)
        known |= set(_named(row))
    return [*found, *_table(text, group)]


def _named(row: TableRow) -> tuple[str, ...]:
    return tuple(cell.header for cell in row.cells if cell.header)


def _table(text: str, group: Sequence[TableRow]) -> list[Table]:
    """The table of rows that stand together, if its columns have names."""
    first = next((number for number, row in enumerate(group) if _named(row)), None)
    if first is None:
        return []
    header: tuple[int, int] | None
    if first:
        header = (group[0].start, group[first - 1].end)
    else:
        names = max((_named(row) for row in group), key=len)
        header = _above(text, names, group[0].start)
    starts = sorted({row.start for row in group[first:]})
    return [Table(header, tuple(starts), max(row.end for row in group))]


def _above(text: str, names: Sequence[str], before: int) -> tuple[int, int] | None:
    """The last place before the first row where the names of the columns stand one behind the other."""
    words = [re.escape(word) for name in names for word in name.split()]
    at = max(0, before - ABOVE)
    places = list(re.finditer(r"[\s|]+".join(words), text[at:before]))
    return (at + places[-1].start(), at + places[-1].end()) if places else None


def table_at(tables: Sequence[Table], start: int, end: int) -> Table | None:
    """The first table of which something stands in `text[start:end]`."""
    number = bisect_left(tables, start, key=lambda table: table.end - 1)
    return tables[number] if number < len(tables) and tables[number].start < end else None


def announces(said: str) -> bool:
    """Whether a statement right before a table speaks of it: "... the following service levels:"."""
    return _ANNOUNCES.search(said.rstrip()) is not None


def is_caption(said: str) -> bool:
    """Whether a statement right before a table is its title."""
    return _CAPTION.match(said) is not None or (len(said.split()) <= CAPTION and said.rstrip()[-1:] not in ".;:,!?")

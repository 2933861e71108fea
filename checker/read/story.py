"""Builds the text of a document that comes as paragraphs and tables, with its pages, table rows and headings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.model import Cell, Document, Page, TableRow
from checker.read.normalise import normalise

#: Stands in raw text where a new page begins; readers take it out of what a document holds itself.
NEW_PAGE = "\ue000"
#: A heading of a document's own markup is one only if it is no longer than this; whole clauses are styled so, too.
LONGEST_HEADING = 120
_SENTENCE = re.compile(r"\b(?:shall|will|must|may|agrees?|is|are)\b")


@dataclass(frozen=True, slots=True)
class RawCell:
    """The raw text of a cell of a row under the text of its column's header; `at` is a span already written."""

    header: str
    text: str
    at: tuple[int, int] | None = None


class Story:
    """Takes paragraphs and rows in reading order; each is normalised when it comes, and never again."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.breaks: list[int] = []  # where a page begins, the first excepted
        self.written = 0  # the length of the text at the last page break
        self.rows: list[TableRow] = []
        self.headings: list[int] = []

    def paragraph(self, raw: str, heading: bool = False) -> tuple[int, int]:
        """Write a paragraph, and note where it begins if it is a heading; its span."""
        text, pages = _unmarked(normalise(raw))
        if not text:
            if pages:
                self.new_page()
            return self.length, self.length
        start = self._separate("\n\n")
        if heading and len(text) <= LONGEST_HEADING and not (text[-1] in ".;," and _SENTENCE.search(text)):
            self.headings.append(start)
        self._write(text, pages)
        return start, self.length

    def row(self, cells: Sequence[RawCell], close: bool = False) -> list[tuple[int, int]]:
        """Write a table row as one line, its cells divided by bars; the span of each cell (empty for an empty one).

        `close` puts it on the next line, without a blank line before it.
        """
        texts = [_unmarked(" ".join(normalise(cell.text).split())) for cell in cells]
        if not any(text for text, _ in texts):
            return [cell.at or (self.length, self.length) for cell in cells]
        begin = self._separate("\n" if close else "\n\n")
        spans: list[tuple[int, int]] = []
        for cell, (text, pages) in zip(cells, texts, strict=True):
            if not text:
                spans.append(cell.at or (self.length, self.length))
                continue
            if self.length > begin:
                self._write(" " if spans[-1][1] == self.length and _prefix(self.parts[-1]) else " | ", [])
            start = self.length
            self._write(text, pages)
            spans.append((start, self.length))
        self.record([cell.header for cell in cells], spans)
        return spans

    def record(self, headers: Sequence[str], spans: Sequence[tuple[int, int]]) -> None:
        """Note what was written as a table row; cells without text are left out."""
        pairs = zip(headers, spans, strict=True)
        cells = [Cell(" ".join(normalise(header).split()), *span) for header, span in pairs if span[0] < span[1]]
        if cells:
            last = cells[-1]
            own = [cell for cell in cells if cell.start >= (self.rows[-1].end if self.rows else 0)] or [last]
            self.rows.append(TableRow(tuple(cells), own[0].start, own[-1].end))

    def new_page(self) -> None:
        """A page ends here; where nothing was written since the last break, both are the same."""
        if self.length > self.written:
            self.breaks.append(self.length)
            self.written = self.length

    def _separate(self, between: str) -> int:
        if not self.length:
            return 0
        begins = bool(self.breaks) and self.breaks[-1] == self.length
        self._write(between, [])
        if begins:
            self.breaks[-1] = self.written = self.length
        return self.length

    def _write(self, text: str, pages: Sequence[int]) -> None:
        for page in pages:
            if self.length + page > self.written:
                self.breaks.append(self.length + page)
                self.written = self.length + page
        self.parts.append(text)
        self.length += len(text)

    def document(self, path: Path, data: bytes, form: str, notes: Sequence[str]) -> Document:
        """What was written, as the document in the file `path` with the bytes `data`."""
        text = "".join(self.parts)
        starts = [0, *(at for at in self.breaks if at < len(text))]
        ends = [*starts[1:], len(text)]
        pages = tuple(
            Page(number, str(number), start, end)
            for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
        )
        return Document(
            path.name, hashlib.sha256(data).hexdigest(), text, pages, tuple(self.rows), tuple(notes), form,
            headings=tuple(self.headings),
        )  # fmt: skip


def _prefix(text: str) -> bool:
    """Whether a cell holds no more than what belongs to the next one: a currency sign, an opening bracket."""
    return text in ("$", "€", "£", "(", "US$", "EUR", "USD", "GBP")


def _unmarked(text: str) -> tuple[str, list[int]]:
    """The text without its page marks and white space around it, and where the marks stood in it."""
    if NEW_PAGE not in text:
        return text.strip(), []
    out, pages = "", []
    for number, piece in enumerate(text.split(NEW_PAGE)):
        if number:
            pages.append(len(out))
        out += piece.lstrip(" \n") if not out or out[-1] in " \n" else piece
    out = out.rstrip()
    return out, [min(page, len(out)) for page in pages]

"""The paragraphs and tables of a Word file in reading order, each paragraph with its number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.read.docx.numbering import Numbering
from checker.read.docx.package import Package, W
from checker.read.docx.runs import ALTERNATIVE, Reading, Runs
from checker.read.docx.styles import Styles, number, switch, value
from checker.read.grid import Block, Grid, GridCell, GridRow
from checker.read.story import NEW_PAGE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: What only wraps paragraphs, rows or cells.
_WRAPPERS = frozenset(
    [f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom")]
    + [ALTERNATIVE, ALTERNATIVE.replace("AlternateContent", "Choice")]
)
_LEADER = re.compile(r"\t+\s*(?P<page>[\divxlc]+)\s*$", re.IGNORECASE)


class Body:
    """Walks a document once, in order: numbers are counted as paragraphs come."""

    def __init__(self, package: Package, original: bool) -> None:
        self.styles = Styles(package.part("styles"))
        self.numbering = Numbering(package.part("numbering"), self.styles)
        self.reading = Reading(self.styles, original)
        self.root = package.document()
        self.notes = {
            kind: {item.get(f"{W}id", ""): item for item in root}
            for kind in ("footnote", "endnote")
            if (root := package.part(f"{kind}s")) is not None
        }
        self.waiting: list[tuple[str, str]] = []  # notes whose sentence is not over
        self.numbers = {"footnote": 0, "endnote": 0}
        self.embedded = 0
        self.boxed = 0  # how many text boxes are open: their sentences are not those that notes wait for
        sections = [item for item in self.root.iter(f"{W}sectPr") if item.getparent().tag != f"{W}sectPrChange"]  # type: ignore[union-attr]
        self.breaking = {
            section for section, following in itertools.pairwise(sections)
            if value(following, "type") != "continuous"
        }  # fmt: skip

    def blocks(self) -> Iterator[Block | Grid]:
        """The whole document; a footnote comes when the sentence that it stands in has ended."""
        body = self.root.find(f"{W}body")
        for block in self._blocks(body) if body is not None else ():
            yield block
            if (
                not self.boxed
                and self.waiting
                and (isinstance(block, Grid) or block.text.rstrip(NEW_PAGE + ' \n"\u201d')[-1:] in (".", "!", "?"))
            ):
                yield from self._notes()
        yield from self._notes()

    def _notes(self) -> Iterator[Block | Grid]:
        waiting, self.waiting = self.waiting, []
        for kind, ident in waiting:
            self.numbers[kind] += 1
            note = self.notes.get(kind, {}).get(ident)
            lead = f"{kind.capitalize()} {self.numbers[kind]}: "
            for block in self._blocks(note) if note is not None else ():
                if isinstance(block, Block) and block.text.strip():
                    yield Block(lead + block.text)
                    lead = ""
                else:
                    yield block

    def _blocks(self, container: Element) -> Iterator[Block | Grid]:
        carried = Block("")
        for element in _unwrapped(container, self.reading, f"{W}p", f"{W}tbl", f"{W}altChunk"):
            if element.tag == f"{W}p":
                block, ended, boxes = self._paragraph(element, carried)
                if not ended:
                    carried = block
                else:
                    carried = Block("")
                    yield block
                for box in boxes:
                    self.boxed += 1
                    yield from self._blocks(box)
                    self.boxed -= 1
                continue
            if carried.text:
                yield carried
                carried = Block("")
            if element.tag == f"{W}tbl":
                yield self._table(element)
            else:
                self.embedded += 1
        if carried.text:
            yield carried

    def _paragraph(self, element: Element, carried: Block) -> tuple[Block, bool, list[Element]]:
        """The paragraph behind what an ended one left to it, whether it ends here, and the boxes anchored in it.

        It does not end where its mark is deleted (it takes the number of the next one then), nor where its mark is
        hidden, as between a heading and the text that runs on from it.
        """
        reading = self.reading
        current = element.find(f"{W}pPr")
        properties = reading.before(current, "pPr")
        style = self.styles.paragraph(properties)
        contents = reading.in_contents() or self.styles.styled(style).contents
        runs = Runs(reading, element, style)
        self.waiting += runs.notes
        text, bold = carried.text + runs.text, runs.bold and (carried.bold or not carried.text)
        mark = current.find(f"{W}rPr") if current is not None else None
        if reading.changed(mark):
            return Block(text, carried.heading, carried.numbered, bold), False, runs.boxes
        hidden = self.styles.look(style, reading.before(mark, "rPr")).hidden
        if hidden and not text.strip():
            return carried, False, runs.boxes
        label = "" if carried.numbered else self.numbering.label(properties, style, reading.original)
        heading = carried.heading or self.styles.heading(style, properties)
        if contents or reading.in_contents():
            text = _contents_line(text)
        text = _labelled(label, text)
        if not hidden:
            text = self._paged(text, style, properties)
        return Block(text, heading, carried.numbered or bool(label), bold), not hidden, runs.boxes

    def _paged(self, text: str, style: str, properties: Element | None) -> str:
        own = switch(properties, "pageBreakBefore")
        if self.styles.styled(style).new_page if own is None else own:
            text = NEW_PAGE + text
        section = properties.find(f"{W}sectPr") if properties is not None else None
        return text + NEW_PAGE if section is not None and section in self.breaking else text

    def _table(self, element: Element) -> Grid:
        grid = Grid()
        for line in _unwrapped(element, self.reading, f"{W}tr"):
            properties = line.find(f"{W}trPr")
            if self.reading.changed(properties):
                continue
            before = number(value(properties, "gridBefore")) or 0
            row = GridRow([], bool(switch(properties, "tblHeader")), max(0, min(before, 1000)))
            for cell in _unwrapped(line, self.reading, f"{W}tc"):
                its = cell.find(f"{W}tcPr")
                if self.reading.changed(its):
                    continue
                span = number(value(its, "gridSpan")) or 1
                row.cells.append(GridCell(list(self._blocks(cell)), max(1, min(span, 1000)), _goes_on(its)))
            grid.rows.append(row)
        return grid


def _unwrapped(element: Element, reading: Reading, *tags: str) -> Iterator[Element]:
    """The children with one of the tags, also those inside content controls and tracked changes."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS and not reading.skips(child.tag):
            yield from _unwrapped(child, reading, *tags)


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = properties.find(f"{W}vMerge") if properties is not None else None
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _labelled(label: str, text: str) -> str:
    """The number before the text, on the page on which the text begins."""
    if not label:
        return text
    rest = text.lstrip(NEW_PAGE)
    between = " " if label[-1:].isalnum() and rest[:1].isalnum() else ""
    return NEW_PAGE * (len(text) - len(rest)) + label + between + rest


def _contents_line(text: str) -> str:
    """An entry of a table of contents with the leader that Word draws before its page."""
    found = _LEADER.search(text)
    if found:
        return f"{text[: found.start()]} ..... {found['page']}"
    return f"{text.rstrip()} ....." if text.strip(NEW_PAGE + " \t\n") else text

"""The text of one paragraph of a Word file: its runs, fields, tracked changes, symbols, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.read.docx.package import W
from checker.read.docx.styles import Styles, number, switch, value
from checker.read.docx.symbols import symbol, symbols
from checker.read.story import NEW_PAGE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVE, BOX = f"{_MC}AlternateContent", f"{W}txbxContent"
INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
#: What holds no text of its own, or text that is not the contract's (the reading aid over an East Asian word).
_PASSED = frozenset(f"{W}{tag}" for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "fldData"))
_PLAIN = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad",
    f"{W}lastRenderedPageBreak": NEW_PAGE,
}  # fmt: skip
_GRAPHIC = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", ALTERNATIVE))


@dataclass
class Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False
    form: Element | None = None


@dataclass
class Reading:
    """What lasts from paragraph to paragraph: the way changes are read, open fields, and what was left out."""

    styles: Styles
    original: bool
    fields: list[Field] = field(default_factory=list)
    left_out: int = 0  # words that are struck out or hidden
    objects: int = 0  # embedded files
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)

    def skips(self, tag: object) -> bool:
        """Whether the content of a tracked change is not in the text as it is read."""
        return tag in (INSERTED if self.original else DELETED)

    def changed(self, properties: Element | None) -> bool:
        """Whether what has these properties (a paragraph's mark, a row, a cell) is not in the text as it is read."""
        if properties is None:
            return False
        tags = ("ins", "moveTo", "cellIns") if self.original else ("del", "moveFrom", "cellDel")
        return any(properties.find(f"{W}{tag}") is not None for tag in tags)

    def before(self, properties: Element | None, tag: str) -> Element | None:
        """The properties as they are read: in the original reading, those that a tracked change replaced."""
        change = properties.find(f"{W}{tag}Change") if properties is not None and self.original else None
        return properties if change is None else change.find(f"{W}{tag}")

    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(field.instruction.split()[:1] == ["TOC"] for field in self.fields)


class Runs:
    """The text of a paragraph, with the boxes and notes that are anchored in it."""

    def __init__(self, reading: Reading, paragraph: Element, style: str) -> None:
        self.reading = reading
        self.style = style
        self.out: list[str] = []
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []  # (footnote or endnote, its id)
        self.bold = True
        self._walk(paragraph)
        # An instruction that is still open at the end of its paragraph must not swallow what follows.
        reading.fields[:] = [field for field in reading.fields if field.shown]

    @property
    def text(self) -> str:
        """The raw text."""
        return "".join(self.out)

    def _walk(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag in _PASSED or self.reading.skips(tag):
                continue
            elif tag == f"{_M}t":
                self.out.append(child.text or "")
            elif tag == f"{_M}f":
                self._fraction(child)
            elif tag == f"{W}fldSimple":
                self.reading.fields.append(Field(child.get(f"{W}instr", ""), True))
                self._walk(child)
                self.reading.fields.pop()
            elif tag == ALTERNATIVE:
                self._alternative(child)
            elif tag == BOX:
                self.boxes.append(child)
            else:
                self._walk(child)

    def _fraction(self, element: Element) -> None:
        over, under = element.find(f"{_M}num"), element.find(f"{_M}den")
        for part, sign in ((over, " / "), (under, "")):
            if part is not None:
                self._walk(part)
            self.out.append(sign)

    def _alternative(self, element: Element) -> None:
        """One of the branches that say the same: the first, and the fallback only where the first says nothing."""
        before = (len(self.out), len(self.boxes))
        for branch in element:
            self._walk(branch)
            if (len(self.out), len(self.boxes)) != before:
                return

    def _run(self, run: Element) -> None:
        reading = self.reading
        properties = reading.before(run.find(f"{W}rPr"), "rPr")
        look = reading.styles.look(self.style, properties)
        hidden = look.gone
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child, hidden)
            elif tag == f"{W}instrText":
                if reading.fields:
                    reading.fields[-1].instruction += child.text or ""
            elif any(not field.shown for field in reading.fields) or tag in _PASSED:
                continue
            elif tag in (f"{W}t", f"{W}delText"):
                self._text(child.text or "", properties, hidden, look.bold)
            elif tag in _PLAIN:
                if not hidden or tag == f"{W}lastRenderedPageBreak":
                    self.out.append(_PLAIN[tag])
            else:
                self._other(child, hidden)

    def _text(self, text: str, properties: Element | None, hidden: bool, bold: bool) -> None:
        if not text:
            return
        if hidden:
            self.reading.left_out += len(text.split())
            return
        self.bold = self.bold and (bold or not text.strip())
        if not text.isascii():
            text = text.replace(NEW_PAGE, "")
            if any("\uf000" <= sign <= "\uf0ff" for sign in text):
                fonts = properties.find(f"{W}rFonts") if properties is not None else None
                text = symbols(text, fonts.get(f"{W}ascii", "") if fonts is not None else "")
        self.out.append(text)

    def _other(self, child: Element, hidden: bool) -> None:
        tag = child.tag
        if tag == f"{W}br":
            if child.get(f"{W}type") == "page":
                self.out.append(NEW_PAGE)
            elif not hidden:
                self.out.append("\n")
        elif hidden:
            return
        elif tag == f"{W}sym":
            self.out.append(symbol(child.get(f"{W}char", ""), child.get(f"{W}font", "")))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self.notes.append((str(tag).removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
        elif tag in _GRAPHIC:
            self.reading.objects += tag == f"{W}object" and child.find("{*}OLEObject") is not None
            if tag == ALTERNATIVE:
                self._alternative(child)
            else:
                self._walk(child)
        elif tag == f"{W}ruby":
            self._walk(child)

    def _field(self, child: Element, hidden: bool) -> None:
        fields = self.reading.fields
        kind = child.get(f"{W}fldCharType")
        if kind == "begin":
            fields.append(Field(form=child.find(f"{W}ffData")))
        elif kind == "separate" and fields:
            fields[-1].shown = True
        elif kind == "end" and fields:
            ended = fields.pop()
            if ended.form is not None and not hidden and all(field.shown for field in fields):
                self.out.append(_form(ended.form))


def _form(data: Element) -> str:
    """What an old form field shows that has no result of its own: a box, or the entry that is chosen."""
    box, choice = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        on = switch(box, "checked")
        return "\u2612" if (on if on is not None else switch(box, "default")) else "\u2610"
    if choice is not None:
        entries = [item.get(f"{W}val", "") for item in choice.iterfind(f"{W}listEntry")]
        at = number(value(choice, "result") or value(choice, "default")) or 0
        return entries[at] if 0 <= at < len(entries) else ""
    return ""

"""The blocks of a parsed web page: what a reader of the page sees, in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.read.grid import Block, Grid, GridCell, GridRow
from checker.read.lists import ListLabels
from checker.read.story import NEW_PAGE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header html legend li main menu ol p pre section summary td th tr ul document text".split()
)
_ROWS = frozenset("tr thead tbody tfoot colgroup col".split())
_PASSED = frozenset(
    "head script style noscript template iframe object embed svg canvas audio video map nav button meta link base title rt "
    "rp datalist".split()
)
_STRUCK = frozenset(("s", "strike"))
_BOLD = frozenset(("b", "strong", "th"))
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BREAK = re.compile(r"(?:page-)?break-(before|after)\s*:\s*(?:always|page|left|right)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"^\s*[a-z0-9]*\.([\w-]+)\s*$", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
#: Columns and rows that a cell may span; browsers stop at a thousand, too.
WIDEST = 1000


class Page:
    """A web page; `original` reads its marked changes (ins, del) as the text stood before them.

    `links` writes the address of a link behind its words, as the source of a Markdown file shows it.
    """

    def __init__(self, root: HtmlElement, original: bool, links: bool = False) -> None:
        self.original = original
        self.links = links
        self.inserted = self.deleted = self.left_out = self.breaks = 0
        self.hidden_classes: set[str] = set()
        self.struck_classes: set[str] = set()
        for style in root.iter("style"):
            self._rules(style.text or "")

    def _rules(self, css: str) -> None:
        for selectors, rules in _RULE.findall(css[:200_000]):
            for selector in selectors.split(","):
                named = _CLASS.match(selector)
                if named and _HIDDEN_STYLE.search(rules):
                    self.hidden_classes.add(named[1])
                elif named and _STRUCK_STYLE.search(rules):
                    self.struck_classes.add(named[1])

    def blocks(self, element: HtmlElement) -> list[Block | Grid]:
        """What stands in the element, as paragraphs and tables."""
        flow = _Flow(self)
        flow.element(element, ListLabels())
        flow.flush()
        return flow.found

    def seen(self, element: HtmlElement) -> bool:
        """Whether a reader of the page sees the element, and it is not struck out."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _PASSED:
            return False
        classes = (element.get("class") or "").split()
        style = element.get("style") or ""
        if (
            element.get("hidden") is not None
            or _HIDDEN_STYLE.search(style)
            or self.hidden_classes.intersection(classes)
        ):
            return False
        self.inserted += tag == "ins"
        self.deleted += tag == "del"
        if tag == ("ins" if self.original else "del"):
            return False
        if tag in _STRUCK or _STRUCK_STYLE.search(style) or self.struck_classes.intersection(classes):
            self.left_out += len("".join(element.itertext()).split())
            return False
        return True

    def notes(self, changes: str) -> list[str]:
        """What the user should know of the reading."""
        notes = []
        if self.inserted or self.deleted:
            reading = "as if all were accepted" if changes == "accepted" else "as the text stood before them"
            notes.append(
                f"marked changes (insertions: {self.inserted}, deletions: {self.deleted}) were read {reading} (--changes)"
            )
        if self.left_out:
            notes.append(f"words struck out in the page are left out: {self.left_out}")
        if self.breaks:
            notes.append("page numbers follow the page breaks marked in the file")
        return notes


class _Flow:
    """Gathers running text until a block ends it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Block | Grid] = []
        self.out: list[str] = []
        self.label = ""
        self.heading = False
        self.strong = 0
        self.bold = True

    def flush(self) -> None:
        """End the paragraph."""
        text = "".join(self.out).strip(" \n")
        self.out.clear()
        if text.strip():
            label = "" if self.label == "\u2022 " and ListLabels.own(text) else self.label
            self.found.append(Block(label + text, self.heading, bool(label.strip("\u2022 ")), self.bold))
            self.label = ""
        self.bold = True

    def text(self, text: str | None, pre: bool = False) -> None:
        """Take running text; white space is one space, except in preformatted text."""
        if not text:
            return
        text = text.replace(NEW_PAGE, "")
        text = text if pre else _SPACE.sub(" ", text)
        if text.strip():
            self.bold = self.bold and self.strong > 0
        self.out.append(text)

    def element(self, element: HtmlElement, labels: ListLabels, pre: bool = False) -> None:
        """Take an element with all that is in it; what follows it is its parent's."""
        if not self.page.seen(element):
            return
        tag = str(element.tag)
        style = element.get("style") or ""
        breaks = set(_BREAK.findall(style))
        if tag == "table":
            self._table(element, labels)
        elif tag in ("br", "hr", "input", "select", "textarea", "sup"):
            self._single(element, tag)
        else:
            block = tag in _BLOCKS
            if block:
                self.flush()
            if "before" in breaks:
                self._new_page()
            self._inside(element, tag, labels, pre, bool(_BOLD_STYLE.search(style)))
            if block:
                self.flush()
        if "after" in breaks or (tag == "hr" and "before" in breaks):
            self._new_page()

    def _inside(self, element: HtmlElement, tag: str, labels: ListLabels, pre: bool, strong: bool) -> None:
        if tag == "li":
            self.label = labels.label(element)
        elif tag in ("ol", "ul", "menu", "dir"):
            labels = labels.below(element)
        heading = self.heading
        self.heading = heading or (len(tag) == 2 and tag[0] == "h" and tag[1] in "123456")
        self.strong += strong or tag in _BOLD
        self._children(element, labels, pre or tag == "pre")
        target = (element.get("href") or "") if tag == "a" and self.page.links else ""
        if target and not target.startswith(("#", "mailto:")) and target not in "".join(element.itertext()):
            self.text(f" ({target})")
        self.strong -= strong or tag in _BOLD
        if len(tag) == 2 and tag[0] == "h":
            self.flush()
        self.heading = heading

    def _children(self, element: HtmlElement, labels: ListLabels, pre: bool) -> None:
        self.text(element.text, pre)
        for child in element:
            self.element(child, labels, pre)
            self.text(child.tail, pre)

    def _single(self, element: HtmlElement, tag: str) -> None:
        if tag == "br":
            self.out.append("\n")
        elif tag == "hr":
            self.flush()
        elif tag == "input":
            self._input(element)
        elif tag == "select":
            chosen = [option for option in element.iter("option") if option.get("selected") is not None]
            self.text("".join(chosen[0].itertext()) if chosen else "")
        elif tag == "textarea":
            self.text(element.text)
        else:
            raised = "".join(element.itertext()).strip()
            if not re.fullmatch(r"[\[(]?\d{1,3}[\])]?|[*\u2020\u2021]", raised) or "".join(self.out)[-1:].isdigit():
                self._children(element, ListLabels(), False)

    def _input(self, element: HtmlElement) -> None:
        kind = (element.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            self.text("\u2612 " if element.get("checked") is not None else "\u2610 ")
        elif kind in ("text", "number", "date", "email"):
            self.text(element.get("value"))

    def _new_page(self) -> None:
        self.flush()
        self.page.breaks += 1
        self.found.append(Block(NEW_PAGE))

    def _table(self, table: HtmlElement, labels: ListLabels) -> None:
        self.flush()
        for child in table:  # what a careless writer puts between rows is shown before the table
            if child.tag not in _ROWS:
                self.element(child, labels)
            self.text(child.tail)
        self.flush()
        grid = Grid()
        open_: dict[int, tuple[int, int]] = {}  # column -> (rows it still spans, columns)
        for line in _lines(table):
            if not self.page.seen(line):
                continue
            parent = line.getparent()
            row = GridRow(header=parent is not None and parent.tag == "thead")
            column = 0
            for cell in line:
                if cell.tag not in ("td", "th") or not self.page.seen(cell):
                    continue
                column = self._spanned(row, open_, column)
                wide, high = (min(max(_whole(cell.get(name)), 1), WIDEST) for name in ("colspan", "rowspan"))
                inner = _Flow(self.page)
                inner.strong = int(cell.tag == "th")
                inner._children(cell, labels.fresh(), False)
                inner.flush()
                row.cells.append(GridCell(inner.found, wide, header=cell.tag == "th"))
                if high > 1:
                    open_[column] = (high - 1, wide)
                column += wide
            self._spanned(row, open_, column)
            grid.rows.append(row)
        self.found.append(grid)

    @staticmethod
    def _spanned(row: GridRow, open_: dict[int, tuple[int, int]], column: int) -> int:
        """Put in the cells that go on from the rows above; the next free column."""
        while column in open_:
            high, wide = open_.pop(column)
            row.cells.append(GridCell(span=wide, goes_on=True))
            if high > 1:
                open_[column] = (high - 1, wide)
                column += wide
                continue
            column += wide
        return column


def _lines(table: HtmlElement) -> list[HtmlElement]:
    """The rows of a table, not those of tables inside it."""
    lines: list[HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            lines.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            lines += [line for line in child if line.tag == "tr"]
    return lines


def _whole(text: str | None) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return int(digits[1]) if digits else 1

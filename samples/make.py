"""Make the sample contracts: samples/source/*.md -> samples/*.pdf or *.docx, the same bytes on every run.

    python samples/make.py            write the files
    python samples/make.py --check    write nothing; exit 1 if a committed file differs from its source

The sources are Markdown, so the checker reads them too.  Beyond Markdown there is only this: a head of `key: value`
lines between `---` lines, `<!-- contents -->` where the table of contents goes, and `<!-- page -->` for a new page.
`make: docx` in the head makes a Word file (see word.py for what its source may hold).
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.tableofcontents import TableOfContents
from word import docx

HERE = Path(__file__).resolve().parent

PAPER = {"a4": A4, "letter": LETTER}
FACES = {"serif": ("Times-Roman", "Times-Bold"), "sans": ("Helvetica", "Helvetica-Bold")}

#: How deep a numbered paragraph is indented, by the look of its number; the first that fits counts.
LEVELS = (
    (re.compile(r"^(\d+\.\d+(?:\.\d+)*)\s+"), 0),
    (re.compile(r"^(\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x)\))\s+"), 2),
    (re.compile(r"^(\([a-z]{1,2}\))\s+"), 1),
    (re.compile(r"^(\d+\.|\(\d+\)|\([A-Z]\))\s+"), 0),
)


@dataclass(frozen=True)
class Sample:
    """One source: the `key: value` lines of its head, and its blocks of lines."""

    head: dict[str, str]
    blocks: tuple[tuple[str, ...], ...]


def parse(source: str) -> Sample:
    """The head and the blocks (runs of lines between blank lines) of a source."""
    _, head, body = source.split("---\n", 2)
    pairs = dict(line.split(": ", 1) for line in head.strip().splitlines())
    runs = re.split(r"\n\s*\n", body.strip())
    return Sample(pairs, tuple(tuple(run.splitlines()) for run in runs))


def markup(text: str) -> str:
    """Markdown inside a paragraph as reportlab's markup, with typographic quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text).replace('"', "”").replace("'", "’")
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


class Styles:
    """The paragraph styles of one sample."""

    def __init__(self, head: dict[str, str]) -> None:
        plain, bold = FACES[head.get("face", "serif")]
        size = float(head.get("size", "10"))
        align = TA_JUSTIFY if head.get("justify", "yes") == "yes" else TA_LEFT
        body = {"fontName": plain, "fontSize": size, "leading": size * 1.25}
        strong = {"fontName": bold, "leading": size * 1.3}
        self.size = size
        self.body = ParagraphStyle("body", **body, alignment=align, spaceAfter=size * 0.55)
        self.cell = ParagraphStyle("cell", fontName=plain, fontSize=size * 0.9, leading=size * 1.1)
        self.head = ParagraphStyle("head", parent=self.cell, fontName=bold)
        self.title = ParagraphStyle("title", fontName=bold, fontSize=size * 2, leading=size * 2.5, alignment=TA_CENTER)
        self.part = ParagraphStyle(
            "part", **strong, fontSize=size * 1.15, alignment=TA_CENTER, spaceAfter=size, keepWithNext=1
        )
        self.clause = ParagraphStyle(
            "clause", **strong, fontSize=size, spaceBefore=size * 0.5, spaceAfter=size * 0.5, keepWithNext=1
        )
        self.sub = ParagraphStyle("sub", parent=self.clause, fontSize=size)
        self.entry = ParagraphStyle("entry", **body, rightIndent=10 * mm)

    def level(self, depth: int) -> ParagraphStyle:
        """The style of a numbered paragraph, its number hanging in the margin."""
        indent = (12 + 9 * depth) * mm
        return ParagraphStyle(
            f"level{depth}",
            parent=self.body,
            leftIndent=indent,
            bulletIndent=indent - (9 if depth else 12) * mm,
            bulletFontName=self.body.fontName,
            bulletFontSize=self.size,
        )


class Numbered(Canvas):  # type: ignore[misc]
    """A canvas that knows the number of pages when it writes the running header and footer."""

    head: dict[str, str]
    face: str

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._saved: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._saved.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for state in self._saved:
            self.__dict__.update(state)
            self._running(len(self._saved))
            super().showPage()
        super().save()

    def _running(self, total: int) -> None:
        if self._pageNumber == 1 and self.head.get("cover", "no") == "yes":
            return
        width, height = self._pagesize
        self.setFont(self.face, 8)
        if "header" in self.head:
            self.drawString(25 * mm, height - 14 * mm, self.head["header"])
        if "header-right" in self.head:
            self.drawRightString(width - 25 * mm, height - 14 * mm, self.head["header-right"])
        if "footer" in self.head:
            self.drawString(25 * mm, 12 * mm, self.head["footer"])
        number = self.head.get("number", "{page}").format(page=self._pageNumber, pages=total)
        self.drawRightString(width - 25 * mm, 12 * mm, number)


class Contract(BaseDocTemplate):  # type: ignore[misc]
    """A document that gives its headings to the table of contents."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Paragraph) and flowable.style.name in ("part", "clause") and self.page > 2:
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def table(lines: tuple[str, ...], styles: Styles, width: float) -> Table:
    """A Markdown table as a ruled one; the first row is its header and is repeated on each page."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    rows = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    longest = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    shares = [min(max(n, 9), 44) for n in longest]
    cells = [
        [Paragraph(markup(cell), styles.head if not index else styles.cell) for cell in row]
        for index, row in enumerate(rows)
    ]
    made = Table(
        cells, colWidths=[width * share / sum(shares) for share in shares], repeatRows=1, spaceAfter=styles.size
    )
    made.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.92, 0.92, 0.92)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return made


def signatures(lines: tuple[str, ...], styles: Styles, width: float) -> Table:
    """Two columns of lines without rules: a signature block."""
    rows = [[Paragraph(markup(cell.strip()), styles.cell) for cell in line.split("||")] for line in lines]
    return Table(rows, colWidths=[width / 2] * 2, spaceBefore=styles.size)


def contents(styles: Styles) -> TableOfContents:
    """An empty table of contents, filled in the second pass."""
    made = TableOfContents(dotsMinLevel=0)
    made.levelStyles = [styles.entry]
    return made


def paragraph(text: str, styles: Styles) -> Paragraph:
    """A paragraph of text; where it begins with a number, the number hangs to its left."""
    for pattern, depth in LEVELS:
        found = pattern.match(text)
        if found:
            return Paragraph(markup(text[found.end() :]), styles.level(depth), bulletText=found[1])
    return Paragraph(markup(text), styles.body)


HEADINGS: tuple[tuple[str, Callable[[Styles], ParagraphStyle]], ...] = (
    ("### ", lambda styles: styles.sub),
    ("## ", lambda styles: styles.clause),
    ("# ", lambda styles: styles.part),
)


def flow(sample: Sample, styles: Styles, width: float) -> Iterator[Flowable]:
    """The blocks of a sample as reportlab's flowables."""
    if sample.head.get("cover", "no") == "yes":
        yield from cover(sample.head, styles)
    for lines in sample.blocks:
        text = " ".join(line.strip() for line in lines)
        heading = next((found for found in HEADINGS if text.startswith(found[0])), None)
        if text == "<!-- contents -->":
            yield contents(styles)
        elif text == "<!-- page -->":
            yield PageBreak()
        elif heading:
            yield Paragraph(markup(text.removeprefix(heading[0])), heading[1](styles))
        elif lines[0].startswith("|"):
            yield table(lines, styles, width)
        elif "||" in lines[0]:
            yield signatures(lines, styles, width)
        else:
            yield paragraph(text, styles)


def cover(head: dict[str, str], styles: Styles) -> Iterator[Flowable]:
    """A title page: date, parties, title."""
    small = ParagraphStyle("small", parent=styles.body, alignment=TA_CENTER, spaceAfter=styles.size * 1.5)
    yield Spacer(1, 45 * mm)
    yield Paragraph(markup(head["date"]), small)
    yield Spacer(1, 15 * mm)
    for number, party in enumerate(head["parties"].split("; "), 1):
        yield Paragraph(f"({number})  {markup(party)}", small)
    yield Spacer(1, 20 * mm)
    yield Paragraph(markup(head["title"]), styles.title)
    yield Spacer(1, 6 * mm)
    yield Paragraph(markup(head.get("subtitle", "")), small)
    yield PageBreak()


def pdf(source: str) -> bytes:
    """The PDF of a source, as bytes that depend on the source alone."""
    sample = parse(source)
    styles = Styles(sample.head)
    paper = PAPER[sample.head.get("paper", "a4")]
    out = io.BytesIO()
    margin = 25 * mm
    document = Contract(
        out, pagesize=paper, leftMargin=margin, rightMargin=margin, topMargin=22 * mm, bottomMargin=20 * mm, invariant=1
    )
    document.title = sample.head["title"]
    document.author = "bpo-check samples"
    frame = Frame(margin, 20 * mm, document.width, document.height, leftPadding=0, rightPadding=0, id="text")
    document.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    canvas = type("Page", (Numbered,), {"head": sample.head, "face": FACES[sample.head.get("face", "serif")][0]})
    document.multiBuild(list(flow(sample, styles, document.width)), canvasmaker=canvas)
    return out.getvalue()


def made(source: str) -> tuple[str, bytes]:
    """The suffix and the bytes of what a source makes."""
    sample = parse(source)
    return (".docx", docx(sample.head, sample.blocks)) if sample.head.get("make") == "docx" else (".pdf", pdf(source))


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say which committed ones differ from their sources."""
    stale = []
    for source in sorted((HERE / "source").glob("*.md")):
        suffix, data = made(source.read_text(encoding="utf-8"))
        target = HERE / (source.stem + suffix)
        if arguments != ["--check"]:
            target.write_bytes(data)
        elif not target.exists() or target.read_bytes() != data:
            stale.append(target.name)
    if stale:
        print(f"not what its source makes: {', '.join(stale)}; run python samples/make.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

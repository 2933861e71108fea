"""A PDF as a document: each page read as text or, where it is a picture of text, through OCR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.errors import UnreadableError
from checker.model import Document
from checker.read.assemble import Leaf, assemble, listed
from checker.read.furniture import furniture
from checker.read.garbled import garbled
from checker.read.hyphens import mend
from checker.read.normalise import normalise
from checker.read.ocr import SCAN, recognise
from checker.read.options import Options
from checker.read.page import Line, RawPage, paragraphs
from checker.read.tables import table_rows, worth_reading

#: A page with fewer signs than this (running headers aside) and a picture is a scan (measured on filed contracts).
FEW = 50
#: The share of a page that a picture covers at least: a logo is less.
COVERED = 0.1
#: A picture of most of the page is a scan up to so many signs: services for signing print stamps on each page.
MOST, STAMPED = 0.6, 200


def read_pdf(path: Path, data: bytes, options: Options) -> Document:
    """The document in a PDF.

    Raises UnreadableError where the file is encrypted, broken or empty, and where a page cannot be read unless the
    user allows that; a document of which no page can be read is always an error.
    """
    import pypdfium2

    _demand_whole(path, data)
    try:
        pdf = pypdfium2.PdfDocument(data, password=options.password)
    except pypdfium2.PdfiumError as problem:
        raise UnreadableError(_why(path, str(problem), options.password)) from None
    try:
        if len(pdf) == 0:
            raise UnreadableError(f"{path.name}: has no pages; export the contract again")
        if pdf.get_formtype():
            pdf.init_forms()
        pages = _undamaged(data, [_page(pdf, number) for number in range(len(pdf))], options)
        kept = _without_furniture(pages)
        wanted = _pictures(pages, kept)
        if wanted:
            pages = recognise(pdf, pages, wanted, options)
            kept = _without_furniture(pages)
        _demand_read(path, pages, options)
        document, tables = _document(path, data, pages, kept)
        return replace(document, rows=tuple(table_rows(pdf, tables, document.text, document.pages)))
    finally:
        pdf.close()


def _demand_whole(path: Path, data: bytes) -> None:
    """Raise UnreadableError for a file that ends in the middle, which pdfium would mend by leaving pages out."""
    end = data.rfind(b"%%EOF")
    if b" obj" in data[end + 5 :] if end >= 0 else b"startxref" not in data[-2048:]:
        raise UnreadableError(f"{path.name}: is a broken or truncated PDF, its end is missing; get the file again")


def _why(path: Path, problem: str, password: str | None) -> str:
    if "password" in problem.lower():
        if password:
            return f"{path.name}: the password does not open it; give the right one with --password"
        return f"{path.name}: is encrypted; give its password with --password"
    if "security" in problem.lower():
        return f"{path.name}: is encrypted in a way that is not known; save it without encryption"
    return f"{path.name}: is a broken or truncated PDF; get the file again or print it to PDF"


def _page(pdf: Any, number: int) -> RawPage:
    """A page as the file gives it; one that pdfium cannot load is unread."""
    import pypdfium2
    import pypdfium2.raw as raw

    from checker.read.leaf import raw_page

    label = pdf.get_page_label(number) or str(number + 1)
    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return RawPage(label, (), 0.0, 0.0, source="unread", why="broken")
    try:
        return raw_page(pdf, page, label, raw)
    except pypdfium2.PdfiumError:
        return RawPage(label, (), 0.0, 0.0, source="unread", why="broken")
    finally:
        page.close()


def _undamaged(data: bytes, pages: list[RawPage], options: Options) -> list[RawPage]:
    """The pages, those unread that look blank and are not."""
    blank = [
        number for number, page in enumerate(pages, 1) if not page.lines and not page.picture and page.source == "text"
    ]
    if not blank:
        return pages
    from checker.read.damage import damaged

    lost = damaged(data, options.password, blank)
    return [
        replace(page, source="unread", why="damaged") if number in lost else page
        for number, page in enumerate(pages, 1)
    ]


def _without_furniture(pages: Sequence[RawPage]) -> list[list[Line]]:
    """The lines of each page that are the contract's; copies of one page are not all furniture."""
    dropped = furniture(
        [[line.text for line in page.lines] for page in pages], [[line.middle for line in page.lines] for page in pages]
    )
    kept = [
        [line for index, line in enumerate(page.lines) if index not in drop]
        for page, drop in zip(pages, dropped, strict=True)
    ]
    return kept if any(kept) else [list(page.lines) for page in pages]


def _pictures(pages: Sequence[RawPage], kept: Sequence[Sequence[Line]]) -> dict[int, str]:
    """The pages (by index) that are pictures of text, or whose letters are hidden, and which of both."""
    wanted: dict[int, str] = {}
    for number, (page, lines) in enumerate(zip(pages, kept, strict=True)):
        if page.source == "unread":
            continue
        text = "\n".join([line.text for line in lines])
        why = garbled(text)
        if why or _is_picture(page, text):
            wanted[number] = why or SCAN
    return wanted


def _is_picture(page: RawPage, text: str) -> bool:
    """Whether the words of a page with this text are in its picture."""
    if page.picture < COVERED and not page.drawn:
        return False
    return len("".join(text.split())) < (STAMPED if page.picture >= MOST else FEW)


def _demand_read(path: Path, pages: Sequence[RawPage], options: Options) -> None:
    """Raise UnreadableError if pages are unread and the user does not allow it, or if no page has text."""
    unread = [number for number, page in enumerate(pages, 1) if page.source == "unread"]
    read = any(page.lines for page in pages)
    if not unread:
        if not read:
            count = "its page" if len(pages) == 1 else f"any of its {len(pages)} pages"
            raise UnreadableError(f"{path.name}: no text on {count}; export the contract again")
        return
    if options.allow_unread and read:
        return
    reasons = list(dict.fromkeys(pages[number - 1].why for number in unread))
    rest = "; give --allow-unread to judge the other pages" if read else ""
    raise UnreadableError(f"{path.name}: {listed(unread)} cannot be read: {', '.join(reasons)}{rest}")


def _document(
    path: Path, data: bytes, pages: Sequence[RawPage], kept: Sequence[Sequence[Line]]
) -> tuple[Document, list[int]]:
    """The document without its tables, and the pages (from 1) whose tables are worth reading."""
    texts = [normalise(paragraphs(lines)).strip("\n") for lines in mend(kept)]
    leaves = [Leaf(text, page.label, page.source, page.confidence) for text, page in zip(texts, pages, strict=True)]
    tables: list[int] = []
    for number, (page, text) in enumerate(zip(pages, texts, strict=True), 1):
        goes_on = page.row and number - 1 in tables
        if page.source == "text" and (goes_on or (page.ruled and worth_reading(text))):
            tables.append(number)
    return assemble(path, data, "pdf", leaves, _notes(pages)), tables


def _notes(pages: Sequence[RawPage]) -> list[str]:
    """What the reader of the report should know about the reading, a sentence each."""
    notes: list[str] = []
    read = [(number, page.confidence) for number, page in enumerate(pages, 1) if page.source == "ocr"]
    if read:
        sure = [confidence or 0.0 for _, confidence in read]
        worst = min(read, key=lambda each: each[1] or 0.0)[0]
        least = f", least on page {worst}: {min(sure):.0%}" if max(sure) - min(sure) >= 0.02 else ""
        numbers = listed([number for number, _ in read])
        notes.append(f"{numbers} read by OCR, {sum(sure) / len(sure):.0%} sure{least}; compare quotes with the picture")
    unread = [number for number, page in enumerate(pages, 1) if page.source == "unread"]
    if unread:
        reasons = ", ".join(dict.fromkeys(pages[number - 1].why for number in unread))
        notes.append(f"{listed(unread)} not read: {reasons}")
    struck = [(number, page.struck) for number, page in enumerate(pages, 1) if page.struck]
    if struck:
        words = " ".join(words for _, words in struck)
        cut = words if len(words) < 80 else words[:76].rsplit(" ", 1)[0] + " ..."
        notes.append(f"struck-through text on {listed([number for number, _ in struck])} left out: '{cut}'")
    marked = [number for number, page in enumerate(pages, 1) if page.watermark]
    if marked:
        words = " / ".join(dict.fromkeys(page.watermark for page in pages if page.watermark))[:60]
        notes.append(f"watermark on {listed(marked)} left out: '{words}'")
    filled = [number for number, page in enumerate(pages, 1) if page.filled]
    if filled:
        notes.append(f"form fields on {listed(filled)} read with the text")
    return notes

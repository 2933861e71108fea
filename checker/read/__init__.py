"""Reads a file into a Document: its text normalised once, and every offset on its page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from checker.errors import UnreadableError
from checker.model import Document, Page
from checker.read.furniture import strip_furniture
from checker.read.language import demand_english
from checker.read.normalise import normalise
from checker.read.options import Options
from checker.read.sniff import sniff

#: Letters below which a text cannot be a contract.
LEAST = 200
#: Tables are read where they may hold service levels: reading cells costs more than all the rest.
_LEVELS = re.compile(
    r"\b(?:availability|uptime|response time|resolution|restor\w+|priority|severity|service credits?|recovery (?:time|point)|RTO|RPO)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]+")


def _pdf(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.pdf import read_pages

    pages = read_pages(path, data, options.password)
    texts = strip_furniture([normalise(page.text) for page in pages])
    unread = [number for number, page in enumerate(pages, 1) if not page.text.strip() and page.picture]
    if not any(text.strip() for text in texts):
        raise UnreadableError(
            f"{path.name}: no text on any of its {len(pages)} pages (a scan?); run OCR on it first, then check the result"
        )
    notes = [f"no text on page {', '.join(map(str, unread))}: a picture that was not read"] if unread else []
    document = _document(path, data, "pdf", texts, [page.label for page in pages], unread, notes)
    tables = [number for number, page in enumerate(pages, 1) if page.ruled and _LEVELS.search(texts[number - 1])]
    if not tables:
        return document
    from checker.read.tables import table_rows

    rows = table_rows(data, options.password, tables, document.text, document.pages)
    return replace(document, rows=tuple(rows))


def _text(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.text import decode, tagged, unmark

    text = decode(path, data)
    pages = (unmark(text) if tagged(text) else text).split("\f")
    texts = strip_furniture([normalise(page) for page in pages])
    return _document(path, data, "text", texts, [], [], [])


def _markdown(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.html import read_markdown

    return read_markdown(path, data, options)


def _html(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.html import read_html

    return read_html(path, data, options)


def _word(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.docx import read_docx

    return read_docx(path, data, options)


def _office(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.office import read_office

    return read_office(path, data, options)


#: What reads a file, by its suffix; the content is looked at first (see sniff.py).
READERS: dict[str, Callable[[Path, bytes, Options], Document]] = {
    ".pdf": _pdf, ".docx": _word, ".docm": _word, ".dotx": _word, ".dotm": _word,
    ".doc": _office, ".rtf": _office, ".odt": _office,
    ".html": _html, ".htm": _html, ".xhtml": _html, ".mht": _html, ".mhtml": _html,
    ".txt": _text, ".text": _text, ".md": _markdown, ".markdown": _markdown,
}  # fmt: skip


def read(path: Path, options: Options | None = None) -> Document:
    """The document in the file; raises UnreadableError with one line that says what to do."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableError(f"{path.name}: cannot be opened ({problem.strerror or problem})") from None
    if not data.strip():
        raise UnreadableError(f"{path.name}: is empty")
    document = READERS[sniff(path, data, READERS)](path, data, options or Options())
    _readable(document)
    return replace(document, notes=(*document.notes, *demand_english(document)))


def _document(
    path: Path, data: bytes, form: str, texts: list[str], labels: list[str], unread: list[int], notes: list[str]
) -> Document:
    """The pages as one text; a sentence that goes on over a page break is not torn by a blank line."""
    text = ""
    pages: list[Page] = []
    for number, page in enumerate(texts, 1):
        if text and page:
            text += "\n" if _goes_on(text, page) else "\n\n"
        if pages:
            last = pages[-1]
            pages[-1] = Page(last.number, last.label, last.start, len(text), last.source)
        label = labels[number - 1] if labels else str(number)
        pages.append(Page(number, label, len(text), len(text) + len(page), "unread" if number in unread else "text"))
        text += page
    return Document(path.name, hashlib.sha256(data).hexdigest(), text, tuple(pages), (), tuple(notes), form)


def _goes_on(before: str, after: str) -> bool:
    return after[:1].islower() or before.rstrip()[-1:] not in ".;:!?"


def _readable(document: Document) -> None:
    """Raise UnreadableError for text that is none: too short, without spaces, or signs instead of letters."""
    text = document.text
    letters = sum(map(str.isalpha, text)) if len(text) < 100_000 else sum(map(str.isalpha, text[:100_000]))
    sample = text[:100_000]
    if letters < LEAST:
        raise UnreadableError(f"{document.name}: holds too little text to be a contract ({letters} letters)")
    words = _WORDS.findall(sample)
    if "(cid:" in sample and sample.count("(cid:") > 20:
        raise UnreadableError(
            f"{document.name}: its fonts hide the letters (cid codes); run OCR on it, then check the result"
        )
    if letters / max(1, len(sample) - sample.count(" ") - sample.count("\n")) < 0.5 or not words:
        raise UnreadableError(
            f"{document.name}: its text is mostly signs, not words; run OCR on it, then check the result"
        )
    if sum(map(len, words)) / len(words) > 15:
        raise UnreadableError(
            f"{document.name}: its text has no spaces between words; run OCR on it, then check the result"
        )

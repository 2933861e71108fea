"""Reads a file into a Document: its text normalised once, and every offset on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from checker.errors import UnreadableError
from checker.model import Document
from checker.read.assemble import Leaf, assemble
from checker.read.furniture import strip_furniture
from checker.read.garbled import SPACED
from checker.read.language import demand_english
from checker.read.normalise import normalise
from checker.read.options import Options
from checker.read.signs import others
from checker.read.sniff import sniff
from checker.read.torn import mended

#: Letters below which a text cannot be a contract.
LEAST = 200


def _pdf(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.pdf import read_pdf

    return read_pdf(path, data, options)


def _text(path: Path, data: bytes, options: Options) -> Document:
    from checker.read.text import decode, tagged, unmark

    text = decode(path, data)
    pages = (unmark(text) if tagged(text) else text).split("\f")
    texts = [normalise(page) for page in pages]
    if len(texts) == 1:
        texts = [mended(texts[0])]
    return assemble(path, data, "text", [Leaf(text) for text in strip_furniture(texts)])


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


def _readable(document: Document) -> None:
    """Raise UnreadableError for text that is none: too short, without spaces, or signs instead of letters."""
    sample = document.text[:100_000]
    words = sample.encode("ascii", "replace").translate(SPACED).split()
    letters = sum(map(len, words))  # of English; the others are few, and are counted one by one
    letters += sum(map(str.isalpha, others(sample)))
    if letters < LEAST:
        raise UnreadableError(f"{document.name}: holds too little text to be a contract ({letters} letters)")
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

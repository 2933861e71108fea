"""Web pages and Markdown: paragraphs, headings, lists with their numbers and tables, without what is hidden or struck."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UnreadableError
from checker.model import Document
from checker.read.grid import Block, Grid, write_grid
from checker.read.options import Options
from checker.read.story import NEW_PAGE, Story
from checker.read.text import decode
from checker.read.web import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Letters below which a web page is a form or a notice, not a contract.
LEAST = 200
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NUMBER = re.compile(
    r"^\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^table of contents$", re.IGNORECASE
)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
#: In Markdown, a bracket that opens none of these is text: "<insert date>".
_NO_TAG = re.compile(
    r"<(?!/?(?:a|abbr|b|blockquote|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|s|small|span|strike|"
    r"strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)\b|!--|https?://)",
    re.IGNORECASE,
)


def read_html(path: Path, data: bytes, options: Options) -> Document:
    """The document in a web page; raises UnreadableError where it holds hardly any text."""
    text = _decoded(path, data)
    blocks, notes = _blocks(path, text, options)
    document = _document(path, data, "html", blocks, notes)
    letters = sum(map(str.isalpha, document.text))
    if letters < LEAST:
        what = f" (its name says {path.suffix[1:].upper()})" if path.suffix.lower() not in (".html", ".htm") else ""
        raise UnreadableError(
            f"{path.name}: is a web page{what} with hardly any text ({letters} letters), a viewer or a log-in page "
            "perhaps; get the document itself"
        )
    return document


def read_markdown(path: Path, data: bytes, options: Options) -> Document:
    """The document in a Markdown file, as its rendering reads."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"]).disable("code")
    source = decode(path, data).replace("\r\n", "\n").replace("\r", "\n")
    blocks, notes = _blocks(path, made.render(_NO_TAG.sub("&lt;", _FRONT.sub("", source))), options, links=True)
    return _document(path, data, "markdown", blocks, notes)


def _decoded(path: Path, data: bytes) -> str:
    """The page's text: by its mark, by what it says of itself, else by its bytes; of a saved page with parts, the first."""
    if b"mime-version:" in data[:1024].lower():
        data = _first_part(data)
    found = _CHARSET.search(data[:4096])
    return decode(path, data, found[1].decode("ascii") if found else "")


def _first_part(data: bytes) -> bytes:
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            return bytes(part.get_payload(decode=True) or b"")
    return data


def _blocks(path: Path, text: str, options: Options, links: bool = False) -> tuple[list[Block | Grid], list[str]]:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: HtmlElement = document_fromstring(_DECLARATION.sub("", text.replace("\x00", "")), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableError(f"{path.name}: is a web page without text; get the document itself") from None
    page = Page(root, options.changes == "original", links)
    return list(_kept(page.blocks(root))), page.notes(options.changes)


def _kept(blocks: Sequence[Block | Grid]) -> Iterator[Block | Grid]:
    """The blocks without page numbers (and links back to the contents) at the breaks of printed pages."""
    for number, block in enumerate(blocks):
        if isinstance(block, Block) and _NUMBER.match(block.text) and len(blocks) > number + 1:
            around = [*blocks[max(0, number - 2) : number], *blocks[number + 1 : number + 3]]
            if any(isinstance(other, Block) and other.text == NEW_PAGE for other in around):
                continue
        yield block


def _document(path: Path, data: bytes, form: str, blocks: Sequence[Block | Grid], notes: Sequence[str]) -> Document:
    story = Story()
    for block in blocks:
        if isinstance(block, Grid):
            write_grid(block, story)
        else:
            story.paragraph(block.text, block.heading)
    return story.document(path, data, form, notes)

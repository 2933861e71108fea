"""Plain text and Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from checker.errors import UnreadableError

_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]+(.*?)[ ]*#*[ ]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?:<([^>\n]+)>|([^)\s]+))(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"</?(?:span|a|b|i|u|em|strong|p|div|br|sup|sub|font|h[1-6]|li|ul|ol)\b[^>\n]*>", re.IGNORECASE)


def tagged(text: str) -> bool:
    """Whether a text is full of inline tags, as forms exported from web pages are."""
    return sum(1 for _ in _TAG.finditer(text[:50_000])) > 20


def decode(path: Path, data: bytes) -> str:
    """The text of the bytes, in UTF-8, UTF-16 (with a mark) or Windows-1252; raises UnreadableError for binary data."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        raise UnreadableError(f"{path.name}: is no text but binary data; save the contract as PDF, DOCX or text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def unmark(text: str) -> str:
    """Markdown as plain text: headings, emphasis, links and inline tags without their marks; lines stay lines."""
    text = _TAG.sub("", text)
    text = _HEADING.sub(r"\n\1\n", text)
    text = _LINK.sub(lambda match: f"{match[1]} ({match[2] or match[3]})", text)
    text = _EMPHASIS.sub(lambda match: match[2] or match[3], text)
    return text.replace("\\_", "_").replace("\\*", "*").replace("\\[", "[").replace("\\]", "]").replace("`", "")

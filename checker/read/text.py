"""Plain text in whatever encoding."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from checker.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_TAG = re.compile(r"</?(?:span|a|b|i|u|em|strong|p|div|br|sup|sub|font|h[1-6]|li|ul|ol)\b[^>\n]*>", re.IGNORECASE)


def tagged(text: str) -> bool:
    """Whether a text is full of inline tags, as forms exported from web pages are."""
    return sum(1 for _ in _TAG.finditer(text[:50_000])) > 20


def decode(path: Path, data: bytes, declared: str = "") -> str:
    """The text of the bytes; raises UnreadableError for binary data.

    A byte-order mark counts first, then UTF-8, then the encoding that the file declares, then what the bytes look like:
    UTF-16 without a mark, Windows-1252 (with Latin-1) or Mac Roman.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x00" in data[:4096]:
        return _wide(path, data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_encoding(data, declared), "replace")


def _wide(path: Path, data: bytes) -> str:
    """UTF-16 without a mark: every other byte of English text is nought."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.4 * len(sample) or min(even, odd) > 0.1 * len(sample):
        raise UnreadableError(f"{path.name}: is no text but binary data; save the contract as PDF, DOCX or text")
    return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")


def _encoding(data: bytes, declared: str) -> str:
    """The name of an encoding with one byte a character."""
    from charset_normalizer import from_bytes

    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        name = ""
    if name and name not in ("utf-8", "ascii", "iso8859-1") and not name.startswith("utf"):
        return name
    if name == "iso8859-1":  # what says so is Windows-1252 in practice, and browsers read it so
        return "cp1252"
    found = from_bytes(data[:200_000], cp_isolation=["cp1252", "mac_roman"]).best()
    return found.encoding if found is not None else "cp1252"


def unmark(text: str) -> str:
    """A text without its inline tags."""
    return _TAG.sub("", text)

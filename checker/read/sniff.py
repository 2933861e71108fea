"""What a file is, by its content; its name decides only between kinds of text."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Collection
from pathlib import Path

from checker.errors import UnreadableError

_WEB = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(r"<(?:html|body|head|table|div|p|font)\b", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OFFICE = frozenset((".doc", ".dot", ".rtf", ".odt", ".ott", ".fodt"))
_WORD = frozenset((".docx", ".docm", ".dotx", ".dotm"))
#: Streams of OLE files, and what to say of a file that has one.
_STREAMS = (
    ("EncryptedPackage", "is password protected; open it in Word, take the password out (File, Info) and save it"),
    ("Workbook", "is a spreadsheet; save it as PDF"),
    ("PowerPoint Document", "is a presentation; save it as PDF"),
    ("__properties_version1.0", "is an e-mail message; save the contract attached to it"),
)


def sniff(path: Path, data: bytes, suffixes: Collection[str]) -> str:
    """The suffix of the reader for the file, one of `suffixes`; raises UnreadableError for what none reads."""
    suffix = path.suffix.lower()
    head = data[:1024].lstrip()
    if b"%PDF-" in head:
        return ".pdf"
    if head.startswith(b"PK"):
        return _zip(path, data, suffix)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _ole(path, data)
    text = _text(data[:4096])
    if text.lstrip().startswith("{\\rtf"):
        return ".rtf"
    if "<?mso-application" in text or "<pkg:package" in text or "<w:wordDocument" in text:
        return ".doc"
    if "<office:document" in text:
        return ".odt"
    if _is_web(text, suffix) or ("mime-version:" in text[:1024].lower() and "text/html" in text):
        return ".html"
    if suffix == ".pdf":
        raise UnreadableError(f"{path.name}: is not a PDF, whatever its name says; get the file again")
    if suffix in _WORD or suffix in _OFFICE:
        if suffix == ".doc" and b"\x00" not in data[:4096]:  # old filings are text with the name of a Word file
            return ".txt"
        raise UnreadableError(f"{path.name}: is not a word-processor file, whatever its name says; get the file again")
    if suffix in suffixes:
        return suffix
    raise UnreadableError(f"{path.name}: is none of the formats that are read ({', '.join(sorted(suffixes))})")


def _text(data: bytes) -> str:
    """The beginning of the file as text, as far as its letters are ASCII."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "ignore")
    if data[1:2] == b"\x00":
        return data.decode("utf-16-le", "ignore")
    return data.decode("latin-1")


def _is_web(text: str, suffix: str) -> bool:
    if _WEB.match(text):
        return True
    if suffix in (".html", ".htm", ".xhtml"):
        return "<" in text
    return suffix not in (".md", ".markdown") and bool(re.search(r"<html\b", text, re.IGNORECASE))


def _zip(path: Path, data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        what = (
            "Word file" if suffix in _WORD or suffix == ".doc" else "OpenDocument file" if suffix == ".odt" else "file"
        )
        raise UnreadableError(
            f"{path.name}: is a broken or truncated {what}; get the file again or open it and save it anew"
        ) from None
    if any(name.startswith("word/") for name in names):
        return ".docx"
    for folder, what in (("xl/", "spreadsheet"), ("ppt/", "presentation")):
        if any(name.startswith(folder) for name in names):
            raise UnreadableError(f"{path.name}: is a {what}; save it as PDF")
    if "content.xml" in names and "mimetype" in names:
        return ".odt"
    if any(name.endswith(".iwa") for name in names):
        raise UnreadableError(f"{path.name}: is a Pages file; export it as Word or PDF")
    if "[content_types].xml" in names:
        return ".docx"
    raise UnreadableError(f"{path.name}: is an archive; unpack it and check the documents in it")


def _ole(path: Path, data: bytes) -> str:
    for stream, what in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise UnreadableError(f"{path.name}: {what}")
    if "WordDocument".encode("utf-16-le") in data:
        return ".doc"
    raise UnreadableError(f"{path.name}: is an Office file without a text document in it; save the contract as PDF")

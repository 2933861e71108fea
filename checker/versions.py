"""What bears on a text and on what is judged of it beside this tool: the versions that a repetition needs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from checker.model import Document

#: Libraries that bear on every document: the words, and the language they are in.
ALWAYS = ("py3langid", "spacy")
#: Libraries that make the text, by the document's format; the library's YAML, the schema and the printed formats bear
#: on no text and no judgement.
READ_BY = {
    "pdf": ("pdfplumber", "pypdfium2"), "text": ("charset-normalizer",), "markdown": ("lxml", "markdown-it-py"),
    "html": ("lxml",),
}  # fmt: skip
#: Word files, and what LibreOffice makes one of.
_WORD = ("lxml",)
_OFFICE = frozenset(("doc", "rtf", "odt", "fodt", "xml"))
#: What a scanned page is read by, beside Tesseract.
_SCANS = ("numpy", "pillow", "pytesseract")


def versions(document: Document) -> tuple[tuple[str, str], ...]:
    """Names and versions of what read the document and judged it, by name: Python, libraries, and programs.

    Only what had a part in it: of two installations that give equal versions, equal results can be asked.
    """
    forms = {part.format for part in document.parts} or {document.format}
    names = {name for form in forms for name in READ_BY.get(form, _WORD)} | set(ALWAYS)
    found = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}  # its table of characters, its expressions
    if forms & _OFFICE:
        found["libreoffice"] = _program("soffice", "libreoffice")
    if any(page.source == "ocr" for page in document.pages):
        names |= set(_SCANS)
        found["tesseract"] = _program("tesseract")
    found |= {name: _library(name) for name in names}
    return tuple(sorted(found.items()))


@lru_cache
def _library(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # run from a folder that is not installed
        return "unknown"


@lru_cache
def _program(*names: str) -> str:
    """The version that the first of these programs that is installed tells in its first line."""
    path = next((path for name in names if (path := shutil.which(name))), None)
    if path is None:
        return "unknown"
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    words = (done.stdout or done.stderr).decode("utf-8", "replace").split()
    return next((word for word in words if word[0].isdigit()), "unknown")

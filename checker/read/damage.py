"""Pages that look empty though their file holds something to draw: damaged, not blank."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Sequence
from typing import Any

#: Bytes below which the drawing of a page is the frame that writers put around an empty one.
FRAME = 100
_DRAWS = re.compile(rb"\b(?:Tj|TJ|Do)\b")


def faults() -> tuple[type[Exception], ...]:
    """What pdfminer, and pdfplumber above it, raise on files that are broken inside; pdfminer is told to log nothing."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    return (
        PSException, PdfminerException, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
        RecursionError, zlib.error, struct.error,
    )  # fmt: skip


def damaged(data: bytes, password: str | None, numbers: Sequence[int]) -> set[int]:
    """Which of the pages (from 1), on all of which pdfium found nothing, have text or pictures that it could not read.

    Where there is no second opinion on a page, it is not taken for blank.
    """
    import pdfplumber
    from pdfminer.pdftypes import PDFStream, resolve1

    found, broken = set(numbers), faults()
    try:
        with pdfplumber.open(io.BytesIO(data), password=password or "", pages=list(numbers)) as pdf:
            for page in pdf.pages:
                streams = [resolve1(item) for item in page.page_obj.contents]
                if not any(isinstance(stream, PDFStream) and _draws(stream) for stream in streams):
                    found.discard(page.page_number)
    except broken:
        return found
    return found


def _draws(stream: Any) -> bool:
    if len(stream.get_rawdata() or b"") < FRAME:
        return False
    try:
        drawing = stream.get_data()
    except faults():
        return True
    return not drawing or _DRAWS.search(drawing) is not None

"""Text of a PDF through pypdfium2, with blank lines where the page leaves room between paragraphs."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from checker.errors import UnreadableError

#: A gap this much larger than the usual distance of two lines divides paragraphs (typography: leading is 1.2).
PARAGRAPH = 1.35


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as the file gives it: its text, its printed label, whether a picture and a ruled table stand on it."""

    text: str
    label: str
    picture: bool
    ruled: bool = False


def read_pages(path: Path, data: bytes, password: str | None) -> list[RawPage]:
    """The pages of a PDF; raises UnreadableError where it is encrypted, broken or empty."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as problem:
        raise UnreadableError(_why(path, str(problem), password)) from None
    try:
        if len(pdf) == 0:
            raise UnreadableError(f"{path.name}: has no pages; export the contract again")
        return [_page(pdf, number) for number in range(len(pdf))]
    except pypdfium2.PdfiumError as problem:
        raise UnreadableError(
            f"{path.name}: a page cannot be read ({problem}); print the contract to PDF again"
        ) from None
    finally:
        pdf.close()


def _why(path: Path, problem: str, password: str | None) -> str:
    if "password" in problem.lower():
        if password:
            return f"{path.name}: the password does not open it; give the right one with --password"
        return f"{path.name}: is encrypted; give its password with --password"
    return f"{path.name}: is a broken or truncated PDF; get the file again or print it to PDF"


def _page(pdf: Any, number: int) -> RawPage:
    import pypdfium2.raw as raw

    page = pdf[number]
    try:
        textpage = page.get_textpage()
        try:
            text = textpage.get_text_range()
            if text.strip():
                text = _with_paragraphs(text, textpage, raw)
        finally:
            textpage.close()
        picture = not text.strip() and any(
            item.type == raw.FPDF_PAGEOBJ_IMAGE for item in page.get_objects(max_depth=2)
        )
        lines = bool(text.strip()) and _has_table(page, raw)
        return RawPage(text, pdf.get_page_label(number) or str(number + 1), picture, lines)
    finally:
        page.close()


def _has_table(page: Any, raw: Any) -> bool:
    from checker.read.tables import ruled

    boxes = []
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2):
        boxes.append(item.get_bounds())
        if len(boxes) > 400:  # a drawing, or enough lines to tell
            break
    return len(boxes) >= 5 and ruled(boxes)


def _with_paragraphs(text: str, textpage: Any, raw: Any) -> str:
    """The text with a blank line wherever the space between two lines is larger than usual on its page."""
    lines = text.replace("\r\n", "\n").split("\n")
    rows = _rows(textpage, raw)
    written = [index for index, line in enumerate(lines) if line.strip()]
    if len(rows) != len(written) or len(rows) < 4:
        return text
    gaps = [rows[i][0] - rows[i + 1][1] for i in range(len(rows) - 1)]
    steps = [rows[i][0] - rows[i + 1][0] for i in range(len(rows) - 1)]
    usual = median(step for step in steps if step > 0) if any(step > 0 for step in steps) else 0
    if usual <= 0:
        return text
    out = list(lines)
    for i, index in enumerate(written[:-1]):
        if steps[i] > PARAGRAPH * usual and gaps[i] > 0:
            out[index] += "\n"
    return "\n".join(out)


def _rows(textpage: Any, raw: Any) -> list[tuple[float, float]]:
    """(bottom, top) of each line of text, in the order of the text."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    rows: list[tuple[float, float]] = []
    for index in range(raw.FPDFText_CountRects(textpage, 0, -1)):
        raw.FPDFText_GetRect(textpage, index, left, top, right, bottom)
        low, high = bottom.value, top.value
        if (
            rows
            and low < rows[-1][1]
            and high > rows[-1][0]
            and min(high, rows[-1][1]) - max(low, rows[-1][0]) > 0.4 * (min(high - low, rows[-1][1] - rows[-1][0]) or 1)
        ):
            rows[-1] = (min(low, rows[-1][0]), max(high, rows[-1][1]))
        else:
            rows.append((low, high))
    return rows

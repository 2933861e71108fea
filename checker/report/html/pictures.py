"""Pictures of the page around a quote, cut from the PDF: only the strip that is needed, as small as it reads."""

from __future__ import annotations

import base64
import ctypes
import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self

from checker.model import Document, Evidence
from checker.report.look import Look
from checker.report.spot import Letters, letters

#: At most so many pictures, and so many bytes of them in all: the rest of the findings have their quotes.
MOST, MOST_BYTES = 80, 2_000_000
#: Pixels per point (110 dpi: small print reads, a strip of ten lines stays below 25 KB).
_SCALE = 110 / 72
#: Sixteen shades of grey: a quarter of the bytes of 256, and print looks the same.
_SHADES = [value // 17 for value in range(256)]
_GREYS = [level for value in range(16) for level in (value * 17,) * 3]
#: Points shown above, below and beside the quote, and the tallest strip (a third of a page).
_MARGIN, _SIDE, _TALLEST = 26.0, 10.0, 250.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A strip of a page as a data URI: its size in pixels, and the boxes (x, y, width, height) of the quoted lines."""

    uri: str
    width: int
    height: int
    page: int
    boxes: tuple[tuple[int, int, int, int], ...]


def pictures(document: Document, wanted: Iterable[Evidence], look: Look) -> dict[tuple[int, int], Picture]:
    """A picture by the span of each evidence that has one, the first ones first, within the limits of number and size.

    Nothing where the contract is not at hand, is no PDF, or is another file than the one reported on.
    """
    made: dict[tuple[int, int], Picture] = {}
    size = 0
    with ExitStack() as stack:
        files = {name: stack.enter_context(_Pages(pdf)) for name, pdf in _pdfs(document, look)}
        for evidence in wanted if files else ():
            span = (evidence.start, evidence.end)
            if len(made) >= MOST or size >= MOST_BYTES:
                break
            pages = files.get(document.name_at(evidence.start))
            picture = pages.strip(evidence) if pages and span not in made else None
            if picture is not None:
                made[span] = picture
                size += len(picture.uri)
    return made


def _pdfs(document: Document, look: Look) -> Iterator[tuple[str, Any]]:
    """The PDFs at hand that the document was read from, each open, by name ("" for the only one)."""
    import pypdfium2

    at_hand = {}
    for path in look.contracts:
        try:
            data = path.read_bytes()
        except OSError:
            continue
        at_hand[hashlib.sha256(data).hexdigest()] = data
    files = [(part.name, part.sha256, part.format) for part in document.parts]
    for name, digest, form in files or [("", document.sha256, document.format)]:
        if form == "pdf" and digest in at_hand:
            try:
                yield name, pypdfium2.PdfDocument(at_hand[digest], password=look.password)
            except pypdfium2.PdfiumError:  # it was read once; without the password it is not read again
                continue


class _Pages:
    """The pages of an open PDF, each read once."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.open: dict[int, tuple[Any, Any, Letters]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the pages and the file back."""
        for page, textpage, _text in self.open.values():
            textpage.close()
            page.close()
        self.pdf.close()

    def strip(self, evidence: Evidence) -> Picture | None:
        """The strip of the page on which the evidence begins; None where the page's words are not the quote's."""
        import pypdfium2

        if not 1 <= evidence.page <= len(self.pdf):
            return None
        try:
            return self._strip(evidence)
        except pypdfium2.PdfiumError:  # a page that cannot be drawn: the quote stands without it
            return None

    def _strip(self, evidence: Evidence) -> Picture | None:
        page, textpage, words = self._page(evidence.page)
        found = words.find(evidence.quote)
        if found is None:
            return None
        width, height = page.get_size()
        lines = [_shown(page, rect, width, height) for rect in _rects(textpage, found[0], found[1] - found[0])]
        if not lines:
            return None
        first = min(line[1] for line in lines)
        lines = [line for line in lines if line[1] < first + _TALLEST - 2 * _MARGIN]
        every = [_shown(page, rect, width, height) for rect in _rects(textpage, 0, -1)]
        left, right = max(min(r[0] for r in every) - _SIDE, 0), min(max(r[2] for r in every) + _SIDE, width)
        top = max(first - _MARGIN, 0)
        bottom = min(max(line[3] for line in lines) + _MARGIN, height, top + _TALLEST)
        if left >= right or top >= bottom:
            return None
        crop = (left, height - bottom, width - right, top)
        image = page.render(scale=_SCALE, crop=crop, grayscale=True).to_pil().point(_SHADES)
        image.putpalette(_GREYS)
        out = io.BytesIO()
        image.save(out, "PNG", bits=4, compress_level=3)
        boxes = tuple(
            (round((a - left) * _SCALE) - 2, round((b - top) * _SCALE) - 2, round((c - a) * _SCALE) + 4,
             round((min(d, bottom) - b) * _SCALE) + 4)
            for a, b, c, d in lines
        )  # fmt: skip
        uri = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
        return Picture(uri, image.width, image.height, evidence.page, boxes)

    def _page(self, number: int) -> tuple[Any, Any, Letters]:
        if number not in self.open:
            page = self.pdf[number - 1]
            textpage = page.get_textpage()
            self.open[number] = (page, textpage, letters(textpage.get_text_range()))
        return self.open[number]


def _rects(textpage: Any, start: int, count: int) -> list[tuple[float, float, float, float]]:
    """The rectangles (left, bottom, right, top, in points of the page) of the characters."""
    return [textpage.get_rect(index) for index in range(textpage.count_rects(start, count))]


def _shown(page: Any, rect: tuple[float, ...], width: float, height: float) -> tuple[float, float, float, float]:
    """A rectangle of the page as (left, top, right, bottom) from the top left of the page as it is shown, in points."""
    import pypdfium2.raw as raw

    fine = 16  # PageToDevice gives whole numbers: sixteenths of a point
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for left, low in ((rect[0], rect[1]), (rect[2], rect[3])):
        raw.FPDF_PageToDevice(page, 0, 0, int(width * fine), int(height * fine), 0, left, low, x, y)
        corners.append((x.value / fine, y.value / fine))
    (a, b), (c, d) = corners
    return min(a, c), min(b, d), max(a, c), max(b, d)

"""Draws strips of PDF pages, in a process of its own: what a hostile file does to it, the report goes on without.

Reads one request from standard input and writes the pictures to standard output, both as JSON.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from checker.report.spot import Letters, letters

#: Pixels per point (110 dpi: small print reads, a strip of ten lines stays below 25 KB).
_SCALE = 110 / 72
#: Sixteen shades of grey: a quarter of the bytes of 256, and print looks the same.
_SHADES = [value // 17 for value in range(256)]
_GREYS = [level for value in range(16) for level in (value * 17,) * 3]
#: Points shown above, below and beside the quote, and the tallest strip (a third of a page).
_MARGIN, _SIDE, _TALLEST = 26.0, 10.0, 250.0


def serve() -> None:
    """Answer the request on standard input: {"megabytes", "most", "bytes", "password", "files", "wanted"}.

    `files` are paths by name; `wanted` are [name, page, quote] in the order of worth.  The answer is a list, a picture
    or null for each wanted, as far as number and size of all pictures allow.
    """
    request = json.load(sys.stdin)
    _limit(request["megabytes"])
    answer: list[dict[str, Any] | None] = []
    size = made = 0
    with contextlib.ExitStack() as stack:
        files = {name: stack.enter_context(pages) for name, pages in _open(request["files"], request["password"])}
        for name, page, quote in request["wanted"]:
            if made >= request["most"] or size >= request["bytes"]:
                break
            pages = files.get(name)
            picture = pages.strip(page, quote) if pages else None
            answer.append(picture)
            if picture:
                made += 1
                size += len(picture["uri"])
    json.dump(answer, sys.stdout)


def _limit(megabytes: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # not every system has such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


def _open(files: dict[str, str], password: str | None) -> Iterator[tuple[str, _Pages]]:
    import pypdfium2

    for name, path in files.items():
        with contextlib.suppress(pypdfium2.PdfiumError):  # it was read once; without the password it is not again
            yield name, _Pages(pypdfium2.PdfDocument(Path(path).read_bytes(), password=password))


class _Pages:
    """The pages of an open PDF, each read once."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.open: dict[int, tuple[Any, Any, Letters]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the pages and the file back."""
        for page, textpage, _words in self.open.values():
            textpage.close()
            page.close()
        self.pdf.close()

    def strip(self, number: int, quote: str) -> dict[str, Any] | None:
        """The strip of page `number` around the quote; None where the page's words are not the quote's."""
        import pypdfium2

        if not 1 <= number <= len(self.pdf):
            return None
        try:
            return self._strip(number, quote)
        except pypdfium2.PdfiumError:  # a page that cannot be drawn: the quote stands without it
            return None

    def _strip(self, number: int, quote: str) -> dict[str, Any] | None:
        page, textpage, words = self._page(number)
        found = words.find(quote)
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
        boxes = [
            (round((a - left) * _SCALE) - 2, round((b - top) * _SCALE) - 2, round((c - a) * _SCALE) + 4,
             round((min(d, bottom) - b) * _SCALE) + 4)
            for a, b, c, d in lines
        ]  # fmt: skip
        uri = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
        return {"uri": uri, "width": image.width, "height": image.height, "page": number, "boxes": boxes}

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

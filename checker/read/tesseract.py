"""One picture of a page through Tesseract: its lines, and how sure it is of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checker.read.page import Line
from checker.read.picture import quarter, straight

#: From this mean confidence on a page is taken as upright; below it, the other quarter turns are tried (a page on its
#: side or its head gives 0.2 to 0.4).
UPRIGHT = 0.6
#: Tesseract's confidence in its look at the orientation from which on it is followed (clear pages give 10 and more).
SEEN = 2.0
#: Seconds after which a page is given up.
PATIENCE = 90
#: A sign that is no letter counts only if Tesseract is this sure: specks and lines of tables look like signs.
SURE = 60.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines read from a picture of `width` and `height` dots, and the mean confidence of its words, 0 to 1."""

    lines: tuple[Line, ...]
    confidence: float
    width: int
    height: int

    @property
    def weight(self) -> float:
        """How much was read, and how surely: the confidence times the letters."""
        return self.confidence * sum(sum(map(str.isalpha, line.text)) for line in self.lines)


def version() -> str:
    """The version of Tesseract; "" where it, or the extra that calls it, is not installed."""
    try:
        import numpy  # noqa: F401
        import PIL  # noqa: F401
        import pytesseract
    except ImportError:
        return ""
    try:
        return str(pytesseract.get_tesseract_version())
    except pytesseract.TesseractNotFoundError:
        return ""


def read_picture(picture: Any) -> Reading:
    """What stands on the picture, turned upright and straightened first; no lines where nothing could be read."""
    first = _turns(picture)
    reading = _once(straight(quarter(picture, first)))
    if reading.confidence >= UPRIGHT and reading.lines:
        return reading
    small = picture.resize((picture.width // 2, picture.height // 2))
    others = [turns for turns in range(4) if turns != first]
    tried = {turns: _once(straight(quarter(small, turns))) for turns in others}
    best = max(others, key=lambda turns: (tried[turns].weight, -turns))
    if tried[best].weight > reading.weight:
        return max(reading, _once(straight(quarter(picture, best))), key=lambda each: each.weight)
    return reading


def _turns(picture: Any) -> int:
    """The quarter turns against the clock that make the picture upright, as Tesseract's own quick look has it."""
    import pytesseract

    small = picture.resize((picture.width // 2, picture.height // 2))
    try:
        seen = pytesseract.image_to_osd(small, output_type=pytesseract.Output.DICT, timeout=PATIENCE)
    except (pytesseract.TesseractError, RuntimeError):  # too few letters, or too slow
        return 0
    return int(seen["orientation"]) // 90 % 4 if float(seen["orientation_conf"]) >= SEEN else 0


def _once(picture: Any) -> Reading:
    import pytesseract

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # threads within a page only slow the pool of pages down
    try:
        data = pytesseract.image_to_data(
            picture, lang="eng", config="--psm 3 --dpi 300", output_type=pytesseract.Output.DICT, timeout=PATIENCE
        )
    except (pytesseract.TesseractError, RuntimeError):
        return Reading((), 0.0, *picture.size)
    lines: list[Line] = []
    sure: list[float] = []
    for words in _by_line(data):
        lines.append(
            Line(
                " ".join(data["text"][n].strip() for n in words),
                min(data["left"][n] for n in words),
                picture.size[1] - max(data["top"][n] + data["height"][n] for n in words),
                max(data["left"][n] + data["width"][n] for n in words),
                picture.size[1] - min(data["top"][n] for n in words),
            )
        )
        sure += [float(data["conf"][n]) for n in words]
    return Reading(tuple(lines), round(sum(sure) / len(sure) / 100, 3) if sure else 0.0, *picture.size)


def _by_line(data: dict[str, list[Any]]) -> Iterator[list[int]]:
    """The indexes of the words of each line, in Tesseract's reading order."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for n, text in enumerate(data["text"]):
        confidence = float(data["conf"][n])
        if not text.strip() or confidence < 0 or (confidence < SURE and not any(map(str.isalnum, text))):
            continue
        lines.setdefault((data["block_num"][n], data["par_num"][n], data["line_num"][n]), []).append(n)
    yield from lines.values()

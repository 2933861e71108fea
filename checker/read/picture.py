"""Pictures of pages made fit for reading: drawn from the page, turned upright, straightened."""

from __future__ import annotations

from typing import Any

#: Dots an inch at which Tesseract reads best, and the most dots of a picture (a huge page is drawn coarser).
DPI, MOST = 300, 30_000_000
#: Skew that is looked for and that is put right, in degrees.
SKEW, LEAST_SKEW = 8.0, 0.25


def draw(page: Any) -> Any:
    """The page as a grey picture (a PIL image) at 300 dots an inch, coarser where it would be huge."""
    width, height = page.get_size()
    scale = DPI / 72
    dots = width * height * scale * scale
    if dots > MOST:
        scale *= (MOST / dots) ** 0.5
    return page.render(scale=scale, grayscale=True).to_pil().convert("L")


def skew(picture: Any) -> float:
    """The angle in degrees, against the clock, by which the picture must be turned for its lines to be level.

    The right angle is the one at which rows of dots differ most from their neighbours: full where a line of letters
    runs, empty between lines.  0.0 where no angle is clearly better.
    """
    import numpy
    from PIL import Image

    small = picture.copy()
    small.thumbnail((900, 900))
    ink = Image.fromarray((numpy.asarray(small) < 160).astype("uint8") * 255)

    def sharpness(angle: float) -> float:
        rows = numpy.asarray(ink.rotate(angle, resample=Image.Resampling.NEAREST), dtype="float32").sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    steps = [step / 2 for step in range(int(-2 * SKEW), int(2 * SKEW) + 1)]
    coarse = max(steps, key=lambda angle: (sharpness(angle), -abs(angle)))
    fine = max((coarse + step / 10 for step in range(-5, 6)), key=lambda angle: (sharpness(angle), -abs(angle)))
    if abs(fine) < LEAST_SKEW or sharpness(fine) < 1.1 * sharpness(0.0):
        return 0.0
    return round(fine, 1)


def straight(picture: Any) -> Any:
    """The picture turned so that its lines are level."""
    from PIL import Image

    angle = skew(picture)
    if not angle:
        return picture
    return picture.rotate(angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def quarter(picture: Any, turns: int) -> Any:
    """The picture after so many quarter turns against the clock."""
    from PIL import Image

    ways = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    way = ways[turns % 4]
    return picture if way is None else picture.transpose(way)

"""A page as it was read, before its lines become text: the lines in reading order, each with its place."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from checker.read.assemble import goes_on

#: A step this much larger than the usual distance of two lines divides paragraphs (typography: leading is 1.2).
PARAGRAPH = 1.35


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box: y grows upward; the unit is the same all over the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page: its printed label, its lines in reading order, and what stands on it beside text.

    `width` and `height` are of the page turned so that its text is upright.  `picture` is the share of the page that
    pictures cover, 0 to 1; `drawn` says that it is drawn in so many lines that they may be letters; `ruled` that a
    ruled table stands on it, and `row` that at least one row of a table does.  `struck` and `watermark` are the words that were left out.  `filled` counts the form
    fields shown.  `source` and `confidence` are those of `checker.model.Page`.
    """

    label: str
    lines: tuple[Line, ...]
    width: float
    height: float
    picture: float = 0.0
    drawn: bool = False
    ruled: bool = False
    row: bool = False
    struck: str = ""
    watermark: str = ""
    filled: int = 0
    source: str = "text"
    confidence: float | None = None
    why: str = ""


def paragraphs(lines: Sequence[Line]) -> str:
    """The lines as text, with a blank line wherever the step from one to the next is larger than usual on the page.

    Where the next column begins there is one if a sentence ends there.
    """
    steps = [upper.bottom - lower.bottom for upper, lower in itertools.pairwise(lines)]
    down = [step for step in steps if step > 0]
    usual = median(down) if len(down) >= 3 else 0.0
    if not usual:
        return "\n".join([line.text for line in lines])
    most, back = PARAGRAPH * usual, -3 * usual
    parts: list[str] = []
    for step, (line, following) in zip(steps, itertools.pairwise(lines), strict=True):
        parts.append(line.text)
        if step > most or (step < back and not goes_on(line.text, following.text)):
            parts.append("")
    return "\n".join([*parts, lines[-1].text])

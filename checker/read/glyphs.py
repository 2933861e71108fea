"""Lines and single characters of a page with their boxes, through pdfium's own calls."""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from checker.read.page import Line

#: Angles below this (in radians) are upright text.
UPRIGHT = 0.02

_PIECE = re.compile("[^\ufffe]+\ufffe?|\ufffe")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box (from descent to ascent of its font); `angle` is its turn in radians, 0 to 2 pi."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    angle: float


def plain_lines(textpage: Any, text: str, raw: Any) -> tuple[list[Line], bool]:
    """The lines of pdfium's `text` of a page with their boxes, and whether all stand upright.

    A line's box spans its first and its last character.  pdfium writes U+FFFE in place of a hyphen and the line end.
    """
    lines: list[Line] = []
    upright = True
    page, index_of = textpage.raw, raw.FPDFText_GetCharIndexFromTextIndex
    box_of, angle_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharAngle
    first, last, sides = raw.FS_RECTF(), raw.FS_RECTF(), struct.Struct("4f").unpack  # left, top, right, bottom
    at_first, at_last = ctypes.byref(first), ctypes.byref(last)
    skips = bool(text) and index_of(page, len(text) - 1) != len(text) - 1  # pdfium leaves out signs without a meaning
    for at, line in _pieces(text):
        words = line.strip()
        if words:
            start = at + len(line) - len(line.lstrip())
            end = start + len(words) - 1
            if skips:
                start, end = index_of(page, start), index_of(page, end)
            box_of(page, start, at_first)
            box_of(page, end, at_last)
            left, top, right, bottom = sides(first)
            _, its_top, its_right, its_bottom = sides(last)
            if upright:
                upright = _upright(angle_of(page, start))
                if top != its_top or bottom != its_bottom:  # else it stands as the first does
                    upright = upright and _upright(angle_of(page, end))
            lines.append(Line(words, left, bottom, right if right > its_right else its_right, top))
    return lines, upright


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The lines of pdfium's text with their offsets; a line may end with its sign for a hyphen."""
    at = 0
    for row in text.split("\n"):
        if "\ufffe" in row:
            yield from ((at + piece.start(), piece[0]) for piece in _PIECE.finditer(row))
        else:
            yield at, row
        at += len(row) + 1


def _upright(angle: float) -> bool:
    return abs(angle) < UPRIGHT or angle > 2 * math.pi - UPRIGHT


def runs(textpage: Any, raw: Any) -> list[Box]:
    """The boxes (left, bottom, right, top) of the runs of text that were drawn at once."""
    box = (ctypes.c_double * 4)()
    size = ctypes.sizeof(ctypes.c_double)
    left, top, right, bottom = (ctypes.byref(ctypes.c_double.from_buffer(box, size * at)) for at in (0, 3, 2, 1))
    page, box_of, values = textpage.raw, raw.FPDFText_GetRect, struct.Struct("4d").unpack
    found: list[Box] = []
    for index in range(raw.FPDFText_CountRects(page, 0, -1)):
        box_of(page, index, left, top, right, bottom)
        found.append(values(box))
    return found


def glyphs(textpage: Any, raw: Any) -> list[Glyph]:
    """The characters of a page in pdfium's order, its own line ends and spaces among them (without a box)."""
    box = raw.FS_RECTF()
    found: list[Glyph] = []
    page, at_box = textpage.raw, ctypes.byref(box)
    for index in range(raw.FPDFText_CountChars(page)):
        code = 2 if raw.FPDFText_IsHyphen(page, index) == 1 else raw.FPDFText_GetUnicode(page, index)
        if not code or 0xD800 <= code < 0xE000:
            continue
        if code in (10, 13, 32) and raw.FPDFText_IsGenerated(page, index) == 1:
            found.append(Glyph(chr(code), 0.0, 0.0, 0.0, 0.0, -1.0))
            continue
        raw.FPDFText_GetLooseCharBox(page, index, at_box)
        angle = raw.FPDFText_GetCharAngle(page, index)
        found.append(Glyph(chr(code), box.left, box.bottom, box.right, box.top, angle % (2 * math.pi)))
    return found


def direction(found: Sequence[Glyph]) -> int:
    """The quarter turns (0 to 3, clockwise) of most of the letters."""
    tally = [0, 0, 0, 0]
    for glyph in found:
        if glyph.angle >= 0 and not glyph.text.isspace():
            quarter = glyph.angle / (math.pi / 2)
            if abs(quarter - round(quarter)) * math.pi / 2 < UPRIGHT:
                tally[round(quarter) % 4] += 1
    return max(range(4), key=lambda turns: (tally[turns], -turns))


def turn(box: Box, turns: int) -> Box:
    """The box after so many quarter turns against the clock, about the origin."""
    left, bottom, right, top = box
    for _ in range(turns % 4):
        left, bottom, right, top = -top, left, -bottom, right
    return left, bottom, right, top


def turned(found: Sequence[Glyph], turns: int) -> Iterator[Glyph]:
    """The glyphs on the page turned upright: by so many quarter turns against the clock."""
    for glyph in found:
        if glyph.angle < 0:
            yield glyph
        else:
            angle = (glyph.angle - turns * math.pi / 2) % (2 * math.pi)
            yield Glyph(glyph.text, *turn((glyph.left, glyph.bottom, glyph.right, glyph.top), turns), angle)

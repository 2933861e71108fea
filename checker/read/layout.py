"""The text of a page that is not plain: columns, turned text, watermarks, words struck out, fields filled in."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from checker.read.columns import arrange, rows
from checker.read.glyphs import UPRIGHT, Box, Glyph, direction, glyphs, turn, turned
from checker.read.marks import Drawn, Note, through
from checker.read.page import Line

#: A gap of so many heights of a line ends a piece of it: the next column, the next cell.
GAP = 0.9
#: Upright words this much larger than the text are a watermark if they say what watermarks say.
LARGE = 2.2
_WATERMARK = re.compile(
    r"^\W*(?:draft|confidential|copy|sample|specimen|void|cancel+ed|superseded|unsigned|not for signature|for discussion(?: purposes)?"
    r"(?: only)?|execution (?:copy|version)|conformed copy|(?:strictly )?private|do not copy)(?:\W+(?:draft|copy|confidential|\d+))*\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page in reading order, and the words that were left out or filled in."""

    lines: tuple[Line, ...]
    turns: int
    struck: str
    watermark: str
    filled: int


def lay_out(textpage: Any, found: Drawn, notes: Sequence[Note], raw: Any) -> Layout:
    """The page read character by character."""
    every = glyphs(textpage, raw)
    turns = direction(every)
    upright = list(turned(every, turns))
    lines = [turn(line, turns) for line in found.lines]
    strikes = [*lines, *(_middle(turn(note.box, turns)) for note in notes if note.kind == "strike")]
    usual = median([glyph.top - glyph.bottom for glyph in upright if glyph.angle >= 0] or [1.0])

    pieces: list[Line] = []
    aside: list[Line] = []
    struck: list[str] = []
    marks: list[str] = []
    for piece in _pieces(upright):
        text = "".join(glyph.text for glyph in piece).strip()
        line = _box(text, piece)
        skew = _skew(piece)
        if skew == "slanted" or (line.top - line.bottom > LARGE * usual and _WATERMARK.match(text)):
            marks.append(text)
        elif skew == "turned":
            aside.append(line)
        else:
            kept, out = _unstruck(piece, strikes)
            struck += out
            pieces += kept
    fields = [Line(note.text, *turn(note.box, turns)) for note in notes if note.kind == "text"]
    pieces += [_on_line(each, pieces) for each in fields]
    left = min((piece.left for piece in pieces), default=0.0)
    width = max((piece.right for piece in pieces), default=0.0) - left
    moved = [Line(p.text, p.left - left, p.bottom, p.right - left, p.top) for p in pieces]
    rules = [(a - left, b, c - left, d) for a, b, c, d in lines if d - b < c - a]
    ordered = [*arrange(moved, width, rules), *_beside(aside)]
    return Layout(tuple(ordered), turns, " ".join(struck), " ".join(marks), len(fields))


def _middle(box: Box) -> Box:
    height = (box[1] + box[3]) / 2
    return box[0], height, box[2], height


def _pieces(every: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters in runs: a run ends with its line, at a wide gap, and where the writing turns."""
    found: list[list[Glyph]] = []
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in every:
        if glyph.angle < 0:
            if glyph.text in "\r\n":
                found.append(run)
                run, last = [], None
            elif run:
                run.append(glyph)
            continue
        if last is not None and _breaks(last, glyph):
            found.append(run)
            run = []
        run.append(glyph)
        if not glyph.text.isspace():
            last = glyph
    found.append(run)
    return [run for run in found if any(not glyph.text.isspace() for glyph in run)]


def _breaks(last: Glyph, glyph: Glyph) -> bool:
    if glyph.text.isspace():
        return False
    turned_by = abs(last.angle - glyph.angle)
    if min(turned_by, 2 * math.pi - turned_by) > UPRIGHT:
        return True
    if UPRIGHT < glyph.angle < 2 * math.pi - UPRIGHT:
        return False
    height = max(last.top - last.bottom, glyph.top - glyph.bottom)
    if abs((glyph.top + glyph.bottom) - (last.top + last.bottom)) > 1.2 * height:
        return True
    return glyph.left - last.right > GAP * height or last.left - glyph.right > height


def _skew(piece: Sequence[Glyph]) -> str:
    """Whether the run stands "upright", "turned" by a quarter or two, or "slanted" as watermarks do."""
    quarter = next(glyph.angle for glyph in piece if glyph.angle >= 0) / (math.pi / 2)
    if abs(quarter - round(quarter)) * math.pi / 2 > UPRIGHT:
        return "slanted"
    return "upright" if round(quarter) % 4 == 0 else "turned"


def _box(text: str, piece: Sequence[Glyph]) -> Line:
    placed = [glyph for glyph in piece if glyph.angle >= 0 and not glyph.text.isspace()]
    return Line(
        text, min(glyph.left for glyph in placed), min(glyph.bottom for glyph in placed),
        max(glyph.right for glyph in placed), max(glyph.top for glyph in placed),
    )  # fmt: skip


def _unstruck(piece: Sequence[Glyph], strikes: Sequence[Box]) -> tuple[list[Line], list[str]]:
    """The parts of the run that stand, and the words that a line goes through; a word is struck if most of it is."""
    whole = _box("".join(glyph.text for glyph in piece).strip(), piece)
    box = (whole.left, whole.bottom, whole.right, whole.top)
    crossed = list(through(strikes, box)) if strikes else []
    if not crossed:
        return [whole], []
    kept: list[list[Glyph]] = [[]]
    out: list[str] = []
    for word in _words(piece):
        letters = [glyph for glyph in word if not glyph.text.isspace()]
        hit = sum(any(a <= (glyph.left + glyph.right) / 2 <= b for a, b in crossed) for glyph in letters)
        if hit > 0.5 * len(letters):
            out.append("".join(glyph.text for glyph in letters))
            kept.append([])
        else:
            kept[-1] += word
    parts = [part for part in kept if any(not glyph.text.isspace() for glyph in part)]
    return [_box("".join(glyph.text for glyph in part).strip(), part) for part in parts], out


def _words(piece: Sequence[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = [[]]
    for glyph in piece:
        words[-1].append(glyph)
        if glyph.text.isspace():
            words.append([])
    return [word for word in words if any(not glyph.text.isspace() for glyph in word)]


def _on_line(each: Line, pieces: Sequence[Line]) -> Line:
    """A field's text put on the line of text beside it, since its box is higher than its words."""
    beside = [p for p in pieces if p.bottom < each.top and p.top > each.bottom]
    if not beside:
        return each
    near = min(beside, key=lambda p: (abs(p.middle - each.middle), p.left))
    if each.top - each.bottom > 3 * (near.top - near.bottom):  # a box of several lines
        return each
    return Line(each.text, each.left, near.bottom, each.right, near.top)


def _beside(aside: Sequence[Line]) -> list[Line]:
    """Words that stand turned at the margin, behind the text; single signs are left out."""
    return [line for line in rows(aside) if sum(map(str.isalpha, line.text)) > 3]

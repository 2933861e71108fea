"""What is drawn on a page beside its text: lines, pictures, and the notes and fields laid over it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.read.glyphs import Box

#: Objects looked at on a page; a drawing of more is no line through a word.
MOST = 4000
#: Points of a path looked at, for grids drawn in one path.
POINTS = 600
#: A line is no thicker than this (points).
THIN = 2.5
#: Lines and curves on a page without text from which they may be letters turned into outlines.
OUTLINES = 60

_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Drawn:
    """Thin level and upright lines (left, bottom, right, top), boxes of all paths, and the area of pictures."""

    lines: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: float = 0.0
    paths: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something laid over the page: a filled form field or a free text ("text"), or a strike through words."""

    kind: str
    text: str
    box: Box


def drawn(page: Any, raw: Any) -> Drawn:
    """What is drawn on the page, in its own coordinates."""
    found = Drawn()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for item, kind, matrix in objects(page, raw):
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        box = _moved((left.value, bottom.value, right.value, top.value), matrix)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures += (box[2] - box[0]) * (box[3] - box[1])
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            found.paths += 1
            if found.paths > MOST:
                break
            found.boxes.append(box)
            if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                found.lines.append(box)
            elif raw.FPDFPath_CountSegments(item) > 5:
                found.lines.extend(_strokes(item, _times(_matrix(item, raw), matrix), raw))
    return found


def objects(page: Any, raw: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """What stands on the page beside text: each object, its kind, and the matrix of the forms that hold it."""
    return _inside(page.raw, raw.FPDFPage_CountObjects(page.raw), raw.FPDFPage_GetObject, _IDENTITY, 0, raw)


def _inside(
    holder: Any, count: int, get: Any, matrix: Matrix, depth: int, raw: Any
) -> Iterator[tuple[Any, int, Matrix]]:
    kind_of, text, form = raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM
    for index in range(min(count, MOST)):
        item = get(holder, index)
        kind = kind_of(item)
        if kind == text:
            continue
        if kind != form:
            yield item, kind, matrix
        elif depth < 3:
            inner = _times(_matrix(item, raw), matrix)
            yield from _inside(
                item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject, inner, depth + 1, raw
            )


def outlines(path: Any, matrix: Matrix, raw: Any) -> Iterator[list[tuple[float, float]]]:
    """The points of each stretch of a path that is drawn in straight lines; a closed one ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = _times(_matrix(path, raw), matrix)
    points: list[tuple[float, float]] = []
    begin = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), POINTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        at = _point(x.value, y.value, matrix)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = at
        if kind != raw.FPDF_SEGMENT_LINETO:
            yield points
            points = []
        points.append(at)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(begin)
    yield points


def _strokes(path: Any, matrix: Matrix, raw: Any) -> Iterator[Box]:
    """The level and upright lines of a path that draws several."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(path), POINTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        to = _point(x.value, y.value, matrix)
        if at is not None and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            box = (min(at[0], to[0]), min(at[1], to[1]), max(at[0], to[0]), max(at[1], to[1]))
            if min(box[2] - box[0], box[3] - box[1]) <= 0.5:
                yield box
        at = to


def notes(pdf: Any, page: Any, raw: Any) -> list[Note]:
    """Form fields with a value, free texts and struck-out words among the annotations; comments are left out."""
    found: list[Note] = []
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        item = raw.FPDFPage_GetAnnot(page.raw, index)
        if not item:
            continue
        try:
            found.extend(_note(pdf, item, raw))
        finally:
            raw.FPDFPage_CloseAnnot(item)
    return found


def _note(pdf: Any, item: Any, raw: Any) -> Iterator[Note]:
    kind = raw.FPDFAnnot_GetSubtype(item)
    if kind not in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STRIKEOUT):
        return
    if raw.FPDFAnnot_GetFlags(item) & raw.FPDF_ANNOT_FLAG_HIDDEN:
        return
    if kind == raw.FPDF_ANNOT_STRIKEOUT:
        yield from (Note("strike", "", box) for box in _quads(item, raw))
        return
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(item, rect)
    box = (
        min(rect.left, rect.right),
        min(rect.bottom, rect.top),
        max(rect.left, rect.right),
        max(rect.bottom, rect.top),
    )
    if kind == raw.FPDF_ANNOT_FREETEXT:
        text = _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(item, b"Contents", buffer, size), raw)
    else:
        text = _value(pdf, item, raw)
    if text.strip():
        yield Note("text", " ".join(text.split()), box)


def _value(pdf: Any, item: Any, raw: Any) -> str:
    """What a form field shows: its text, or a mark for a box that is ticked or not."""
    if pdf.formenv is None:
        return ""
    form = pdf.formenv.raw
    kind = raw.FPDFAnnot_GetFormFieldType(form, item)
    if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        return "[x]" if raw.FPDFAnnot_IsChecked(form, item) else "[ ]"
    if kind in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        return _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, item, buffer, size), raw)
    return ""


def _string(call: Any, raw: Any) -> str:
    size = call(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _quads(item: Any, raw: Any) -> Iterator[Box]:
    quad = raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(item)):
        if raw.FPDFAnnot_GetAttachmentPoints(item, index, quad):
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            up = (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), min(up), max(across), max(up)


def through(lines: Sequence[Box], box: Box) -> Iterator[tuple[float, float]]:
    """The parts (from, to) of a box of upright text that a level line crosses at the height of its letters.

    An underline stands lower, the edge of a table cell outside; a strike is between a quarter and two thirds up.
    """
    left, bottom, right, top = box
    height = top - bottom
    for line in lines:
        if line[3] - line[1] <= THIN and line[2] - line[0] > 2:
            at = ((line[1] + line[3]) / 2 - bottom) / height if height > 0 else 0
            if 0.25 <= at <= 0.68 and line[0] < right - 1 and line[2] > left + 1:
                yield max(left, line[0]), min(right, line[2])


def _matrix(item: Any, raw: Any) -> Matrix:
    made = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, made):
        return _IDENTITY
    return made.a, made.b, made.c, made.d, made.e, made.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: Box, matrix: Matrix) -> Box:
    if matrix == _IDENTITY:
        return box
    corners = [_point(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)

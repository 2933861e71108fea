"""A copy of the contract's PDF with a highlight and a note on each finding, and a note on what is missing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing as closed
from typing import Any

from checker.errors import UsageError
from checker.model import Report
from checker.report.look import Look
from checker.report.marked.remarks import AUTHOR, Remark, closing, merged, remarks
from checker.report.marked.source import source
from checker.report.package import extra
from checker.report.spot import Letters, letters

#: Colours of the highlights (red, green, blue from 0 to 1), light enough to read black print through them.
COLOURS: dict[str, tuple[float, float, float]] = {
    "harmful": (1.0, 0.62, 0.75), "weak": (1.0, 0.88, 0.45), "unclear": (0.72, 0.86, 1.0),
    "elsewhere": (0.72, 0.86, 1.0), "present": (0.72, 0.93, 0.72),
}  # fmt: skip
#: Side of the sign of a note, and its distance from the corner of the page, in points.
_SIGN, _EDGE = 20.0, 18.0
#: Highlights print with the page (bit 3 of the flags).
_PRINT = 4

Box = tuple[float, float, float, float]


def render(report: Report, look: Look | None = None) -> bytes:
    """The contract with highlights and notes, as PDF; an encrypted file comes out without encryption.

    Raises UsageError where the PDF that the report is on is not at hand, or the contract is no PDF.
    """
    look = look or Look()
    data = source(report, look, "pdf", "a PDF")
    pikepdf = extra("pikepdf", "pikepdf", "pdf")
    with pikepdf.open(io.BytesIO(data), password=look.password or "") as pdf:
        for remark, text, page, boxes in _placed(report, look, data):
            _add(pikepdf, pdf, pdf.pages[page - 1], _highlight(pikepdf, remark, text, boxes))
        missing = closing(report)
        if missing:
            _add(pikepdf, pdf, pdf.pages[0], _note(pikepdf, pdf.pages[0], missing))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _placed(report: Report, look: Look, data: bytes) -> Iterator[tuple[Remark, str, int, list[Box]]]:
    """Each remark with what it says, its page and the boxes of its lines, where the page shows its words."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data, password=look.password)
    except pypdfium2.PdfiumError as problem:
        raise UsageError(f"{report.document.name}: cannot be opened again ({problem})") from None
    with closed(pdf):
        own: dict[int, Letters] = {}
        starts = {page.number: page.start for page in report.document.pages}
        for remark, text in merged(remarks(report, look)):
            number = remark.evidence.page
            if not 1 <= number <= len(pdf):
                continue
            page = pdf[number - 1]
            textpage = page.get_textpage()
            if number not in own:
                own[number] = letters(textpage.get_text_range())
            before = letters(report.document.text[starts[number] : remark.evidence.start])
            span = own[number].find(remark.evidence.quote, before.before(remark.evidence.quote, len(before.text)))
            if span is not None:
                count = textpage.count_rects(span[0], span[1] - span[0])
                boxes = [textpage.get_rect(index) for index in range(count)]
                if boxes:
                    yield remark, text, number, boxes


def _highlight(pikepdf: Any, remark: Remark, text: str, boxes: list[Box]) -> Any:
    boxes = [tuple(round(side, 2) for side in box) for box in boxes]  # type: ignore[misc]
    quads = [value for a, b, c, d in boxes for value in (a, d, c, d, a, b, c, b)]
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight,
        Rect=[min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)],
        QuadPoints=quads, C=list(COLOURS[remark.finding.status]), F=_PRINT, T=AUTHOR, Contents=text,
        NM=f"{remark.finding.id}-{remark.evidence.start}",
    )  # fmt: skip


def _note(pikepdf: Any, page: Any, text: str) -> Any:
    left, _, _, top = (float(value) for value in page.cropbox)
    rect = [left + _EDGE, top - _EDGE - _SIGN, left + _EDGE + _SIGN, top - _EDGE]
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=rect, Name=pikepdf.Name.Comment, C=[1.0, 0.45, 0.35],
        F=_PRINT, T=AUTHOR, Contents=text, NM="missing", Open=False,
    )  # fmt: skip


def _add(pikepdf: Any, pdf: Any, page: Any, annotation: Any) -> None:
    kept = page.obj.get("/Annots")
    annotations = pikepdf.Array(list(kept) if kept is not None else [])
    annotations.append(pdf.make_indirect(annotation))
    page.obj.Annots = annotations

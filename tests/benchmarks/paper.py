"""PDFs that the tests draw themselves, each showing one thing that real files do."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0

#: Clauses of an invented agreement, long enough to fill columns and pages.
CLAUSES = (
    "1. Services. The Supplier shall perform the services with reasonable skill and care and in accordance with the "
    "schedule, and shall make available the personnel that a prudent provider would assign to them.",
    "2. Records. The Supplier shall keep complete and accurate records of the services for six years after the year "
    "to which they relate, and shall let the Customer inspect them on ten days' notice.",
    "3. Insurance. The Supplier shall maintain insurance with reputable insurers that covers its obligations, and "
    "shall give the Customer evidence of the cover at each renewal.",
    "4. Charges. The Customer shall pay undisputed invoices within thirty days after it has received them; charges "
    "that were not invoiced within six months lapse.",
    "5. Staff. The Supplier shall replace any person whom the Customer reasonably finds unsuitable, at its own "
    "expense and without interruption of the services.",
    "6. Notices. Notices must be given in writing to the address on the first page and take effect on receipt; a "
    "notice by electronic mail takes effect on the next working day.",
    "7. Assignment. Neither party may assign this agreement without the written consent of the other, which must not "
    "be unreasonably withheld or delayed.",
    "8. Law. This agreement is governed by the law of the place where the Customer has its seat, and the courts of "
    "that place have jurisdiction over disputes that arise from it.",
)


def wrapped(canvas: Canvas, text: str, width: float, size: float = 10, divide: bool = False) -> list[str]:
    """The text in lines no wider than `width`; with `divide`, long words are divided at the end of a line."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if canvas.stringWidth(longer, "Helvetica", size) <= width:
            line = longer
            continue
        half = len(word) // 2
        if divide and len(word) > 7 and word.isalpha():
            begun = f"{line} {word[:half]}-".strip()
            if canvas.stringWidth(begun, "Helvetica", size) <= width:
                lines.append(begun)
                line = word[half:]
                continue
        lines.append(line)
        line = word
    return [*lines, line]


def put(canvas: Canvas, lines: Sequence[str], left: float, top: float, step: float = 12, size: float = 10) -> float:
    """Draw the lines from `top` downward; the height below the last."""
    canvas.setFont("Helvetica", size)
    for line in lines:
        canvas.drawString(left, top, line)
        top -= step
    return top


def clauses(canvas: Canvas, texts: Sequence[str], left: float, top: float, width: float, divide: bool = False) -> float:
    """Draw the clauses as paragraphs; the height below the last."""
    for text in texts:
        top = put(canvas, wrapped(canvas, text, width, divide=divide), left, top) - 8
    return top


def canvas_at(path: Path, **options: Any) -> Canvas:
    """A canvas that gives the same bytes each time."""
    return Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, **options)


def picture_of(path: Path, page: int = 0, dpi: int = 200, turn: float = 0.0) -> io.BytesIO:
    """A page as a scanner would see it: a grey picture, turned by so many degrees against the clock."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        picture = pdf[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    if turn:
        picture = picture.rotate(turn, expand=True, fillcolor=255)
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def scan(source: Path, target: Path, turn: float = 0.0, stamp: str = "") -> Path:
    """A PDF that holds a picture of the first page of `source`, turned; `stamp` is printed on it."""
    picture = ImageReader(picture_of(source, turn=turn))
    wide, high = (side * 72 / 200 for side in picture.getSize())
    canvas = canvas_at(target)
    canvas.setPageSize((wide, high))
    canvas.drawImage(picture, 0, 0, wide, high)
    if stamp:
        put(canvas, [stamp], 20, 10, size=6)
    canvas.save()
    return target

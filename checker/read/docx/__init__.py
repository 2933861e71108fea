"""Word files (.docx, .docm, .dotx, .dotm): the text as a lawyer sees it, numbers included."""

from __future__ import annotations

from pathlib import Path

from checker.errors import UnreadableError
from checker.model import Document
from checker.read.docx.body import Body
from checker.read.docx.package import Package, W
from checker.read.docx.runs import DELETED, INSERTED
from checker.read.grid import Grid, write_grid
from checker.read.options import Options
from checker.read.story import Story

#: Below so many letters a file with pictures is a scan.
LEAST = 200


def read_docx(path: Path, data: bytes, options: Options) -> Document:
    """The document in the bytes of a Word file; raises UnreadableError where they are broken or hostile.

    Headers, footers and comments are not part of it.  Footnotes follow the sentence that refers to them.
    """
    package = Package(path.name, data)
    body = Body(package, options.changes == "original")
    story = Story()
    for block in body.blocks():
        if isinstance(block, Grid):
            write_grid(block, story)
        else:
            story.paragraph(block.text, block.heading)
    document = story.document(path, data, "docx", _notes(body, story, options))
    if sum(map(str.isalpha, document.text)) < LEAST and any(
        entry.startswith("word/media/") for entry in package.entries
    ):
        raise UnreadableError(
            f"{path.name}: holds pictures and hardly any text (a scan in a Word file?); save it as PDF and run OCR on it"
        )
    return document


def _notes(body: Body, story: Story, options: Options) -> list[str]:
    notes = []
    inserted = sum(1 for _ in body.root.iter(*INSERTED))
    deleted = sum(1 for _ in body.root.iter(*DELETED))
    if inserted or deleted:
        other = "original" if options.changes == "accepted" else "accepted"
        reading = "as if all were accepted" if options.changes == "accepted" else "as the text stood before them"
        notes.append(
            f"tracked changes ({_count(inserted, 'insertion')}, {_count(deleted, 'deletion')}) were read {reading}; "
            f"--changes {other} reads the other text"
        )
    if body.reading.left_out:
        notes.append(f"{_count(body.reading.left_out, 'word')} struck out or hidden in the file are left out")
    if body.reading.objects or body.embedded or next(body.root.iter(f"{W}subDoc"), None) is not None:
        notes.append("the file holds other files inside; their content was not read: supply them, too")
    if story.breaks:
        notes.append("page numbers follow the page breaks saved in the file; Word may show others")
    else:
        notes.append("no page breaks are saved in the file: all stands on page 1")
    return notes


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

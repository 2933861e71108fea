"""Pictures of the page around a quote, cut from the PDF: only the strip that is needed, as small as it reads."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from checker.model import Document, Evidence
from checker.report.look import Look

#: At most so many pictures, and so many bytes of them in all: the rest of the findings have their quotes.
MOST, MOST_BYTES = 80, 2_000_000
#: What the drawing may cost: seconds in all, and MB of memory.
_SECONDS, _MEGABYTES = 120, 3072

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from checker.report.html.strips import serve; serve()"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A strip of a page as a data URI: its size in pixels, and the boxes (x, y, width, height) of the quoted lines."""

    uri: str
    width: int
    height: int
    page: int
    boxes: tuple[tuple[int, int, int, int], ...]


def pictures(document: Document, wanted: Iterable[Evidence], look: Look) -> dict[tuple[int, int], Picture]:
    """A picture by the span of each evidence that has one, the first ones first, within the limits of number and size.

    Nothing where the contract is not at hand, is no PDF, is another file than the one reported on, or breaks the
    process that draws it.
    """
    files = _files(document, look)
    if not files:
        return {}
    spans = {(each.start, each.end): [document.name_at(each.start), each.page, each.quote] for each in wanted}
    request = {
        "megabytes": _MEGABYTES, "most": MOST, "bytes": MOST_BYTES, "password": look.password, "files": files,
        "wanted": list(spans.values()),
    }  # fmt: skip
    command = [sys.executable, "-c", _START, json.dumps(sys.path)]
    try:
        done = subprocess.run(
            command, input=json.dumps(request).encode(), capture_output=True, timeout=_SECONDS, check=True
        )
        drawn = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return {}
    return {
        span: Picture(**{**each, "boxes": tuple(tuple(box) for box in each["boxes"])})
        for span, each in zip(spans, drawn, strict=False)
        if each
    }


def _files(document: Document, look: Look) -> dict[str, str]:
    """The paths of the PDFs at hand that the document was read from, by name ("" for the only one)."""
    at_hand = {}
    for path in look.contracts:
        try:
            at_hand[hashlib.sha256(path.read_bytes()).hexdigest()] = str(path)
        except OSError:
            continue
    parts = [(part.name, part.sha256, part.format) for part in document.parts]
    return {
        name: at_hand[digest]
        for name, digest, form in parts or [("", document.sha256, document.format)]
        if form == "pdf" and digest in at_hand
    }

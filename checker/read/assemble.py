"""Pages joined to one document: the text, and which part of it stands on which page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.model import Document, Page


@dataclass(frozen=True, slots=True)
class Leaf:
    """The normalised text of a page with its printed label, and how it was read (see `checker.model.Page`)."""

    text: str
    label: str = ""
    source: str = "text"
    confidence: float | None = None


def assemble(path: Path, data: bytes, form: str, leaves: Sequence[Leaf], notes: Sequence[str] = ()) -> Document:
    """The pages as one text; a sentence that goes on over a page break is not torn by a blank line."""
    text = ""
    starts: list[int] = []
    for leaf in leaves:
        if text and leaf.text:
            text += "\n" if goes_on(text, leaf.text) else "\n\n"
        starts.append(len(text))
        text += leaf.text
    ends = [*starts[1:], len(text)]
    pages = tuple(
        Page(number, leaf.label or str(number), start, end, leaf.source, leaf.confidence)
        for number, (leaf, start, end) in enumerate(zip(leaves, starts, ends, strict=True), 1)
    )
    return Document(path.name, hashlib.sha256(data).hexdigest(), text, pages, (), tuple(notes), form)


def goes_on(before: str, after: str) -> bool:
    """Whether the sentence at the end of one text goes on at the beginning of the next."""
    return after[:1].islower() or before.rstrip()[-1:] not in ".;:!?"


def listed(numbers: Sequence[int]) -> str:
    """Page numbers for a sentence: "page 3", "pages 2-4 and 7"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    parts = ["-".join(map(str, span)) for span in spans]
    told = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{'page' if len(numbers) == 1 else 'pages'} {told}"

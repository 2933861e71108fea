"""Pages that Tesseract has read before, kept in the user's cache folder: reading one takes seconds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from checker.kept import folder, write
from checker.read.page import Line
from checker.read.tesseract import Reading

#: Grows when the same picture would be read otherwise by this program.
FORM = 1
KIND = "ocr"


def name_of(picture: Any, version: str) -> str:
    """The name under which the reading of the picture by this version of Tesseract is kept."""
    digest = hashlib.sha256(f"{FORM} {version} {picture.size}".encode())
    digest.update(picture.tobytes())
    return digest.hexdigest()


def kept(name: str) -> Reading | None:
    """The reading kept under the name; None if there is none or its file is broken."""
    place = folder(KIND)
    if place is None:
        return None
    try:
        data = json.loads((place / f"{name}.json").read_text(encoding="utf-8"))
        lines = tuple(
            Line(str(line["text"]), *(float(line[side]) for side in ("left", "bottom", "right", "top")))
            for line in data["lines"]
        )
        confidence = float(data["confidence"])
        if not 0 <= confidence <= 1:
            return None
        return Reading(lines, confidence, int(data["width"]), int(data["height"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(name: str, reading: Reading) -> None:
    """Keep the reading, whole or not at all; a folder that cannot be written to is no failure."""
    place = folder(KIND)
    if place is None:
        return
    write(place, f"{name}.json", json.dumps(asdict(reading)).encode())

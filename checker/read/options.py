"""What the user may choose about the reading; every reader is given the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: How tracked changes are read: as if all were accepted, or as the text stood before them.
CHANGES = ("accepted", "original")


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read: the password of encrypted ones, and the reading of tracked changes (one of CHANGES).

    `ocr` reads scanned pages through Tesseract; without it they stay unread.  `allow_unread` lets a document
    be judged of which some pages could not be read.  `progress` is called with a short line while something slow goes
    on, and with "" when it is over.
    """

    password: str | None = None
    changes: str = "accepted"
    ocr: bool = True
    allow_unread: bool = False
    progress: Callable[[str], None] | None = None

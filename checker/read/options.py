"""What the user may choose about the reading; every reader is given the whole of it."""

from __future__ import annotations

from dataclasses import dataclass

#: How tracked changes are read: as if all were accepted, or as the text stood before them.
CHANGES = ("accepted", "original")


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read: the password of encrypted ones, and the reading of tracked changes (one of CHANGES)."""

    password: str | None = None
    changes: str = "accepted"

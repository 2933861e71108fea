"""How a report for people shall look; formats for machines take no notice."""

from __future__ import annotations

from dataclasses import dataclass

QUIET, NORMAL, VERBOSE = "quiet", "normal", "verbose"


@dataclass(frozen=True, slots=True)
class Look:
    """The width of a line in columns, whether there is colour, and how much is told (quiet, normal, verbose)."""

    width: int = 80
    colour: bool = False
    detail: str = NORMAL

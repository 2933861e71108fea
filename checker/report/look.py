"""How a report for people shall look; formats for machines take no notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

QUIET, NORMAL, VERBOSE = "quiet", "normal", "verbose"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate said of the report, for formats that hand it on: whether it passed, and the gate's line."""

    passed: bool
    said: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a report shall look, and what the caller has at hand beside it.

    `width` is the width of a line in columns, `colour` whether there is colour, `detail` how much is told (quiet,
    normal, verbose).  `verdict` is the gate's, None where none is told.  `contracts` are the files that the
    report is on, for pictures of their pages, with their `password`; () where they are not at hand.
    """

    width: int = 80
    colour: bool = False
    detail: str = NORMAL
    verdict: Verdict | None = None
    contracts: tuple[Path, ...] = ()
    password: str | None = None

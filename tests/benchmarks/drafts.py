"""Judge drafted sentences that are no examples of the library: what it makes of wordings it was not written from.

    python tests/benchmarks/drafts.py [ID ...]     print the shown drafts that come out otherwise, and the figures

`tests/drafts/FAMILY.txt` holds lines `id | status | text` ("\\n" stands for a line break), drafted from the catalogue, most of them
before the entry was opened.  A third of them, chosen by a checksum, is held: it is counted and never printed, so that
nobody mends a rule for it.  Missing and not applicable count as one: a sentence alone cannot tell them apart.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DRAFTS = Path(__file__).resolve().parents[1] / "drafts"
STATUSES = ("present", "weak", "harmful", "elsewhere", "missing", "not-applicable")
#: One draft in so many is held.
HELD = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted sentence, what it is to come out as, and whether it is held."""

    protection: str
    status: str
    text: str
    held: bool


def drafts() -> Iterator[Draft]:
    """Every draft, by family; raises ValueError where a line is none."""
    for file in sorted(DRAFTS.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            protection, status, text = (part.strip() for part in [*line.split("|", 2), "", ""][:3])
            if status not in STATUSES or not text:
                raise ValueError(f"{file.name}, line {number}: not `id | status | text`")
            held = zlib.crc32(line.strip().encode()) % HELD == 0
            yield Draft(protection, status, text.replace("\\n", "\n"), held)


def right(wanted: str, found: str) -> bool:
    """Whether a status is the one wanted; nothing given is nothing given."""
    none = ("missing", "not-applicable")
    return wanted == found or (wanted in none and found in none)


def measure(only: frozenset[str] = frozenset(), tell: bool = False) -> dict[str, float]:
    """The figures: how many drafts, how many of them right, and of the held ones; false comfort and false alarm."""
    from checker.library import load
    from checker.verify import judged

    library = load()
    entries = {entry.id: entry for entry in library.entries}
    told: list[tuple[Draft, str]] = []
    for draft in drafts():
        if only and draft.protection not in only:
            continue
        finding = judged(draft.text, entries[draft.protection], library)
        told.append((draft, finding.status))
        if tell and not draft.held and not right(draft.status, finding.status):
            print(f"{draft.protection}: {draft.status} comes out {finding.status}: {draft.text[:300]!r}")
    held = [(draft, status) for draft, status in told if draft.held]
    gaps = [status for draft, status in held if draft.status in ("weak", "harmful", "missing")]
    given = [status for draft, status in held if draft.status == "present"]
    return {
        "sentences": len(told),
        "held": len(held),
        "right": _share(right(draft.status, status) for draft, status in told),
        "held_right": _share(right(draft.status, status) for draft, status in held),
        "held_false_comfort": _share(status == "present" for status in gaps),
        "held_false_alarm": _share(status in ("weak", "harmful", "missing", "unclear") for status in given),
    }


def _share(hits: Iterator[bool]) -> float:
    every = list(hits)
    return round(sum(every) / max(1, len(every)), 4)


if __name__ == "__main__":
    print(json.dumps(measure(frozenset(sys.argv[1:]), tell=True)))

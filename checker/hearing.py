"""What was found about one protection while it was judged, before it is ruled on."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.conditions import Place
from checker.entry import Entry, Rule

Hit = tuple[int, int]


@dataclass
class Verdict:
    """The verdict on one statement: the rule that fitted it and the place where it did."""

    statement: int
    section: str
    rule: Rule | None
    place: Place


@dataclass
class Hearing:
    """All that was found about one protection while it was judged; `telling` says whether it shall explain itself."""

    entry: Entry
    telling: bool = False
    verdicts: list[Verdict] = field(default_factory=list)
    about: dict[int, tuple[Hit, ...]] = field(default_factory=dict)
    unbound: bool = False
    trace: list[str] = field(default_factory=list)
    ruling: str = ""

    def of(self, section: str) -> list[Verdict]:
        """The verdicts of one section, in document order."""
        return [verdict for verdict in self.verdicts if verdict.section == section]

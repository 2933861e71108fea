"""What a document is judged by, made ready before any is judged, and what waivers and baseline make of its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from checker import baseline, waivers
from checker.decisions import Policy
from checker.entry import Library
from checker.errors import ConfigError
from checker.model import Report
from checker.policy.rules import Name, Rule, Rules, rules_for
from checker.policy.settle import settle


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said about rules: the options that go before every file, and the files."""

    options: Mapping[Name, Rule]
    policy: Path | None = None
    no_policy: bool = False
    waivers: Path | None = None
    no_waivers: bool = False
    baseline: Path | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one document is judged by: the library with the house's folders, the policy, waivers, baseline."""

    library: Library
    policy: Policy
    rules: Rules
    waivers: tuple[waivers.WaiverFile, ...] = ()
    baseline: baseline.Earlier | None = None


def rulings(jobs: Mapping[Path, Sequence[Path]], wishes: Wishes) -> dict[Path, Ruling]:
    """The ruling for each job, which is a document or the folder of a packet, by its name; `jobs` have their documents.

    Raises ConfigError or LibraryError for the first thing that cannot be used.
    """
    from checker.library import load

    library_of = cache(load)
    places: dict[Path, Ruling] = {}
    found = {}
    for name, documents in jobs.items():
        if wishes.waivers and wishes.waivers.resolve() in {path.resolve() for path in documents}:
            raise ConfigError(f"{wishes.waivers}: a contract cannot carry its own waivers")
        place = name.resolve() if name.is_dir() else name.resolve().parent
        if place not in places:
            rules = rules_for(place, wishes.policy, wishes.options, none=wishes.no_policy)
            library = library_of(rules.folders())
            held = () if wishes.no_waivers else waivers.files_for(place, rules, wishes.waivers)
            places[place] = Ruling(library, settle(rules, library), rules, held)
        earlier = baseline.read_baseline(wishes.baseline, name.name) if wishes.baseline else None
        found[name] = replace(places[place], baseline=earlier)
    return found


def decide(report: Report, ruling: Ruling, today: date) -> Report:
    """The report with its findings waived, and compared with the baseline, as far as there are any."""
    report = waivers.apply(report, ruling.waivers, today, ruling.policy.longest_waiver)
    return baseline.compare(report, ruling.baseline) if ruling.baseline else report

"""Waivers: findings that someone answers for until a day, each bound to a document and to the words of its clause."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.decisions import Waiver, WaiverProblem, WaiverUse
from checker.errors import ConfigError, UsageError
from checker.library.source import Source, hint
from checker.model import Finding, Report
from checker.policy.files import WAIVERS, hold, is_there, nearest, read_yaml
from checker.policy.rules import Rules
from checker.report.identity import clause_digest
from checker.resources import folder

#: Statuses that can be waived, the worst first: a waiver lapses when the status gets worse.
WAIVABLE = ("harmful", "missing", "weak", "unclear", "elsewhere")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class WaiverFile:
    """A file of waivers: its name, the SHA-256 of its bytes, its waivers, and those that are malformed.

    `ignored` says why none of them counts ("" if they do); `items` are the waivers as written.
    """

    name: str
    sha256: str
    waivers: tuple[Waiver, ...]
    problems: tuple[WaiverProblem, ...] = ()
    ignored: str = ""
    items: tuple[Any, ...] = ()


def day(text: str, what: str) -> date:
    """The day that a text such as "2026-11-30" names; raises UsageError, with `what` it was to be, for any other."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"{what} '{text}' is no day of the calendar such as 2026-11-30")


def until(start: date, longest: str) -> date:
    """The last day of the time `longest` ("12 months", "90 days") from `start` on."""
    number, unit = longest.split()
    count, unit = int(number), unit.removesuffix("s")
    try:
        if unit in ("day", "week"):
            return date.fromordinal(start.toordinal() + count * (7 if unit == "week" else 1))
        months = start.month - 1 + count * (12 if unit == "year" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        last = date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1).day
        return date(year, month, min(start.day, last))
    except (ValueError, OverflowError):  # beyond the calendar
        return date.max


def files_for(place: Path, rules: Rules, given: Path | None = None) -> tuple[WaiverFile, ...]:
    """The waivers that bear on a document in the folder `place`: those of the file `given`, else those beside its
    policy files and the nearest above it.

    Where a policy forbids local waivers, only files beside that policy, or beside one it extends, count; the others
    are there, but ignored.  Raises ConfigError for a file that cannot be used as a whole.
    """
    if given is not None:
        return (read_waivers(given),)
    beside = [file.path.parent / WAIVERS for file in rules.files]
    above = nearest(WAIVERS, place, Path.cwd())
    paths = {path.resolve(): path for path in [*beside, *([above] if above else [])] if is_there(path)}
    owner = next((index for index, file in enumerate(rules.files) if file.forbids), None)
    trusted = None if owner is None else {path.resolve() for path in beside[owner:]}
    why = "" if owner is None else f"the policy {rules.files[owner].path.name} forbids local waivers"
    return tuple(
        replace(read_waivers(path), ignored="" if trusted is None or resolved in trusted else why)
        for resolved, path in paths.items()
    )


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder("schemas") / "waivers.schema.json").read_text("utf-8"))
    return found


def read_waivers(path: Path) -> WaiverFile:
    """The waivers of a file; one that is malformed is a problem of its own, a file that is none raises ConfigError."""
    source, digest = read_yaml(path, WAIVERS)
    if source.data is not None and not isinstance(source.data, list):
        raise source.error((), "a list of waivers is wanted here (lines that begin with '- id:')")
    waivers, problems = [], []
    for number, item in enumerate(source.data or ()):
        line, _ = source.place((number,))
        where = f"{path.name}:{line}"
        try:
            waivers.append(_waiver(source, number, item, where))
        except (ConfigError, UsageError) as problem:
            said = str(problem).removeprefix(f"{source.name}:")
            named = str(item.get("id", "")) if isinstance(item, dict) else ""
            problems.append(WaiverProblem("malformed", named, _after_place(said), where))
    return WaiverFile(path.name, digest, tuple(waivers), tuple(problems), items=tuple(source.data or ()))


def _after_place(said: str) -> str:
    """An error's text without its line, column and list index."""
    return re.sub(r"^\d+:\d+: (\[\d+\]\.?)?(: )?", "", said)


def _waiver(source: Source, number: int, item: Any, where: str) -> Waiver:
    hold(source, _schema()["items"], item, (number,))
    granted, expires = day(item["granted"], "granted"), day(item["expires"], "expires")
    if expires < granted:
        raise ConfigError(f"expires on {expires}, before it was granted on {granted}")
    texts = {key: " ".join(value.split()) for key, value in item.items()}
    return Waiver(**texts, source=where)


def apply(report: Report, files: Iterable[WaiverFile], today: date, longest: str) -> Report:
    """The report with its findings waived as far as waivers hold on the day `today`, and told what is wrong with them.

    Unchanged where there is no waiver at all.
    """
    files = tuple(files)
    if not any(file.waivers or file.problems for file in files):
        return report
    rows = {finding.id: finding for finding in report.findings}
    problems = [problem for file in files for problem in file.problems]
    elsewhere = 0
    for file in files:
        for waiver in file.waivers:
            if waiver.id not in rows:
                said = f"'{waiver.id}' is no id of the library{hint(waiver.id, rows)}"
                problems.append(WaiverProblem("unknown", waiver.id, said, waiver.source))
            elif waiver.document not in (report.document.name, report.document.sha256):
                elsewhere += 1
            elif problem := _problem(waiver, rows[waiver.id], file, today, longest):
                problems.append(problem)
            else:
                rows[waiver.id] = replace(rows[waiver.id], waiver=waiver)
    use = WaiverUse(today.isoformat(), tuple((file.name, file.sha256) for file in files), tuple(problems), elsewhere)
    return replace(
        report,
        findings=tuple(rows[finding.id] for finding in report.findings),
        waivers=use,
        options=dict(sorted({**report.options, "today": use.today}.items())),
    )


def _problem(waiver: Waiver, finding: Finding, file: WaiverFile, today: date, longest: str) -> WaiverProblem | None:
    """What keeps the waiver from covering the finding, the first that holds."""
    granted, expires = date.fromisoformat(waiver.granted), date.fromisoformat(waiver.expires)
    latest = until(granted, longest)
    kind, said = "", ""
    if file.ignored:
        kind, said = "ignored", f"{file.ignored}; the finding counts"
    elif expires > latest:
        kind, said = "malformed", f"runs to {expires}, longer than {longest} from {granted}; at most to {latest}"
    elif granted > today:
        kind, said = "malformed", f"granted on {granted}, which is after {today}"
    elif finding.status not in WAIVABLE:
        kind, said = "unused", f"the protection is {finding.status}: the waiver can go"
    elif expires < today:
        kind, said = "expired", f"expired on {expires}; the finding counts again"
    elif waiver.text != clause_digest(finding):
        kind, said = "lapsed", "the clause is not the text it was given for; the finding counts again"
    elif waiver.status and WAIVABLE.index(finding.status) < WAIVABLE.index(waiver.status):
        kind, said = "lapsed", f"given for {waiver.status}, and it is {finding.status} now; the finding counts again"
    elif finding.off:
        kind, said = "unused", "the policy switches the protection off: the waiver can go"
    elif finding.waiver:
        kind, said = "unused", f"{finding.waiver.source} covers the finding already"
    return WaiverProblem(kind, waiver.id, said, waiver.source) if kind else None

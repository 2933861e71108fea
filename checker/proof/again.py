"""Does the check again as the report says it was done, and holds the two reports against each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checker.errors import ConfigError, UsageError
from checker.model import Document, Report
from checker.proof.differences import Difference, differing
from checker.read.options import Options
from checker.report.json import render
from checker.report.withhold import withhold
from checker.report.wording import is_withheld
from checker.ruling import Ruling, decide


def against_again(
    data: dict[str, Any], report: Report, paths: Sequence[Path], ruling: Ruling, options: Options,
    parties: dict[str, str | None], reader: Callable[[Path, Options], Document],
) -> Iterator[Difference]:  # fmt: skip
    """What is otherwise in the report of a check done now, with these versions, rules and options; stamps apart."""
    again = _again(report, paths, ruling, options, parties, reader)
    expected, found = ({**each, "stamp": None, "digest": ""} for each in (json.loads(render(again)), data))
    yield from differing("", expected, found)


def _again(
    report: Report, paths: Sequence[Path], ruling: Ruling, options: Options, parties: dict[str, str | None],
    reader: Callable[[Path, Options], Document],
) -> Report:  # fmt: skip
    from checker.check import check, check_packet

    if report.baseline and not ruling.baseline:
        raise UsageError("the report was compared with a baseline: give it with --baseline to do the check again")
    asked: dict[str, Any] = {
        "regulations": _listed(report, "profile"),
        "engagement": _listed(report, "engagement"),
        "trace": [finding.id for finding in report.findings if finding.trace],
        "policy": ruling.policy,
        **{side: _party(report, side, parties.get(side)) for side in ("customer", "supplier")},
    }
    if report.document.format == "packet":
        made = check_packet(paths, ruling.library, options, reader, **asked)
    else:
        made = check(paths[0], ruling.library, options, reader, **asked)
    made = decide(made, ruling, _day(report))
    return withhold(made) if report.withheld else made


def _listed(report: Report, option: str) -> list[str]:
    return [name for name in report.options.get(option, "").split(", ") if name]


def _party(report: Report, side: str, given: str | None) -> str | None:
    """The name of a party as the check was given it."""
    told = report.options.get(side)
    if told and is_withheld(told) and not given:
        raise UsageError(f"the report withholds the name that it was given with --{side}: give it again")
    return given or told


def _day(report: Report) -> date:
    try:
        return date.fromisoformat(report.waivers.today) if report.waivers else date.today()
    except ValueError:
        raise ConfigError(f"waivers.today '{report.waivers and report.waivers.today}' is no day") from None

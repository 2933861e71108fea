"""Holds a report against itself: its form, its digest, what follows from its rows, and rows that cannot be."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from checker.errors import UnreadableError, UsageError
from checker.model import NOT_IN_LIBRARY, SWITCHED_OFF, Finding, Report
from checker.proof.differences import Difference, differing
from checker.report.json import digest, render
from checker.report_file import parse

#: What evidence can support each status; a status without evidence is not here.
SUPPORTS = {
    "present": ("present",), "weak": ("weak", "cut", "harmful", "present"), "harmful": ("harmful", "cut"),
    "elsewhere": ("elsewhere",),
}  # fmt: skip
#: These rest on words of the contract: without evidence they cannot be.
_NEEDS = ("present", "weak", "harmful")
_WEAK = ("weak", "harmful")


def opened(path: Path) -> tuple[dict[str, Any], Report] | Difference:
    """The data and the report in the file; a difference where it is no whole JSON report of this version's form.

    Raises UsageError where the file cannot be opened.
    """
    try:
        written = path.read_bytes()
    except OSError as problem:
        raise UsageError(f"{path.name}: cannot be opened: {problem.strerror or problem}") from None
    try:
        data = json.loads(written, object_pairs_hook=_once, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as problem:
        return Difference(path.name, "a whole JSON report", f"something else: {problem}")
    try:
        return data, parse(data)
    except UnreadableError as problem:
        return Difference(path.name, "a report that fits the schema", f"one that {problem}")


def _finite(number: str) -> float:
    """The number; raises ValueError for what is none (NaN), or larger than any (1e999)."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number")
    return value


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The mapping; raises ValueError for a key that stands in it twice, of which another reader may see the other."""
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"the key '{Counter(names).most_common(1)[0][0]}' stands twice in one place")
    return dict(pairs)


def against_itself(data: dict[str, Any], report: Report) -> Iterator[Difference]:
    """What in the report does not follow from the rest of it."""
    if (whole := digest(data)) != data["digest"]:
        yield Difference("digest", f"{whole} (of the report as it is)", data["digest"])
    yield from differing("", {**json.loads(render(report)), "digest": ""}, {**data, "digest": ""})
    ids = Counter(finding.id for finding in report.findings)
    for name, count in ids.items():
        if count > 1:
            yield Difference(f"protections ({name})", "one row", f"{count}")
    for number, finding in enumerate(report.findings):
        for what, expected, found in _row(finding, report):
            yield Difference(f"protections[{number}].{what} ({finding.id})", expected, found)
    yield from _coverage(report)


def _row(finding: Finding, report: Report) -> Iterator[tuple[str, str, str]]:
    supports = {evidence.supports for evidence in finding.evidence}
    wrong = supports - set(SUPPORTS.get(finding.status, ()))
    if wrong:
        yield "evidence", f"what supports {finding.status}", f"evidence that supports {', '.join(sorted(wrong))}"
    if finding.status in _NEEDS and not finding.evidence:
        yield "evidence", f"a quote for {finding.status}", "none"
    if finding.weaknesses and finding.status not in _WEAK:
        yield "weaknesses", f"none for {finding.status}", str(len(finding.weaknesses))
    if finding.status in _WEAK and not finding.weaknesses and not supports - {"present"}:
        yield "weaknesses", f"a reason for {finding.status}", "none"
    reason = dict(report.policy.off).get(finding.id, "")
    if finding.off != reason:
        yield "off", f"the policy's reason, '{reason}'", f"'{finding.off}'"
    if finding.waiver:
        yield from _waiver(finding, report)
    if finding.change and not report.baseline:
        yield "change", "none without a baseline", finding.change


def _waiver(finding: Finding, report: Report) -> Iterator[tuple[str, str, str]]:
    from checker.report.identity import clause_digest

    waiver, today = finding.waiver, report.waivers.today if report.waivers else ""
    assert waiver is not None
    if waiver.id != finding.id:
        yield "waiver.id", finding.id, waiver.id
    if waiver.text != clause_digest(finding):
        yield "waiver.text", clause_digest(finding), waiver.text
    if waiver.document not in (report.document.name, report.document.sha256):
        yield "waiver.document", report.document.name, waiver.document
    if not today:
        yield "waiver", "none where no waiver file was read", "one"
    elif waiver.expires < today:
        yield "waiver.expires", f"a day not before {today}", waiver.expires


def _coverage(report: Report) -> Iterator[Difference]:
    statuses = {finding.id: finding.status for finding in report.findings}
    off = dict(report.policy.off)
    for number, row in enumerate(report.coverage):
        for name, status in row.protections:
            its = NOT_IN_LIBRARY if name not in statuses else SWITCHED_OFF if name in off else statuses[name]
            if its != status:
                yield Difference(f"coverage[{number}] ({row.regulation} {row.ref}, {name})", its, status)

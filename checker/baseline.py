"""Compares a report with an earlier one: what was known then does not count, what is new or worse does."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.decisions import Baseline
from checker.errors import ConfigError
from checker.model import STATUSES, Finding, Report
from checker.policy.files import told
from checker.report.identity import identity
from checker.report.json import digest
from checker.report.wording import GAPS

#: Bytes that a report may have.
LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier report, as far as it matters: which, by which library, policy and thresholds, and its rows.

    A row is an id with its status and its identity.  `report` is the SHA-256 of its file.
    """

    document: str
    sha256: str
    library_hash: str
    policy_hash: str
    thresholds: dict[tuple[str, str], str]
    rows: dict[str, tuple[str, str]]
    report: str = ""


def read_report(path: Path) -> dict[str, Any]:
    """The data of a JSON report of this tool; raises ConfigError where the file is none.

    So it does for one that was changed after it was made, and for one that withholds the text.
    """
    name = told(path)
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{name}: is larger than {LARGEST:,} bytes: no report is that long")
        data = json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise ConfigError(f"{name}: cannot be read: {problem.strerror or problem}") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{name}: is no JSON report of bpo-check (--format json writes one)") from None
    if not isinstance(data, dict) or not isinstance(data.get("schema_version"), str) or "protections" not in data:
        raise ConfigError(f"{name}: is no JSON report of bpo-check (--format json writes one)")
    if data["schema_version"].split(".")[0] != "1":
        raise ConfigError(f"{name}: is a report of the format {data['schema_version']}; this version reads 1.x")
    if data.get("digest", digest(data)) != digest(data):
        raise ConfigError(f"{name}: was changed after it was made (its digest is that of other data)")
    if data.get("withheld"):
        raise ConfigError(f"{name}: withholds the contract's text (--no-quotes), so none can be compared with it")
    return data


def read_baseline(path: Path, document: str = "") -> Earlier:
    """The earlier report in the file `path`, or, where that is a folder, in its file `<document>.json`.

    Raises ConfigError where there is none, or where it lacks what is compared.
    """
    path = path / f"{document}.json" if path.is_dir() else path
    data = read_report(path)
    try:
        rows = {row["id"]: (row["status"], row["identity"]) for row in data["protections"]}
        about = data["document"]
        thresholds = {(each["id"], each["name"]): each["value"] for each in data["thresholds"]}
        by = data["library"]["hash"], data["policy"]["hash"]
        found = Earlier(about["name"], about["sha256"], *by, thresholds, rows, sha256(path.read_bytes()).hexdigest())
    except (KeyError, TypeError):
        raise ConfigError(f"{told(path)}: lacks what a baseline needs; make it again with this version") from None
    if not rows or any(status not in STATUSES for status, _ in rows.values()):
        raise ConfigError(f"{told(path)}: holds no rows that can be compared")
    return found


def compare(report: Report, earlier: Earlier) -> Report:
    """The report with each finding told as known, worse or new, and notes where the two are not of one kind."""
    findings = tuple(replace(finding, change=_change(finding, earlier)) for finding in report.findings)
    now = {finding.id for finding in findings if finding.status in GAPS}
    gone = sum(status in GAPS and name not in now for name, (status, _) in earlier.rows.items())
    base = Baseline(earlier.document, earlier.sha256, earlier.library_hash, earlier.policy_hash, gone, earlier.report)
    return replace(report, findings=findings, baseline=base, notes=(*report.notes, *_notes(report, earlier)))


def _change(finding: Finding, earlier: Earlier) -> str:
    """How a finding stands to the earlier report: in the same words no worse, or better in other words, is known."""
    if finding.status not in GAPS:
        return ""
    status, words = earlier.rows.get(finding.id, ("", ""))
    if status not in GAPS:
        return "new" if status in ("", "not-applicable") else "worse"
    before, rank = GAPS.index(status), GAPS.index(finding.status)
    if rank < before:
        return "worse"
    if words == identity(finding) or (rank > before and finding.status != "unclear"):
        return "known"
    return "new"


def _notes(report: Report, earlier: Earlier) -> tuple[str, ...]:
    """What makes the comparison less than like with like."""
    document = report.document
    notes = []
    if earlier.document != document.name:
        notes.append(f"The baseline is a report on another document: {earlier.document}.")
    elif earlier.sha256 != document.sha256:
        notes.append("The baseline is a report on another version of this document.")
    if earlier.library_hash != report.library_hash:
        notes.append("The baseline was made with another clause library: what it calls new may be the library's.")
    elif earlier.thresholds != {(each.id, each.name): each.value for each in report.thresholds}:
        notes.append("The baseline was judged by other thresholds: what it calls new may be the policy's.")
    return tuple(notes)

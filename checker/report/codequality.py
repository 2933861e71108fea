"""The report as a Code Quality report, as GitLab reads it: one issue for every finding that counsel must look at."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from checker.model import Finding, Report
from checker.report.excerpt import shown_evidence
from checker.report.identity import identity
from checker.report.look import Look
from checker.report.wording import aside, gaps, place, plain, why_aside

_SEVERITY = {"critical": "blocker", "high": "critical", "medium": "major", "low": "minor"}


def render(report: Report, look: Look | None = None) -> bytes:
    """A list of issues, the worst first; what is set aside follows as information, with the reason.

    A contract has no lines: each issue stands at line 1, and its description says clause and page.
    """
    return (json.dumps(list(_issues(report)), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _issues(report: Report) -> Iterator[dict[str, Any]]:
    name = plain(report.document.name)
    for finding in gaps(report):
        yield _issue(name, finding.id, _told(finding, report), _SEVERITY[finding.severity], identity(finding))
    for finding in aside(report):
        told = f"Set aside ({why_aside(finding)}): {_told(finding, report)}"
        yield _issue(name, finding.id, told, "info", identity(finding))
    for each in report.waivers.problems if report.waivers else ():
        told = f"Waiver {plain(each.kind)}: {plain(each.id)} {plain(each.say)}"
        file = plain(each.source).rpartition(":")[0]
        yield _issue(file, f"waiver-{each.kind}", told, "minor", f"{each.id} {each.source}")


def _told(finding: Finding, report: Report) -> str:
    evidence = shown_evidence(finding)
    where = f" ({place(evidence, report.document)})" if evidence else ""
    return f"{finding.status.capitalize()}: {plain(finding.title)}{where}. {plain(finding.say)}"


def _issue(path: str, check: str, description: str, severity: str, identity: str) -> dict[str, Any]:
    """An issue; its fingerprint tells the same finding in two documents apart."""
    return {
        "description": description,
        "check_name": check,
        "fingerprint": hashlib.sha256(f"{path}\n{check}\n{identity}".encode("utf-8", "replace")).hexdigest(),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": 1}},
    }

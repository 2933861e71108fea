"""The parts of the JSON report that tell what people decided: policy, thresholds, waivers, baseline, rows set aside."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from checker.decisions import SET_ASIDE, Policy
from checker.model import Finding, Report
from checker.report.identity import clause_digest, identity


def whole(report: Report) -> dict[str, Any]:
    """The keys of the report: how many rows are set aside, the rules in force, what came of waivers and baseline."""
    aside = [finding.set_aside for finding in report.findings]
    use, baseline = report.waivers, report.baseline
    return {
        "set_aside": {word: aside.count(word) for word in SET_ASIDE},
        "policy": policy_data(report.policy),
        "thresholds": [{"id": t.id, "name": t.name, "value": t.value, "by": t.by} for t in report.thresholds],
        "waivers": {**asdict(use), "files": _files(use.files)} if use else None,
        "baseline": asdict(baseline) if baseline else None,
    }


def row(finding: Finding) -> dict[str, Any]:
    """The keys of a finding: what it is told again by, the digest a waiver is bound to, and why it is set aside."""
    return {
        "identity": identity(finding),
        "clause_digest": clause_digest(finding),
        "set_aside": finding.set_aside,
        "off": finding.off,
        "waiver": asdict(finding.waiver) if finding.waiver else None,
        "change": finding.change,
    }


def policy_data(policy: Policy) -> dict[str, Any]:
    """The rules in force, with their hash and the files they come from."""
    return {
        "hash": policy.hash,
        "files": _files(policy.files),
        "fail_on": policy.fail_on,
        "required": list(policy.required),
        "off": dict(policy.off),
        "severities": dict(policy.severities),
        "thresholds": [{"id": id_, "name": name, "value": value} for id_, name, value in policy.thresholds],
        "engagement": list(policy.engagement),
        "profiles": list(policy.profiles),
        "library": list(policy.library),
        "local_waivers": policy.local_waivers,
        "longest_waiver": policy.longest_waiver,
    }


def _files(files: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "sha256": digest} for name, digest in files]

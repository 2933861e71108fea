"""Decides whether a report passes: the only place that knows pass and fail."""

from __future__ import annotations

from dataclasses import dataclass

from checker.errors import RuleError, UsageError
from checker.model import SEVERITIES, STATUSES, Finding, Report

#: What `--fail-on` takes, strictest last but one; `never` lets every report pass.
LEVELS = (*reversed(SEVERITIES), "never")

#: The statuses that leave the customer without the protection, or counsel without an answer.
FAILING = ("harmful", "missing", "weak", "unclear")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Pass or fail, the reasons in words, and the ids of the findings that fail, in the report's order."""

    passed: bool
    reasons: tuple[str, ...]
    failing: tuple[str, ...]

    def __str__(self) -> str:
        return ("PASS: " if self.passed else "FAIL: ") + "; ".join(self.reasons)


def gate(report: Report, fail_on: str = "high") -> Verdict:
    """The verdict on `report`: it fails on a missing, weak, harmful or unclear row of severity `fail_on` or above.

    Raises UsageError for an unknown level, and RuleError for a report that judged nothing: that is no pass.
    """
    if fail_on not in LEVELS:
        raise UsageError(f"--fail-on '{fail_on}' is not one of {', '.join(LEVELS)}")
    if not report.findings:
        raise RuleError("no protection was judged, so there is nothing to pass: the report holds no finding")
    for finding in report.findings:
        if finding.status not in STATUSES or finding.severity not in SEVERITIES:
            raise RuleError(f"'{finding.id}' has an unknown status or severity: {finding.status}, {finding.severity}")
    if fail_on == "never":
        return Verdict(True, ("--fail-on never lets every report pass",), ())
    failing = [finding for finding in report.findings if _fails(finding, fail_on)]
    above = fail_on if fail_on == "critical" else f"{fail_on} or above"
    if not failing:
        return Verdict(True, (f"no finding at {above} (--fail-on {fail_on})",), ())
    noun = "finding" if len(failing) == 1 else "findings"
    counts = ((status, sum(finding.status == status for finding in failing)) for status in FAILING)
    made_of = ", ".join(f"{count} {status}" for status, count in counts if count)
    reason = f"{len(failing)} {noun} at {above} (--fail-on {fail_on}): {made_of}"
    return Verdict(False, (reason,), tuple(finding.id for finding in failing))


def _fails(finding: Finding, fail_on: str) -> bool:
    return finding.status in FAILING and SEVERITIES.index(finding.severity) >= SEVERITIES.index(fail_on)

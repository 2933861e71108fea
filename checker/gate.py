"""Decides whether a report passes: the only place that knows pass and fail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.decisions import CHANGES, LEVELS, SET_ASIDE, WAIVER_PROBLEMS, Policy
from checker.errors import RuleError, UsageError
from checker.model import SEVERITIES, STATUSES, Coverage, Finding, Report

__all__ = ["LEVELS", "Verdict", "gate"]

#: The statuses that leave the customer without the protection, or counsel without an answer.
FAILING = ("harmful", "missing", "weak", "unclear")

#: A required protection fails with these whatever its severity; given weakly, its severity decides as for any other.
REQUIRED_FAILING = ("harmful", "missing", "unclear")

#: A sub-paragraph of a required regulation profile fails with these.
UNCOVERED = ("failed", "not covered", "not judged")

_ASIDE = {"off": "switched off", "waived": "waived", "known": "known"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Pass or fail, the reasons in words, and the ids of the findings that fail, in the report's order."""

    passed: bool
    reasons: tuple[str, ...]
    failing: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 for a pass, 1 for a fail."""
        return 0 if self.passed else 1

    def __str__(self) -> str:
        return ("PASS: " if self.passed else "FAIL: ") + "; ".join(self.reasons)


def gate(report: Report, policy: Policy | None = None) -> Verdict:
    """The verdict on `report` by `policy` (by default the one that the report was made under).

    It fails on a missing, weak, harmful or unclear row of the severity `fail_on` or above, on a required protection
    that is not given, and on a required regulation profile with a sub-paragraph that nothing answers.  Rows that are
    switched off, waived or known from the baseline do not count, but are told.

    Raises UsageError for an unknown level, and RuleError for a report that judged nothing: that is no pass.
    """
    policy = report.policy if policy is None else policy
    _judged(report, policy)
    if policy.fail_on == "never":
        return Verdict(True, ("--fail-on never lets every report pass",), ())
    fit = [finding for finding in report.findings if _fails(finding, policy)]
    failing = [finding for finding in fit if not finding.set_aside]
    graded = [finding for finding in failing if _severe(finding, policy)]
    uncovered = _uncovered(report, policy)
    above = policy.fail_on if policy.fail_on == "critical" else f"{policy.fail_on} or above"
    level = f"at {above} (--fail-on {policy.fail_on})"
    reasons = [
        f"{_count(graded, 'finding')} {level}: {_statuses(graded)}" if graded else "",
        _required(failing, policy),
        *uncovered,
    ]
    passed = not any(reasons)
    told = [f"no finding {level}"] if passed else [reason for reason in reasons if reason]
    told += [line for line in (_changes(report, failing), _aside(fit), *_waivers(report)) if line]
    return Verdict(passed, tuple(told), tuple(finding.id for finding in failing))


def _judged(report: Report, policy: Policy) -> None:
    if policy.fail_on not in LEVELS:
        raise UsageError(f"--fail-on '{policy.fail_on}' is not one of {', '.join(LEVELS)}")
    if not report.findings:
        raise RuleError("no protection was judged, so there is nothing to pass: the report holds no finding")
    for finding in report.findings:
        if finding.status not in STATUSES or finding.severity not in SEVERITIES:
            raise RuleError(f"'{finding.id}' has an unknown status or severity: {finding.status}, {finding.severity}")
    judged = {finding.id for finding in report.findings}
    if lacking := [name for name in policy.required if name not in judged]:
        raise RuleError(f"required by the policy, but not judged: {', '.join(lacking)}")
    covered = {row.regulation for row in report.coverage}
    if lacking := [name for name in policy.profiles if name not in covered]:
        raise RuleError(f"required by the policy, but its coverage was not told: {', '.join(lacking)}")


def _fails(finding: Finding, policy: Policy) -> bool:
    return _severe(finding, policy) or (finding.id in policy.required and finding.status in REQUIRED_FAILING)


def _severe(finding: Finding, policy: Policy) -> bool:
    return finding.status in FAILING and SEVERITIES.index(finding.severity) >= SEVERITIES.index(policy.fail_on)


def _count(items: list[Finding], noun: str) -> str:
    return f"{len(items)} {noun}" if len(items) == 1 else f"{len(items)} {noun}s"


def _tally(words: Iterable[str], order: Iterable[str]) -> str:
    found = list(words)
    return ", ".join(f"{found.count(word)} {word}" for word in order if word in found)


def _statuses(findings: list[Finding]) -> str:
    return _tally((finding.status for finding in findings), FAILING)


def _required(failing: list[Finding], policy: Policy) -> str:
    found = [item for item in failing if item.id in policy.required and item.status in REQUIRED_FAILING]
    if not found:
        return ""
    return f"{_count(found, 'required protection')} not given: " + ", ".join(f"{i.id} ({i.status})" for i in found)


def _uncovered(report: Report, policy: Policy) -> list[str]:
    """A line for each required profile with sub-paragraphs that nothing answers, those set aside left out."""
    aside = {finding.id for finding in report.findings if finding.set_aside}
    lines = []
    for name in policy.profiles:
        rows = [row for row in report.coverage if row.regulation == name and row.result in UNCOVERED]
        rows = [row for row in rows if not _excused(row, aside)]
        for told, results in (("not covered or failed", ("not covered", "failed")), ("not judged", ("not judged",))):
            if found := [row.ref for row in rows if row.result in results]:
                noun = "sub-paragraph" if len(found) == 1 else "sub-paragraphs"
                lines.append(f"required profile {name}: {len(found)} {noun} {told}: {', '.join(found)}")
    return lines


def _excused(row: Coverage, aside: set[str]) -> bool:
    """Whether every protection that makes the row fail is set aside."""
    fine = {"present", "weak", "not-applicable"}
    culprits = [name for name, status in row.protections if status == "harmful"] if row.result == "failed" else []
    culprits = culprits or [name for name, status in row.protections if status not in fine]
    return bool(culprits) and all(name in aside for name in culprits)


def _changes(report: Report, failing: list[Finding]) -> str:
    if report.baseline is None or not failing:
        return ""
    return "against the baseline: " + _tally((finding.change for finding in failing), reversed(CHANGES))


def _aside(fit: list[Finding]) -> str:
    words = [finding.set_aside for finding in fit if finding.set_aside]
    if not words:
        return ""
    told = ", ".join(f"{words.count(word)} {_ASIDE[word]}" for word in SET_ASIDE if word in words)
    return f"{len(words)} that would fail {'is' if len(words) == 1 else 'are'} set aside: {told}"


def _waivers(report: Report) -> list[str]:
    kinds = [problem.kind for problem in report.waivers.problems] if report.waivers else []
    void = [kind for kind in kinds if kind != "unused"]
    lines = []
    if void:
        verb = "waiver does" if len(void) == 1 else "waivers do"
        lines.append(f"{len(void)} {verb} not count: {_tally(void, WAIVER_PROBLEMS)}")
    if unused := len(kinds) - len(void):
        lines.append(f"{unused} {'waiver is' if unused == 1 else 'waivers are'} not needed")
    return lines

"""The gate decides pass and fail, and nothing that was not judged passes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.errors import RuleError, UsageError
from checker.gate import LEVELS, gate
from checker.model import STATUSES
from tests.report_sample import FINDINGS, REPORT, reported

FAILS = {"missing", "weak", "harmful", "unclear"}


@pytest.mark.parametrize("status", STATUSES)
def test_status_decides(status: str) -> None:
    """Missing, weak, harmful and unclear fail; present, elsewhere and not-applicable do not."""
    finding = replace(FINDINGS[0], status=status, severity="critical")
    assert gate(reported(finding), "low").passed is (status not in FAILS)


@pytest.mark.parametrize("severity", ["low", "medium", "high", "critical"])
@pytest.mark.parametrize("fail_on", [level for level in LEVELS if level != "never"])
def test_severity_decides(severity: str, fail_on: str) -> None:
    """A finding fails if it is as severe as the level, or more."""
    order = ("low", "medium", "high", "critical")
    verdict = gate(reported(replace(FINDINGS[0], severity=severity)), fail_on)
    assert verdict.passed is (order.index(severity) < order.index(fail_on))


def test_never_passes_all() -> None:
    """--fail-on never lets every report pass."""
    assert gate(REPORT, "never").passed


def test_names_what_fails() -> None:
    """The verdict counts what fails by status and names the ids in the report's order."""
    verdict = gate(REPORT, "high")
    assert str(verdict) == (
        "FAIL: 6 findings at high or above (--fail-on high): 2 harmful, 1 missing, 2 weak, 1 unclear"
    )
    assert verdict.failing[:2] == ("data-breach-notification", "data-subprocessors")
    assert str(gate(reported(FINDINGS[3]), "critical")) == "PASS: no finding at critical (--fail-on critical)"


@pytest.mark.parametrize("fail_on", LEVELS)
def test_nothing_judged_is_no_pass(fail_on: str) -> None:
    """A report without findings is an error at every level."""
    with pytest.raises(RuleError, match="nothing to pass"):
        gate(reported(), fail_on)


def test_unknown_values_are_no_pass() -> None:
    """A level, status or severity that is not known is an error."""
    with pytest.raises(UsageError, match="critical, high, medium, low, never"):
        gate(REPORT, "severe")
    for wrong in (replace(FINDINGS[0], status="fine"), replace(FINDINGS[0], severity="Critical")):
        with pytest.raises(RuleError, match="unknown status or severity"):
            gate(reported(wrong), "never")

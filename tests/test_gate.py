"""The gate decides pass and fail, and nothing that was not judged passes."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from checker.decisions import LEVELS, Baseline, Policy, Waiver, WaiverProblem, WaiverUse
from checker.errors import RuleError, UsageError
from checker.gate import gate
from checker.model import SEVERITIES, STATUSES, Coverage, Finding
from tests.report_sample import FINDINGS, REPORT, reported

FAILS = {"missing", "weak", "harmful", "unclear"}
WAIVER = Waiver("x", "harbour-msa.pdf", "missing", "accepted by the board", "J. Doe, General Counsel", "2027-01-31")
LAPSED = WaiverUse("2027-03-01", (), (WaiverProblem("lapsed", "x", "the clause was changed", "w.yaml:3"),))

#: How each policy of the table treats the finding `x`.
POLICIES = {
    "plain": Policy(),
    "required": Policy(required=("x",)),
    "off": Policy(off=(("x", "no such service"),)),
    "never": Policy("never", required=("x",)),
}
WAIVERS = {"none": (None, None), "holds": (WAIVER, None), "lapsed": (None, LAPSED)}
CHANGES = ("no baseline", "known", "worse", "new")


def finding(status: str, severity: str) -> Finding:
    """The finding `x` of the table."""
    return replace(FINDINGS[0], id="x", status=status, severity=severity)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("waiver", WAIVERS)
def test_table(policy: str, waiver: str) -> None:
    """Statuses x severities x policy x waiver x baseline x level: the exit code and each reason line, one by one."""
    levels = [level for level in LEVELS if level != "never"]
    for case in product(STATUSES, SEVERITIES, CHANGES, levels):
        _walk(policy, waiver, *case)


def _walk(policy: str, waiver: str, status: str, severity: str, change: str, level: str) -> None:
    """One case of the table."""
    case = (policy, waiver, status, severity, change, level)
    given, use = WAIVERS[waiver]
    rules = POLICIES[policy] if policy == "never" else replace(POLICIES[policy], fail_on=level)
    row = replace(
        finding(status, severity),
        off="no such service" if policy == "off" else "",
        waiver=given,
        change="" if change == "no baseline" else change,
    )
    base = None if change == "no baseline" else Baseline("old.pdf", "0" * 64, "", "", 0)
    verdict = gate(replace(reported(row), policy=rules, waivers=use, baseline=base))
    if policy == "never":
        assert (verdict.exit_code, str(verdict)) == (0, "PASS: --fail-on never lets every report pass")
        return
    severe = status in FAILS and SEVERITIES.index(severity) >= SEVERITIES.index(level)
    needed = policy == "required" and status in {"missing", "harmful", "unclear"}
    waived = "waived" if waiver == "holds" else "known" if change == "known" else ""
    aside = "switched off" if policy == "off" else waived
    at = f"at {level if level == 'critical' else level + ' or above'} (--fail-on {level})"
    expected = []
    fails = (severe or needed) and not aside
    if fails and severe:
        expected.append(f"1 finding {at}: 1 {status}")
    if fails and needed:
        expected.append(f"1 required protection not given: x ({status})")
    if not fails:
        expected.append(f"no finding {at}")
    if fails and base:
        expected.append(f"against the baseline: 1 {change}")
    if aside and (severe or needed):
        expected.append(f"1 that would fail is set aside: 1 {aside}")
    if use:
        expected.append("1 waiver does not count: 1 lapsed")
    assert verdict.exit_code == int(fails), case
    assert verdict.reasons == tuple(expected), case
    assert verdict.failing == (("x",) if fails else ()), case


def test_names_what_fails() -> None:
    """The verdict counts what fails by status and names the ids in the report's order."""
    verdict = gate(REPORT, Policy("high"))
    assert str(verdict) == (
        "FAIL: 6 findings at high or above (--fail-on high): 2 harmful, 1 missing, 2 weak, 1 unclear"
    )
    assert verdict.failing[:2] == ("data-breach-notification", "data-subprocessors")
    assert str(gate(reported(FINDINGS[3]), Policy("critical"))) == "PASS: no finding at critical (--fail-on critical)"


def test_several_decisions_in_one_report() -> None:
    """Each kind of row that is set aside is counted apart, unused waivers too, and the rest still fails."""
    rows = (
        replace(FINDINGS[0], off="not bought"), replace(FINDINGS[1], waiver=WAIVER),
        replace(FINDINGS[4], change="known"), replace(FINDINGS[5], change="worse"), replace(FINDINGS[6], change="new"),
    )  # fmt: skip
    unused = WaiverProblem("unused", "y", "the protection is present", "w.yaml:9")
    report = replace(
        reported(*rows),
        waivers=replace(LAPSED, problems=(*LAPSED.problems, unused)),
        baseline=Baseline("old.pdf", "0" * 64, "", "", 2),
    )
    assert str(gate(report)) == (
        "FAIL: 2 findings at high or above (--fail-on high): 1 weak, 1 unclear; against the baseline: 1 new, 1 worse; "
        "3 that would fail are set aside: 1 switched off, 1 waived, 1 known; 1 waiver does not count: 1 lapsed; "
        "1 waiver is not needed"
    )


def coverage(result: str, *protections: tuple[str, str]) -> Coverage:
    """A sub-paragraph of a regulation."""
    return Coverage("dora", "30(2)(a)", "functions", "verified", result, protections)


@pytest.mark.parametrize(
    ("result", "waived", "code"),
    [
        ("covered", False, 0), ("partial", False, 0), ("not applicable", False, 0),
        ("not covered", False, 1), ("failed", False, 1), ("not covered", True, 0), ("failed", True, 0),
    ],
)  # fmt: skip
def test_required_profile(result: str, waived: bool, code: int) -> None:
    """A required profile fails where a sub-paragraph is failed or not covered, unless what fails it is set aside."""
    status = "harmful" if result == "failed" else "missing"
    row = replace(finding(status, "low"), waiver=WAIVER if waived else None)
    report = replace(reported(row), coverage=(coverage(result, ("x", status)),))
    verdict = gate(report, Policy(profiles=("dora",)))
    assert verdict.exit_code == code
    told = "required profile dora: 1 sub-paragraph not covered or failed: 30(2)(a)"
    assert (told in verdict.reasons) is bool(code)


def test_one_waiver_does_not_cover_a_whole_sub_paragraph() -> None:
    """A sub-paragraph of two missing protections stays uncovered where only one of them is waived."""
    rows = (replace(finding("missing", "low"), waiver=WAIVER), replace(finding("missing", "low"), id="y"))
    report = replace(reported(*rows), coverage=(coverage("not covered", ("x", "missing"), ("y", "missing")),))
    assert gate(report, Policy(profiles=("dora",))).exit_code == 1


@pytest.mark.parametrize("fail_on", LEVELS)
def test_nothing_judged_is_no_pass(fail_on: str) -> None:
    """A report without findings is an error at every level."""
    with pytest.raises(RuleError, match="nothing to pass"):
        gate(reported(), Policy(fail_on))


def test_what_is_required_must_have_been_judged() -> None:
    """A required protection without a row, and a required profile without coverage, are errors, not passes."""
    with pytest.raises(RuleError, match="not judged: nowhere"):
        gate(REPORT, Policy(required=("nowhere",)))
    with pytest.raises(RuleError, match="not told: sysc"):
        gate(REPORT, Policy(profiles=("dora", "sysc")))


def test_unknown_values_are_no_pass() -> None:
    """A level, status or severity that is not known is an error."""
    with pytest.raises(UsageError, match="critical, high, medium, low, never"):
        gate(REPORT, Policy("severe"))
    for wrong in (replace(FINDINGS[0], status="fine"), replace(FINDINGS[0], severity="Critical")):
        with pytest.raises(RuleError, match="unknown status or severity"):
            gate(reported(wrong), Policy("never"))

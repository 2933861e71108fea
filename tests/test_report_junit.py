"""The JUnit file has a test case per protection, and counts what fails."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

from checker.model import Report
from checker.report.junit import render
from tests.report_sample import FINDINGS, REPORT, reported

HOSTILE = "]]></failure><script>\x00\x1b\ufffe\ud800 & \"'"


def suite_of(report: Report = REPORT) -> ET.Element:
    """The only suite of the file."""
    (suite,) = ET.fromstring(render(report))
    return suite


def test_a_case_per_protection() -> None:
    """Each protection is a case of its family, in the report's order."""
    cases = suite_of().findall("testcase")
    assert [case.get("name") for case in cases] == [finding.id for finding in FINDINGS]
    assert [case.get("classname") for case in cases] == [finding.family for finding in FINDINGS]


def test_statuses_are_told_as_runners_tell_them() -> None:
    """Gaps are failures, elsewhere and not-applicable are skipped, present is passed; the counts agree."""
    suite = suite_of()
    told = {case.get("name"): [child.tag for child in case] for case in suite.findall("testcase")}
    for finding in FINDINGS:
        expected = {"present": [], "elsewhere": ["skipped"], "not-applicable": ["skipped"]}
        assert told[finding.id] == expected.get(finding.status, ["failure"])
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("11", "7", "2")


def test_failure_tells_where_and_what() -> None:
    """A failure has status, reason, quote with clause and page, nearest clauses and what to ask for."""
    failures = {case.get("name"): case.find("failure") for case in suite_of().findall("testcase")}
    weak, missing = failures["liab-cap-adequate"], failures["term-for-convenience"]
    assert weak is not None
    assert missing is not None
    assert weak.get("message") == "weak: One month is less than 12 months of charges."
    assert weak.get("type") == "critical"
    assert "clause 8.1 (LIABILITY), page 2: “In no event" in str(weak.text)
    assert "Ask: The greater of 150 %" in str(weak.text)
    assert "looked at clause 11.1 (TERM AND EXIT), page 2: “Either party may terminate" in str(missing.text)


def test_hostile_text_is_data() -> None:
    """Text of a contract cannot break out of the file, and what XML cannot hold is left out."""
    finding = replace(
        FINDINGS[0], say=HOSTILE, title=HOSTILE, evidence=(replace(FINDINGS[0].evidence[0], quote=HOSTILE),)
    )
    (case,) = suite_of(reported(finding)).findall("testcase")
    assert len(list(case)) == 1


def test_same_report_same_bytes() -> None:
    """Rendering twice gives the same bytes, without a time."""
    assert render(REPORT) == render(REPORT)
    assert b"time" not in render(reported(FINDINGS[3]))

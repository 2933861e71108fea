"""The SARIF log fits the OASIS schema, holds what counsel must look at, and knows a finding again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checker.model import Report
from checker.report.sarif import render
from tests.report_sample import DOCUMENT, FINDINGS, REPORT, TEXT, reported

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202e\x00\ufffe \"quoted\" & \ud800"


def run_of(report: Report = REPORT) -> Any:
    """The only run of the log."""
    log = json.loads(render(report))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def test_fits_the_oasis_schema() -> None:
    """The log is valid SARIF 2.1.0, with all findings, with none to act on, and with parts of a packet."""
    run_of()
    assert run_of(reported(FINDINGS[3]))["results"] == []
    run_of(reported(replace(FINDINGS[0], evidence=(replace(FINDINGS[0].evidence[0], document="annex one.pdf"),))))


def test_a_rule_for_every_protection() -> None:
    """Each protection is a rule with help and a level; each result points to its rule."""
    run = run_of()
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [finding.id for finding in FINDINGS]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert "References: GDPR 33(2) [secondary]" in rules[0]["help"]["text"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_results_are_what_must_be_looked_at() -> None:
    """Present and not-applicable rows give no result; a document that was not supplied is for review."""
    results = {result["ruleId"]: result for result in run_of()["results"]}
    assert len(results) == 8
    assert not {"sla-defined-service-levels", "exit-step-in"} & set(results)
    elsewhere = results["data-return-deletion"]
    assert (elsewhere["kind"], elsewhere["level"]) == ("review", "none")
    levels = {key: (result["kind"], result["level"]) for key, result in results.items()}
    assert levels["data-breach-notification"] == levels["term-for-convenience"] == ("fail", "error")
    assert levels["exit-plan"] == ("fail", "warning")


def test_locations_are_the_text() -> None:
    """A region is text[start:end]; a missing protection lies in the file, its nearest clauses are related."""
    results = {result["ruleId"]: result for result in run_of()["results"]}
    (location,) = results["data-breach-notification"]["locations"]
    region = location["physicalLocation"]["region"]
    assert TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]] == region["snippet"]["text"]
    assert location["logicalLocations"][0]["name"] == "clause 5.1 (DATA)"
    missing = results["term-for-convenience"]
    assert "region" not in missing["locations"][0]["physicalLocation"]
    assert [each["message"]["text"] for each in missing["relatedLocations"]] == ["looked at", "looked at"]


@pytest.mark.parametrize("name", ["a b.pdf", "c:d.pdf", "ü&?#%.pdf", HOSTILE.replace("/", "")])
def test_any_file_name_is_a_uri(name: str) -> None:
    """Spaces, colons and signs of a file name are encoded."""
    run = run_of(replace(REPORT, document=replace(DOCUMENT, name=name)))
    assert not set(run["artifacts"][0]["location"]["uri"]) & set(' :?#<>"')


def test_fingerprint_survives_the_next_version() -> None:
    """Page, offset, case and spacing leave the fingerprint alone; other words or another protection change it."""
    finding = FINDINGS[0]
    evidence = finding.evidence[0]

    def fingerprint(**changes: Any) -> str:
        changed = replace(finding, weaknesses=(), evidence=(replace(evidence, **changes),))
        (result,) = run_of(reported(changed))["results"]
        return str(result["partialFingerprints"]["protectionAndWords/v1"])

    same = fingerprint()
    assert fingerprint(start=0, end=5, page=9, quote=evidence.quote.upper().replace(" ", "\n ")) == same
    assert fingerprint(quote=evidence.quote + " Except on Sundays.") != same
    (other,) = run_of(reported(replace(finding, id="other-one")))["results"]
    assert other["partialFingerprints"]["protectionAndWords/v1"] != same


def test_hostile_text_is_data() -> None:
    """Whatever a contract holds, the log stays valid JSON and valid SARIF."""
    evil = replace(FINDINGS[0], say=HOSTILE, title=HOSTILE, evidence=(replace(FINDINGS[0].evidence[0], quote=HOSTILE),))
    run_of(reported(evil))


def test_same_report_same_bytes() -> None:
    """Rendering twice gives the same bytes."""
    assert render(REPORT) == render(REPORT)

"""What people decided stands in every format: rows that are switched off, waived or known, and waivers to look at."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest

from checker.report import RENDERERS, Look
from checker.resources import folder
from tests.report_sample import DECIDED, REPORT
from tests.test_report_formats import poisoned


def rendered(name: str, report: Any = DECIDED, detail: str = "normal") -> str:
    """The report in a format, of an office package its text."""
    data = RENDERERS[name].render(report, Look(200, False, detail))
    if not RENDERERS[name].binary:
        return data.decode("utf-8")
    if name == "memo":
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


#: Formats that need no file of the contract; marked copies have tests of their own.
#: The coverage has no rows of protections.
FORMATS = pytest.mark.parametrize("name", [name for name in RENDERERS if name not in ("word", "pdf", "coverage-csv")])


@FORMATS
def test_no_row_vanishes(name: str) -> None:
    """Each row that is set aside stands in each format with the reason; so does what is wrong with waivers."""
    text = " ".join(rendered(name).split())
    for reason in (
        "Fernhill holds no personal data", "All subprocessors are group companies", "J. Doe, Legal", "2027-01-31",
        "expired on 2026-10-31",
    ):  # fmt: skip
        assert reason in text or (name == "csv" and "expired" in reason)  # a row of CSV is a protection
    assert "known from the baseline" in text.casefold() or '"known"' in text


@FORMATS
def test_hostile_text_does_no_harm(name: str) -> None:
    """Reasons, names and places of waivers reach neither a terminal nor a parser as anything but text."""
    assert not set(rendered(name, poisoned(DECIDED))) & set("\x1b\x00\x07")


def test_json_fits_its_schema() -> None:
    """The JSON report of decided rows is valid, counts them, and names rules, thresholds, waivers and baseline."""
    data = json.loads(rendered("json"))
    schema = json.loads((folder("schemas") / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
    assert data["set_aside"] == {"off": 2, "waived": 1, "known": 1}
    assert data["policy"]["thresholds"] == [{"id": "liab-cap-adequate", "name": "whole", "value": "150 %"}]
    assert data["policy"]["hash"] == DECIDED.policy.hash
    assert data["thresholds"][0]["by"] == "policy"
    assert [problem["kind"] for problem in data["waivers"]["problems"]] == ["expired", "unused"]
    assert data["baseline"]["gone"] == 2
    rows = {row["id"]: row for row in data["protections"]}
    assert rows["data-subprocessors"]["waiver"]["approver"] == "J. Doe, Legal"
    assert [rows[name]["set_aside"] for name in ("data-breach-notification", "liab-cap-adequate", "exit-plan")] == [
        "off", "known", "",
    ]  # fmt: skip


def test_summary_line() -> None:
    """The summary names waived rows always, and known and switched-off rows where there are any."""
    assert rendered("terminal", detail="quiet").splitlines()[1] == (
        "11 protections: 2 present, 2 weak, 2 harmful, 2 missing, 1 elsewhere, 1 unclear, 1 not applicable, 1 waived, "
        "1 known, 2 switched off"
    )
    assert rendered("terminal", REPORT, "quiet").splitlines()[1].endswith("1 not applicable, 0 waived")


def test_set_aside_rows_ask_for_nothing() -> None:
    """In the terminal they leave the list to act on and stand under a heading of their own, each once."""
    text = rendered("terminal")
    assert "To act on: 4 high, 1 medium" in text
    assert "Set aside (3)" in text
    assert "Known from the baseline (1)\n  CRITICAL WEAK  The supplier's liability cap is adequate" in text
    assert text.count("Subprocessors only with the customer's consent") == 1
    assert "present  Customer may terminate for material breach (term-material-breach)" in text
    assert "Present (1)" in text
    assert "HIGH MISSING  Customer may terminate for convenience (worse since the baseline)" in text
    assert "  EXPIRED exit-plan: expired on 2026-10-31; the finding counts again (bpo-check-waivers.yaml:9)" in text


def test_sarif_suppresses_with_a_justification() -> None:
    """A row that is set aside is suppressed with its reason, every result has a baseline state, a waiver a rule."""
    log = json.loads(rendered("sarif"))
    schema = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(log)
    (run,) = log["runs"]
    results = {result["ruleId"]: result for result in run["results"]}
    (waived,) = results["data-subprocessors"]["suppressions"]
    assert waived == {
        "kind": "external", "status": "accepted",
        "justification": "waived until 2027-01-31 by J. Doe, Legal: All subprocessors are group companies",
    }  # fmt: skip
    assert sum("suppressions" in result for result in run["results"]) == 3
    states = {name: result["baselineState"] for name, result in results.items()}
    assert (states["liab-cap-adequate"], states["term-for-convenience"]) == ("unchanged", "updated")
    expired = results["waiver-expired"]
    assert run["tool"]["driver"]["rules"][expired["ruleIndex"]]["id"] == "waiver-expired"
    assert expired["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}


def test_junit_skips_what_is_set_aside() -> None:
    """Rows that are set aside are skipped with the reason; an expired waiver fails, one that is not needed does not."""
    suite = ET.fromstring(rendered("junit"))[0]
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    skipped = cases["data-subprocessors"].find("skipped")
    assert skipped is not None
    assert "waived until 2027-01-31" in skipped.get("message", "")
    assert cases["expired exit-plan bpo-check-waivers.yaml:9"].find("failure") is not None
    assert cases["unused term-material-breach bpo-check-waivers.yaml:16"].find("skipped") is not None
    assert suite.get("tests") == str(len(cases))


def test_csv_has_a_column_for_it() -> None:
    """CSV says in two columns that a row is set aside, and why."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(rendered("csv")))}
    assert rows["liab-cap-adequate"]["set aside"] == "known"
    assert rows["data-breach-notification"]["set aside why"] == (
        "switched off by the policy: Fernhill holds no personal data"
    )
    assert rows["exit-plan"]["set aside"] == ""

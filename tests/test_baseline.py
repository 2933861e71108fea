"""The baseline: what is known does not count, what is new or worse does, and unlike reports are told apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker.baseline import compare, read_baseline
from checker.decisions import UsedThreshold
from checker.errors import ConfigError
from checker.model import Finding, Report
from checker.report.json import digest, render
from tests.report_sample import FINDINGS, REPORT, reported

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Writes the JSON report into an empty working folder and gives its path."""
    monkeypatch.chdir(tmp_path)

    def put(report: Report, name: str = "old.json") -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(render(report))
        return path

    return put


def words(finding: Finding, quote: str) -> Finding:
    """The finding with another quote."""
    return replace(finding, weaknesses=(), evidence=(replace(FINDINGS[0].evidence[0], quote=quote),))


A, B = "Supplier may do as it likes.", "Supplier may do whatever it pleases."
GAP = replace(FINDINGS[0], id="x")


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (("weak", A), ("weak", A), "known"),
        (("weak", A), ("weak", "supplier  may do, as IT likes"), "known"),
        (("weak", A), ("weak", B), "new"),
        (("weak", A), ("harmful", A), "worse"),
        (("weak", A), ("harmful", B), "worse"),
        (("weak", A), ("missing", ""), "worse"),
        (("missing", ""), ("missing", ""), "known"),
        (("missing", ""), ("weak", A), "known"),
        (("missing", ""), ("harmful", A), "worse"),
        (("missing", ""), ("unclear", A), "new"),
        (("harmful", A), ("weak", A), "known"),
        (("harmful", A), ("weak", B), "known"),
        (("harmful", A), ("unclear", A), "known"),
        (("harmful", A), ("unclear", B), "new"),
        (("unclear", A), ("weak", A), "worse"),
        (("elsewhere", A), ("missing", ""), "worse"),
        (("present", A), ("weak", A), "worse"),
        (("not-applicable", ""), ("missing", ""), "new"),
        (("weak", A), ("present", B), ""),
        (("weak", A), ("not-applicable", ""), ""),
        (None, ("weak", A), "new"),
    ],
)
def test_known_worse_new(before: tuple[str, str] | None, now: tuple[str, str], change: str, save: Save) -> None:
    """The same words no worse, or better in other words, is known; the rest is new or worse."""

    def made(row: tuple[str, str] | None) -> Report:
        if row is None:
            return reported(FINDINGS[3])
        finding = words(GAP, row[1]) if row[1] else replace(GAP, evidence=(), weaknesses=())
        return reported(replace(finding, status=row[0]))

    (found,) = compare(made(now), read_baseline(save(made(before)))).findings
    assert found.change == change
    assert (found.set_aside == "known") is (change == "known")


def test_a_report_against_itself(save: Save) -> None:
    """Against itself every finding is known, nothing is gone, nothing is noted; the statuses stay."""
    report = compare(REPORT, read_baseline(save(REPORT)))
    gaps = [finding for finding in report.findings if finding.change]
    assert len(gaps) == 8
    assert {finding.change for finding in gaps} == {"known"}
    assert report.baseline is not None
    assert report.baseline.gone == 0
    assert report.notes == REPORT.notes
    assert report.counts() == REPORT.counts()


def test_what_is_gone_is_counted(save: Save) -> None:
    """Findings of the baseline that are mended, or have no row any more, are counted."""
    rows = [replace(FINDINGS[0], status="present"), *FINDINGS[2:]]
    report = compare(reported(*rows), read_baseline(save(REPORT)))
    assert report.baseline is not None
    assert report.baseline.gone == 2


@pytest.mark.parametrize(
    ("other", "note"),
    [
        ({"document": replace(REPORT.document, name="old.pdf")}, "a report on another document: old.pdf."),
        ({"document": replace(REPORT.document, sha256="1" * 64)}, "a report on another version of this document."),
        ({"library_hash": "0" * 64}, "made with another clause library"),
        ({"thresholds": (UsedThreshold("x", "y", "1 %", "policy"),)}, "judged by other thresholds"),
    ],
)
def test_unlike_reports_are_noted(other: dict[str, object], note: str, save: Save) -> None:
    """A baseline of another document, version, library or other thresholds is compared, and noted."""
    report = compare(REPORT, read_baseline(save(replace(REPORT, **other))))  # type: ignore[arg-type]
    assert len(report.notes) == len(REPORT.notes) + 1
    assert note in report.notes[-1]


def test_a_folder_of_reports(save: Save) -> None:
    """From a folder the report of the document's name is taken, as --output writes it."""
    path = save(REPORT, "reports/harbour-msa.pdf.json")
    assert read_baseline(path.parent, "harbour-msa.pdf").document == "harbour-msa.pdf"
    with pytest.raises(ConfigError, match=r"reports/other.pdf.json: cannot be read: No such file"):
        read_baseline(path.parent, "other.pdf")


def _without(key: str) -> str:
    data = json.loads(render(REPORT))
    del data["protections"][0][key]
    return json.dumps({**data, "digest": digest(data)})


def _other(old: str, new: str) -> str:
    data = json.loads(render(REPORT).decode().replace(old, new))
    return json.dumps({**data, "digest": digest(data)})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no JSON report"), ("{}", "is no JSON report"), ("[1]", "is no JSON report"),
        ("[" * 99999, "is no JSON report"),
        (render(REPORT).decode()[:5000], "is no JSON report"),
        (render(REPORT).decode().replace('"schema_version": "1.', '"schema_version": "2.'), "reads 1.x"),
        (_without("identity"), "lacks what a baseline needs"),
        (_other('"status": "weak"', '"status": "fine"'), "no rows that can be compared"),
        (render(REPORT).decode().replace('"status": "weak"', '"status": "missing"'), "was changed after it was made"),
    ],
)  # fmt: skip
def test_what_is_no_baseline(text: str, told: str, save: Save, tmp_path: Path) -> None:
    """A file that is no whole report of this tool is exit 2 in one line, never an empty baseline."""
    path = tmp_path / "old.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=f"old.json: .*{told}"):
        read_baseline(path)

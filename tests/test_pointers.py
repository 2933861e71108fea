"""What a quote is to be read with: the clauses that limit it by its own words are shown, and change no status."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from checker.cli import main
from checker.pointers import read_with
from checker.report.html import render as page
from checker.report.issues import issues
from checker.report.terminal import render as terminal
from tests.report_sample import FINDINGS, reported
from tests.test_segment import of

REST = (
    "\n\n7. LIMIT\n\n7.2 No loss above ten pounds is made good.\n\n8. EXCUSE\n\nNobody answers for storms."
    "\n\n9. PRICE\n\nTen pounds."
)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("Subject to Section 7.2, the Printer shall make good each loss.", ("7.2",)),
        ("Subject to the limitations set forth in Sections 7.2 and 8, the Printer shall pay.", ("7.2", "8")),
        ("Except as otherwise provided in clause 8, the Printer shall deliver.", ("8",)),
        ("The Printer shall deliver, save as set out in clause 8.", ("8",)),
        ("The Printer shall deliver at the price of Section 9.", ()),
        ("Subject to Section 44, the Printer shall deliver.", ()),
        ("Subject to this Section 1, the Printer shall deliver.", ()),
    ],
)
def test_limiting_clauses_are_named(said: str, numbers: tuple[str, ...]) -> None:
    """Words of subjection and exception name the clause; other pointers and clauses that are not there do not."""
    contract = of(f"1. WORK\n\n1.1 {said}{REST}")
    statement = next(s for s in contract.statements if contract.statement_text(s) == said)
    inside = [r for r in contract.references if statement.start <= r.start < statement.end]
    assert read_with(contract, statement, inside) == numbers


def test_json_and_terminal_show_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A quote that is subject to another clause says so in both reports."""
    path = tmp_path / "print.txt"
    path.write_text(
        'PRINTING AGREEMENT\n\nThis agreement is between Alder Ltd ("Supplier") and Birch Bank plc ("Customer").\n\n'
        "1. AUDIT\n\n1.1 Subject to clause 2, Customer may audit the records and premises of Supplier at any time, and "
        "Supplier shall give Customer access to its premises and records.\n\n"
        "2. NOTICE\n\n2.1 Customer shall give ten days' notice.\n"
    )
    shown = {}
    for how in (("--format", "json"), ("--verbose",)):
        with pytest.raises(SystemExit):
            main([str(path), "--fail-on", "never", *how])
        shown[how[-1]] = capsys.readouterr().out
    row = next(row for row in json.loads(shown["json"])["protections"] if row["id"] == "audit-access-rights")
    assert row["evidence"][0]["read_with"] == ["2"]
    assert "Read with: clause 2" in shown["--verbose"]


def test_every_report_for_people_names_the_clauses_that_limit_a_quote() -> None:
    """The terminal, the page and the issue list say "read with clause 7.2" beside the quote that says so itself."""
    weak = next(finding for finding in FINDINGS if finding.status == "weak" and finding.evidence)
    limited = tuple(replace(evidence, read_with=("7.2", "Article IV")) for evidence in weak.evidence)
    report = reported(replace(weak, evidence=limited))
    wanted = "clause 7.2; Article IV"
    assert f"read with {wanted}" in " ".join(page(report).decode("utf-8").split())
    assert f"Read with: {wanted}" in " ".join(terminal(report).decode("utf-8").split())
    assert next(issues(report)).where.endswith(f"read with {wanted}")

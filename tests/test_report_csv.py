"""The CSV has a row per protection, and no cell that a spreadsheet computes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from checker.model import Report
from checker.report.csv import COLUMNS, render
from tests.report_sample import FINDINGS, REPORT, reported


def rows_of(report: Report = REPORT) -> list[dict[str, str]]:
    """The rows, read back."""
    return list(csv.DictReader(io.StringIO(render(report).decode("utf-8"), newline="")))


def test_a_row_per_protection() -> None:
    """Each finding is a row in the report's order, with document and parties."""
    rows = rows_of()
    assert [row["id"] for row in rows] == [finding.id for finding in FINDINGS]
    assert tuple(rows[0]) == COLUMNS
    first = rows[0]
    assert first["document"] == "harbour-msa.pdf"
    assert (first["customer"], first["supplier"]) == ("Harbour Mutual Insurance plc", "")
    assert (first["clause"], first["heading"], first["page"]) == ("5.1", "DATA", "1")
    assert first["weaknesses"] == "H3 H8"
    assert rows[2]["quote"].startswith("On expiry Supplier shall: return all Customer Data")
    assert len({row["identity"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", '"=1', "＝1", "\u200b=1", "\x00=1"],
)
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would compute, even behind spaces, quotes or hidden characters, is marked as text."""
    finding = replace(FINDINGS[0], say=text, evidence=(replace(FINDINGS[0].evidence[0], quote=text, clause=text),))
    (row,) = rows_of(reported(finding))
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_quotes_and_line_ends_stay_inside_a_cell() -> None:
    """Quotation marks, commas and line ends of a contract make no further cell or row."""
    finding = replace(FINDINGS[0], say='a",b\r\nc;"d"')
    (row,) = rows_of(reported(finding))
    assert row["why"] == 'a",b c;"d"'
    assert len(row) == len(COLUMNS)


def test_same_report_same_bytes() -> None:
    """Rendering twice gives the same bytes, lines ended as RFC 4180 asks."""
    assert render(REPORT) == render(REPORT)
    assert render(REPORT).count(b"\r\n") == len(FINDINGS) + 1

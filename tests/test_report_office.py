"""The memo and the workbook: what a negotiator and a spreadsheet get, safe and the same each time."""

from __future__ import annotations

import io
import sys
import zipfile

import docx
import openpyxl
import pytest

from checker.errors import UsageError
from checker.report import memo, xlsx
from checker.report.csv import COLUMNS
from checker.report.issues import issues
from checker.report.wording import gaps, plain
from tests.report_sample import REPORT
from tests.test_report_formats import poisoned


def test_the_issue_list_is_worst_first() -> None:
    """Every finding to act on is one issue, in the order of severity, numbered from 1."""
    listed = list(issues(REPORT))
    assert [issue.id for issue in listed] == [finding.id for finding in gaps(REPORT)]
    assert [issue.number for issue in listed] == list(range(1, len(listed) + 1))
    assert listed[0].severity == "critical"


def test_both_memos_say_the_same() -> None:
    """The Word and the Markdown memo have each issue's title, clause, problem and ask."""
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(memo.render(REPORT))).paragraphs)
    marked = memo.render_markdown(REPORT).decode("utf-8")
    for issue in issues(REPORT):
        for said in (f"{issue.number}. {issue.title}", issue.problem, issue.ask):
            assert said in text
        assert f"## {issue.number}. " in marked
        assert issue.ask[:25] in marked
    assert "not legal advice" in text
    assert "not legal advice" in marked


def test_the_memo_quotes_with_place() -> None:
    """An issue that stands in the text has its quote, clause and page."""
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(memo.render(REPORT))).paragraphs)
    assert "clause 8.1" in text
    assert "“In no event shall Supplier's aggregate liability exceed" in text


def test_the_workbook_has_a_row_a_protection() -> None:
    """The first sheet is the table of the CSV; the further sheets are those that have rows."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(REPORT)))
    rows = list(book["Protections"].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert [row[3] for row in rows[1:]] == [finding.id for finding in REPORT.findings]
    assert book.sheetnames == ["Protections", "Key terms", "Conflicts", "To obtain", "Coverage"]


def test_no_cell_is_a_formula() -> None:
    """Text that looks like a formula, a link or a number stays text."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(poisoned(REPORT))))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("render", [memo.render, xlsx.render])
def test_packages_hold_no_time(render: object) -> None:
    """The same report gives the same bytes, and every part has the same date."""
    assert callable(render)
    data = render(REPORT, None)
    assert data == render(REPORT, None)
    assert {part.date_time[0] for part in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {1980}


@pytest.mark.parametrize("render", [memo.render, xlsx.render, memo.render_markdown])
def test_hostile_text_does_no_harm(render: object) -> None:
    """Control characters and markup of a contract break no package and hide in none."""
    assert callable(render)
    assert render(poisoned(REPORT), None)


def test_a_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library that writes it, a format says how to install it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'bpo-check\[office\]'"):
        xlsx.render(REPORT)


def test_titles_are_plain() -> None:
    """No issue carries a character that a reader cannot see."""
    for issue in issues(poisoned(REPORT)):
        assert issue.title == plain(issue.title)

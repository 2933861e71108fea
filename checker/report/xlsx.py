"""The report as a workbook: protections, key terms, conflicts, documents to obtain, coverage; every cell is text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from checker.model import Report
from checker.report.csv import COLUMNS, COVERAGE_COLUMNS, coverage_rows, row
from checker.report.look import Look
from checker.report.package import extra
from checker.report.wording import plain

#: Widths of the columns in characters, by their names; the others are narrow.
_WIDE = {"title": 38, "quote": 70, "why": 44, "ask": 60, "heading": 24, "say": 60, "text": 60, "content": 60,
         "document": 24, "id": 30, "value": 20, "term": 34, "protections": 40, "set aside why": 30, "first": 60,
         "second": 60, "protection": 30, "reference": 20, "applies if": 44, "only if": 30, "in": 24}  # fmt: skip
_NARROW = 13
#: Fill of a status cell, and whether its print is bold: the word itself says the status.
_FILLS = {"harmful": "#F6C4D5", "missing": "#F8CFCB", "weak": "#FDEBB3", "unclear": "#D5E6F7", "elsewhere": "#D5E6F7",
          "present": "#D4EDD4", "not-applicable": "#EEEEEE"}  # fmt: skip
#: What a cell of a workbook can hold.
_MOST = 32_767


def render(report: Report, look: Look | None = None) -> bytes:
    """The workbook as XLSX; raises UsageError where the library that writes it is not installed."""
    xlsxwriter = extra("xlsxwriter", "XlsxWriter", "xlsx")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(1980, 1, 1), "title": plain(report.document.name), "author": "bpo-check"})
    sheets = _Sheets(book)
    sheets.add("Protections", COLUMNS, (row(report, finding) for finding in report.findings))
    sheets.add("Key terms", ("term", "value", "remark", "clause", "page", "document", "quote"), (
        (t.title, t.text, t.remark, t.clause, str(t.page), t.document, t.quote) for t in report.terms
    ))  # fmt: skip
    sheets.add("Conflicts", ("id", "title", "severity", "say", "first", "second"), (
        (c.id, c.title, c.severity, c.say, *([q.text for q in c.quotes] + ["", ""])[:2]) for c in report.conflicts
    ))  # fmt: skip
    sheets.add("To obtain", ("document", "clause", "page", "protections", "named in"), (
        (m.label, m.clause, str(m.page), ", ".join(m.protections), m.document) for m in report.obtain
    ))  # fmt: skip
    sheets.add("Coverage", COVERAGE_COLUMNS, coverage_rows(report))
    sheets.add("Waivers", ("kind", "id", "say", "source"), (
        (p.kind, p.id, p.say, p.source) for p in (report.waivers.problems if report.waivers else ())
    ))  # fmt: skip
    book.close()
    return out.getvalue()


class _Sheets:
    """Adds sheets to a workbook, each a table with a head that stays and filters."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bg_color": "#22313F", "font_color": "#FFFFFF", "valign": "top"})
        self.cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        fills = {status: {"text_wrap": True, "valign": "top", "bg_color": fill} for status, fill in _FILLS.items()}
        self.fills = {status: book.add_format(form) for status, form in fills.items()}

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A sheet with these columns and rows; none where there are no rows."""
        lines = [[plain(value)[:_MOST] for value in line] for line in rows]
        if not lines:
            return
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(lines), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for column, title in enumerate(columns):
            sheet.set_column(column, column, _WIDE.get(title, _NARROW))
            sheet.write_string(0, column, title, self.head)
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line):
                form = self.fills.get(value, self.cell) if columns[column] == "status" else self.cell
                sheet.write_string(number, column, value, form)

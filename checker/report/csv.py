"""The report as CSV (RFC 4180, UTF-8): a row per protection, in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import io

from checker.model import Finding, Report, Role
from checker.report.excerpt import shown_evidence
from checker.report.identity import identity
from checker.report.look import Look
from checker.report.wording import plain, why_aside

COLUMNS = (
    "document", "customer", "supplier", "id", "title", "family", "severity", "status", "clause", "heading", "page",
    "quote", "why", "ask", "weaknesses", "identity", "library",
    "set aside", "set aside why",
)  # fmt: skip

#: What makes a spreadsheet take a cell for a formula, the wide forms of some keyboards too.
_FORMULA = tuple("=+-@＝＋－＠")


def render(report: Report, look: Look | None = None) -> bytes:
    """The rows in the report's order under a head."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in report.findings:
        writer.writerow([_cell(value) for value in row(report, finding)])
    return file.getvalue().encode("utf-8")


def row(report: Report, finding: Finding) -> tuple[str, ...]:
    """The values of a finding by COLUMNS, as they are: not yet safe in a cell."""
    evidence = shown_evidence(finding)
    return (
        report.document.name, _name(report.roles.customer), _name(report.roles.supplier),
        finding.id, finding.title, finding.family, finding.severity, finding.status,
        evidence.clause if evidence else "", evidence.path[-1] if evidence and evidence.path else "",
        str(evidence.page) if evidence else "", f"{evidence.lead} {evidence.quote}" if evidence else "",
        finding.say, finding.ask, " ".join(dict.fromkeys(weakness.code for weakness in finding.weaknesses)),
        identity(finding), f"{report.library_version} {report.library_hash}", finding.set_aside, why_aside(finding),
    )  # fmt: skip


def _name(role: Role | None) -> str:
    return role.name if role else ""


def _cell(value: str) -> str:
    """`value` on one line; a quotation mark before what a spreadsheet would compute."""
    text = plain(value)
    return "'" + text if text.lstrip("\"' ").startswith(_FORMULA) else text

"""The report as CSV (RFC 4180, UTF-8), a row per protection, and the coverage of regulations as another.

No cell is taken for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from checker.errors import UsageError
from checker.model import Finding, Report, Role, UsedRegulation
from checker.report.answers import CAUTION, answers
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


#: The columns of the coverage: the sub-paragraph, the protection that answers it, and the question it hangs on.
COVERAGE_COLUMNS = (
    "document", "regulation", "version", "reference", "content", "mark", "result", "protection", "status", "in",
    "clause", "page", "applies if", "only if", "note", "library", "caution",
)  # fmt: skip


def render(report: Report, look: Look | None = None) -> bytes:
    """The rows in the report's order under a head."""
    return _table(COLUMNS, (row(report, finding) for finding in report.findings))


def render_coverage(report: Report, look: Look | None = None) -> bytes:
    """A row for each protection of each sub-paragraph; raises UsageError where no regulation was asked for."""
    if not report.regulations:
        raise UsageError("--format coverage-csv tells the coverage of regulations: check with --profile NAME")
    return _table(COVERAGE_COLUMNS, coverage_rows(report))


def coverage_rows(report: Report) -> Iterator[tuple[str, ...]]:
    """The values by COVERAGE_COLUMNS, as they are: not yet safe in a cell."""
    asked = {regulation.id: regulation for regulation in report.regulations}
    unknown = UsedRegulation("", "", "", "")
    library = f"{report.library_version} {report.library_hash}"
    for each in report.coverage:
        regulation = asked.get(each.regulation, unknown)
        for answer in answers(each, report):
            yield (
                report.document.name, each.regulation, regulation.version, each.ref, each.content, each.mark,
                each.result, answer.id, answer.said, answer.document, answer.clause, str(answer.page or ""),
                regulation.trigger, each.trigger, each.note, library, CAUTION,
            )  # fmt: skip


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in values] for values in rows)
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

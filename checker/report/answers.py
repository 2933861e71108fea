"""What answers a sub-paragraph of a regulation, and where it stands: every format tells the coverage alike."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import NOT_IN_LIBRARY, SWITCHED_OFF, Coverage, Evidence, Report
from checker.report.excerpt import shown_evidence
from checker.report.wording import plain, short_place

#: What stands over every coverage: it never says that a rule is kept.
CAUTION = "found in the text supplied, no legal conclusion"

_SAID = {NOT_IN_LIBRARY: "not in the library", SWITCHED_OFF: "switched off by the policy"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A protection that answers a sub-paragraph: a word of ANSWERS, and the quote that decided, if there is one."""

    id: str
    status: str
    evidence: Evidence | None
    report: Report

    @property
    def said(self) -> str:
        """The status in words."""
        return _SAID.get(self.status, self.status.replace("-", " "))

    @property
    def document(self) -> str:
        """The name of the document in which the quote stands; "" without one."""
        return self.evidence.document or self.report.document.name if self.evidence else ""

    @property
    def clause(self) -> str:
        """The quote's clause as cited; "" without a quote, or where it has no number."""
        return self.evidence.clause if self.evidence else ""

    @property
    def page(self) -> int | None:
        """The running number of the quote's page; None without a quote."""
        return self.evidence.page if self.evidence else None

    def __str__(self) -> str:
        where = f" ({short_place(self.evidence, self.report.document)})" if self.evidence else ""
        return f"{plain(self.id)} {self.said}{where}"


def answers(row: Coverage, report: Report) -> tuple[Answer, ...]:
    """The protections of the row in their order, each with its status and place."""
    findings = {finding.id: finding for finding in report.findings}
    found = []
    for name, status in row.protections:
        counts = name in findings and status not in _SAID
        found.append(Answer(name, status, shown_evidence(findings[name]) if counts else None, report))
    return tuple(found)

"""The issue list for the negotiation, as data: what to raise, worst first, with clause, quote, problem and ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Evidence, Report
from checker.report.excerpt import Piece, excerpt, lead_in, marks, shown_evidence
from checker.report.wording import aside, gaps, limits, place, plain, why_aside

#: Characters of a quote in the list: a partner reads it on paper.
QUOTE = 600


@dataclass(frozen=True, slots=True)
class Issue:
    """One point of the negotiation; `quote` is cut around the words that decided, () where nothing is quoted."""

    number: int
    severity: str
    status: str
    title: str
    id: str
    where: str
    quote: tuple[Piece, ...]
    lead: str
    problem: str
    ask: str
    why: str


def issues(report: Report) -> Iterator[Issue]:
    """The issues of a report, the worst first, numbered from 1."""
    for number, finding in enumerate(gaps(report), 1):
        evidence = shown_evidence(finding)
        yield Issue(
            number, finding.severity, finding.status, plain(finding.title), finding.id,
            _where(evidence, report.document) if evidence else "",
            excerpt(evidence.quote, evidence.start, marks(finding, evidence), QUOTE) if evidence else (),
            lead_in(evidence.lead) if evidence else "",
            plain(finding.say), plain(finding.ask), plain(finding.why),
        )  # fmt: skip


def _where(evidence: Evidence, document: Document) -> str:
    where = place(evidence, document)
    return f"{where}; read with {plain(limits(evidence))}" if evidence.read_with else where


def decided(report: Report) -> list[str]:
    """What people decided, a line each: findings that do not count with the reason, and waivers to look at."""
    lines = [f"{f.severity.upper()} {f.status}: {plain(f.title)} ({f.id}): {why_aside(f)}" for f in aside(report)]
    problems = report.waivers.problems if report.waivers else ()
    return [*lines, *(f"Waiver {plain(p.kind)}: {plain(p.id)} {plain(p.say)} ({plain(p.source)})" for p in problems)]

"""What is said in the margin of a contract: one remark on each finding's words, and one on what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Evidence, Finding, Report
from checker.report.excerpt import marks, shown_evidence
from checker.report.issues import decided
from checker.report.look import VERBOSE, Look
from checker.report.wording import GAPS, gaps, plain

#: Who the remarks are by.
AUTHOR, INITIALS = "bpo-check", "bpo"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark: its finding, the evidence it stands at, and its text, a line a paragraph."""

    finding: Finding
    evidence: Evidence
    text: str


def remarks(report: Report, look: Look) -> list[Remark]:
    """A remark on each finding to act on that has words in the contract, in text order; on all findings if verbose."""
    found = list(gaps(report))
    if look.detail == VERBOSE:
        found += [finding for finding in report.findings if finding.status == "present" and not finding.set_aside]
    made = []
    for finding in found:
        evidence = shown_evidence(finding)
        if evidence is not None:
            made.append(Remark(finding, evidence, _text(finding)))
    return sorted(made, key=lambda remark: (remark.evidence.start, remark.evidence.end, remark.finding.id))


def merged(found: list[Remark]) -> list[tuple[Remark, str]]:
    """The remarks with one for all that stand at the same words: the worst of them, and what they all say."""
    groups: dict[tuple[int, int], list[Remark]] = {}
    for remark in found:
        groups.setdefault((remark.evidence.start, remark.evidence.end), []).append(remark)
    worst = {status: rank for rank, status in enumerate((*GAPS, "present"))}
    return [
        (min(group, key=lambda each: worst[each.finding.status]), "\n\n".join(each.text for each in group))
        for group in groups.values()
    ]


def spans(remark: Remark) -> tuple[tuple[int, int], ...]:
    """The words of a remark's evidence that decided, as spans of the quote."""
    start = remark.evidence.start
    return tuple((a - start, b - start) for a, b in marks(remark.finding, remark.evidence))


def closing(report: Report) -> str:
    """The remark on what the contract lacks, each with what to ask for, and on what is set aside; "" for neither."""
    lacking = [f"{_head(finding)} Ask: {plain(finding.ask)}" for finding in gaps(report) if not finding.evidence]
    settled = decided(report)
    lines = [f"Not found in the text supplied ({len(lacking)}):", *lacking] if lacking else []
    return "\n".join([*lines, *(["Set aside:", *settled] if settled else [])])


def _text(finding: Finding) -> str:
    lines = [_head(finding), plain(finding.say)]
    if finding.status != "present":
        lines.append(f"Ask: {plain(finding.ask)}")
    return "\n".join(lines)


def _head(finding: Finding) -> str:
    return f"{finding.severity.upper()} {finding.status.upper()}: {plain(finding.title)} ({finding.id})."

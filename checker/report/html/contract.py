"""The contract's text for reading: by clauses, each passage marked with what it shows, every place a link can reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from checker.model import Clause, Finding, Report
from checker.report.excerpt import marks
from checker.report.wording import GAPS, Placed, is_withheld, plain

#: A line at least this long (characters) ran to the margin: its end is the paper's, not the author's.
_FULL_LINE = 45
_WORST = {status: rank for rank, status in enumerate((*GAPS, "present", "not-applicable"))}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: its anchor's offset (None if nothing points to it), the finding it belongs to, what it looks like.

    `status` is the worst status that it is evidence for, "" for plain text; `decided` says that its words decided;
    `page` is the label of the page that begins here, "" if none does.
    """

    text: str
    anchor: int | None = None
    finding: Finding | None = None
    status: str = ""
    decided: bool = False
    page: str = ""
    head: bool = False


@dataclass(slots=True)
class Section:
    """A clause's own text (without the clauses below it) in runs, and the findings that stand on it.

    `file` names the file of a packet that begins with it, "" elsewhere.
    """

    level: int
    number: str
    heading: str
    kind: str
    start: int
    file: str = ""
    runs: list[Run] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The clause by number and heading, for a list of clauses."""
        return " ".join(section for section in (self.number, self.heading) if section)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    finding: Finding
    decided: tuple[tuple[int, int], ...]


def anchors(report: Report) -> frozenset[int]:
    """Every offset of the text to which the report has something to point."""
    if not report.document.text:
        return frozenset()
    return frozenset(placed.start for placed in _placed(report))


def _placed(report: Report) -> Iterator[Placed]:
    for finding in report.findings:
        yield from finding.evidence
        yield from finding.clauses
        yield from finding.looked
    for conflict in report.conflicts:
        yield from conflict.quotes
    yield from report.terms
    yield from report.obtain


def contract_sections(report: Report, places: frozenset[int]) -> list[Section]:
    """The whole text in order, clause by clause; none where the report came without it."""
    text = report.document.text
    if not text:
        return []
    shown = flowing(text)
    marked = sorted(_marks(report), key=lambda mark: mark.start)
    pages = {page.start: page.label for page in report.document.pages[1:]}
    cuts = sorted({*places, *pages, *(at for mark in marked for at in _edges(mark))})
    sections = []
    for section, start, end in _bounds(report.clauses, text):
        files = [each for each in report.document.parts if start <= each.start < end]
        section.file = ", ".join(f"{plain(each.name)} ({plain(each.title)})" for each in files)
        inside = [mark for mark in marked[: bisect_left(marked, end, key=lambda mark: mark.start)] if mark.end > start]
        head = _head_end(section, text, start, end)
        edges = sorted({start, head, end, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]})
        for first, last in pairwise(edges):
            run = _run(shown[first:last], first, last, inside, places)
            section.runs.append(_styled(run, pages.get(first, ""), last <= head))
        _trim(section)
        found = {mark.finding.id: mark.finding for mark in inside if start <= mark.start}
        section.findings = sorted(found.values(), key=lambda finding: _WORST[finding.status])
        sections.append(section)
    return sections


def _marks(report: Report) -> Iterator[_Mark]:
    for finding in report.findings:
        for evidence in finding.evidence:
            yield _Mark(evidence.start, evidence.end, finding, marks(finding, evidence))


def _edges(mark: _Mark) -> Iterator[int]:
    yield mark.start
    yield mark.end
    for start, end in mark.decided:
        yield start
        yield end


def _run(text: str, start: int, end: int, marked: list[_Mark], places: frozenset[int]) -> Run:
    """The text from `start` to `end`, in which no mark begins or ends, under the worst of the marks that cover it."""
    anchor = start if start in places else None
    over = [mark for mark in marked if mark.start <= start and end <= mark.end]
    if not over:
        return Run(text, anchor)
    worst = min(over, key=lambda mark: (_WORST[mark.finding.status], mark.end - mark.start))
    decided = any(first <= start and end <= last for mark in over for first, last in mark.decided)
    return Run(text, anchor, worst.finding, worst.finding.status, decided)


def _styled(run: Run, page: str, head: bool) -> Run:
    return Run(run.text, run.anchor, run.finding, run.status, run.decided, plain(page), head)


def _bounds(clauses: tuple[Clause, ...], text: str) -> Iterator[tuple[Section, int, int]]:
    """Each clause with the span of its own text: from its start to the start of the next one."""
    starts = [*(clause.start for clause in clauses), len(text)]
    if text[: starts[0]].strip():
        yield Section(0, "", "", "operative", 0), 0, starts[0]
    for clause, end in zip(clauses, starts[1:], strict=True):
        if text[clause.start : end].strip():
            level, number, heading = min(clause.level, 5), plain(clause.number), plain(clause.heading)
            yield Section(level, number, heading, clause.kind, clause.start), clause.start, end


def _head_end(section: Section, text: str, start: int, end: int) -> int:
    """Where the clause's number and heading end; its start where it has none in the text."""
    if not section.heading:
        return start
    at = text.find(section.heading, start, min(end, start + len(section.heading) + 60))
    return at + len(section.heading) if at >= 0 else start


def _trim(section: Section) -> None:
    """Take the white space off the end of the section: the next one begins on a line of its own anyway."""
    while section.runs:
        last = section.runs[-1]
        text = last.text.rstrip()
        if text or last.page or last.anchor is not None:
            section.runs[-1] = replace(last, text=text)
            return
        section.runs.pop()


def shown(text: str) -> str:
    """A quote without the text around it: flowing, or how long it is where it is withheld."""
    return plain(text) if is_withheld(text) else flowing(text)


def flowing(text: str) -> str:
    """The text, of the same length, in which a line that ran to the margin flows into the next one."""
    lines = text.split("\n")
    out = [lines[0]]
    for before, line in pairwise(lines):
        out.append(" " if len(before) >= _FULL_LINE and line.strip() else "\n")
        out.append(line)
    return "".join(out)

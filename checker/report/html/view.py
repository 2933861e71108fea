"""What the page shows, taken from the report and put in order; the template only lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from checker.model import COVERAGE, SEVERITIES, Clause, Coverage, Evidence, Finding, Report, Term, UsedRegulation
from checker.report.answers import Answer, answers
from checker.report.excerpt import marks, shown_evidence
from checker.report.html.contract import flowing, shown
from checker.report.html.pictures import Picture
from checker.report.wording import GAPS, gaps, place, plain, short_place

#: The statuses from what to act on first to what is no matter.
ORDER = (*GAPS, "present", "not-applicable")

#: Names of families that are no words.
_FAMILIES = {"sla": "Service levels", "ip": "Intellectual property"}

#: What one piece of evidence shows, in the words of the page.
SHOWS = {
    "present": "gives it", "weak": "gives it weakly", "cut": "takes it back", "harmful": "turned against the customer",
    "elsewhere": "left to another document",
}  # fmt: skip

#: Characters of the clause shown before and after a quote.
_BEFORE, _AFTER = 240, 160

#: What the page has a place for; a finding's other fields are told by name.
_KNOWN = frozenset(
    "id title family severity status say ask why evidence weaknesses advice clauses looked sought references "
    "trace off waiver change digests".split()
)


#: A sub-paragraph of a regulation, and each protection that answers it with its place.
Paragraph = tuple[Coverage, list[tuple[Answer, str]]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in its context: pieces (text, kind) in order, where it stands, and the picture of its page.

    A kind is "context" (not quoted), "quote", or "decided" (the words that decided).
    """

    evidence: Evidence
    pieces: tuple[tuple[str, str], ...]
    where: str
    shows: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as a row of the page."""

    finding: Finding
    where: str
    passages: tuple[Passage, ...]
    extras: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A key term: its value and remark once, and every place where it stands as (words, offset or None)."""

    title: str
    text: str
    remark: str
    places: tuple[tuple[str, int | None], ...]


def ordered(report: Report) -> list[Finding]:
    """All findings: those to act on, worst first, those set aside, then the others by status."""
    rest = [finding for status in ORDER for finding in report.findings
            if finding.status == status and (finding.set_aside or status not in GAPS)]  # fmt: skip
    return [*gaps(report), *rest]


def wanted_pictures(findings: Iterable[Finding]) -> Iterator[Evidence]:
    """The evidence that deserves a picture, in the order in which pictures are handed out."""
    found = list(findings)
    for finding in found:
        if (evidence := shown_evidence(finding)) is not None:
            yield evidence
    for finding in found:
        if finding.status in GAPS:
            yield from finding.evidence


def row(finding: Finding, report: Report, text: str, shots: dict[tuple[int, int], Picture]) -> Row:
    """The finding with its quotes in context, the one that decided first.

    `text` is the document's as it is shown, of the same length; "" where the report came without it.
    """
    shown = shown_evidence(finding)
    evidence = sorted(finding.evidence, key=lambda each: each is not shown)
    passages = tuple(
        Passage(
            each, tuple(_pieces(finding, each, report, text)), place(each, report.document),
            SHOWS.get(each.supports, each.supports), shots.get((each.start, each.end)),
        )
        for each in evidence
    )  # fmt: skip
    return Row(finding, short_place(shown, report.document) if shown else "", passages, tuple(_extras(finding)))


def _pieces(finding: Finding, evidence: Evidence, report: Report, text: str) -> Iterator[tuple[str, str]]:
    quote = text[evidence.start : evidence.end] if text else shown(evidence.quote)
    before, after = _context(evidence, report, text) if text else (evidence.lead and shown(evidence.lead) + " ", "")
    if before:
        yield before, "context"
    at = evidence.start
    for start, end in marks(finding, evidence):
        start, end = max(start, at), min(end, evidence.end)
        if start >= end:
            continue
        if start > at:
            yield quote[at - evidence.start : start - evidence.start], "quote"
        yield quote[start - evidence.start : end - evidence.start], "decided"
        at = end
    if at < evidence.end:
        yield quote[at - evidence.start :], "quote"
    if after:
        yield after, "context"


def _context(evidence: Evidence, report: Report, text: str) -> tuple[str, str]:
    """What stands around the quote in its clause; for an item of a list its lead-in comes first."""
    clause = _innermost(report.clauses, evidence.start)
    low, high = (clause.start, max(clause.end, evidence.end)) if clause else (0, len(text))
    first, last = max(low, evidence.start - _BEFORE), min(high, evidence.end + _AFTER)
    before = _tail(text[first : evidence.start], cut=low < first)
    if evidence.lead and plain(evidence.lead) not in plain(before):
        before = f"{flowing(evidence.lead)} … " + before.removeprefix("… ")
    return before, _start(text[evidence.end : last], cut=last < high)


def _tail(text: str, cut: bool) -> str:
    return "… " + text.split(" ", 1)[-1] if cut else text.lstrip()


def _start(text: str, cut: bool) -> str:
    return text.rsplit(" ", 1)[0] + " …" if cut else text.rstrip()


def _innermost(clauses: tuple[Clause, ...], offset: int) -> Clause | None:
    found = None
    for clause in clauses:  # in document order: a clause stands after the one that holds it
        if clause.start > offset:
            break
        if offset < clause.end:
            found = clause
    return found


def _extras(finding: Finding) -> Iterator[tuple[str, str]]:
    for each in fields(finding):
        value = getattr(finding, each.name)
        if each.name not in _KNOWN and value:
            yield each.name.replace("_", " ").capitalize(), told(value)


def told(value: Any) -> str:
    """Any value of a report in words."""
    if is_dataclass(value) and not isinstance(value, type):
        named = ((each.name.replace("_", " "), getattr(value, each.name)) for each in fields(value))
        return "; ".join(f"{name}: {told(item)}" for name, item in named if item not in (None, "", ()))
    if isinstance(value, tuple | list):
        return ", ".join(told(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def family_name(family: str) -> str:
    """A family of protections as a heading."""
    return _FAMILIES.get(family) or family.replace("-", " ").capitalize()


def engagement_name(kind: str) -> str:
    """A kind of engagement as people write it: "ITO", "BPO back"."""
    return " ".join(word.upper() if len(word) <= 3 else word for word in kind.split("-"))


def heat(report: Report) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """For each family, by name: (status, how many findings, how dark from 0 to 4) for every status in ORDER."""
    counts: dict[str, dict[str, int]] = {}
    for finding in report.findings:
        counts.setdefault(finding.family, dict.fromkeys(ORDER, 0))[finding.status] += 1
    return [
        (family, [(status, count, min(count, 4)) for status, count in counts[family].items()])
        for family in sorted(counts, key=family_name)
    ]


def grid(report: Report) -> list[tuple[str, list[tuple[str, int]]]]:
    """For each severity, the worst first: how many findings have each status in ORDER."""
    return [
        (level, [(status, sum(each.severity == level and each.status == status for each in report.findings))
                 for status in ORDER])
        for level in reversed(SEVERITIES)
    ]  # fmt: skip


def values(report: Report, places: frozenset[int]) -> list[Value]:
    """The key terms, each value once, with all its places."""
    found: dict[tuple[str, str, str], list[Term]] = {}
    for term in report.terms:
        found.setdefault((plain(term.title), plain(term.text), plain(term.remark)), []).append(term)
    made = []
    for (title, text, remark), terms in found.items():
        where = dict.fromkeys((short_place(term, report.document), target(term.start, places)) for term in terms)
        made.append(Value(title, text, remark, tuple(where)))
    return made


def target(start: int, places: frozenset[int]) -> int | None:
    """The offset to which a link can lead; None where the text is not in the report."""
    return start if start in places else None


def regulations(report: Report) -> list[tuple[UsedRegulation, list[tuple[str, int]], list[Paragraph]]]:
    """Each regulation: how many of its paragraphs have each result, and the paragraphs with what answers them."""
    made = []
    for regulation in report.regulations:
        rows = [each for each in report.coverage if each.regulation == regulation.id]
        paragraphs = [
            (each, [(answer, short_place(answer.evidence, report.document) if answer.evidence else "")
                    for answer in answers(each, report)])
            for each in rows
        ]  # fmt: skip
        counts = [(result, sum(each.result == result for each in rows)) for result in COVERAGE]
        made.append((regulation, counts, paragraphs))
    return made

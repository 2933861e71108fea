"""What every format says alike: the order of findings, where something stands, and text that is safe to print."""

from __future__ import annotations

import re

from checker.model import SEVERITIES, STATUSES, Document, Evidence, Finding, Located, Missing, Report, Term

#: What stands at a place of the document.
Placed = Evidence | Located | Term | Missing

#: Statuses that ask counsel to do something, the worst first.
GAPS = ("harmful", "missing", "weak", "unclear", "elsewhere")
_WORST = {status: rank for rank, status in enumerate((*GAPS, "present", "not-applicable"))}

#: Control characters, marks that reverse or hide text (a terminal or an editor would obey them), and what no XML holds.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def plain(text: str) -> str:
    """`text` on one line, without what a terminal would obey or a reader could not see."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def gaps(report: Report) -> list[Finding]:
    """The findings to act on, worst first: by severity, then by status, then in the library's order."""
    found = [finding for finding in report.findings if finding.status in GAPS]
    return sorted(found, key=lambda finding: (-SEVERITIES.index(finding.severity), _WORST[finding.status]))


def place(what: Placed, document: Document) -> str:
    """Where a quote stands, as a lawyer cites it: "clause 7.2 (Security), page 4"."""
    return _joined(clause_name(what), page_name(what, document), what)


def clause_name(what: Placed) -> str:
    """The clause by number and heading: "clause 7.2 (Security)", "Article IV", "under “Fees”"; "" if it has neither."""
    number, heading = plain(what.clause), _heading(what)
    if not number:
        return f"under “{heading}”" if heading else ""
    name = number if number[:2].isalpha() and len(number) > 1 else f"clause {number}"
    return f"{name} ({heading})" if heading and heading.casefold() not in name.casefold() else name


def short_place(what: Placed, document: Document) -> str:
    """Where a quote stands in few words: "7.2, page 4"; the heading only where the clause has no number."""
    heading = _heading(what)
    return _joined(plain(what.clause) or (f"“{heading}”" if heading else ""), page_name(what, document), what)


def _heading(what: Placed) -> str:
    path = what.path if isinstance(what, Evidence | Located) else ()
    heading = plain(path[-1]) if path else ""
    return heading if len(heading) <= 40 else heading[:39].rsplit(" ", 1)[0] + "…"


def page_name(what: Placed, document: Document) -> str:
    """The page as it is printed, and its running number where that differs."""
    label = "" if what.document else next((page.label for page in document.pages if page.number == what.page), "")
    if label and label != str(what.page):
        return f"page {plain(label)} (sheet {what.page})"
    return f"page {what.page}"


def _joined(name: str, page: str, what: Placed) -> str:
    return ", ".join(part for part in (name, page, f"in {plain(what.document)}" if what.document else "") if part)


def summary(report: Report) -> str:
    """One line of counts, every status named: "61 protections: 20 present, 12 weak, ..."."""
    counts = report.counts()
    told = ", ".join(f"{counts[status]} {status.replace('-', ' ')}" for status in STATUSES)
    noun = "protection" if len(report.findings) == 1 else "protections"
    return f"{len(report.findings)} {noun}: {told}"


def by_severity(findings: list[Finding]) -> str:
    """How many findings have each severity, the worst first, leaving out what there is none of."""
    counts = [(level, sum(finding.severity == level for finding in findings)) for level in reversed(SEVERITIES)]
    return ", ".join(f"{count} {level}" for level, count in counts if count)

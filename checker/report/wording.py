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
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


#: What stands where a sentence spoke in the contract's words, in a report that withholds them.
BLANK = "[withheld]"
_WITHHELD = re.compile(r"\[withheld: (\d+) characters, HMAC-SHA-256 ([0-9a-f]{64})\]")


def withheld_text(characters: int, digest: str) -> str:
    """What stands in the place of a text that a report withholds: its length, and its keyed hash."""
    return f"[withheld: {characters} characters, HMAC-SHA-256 {digest}]"


def is_withheld(text: str) -> bool:
    """Whether `text` stands in the place of one that is withheld."""
    return _WITHHELD.fullmatch(text) is not None


def plain(text: str) -> str:
    """`text` on one line, without what a terminal would obey or a reader could not see.

    A text that is withheld is told by its length and the beginning of its hash: the JSON report has all of it.
    """
    if "[withheld: " in text:
        text = _WITHHELD.sub(lambda found: f"[withheld: {found[1]} characters, {found[2][:8]}]", text)
    return " ".join(UNSAFE.sub(" ", text).split())


def gaps(report: Report) -> list[Finding]:
    """The findings to act on, worst first: by severity, then by status, then in the library's order.

    Those that are switched off, waived or known are left out: see `aside`.
    """
    found = [finding for finding in report.findings if finding.status in GAPS and not finding.set_aside]
    return sorted(found, key=lambda finding: (-SEVERITIES.index(finding.severity), _WORST[finding.status]))


def place(what: Placed, document: Document) -> str:
    """Where a quote stands, as a lawyer cites it: "clause 7.2 (Security), page 4"."""
    return _joined(clause_name(what), page_name(what, document), what)


def limits(evidence: Evidence) -> str:
    """The clauses that limit the quote by its own words: "clause 7.2; Article IV"; "" if there are none."""
    return "; ".join(f"clause {number}" if number[0].isdigit() else number for number in evidence.read_with)


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
    heading = plain(path[-1]) if path and not is_withheld(path[-1]) else ""
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
    """One line of counts, every status named: "61 protections: 20 present, 12 weak, ..., 2 waived".

    A row that is waived, known or switched off is counted under its status all the same.
    """
    counts = report.counts()
    told = [f"{counts[status]} {status.replace('-', ' ')}" for status in STATUSES]
    for word, said in SAID_ASIDE.items():
        number = sum(finding.set_aside == word for finding in report.findings)
        told += [f"{number} {said}"] if number or word == "waived" else []
    noun = "protection" if len(report.findings) == 1 else "protections"
    return f"{len(report.findings)} {noun}: {', '.join(told)}"


def rules(report: Report) -> list[tuple[str, str]]:
    """By what the report was judged beside the library, as labels and texts; empty where there is no such file."""
    found = []
    if report.policy.files:
        found.append(("Policy", ", ".join(plain(name) for name, _ in report.policy.files)))
    if changed := [each for each in report.thresholds if each.by == "policy"]:
        found.append(("Thresholds", "; ".join(plain(f"{each.id} {each.name} {each.value}") for each in changed)))
    if report.waivers:
        names = ", ".join(plain(name) for name, _ in report.waivers.files)
        found.append(("Waivers", f"{names}, as of {plain(report.waivers.today)}"))
    if report.stamp:
        found.append(("Stamp", plain(f"{report.stamp.time} by {report.stamp.user}")))
    if report.baseline:
        gone = report.baseline.gone
        done = f" ({gone} of its findings {'is' if gone == 1 else 'are'} gone)" if gone else ""
        found.append(("Baseline", f"report on {plain(report.baseline.document)}{done}"))
    return found


#: How each way of being set aside is told.
SAID_ASIDE = {"waived": "waived", "known": "known", "off": "switched off"}


def aside(report: Report) -> list[Finding]:
    """The findings that do not count, in the library's order: switched off, waived, or known from the baseline."""
    return [finding for finding in report.findings if finding.set_aside]


def why_aside(finding: Finding) -> str:
    """One sentence: why the finding does not count; "" if it does."""
    waiver = finding.waiver
    if finding.off:
        return f"switched off by the policy: {plain(finding.off)}"
    if waiver:
        return f"waived until {plain(waiver.expires)} by {plain(waiver.approver)}: {plain(waiver.reason)}"
    return "known from the baseline" if finding.set_aside else ""


def by_severity(findings: list[Finding]) -> str:
    """How many findings have each severity, the worst first, leaving out what there is none of."""
    counts = [(level, sum(finding.severity == level for finding in findings)) for level in reversed(SEVERITIES)]
    return ", ".join(f"{count} {level}" for level, count in counts if count)

"""What a report tells beside its findings, as compact lists: documents to obtain, key terms, regulations."""

from __future__ import annotations

from checker.model import COVERAGE, SEVERITIES, Finding, Report, UsedRegulation
from checker.report.answers import CAUTION, answers
from checker.report.sheet import FAST, Sheet
from checker.report.wording import GAPS, aside, plain, short_place, why_aside

_RESULT = {"covered": "green", "partial": "yellow", "not covered": "red", "failed": "bold red",
           "not judged": "bold cyan", "not applicable": "dim"}  # fmt: skip


def put_lists(sheet: Sheet, report: Report) -> None:
    """Put the lists that are not empty on the sheet."""
    _aside(sheet, report)
    _waivers(sheet, report)
    _obtain(sheet, report)
    _terms(sheet, report)
    for regulation in report.regulations:
        _coverage(sheet, regulation, report)


def _aside(sheet: Sheet, report: Report) -> None:
    """The findings that do not count, worst first: those someone decided on with the reason, those known in a list."""
    found = sorted(aside(report), key=lambda finding: -SEVERITIES.index(finding.severity))
    decided = [finding for finding in found if finding.set_aside != "known"]
    if decided:
        sheet.blank()
        sheet.put((f"Set aside ({len(decided)})", "bold"))
    for finding in decided:
        sheet.put((f"{_standing(finding)}  {plain(finding.title)}", ""), (f" ({finding.id})", "dim"), indent=2, hang=4)
        sheet.put((why_aside(finding), ""), indent=4)
    known = [finding for finding in found if finding.set_aside == "known"]
    _list(sheet, f"Known from the baseline ({len(known)})", [
        (f"{_standing(finding)}  {plain(finding.title)}", _place(finding, report)) for finding in known
    ])  # fmt: skip


def _standing(finding: Finding) -> str:
    return f"{finding.severity} {finding.status}".upper() if finding.status in GAPS else finding.status


def _place(finding: Finding, report: Report) -> str:
    return short_place(finding.evidence[0], report.document) if finding.evidence else ""


def _waivers(sheet: Sheet, report: Report) -> None:
    """The waivers that do not count or are not needed."""
    problems = report.waivers.problems if report.waivers else ()
    if problems:
        sheet.blank()
        sheet.put((f"Waivers to look at ({len(problems)})", "bold"))
    for each in problems:
        name = f" {plain(each.id)}" if each.id else ""
        sheet.put(
            (plain(each.kind).upper(), "bold yellow"), (f"{name}: {plain(each.say)}", ""),
            (f" ({plain(each.source)})", "dim"),
            indent=2, hang=4,
        )  # fmt: skip


def _obtain(sheet: Sheet, report: Report) -> None:
    rows = []
    for missing in report.obtain:
        title = f" ({plain(missing.title)})" if missing.title else ""
        relying = f", for {', '.join(missing.protections)}" if missing.protections else ""
        rows.append((plain(missing.label) + title + relying, short_place(missing, report.document)))
    _list(sheet, f"Documents to obtain ({len(rows)})", rows)


def _terms(sheet: Sheet, report: Report) -> None:
    """Each value once, with the first of its places and how many more there are."""
    places: dict[str, list[str]] = {}
    for term in report.terms:
        remark = f" ({plain(term.remark)})" if term.remark else ""
        told = places.setdefault(f"{plain(term.title)}: {plain(term.text)}{remark}", [])
        if (where := short_place(term, report.document)) not in told:
            told.append(where)
    rows = [(said, f"{told[0]} (+{len(told) - 1})" if told[1:] else told[0]) for said, told in places.items()]
    _list(sheet, f"Key terms ({len(rows)})", rows)


def _list(sheet: Sheet, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        sheet.blank()
        sheet.put((heading, "bold"))
        sheet.pairs(rows, indent=2)


def _coverage(sheet: Sheet, regulation: UsedRegulation, report: Report) -> None:
    """One regulation: how many sub-paragraphs have each result, then each with the protections that answer it."""
    rows = [row for row in report.coverage if row.regulation == regulation.id]
    sheet.blank()
    counts = ((result, sum(row.result == result for row in rows)) for result in COVERAGE)
    told = ", ".join(f"{count}{FAST}{result.replace(' ', FAST)}" for result, count in counts if count)
    name = f"{plain(regulation.title)} ({plain(regulation.id)}, {plain(regulation.version)})"
    sheet.put((f"{name}: {told}", "bold"), (f" ({CAUTION})", "dim"), hang=2)
    sheet.put((plain(regulation.trigger), ""), indent=2, label="Applies if:")
    if regulation.note:
        sheet.put((plain(regulation.note), ""), indent=2, label="Note:")
    for row in rows:
        answered = ", ".join(str(answer) for answer in answers(row, report)) or "no protection answers it"
        sheet.put(
            (plain(row.ref), ""), (" ", ""), (row.result.upper(), _RESULT[row.result]), (f" {plain(row.content)}", ""),
            (f" [{row.mark}]: {answered}", "dim"), indent=2, hang=4,
        )  # fmt: skip
        for label, said in (("Only if:", row.trigger), ("Note:", row.note)):
            if said:
                sheet.put((plain(said), "dim"), indent=4, label=label)

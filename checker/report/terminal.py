"""The report for a terminal: read in one minute, worst first, and as clear without colour as with it."""

from __future__ import annotations

from checker.model import NOT_FOUND, Document, Evidence, Finding, Located, Report, Role
from checker.report.excerpt import Piece, excerpt, lead_in, marks, shown_evidence
from checker.report.lists import put_lists
from checker.report.look import QUIET, VERBOSE, Look
from checker.report.sheet import FAST, Run, Sheet
from checker.report.wording import by_severity, gaps, limits, place, plain, rules, short_place, summary

_SEVERITY = {"critical": "bold white on red", "high": "bold red", "medium": "bold yellow", "low": "bold cyan"}
_STATUS = {
    "harmful": "bold magenta", "missing": "bold red", "weak": "bold yellow",
    "unclear": "bold cyan", "elsewhere": "bold cyan", "conflict": "bold magenta",
}  # fmt: skip

#: Lines that a quote may take, and a clause that was looked at or contradicts another.
_QUOTE_LINES, _CLAUSE_LINES, _ALL_LINES = 3, 2, 100_000


def render(report: Report, look: Look | None = None) -> bytes:
    """The report as text within `look.width` columns."""
    look = look or Look()
    sheet = Sheet(look)
    document = report.document
    _head(sheet, report, look)
    if look.detail == QUIET:
        return sheet.data()
    for finding in gaps(report):
        sheet.blank()
        _finding(sheet, finding, document, look)
    _conflicts(sheet, report, look)
    put_lists(sheet, report)
    _rest(sheet, report, "present", "Present", look)
    _rest(sheet, report, "not-applicable", "Not applicable", look)
    return sheet.data()


def _head(sheet: Sheet, report: Report, look: Look) -> None:
    document = report.document
    pages = "1 page" if len(document.pages) == 1 else f"{len(document.pages)} pages"
    sheet.put((plain(document.name), "bold"), (f", {pages}", ""), hang=2)
    for part in document.parts:
        ranked = f", rank {part.rank + 1} in the order of precedence" if any(p.rank for p in document.parts) else ""
        sheet.put((plain(part.name), ""), (f" ({part.title}{ranked})", "dim"), label="Document:", hang=2)
    if look.detail != QUIET:
        sheet.put(*_role(report.roles.customer, "customer"), label="Customer:")
        sheet.put(*_role(report.roles.supplier, "supplier"), label="Supplier:")
        if look.detail == VERBOSE and report.roles.why:
            sheet.put((plain(report.roles.why), "dim"), label="Read from:")
        if report.engagement and report.engagement.chosen:
            how = "as given" if report.engagement.by_user else "as read"
            sheet.put((", ".join(report.engagement.chosen), ""), (f" ({how})", "dim"), label="Engagement:")
        for label, told in rules(report):
            sheet.put((told, ""), label=f"{label}:")
        for note in report.notes:
            sheet.put((plain(note), ""), label="Note:", style="bold yellow")
        sheet.blank()
    sheet.put((_unbroken(summary(report)), "bold"), hang=2)
    found = gaps(report)
    if found:
        sheet.put((by_severity(found), ""), label="To act on:", style="")


def _role(role: Role | None, name: str) -> list[Run]:
    if role is None:
        return [(f"unresolved: give --{name} NAME", "bold yellow")]
    others = [plain(alias) for alias in role.aliases if plain(alias) != plain(role.name)][:3]
    runs: list[Run] = [(plain(role.name), "bold")]
    if others:
        runs.append((" (" + ", ".join(f"“{alias}”" for alias in others) + ")", ""))
    return runs


def _unbroken(summary: str) -> str:
    """The summary with each count held to its status: a line never ends between them."""
    return ", ".join(part.replace(" ", FAST) for part in summary.split(", "))


def _finding(sheet: Sheet, finding: Finding, document: Document, look: Look) -> None:
    change = f" ({finding.change} since the baseline)" if finding.change in ("new", "worse") else ""
    _title(sheet, finding.severity, finding.status, finding.title + change, look)
    if look.detail == VERBOSE:
        _everything(sheet, finding, document)
        return
    evidence = shown_evidence(finding)
    sheet.put((finding.id + (", " + place(evidence, document) if evidence else ""), "dim"), indent=2)
    if evidence:
        _quote(sheet, finding, evidence, _QUOTE_LINES)
        _said(sheet, "Read with:", limits(evidence), "dim")
    if finding.say != NOT_FOUND:  # MISSING has said so
        _said(sheet, "Why:", finding.say)
    _said(sheet, "Ask:", finding.ask)
    _looked(sheet, finding, document, _CLAUSE_LINES)


def _title(sheet: Sheet, severity: str, what: str, title: str, look: Look) -> None:
    edge = " " if look.colour else ""  # room for the coloured ground of the severity
    sheet.put(
        (edge + severity.upper() + edge, _SEVERITY[severity]), (" ", ""), (what.upper(), _STATUS[what]), ("  ", ""),
        (plain(title), "bold"), hang=2,
    )  # fmt: skip


def _said(sheet: Sheet, label: str, text: str, style: str = "") -> None:
    if text:
        sheet.put((plain(text), style), indent=2, label=label)


def _quote(sheet: Sheet, finding: Finding, evidence: Evidence, lines: int) -> None:
    style = _STATUS.get(finding.status, "bold green")
    lead = lead_in(evidence.lead)
    room = (sheet.width - 8) * lines - len(lead)
    pieces = excerpt(evidence.quote, evidence.start, marks(finding, evidence), room)
    runs: list[Run] = [("“", "")]
    if lead:
        runs.append((lead + " ", "dim"))
    runs += [(piece.text, style if piece.marked else "") for piece in _trimmed(pieces)]
    sheet.put(*runs, ("”", ""), indent=4, hang=5)


def _trimmed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces without white space at their outer ends."""
    if not pieces:
        return pieces
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return (Piece(first.text.strip(), first.marked),)
    return (Piece(first.text.lstrip(), first.marked), *pieces[1:-1], Piece(last.text.rstrip(), last.marked))


def _looked(sheet: Sheet, finding: Finding, document: Document, lines: int) -> None:
    """Where a protection that was not found would stand: the nearest clauses, to be checked in seconds."""
    if finding.status not in ("missing", "unclear"):
        return
    if not finding.looked:
        _said(sheet, "Looked at:", "the whole text; no clause comes near", "dim")
        return
    sheet.put(("Looked at:", "dim"), indent=2)
    for clause in finding.looked:
        _clause(sheet, clause, document, lines)


def _clause(sheet: Sheet, clause: Located, document: Document, lines: int) -> None:
    """A clause by its place, with as much of its text as `lines` hold."""
    where = f"{short_place(clause, document)}: "
    room = (sheet.width - 10) * lines - len(where)
    text = "".join(piece.text for piece in excerpt(clause.text, clause.start, (), max(room, 60))).strip()
    sheet.put((where, ""), (f"“{text}”", "dim"), indent=4, hang=6)


def _conflicts(sheet: Sheet, report: Report, look: Look) -> None:
    """Clauses that contradict each other, with their quotes."""
    for conflict in report.conflicts:
        sheet.blank()
        _title(sheet, conflict.severity, "conflict", conflict.title, look)
        for quote in conflict.quotes:
            _clause(sheet, quote, report.document, _CLAUSE_LINES)
        if conflict.say:
            sheet.put((plain(conflict.say), ""), indent=2)


def _everything(sheet: Sheet, finding: Finding, document: Document) -> None:
    """All that is known of a finding: every quote in full, every weakness with its code, advice and references."""
    sheet.put((f"{finding.id}, {plain(finding.family)}", "dim"), indent=2)
    for evidence in finding.evidence:
        sheet.put((f"{evidence.supports}: {place(evidence, document)}", "dim"), indent=2)
        _quote(sheet, finding, evidence, _ALL_LINES)
        _said(sheet, "Read with:", limits(evidence), "dim")
    _said(sheet, "Why:", finding.say)
    for weakness in finding.weaknesses:
        quote = f": “{plain(weakness.quote)}”" if weakness.quote else ""
        _said(sheet, f"Weakness {weakness.code}:", weakness.say + quote)
    _said(sheet, "Matters:", finding.why)
    _said(sheet, "Ask:", finding.ask)
    for advice in finding.advice:
        _said(sheet, "Advice:", advice)
    _looked(sheet, finding, document, _ALL_LINES)
    _said(sheet, "Sought:", "; ".join(finding.sought), "dim")
    _said(sheet, "References:", "; ".join(f"{ref} [{mark}]" for ref, mark in finding.references), "dim")


def _rest(sheet: Sheet, report: Report, status: str, heading: str, look: Look) -> None:
    """A compact list of the findings that ask nothing of counsel: title, and where it stands; verbose, their quotes."""
    found = [finding for finding in report.findings if finding.status == status and not finding.off]
    if found:
        sheet.blank()
        sheet.put((f"{heading} ({len(found)})", "bold"))
    if found and look.detail == VERBOSE:
        for finding in found:
            sheet.put((plain(finding.title), ""), (f" ({finding.id})", "dim"), indent=2, hang=4)
            for evidence in finding.evidence:
                sheet.put((f"{evidence.supports}: {place(evidence, report.document)}", "dim"), indent=4)
                _quote(sheet, finding, evidence, _ALL_LINES)
                _said(sheet, "Read with:", limits(evidence), "dim")
    elif found:
        sheet.pairs([(plain(finding.title), _where(finding, report.document)) for finding in found], indent=2)


def _where(finding: Finding, document: Document) -> str:
    return short_place(finding.evidence[0], document) if finding.evidence else ""

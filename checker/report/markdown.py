"""The report as a summary in GitHub-flavoured Markdown, in which a contract's text is never markup, link or mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.model import Document, Finding, Report, Role, UsedRegulation
from checker.report.answers import CAUTION, Answer, answers
from checker.report.excerpt import excerpt, marks, shown_evidence
from checker.report.look import Look
from checker.report.wording import aside, by_severity, gaps, plain, rules, short_place, summary, why_aside

#: Signs of markup; none of those that are markup only at the start of a line, where no text of a contract stands.
_MARKUP = re.compile(r"([\\`*_\[\]#|~$])")

#: Characters of a quote in a cell: more would hide the table.
_QUOTE = 240


def render(report: Report, look: Look | None = None) -> bytes:
    """Parties, counts, and a table of what to act on, worst first; then what stands beside it."""
    document = report.document
    found = gaps(report)
    lines = [
        f"# {safe(document.name)}", "",
        f"Customer: {_role(report.roles.customer)}  ",
        f"Supplier: {_role(report.roles.supplier)}", "",
        *(f"{label}: {safe(told)}\n" for label, told in rules(report)),
        *(f"Note: {safe(note)}\n" for note in report.notes),
        f"**{safe(summary(report))}**", "",
    ]  # fmt: skip
    if found:
        lines += [f"To act on: {by_severity(found)}", ""]
        head = ("Severity", "Status", "Protection", "Where", "Why", "Ask for")
        lines += _table(head, (_row(finding, document) for finding in found))
    lines += _decided(report)
    lines += _others(report)
    present = [finding for finding in report.findings if finding.status == "present" and not finding.off]
    lines += _section(f"Present ({len(present)})", ("Protection", "Where"), (
        (_title(finding), safe(_where(finding, document))) for finding in present
    ))  # fmt: skip
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8")


def safe(text: str) -> str:
    """`text` on one line with everything escaped that Markdown, HTML or GitHub would make something of."""
    escaped = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _MARKUP.sub(r"\\\1", escaped)
    return re.sub(r"(?i)(www)\.", r"\1<!-- -->.", escaped).replace("://", ":<!-- -->//").replace("@", "@<!-- -->")


def _role(role: Role | None) -> str:
    return f"**{safe(role.name)}**" if role else "unresolved"


def _title(finding: Finding) -> str:
    return f"{safe(finding.title)} (`{finding.id}`)"


def _where(finding: Finding, document: Document) -> str:
    evidence = shown_evidence(finding)
    return short_place(evidence, document) if evidence else ""


def _row(finding: Finding, document: Document) -> tuple[str, ...]:
    evidence = shown_evidence(finding)
    where, why = safe(_where(finding, document)), safe(finding.say)
    if evidence:
        pieces = excerpt(evidence.quote, evidence.start, marks(finding, evidence), _QUOTE)
        why += f" “{safe(''.join(piece.text for piece in pieces))}”"
    elif finding.looked:
        where = "looked at " + safe("; ".join(short_place(clause, document) for clause in finding.looked))
    return finding.severity, f"**{finding.status}**", _title(finding), where, why, safe(finding.ask)


def _decided(report: Report) -> list[str]:
    """The rows that do not count, each with the reason, and the waivers to look at."""
    problems = report.waivers.problems if report.waivers else ()
    return [
        *_section("Set aside", ("Severity", "Status", "Protection", "Where", "Why it does not count"), (
            (each.severity, f"**{each.status}**", _title(each), safe(_where(each, report.document)),
             safe(why_aside(each))) for each in aside(report)
        )),
        *_section("Waivers to look at", ("Waiver", "Protection", "Why", "Where"), (
            (f"**{safe(each.kind)}**", safe(each.id), safe(each.say), safe(each.source)) for each in problems
        )),
    ]  # fmt: skip


def _others(report: Report) -> list[str]:
    """Conflicts, documents to obtain, key terms and regulations, each where there are any."""
    document = report.document
    return [
        *_section("Conflicts", ("Severity", "Conflict", "Where", "Why"), (
            (each.severity, safe(each.title), safe("; ".join(short_place(quote, document) for quote in each.quotes)),
             safe(each.say)) for each in report.conflicts
        )),
        *_section("Documents to obtain", ("Document", "Named in", "Relied on by"), (
            (safe(each.label), safe(short_place(each, document)), ", ".join(f"`{name}`" for name in each.protections))
            for each in report.obtain
        )),
        *_section("Key terms", ("Term", "Value", "Where"), (
            (safe(each.title), safe(f"{each.text} ({each.remark})" if each.remark else each.text),
             safe(short_place(each, document))) for each in report.terms
        )),
        *(line for regulation in report.regulations for line in _regulation(regulation, report)),
    ]  # fmt: skip


def _regulation(regulation: UsedRegulation, report: Report) -> list[str]:
    """The coverage of one regulation under the question that says whether it applies."""
    table = _table(("Paragraph", "Asks for", "Result", "Answered by", "Reference"), (
        (safe(each.ref), safe(" ".join(part for part in (each.content, each.trigger, each.note) if part)),
         f"**{each.result}**", "<br>".join(_answer(answer) for answer in answers(each, report)), each.mark)
        for each in report.coverage if each.regulation == regulation.id
    ))  # fmt: skip
    head = [f"## {safe(regulation.title)} ({safe(regulation.id)}, {safe(regulation.version)})", ""]
    said = [f"{CAUTION[0].upper()}{CAUTION[1:]}. Applies if: {safe(regulation.trigger)}", ""]
    return [*head, *said, *([safe(regulation.note), ""] if regulation.note else []), *table]


def _answer(answer: Answer) -> str:
    where = f" ({safe(short_place(answer.evidence, answer.report.document))})" if answer.evidence else ""
    return f"`{answer.id}` {answer.said}{where}"


def _section(heading: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    table = _table(head, rows)
    return [f"## {heading}", "", *table] if len(table) > 3 else []


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    return ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head), *lines, ""]

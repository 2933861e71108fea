"""The issue list for the negotiation as a Word document, and the same in Markdown."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from checker.model import Report, Role
from checker.report.issues import Issue, decided, issues
from checker.report.look import Look
from checker.report.markdown import safe
from checker.report.package import extra, repack
from checker.report.wording import by_severity, gaps, plain, short_place, summary

CAUTION = (
    "A reading aid, not legal advice. “Missing” means: not found in the text supplied. "
    "Made with bpo-check {tool}, clause library {library}."
)
#: Colours of the severities in print (dark enough on white), by name.
_INK = {"critical": "8B1A1A", "high": "A64B00", "medium": "6B5900", "low": "3D5A6C"}


def render_markdown(report: Report, look: Look | None = None) -> bytes:
    """The memo as Markdown."""
    lines = [f"# Issue list: {safe(report.document.name)}", ""]
    lines += [f"- **{label}:** {safe(value)}" for label, value in _facts(report)]
    lines += ["", f"Conflicts between clauses: {len(report.conflicts)}", ""] if report.conflicts else [""]
    for issue in issues(report):
        lines += [f"## {issue.number}. {safe(issue.title)}", ""]
        lines.append(f"**{issue.severity.upper()}, {issue.status}**{f', {safe(issue.where)}' if issue.where else ''}")
        if issue.quote:
            lead = f"{safe(issue.lead)} " if issue.lead else ""
            quote = "".join(f"**{safe(p.text)}**" if p.marked else _spaced(p.text) for p in issue.quote)
            lines += ["", f"> {lead}“{quote}”"]
        lines += ["", f"- **Problem:** {safe(issue.problem)}", f"- **Why it matters:** {safe(issue.why)}"]
        lines += [f"- **Ask:** {safe(issue.ask)}", ""]
    for conflict in report.conflicts:
        lines += [f"## Conflict: {safe(conflict.title)}", "", safe(conflict.say), ""]
        lines += [f"> {safe(quote.text)} ({safe(short_place(quote, report.document))})\n" for quote in conflict.quotes]
    if settled := decided(report):
        lines += ["## Set aside", "", *(f"- {safe(line)}" for line in settled), ""]
    lines.append(f"*{safe(_caution(report))}*")
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def render(report: Report, look: Look | None = None) -> bytes:
    """The memo as DOCX; raises UsageError where the library that writes it is not installed."""
    docx = extra("docx", "python-docx", "memo")
    document = docx.Document()
    document.core_properties.author = "bpo-check"
    document.core_properties.title = f"Issue list: {plain(report.document.name)}"
    document.core_properties.created = document.core_properties.modified = datetime(1980, 1, 1)
    _page(docx, document)
    document.add_heading("Issue list", 0)
    _facts_table(docx, document, report)
    for issue in issues(report):
        _issue(docx, document, issue)
    if report.conflicts:
        document.add_heading("Clauses that contradict each other", 1)
        for conflict in report.conflicts:
            _labelled(document.add_paragraph(), plain(conflict.title), plain(conflict.say))
            for quote in conflict.quotes:
                where = short_place(quote, report.document)
                document.add_paragraph(f"“{plain(quote.text)}” ({where})", style="Quote")
    if settled := decided(report):
        document.add_heading("Set aside", 1)
        for line in settled:
            document.add_paragraph(line, style="List Bullet")
    note = document.add_paragraph()
    note.add_run(_caution(report)).italic = True
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _facts(report: Report) -> list[tuple[str, str]]:
    found = gaps(report)
    engagement = plain(", ".join(report.engagement.chosen)) if report.engagement else ""
    return [
        ("Contract", plain(report.document.name)), ("Customer", _name(report.roles.customer)),
        ("Supplier", _name(report.roles.supplier)), *([("Engagement", engagement)] if engagement else []),
        ("Result", summary(report)), ("To raise", by_severity(found) or "nothing"),
        *(("Note", plain(note)) for note in report.notes),
    ]  # fmt: skip


def _name(role: Role | None) -> str:
    return plain(role.name) if role else "unresolved"


def _caution(report: Report) -> str:
    return plain(CAUTION.format(tool=report.tool_version, library=report.library_version))


def _spaced(text: str) -> str:
    """Escaped text with the spaces at its ends, which escaping alone would drop."""
    return f"{' ' if text[:1].isspace() else ''}{safe(text)}{' ' if text[-1:].isspace() else ''}"


def _page(docx: Any, document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    section.left_margin = section.right_margin = docx.shared.Mm(24)
    section.top_margin = section.bottom_margin = docx.shared.Mm(22)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", docx.shared.Pt(10.5)
    normal.paragraph_format.space_after = docx.shared.Pt(4)
    for name, size in (("Title", 20), ("Heading 1", 13), ("Heading 2", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", docx.shared.Pt(size)
        style.font.color.rgb = docx.shared.RGBColor.from_string("22313F")
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            if "heme" in attribute:
                del fonts.attrib[attribute]


def _facts_table(docx: Any, document: Any, report: Report) -> None:
    facts = _facts(report)
    table = document.add_table(rows=len(facts), cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (docx.shared.Mm(30), docx.shared.Mm(132)), strict=True):
        column.width = width
    for cells, (label, value) in zip(table.rows, facts, strict=True):
        for cell, width in zip(cells.cells, (docx.shared.Mm(30), docx.shared.Mm(132)), strict=True):
            cell.width = width
        cells.cells[0].paragraphs[0].add_run(label).bold = True
        cells.cells[1].paragraphs[0].add_run(value)


def _issue(docx: Any, document: Any, issue: Issue) -> None:
    document.add_heading(f"{issue.number}. {issue.title}", 2)
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    mark = line.add_run(f"{issue.severity.upper()} {issue.status.upper()}")
    mark.bold = True
    mark.font.color.rgb = docx.shared.RGBColor.from_string(_INK[issue.severity])
    if issue.where:
        line.add_run(f"   {issue.where}")
    if issue.quote:
        quote = document.add_paragraph(style="Quote")
        quote.add_run(f"{issue.lead} “" if issue.lead else "“")
        for piece in issue.quote:
            quote.add_run(piece.text).bold = piece.marked
        quote.add_run("”")
    _labelled(document.add_paragraph(), "Problem", issue.problem)
    _labelled(document.add_paragraph(), "Why it matters", issue.why)
    _labelled(document.add_paragraph(), "Ask", issue.ask)


def _labelled(paragraph: Any, label: str, text: str) -> None:
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)

"""The formats of a report; each renders a finished Report to bytes and knows nothing of pass and fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checker.model import Report
from checker.report import codequality, csv, html, json, junit, markdown, memo, sarif, terminal, xlsx
from checker.report.look import Look, Verdict
from checker.report.marked import pdf, word


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format: the extension of its files, and how it is made.

    `joins` says whether several reports may follow each other, `binary` whether it is no text, `copies` whether
    it is the contract itself with something added.
    """

    extension: str
    render: Callable[[Report, Look], bytes]
    joins: bool = False
    binary: bool = False
    copies: bool = False


#: A new format is one module and one line here.
RENDERERS: dict[str, Renderer] = {
    "terminal": Renderer("txt", terminal.render, joins=True),
    "json": Renderer("json", json.render),
    "markdown": Renderer("md", markdown.render),
    "sarif": Renderer("sarif", sarif.render),
    "junit": Renderer("junit.xml", junit.render),
    "code-quality": Renderer("code-quality.json", codequality.render),
    "csv": Renderer("csv", csv.render),
    "coverage-csv": Renderer("coverage.csv", csv.render_coverage),
    "html": Renderer("html", html.render),
    "memo": Renderer("memo.docx", memo.render, binary=True),
    "memo-markdown": Renderer("memo.md", memo.render_markdown),
    "xlsx": Renderer("xlsx", xlsx.render, binary=True),
    "word": Renderer("marked.docx", word.render, binary=True, copies=True),
    "pdf": Renderer("marked.pdf", pdf.render, binary=True, copies=True),
}

__all__ = ["RENDERERS", "Look", "Renderer", "Verdict"]

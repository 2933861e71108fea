"""The formats of a report; each renders a finished Report to bytes and knows nothing of pass and fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checker.model import Report
from checker.report import csv, html, json, junit, markdown, sarif, terminal
from checker.report.look import Look, Verdict


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format: the extension of its files, how it is made, and whether several reports may follow each other."""

    extension: str
    render: Callable[[Report, Look], bytes]
    joins: bool = False


#: A new format is one module and one line here.
RENDERERS: dict[str, Renderer] = {
    "terminal": Renderer("txt", terminal.render, joins=True),
    "json": Renderer("json", json.render),
    "markdown": Renderer("md", markdown.render),
    "sarif": Renderer("sarif", sarif.render),
    "junit": Renderer("junit.xml", junit.render),
    "csv": Renderer("csv", csv.render),
    "html": Renderer("html", html.render),
}

__all__ = ["RENDERERS", "Look", "Renderer", "Verdict"]

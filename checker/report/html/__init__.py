"""The report as one HTML file that needs nothing else: no network, a strict Content-Security-Policy, text escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.model import Report
from checker.report.html import view
from checker.report.html.contract import anchors, contract_sections, flowing, shown
from checker.report.html.pictures import pictures
from checker.report.look import Look
from checker.report.wording import (
    SAID_ASIDE,
    UNSAFE,
    aside,
    by_severity,
    gaps,
    limits,
    place,
    plain,
    rules,
    short_place,
    why_aside,
)

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).resolve().parent


def render(report: Report, look: Look | None = None) -> bytes:
    """The page as UTF-8; with pictures of its pages where `look.contracts` holds the PDF that was read."""
    look = look or Look()
    findings = view.ordered(report)
    places = anchors(report)
    text = flowing(report.document.text)
    shots = {} if report.withheld else pictures(report.document, view.wanted_pictures(findings), look)
    found = gaps(report)
    page = _template().render(
        report=report, document=report.document, verdict=look.verdict, order=view.ORDER,
        rows=[view.row(finding, report, text, shots) for finding in findings],
        found=found, rules=rules(report), aside=aside(report), severities=by_severity(found), counts=report.counts(),
        heat=view.heat(report), grid=view.grid(report), values=view.values(report, places),
        regulations=view.regulations(report), titles={finding.id: finding.title for finding in findings},
        sections=contract_sections(report, places), places=places,
        css=_file("report.css"), js=_file("report.js"), csp=_policy(),
    )  # fmt: skip
    return (page.rstrip() + "\n").encode("utf-8", "replace")


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _policy() -> str:
    """The Content-Security-Policy: this style, this script, pictures that stand in the file, and nothing else."""
    style, script = (
        base64.b64encode(hashlib.sha256(_file(name).encode()).digest()).decode("ascii")
        for name in ("report.css", "report.js")
    )
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def harmless(value: Any) -> Any:
    """A value on its way into the page, without control characters and marks that hide or reverse text."""
    if isinstance(value, str):
        return type(value)("\n".join(UNSAFE.sub(" ", line) for line in value.split("\n")))  # markup stays markup
    return value


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=harmless
    )
    environment.filters |= {
        "plain": plain, "shown": shown,
        "family": view.family_name, "engagement": view.engagement_name,
        "sentence": lambda text: text[:1].upper() + text[1:],
        "status": lambda name: name.replace("-", " "),
    }  # fmt: skip
    environment.globals |= {
        "why_aside": why_aside, "limits": limits, "said_aside": SAID_ASIDE, "place": place, "short_place": short_place,
        "target": view.target,
    }  # fmt: skip
    return environment.from_string(_file("report.html.jinja"))

"""Every format: same bytes each time, valid UTF-8, unharmed by hostile text, and no word on pass or fail."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from checker.model import Finding, Report, Roles
from checker.report import RENDERERS, Look
from tests.report_sample import DOCUMENT, FINDINGS, REPORT

HOSTILE = "<script>\x1b[2J\x00\x07\u202e\ufffe\ud800 =cmd|' /C calc'!A0 \"'`|*_[x](y) ]]> &amp; \U0001f4a5\n\r\t"
#: What is chosen from the library's own words, which a contract cannot reach.
STRUCTURE = {
    "id", "severity", "status", "supports", "sha256", "mark", "result", "source", "protections", "chosen", "scores",
}  # fmt: skip

FORMATS = pytest.mark.parametrize("name", [name for name, renderer in RENDERERS.items() if not renderer.binary])


def poisoned(value: Any, key: str = "") -> Any:
    """A copy of the report in which every free text is hostile."""
    if is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in fields(value))
        return replace(value, **{name: poisoned(getattr(value, name), name) for name in names})
    if isinstance(value, tuple):
        return tuple(poisoned(item, key) for item in value)
    if isinstance(value, str) and key not in STRUCTURE:
        return HOSTILE
    return value


@FORMATS
@pytest.mark.parametrize("look", [Look(), Look(60, True, "verbose"), Look(80, False, "quiet")])
def test_same_report_same_bytes(name: str, look: Look) -> None:
    """Rendering twice gives the same bytes, which are UTF-8 and end with a line end."""
    data = RENDERERS[name].render(REPORT, look)
    assert data == RENDERERS[name].render(REPORT, look)
    assert data.decode("utf-8").endswith("\n")


@FORMATS
def test_hostile_text_does_no_harm(name: str) -> None:
    """No text makes a renderer fail, and none of it reaches a terminal or an XML reader as control."""
    data = RENDERERS[name].render(poisoned(REPORT), Look()).decode("utf-8")
    assert not set(data) & set("\x1b\x00\x07")
    if name not in ("json", "sarif"):  # a quote there is verbatim, and escaped as JSON
        assert "\u202e" not in data


@FORMATS
def test_sparse_reports(name: str) -> None:
    """Findings without evidence, reasons or references, and unresolved roles, are rendered too."""
    bare = [Finding(each.id, each.title, each.family, each.severity, each.status, "", "", "") for each in FINDINGS]
    report = Report(replace(DOCUMENT, pages=DOCUMENT.pages[:1]), Roles(None, None), tuple(bare), "", "", "0.1.0")
    if name == "coverage-csv":  # of no regulation there is none
        report = replace(report, regulations=REPORT.regulations)
    assert RENDERERS[name].render(report, Look(detail="verbose"))


@FORMATS
def test_renderers_know_nothing_of_the_verdict(name: str) -> None:
    """No format says whether the document passes: that is the gate's word alone."""
    data = RENDERERS[name].render(REPORT, Look(detail="verbose")).decode("utf-8")
    assert "PASS" not in data
    assert "FAIL:" not in data


def test_extensions_are_distinct() -> None:
    """Two formats of one document never go to the same file."""
    extensions = [renderer.extension for renderer in RENDERERS.values()]
    assert len(set(extensions)) == len(extensions)

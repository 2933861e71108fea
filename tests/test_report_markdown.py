"""The Markdown summary is a table worst first, in which a contract's text is only text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from checker.model import Report
from checker.report.markdown import render, safe
from tests.report_sample import DOCUMENT, FINDINGS, REPORT, reported

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def html(report: Report = REPORT) -> str:
    """The summary as a browser would get it, without the empty comments that break up links and mentions."""
    return str(PARSER.render(render(report).decode())).replace("<!-- -->", "")


def test_worst_first_in_a_table() -> None:
    """The table has a row for each finding to act on, the worst first, with place, reason, quote and ask."""
    lines = render(REPORT).decode().splitlines()
    rows = [line for line in lines if line.startswith(("| critical", "| high", "| medium")) and "`" in line]
    assert len(rows) == 8
    assert rows[0].startswith("| critical | **weak** | Supplier reports a data breach")
    assert "| 5.1, page 1 |" in rows[0]
    assert "without undue delay" in rows[0]
    assert "looked at 11.1, page 2; 11.2, page 2" in next(row for row in rows if "term-for-convenience" in row)


def test_head_and_sections() -> None:
    """Parties, notes and counts stand above; conflicts, documents to obtain, key terms, regulations, present below."""
    page = html()
    for part in (
        "<h1>harbour-msa.pdf</h1>", "<strong>Harbour Mutual Insurance plc</strong>", "Supplier: unresolved",
        "Note: 1 page was read by OCR", "11 protections: 2 present", "To act on: 2 critical, 5 high, 1 medium",
        "<h2>Conflicts</h2>", "<h2>Documents to obtain</h2>", "<h2>Key terms</h2>",
        "<h2>Regulation (EU) 2022/2554 (dora, 2026-11)",
        "<h2>Present (2)</h2>",
    ):  # fmt: skip
        assert part in page
    bare = replace(reported(FINDINGS[0]), terms=(), conflicts=(), obtain=(), coverage=(), regulations=())
    assert "<h2>" not in html(bare)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "a | b | c", "`code`", "**bold** _it_ ~~no~~", "[x](javascript:alert(1))",
        "![x](y.png)", "<!-- x", "--> <b>", "&lt;b&gt;", "\\| \\<b>", "# head", "$x^2$", "line\n\n# head",
    ],
)  # fmt: skip
def test_text_is_only_text(text: str) -> None:
    """Markup in a contract comes out as the characters it is."""
    import html as escapes

    shown = PARSER.renderInline(safe(text)).replace("<!-- -->", "")
    assert escapes.unescape(shown) == " ".join(text.split())
    assert "<" not in shown


def test_no_links_and_no_mentions() -> None:
    """Addresses and names behind @ are broken up, so that no platform links or calls them."""
    for text in ("https://evil.example/x", "ftp://a.b", "www.evil.example", "@team", "a@b.example"):
        assert "<!-- -->" in safe(text)


def test_hostile_names() -> None:
    """A file or party with a name full of markup keeps the table whole."""
    evil = "</td>|<img src=x>\n| a | b |"
    report = replace(
        reported(replace(FINDINGS[0], title=evil, say=evil)), document=replace(DOCUMENT, name=evil), notes=(evil,)
    )
    assert "<img" not in html(report)
    assert html(report).count("<th>") == html(reported(FINDINGS[0])).count("<th>")


def test_same_report_same_bytes() -> None:
    """Rendering twice gives the same bytes."""
    assert render(REPORT) == render(REPORT)

"""Web pages and Markdown: numbers, tables and headings as they are seen, nothing that is hidden or struck out."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import UnreadableError
from checker.read import read
from checker.read.options import Options
from checker.segment import segment

LONG = "<p>" + "The Supplier shall keep records of the services and give them to the Customer on request. " * 4 + "</p>"


def text_of(path: Path, body: str, changes: str = "accepted", name: str = "contract.html") -> str:
    """The text of a page with this body and enough other text to be a contract."""
    file = path / name
    file.write_text(
        f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}{LONG}</body></html>", encoding="utf-8"
    )
    return read(file, Options(changes=changes)).text


def test_list_items_have_the_numbers_that_browsers_count(tmp_path: Path) -> None:
    """Types, starts, values, reversed and nested lists; decimal lists inside each other count 2.1."""
    body = (
        "<ol><li>One<li>Two<ol><li>Two one<ol type=a><li>Lettered<li>Again</ol><li>Two two</ol><li value=7>Seven</ol>"
        "<ol start=4 type=I><li><p>Roman</p><p>goes on</p><li>Next</ol><ol reversed><li>b<li>a</ol>"
        "<ol style='list-style-type: lower-roman'><li>r</ol><ul><li>dot<li>(a) own number</ul>"
        "<ol style='list-style:none'><li>3.1 Typed</ol>"
    )
    assert text_of(tmp_path, body).split("\n\n")[:16] == [
        "1. One", "2. Two", "2.1 Two one", "a. Lettered", "b. Again", "2.2 Two two", "7. Seven", "IV. Roman", "goes on",
        "V. Next", "2. b", "1. a", "i. r", "\u2022 dot", "(a) own number", "3.1 Typed",
    ]  # fmt: skip


def test_hidden_and_struck_text_is_not_there(tmp_path: Path) -> None:
    """Scripts, hidden elements, struck words by tag, style or class; entities are their signs."""
    body = (
        "<style>.gone{display:none} p.out, .cut {text-decoration: line-through}</style><script>x()</script>"
        "<p>A<span style='display: none'>1</span><s>2</s><strike>3</strike><span hidden>4</span> &amp; B&nbsp;&sect;&#8217;s"
        "<i style='text-decoration:line-through'>5</i><b class='x gone'>6</b><b class=cut>7</b>.</p>"
        "<p class=out>8</p><nav>Home</nav><!-- 9 --><noscript>0</noscript>"
    )
    assert text_of(tmp_path, body).split("\n\n")[0] == "A & B \u00a7's."


def test_marked_changes_are_read_either_way(tmp_path: Path) -> None:
    """ins and del are tracked changes."""
    body = "<p>within <del>30</del><ins>60</ins> days</p>"
    assert text_of(tmp_path, body).startswith("within 60 days")
    assert text_of(tmp_path, body, "original").startswith("within 30 days")
    assert any("marked changes" in note for note in read(tmp_path / "contract.html").notes)


def test_tables_are_rows_under_their_headers(tmp_path: Path) -> None:
    """Spans over columns and rows keep their place; layout tables read as clauses; money signs stay with their sums."""
    body = (
        "<table><thead><tr><th rowspan=2>Priority<th colspan=2>Times</tr><tr><th>Response<th>Repair</tr></thead>"
        "<tr><td rowspan=2>1<td>15 minutes<td>4 hours</tr><tr><td>1 hour<td>8 hours</tr>"
        "<tr><td>2<td>$<td>100</table>"
        "<table><tr><td>&nbsp;<td>4.1<td>The fee is fixed.</tr><tr><td><td>(a)<td><p>It does not rise.</p></tr></table>"
    )
    file = tmp_path / "contract.html"
    text = text_of(tmp_path, body)
    assert text.split("\n\n")[:3] == [
        "Priority | Times\nResponse | Repair\n1 | 15 minutes | 4 hours\n1 hour | 8 hours\n2 | $ 100",
        "4.1 The fee is fixed.",
        "(a) It does not rise.",
    ]
    document = read(file)
    rows = [[(c.header, text[c.start : c.end]) for c in row.cells] for row in document.rows]
    assert rows[3] == [("Priority", "1"), ("Times Response", "1 hour"), ("Times Repair", "8 hours")]


def test_headings_and_breaks(tmp_path: Path) -> None:
    """Headings are those of the page; page breaks of a printed page count, and page numbers at them go."""
    body = (
        "<h2>what we owe</h2><p>The line<br>goes on.</p><p>3</p><hr style='page-break-after: always'><p>Table of Contents</p>"
        "<p>On the second page<sup>1</sup>.</p><pre>kept\n  lines</pre>"
    )
    text = text_of(tmp_path, body)
    document = read(tmp_path / "contract.html")
    assert text.split("\n\n")[:4] == ["what we owe", "The line\ngoes on.", "On the second page.", "kept\nlines"]
    assert [clause.heading for clause in segment(document).clauses if clause.heading] == ["what we owe"]
    assert document.page_at(text.index("On the second")).number == 2


@pytest.mark.parametrize(
    ("name", "head", "encoding"),
    [
        ("a.html", "<meta charset=windows-1252>", "cp1252"),
        ("b.pdf", "", "utf-16"),
        ("c.docx", "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252"),
        ("d.txt", "", "utf-8-sig"),
        ("e.xhtml", "", "utf-8"),
        ("f.htm", "<meta charset=koi8-r>", "koi8-r"),
    ],
)
def test_pages_are_known_by_content_in_any_encoding(name: str, head: str, encoding: str, tmp_path: Path) -> None:
    """The name of the file tells nothing; a mark or the page itself tells the encoding."""
    path = tmp_path / name
    sign = "\u2500" if encoding == "koi8-r" else "\u201cTerm\u201d"
    path.write_bytes(f"<html><head>{head}</head><body><p>{sign}</p>{LONG}</body></html>".encode(encoding))
    document = read(path)
    assert document.format == "html"
    assert document.text.startswith(sign if encoding == "koi8-r" else '"Term"')


def test_a_page_without_a_contract_is_unreadable(tmp_path: Path) -> None:
    """A viewer or a log-in page named .pdf is told in one line that says what it is."""
    path = tmp_path / "contract.pdf"
    path.write_text("<!DOCTYPE html><html><script>var x = 'a'</script><body>Loading</body></html>")
    with pytest.raises(
        UnreadableError, match=r"contract.pdf: is a web page \(its name says PDF\) with hardly any text"
    ):
        read(path)


def test_a_page_saved_with_its_parts_is_read(tmp_path: Path) -> None:
    """A .mht file, as Word and browsers save it, holds its page in a part."""
    path = tmp_path / "contract.doc"
    path.write_text(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>A =E2=80=93 B</p>{LONG}</body></html>\n--B--\n"
    )
    assert read(path).text.startswith("A \u2013 B\n")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200,
        "<table><tr><td rowspan=999999 colspan=999999>x<td>y</table>",
        "<ol start=99999999999><li>x</ol>",
        "&x;" * 9,
        "<table>" * 60,
    ],
)
def test_hostile_pages_are_read(body: str, tmp_path: Path) -> None:
    """Deep nesting, cells that claim a million rows and entities that are none: the text behind them is there."""
    assert "keep records" in text_of(tmp_path, body)


def test_nesting_without_end_is_no_traceback(tmp_path: Path) -> None:
    """Beyond what the parser takes, the page is unreadable or cut where the parser says so, never a crash."""
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<b><div>" * 20000 + LONG)
    with pytest.raises(UnreadableError):
        read(path)


def test_markdown_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """Nested lists count 1.1, tables are rows, struck words go, lines stay, words in angle brackets stay."""
    path = tmp_path / "contract.md"
    path.write_text(
        "---\ntitle: x\n---\n# what we owe\n\n1. **Term**\n    1. It begins on <insert date>.\n    2. ~~It ends.~~ It goes on.\n"
        "2. Fees\n\n| Level | Hours | Credit |\n|---|---|---|\n| Gold | 4 | 5 % |\n\nFirst line\nsecond line\n\n"
        + LONG.replace("<p>", "").replace("</p>", "")
    )
    document = read(path)
    assert document.text.split("\n\n")[:7] == [
        "what we owe", "1. Term", "1.1 It begins on <insert date>.", "1.2 It goes on.", "2. Fees",
        "Level | Hours | Credit\nGold | 4 | 5 %", "First line\nsecond line",
    ]  # fmt: skip
    assert [cell.header for cell in document.rows[1].cells] == ["Level", "Hours", "Credit"]
    assert document.headings[0] == 0

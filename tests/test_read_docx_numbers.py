"""Word's automatic numbers: computed as Word and LibreOffice show them, and read by the segmenter as clauses."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from checker.read import read
from checker.read.numerals import written
from checker.segment import segment
from tests.word_file import cell as tc
from tests.word_file import docx, level, para, row, style, table

#: Linked to styles: 1. / 1.1 / (a) / (i), as drafting templates of law firms are.
_LEGAL = "".join(
    level(at, form, text, f"Clause{at + 1}")
    for at, (form, text) in enumerate(
        [
            ("decimal", "%1."),
            ("decimal", "%1.%2"),
            ("lowerLetter", "(%3)"),
            ("lowerRoman", "(%4)"),
            ("upperLetter", "(%5)"),
        ]
    )
)
_ARTICLES = level(0, "upperRoman", "Article %1.") + level(1, "decimalZero", "Section %1.%2", more="<w:isLgl/>")
_LINKED = level(0, "lowerLetter", "%1)") + level(1, "lowerRoman", "%2)")
_ON = level(0, "decimal", "Part %1:") + level(1, "decimal", "[%2]", more='<w:lvlRestart w:val="0"/>')
_OTHER = (
    level(0, "ordinal", "%1", start=3)
    + level(1, "upperLetter", "%2.", start=26)
    + level(2, "decimal", "%3", more='<w:suff w:val="space"/>')
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{_LEGAL}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>{_ARTICLES}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="multilevel"/><w:numStyleLink w:val="Lettered"/></w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="multilevel"/><w:styleLink w:val="Lettered"/>{_LINKED}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="5"><w:multiLevelType w:val="multilevel"/>{_ON}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="6"><w:multiLevelType w:val="multilevel"/>{_OTHER}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="6"/></w:num>'
    f'<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="2">{level(2, "lowerLetter", "(%3)", start=5)}</w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + style("Clause1", "Normal", (1, 0), '<w:outlineLvl w:val="0"/>')
    + "".join(style(f"Clause{at + 1}", f"Clause{at}", (1, at)) for at in range(1, 5))
    + style("Deep", "Clause3")
    + style("Plain", "Clause2", (0, 0))
    + '<w:style w:type="numbering" w:styleId="Lettered"><w:name w:val="Lettered"/>'
    '<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>'
)  # fmt: skip
#: What LibreOffice 7 does not do: legal style (isLgl) and a level that never starts again (lvlRestart 0).
UNSUPPORTED = frozenset((25, 26, 28, 35))
REST = "the Supplier shall keep records of the services and give them to the Customer"
#: (style, direct numbering, the number as Word shows it) of paragraphs that follow each other.
CASES: list[tuple[str, tuple[int, int] | None, str]] = [
    ("Clause1", None, "1."),
    ("Clause2", None, "1.1"),
    ("Clause3", None, "(a)"),
    ("Clause4", None, "(i)"),
    ("Clause4", None, "(ii)"),
    ("Clause5", None, "(A)"),
    ("Clause3", None, "(b)"),
    ("Clause4", None, "(i)"),
    ("Clause2", None, "1.2"),
    ("Clause3", None, "(a)"),
    ("Deep", None, "(b)"),
    ("Plain", None, ""),
    ("", None, ""),
    ("Clause1", None, "2."),
    ("Clause2", None, "2.1"),
    ("Clause3", None, "(a)"),
    ("Clause3", (2, 2), "(a)"),
    ("Clause3", (2, 2), "(b)"),
    ("Clause3", None, "(c)"),
    ("Clause2", (0, 0), ""),
    ("Clause2", None, "2.2"),
    ("", (1, 2), "(a)"),
    ("Clause1", None, "3."),
    ("Clause2", None, "3.1"),
    ("", (4, 0), "Article I."),
    ("", (4, 1), "Section 1.01"),
    ("", (4, 1), "Section 1.02"),
    ("", (4, 0), "Article II."),
    ("", (4, 1), "Section 2.01"),
    ("", (5, 0), "a)"),
    ("", (5, 1), "i)"),
    ("", (6, 0), "b)"),
    ("", (7, 0), "Part 1:"),
    ("", (7, 1), "[1]"),
    ("", (7, 0), "Part 2:"),
    ("", (7, 1), "[2]"),
    ("", (8, 0), "3rd"),
    ("", (8, 0), "4th"),
    ("", (8, 1), "Z."),
    ("", (8, 1), "AA."),
    ("", (8, 2), "1"),
    ("Clause2", None, "3.2"),
    ("Clause1", (3, 0), "1."),
    ("Clause2", None, "1.1"),
    ("Clause1", (3, 0), "2."),
]  # fmt: skip


def crafted(path: Path) -> Path:
    """A Word file with the cases, a mark in each paragraph that tells which it is."""
    body = "".join(para(f"K{at}K {REST}.", name, num) for at, (name, num, _) in enumerate(CASES))
    return docx(path, body, styles=STYLES, numbering=NUMBERING)


def numbers(text: str) -> list[str]:
    """What stands before the mark of each case."""
    found = {int(match[2]): match[1].strip() for match in re.finditer(r"^(.*?)K(\d+)K ", text, re.MULTILINE)}
    return [found.get(at, "no such paragraph") for at in range(len(CASES))]


def test_numbers_are_those_that_word_shows(tmp_path: Path) -> None:
    """Style-linked levels, restarts, overrides, linked list styles, legal and odd formats: each number is right."""
    assert numbers(read(crafted(tmp_path / "numbers.docx")).text) == [number for _, _, number in CASES]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    """LibreOffice's text export of the same file has the same numbers."""
    source = crafted(tmp_path / "numbers.docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path / "out"), str(source)],
        check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    theirs = numbers((tmp_path / "out" / "numbers.txt").read_text(encoding="utf-8-sig"))
    ours = numbers(read(source).text)
    assert [
        pair for at, pair in enumerate(zip(theirs, ours, strict=True)) if at not in UNSUPPORTED and pair[0] != pair[1]
    ] == []


def test_the_segmenter_cites_clauses_by_these_numbers(tmp_path: Path) -> None:
    """A clause of the file is found under the number that a lawyer cites."""
    contract = segment(read(crafted(tmp_path / "numbers.docx")))
    cited = {
        int(match[1]): contract.clauses[statement.clause].number
        for statement in contract.statements
        if (match := re.match(r"K(\d+)K", contract.statement_text(statement)))
    }
    expected = {
        0: "1",
        1: "1.1",
        2: "1.1(a)",
        3: "1.1(a)(i)",
        4: "1.1(a)(ii)",
        6: "1.1(b)",
        8: "1.2",
        10: "1.2(b)",
        14: "2.1",
        20: "2.2",
    }
    assert {at: cited.get(at) for at in expected} == expected


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("decimal", 12, "12"), ("decimalZero", 4, "04"), ("decimalZero3", 4, "004"), ("lowerRoman", 14, "xiv"),
        ("upperRoman", 49, "XLIX"), ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"), ("upperLetter", 54, "BBB"),
        ("ordinal", 11, "11th"), ("ordinal", 22, "22nd"), ("cardinalText", 21, "Twenty-one"), ("ordinalText", 12, "Twelfth"),
        ("ordinalText", 20, "Twentieth"), ("ordinalText", 21, "Twenty-first"), ("none", 3, ""), ("chicago", 6, "\u2020\u2020"),
        ("lowerRoman", 0, "0"), ("lowerLetter", 5000, "5000"), ("numberInDash", 3, "- 3 -"), ("thaiCounting", 7, "7"),
    ],
)  # fmt: skip
def test_number_formats(form: str, value: int, text: str) -> None:
    """Each format of the standard that English documents use is written out; others come out in digits."""
    assert written(value, form) == text


def test_hidden_and_unknown_numbers_are_not_there(tmp_path: Path) -> None:
    """A number in hidden letters counts and is not seen; a list that the file does not define gives none."""
    hidden = level(0, "decimal", "%1.", more="").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{hidden}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = para(f"A {REST}.", num=(1, 0)) + para(f"B {REST}.", num=(1, 1)) + para(f"C {REST}, {REST}.", num=(77, 0))
    text = read(docx(tmp_path / "hidden.docx", body, numbering=numbering)).text
    assert [line[:6] for line in text.split("\n\n")] == ["A the ", "1.1 B ", "C the "]


def test_circles_of_styles_and_lists_end(tmp_path: Path) -> None:
    """Styles based on each other and lists linked to each other end without a number, and do not hang."""
    styles = style("A", "B") + style("B", "A") + (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )  # fmt: skip
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = para(f"A {REST}.", "A") * 3 + para(f"B {REST}.", num=(1, 0))
    assert "\n\nB the Supplier" in read(docx(tmp_path / "circle.docx", body, styles=styles, numbering=numbering)).text


def test_numbers_in_table_cells_stand_before_their_text(tmp_path: Path) -> None:
    """A table that only lays clauses out, the number in a cell of its own, reads as clauses."""
    body = table(
        row(tc("4.1"), tc(f"First {REST}.")),
        row(tc(para("", "Clause2")), tc(f"Second {REST}.")),
        row(tc("(a)"), tc(""), tc(f"Third {REST}.")),
    )
    text = read(docx(tmp_path / "layout.docx", body, styles=STYLES, numbering=NUMBERING)).text
    assert [line[:10] for line in text.split("\n\n")] == ["4.1 First ", "1.1 Second", "(a) Third "]

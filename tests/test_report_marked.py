"""Marked copies: comments at the exact words of a Word file, highlights on the lines of a PDF, formatting untouched."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from checker.check import check
from checker.errors import UsageError
from checker.model import Report
from checker.report.look import Look
from checker.report.marked import pdf, word
from checker.report.marked.remarks import closing, merged, remarks
from checker.report.spot import letters
from tests.report_sample import DECIDED

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PAPER = SAMPLES / "supplier-paper.pdf"
DELETED = "Supplier shall return all Customer Data within 10 days after the end."


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word contract whose sentences are cut over runs with formats of their own, one of them deleted by a change."""
    document = docx.Document()
    document.add_heading("Services Agreement", 1)
    document.add_paragraph('This Agreement is between Ash Ltd ("Customer") and Elm Ltd ("Supplier").')
    paragraph = document.add_paragraph("1. Supplier shall provide the Services and shall ")
    run = paragraph.add_run("promptly notify")
    run.bold, run.font.size = True, Pt(13)
    paragraph.add_run(" Customer of any data")
    paragraph.add_run(" breach.\tThe report is in writing.").italic = True
    document.add_paragraph("2. Supplier may assign this Agreement without the consent of Customer.")
    document.add_paragraph(
        "3. Supplier shall meet the levels of \u201cSchedule 1\u201d for the Services, using reasonable efforts."
    )
    deleted = document.add_paragraph("4. ").add_run(DELETED)._r
    change = etree.SubElement(deleted.getparent(), qn("w:del"))
    change.append(deleted)
    for text in deleted.iter(qn("w:t")):
        text.tag = qn("w:delText")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Fees"
    table.cell(0, 1).text = "Supplier may increase the fees at any time in its sole discretion."
    path = tmp_path_factory.mktemp("word") / "contract.docx"
    document.save(path)
    return path


@pytest.fixture(scope="module")
def marked(contract: Path) -> tuple[Report, bytes]:
    """The report on the Word contract, and the marked copy."""
    report = check(contract)
    return report, word.render(report, Look(contracts=(contract,)))


def commented(data: bytes) -> list[tuple[str, str]]:
    """Each comment's words in the document, and its text, in the order of the comments."""
    document = docx.Document(io.BytesIO(data))
    said = {comment.comment_id: comment.text for comment in document.comments}
    found: dict[int, str] = {}
    inside: set[int] = set()
    for element in document.element.body.iter():
        number = int(element.get(qn("w:id"), "-1"))
        if element.tag == qn("w:commentRangeStart"):
            inside.add(number)
            found[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            inside.discard(number)
        elif element.tag == qn("w:t"):
            for each in inside:
                found[each] += element.text or ""
    return [(found[number], said[number]) for number in sorted(said)]


def formats(data: bytes) -> list[tuple[str, str]]:
    """Each character of the body with its run's properties."""
    body: Any = docx.Document(io.BytesIO(data)).element.body
    made = []
    for run in body.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        form = etree.tostring(properties).decode() if properties is not None else ""
        made += [
            (sign, form) for text in run.iter(qn("w:t")) for sign in text.text or "" if "comment" not in form.lower()
        ]
    return made


def test_comments_stand_at_the_exact_words(marked: tuple[Report, bytes]) -> None:
    """Each finding with words in the contract has a comment whose range is the words that decided."""
    report, data = marked
    comments = commented(data)
    assert len(comments) == len(remarks(report, Look())) + 1
    about = {text.split("(")[-1].split(")")[0]: words for words, text in comments[:-1]}
    assert about["data-breach-notification"].startswith("notify")
    assert "assign this Agreement" in about["assign-consent"]
    for words, text in comments[:-1]:
        finding = next(f for f in report.findings if f"({f.id})" in text)
        assert letters(words).text in letters(finding.evidence[0].quote).text or len(finding.evidence) > 1


def test_formatting_does_not_change(contract: Path, marked: tuple[Report, bytes]) -> None:
    """Splitting runs keeps every character, in order, with the properties it had."""
    assert formats(marked[1]) == formats(contract.read_bytes())


def test_the_last_comment_lists_what_is_missing(marked: tuple[Report, bytes]) -> None:
    """The last comment names every protection that was not found, each with what to ask for."""
    report, data = marked
    last = commented(data)[-1][1]
    assert last.splitlines()[0] == closing(report).splitlines()[0]
    lacking = [finding for finding in report.findings if finding.status == "missing"]
    assert lacking
    assert all(f"({finding.id})" in last and finding.ask[:30] in last for finding in lacking)


def test_deleted_text_gets_no_comment(marked: tuple[Report, bytes]) -> None:
    """A sentence that a tracked change deletes is no place for a comment."""
    assert all("return all Customer Data" not in words for words, _ in commented(marked[1]))


def test_the_same_report_gives_the_same_bytes(contract: Path, marked: tuple[Report, bytes]) -> None:
    """Neither the copy nor its archive holds the time."""
    report, data = marked
    assert word.render(report, Look(contracts=(contract,))) == data
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_opens_it(marked: tuple[Report, bytes], tmp_path: Path) -> None:
    """LibreOffice reads the copy with all its comments."""
    (tmp_path / "marked.docx").write_bytes(marked[1])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "marked.docx")], check=True, capture_output=True, timeout=120)
    content = zipfile.ZipFile(tmp_path / "marked.odt").read("content.xml")
    assert content.count(b"<office:annotation ") == len(commented(marked[1]))


@pytest.fixture(scope="module")
def paper() -> tuple[Report, bytes]:
    """The report on a PDF, and the marked copy."""
    report = check(PAPER)
    return report, pdf.render(report, Look(contracts=(PAPER,)))


def test_highlights_lie_on_the_quotes(paper: tuple[Report, bytes]) -> None:
    """Each highlight's boxes hold the quote of its finding, on the evidence's page."""
    report, data = paper
    wanted = merged(remarks(report, Look()))
    shown = pypdfium2.PdfDocument(data)
    with pikepdf.open(io.BytesIO(data)) as copy:
        made = [(number, note) for number, page in enumerate(copy.pages, 1) for note in page.obj.get("/Annots", [])]
        highlights = {str(note.NM): (number, note) for number, note in made if note.Subtype == pikepdf.Name.Highlight}
        assert len(highlights) == len(wanted)
        for remark, text in wanted:
            number, note = highlights[f"{remark.finding.id}-{remark.evidence.start}"]
            assert number == remark.evidence.page
            assert str(note.Contents) == text
            box = [float(side) for side in note.Rect]
            words = shown[number - 1].get_textpage().get_text_bounded(box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)
            assert letters(remark.evidence.quote).text[:30] in letters(words).text


def test_the_page_shows_the_highlight(paper: tuple[Report, bytes]) -> None:
    """Rendered, the marked page has colour where the plain page has none."""
    plain, copy = pypdfium2.PdfDocument(PAPER), pypdfium2.PdfDocument(paper[1])
    page = remarks(paper[0], Look())[0].evidence.page - 1
    assert plain[page].render().to_pil().convert("HSV").getextrema()[1][1] < 40
    assert copy[page].render(may_draw_forms=True).to_pil().convert("HSV").getextrema()[1][1] > 90


def test_the_first_page_has_a_note_on_what_is_missing(paper: tuple[Report, bytes]) -> None:
    """The note lists what was not found."""
    with pikepdf.open(io.BytesIO(paper[1])) as copy:
        (note,) = [each for each in copy.pages[0].obj.Annots if each.Subtype == pikepdf.Name.Text]
        assert str(note.Contents) == closing(paper[0])


def test_a_pdf_copy_has_the_same_bytes_each_time(paper: tuple[Report, bytes]) -> None:
    """The copy holds no time and no random identity."""
    assert pdf.render(paper[0], Look(contracts=(PAPER,))) == paper[1]


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Look(), "name it with --contract"),
        (Look(contracts=(SAMPLES / "thin-services-letter.pdf",)), "is not the file that was checked"),
        (Look(contracts=(SAMPLES / "none.pdf",)), "cannot be opened"),
    ],
)
def test_only_the_checked_file_is_marked(paper: tuple[Report, bytes], look: Look, said: str) -> None:
    """Another file, or none, is an error of one line: remarks never land in the wrong contract."""
    with pytest.raises(UsageError, match=said):
        pdf.render(paper[0], look)


def test_a_format_marks_its_own_kind_of_file(paper: tuple[Report, bytes], marked: tuple[Report, bytes]) -> None:
    """A PDF gets no Word comments, and a Word file no highlights."""
    with pytest.raises(UsageError, match="only a Word file"):
        word.render(paper[0], Look(contracts=(PAPER,)))
    with pytest.raises(UsageError, match="only a PDF"):
        pdf.render(marked[0], Look())


def test_a_quote_is_found_where_it_stands_again() -> None:
    """The second of two equal sentences is found as the second, whatever its quotation marks and line breaks."""
    page = letters("It\u2019s due. 1. It is \u201cdue\u201d now.\nIt is\n\u201cdue\u201d now.")
    first, second = page.find('It is "due" now.'), page.find('It is "due" now.', 1)
    assert first is not None
    assert second is not None
    assert first[0] < first[1] <= second[0]
    assert page.find('It is "due" now.', 7) == second
    assert page.find("Not here, nowhere at all.") is None


def test_a_report_from_elsewhere_is_refused(contract: Path, marked: tuple[Report, bytes], tmp_path: Path) -> None:
    """A contract that was edited after the check is not marked."""
    edited = tmp_path / "contract.docx"
    edited.write_bytes(contract.read_bytes() + b"\0")
    assert hashlib.sha256(edited.read_bytes()).hexdigest() != marked[0].document.sha256
    with pytest.raises(UsageError, match="not the file that was checked"):
        word.render(replace(marked[0]), Look(contracts=(edited,)))


def test_what_is_set_aside_stands_in_the_last_remark() -> None:
    """A waived finding has no remark of its own, and its reason stands in the last one."""
    assert "All subprocessors are group companies" in closing(DECIDED)
    assert all(not remark.finding.set_aside for remark in remarks(DECIDED, Look()))

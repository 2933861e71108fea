"""Reading: one text, normalised once, every offset on its page; what cannot be read is said in one line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.errors import UnreadableError
from checker.read import read
from checker.read.furniture import strip_furniture
from checker.read.normalise import normalise
from checker.read.options import Options
from checker.read.tables import ruled

WORDS = "The Supplier shall perform the services with reasonable skill and care and shall keep records of them. " * 4


def make_pdf(path: Path, pages: Sequence[Sequence[str]], password: str | None = None) -> Path:
    """A PDF with the given lines on its pages."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption(password) if password else None, invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\u201cTerm\u201d and the Supplier\u2019s", '"Term" and the Supplier\'s'),
        ("o\ufb03ce \ufb01le", "office file"),
        ("non\u2011exclusive", "non-exclusive"),
        ("termi-\nnation", "termination"),
        ("non-\nexclusive", "non-exclusive"),
        ("confi\x02\ndential", "confidential"),
        ("a\u00a0\u2003b\t c\u200b", "a b c"),
        ("a\r\n\r\n\r\n\r\nb", "a\n\nb"),
        ("in\u00advoice", "invoice"),
    ],
)
def test_text_is_normalised(raw: str, text: str) -> None:
    """Quotes, ligatures, hyphens, odd spaces and line ends have one form."""
    assert normalise(raw) == text


def test_edges_and_blank_lines_are_normalised_in_any_mixture() -> None:
    """Of any mixture of spaces and line ends nothing is left but single spaces, and one blank line at most."""
    for signs in itertools.product(" \nx-", repeat=7):
        text = normalise("".join(signs))
        lines = text.split("\n")
        assert "  " not in text
        assert "\n\n\n" not in text
        assert all(line == line.strip(" ") for line in lines)


def test_headers_footers_and_page_numbers_leave_the_text() -> None:
    """What repeats at the edge of pages goes, digits aside; what stands in the text stays."""
    pages = [
        f"ACME Services Agreement\nClause {n} says something of its own.\nMore text.\nPage {n} of 4"
        for n in range(1, 5)
    ]
    kept = strip_furniture(pages)
    assert all("ACME" not in page and "Page" not in page for page in kept)
    assert all(f"Clause {n} says" in page for n, page in enumerate(kept, 1))


def test_filing_legends_leave_the_text() -> None:
    """The source line that a filing service prints on each page is not the contract's."""
    assert strip_furniture(["Some text of the contract.\nSource: ACME INC, 10-Q, 5/15/1998"]) == [
        "Some text of the contract."
    ]


def test_every_offset_has_its_page(tmp_path: Path) -> None:
    """A sentence that runs over a page break is whole, and each half is on its page."""
    first = [
        "1. Services",
        "The Supplier shall perform the services described in the schedule",
        "with the care of a prudent",
    ]
    second = ["provider of such services.", *(["The Customer shall pay the fees that are due."] * 6)]
    document = read(make_pdf(tmp_path / "two.pdf", [first, second]))
    assert "prudent\nprovider of such services" in document.text
    assert document.page_at(document.text.index("prudent")).number == 1
    assert document.page_at(document.text.index("provider of such")).number == 2


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.pdf", b"", "is empty"),
        ("broken.pdf", b"%PDF-1.7\nthis is no more than a beginning", "broken or truncated"),
        ("page.pdf", b"<!DOCTYPE html><html><body>login</body></html>", "is a web page (its name says PDF)"),
        ("other.pdf", b"GIF89a" + b"\x01" * 300, "is not a PDF"),
        ("short.txt", b"Too short.", "too little text"),
        ("signs.txt", b"%% ## 12 $$ .. " * 80 + b"abcde" * 60, "signs"),
        ("glued.txt", b"theSuppliershallperformtheserviceswithcare" * 20, "no spaces"),
        ("binary.txt", b"\x00\x01\x02" * 200, "binary"),
        ("sheet.xyz", b"some words of a text " * 30, "none of the formats"),
        ("letter.docx", b"PK\x03\x04" + b"x" * 100, "broken or truncated Word file"),
        ("letter.doc", b"\xd0\xcf\x11\xe0" + b"x" * 600, "without a text document"),
        ("picture.docx", b"GIF89a" + b"\x01" * 300, "is not a word-processor file"),
    ],
)
def test_what_cannot_be_read_is_an_error_in_one_line(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    """Each unreadable file ends with exit code 3 and one line that names it and says what is the matter."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 3


def test_an_encrypted_pdf_needs_its_password(tmp_path: Path) -> None:
    """Without the password, or with a wrong one, the error says so; with it the text is read."""
    path = make_pdf(tmp_path / "locked.pdf", [[WORDS[:90]] * 5], password="tide")
    with pytest.raises(UnreadableError, match="is encrypted"):
        read(path)
    with pytest.raises(UnreadableError, match="does not open it"):
        read(path, Options(password="wrong"))
    assert "reasonable skill" in read(path, Options(password="tide")).text


def test_a_scan_is_not_an_empty_contract(tmp_path: Path) -> None:
    """A PDF without text is unreadable, never a contract without protections."""
    path = make_pdf(tmp_path / "scan.pdf", [[], []])
    with pytest.raises(UnreadableError, match="no text on any of its 2 pages"):
        read(path)


def test_markdown_loses_its_marks_and_keeps_its_lines(tmp_path: Path) -> None:
    """Headings, emphasis and links become plain text."""
    path = tmp_path / "contract.MD"
    path.write_text(f"# 1. Services\n\nThe **Supplier** shall see [the plan](plan.html).\n\n{WORDS}", encoding="utf-8")
    text = read(path).text
    assert "1. Services\n" in text
    assert "The Supplier shall see the plan (plan.html)." in text


def test_text_in_other_encodings_is_read(tmp_path: Path) -> None:
    """UTF-16 and UTF-32 with a mark or without, Windows-1252 and Mac Roman are known by their bytes."""
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "utf-8-sig"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(f"Die Vergütung “as is”: {WORDS}".encode(encoding))
        assert 'Vergütung "as is"' in read(path).text


def test_text_with_the_name_of_an_old_word_file_is_read(tmp_path: Path) -> None:
    """Old filings are plain text and called .doc."""
    path = tmp_path / "contract.doc"
    path.write_text(WORDS)
    assert read(path).format == "text"


def test_tables_are_told_by_their_lines() -> None:
    """Three horizontal and two vertical lines make a table, underlines do not."""
    across = [(50.0, 100.0 + 20 * n, 500.0, 100.5 + 20 * n) for n in range(4)]
    down = [(50.0 + 200 * n, 100.0, 50.5 + 200 * n, 160.0) for n in range(3)]
    assert ruled(across + down)
    assert not ruled(across)


def test_cells_of_a_ruled_table_have_header_and_place(repository: Path) -> None:
    """In the sample with a service-level table each cell's span holds what the cell says."""
    document = read(repository / "samples" / "balanced-bpo-agreement.pdf")
    cells = [cell for row in document.rows for cell in row.cells]
    headers = {cell.header for cell in cells}
    assert {"Response time", "Resolution time"} <= headers
    assert all(document.text[cell.start : cell.end].strip() for cell in cells)


def test_the_same_file_gives_the_same_document(repository: Path) -> None:
    """Reading is deterministic."""
    path = repository / "samples" / "supplier-paper.pdf"
    assert read(path) == read(path)

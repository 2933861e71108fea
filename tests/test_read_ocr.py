"""Scanned pages: read through Tesseract where it is installed, kept for the next time, never taken for empty pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import paper
import pytest

from checker.errors import UnreadableError
from checker.read import read, tesseract
from checker.read.options import Options

pytestmark = pytest.mark.usefixtures("cache")
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    """A page of clauses as text."""
    path = tmp_path / "typed.pdf"
    canvas = paper.canvas_at(path)
    paper.clauses(canvas, paper.CLAUSES[:5], 60, 780, 470)
    canvas.save()
    return path


@needs_tesseract
def test_a_scan_reads_like_its_text_and_only_once(
    typed: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture of a page gives the text of the page, surely, with progress told; the second time it is remembered."""
    pytest.importorskip("pytesseract")
    told: list[str] = []
    stamp = "Envelope 7F3A-22 signed electronically by both parties, page 1"
    path = paper.scan(typed, tmp_path / "scan.pdf", stamp=stamp)
    document = read(path, Options(progress=told.append))
    expected = " ".join(" ".join(paper.CLAUSES[:5]).split())
    got = " ".join(document.text.split())
    assert got[: len(expected)] == expected
    page = document.pages[0]
    assert page.source == "ocr"
    assert page.confidence is not None
    assert 0.85 < page.confidence <= 1
    assert any("page 1 read by OCR" in note for note in document.notes)
    assert told == ["OCR: 0 of 1 pages", "OCR: 1 of 1 pages", ""]

    def again(picture: object) -> tesseract.Reading:
        raise AssertionError("the page was read a second time")

    monkeypatch.setattr("checker.read.ocr.read_picture", again)
    assert read(path) == document
    kept = next((cache / "ocr").glob("*.json"))
    kept.write_text(kept.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    with pytest.raises(AssertionError, match="second time"):
        read(path)
    kept.write_text(json.dumps({"lines": [], "confidence": 7}), encoding="utf-8")
    with pytest.raises(AssertionError, match="second time"):
        read(path)


@needs_tesseract
def test_turned_and_crooked_scans_are_read(typed: Path, tmp_path: Path) -> None:
    """A page on its head and one fed in crookedly are turned before they are read."""
    pytest.importorskip("pytesseract")
    for turn in (180.0, 3.0):
        text = " ".join(read(paper.scan(typed, tmp_path / "turned.pdf", turn)).text.split())
        assert "complete and accurate records of the services for six years" in text


@pytest.mark.parametrize(
    ("options", "found", "says"),
    [
        (Options(), "", r"page 2 cannot be read: scanned; to read it by OCR, install Tesseract .*--allow-unread"),
        (Options(ocr=False), "5.3.0", r"page 2 cannot be read: scanned, and --no-ocr leaves it so.*--allow-unread"),
    ],
)
def test_without_tesseract_a_scan_is_unread(
    options: Options, found: str, says: str, typed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document with a scanned page is exit 3 and says how to install Tesseract; --allow-unread lets it through."""
    monkeypatch.setattr("checker.read.ocr.version", lambda: found)
    import pypdfium2

    path = tmp_path / "mixed.pdf"
    target = pypdfium2.PdfDocument.new()
    for source in (typed, paper.scan(typed, tmp_path / "scan.pdf")):
        with pypdfium2.PdfDocument(source) as pdf:
            target.import_pages(pdf)
    target.save(path)
    target.close()
    with pytest.raises(UnreadableError, match=says) as caught:
        read(path, options)
    assert caught.value.exit_code == 3
    document = read(path, Options(ocr=options.ocr, allow_unread=True))
    assert [page.source for page in document.pages] == ["text", "unread"]
    assert any("page 2 not read" in note for note in document.notes)
    with pytest.raises(UnreadableError, match="page 1 cannot be read") as caught:
        read(tmp_path / "scan.pdf", Options(ocr=options.ocr, allow_unread=True))
    assert "--allow-unread" not in str(caught.value)


def test_what_is_missing_from_a_half_read_document_is_unclear(
    typed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --allow-unread nothing is called missing, since it may stand on the pages that were not read."""
    from checker.check import check

    canvas = paper.canvas_at(tmp_path / "mixed.pdf")
    paper.clauses(canvas, paper.CLAUSES, 60, 780, 470)
    canvas.showPage()
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(paper.picture_of(typed)), 0, 0, paper.WIDTH, paper.HEIGHT)
    canvas.save()
    report = check(tmp_path / "mixed.pdf", reading=Options(ocr=False, allow_unread=True))
    counts = report.counts()
    assert counts["missing"] == 0
    assert counts["unclear"] > 10
    said = {finding.say for finding in report.findings if finding.status == "unclear"}
    assert "Not found in the text that was read; page 2 was not read." in said
    assert any("page 2 not read" in note for note in report.notes)


def test_a_logo_is_no_scan(typed: Path, tmp_path: Path) -> None:
    """A small picture on a page with a few words does not make it a scan."""
    from reportlab.lib.utils import ImageReader

    canvas = paper.canvas_at(tmp_path / "logo.pdf")
    canvas.drawImage(ImageReader(paper.picture_of(typed, dpi=20)), 60, 760, 60, 40)
    paper.put(canvas, ["Services Agreement"], 200, 500)
    canvas.showPage()
    paper.clauses(canvas, paper.CLAUSES, 60, 780, 470)
    canvas.save()
    assert {page.source for page in read(tmp_path / "logo.pdf").pages} == {"text"}

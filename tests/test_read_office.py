"""Old Word files, RTF and OpenDocument through LibreOffice; without it, one line that says what to install."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from checker.errors import UnreadableError
from checker.read import office, read
from tests.word_file import deleted, docx, inserted, level, para, run

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
WORDS = "The Supplier shall keep records of the services and give them to the Customer on request. " * 3
RTF = "{\\rtf1\\ansi\\deff0 {\\fonttbl{\\f0 Times;}}\\f0 1. Records\\par " + WORDS + "\\par {\\strike Gone.}\\par}"
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


@pytest.mark.parametrize("name", ["letter.rtf", "letter.doc", "letter.pdf"])
def test_without_libreoffice_the_line_says_what_to_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RTF is known by content, and where no LibreOffice is found the line names it and the way round it."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    path = tmp_path / name
    path.write_text(RTF)
    with pytest.raises(
        UnreadableError, match=r"RTF files .* LibreOffice, which is not installed; .*save .* as \.docx or \.pdf"
    ):
        read(path)


@needs_office
def test_rtf_is_read_whatever_its_name(tmp_path: Path) -> None:
    """An RTF file with the name of a Word file is read, its struck words are not."""
    path = tmp_path / "letter.doc"
    path.write_text(RTF)
    document = read(path)
    assert document.format == "rtf"
    assert document.text.startswith("1. Records\n\nThe Supplier shall keep")
    assert "Gone" not in document.text
    assert "read through LibreOffice" in document.notes


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("form", ["doc", "odt"])
def test_numbers_and_changes_survive_the_old_formats(form: str, tmp_path: Path) -> None:
    """A .doc or .odt with automatic numbers and tracked changes reads as the .docx that it came from."""
    body = para("Records", num=(1, 0)) + para(run(WORDS) + deleted("Old.") + inserted("New."), num=(1, 1))
    source = docx(tmp_path / "contract.docx", body, numbering=NUMBERING)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(tmp_path), str(source)],
        check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    document = read(tmp_path / f"contract.{form}")
    assert document.format == form
    assert document.text == read(source).text
    assert any("tracked changes" in note for note in document.notes)


@needs_office
def test_what_libreoffice_cannot_open_is_told(tmp_path: Path) -> None:
    """A file with the marks of an old Word file and nothing in it is broken, and leaves nothing behind."""
    path = tmp_path / "broken.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"))
    with pytest.raises(UnreadableError, match=r"LibreOffice cannot open it|too little text"):
        read(path)


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that does not finish is ended with all that it started."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60 & echo $! > child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    monkeypatch.setattr(office, "LONGEST", 0.5)
    path = tmp_path / "slow.rtf"
    path.write_text(RTF)
    with pytest.raises(UnreadableError, match="did not finish"):
        read(path)

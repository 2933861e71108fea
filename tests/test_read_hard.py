"""Hard files of public projects: each gives a report or exit code 3 with a line that helps, and none hangs."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import UnreadableError
from checker.read import read

#: What is expected of each PDF: a passage of its text, or a part of the error's line.
pytestmark = pytest.mark.usefixtures("cache")

READ = {
    "broken/zen_corrupted.pdf": "Beautiful is better than ugly.",
    "derived_from_cuad/*__encrypted_emptyuser.pdf": "OUTSOURCING AGREEMENT",
    "tables/table-curves.pdf": "rare",
    "two_column/asw-p41.pdf": "Date Location Aircraft Type Aircraft Damage Injuries",
    "two_column/federal-register-3col.pdf": "confidential under the FOIA, and they will not be placed in the public",
}
REFUSED = {
    "broken/empty_0_bytes.pdf": "is empty",
    "broken/ocrmypdf_invalid.pdf": "broken or truncated",
    "broken/pdfjs_helloworld-bad.pdf": "too little text",
    "broken/font_no_tounicode.pdf": "too little text",
    "derived_from_cuad/*__encrypted_pw_secret.pdf": "--password",
    "derived_from_cuad/*__truncated60pct.pdf": "truncated",
    "encrypted/libreoffice-writer-password.pdf": "--password",
    "encrypted/pdfminer_aes-256-r6.pdf": "--password",
    "encrypted/pdfminer_rc4-40.pdf": "--password",
    "encrypted/pypdf_r2-empty-password.pdf": "too little text",
    "encrypted/pypdf_r6-empty-password.pdf": "too little text",
    "tables/issue-53.pdf": "mostly signs",
}
SCANNED = {
    "scanned/docling_nemotron_multipage.pdf": "Docling bundles PDF document conversion",
    "scanned/ocrmypdf_cardinal.pdf": "may be changed within a song",
    "scanned/ocrmypdf_skew.pdf": "",
}
UNREADABLE_SCANS = {
    "scanned/docling_ocr_test_rotated_180.pdf": "too little text",
    "scanned/ocrmypdf_graph.pdf": "too little text",
    "scanned/pdfjs_scan-bad.pdf": "too little text",
    "broken/pdfplumber_malformed932.pdf": "OCR is not sure",
}


def file_of(evaluation: Path, name: str) -> Path:
    """The hard file of the name; the test is skipped where it is not at hand."""
    found = sorted((evaluation / "hard-dev").glob(name))
    if not found:
        pytest.skip(f"no {name} beside the checkout")
    return found[0]


@pytest.mark.parametrize("name", READ)
def test_readable(name: str, evaluation: Path) -> None:
    """The file is read, and the passage stands in its text in one piece."""
    assert READ[name] in " ".join(read(file_of(evaluation, name)).text.split())


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, evaluation: Path) -> None:
    """The file is exit code 3 with one line that says what is the matter."""
    path = file_of(evaluation, name)
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert REFUSED[name] in str(caught.value)
    assert str(caught.value).startswith(path.name)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCANNED)
def test_scanned(name: str, evaluation: Path) -> None:
    """The scan is read, upright or not."""
    pytest.importorskip("pytesseract")
    document = read(file_of(evaluation, name))
    assert SCANNED[name] in " ".join(document.text.split())
    assert {page.source for page in document.pages} == {"ocr"}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREADABLE_SCANS)
def test_scanned_without_a_contract(name: str, evaluation: Path) -> None:
    """A picture without the text of a contract is exit code 3."""
    pytest.importorskip("pytesseract")
    with pytest.raises(UnreadableError, match=UNREADABLE_SCANS[name]):
        read(file_of(evaluation, name))


@pytest.mark.slow
def test_a_scanned_contract_is_judged_like_its_text(evaluation: Path) -> None:
    """At least 95 of 100 protections have the same status in the scan as in the text it was made from."""
    pytest.importorskip("pytesseract")
    from checker.check import check

    report = check(file_of(evaluation, "derived_from_cuad/*__scanned150dpi.pdf"))
    assert {page.source for page in report.document.pages} == {"ocr"}
    scan = report.findings
    text = check(file_of(evaluation, "derived_from_cuad/*__encrypted_emptyuser.pdf")).findings
    same = sum(one.status == other.status for one, other in zip(scan, text, strict=True))
    assert same >= 0.95 * len(text)

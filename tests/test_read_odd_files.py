"""Odd files of other projects, where they lie beside the checkout: each gives a document or one right line."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import UnreadableError
from checker.read import read
from checker.segment import segment

#: What the text of each file must hold, or what the one line must say of it.
READ = {
    "hard-dev/docx_odd/contraxsuite_doc_table_01.docx": "Number | Class | Price\n1 | ordinary | 100.40",
    "hard-dev/docx_odd/contraxsuite_numbered_headings.docx": "\n\n1.1 Heading One One\n\n",
    "hard-dev/docx_odd/contraxsuite_template_01.docx": "\n\nWORK EXPERIENCE\n\n",
    "packets-dev/bonterms/Example-Cover-Page-for-Bonterms-Cloud-Terms.docx": "\n\nOverview | [Optional context about",
    "packets-dev/commonpaper/sla.md": "\n\n1.1 Target Uptime. If there is a Target Uptime,",
}
TOLD = {
    "hard-dev/mislabelled_pdf/1825_Statement_of_Objectives_SOO_Template.pdf": "is a web page (its name says PDF)",
    "hard-dev/mislabelled_pdf/1856_USPTO_Solicitation_for_Human_Resources_Operations_.pdf": "get the document itself",
}


@pytest.mark.parametrize("name", READ)
def test_odd_files_are_read(name: str, evaluation: Path) -> None:
    """Numbers and tables of files made by other programs come out as they are shown, and every offset holds."""
    path = evaluation / name
    if not path.exists():
        pytest.skip("no such file beside the checkout")
    document = read(path)
    assert READ[name] in document.text
    assert all(document.text[cell.start : cell.end].strip() for row in document.rows for cell in row.cells)
    assert all(row.start <= row.cells[-1].end <= row.end for row in document.rows)
    assert segment(document).statements


@pytest.mark.parametrize("name", TOLD)
def test_odd_files_that_hold_no_contract_are_told(name: str, evaluation: Path) -> None:
    """A page that only loads a viewer is unreadable, with a line that says what it is."""
    path = evaluation / name
    if not path.exists():
        pytest.skip("no such file beside the checkout")
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert TOLD[name] in str(caught.value)
    assert "\n" not in str(caught.value)

"""The names on the command line become documents: each once, in order, and nothing is dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.inputs import collect

SUFFIXES = (".pdf", ".txt")


def made(folder: Path, *names: str) -> list[Path]:
    """Empty files in a folder, folders made as needed."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_folder_is_read_whole_and_sorted(tmp_path: Path) -> None:
    """All files with a known suffix (in any case) come sorted, those of folders below too."""
    b, a, c = made(tmp_path, "b.PDF", "a.txt", "sub/c.pdf")
    assert collect([str(tmp_path)], SUFFIXES).documents == (a, b, c)


def test_what_is_skipped_is_told(tmp_path: Path) -> None:
    """Files that no reader takes are named; hidden files and lock files are passed over."""
    taken, other, *_ = made(tmp_path, "a.pdf", "notes.xls", ".hidden.pdf", "~$lock.pdf", ".git/a.txt")
    inputs = collect([str(tmp_path)], SUFFIXES)
    assert inputs.documents == (taken,)
    assert inputs.skipped == (other,)


def test_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    """A file that was named is always tried, so that the reader can say what is wrong with it."""
    (path,) = made(tmp_path, "contract.xls")
    assert collect([str(path)], SUFFIXES).documents == (path,)


def test_each_once(tmp_path: Path) -> None:
    """A document named twice, or named and standing in a folder, is checked once."""
    (path,) = made(tmp_path, "a.pdf")
    assert collect([str(path), str(tmp_path), str(tmp_path / "." / "a.pdf")], SUFFIXES).documents == (path,)


def test_reports_of_an_earlier_run_are_no_documents(tmp_path: Path) -> None:
    """What stands in the output folder is not taken as a contract."""
    path, _ = made(tmp_path, "a.pdf", "out/a.pdf.txt")
    assert collect([str(tmp_path)], SUFFIXES, str(tmp_path / "out")).documents == (path,)


def test_nothing_to_check_is_an_error(tmp_path: Path) -> None:
    """An empty folder, a folder without documents, and a name that is not there are usage errors."""
    with pytest.raises(UsageError, match="holds no document to check"):
        collect([str(tmp_path)], SUFFIXES)
    made(tmp_path, "notes.xls")
    with pytest.raises(UsageError, match=r"\.pdf, \.txt"):
        collect([str(tmp_path)], SUFFIXES)
    with pytest.raises(UsageError, match="no such file or folder"):
        collect([str(tmp_path / "none.pdf")], SUFFIXES)

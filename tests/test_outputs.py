"""Reports go where the user said, whole or not at all, and never over a document."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.outputs import plan, write

A, B = Path("a.pdf"), Path("in/b.txt")


def files(documents: list[Path], formats: list[str], output: str | None) -> list[str | None]:
    """Where each report goes."""
    return [target.file and target.file.as_posix() for target in plan(documents, formats, output)]


def test_one_document_goes_to_the_file(tmp_path: Path) -> None:
    """One document in one format goes to the path itself; with a trailing slash or a folder, into it."""
    assert files([A], ["json"], "x.json") == ["x.json"]
    assert files([A], ["json"], "out/") == ["out/a.pdf.json"]
    assert files([A], ["json"], str(tmp_path)) == [(tmp_path / "a.pdf.json").as_posix()]


def test_several_go_into_a_folder() -> None:
    """Several documents or several formats go to DIR/<file name>.<extension>."""
    assert files([A, B], ["json"], "out") == ["out/a.pdf.json", "out/b.txt.json"]
    assert files([A], ["json", "terminal"], "out") == ["out/a.pdf.json", "out/a.pdf.txt"]


def test_standard_output() -> None:
    """Without --output one report, or several for people, go to standard output; others would run together."""
    assert files([A], ["json"], None) == [None]
    assert files([A, B], ["terminal"], None) == [None, None]
    with pytest.raises(UsageError, match="several documents in the format 'json' need --output DIR/"):
        files([A, B], ["json"], None)
    with pytest.raises(UsageError, match="several formats need --output DIR/"):
        files([A], ["json", "terminal"], None)


def test_two_reports_never_share_a_file() -> None:
    """Documents of the same name (case ignored, as some file systems do) cannot be written to one folder."""
    for other in (Path("in/a.pdf"), Path("in/A.PDF")):
        with pytest.raises(UsageError, match="would both go to"):
            files([A, other], ["json"], "out/")


def test_a_document_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output that is one of the documents is refused."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="would replace the document"):
        files([Path("a.pdf")], ["json"], str(tmp_path / "a.pdf"))


def test_writes_whole_files(tmp_path: Path) -> None:
    """A file is made with its folder, replaced as a whole, and nothing is left beside it."""
    path = tmp_path / "new" / "a.json"
    write(path, b"one")
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["a.json"]


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where replacing fails the old file stays, no part is left, and the error is one of usage."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match=r"a\.json: cannot be written: No space left"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    """A folder that cannot be made is a usage error."""
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        write(tmp_path / "out" / "a.json", b"")


def test_a_device_is_written_to_not_replaced() -> None:
    """/dev/null stays a device."""
    if not Path(os.devnull).is_char_device():
        pytest.skip("no such device here")
    write(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing through a symbolic link changes the file it points to."""
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"

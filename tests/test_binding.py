"""A file that is no contract is told by its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.check import check

NEWS = (
    "Elm Bank announced today that it has signed an agreement with Oak Services Inc. for its data processing. "
    "The bank had looked at several ways to do this work and found that the systems of Oak are the best of them. "
)
AGREED = (
    'This agreement is between Oak Services Inc. ("Supplier") and Elm Bank ("Customer"). Supplier shall bill monthly. '
)


def notes(folder: Path, text: str) -> list[str]:
    """The notes of the report on a file with the text that speak of what binds."""
    (folder / "paper.txt").write_text(text)
    return [note for note in check(folder / "paper.txt").notes if "lays down" in note]


def test_a_press_release_is_told_from_a_contract(tmp_path: Path) -> None:
    """A text in which hardly a word lays down a duty or a right has a note that it may be the wrong file."""
    assert len(notes(tmp_path, NEWS * 5)) == 1


@pytest.mark.parametrize(
    "text", [AGREED * 7, AGREED * 3, NEWS * 5 + "Supplier shall do so, and may, and will, and must; it agrees."]
)
def test_a_contract_has_no_such_note(tmp_path: Path, text: str) -> None:
    """A contract, a text of a few words and a letter with some duties have no such note."""
    assert notes(tmp_path, text) == []

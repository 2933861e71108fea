"""docs/profiles.md: its files are written, its commands run, and what they print is what it says."""

from __future__ import annotations

from pathlib import Path

from checker.check import shipped
from checker.model import ANSWERS, COVERAGE
from tests.documented import Run, holds, run

__all__ = ["run"]


def test_the_examples_come_out_as_written(repository: Path, run: Run, tmp_path: Path) -> None:
    """Every file, command, output and exit code of docs/profiles.md, in its order, in one folder."""
    assert holds(repository / "docs" / "profiles.md", run, tmp_path) >= 4


def test_results_and_profiles_are_all_told(repository: Path) -> None:
    """The document names every result, every profile with its title, and the words for what was not judged."""
    text = (repository / "docs" / "profiles.md").read_text("utf-8")
    assert [word for word in COVERAGE if f"| {word} |" not in text] == []
    assert [word for word in ANSWERS[-2:] if f"`{word}`" not in text] == []
    for each in shipped().regulations:
        assert f"| `{each.id}` | {each.title} |" in text

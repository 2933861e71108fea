"""docs/policy.md: its files are written, its commands run, and what they print is what it says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.documented import Run, holds, run

__all__ = ["run"]


def test_the_examples_come_out_as_written(repository: Path, run: Run, tmp_path: Path) -> None:
    """Every file, command, output and exit code of docs/policy.md, in its order, in one folder."""
    assert holds(repository / "docs" / "policy.md", run, tmp_path) >= 9
    assert not (tmp_path / "report.json").read_text("utf-8").startswith("bpo-check")


def test_exit_codes_and_kinds_are_all_told(repository: Path) -> None:
    """The document names every exit code of errors, every kind of waiver problem, every key of the policy."""
    import json

    from checker.decisions import WAIVER_PROBLEMS

    text = (repository / "docs" / "policy.md").read_text("utf-8")
    schema = json.loads((repository / "schemas" / "policy.schema.json").read_text("utf-8"))
    for word in (*WAIVER_PROBLEMS, *schema["properties"], *schema["properties"]["waivers"]["properties"]):
        assert re.search(rf"\b{re.escape(word)}\b", text), word
    assert [f"| {code} |" in text for code in range(4)] == [True] * 4

"""docs/audit.md: its files are written, its commands run, and what they print is what it says."""

from __future__ import annotations

import json
from pathlib import Path

from tests.documented import Run, holds, run

__all__ = ["run"]


def test_the_examples_come_out_as_written(repository: Path, run: Run, tmp_path: Path) -> None:
    """Every file, command, output and exit code of docs/audit.md, in its order, in one folder."""
    assert holds(repository / "docs" / "audit.md", run, tmp_path) >= 10


def test_every_key_of_the_report_is_told(repository: Path) -> None:
    """The table names each key that a repetition needs, and every key of the schema it names is there."""
    text = (repository / "docs" / "audit.md").read_text("utf-8")
    schema = json.loads((repository / "schemas" / "report.schema.json").read_text("utf-8"))
    rows = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    assert set(rows) <= set(schema["required"])
    assert rows == "document tool library policy thresholds options waivers baseline digest".split()

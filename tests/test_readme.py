"""README.md: its made parts are up to date, its commands are those that CI runs, its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import record


@pytest.fixture
def readme(repository: Path) -> str:
    """The text of README.md."""
    return (repository / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["check", "test"])
def test_each_command_is_one_line_under_its_mark(name: str, readme: str) -> None:
    """The two commands stand in a fenced block of one line under the mark by which .ci/run finds them."""
    found = re.search(rf"^<!-- run: {name} -->\n```sh\n(.+)\n```$", readme, re.MULTILINE)
    assert found
    assert found[1].startswith("pip install ")


def test_ci_runs_the_commands_of_the_readme(repository: Path) -> None:
    """.ci/run takes both commands from README.md instead of having its own."""
    script = (repository / ".ci" / "run").read_text(encoding="utf-8")
    assert "run_readme check" in script
    assert "run_readme test" in script
    assert subprocess.run(["bash", "-n", str(repository / ".ci" / "run")], check=False).returncode == 0


def test_the_figures_are_those_last_measured(readme: str) -> None:
    """The accuracy and speed sections say what measured.json says; `record.py` rewrites them."""
    for name, made in (("accuracy", record.accuracy()), ("speed", record.speed())):
        assert f"<!-- {name} -->\n{made}\n<!-- /{name} -->" in readme, "run python tests/benchmarks/record.py"


def test_the_result_shown_is_the_result(readme: str) -> None:
    """What README.md shows of a sample is what the command prints; `record.py` rewrites it."""
    assert f"<!-- result -->\n{record.result()}\n<!-- /result -->" in readme, "run python tests/benchmarks/record.py"


def test_links_into_the_checkout_lead_somewhere(readme: str, repository: Path) -> None:
    """Every relative link of README.md names a file or a folder that is there."""
    targets = {target for target in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in target}
    assert targets
    assert not [target for target in targets if not (repository / target).exists()]

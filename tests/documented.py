"""Runs the examples of a document: its files are written, its commands run, and what they print is what it says."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.cli import main

#: Anything, in lines of a document's example or within one.
GAP = "[...]"

BLOCK = re.compile(r"(?:<!-- (file|add|shows): (\S+) -->\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Run = Callable[[str], tuple[str, int]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line of the document in an empty folder; gives what it prints, and its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in [name for name in os.environ if name.startswith("BPO_CHECK_")]:
        monkeypatch.delenv(name)

    def command(line: str) -> tuple[str, int]:
        words = shlex.split(line)
        assert words[0] == "bpo-check", line
        with pytest.raises(SystemExit) as ended:
            main(words[1:])
        captured = capfd.readouterr()
        return captured.out + captured.err, int(ended.value.code or 0)

    return command


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output under it."""
    for part in block.split("$ ")[1:]:
        line, _, output = part.partition("\n")
        yield line, output


def fits(said: str, printed: str) -> bool:
    """Whether the output is as the document says; `[...]` stands for anything."""
    pattern = re.escape(said.strip("\n")).replace(re.escape(GAP), ".*")
    return re.fullmatch(pattern, printed.strip("\n"), re.DOTALL) is not None


def holds(document: Path, run: Run, folder: Path) -> int:
    """Run every file, command, output and exit code of the document in its order in `folder`; how many commands ran.

    A file marked `<!-- add: NAME -->` is appended to what stands there.
    """
    ran, code = 0, -1
    for kind, name, language, body in BLOCK.findall(document.read_text("utf-8")):
        if kind in ("file", "add"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            before = (folder / name).read_text("utf-8") if kind == "add" else ""
            (folder / name).write_text(before + body, "utf-8")
        elif kind == "shows":
            assert fits(body, (folder / name).read_text("utf-8")), name
        elif language == "console":
            for line, output in commands(body):
                if line == "echo $?":
                    assert code == int(output), f"{code} after {ran} commands"
                    continue
                printed, code = run(line)
                assert fits(output, printed), f"$ {line}\n{printed}"
                ran += 1
    return ran

"""The command line: what it takes, what it prints where, and what it ends with."""

from __future__ import annotations

import json
import subprocess
import sys
import types
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest

import checker.library
from checker import __version__
from checker.cli import main
from checker.errors import RuleError, UnreadableError
from tests.report_sample import FINDINGS, REPORT, reported
from tests.test_explain import LIBRARY

PRESENT = FINDINGS[3]
PASSING = replace(REPORT, findings=(PRESENT,))

Run = Callable[..., tuple[int, str, str]]


def judged(path: Path, library: Any = None, reading: Any = None, reader: Any = None, **options: Any) -> Any:
    """Stands in for the check: the document's name says what comes of it."""
    name = path.name
    outcomes: dict[str, Exception] = {
        "broken": UnreadableError("the file is broken: open it and save it again"),
        "rule": RuleError("the rule 'x' failed on this document"),
        "crash": ZeroDivisionError("division\nby zero"),
    }
    for word, outcome in outcomes.items():
        if word in name:
            raise outcome
    report = PASSING if "good" in name else reported() if "empty" in name else REPORT
    told = {option: str(value) for option, value in options.items()}
    told |= {"password": str(reading.password), "changes": reading.changes} if reading else {}
    return replace(report, document=replace(report.document, name=name), options=told)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder with a check that is made up; gives exit code, output and errors."""
    check = types.ModuleType("checker.check")
    check.check = judged  # type: ignore[attr-defined]
    check.check_packet = lambda paths, *args, **asked: judged(paths[0], *args, **asked)  # type: ignore[attr-defined]
    read = types.ModuleType("checker.read")
    read.READERS = {".pdf": None, ".txt": None}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "checker.check", check)
    monkeypatch.setitem(sys.modules, "checker.read", read)
    monkeypatch.setattr(checker.library, "load", lambda extra=(): LIBRARY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def command(*args: str) -> tuple[int, str, str]:
        for name in args:
            if name.endswith((".pdf", ".txt")) and "none" not in name:
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).touch()
        with pytest.raises(SystemExit) as ended:
            main(args)
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return command


def test_check_is_the_default_command(run: Run) -> None:
    """A document as first word is checked, and so is one behind an option; `check` can be said."""
    expected = run("check", "a.pdf")
    assert expected[0] == 1
    assert run("a.pdf") == expected == run("--fail-on", "high", "a.pdf")


def test_last_line_is_the_verdict(run: Run) -> None:
    """The terminal report ends with the gate's verdict."""
    code, out, err = run("a.pdf")
    assert out.splitlines()[0] == "a.pdf, 3 pages"
    assert out.splitlines()[-1].startswith("FAIL: 6 findings at high or above (--fail-on high): ")
    assert (code, err) == (1, "")
    code, out, _ = run("good.pdf")
    assert (code, out.splitlines()[-1]) == (0, "PASS: no finding at high or above (--fail-on high)")
    assert run("a.pdf", "--fail-on", "never")[0] == 0


def test_json_on_standard_output_is_only_json(run: Run) -> None:
    """With --format json the verdict goes to standard error, so that the output can be piped."""
    code, out, err = run("a.pdf", "--format", "json")
    assert json.loads(out)["document"]["name"] == "a.pdf"
    assert err.startswith("a.pdf: FAIL: ")
    assert code == 1


def test_output_to_files(run: Run, tmp_path: Path) -> None:
    """--output writes one file, or DIR/<file name>.json for each; nothing stands on standard output."""
    assert run("a.pdf", "--format", "json", "--output", "x.json")[:2] == (1, "")
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["document"]["name"] == "a.pdf"
    code, out, err = run("a.pdf", "in/good.txt", "--format", "json", "--format", "terminal", "--output", "out/")
    assert (code, out) == (1, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "a.pdf.json", "a.pdf.txt", "good.txt.json", "good.txt.txt",
    ]  # fmt: skip
    assert err.splitlines()[-1] == "2 documents: 1 passed, 1 failed, 0 not judged"


def test_all_documents_are_tried_and_the_worst_code_counts(run: Run) -> None:
    """One unreadable document does not stop the others, and is never hidden by them."""
    code, out, err = run("broken.pdf", "good.pdf", "a.pdf")
    assert code == 3
    assert err == "bpo-check: broken.pdf: the file is broken: open it and save it again\n"
    assert "good.pdf, 3 pages" in out
    assert out.splitlines()[-1] == "3 documents: 1 passed, 1 failed, 1 not judged"
    assert run("rule.pdf", "a.pdf")[0] == 2
    assert run("rule.pdf", "broken.pdf")[0] == 3
    assert run("good.pdf", "good.txt")[0] == 0


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("broken.pdf", 3, "broken.pdf: the file is broken"),
        ("rule.pdf", 2, "rule.pdf: the rule 'x' failed"),
        ("empty.pdf", 2, "empty.pdf: no protection was judged"),
        ("crash.pdf", 2, "internal error on crash.pdf, please report it: ZeroDivisionError: division by zero; run"),
    ],
)
def test_a_failure_is_one_line_and_never_a_pass(run: Run, name: str, code: int, told: str) -> None:
    """Whatever fails is one line on standard error and its exit code, never a traceback, never 0 or 1."""
    got, out, err = run(name, "--fail-on", "never")
    assert (got, out) == (code, "")
    assert err.startswith(f"bpo-check: {told}")
    assert len(err.splitlines()) == 1


def test_a_failed_document_leaves_no_report(run: Run, tmp_path: Path) -> None:
    """Nothing is written for a document that was not judged."""
    run("broken.pdf", "good.pdf", "--format", "json", "--output", "out/")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.pdf.json"]


@pytest.mark.parametrize(
    "args",
    [
        ("none.pdf",), ("a.pdf", "--fail-on", "severe"), ("a.pdf", "--format", "word"), ("a.pdf", "--nonsense"),
        ("a.pdf", "b.pdf", "--format", "json"), ("a.pdf", "--format", "json", "--format", "terminal"),
        ("in/a.pdf", "a.pdf", "--format", "json", "--output", "out/"), ("a.pdf", "--output", "a.pdf"),
        ("a.pdf", "--trace", "ticket-answer"), ("--quiet",), ("explain",), ("explain", "ticket-answer"), ("check",),
    ],
)  # fmt: skip
def test_usage_errors(run: Run, args: tuple[str, ...]) -> None:
    """What cannot be used as given ends with 2 and one line."""
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.startswith("bpo-check: ")
    assert len(err.splitlines()) == 1


def test_folders(run: Run, tmp_path: Path) -> None:
    """A folder is checked whole; what no reader takes is told, an empty folder is an error."""
    for name in ("in/good.pdf", "in/sub/good.txt", "in/notes.xls"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    code, out, err = run("in", "--quiet")
    assert code == 0
    assert out.count("PASS") == 2
    assert err == "bpo-check: not checked, no format that can be read: notes.xls\n"
    (tmp_path / "nothing").mkdir()
    assert run("nothing")[0] == 2


def test_options_reach_the_check(run: Run) -> None:
    """Names of parties and the password are handed on."""
    report = json.loads(run("a.pdf", "--format", "json", "--customer", "A", "--supplier", "B", "--password", "p")[1])
    assert {key: report["options"][key] for key in ("customer", "supplier", "password")} == {
        "customer": "A", "supplier": "B", "password": "p",
    }  # fmt: skip


def test_trace_goes_to_standard_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """--trace tells the steps behind a status without touching the report."""
    traced = replace(FINDINGS[0], id="ticket-answer-time")
    monkeypatch.setattr(sys.modules["checker.check"], "check", lambda *_, **__: reported(traced), raising=True)
    code, out, err = run("a.pdf", "--format", "json", "--trace", "ticket-answer-time")
    assert code == 1
    assert json.loads(out)
    assert "trace of ticket-answer-time: weak\n  statement 7: weak[0] fits" in err


def test_quiet_and_verbose(run: Run) -> None:
    """--quiet leaves the summary and the verdict; --verbose tells more than the usual report."""
    quiet, usual, verbose = (run(*args, "a.pdf")[1] for args in (["--quiet"], [], ["--verbose"]))
    assert len(quiet.splitlines()) == 6
    assert len(quiet) < len(usual) < len(verbose)


def test_a_pipe_has_no_colour(run: Run) -> None:
    """What is not a terminal gets no escape codes, and a width of 80 columns unless COLUMNS says otherwise."""
    out = run("a.pdf")[1]
    assert "\x1b" not in out


def test_explain_and_list(run: Run) -> None:
    """`explain ID` prints the page of a protection, `list` all ids."""
    code, out, err = run("explain", "ticket-answer-time")
    assert (code, err) == (0, "")
    assert out.startswith("Supplier answers a ticket in time\n")
    assert "ticket-answer-time (high)" in run("list")[1]


def test_library_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`library` counts what it judged; problems are printed and end with 2."""
    verify = types.ModuleType("checker.verify")
    verify.verify = lambda library: []  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "checker.verify", verify)
    assert run("library") == (0, "protections: 1, examples: 2; all come out as their entries say\n", "")
    verify.verify = lambda library: ["x.yaml: one", "x.yaml: two"]  # type: ignore[attr-defined]
    assert run("library") == (2, "x.yaml: one\nx.yaml: two\n", "bpo-check: the library has 2 problems\n")


def test_no_words_at_all(run: Run) -> None:
    """Without arguments the help is shown on standard error, and the code is that of a usage error."""
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "Usage: bpo-check [OPTIONS] DOCUMENT..." in err


def test_help_names_options_and_commands(run: Run) -> None:
    """--help shows the options of the check, the commands and the exit codes."""
    code, out, _ = run("--help")
    assert code == 0
    for word in ("--fail-on", "--library", "explain", "Exit codes: 0 passed"):
        assert word in out
    assert run("--version")[1] == f"bpo-check, version {__version__}\n"


def test_debug_prints_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """--debug adds the traceback of an internal error, and the code stays 2."""
    monkeypatch.setattr(sys, "argv", ["bpo-check", "crash.pdf", "--debug"])
    code, _, err = run("crash.pdf", "--debug")
    assert code == 2
    assert "Traceback (most recent call last)" in err


def test_a_stopped_run_is_no_pass(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the whole run with 130."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["checker.check"], "check", stop)
    code, _, err = run("a.pdf", "b.pdf")
    assert (code, err) == (130, "bpo-check: stopped\n")


def test_every_option_is_documented() -> None:
    """Each option of each command has a help text."""
    from checker.cli import commands

    for command in commands.commands.values():
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{command.name} {parameter.name}"


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["list"], ["explain", "data-breach-notification"]])
def test_light_commands_stay_light(args: list[str]) -> None:
    """--help, --version, list and explain import neither spaCy nor a PDF library."""
    script = (
        "import sys\n"
        "from checker.cli import main\n"
        "try:\n"
        f"    main({args!r})\n"
        "except SystemExit as ended:\n"
        "    heavy = {'spacy', 'thinc', 'numpy', 'pdfplumber', 'pypdfium2', 'jsonschema'} & set(sys.modules)\n"
        "    sys.exit(f'{ended.code} {sorted(heavy)}' if ended.code or heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_module_is_the_command() -> None:
    """`python -m checker` is bpo-check."""
    done = subprocess.run([sys.executable, "-m", "checker", "--version"], capture_output=True, text=True, check=False)
    assert done.stdout == f"bpo-check, version {__version__}\n"


def test_a_closed_pipe_keeps_the_exit_code() -> None:
    """`bpo-check ... | head` neither complains nor changes what the command ends with."""
    script = (
        "import os, sys\n"
        "from checker.streams import say, show\n"
        "read, write = os.pipe()\n"
        "os.close(read)\n"
        "sys.stdout = os.fdopen(write, 'w')\n"
        "show(b'x' * 1000000)\n"
        "say('PASS')\n"
        "os._exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (7, "")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_pipe_that_closes_before_the_verdict_is_no_error(tmp_path: Path, stream: str) -> None:
    """A reader that goes after the report and before the line on the verdict does not make the command fail."""
    closed = tmp_path / "run.py"
    closed.write_text(
        "import os, sys\n"
        "from checker.commands.options import tell\n"
        "from checker.handler import attempt\n"
        "from checker.report import Look\n"
        "read, write = os.pipe()\n"
        "os.close(read)\n"
        f"sys.{stream} = os.fdopen(write, 'w')\n"
        f"os._exit(attempt(lambda: tell('PASS', Look(), {stream == 'stderr'})))\n"
    )
    done = subprocess.run([sys.executable, closed], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_progress_is_for_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal standard error tells document and stage in one line and wipes it; elsewhere it tells nothing."""
    assert run("a.pdf", "good.pdf", "--quiet")[2] == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    told = run("a.pdf", "good.pdf", "--quiet")[2].split("\r\033[K")
    assert "a.pdf (1 of 2): writing terminal" in told
    assert told[-1] == ""
    err = run("broken.pdf")[2]
    assert err.endswith("\r\033[Kbpo-check: broken.pdf: the file is broken: open it and save it again\n")
    monkeypatch.setenv("TERM", "dumb")
    assert run("a.pdf", "--quiet")[2] == ""


def test_progress_keeps_to_its_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A long or hostile name neither wraps, which could not be wiped, nor reaches the terminal as control."""
    from checker.handler import progress

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    progress("\x1b[31m" + "long " * 30, "reading")
    (line,) = capsys.readouterr().err.split("\r\033[K")[1:]
    assert len(line) == 39
    assert "\x1b" not in line


def test_the_cache_folder_is_a_known_variable(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """BPO_CHECK_CACHE has no option and is no misspelt one."""
    monkeypatch.setenv("BPO_CHECK_CACHE", str(tmp_path))
    assert run("good.pdf")[0] == 0

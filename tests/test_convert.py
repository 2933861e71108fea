"""`convert` makes of a JSON report what the check would have made, and says in one line what is wrong with a file."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.check import check
from checker.cli import main
from checker.errors import UnreadableError
from checker.report import RENDERERS, Look, Verdict
from checker.report.json import data
from checker.report_file import load, read_report
from tests.report_sample import DECIDED, REPORT
from tests.test_report_formats import poisoned

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def command(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(args)
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return command


@pytest.fixture(scope="module")
def plain() -> Any:
    """The sample report as plain data."""
    return json.loads(json.dumps(data(REPORT)))


def formats(*names: str) -> list[str]:
    """The options for these formats."""
    return [word for name in names for word in ("--format", name)]


#: The sample report as it is read back: a report has the notes of the reading once.
BACK = replace(REPORT, document=replace(REPORT.document, notes=REPORT.notes))


def test_the_report_comes_back_whole(plain: Any) -> None:
    """A report read from its JSON is the report it was written from."""
    assert load(plain) == BACK


@pytest.mark.parametrize("name", [name for name in RENDERERS if name != "word"])
def test_every_format_of_a_real_contract_is_the_same(name: str, samples: Path) -> None:
    """On a sample with tables, schedules, a regulation and a trace each format has the same bytes either way."""
    path = samples / "balanced-bpo-agreement.pdf"
    report = check(path, regulations=["dora"], trace=["exit-plan"])
    look = Look(verdict=Verdict(True, "PASS: all there"), contracts=(path,))
    saved = load(json.loads(RENDERERS["json"].render(report, look)))
    assert RENDERERS[name].render(saved, look) == RENDERERS[name].render(report, look)


def test_the_command_makes_what_the_check_made(run: Run, samples: Path, tmp_path: Path) -> None:
    """`convert` writes the same files as the check, byte by byte, with --contract the pictures too."""
    contract = str(samples / "thin-services-letter.pdf")
    every = formats(*(name for name in RENDERERS if name not in ("word", "pdf")))
    assert run(contract, *every, "--profile", "dora", "--output", "direct/")[0] == 1
    saved = "direct/thin-services-letter.pdf.json"
    code, out, err = run("convert", saved, *every, "--output", "later/")
    assert (code, out, err) == (0, "", "")
    direct, later = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("direct", "later")
    )
    assert direct.keys() == later.keys()
    assert {name for name in direct if direct[name] != later[name]} == {"thin-services-letter.pdf.html"}
    assert b"data:image" not in later["thin-services-letter.pdf.html"]
    assert run("convert", saved, "--format", "html", "--contract", contract, "--output", "x.html")[0] == 0
    assert (tmp_path / "x.html").read_bytes() == direct["thin-services-letter.pdf.html"]
    assert run("convert", saved, "--format", "pdf", "--contract", contract, "--output", "x.pdf")[0] == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_a_format_that_cannot_be_made_keeps_none_back(run: Run, samples: Path, tmp_path: Path) -> None:
    """Word comments on a PDF are exit 2 and one line, and the other formats of the run are written."""
    contract = str(samples / "thin-services-letter.pdf")
    code, _, err = run(contract, *formats("word", "csv"), "--output", "out/")
    assert code == 2
    assert err == "bpo-check: thin-services-letter.pdf: only a Word file (.docx) can be marked in this format\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thin-services-letter.pdf.csv"]


def test_the_verdict_is_told_again(run: Run, tmp_path: Path, plain: Any) -> None:
    """On the terminal the gate's verdict by the report's own policy comes last; the exit code is not the gate's."""
    (tmp_path / "a.json").write_text(json.dumps(plain))
    code, out, _ = run("convert", "a.json")
    assert code == 0
    assert out.splitlines()[-1].startswith("FAIL: 6 findings at high or above (--fail-on high): ")


def test_decisions_come_back_too() -> None:
    """Policy, thresholds, waivers, baseline and what is set aside are read back as they were."""
    decided = json.loads(json.dumps(data(DECIDED)))
    assert load(decided) == replace(DECIDED, document=BACK.document)


def test_a_contract_that_is_another_file(run: Run, tmp_path: Path, plain: Any) -> None:
    """--contract with a file that no report is on is an error, not a report without pictures."""
    (tmp_path / "a.json").write_text(json.dumps(plain))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 another")
    code, _, err = run("convert", "a.json", "--format", "html", "--contract", "c.pdf", "--output", "a.html")
    assert code == 2
    assert err.startswith("bpo-check: c.pdf: no report is on this file")


def test_the_report_is_not_overwritten(run: Run, tmp_path: Path, plain: Any) -> None:
    """JSON made from JSON does not go over its source."""
    (tmp_path / "a.pdf.json").write_text(json.dumps(plain))
    code, _, err = run("convert", "a.pdf.json", "--format", "json", "--output", "./")
    assert code == 2
    assert "would replace the document" in err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is not JSON; give a report made with --format json"),
        ("{", "is not JSON"),
        ("[]", "is no report of bpo-check: it has no schema_version"),
        ('{"runs": []}', "is no report of bpo-check"),
        ('{"schema_version": "9.0"}', "has the schema version 9.0, this bpo-check reads"),
        ('{"schema_version": "1.x"}', "has the schema version 1.x"),
        ('{"schema_version": "1.0"}', "does not fit the report's schema: "),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_no_report(run: Run, tmp_path: Path, content: str, told: str) -> None:
    """A file that is no report ends with 3 and one line that says what is wrong."""
    (tmp_path / "x.json").write_text(content)
    code, out, err = run("convert", "x.json")
    assert (code, out) == (3, "")
    assert err.startswith(f"bpo-check: x.json: {told}")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("protections", 0, "status"), "fine", "at protections[0].status: 'fine' is not one of"),
        (("protections", 0, "evidence", 0, "start"), "1", "at protections[0].evidence[0].start: '1' is not of type"),
        (("protections", 0, "evidence", 0, "quote"), "not these words", "the quote of protections[0].evidence"),
        (("protections", 7, "looked", 0, "start"), 3, "the quote of protections[7].looked"),
        (("conflicts", 0, "quotes", 1, "text"), "other", "the quote of conflicts[0]"),
        (("document", "text"), "another text", "the quote of protections[0].evidence"),
        (("clauses", 1, "parent"), 5, "clauses[1].parent is 5: a clause stands after its parent"),
        (("clauses", 1, "end"), 10**9, "clauses[1] is 164:1000000000, which is no place in the text"),
        (("document", "sheets", 2, "end"), 10**9, "document.sheets[2] is"),
        (("secret",), 1, "does not fit the report's schema: Additional properties are not allowed"),
    ],
)
def test_a_report_that_was_changed(plain: Any, path: tuple[Any, ...], value: Any, told: str) -> None:
    """What does not fit the schema, or quotes what is not the text, is refused with its place."""
    changed = copy.deepcopy(plain)
    target = changed
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    with pytest.raises(UnreadableError) as refused:
        load(changed)
    assert told in str(refused.value)


def test_a_report_without_its_text(plain: Any) -> None:
    """A report whose text was left out is read; its quotes cannot be compared, and no contract is shown."""
    bare = copy.deepcopy(plain)
    del bare["document"]["text"]
    report = load(bare)
    assert report.findings == REPORT.findings
    page = RENDERERS["html"].render(report, Look()).decode()
    assert 'id="contract"' not in page
    assert not re.search(r'href="#t\d', page)


def test_an_older_minor_version_is_read(plain: Any) -> None:
    """A report of the same major version with a lower minor number is read if it has what is needed."""
    assert load({**plain, "schema_version": "1.0"}) == BACK


def test_hostile_reports_come_back_too(plain: Any) -> None:
    """A report in which every text is hostile is refused or read, and never an internal error."""
    hostile = json.loads(json.dumps(data(poisoned(REPORT))))
    with pytest.raises(UnreadableError):
        load(hostile)


def test_a_hostile_contract_does_no_harm_in_any_format(run: Run, tmp_path: Path) -> None:
    """A contract full of markup, formulas, quotes and marks that turn the text: every format is written, none obeys."""
    evil = "<script>alert(1)</script> =cmd|' /C calc'!A0 \"'`| \u202egnp.exe\u202c [x](javascript:y)"
    (tmp_path / "evil.txt").write_text(
        f'SERVICES AGREEMENT\n\nThis Agreement is made between Acme Ltd {evil} (the "Customer") and Beta Ltd (the '
        f'"Supplier").\n\n1. DATA {evil}\n1.1 Supplier may use Customer Data for any purpose {evil}.\n1.2 =SUM(A1) '
        f"Supplier may engage subcontractors without the consent of Customer {evil}.\n"
        f"1.3 Supplier shall notify Customer of a security breach without undue delay {evil}.\n"
    )
    made = [name for name in RENDERERS if name not in ("word", "pdf")]  # marked copies of a file need such a file
    code, _, err = run("evil.txt", *formats(*made), "--profile", "gdpr", "--output", "out/")
    assert code == 1, err
    assert len(list((tmp_path / "out").iterdir())) == len(made)
    page = (tmp_path / "out" / "evil.txt.html").read_text("utf-8")
    assert page.count("<script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for name in ("evil.txt.html", "evil.txt.txt", "evil.txt.csv", "evil.txt.md", "evil.txt.memo.md"):
        text = (tmp_path / "out" / name).read_text("utf-8")
        assert not set(text) & set("\u202e\u202c")
        assert not re.search(r'(^|",)"?[=+@]', text, re.MULTILINE) or name != "evil.txt.csv"


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    """A folder or a lost file is one line."""
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_report(tmp_path)

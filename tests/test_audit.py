"""The JSON report holds what a repetition needs, and facts of the run only where they are asked for."""

from __future__ import annotations

import getpass
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from checker.check import check
from checker.cli import main
from checker.decisions import Stamp
from checker.errors import UsageError
from checker.library import load
from checker.model import Document, Page, Part
from checker.report import RENDERERS, Look
from checker.report.json import digest, render
from checker.stamp import stamp
from checker.versions import versions
from tests.report_sample import REPORT
from tests.test_verify import RULE, TEXT

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder with the contract; gives the exit code."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contract.txt").write_text(TEXT)

    def command(*args: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(args)
        return int(ended.value.code or 0)

    return command


def test_without_a_stamp_the_bytes_are_the_same(run: Run, tmp_path: Path) -> None:
    """Two runs give the same bytes, with nothing of the user, the machine, the day or the folder in them."""
    for name in ("one.json", "two.json"):
        assert run("contract.txt", "--format", "json", "--output", name) == 1
    one = (tmp_path / "one.json").read_bytes()
    assert one == (tmp_path / "two.json").read_bytes()
    assert json.loads(one)["stamp"] is None
    assert str(tmp_path).encode() not in one


def test_the_stamp(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--stamp adds time and user alone: the digest is that of the report without it; SOURCE_DATE_EPOCH is the time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    monkeypatch.setattr(getpass, "getuser", lambda: "jdoe")
    assert run("contract.txt", "--stamp", "--format", "json", "--output", "stamped.json") == 1
    assert run("contract.txt", "--format", "json", "--output", "plain.json") == 1
    stamped, plain = (json.loads((tmp_path / name).read_bytes()) for name in ("stamped.json", "plain.json"))
    assert stamped["stamp"] == {"time": "2027-01-15T08:00:00Z", "user": "jdoe"}
    assert {**stamped, "stamp": None} == plain


def test_the_time_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SOURCE_DATE_EPOCH the time is now, to the second, in UTC."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp().time)


@pytest.mark.parametrize("epoch", ["soon", "-1", "1e9", "9" * 30, "١"])
def test_an_epoch_that_is_none(run: Run, epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """A SOURCE_DATE_EPOCH that is no time is exit 2 and one line."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run("contract.txt", "--stamp") == 2
    assert capsys.readouterr().err.startswith(f"bpo-check: SOURCE_DATE_EPOCH '{epoch}' is no number of seconds")


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing tells the user there is no stamp, rather than one by nobody."""

    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", unknown)
    with pytest.raises(UsageError, match="set the variable USER"):
        stamp()


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_people_see_the_stamp(name: str) -> None:
    """Formats for people tell when and by whom."""
    made = RENDERERS[name].render(replace(REPORT, stamp=Stamp("2027-01-15T08:00:00Z", "jdoe")), Look())
    assert b"2027-01-15T08:00:00Z by jdoe" in made
    assert b"2027" not in RENDERERS[name].render(REPORT, Look())


def test_the_digest_is_as_described() -> None:
    """The digest can be taken by anyone: the keys sorted, no spaces, UTF-8, without digest and stamp."""
    data = json.loads(render(replace(REPORT, stamp=Stamp("2027-01-15T08:00:00Z", "jdoe"))))
    rest = {key: value for key, value in data.items() if key not in ("digest", "stamp")}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert data["digest"] == hashlib.sha256(text.encode()).hexdigest() == digest(data)
    assert digest({**data, "notes": []}) != data["digest"]


def test_odd_signs_do_not_change_the_digest() -> None:
    """What no UTF-8 can hold is written as a question mark, and the digest is that of what is written."""
    data = json.loads(render(replace(REPORT, notes=("a \ud800 b", "“ü”"))))
    assert data["notes"][0] == "a ? b"
    assert data["digest"] == digest(data)


def _document(form: str, source: str = "text", parts: tuple[Part, ...] = ()) -> Document:
    return Document("a", "0" * 64, "text", (Page(1, "1", 0, 4, source),), format=form, parts=parts)


def test_versions_that_bear_on_the_result() -> None:
    """Python, the language and the words always; beside them only what reads this format."""
    always = {"python", "py3langid", "spacy"}
    found = {form: dict(versions(_document(form))) for form in ("pdf", "docx", "text", "html", "markdown")}
    assert found["pdf"].keys() == always | {"pypdfium2", "pdfplumber"}
    assert found["docx"].keys() == found["html"].keys() == always | {"lxml"}
    assert found["text"].keys() == always | {"charset-normalizer"}
    assert found["markdown"].keys() == always | {"lxml", "markdown-it-py"}
    assert found["pdf"]["spacy"] == version("spacy")
    assert {"tesseract", "pytesseract"} <= dict(versions(_document("pdf", "ocr"))).keys()
    assert "libreoffice" in dict(versions(_document("rtf")))
    parts = tuple(Part("a", "0" * 64, form, 1, 0, 4, "") for form in ("pdf", "text"))
    assert dict(versions(_document("packet", parts=parts))).keys() == found["pdf"].keys() | found["text"].keys()


def test_house_folders_have_hashes(tmp_path: Path) -> None:
    """Each folder of the house stands in the report by name with a hash that changes with its files."""
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "dress.yaml").write_text(RULE)
    (tmp_path / "contract.txt").write_text(TEXT)
    first = load([tmp_path / "house"])
    [(name, before)] = first.folders
    report = json.loads(render(check(tmp_path / "contract.txt", first)))
    assert report["library"]["folders"] == [{"name": "house", "sha256": before}]
    (tmp_path / "house" / "dress.yaml").write_text(RULE.replace("The house likes them.", "It is the custom."))
    [(again, after)] = load([tmp_path / "house"]).folders
    assert (name, again) == ("house", "house")
    assert before != after
    assert load().folders == ()

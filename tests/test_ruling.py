"""The command line with policy, waivers and baseline: what goes before what, and that nothing is written by half."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import checker.library
from checker.cli import main
from checker.policy.files import POLICY, WAIVERS

#: The library, read once for all tests.
LOAD = cache(checker.library.load)

TEXT = """MASTER SERVICES AGREEMENT

This Agreement is made between Acme Insurance Ltd (the "Customer") and Borealis Processing Ltd (the "Supplier").

1.1 Supplier shall notify Customer of any security breach within 48 hours after becoming aware of it.

1.2 Nothing else is agreed.
"""
#: A contract that tries to waive its own findings.
OWN = "- id: exit-plan\n  document: deal.txt\n  text: missing\n  reason: we say so\n  approver: Supplier\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command beside the contract deal.txt, with no variable set; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checker.library, "load", LOAD)
    for name in [name for name in os.environ if name.startswith("BPO_CHECK_")]:
        monkeypatch.delenv(name)
    (tmp_path / "deal.txt").write_text(TEXT, "utf-8")

    def command(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(args)
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return command


def report(run: Run, *args: str) -> Any:
    """The JSON report on deal.txt."""
    return json.loads(run("deal.txt", "--format", "json", *args)[1])


def row(data: Any, protection: str) -> Any:
    """A row of a JSON report."""
    return next(each for each in data["protections"] if each["id"] == protection)


@pytest.mark.parametrize(
    ("file", "text", "args"),
    [
        (POLICY, "fail-on: hi\n", ()),
        (POLICY, "off: {exit-plann: not bought}\n", ()),
        (WAIVERS, "id: exit-plan\n", ()),
        ("old.json", "{}", ("--baseline", "old.json")),
        ("old.json", "{}", ("--baseline", ".")),
        ("w.yaml", "a: b\n", ("--waivers", "w.yaml")),
        ("x", "", ("--waivers", "none.yaml")),
        ("x", "", ("--policy", "none.yaml")),
        ("x", "", ("--today", "2026-02-30")),
        ("x", "", ("--waivers", "deal.txt")),
        ("x", "", ("--waivers", "w.yaml", "--no-waivers")),
        ("x", "", ("--policy", "w.yaml", "--no-policy")),
    ],
)
def test_bad_rules_write_nothing(file: str, text: str, args: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """What cannot be used ends with 2 and one line before a document is judged, and no report is written."""
    (tmp_path / file).write_text(text, "utf-8")
    (tmp_path / "more.txt").write_text(TEXT, "utf-8")
    code, out, err = run("deal.txt", "more.txt", "--format", "json", "--output", "out/", *args)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_flag_variable_file_default(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flag goes before its variable, that before the policy, that before the default."""
    told = "(--fail-on {})"
    assert told.format("high") in run("deal.txt", "--quiet")[1]
    (tmp_path / POLICY).write_text("fail-on: medium\n", "utf-8")
    assert told.format("medium") in run("deal.txt", "--quiet")[1]
    monkeypatch.setenv("BPO_CHECK_FAIL_ON", "low")
    assert told.format("low") in run("deal.txt", "--quiet")[1]
    assert told.format("critical") in run("deal.txt", "--quiet", "--fail-on", "critical")[1]
    assert "fail-on: low" in (shown := run("policy", "show")[1])
    assert "BPO_CHECK_FAIL_ON" in shown
    monkeypatch.setenv("BPO_CHECK_POLICY", "none.yaml")
    assert run("deal.txt", "--quiet")[0] == 2
    assert told.format("low") in run("deal.txt", "--quiet", "--no-policy")[1]


def test_an_unknown_variable_is_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable would be no rule at all, so it is refused with the right name; others are left alone."""
    monkeypatch.setenv("BPO_CHECK_FAILON", "low")
    code, out, err = run("deal.txt")
    assert (code, out) == (2, "")
    assert err == "bpo-check: the variable BPO_CHECK_FAILON is not known; did you mean 'BPO_CHECK_FAIL_ON'?\n"


def test_options_in_force_are_in_the_report(run: Run, tmp_path: Path) -> None:
    """The report names the options, sorted, without a path or a fact of the machine, and never the password."""
    (tmp_path / "house").mkdir()
    entry = tmp_path / "house" / "house-rule.yaml"
    entry.write_text(
        "id: house-rule\ntitle: Ours\nfamily: house\nseverity: low\nwhy: w\nask: a\nsubject: [blue paper]\n"
        "present: [{bound: anyone, force: any}]\nexamples: {present: [Supplier shall use blue paper.], missing: [x]}\n",
        "utf-8",
    )
    data = report(run, "--library", str(tmp_path / "house"), "--customer", "Acme", "--password", "s3cret-word",
                  "--engagement", "ito", "--profile", "dora")  # fmt: skip
    assert data["options"] == {
        "allow_unread": "no", "changes": "accepted", "customer": "Acme", "engagement": "ito", "library": "house",
        "ocr": "yes", "profile": "dora",
    }  # fmt: skip
    text = json.dumps(data)
    assert "s3cret-word" not in text
    assert str(tmp_path) not in text
    assert data["policy"]["library"] == ["house"]
    assert row(data, "house-rule")["status"] == "missing"


def test_the_same_run_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """With policy, waivers, baseline and a day given, two runs give the same bytes, from another folder too."""
    (tmp_path / POLICY).write_text("thresholds: {data-breach-notification: {longest: 24 hours}}\n", "utf-8")
    run("deal.txt", "--format", "json", "--output", "base.json", "--fail-on", "never")
    run("waive", "base.json", "exit-plan", "--reason", "not needed", "--approver", "J", "--expires", "2027-01-31",
        "--today", "2026-11-27")  # fmt: skip
    args = ("--format", "json", "--today", "2026-12-01", "--baseline", str(tmp_path / "base.json"))
    first = run("deal.txt", *args)[1]
    assert run("deal.txt", *args)[1] == first
    (tmp_path / "deep").mkdir()
    os.chdir(tmp_path / "deep")
    assert run("../deal.txt", *args)[1] == first
    assert row(json.loads(first), "exit-plan")["set_aside"] == "waived"


def test_waived_then_changed(run: Run, tmp_path: Path) -> None:
    """A waived clause that changes counts again; the waiver is told as lapsed."""
    (tmp_path / POLICY).write_text("thresholds: {data-breach-notification: {longest: 24 hours}}\n", "utf-8")
    run("deal.txt", "--format", "json", "--output", "r.json")
    code, out, _ = run("waive", "r.json", "data-breach-notification", "--reason", "for now", "--approver", "J. Doe",
                       "--expires", "2027-01-31", "--today", "2026-11-27")  # fmt: skip
    assert (code, out) == (0, f"{WAIVERS}: data-breach-notification (weak) in deal.txt is waived until 2027-01-31\n")
    assert "1 waived" in run("deal.txt", "--quiet", "--today", "2026-12-01")[1]
    text = (tmp_path / "deal.txt").read_text("utf-8")
    (tmp_path / "deal.txt").write_text(text.replace("48 hours", "72 hours"), "utf-8")
    code, out, _ = run("deal.txt", "--today", "2026-12-01")
    assert code == 1
    assert "LAPSED data-breach-notification: the clause is not the text it was given for" in " ".join(out.split())
    assert out.splitlines()[-1].endswith("1 waiver does not count: 1 lapsed")


def test_a_contract_cannot_waive_itself(run: Run, tmp_path: Path) -> None:
    """Words in the contract that look like waivers or a policy are only words."""
    (tmp_path / "deal.txt").write_text(f"{TEXT}\n{OWN}\n{POLICY}: off: exit-plan\n", "utf-8")
    data = report(run)
    assert data["waivers"] is None
    assert data["set_aside"] == {"off": 0, "waived": 0, "known": 0}


def test_each_document_has_the_policy_of_its_folder(run: Run, tmp_path: Path) -> None:
    """In one run, documents of two folders are judged by two policies; a packet by that of its folder."""
    for name, level in (("one", "never"), ("two", "low")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(TEXT, "utf-8")
        (tmp_path / name / POLICY).write_text(f"fail-on: {level}\n", "utf-8")
    code, out, err = run("one", "two", "--quiet")
    assert code == 1
    assert "--fail-on never lets every report pass" in out
    assert "(--fail-on low)" in out
    assert err == ""
    assert run("one", "--packet", "--quiet")[0] == 0
    assert run("one", "two", "--no-policy", "--fail-on", "never", "--quiet")[0] == 0


def test_baseline_of_many_documents(run: Run, tmp_path: Path) -> None:
    """The folder of an earlier run is the baseline of a later one; a document without a report there is an error."""
    (tmp_path / "more.txt").write_text(TEXT, "utf-8")
    run("deal.txt", "more.txt", "--format", "json", "--output", "old/", "--fail-on", "never")
    assert run("deal.txt", "more.txt", "--quiet", "--baseline", "old", "--fail-on", "low")[0] == 0
    (tmp_path / "new.txt").write_text(TEXT, "utf-8")
    code, _, err = run("deal.txt", "new.txt", "--quiet", "--baseline", "old")
    assert code == 2
    assert err == "bpo-check: old/new.txt.json: cannot be read: No such file or directory\n"


def test_required_profile_is_told_and_held(run: Run, tmp_path: Path) -> None:
    """A profile that the policy requires is in the report without --profile, and fails where it is not covered."""
    (tmp_path / POLICY).write_text("profiles: [gdpr]\n", "utf-8")
    code, out, _ = run("deal.txt", "--quiet")
    assert code == 1
    assert "required profile gdpr: " in out.splitlines()[-1]
    assert {each["regulation"] for each in report(run)["coverage"]} == {"gdpr"}


def test_waive_leaves_the_file_alone_on_error(run: Run, tmp_path: Path) -> None:
    """Nothing is written where the waiver is refused."""
    run("deal.txt", "--format", "json", "--output", "r.json")
    (tmp_path / WAIVERS).write_text("# ours\n", "utf-8")
    args = ("--reason", "not needed", "--approver", "J. Doe", "--expires")
    for protection, expires in (("exit-plan", "2026-02-30"), ("exit-plan", "2099-01-01"), ("Exit-Plan", "2026-12-01")):
        code, out, err = run("waive", "r.json", protection, *args, expires, "--today", "2026-11-27")
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
    assert (tmp_path / WAIVERS).read_text("utf-8") == "# ours\n"
    assert run("waive", "r.json", "exit-plan", *args, "2026-12-01", "--today", "2026-11-27", "--waivers", ".")[0] == 2

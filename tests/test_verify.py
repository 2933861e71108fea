"""`verify` proves a report against its contract, policy and library, and tells each thing that is otherwise."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.check import check
from checker.cli import main
from checker.proof.itself import against_itself
from checker.proof.rules import against_rules
from checker.proof.text import against_text
from checker.report.json import digest, render
from checker.report.withhold import withhold
from checker.report_file import parse

TEXT = """MASTER SERVICES AGREEMENT

This Agreement is made between Acme Insurance Ltd (the "Customer") and Borealis Processing Ltd (the "Supplier").

1. DATA

1.1 Supplier shall notify Customer of any security breach within 48 hours after becoming aware of it.

1.2 Supplier may engage subprocessors at its sole discretion and without notice to Customer.

2. LIABILITY

2.1 Each party's aggregate liability under this Agreement shall not exceed 100 % of the annual charges.

2.2 Either party may terminate this Agreement for material breach not cured within thirty (30) days of notice.
"""
ANNEX = """SCHEDULE 2: SERVICE LEVELS

1. Supplier shall meet an availability of 99.9 % in each calendar month and report it to Customer every month.

2. Supplier shall pay Customer a service credit of 10 % of the monthly charges for each month in which it does not.

3. Supplier shall answer each incident within 4 hours and mend it within 2 business days after Customer reports it.
"""
RULE = """id: house-dress
title: Staff wear the house's colours
family: people
severity: low
why: The house likes them.
ask: Staff shall wear the house's colours.
subject: [house colours]
present:
  - say: ""
examples:
  present: [Supplier shall wear the house colours at all times.]
  missing: [Supplier shall wear a hat.]
"""

Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder with the contract, its annex and reports on them; gives exit code and lines."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("BPO_CHECK_")]:
        monkeypatch.delenv(name)
    (tmp_path / "contract.txt").write_text(TEXT)
    (tmp_path / "annex.txt").write_text(ANNEX)

    def command(*args: str) -> tuple[int, list[str]]:
        with pytest.raises(SystemExit) as ended:
            main(args)
        captured = capsys.readouterr()
        return int(ended.value.code or 0), (captured.out + captured.err).splitlines()

    return command


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report on the contract as `check` writes it."""
    place = tmp_path_factory.mktemp("first")
    (place / "contract.txt").write_text(TEXT)
    with pytest.raises(SystemExit) as ended:
        main([str(place / "contract.txt"), "--no-policy", "--format", "json", "--output", str(place / "report.json")])
    assert ended.value.code == 1
    return (place / "report.json").read_bytes()


@pytest.fixture
def made(first: bytes, tmp_path: Path) -> Path:
    """The report on the contract, as JSON, in the folder."""
    (tmp_path / "report.json").write_bytes(first)
    return tmp_path / "report.json"


def changed(path: Path, change: Callable[[Any], None], anew: bool = False) -> None:
    """Change the data of a report, and with `anew` take its digest again, as a forger would."""
    data = json.loads(path.read_text("utf-8"))
    change(data)
    if anew:
        data["digest"] = digest(data)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def row(data: Any, name: str) -> Any:
    """The row of a protection."""
    return next(each for each in data["protections"] if each["id"] == name)


def test_a_report_as_it_was_made(run: Run, made: Path) -> None:
    """A report is verified with and without the check done again, with the text and without it, stamped or not."""
    code, lines = run("verify", "report.json", "contract.txt", "--recheck")
    assert (code, len(lines)) == (0, 1)
    assert re.fullmatch(
        r"report\.json: VERIFIED: 1 file of the hash told, \d\d+ quotes in place, policy and library as here, "
        "the check done again gives the same", lines[0],
    )  # fmt: skip
    assert run("contract.txt", "--format", "json", "--no-quotes", "--stamp", "--output", "bare.json")[0] == 1
    for words in ((), ("--recheck",), ("--document-only",)):
        assert run("verify", "bare.json", "contract.txt", *words)[0] == 0


@pytest.mark.slow
def test_a_renamed_contract_is_the_same(run: Run, made: Path) -> None:
    """The hash tells the contract, not its name, also where the check is done again."""
    Path("contract.txt").rename("signed copy.txt")
    assert run("verify", "report.json", "signed copy.txt", "--recheck")[0] == 0


def test_a_changed_byte_in_the_contract(run: Run, made: Path) -> None:
    """One other byte is exit 1 and one line with both hashes."""
    Path("contract.txt").write_text(TEXT.replace("48 hours", "49 hours"))
    code, lines = run("verify", "report.json", "contract.txt")
    assert code == 1
    assert re.fullmatch(r"sha256 of contract\.txt: expected \w{64} \(of the report\), found \w{64} \(contract\.txt\)",
                        lines[0])  # fmt: skip
    assert lines[1:] == ["report.json: NOT VERIFIED: 1 difference"]


@pytest.mark.parametrize("anew", [False, True])
def test_a_changed_quote(run: Run, made: Path, anew: bool) -> None:
    """A quote of other words is told with its place and both wordings, whether or not the digest was taken anew."""

    def change(data: Any) -> None:
        quote = row(data, "data-breach-notification")["evidence"][0]
        quote["quote"] = quote["quote"].replace("48", "24")

    changed(made, change, anew)
    code, lines = run("verify", "report.json", "contract.txt")
    assert code == 1
    said = [line for line in lines if ".evidence[0] (data-breach-notification) at " in line]
    assert len(said) == 1
    assert "expected '" in said[0]
    assert "within 48 hours" in said[0].split("found")[0]
    assert "within 24 hours" in said[0].split("found")[1]
    assert any(line.startswith("digest: ") for line in lines) is not anew


def test_a_changed_status(run: Run, made: Path) -> None:
    """The digest shows it; with the digest taken anew and the counts put right, doing the check again does."""

    def change(data: Any) -> None:
        its = row(data, "exit-plan")
        assert its["status"] == "missing"
        its["status"] = its["clause_digest"] = "not-applicable"

    def counts(data: Any) -> None:
        data["summary"]["missing"] -= 1
        data["summary"]["not-applicable"] += 1

    changed(made, change)
    code, lines = run("verify", "report.json", "contract.txt")
    assert code == 1
    assert [line.split(":")[0] for line in lines] == [
        "digest", "summary.missing", "summary.not-applicable", "report.json",
    ]  # fmt: skip
    changed(made, counts, anew=True)
    assert run("verify", "report.json", "contract.txt")[0] == 0  # what docs/audit.md says of a forger
    code, lines = run("verify", "report.json", "contract.txt", "--recheck")
    assert code == 1
    said = r"protections\[\d+\] \(exit-plan\)\.status: expected 'missing', found 'not-applicable'"
    assert any(re.fullmatch(said, line) for line in lines)


def test_another_policy(run: Run, made: Path) -> None:
    """Rules that are others here are told with each that differs; the same rules from another file are the same."""
    Path("bpo-check.yaml").write_text("fail-on: low\noff: {exit-plan: The platform is shared}\n")
    code, lines = run("verify", "report.json", "contract.txt")
    assert code == 1
    assert lines[0].startswith("policy.hash (another policy): expected ")
    assert "policy.fail_on: expected 'low', found 'high'" in lines
    assert "policy.off.exit-plan: expected 'The platform is shared', found nothing" in lines
    assert run("verify", "report.json", "contract.txt", "--no-policy")[0] == 0
    assert run("verify", "report.json", "contract.txt", "--document-only")[0] == 0
    Path("bpo-check.yaml").write_text("# as the tool has it\nfail-on: high\n")
    assert run("verify", "report.json", "contract.txt")[0] == 0


@pytest.mark.slow
def test_another_library(run: Run, made: Path) -> None:
    """A library with other entries is told by its hash and its folders; a report made with it wants it again."""
    Path("house").mkdir()
    Path("house/dress.yaml").write_text(RULE)
    code, lines = run("verify", "report.json", "contract.txt", "--library", "house")
    assert code == 1
    assert lines[0].startswith("library.hash (another library): expected ")
    assert lines[1].startswith("library.folders.house: expected ")
    run("contract.txt", "--library", "house", "--format", "json", "--output", "own.json")
    assert run("verify", "own.json", "contract.txt")[0] == 1
    assert run("verify", "own.json", "contract.txt", "--library", "house", "--recheck")[0] == 0


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_report(run: Run, made: Path, share: float) -> None:
    """A report cut short anywhere is exit 1 and one line, never a pass."""
    whole = made.read_bytes()
    made.write_bytes(whole[: int(len(whole) * share)])
    code, lines = run("verify", "report.json", "contract.txt")
    assert code == 1
    assert lines[0].startswith("report.json: expected a whole JSON report, found something else: ")
    assert lines[1] == "report.json: NOT VERIFIED: 1 difference"


def test_a_report_of_another_form(run: Run, made: Path) -> None:
    """A key too many, one that is gone, and one that stands twice are each told."""
    changed(made, lambda data: data.update(remark="fine"))
    assert "fits the schema" in run("verify", "report.json", "contract.txt")[1][0]
    changed(made, lambda data: [data.pop("remark"), data.pop("digest")])
    assert "'digest' is a required property" in run("verify", "report.json", "contract.txt")[1][0]
    twice = made.read_text("utf-8").replace('"status": "missing"', '"status": "present", "status": "missing"', 1)
    made.write_text(twice)
    code, lines = run("verify", "report.json", "contract.txt")
    assert (code, "the key 'status' stands twice" in lines[0]) == (1, True)
    for number in ("NaN", "-Infinity", "1e999"):
        made.write_text(f'{{"schema_version": "1.4", "terms": [{{"value": {number}}}]}}')
        code, lines = run("verify", "report.json", "contract.txt")
        assert (code, f"{number} is no number" in lines[0]) == (1, True)


def test_what_cannot_be_used(run: Run, made: Path) -> None:
    """A contract that cannot be read is exit 3; options that exclude each other and a missing file are exit 2."""
    Path("empty.txt").write_bytes(b"")
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    changed(made, lambda data: data["document"].update(sha256=sha256), anew=True)
    assert run("verify", "report.json", "empty.txt") == (3, ["bpo-check: empty.txt: is empty"])
    assert run("verify", "report.json", "empty.txt", "--recheck", "--document-only")[0] == 2
    assert run("verify", "report.json", "lost.txt")[0] == 2
    assert run("verify", "lost.json", "empty.txt")[0] == 2
    assert run("verify", "report.json")[0] == 2


@pytest.mark.slow
def test_a_packet(run: Run) -> None:
    """All files of a packet are wanted, in any order; one that is gone and one too many are told."""
    assert run("--packet", "contract.txt", "annex.txt", "--format", "json", "--output", "report.json")[0] == 1
    code, lines = run("verify", "report.json", "annex.txt", "contract.txt", "--recheck")
    assert (code, lines[0].startswith("report.json: VERIFIED: 2 files")) == (0, True)
    code, lines = run("verify", "report.json", "contract.txt")
    assert (code, lines[0].startswith("sha256 of annex.txt: expected ")) == (1, True)
    assert lines[0].endswith("found no file of that hash")
    Path("more.txt").write_text(ANNEX.replace("99.9", "99.5"))
    code, lines = run("verify", "report.json", "contract.txt", "annex.txt", "more.txt")
    assert (code, len(lines)) == (1, 2)
    assert lines[0].startswith("sha256 of more.txt: expected a file that the report is on")


@pytest.mark.slow
def test_waivers_and_baseline(run: Run, made: Path) -> None:
    """The check is done again on the report's day, with the waivers and the baseline that it was made with."""
    waived = ("--reason", "Group companies only", "--approver", "J. Doe", "--expires", "2027-01-31")
    assert run("waive", "report.json", "data-subprocessors", *waived, "--today", "2026-11-27")[0] == 0
    with_both = ("--baseline", "report.json", "--today", "2026-12-24")
    assert run("contract.txt", *with_both, "--format", "json", "--output", "second.json")[0] == 0
    data = json.loads(Path("second.json").read_text("utf-8"))
    assert row(data, "data-subprocessors")["waiver"]["approver"] == "J. Doe"
    assert re.fullmatch(r"[0-9a-f]{64}", data["baseline"]["report"])
    assert run("verify", "second.json", "contract.txt", "--recheck", "--baseline", "report.json")[0] == 0
    assert run("verify", "second.json", "contract.txt")[0] == 0
    code, lines = run("verify", "second.json", "contract.txt", "--recheck")
    assert (code, "give it with --baseline" in lines[-1]) == (2, True)
    run("convert", "second.json", "--no-quotes", "--format", "json", "--output", "bare.json")
    assert run("verify", "bare.json", "contract.txt", "--recheck", "--baseline", "report.json")[0] == 0
    late = {"expires": "2026-12-01"}
    changed(Path("second.json"), lambda data: row(data, "data-subprocessors")["waiver"].update(late), anew=True)
    code, lines = run("verify", "second.json", "contract.txt")
    assert (code, "waiver.expires (data-subprocessors): expected a day not before 2026-12-24" in lines[0]) == (1, True)


@pytest.mark.slow
def test_names_that_were_given(run: Run) -> None:
    """A report that withholds the name it was given with --customer wants it again, where the check is done again."""
    named = ("--customer", "Acme Insurance Ltd")
    run("contract.txt", *named, "--no-quotes", "--format", "json", "--output", "bare.json")
    assert "Acme" not in Path("bare.json").read_text("utf-8")
    assert run("verify", "bare.json", "contract.txt")[0] == 0
    code, lines = run("verify", "bare.json", "contract.txt", "--recheck")
    assert (code, "--customer: give it again" in lines[-1]) == (2, True)
    assert run("verify", "bare.json", "contract.txt", "--recheck", *named)[0] == 0


@pytest.mark.slow
def test_a_damaged_report_is_used_for_nothing(run: Run, made: Path) -> None:
    """`convert`, `waive` and `--baseline` refuse a report whose digest is not its own, in one line."""
    changed(made, lambda data: row(data, "exit-plan").update(say="All is well."))
    waived = ("exit-plan", "--reason", "It comes later", "--approver", "J. Doe", "--expires", "2027-01-31")
    for code, words in (
        (3, ("convert", "report.json")), (2, ("waive", "report.json", *waived)),
        (2, ("contract.txt", "--baseline", "report.json")),
    ):  # fmt: skip
        got, lines = run(*words)
        assert (got, len(lines)) == (code, 1)
        assert "was changed after it was made" in lines[0]


# ------------------------------------------------------------------------------------- each thing that is compared


@pytest.fixture(scope="module")
def report(samples: Path) -> Any:
    """A report with terms, conflicts, coverage and weaknesses."""
    return check(samples / "supplier-paper.pdf", regulations=["dora"])


def _set(*path: Any, to: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to(data[path[-1]]) if callable(to) else to

    return change


def _where(data: Any, status: str) -> int:
    return next(number for number, each in enumerate(data["protections"]) if each["status"] == status)


def _rows(status: str, change: Callable[[Any], None]) -> Callable[[Any], None]:
    return lambda data: change(data["protections"][_where(data, status)])


CHANGES: dict[str, Callable[[Any], None]] = {
    r"summary\.weak": _set("summary", "weak", to=lambda count: count + 1),
    r"set_aside\.waived": _set("set_aside", "waived", to=1),
    r"document\.text": _set("document", "text", to=lambda text: text.replace("Provider", "Customer", 1)),
    r"document\.words": _set("document", "words", to=1),
    r"document\.format": _set("document", "format", to="docx"),
    r"document\.sheets\[1\]\.start": _set("document", "sheets", 1, "start", to=lambda start: start + 1),
    r"policy\.hash": _set("policy", "hash", to="0" * 64),
    r"policy\.fail_on": _set("policy", "fail_on", to="never"),
    r"thresholds\[0\].*\.value": _set("thresholds", 0, "value", to="1 year"),
    r"terms\[0\]\.text": _set("terms", 0, "text", to="100 %"),
    r"conflicts\[0\]\.quotes\[0\] ": _set("conflicts", 0, "quotes", 0, "text", to="All is well."),
    r"coverage\[0\] ": _set("coverage", 0, "protections", 0, "status", to="elsewhere"),
    r"clauses\[3\]": _set("clauses", 3, "end", to=10**9),
    r"protections \(the library's\)": lambda data: data["protections"].pop(),
    r"protections\[\d+\].*identity": _rows("weak", _set("identity", to="0" * 64)),
    r"protections\[\d+\].*clause_digest": _rows("weak", _set("clause_digest", to="0" * 64)),
    r"protections\[\d+\]\.evidence\[0\] .*at ": _rows("weak", _set("evidence", 0, "start", to=lambda at: at - 1)),
    r"protections\[\d+\]\.evidence\[0\] .*\.page": _rows("weak", _set("evidence", 0, "page", to=lambda page: page + 1)),
    r"protections\[\d+\].*page_label": _rows("weak", _set("evidence", 0, "page_label", to="xxiv")),
    r"protections\[\d+\]\.evidence\[0\] .*words": _rows("weak", _set("evidence", 0, "words", to=[[0, 5]])),
    r"protections\[\d+\]\.evidence\[0\] .*\.document": _rows("weak", _set("evidence", 0, "document", to="b.pdf")),
    r"protections\[\d+\]\.evidence \(": _rows("weak", _set("evidence", to=[])),
    r"protections\[\d+\]\.weaknesses\[0\]": _rows("harmful", _set("weaknesses", 0, "quote", to="never")),
    r"protections\[\d+\]\.weaknesses \(": _rows("weak", _set("status", to="present")),
    r"protections\[\d+\]\.looked\[0\] ": _rows("missing", _set("looked", 0, "text", to="All is well.")),
    r"protections\[\d+\]\.off ": _rows("missing", _set("off", to="No need")),
    r"protections\[\d+\]\.change ": _rows("missing", _set("change", to="known")),
}


@pytest.mark.parametrize("where", CHANGES)
@pytest.mark.parametrize("bare", [False, True])
def test_every_change_is_caught(report: Any, where: str, bare: bool) -> None:
    """Whatever is changed in a report, with or without the text, is told by its place, though the digest is new."""
    from checker.check import shipped

    if bare and where in (r"document\.text", r"protections\[\d+\].*identity", r"protections\[\d+\].*clause_digest"):
        pytest.skip("not in a report without the text, or only held by doing the check again")
    data = json.loads(render(withhold(report) if bare else report))
    CHANGES[where](data)
    data["digest"] = digest(data)
    told = parse(data)
    found = [
        *against_itself(data, told), *against_text(told, report.document),
        *against_rules(told, report.policy, shipped()),
    ]  # fmt: skip
    assert any(re.match(where, str(each)) for each in found), "\n".join(map(str, found))


def test_a_sound_report_has_no_difference(report: Any) -> None:
    """Nothing is told of a report that is as it was made, with the text or without it."""
    from checker.check import shipped

    for each in (report, withhold(report)):
        data = json.loads(render(each))
        assert not list(against_itself(data, parse(data)))
        assert not list(against_text(parse(data), report.document))
        assert not list(against_rules(parse(data), report.policy, shipped()))

"""`bpo-check waive`: what it writes covers the finding, and the file it is written into stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from checker.decisions import Waiver
from checker.errors import ConfigError, UsageError
from checker.policy.files import WAIVERS
from checker.report.identity import clause_digest
from checker.report.json import render
from checker.waive import appended, waiver_for
from checker.waivers import apply, read_waivers
from tests.report_sample import FINDINGS, REPORT, WAIVER_ITEM

TODAY = date(2026, 11, 27)
WEAK, MISSING, PRESENT = FINDINGS[0], FINDINGS[7], FINDINGS[3]

Write = Callable[..., Path]


@pytest.fixture
def report(write: Write) -> Path:
    """The sample's JSON report in the working folder."""
    path = write("", "report.json")
    path.write_bytes(render(REPORT))
    return path


def written(report: Path, protection: str = WEAK.id, **other: object) -> Waiver:
    """A waiver made from the report."""
    given: dict[str, object] = {
        "reason": "Accepted: “low” volume", "approver": "J. Doe", "granted": TODAY, "expires": date(2027, 5, 31),
        "longest": "12 months",
    }  # fmt: skip
    return waiver_for(report, protection, **{**given, **other})  # type: ignore[arg-type]


def test_what_waive_writes_covers_the_finding(report: Path, tmp_path: Path) -> None:
    """A written waiver, read back, covers the row it was written for, by name and by digest; also a missing one."""
    path = tmp_path / WAIVERS
    for made in (written(report), written(report, MISSING.id, by_hash=True), written(report, "data-return-deletion")):
        path.write_bytes(appended(path, made))
    found = read_waivers(path)
    assert found.problems == ()
    done = apply(REPORT, [found], TODAY, "12 months")
    assert [each.id for each in done.findings if each.waiver] == [WEAK.id, "data-return-deletion", MISSING.id]
    assert done.findings[0].waiver is not None
    assert done.findings[0].waiver.reason == "Accepted: “low” volume"


def test_waive_keeps_the_file_as_it_is(report: Path, write: Write) -> None:
    """What stands in the file stays byte for byte, comments and line ends too; the new waiver comes last."""
    old = "# our waivers\r\n" + WAIVER_ITEM.replace("\n", "\r\n") + "# the end"
    path = write(old)
    data = appended(path, written(report))
    assert data.startswith(old.encode())
    assert b"\n" not in data.replace(b"\r\n", b"")
    path.write_bytes(data)
    assert [each.id for each in read_waivers(path).waivers] == ["exit-plan", WEAK.id]
    with pytest.raises(UsageError, match="holds this waiver already"):
        appended(path, written(report))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[{id: exit-plan, document: a, text: missing, reason: a b, approver: c, granted: 2026-11-01, "
         "expires: 2026-12-01}]\n", "nothing can be appended"),
        (WAIVER_ITEM.replace("2027-01-31", "2026-02-30"), f"{WAIVERS}:1: mend this waiver first"),
        ("waivers: []\n", "a list of waivers is wanted"),
        (WAIVER_ITEM + "...\n", "nothing can be appended"),
    ],
)  # fmt: skip
def test_waive_refuses_what_it_cannot_append_to(text: str, told: str, report: Path, write: Write) -> None:
    """A file in another form, or with a malformed waiver, is left alone with one line why."""
    path = write(text)
    with pytest.raises(ConfigError, match=told):
        appended(path, written(report))


@pytest.mark.parametrize(
    "reason", ["a: b", "- x y", "#1 and 2", "'quoted' \"twice\"", "yes no", "{a} b", "a\\b c", "é & ü"]
)
def test_any_reason_is_read_back(reason: str, report: Path, tmp_path: Path) -> None:
    """Whatever the reason's signs mean in YAML, it comes back as it was given."""
    path = tmp_path / WAIVERS
    path.write_bytes(appended(path, written(report, reason=reason)))
    assert [each.reason for each in read_waivers(path).waivers] == [reason]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"protection": "exit-pla"}, "'exit-pla' is no row of report.json; did you mean 'exit-plan'?"),
        ({"protection": PRESENT.id}, "is present in report.json: there is nothing to waive"),
        ({"reason": "  ok "}, "--reason needs more than one word"),
        ({"approver": "\x1b \n"}, "--approver says nothing"),
        ({"expires": date(2026, 11, 26)}, "--expires 2026-11-26 lies before 2026-11-27"),
        ({"expires": date(2027, 11, 28)}, "is more than 12 months from 2026-11-27: at most 2027-11-27"),
    ],
)
def test_waive_refuses(other: dict[str, object], told: str, report: Path) -> None:
    """What cannot be waived is refused in one line."""
    with pytest.raises(UsageError, match=told.replace("?", r"\?")):
        written(report, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "not json", '{"schema_version": "9.0", "protections": []}', '{"schema_version": "1.0", '
             '"protections": [{"id": "exit-plan"}], "document": {"name": "x"}}', "[" * 100_000],
)  # fmt: skip
def test_waive_needs_a_report(text: str, write: Write) -> None:
    """Anything but a JSON report of this tool is refused in one line."""
    with pytest.raises(ConfigError, match=r"report.json: (is|lacks)"):
        written(write(text, "report.json"), "exit-plan")


def test_a_digest_in_the_report_is_the_one_waivers_use(report: Path) -> None:
    """The JSON report holds the digest of each row, so that waivers can be written without the contract."""
    rows = {row["id"]: row["clause_digest"] for row in json.loads(report.read_text("utf-8"))["protections"]}
    assert rows == {finding.id: clause_digest(finding) for finding in FINDINGS}

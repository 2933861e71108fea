"""Waivers: bound to document, words and day; whatever is wrong with one is told, and the finding counts again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checker.decisions import Waiver
from checker.errors import CheckerError, UsageError
from checker.model import Finding, Report
from checker.policy.files import POLICY, WAIVERS
from checker.policy.rules import rules_for
from checker.report.identity import clause_digest
from checker.waivers import WaiverFile, apply, day, files_for, read_waivers, until
from tests.report_sample import FINDINGS, REPORT, WAIVER_ITEM, reported

TODAY = date(2026, 11, 27)
WEAK, MISSING, PRESENT = FINDINGS[0], FINDINGS[7], FINDINGS[3]

Write = Callable[..., Path]


def waiver(finding: Finding = WEAK, **other: str) -> Waiver:
    """A waiver that covers a finding of the sample."""
    made = Waiver(
        finding.id, "harbour-msa.pdf", clause_digest(finding), "Accepted by the board", "J. Doe", "2027-05-31",
        "2026-11-01", finding.status, "w.yaml:2",
    )  # fmt: skip
    return replace(made, **other)


def waived(*waivers: Waiver, report: Report = REPORT, today: date = TODAY, ignored: str = "") -> Report:
    """The report with these waivers applied."""
    return apply(report, [WaiverFile("w.yaml", "0" * 64, waivers, (), ignored)], today, "12 months")


def kinds(report: Report) -> list[tuple[str, str]]:
    """What is wrong with the waivers of a report: kind and id."""
    assert report.waivers is not None
    return [(problem.kind, problem.id) for problem in report.waivers.problems]


def covered(report: Report) -> list[str]:
    """The ids of the findings that are waived."""
    return [finding.id for finding in report.findings if finding.waiver]


def test_a_waiver_covers_its_finding() -> None:
    """It covers the row of its id in the document of its name or digest, and tells the day; no row goes."""
    for document in ("harbour-msa.pdf", REPORT.document.sha256):
        report = waived(waiver(document=document), waiver(MISSING))
        assert covered(report) == [WEAK.id, MISSING.id]
        assert kinds(report) == []
        assert len(report.findings) == len(REPORT.findings)
        assert report.options == {"customer": "Harbour", "today": "2026-11-27"}


def test_without_waivers_nothing_changes() -> None:
    """Where there is no waiver, the report is the same, and holds no day."""
    assert apply(REPORT, [], TODAY, "12 months") is REPORT
    assert waived() is REPORT


@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        ({"expires": "2026-11-26"}, "expired", "expired on 2026-11-26; the finding counts again"),
        ({"text": "ab" * 32}, "lapsed", "the clause is not the text it was given for"),
        ({"text": "missing"}, "lapsed", "the clause is not the text"),
        ({"status": "unclear"}, "lapsed", "given for unclear, and it is weak now"),
        ({"id": "data-breach-notificaton"}, "unknown", "did you mean 'data-breach-notification'?"),
        ({"id": PRESENT.id}, "unused", "the protection is present"),
        ({"granted": "2026-05-30", "expires": "2027-05-31"}, "malformed", "longer than 12 months from 2026-05-30"),
        ({"granted": "2026-11-28"}, "malformed", "granted on 2026-11-28, which is after 2026-11-27"),
    ],
)
def test_what_keeps_a_waiver_from_counting(change: dict[str, str], kind: str, told: str) -> None:
    """Each reason is a problem of its own in the report, with file and line, and the finding counts."""
    report = waived(waiver(**change))
    assert kinds(report) == [(kind, change.get("id", WEAK.id))]
    assert report.waivers is not None
    assert told in report.waivers.problems[0].say
    assert report.waivers.problems[0].source == "w.yaml:2"
    assert covered(report) == []


def test_holds_to_its_last_day() -> None:
    """A waiver holds on the day it expires, and not on the next."""
    assert covered(waived(waiver(), today=date(2027, 5, 31))) == [WEAK.id]
    assert kinds(waived(waiver(), today=date(2027, 6, 1))) == [("expired", WEAK.id)]


def test_lapses_when_the_clause_changes() -> None:
    """New spacing, case or page change nothing; another word, number, currency or a further clause does."""
    evidence = WEAK.evidence[0]
    assert evidence.quote.count(" ") > 5

    def with_quote(quote: str) -> Report:
        return reported(replace(WEAK, evidence=(replace(evidence, quote=quote, page=9, start=0),)))

    shifted = evidence.quote.upper().replace(" ", "\n  ")
    assert covered(waived(waiver(), report=with_quote(shifted))) == [WEAK.id]
    for quote in (evidence.quote + " 5%", evidence.quote.replace("without", "with"), evidence.quote[:-20]):
        assert kinds(waived(waiver(), report=with_quote(quote))) == [("lapsed", WEAK.id)]
    further = replace(WEAK, evidence=(evidence, FINDINGS[1].evidence[0]))
    assert kinds(waived(waiver(), report=reported(further))) == [("lapsed", WEAK.id)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 % of fees", "12 days of fees"), ("a cap of $5", "a cap of £5"), ("1.5 times", "15 times"),
        ("12% of fees", "12 of fees"), ("must", "must not"),
    ],
)  # fmt: skip
def test_digests_tell_numbers_apart(one: str, other: str) -> None:
    """Signs that bear on a number are part of the digest."""
    finding = [replace(WEAK, evidence=(replace(WEAK.evidence[0], quote=quote, lead=""),)) for quote in (one, other)]
    assert clause_digest(finding[0]) != clause_digest(finding[1])


def test_missing_has_no_text() -> None:
    """A missing finding is waived for its being missing; once the clause is there, badly, the waiver lapses."""
    assert clause_digest(MISSING) == "missing"
    assert covered(waived(waiver(MISSING), report=reported(MISSING))) == [MISSING.id]
    there = replace(MISSING, status="harmful", evidence=FINDINGS[1].evidence)
    assert kinds(waived(waiver(MISSING), report=reported(there))) == [("lapsed", MISSING.id)]
    assert kinds(waived(waiver(MISSING), report=reported(replace(MISSING, status="present")))) == [
        ("unused", MISSING.id)
    ]


def test_other_documents_and_twins() -> None:
    """A waiver for another document is counted only; a second one for the same finding is not needed."""
    report = waived(waiver(document="other.pdf"), waiver(), waiver())
    assert report.waivers is not None
    assert report.waivers.elsewhere == 1
    assert kinds(report) == [("unused", WEAK.id)]
    assert covered(report) == [WEAK.id]


def test_switched_off_needs_no_waiver() -> None:
    """A waiver for what the policy switches off is not needed."""
    assert kinds(waived(waiver(), report=reported(replace(WEAK, off="not bought")))) == [("unused", WEAK.id)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2027-01-31", "2026-02-30", "expires '2026-02-30' is no day of the calendar"),
        ("2027-01-31", "31.1.2027", "expires '31.1.2027' is no day"),
        ("2027-01-31", "20270131", "is not what is wanted: a day such as"),
        ("  expires: 2027-01-31\n", "", "'expires' is missing"),
        ("  granted: 2026-11-01\n", "", "'granted' is missing"),
        ("  approver: J. Doe\n", "", "'approver' is missing"),
        ("Not needed here", "ok", "the reason, in more than one word"),
        ("text: missing", "text: 3f2a", "is not what is wanted: the report's 'clause_digest'"),
        ("expires:", "expiry:", "'expiry' is not known here; did you mean 'expires'?"),
        ("2027-01-31", "2026-10-31", "expires on 2026-10-31, before it was granted"),
        ("document: a.pdf", "document:", "nothing stands here; wanted is the document"),
    ],
)
def test_one_malformed_waiver_is_told(old: str, new: str, told: str, write: Write) -> None:
    """A waiver that is malformed is a problem with its line; the others of the file hold."""
    path = write(WAIVER_ITEM + "\n# next\n" + WAIVER_ITEM.replace(old, new))
    found = read_waivers(path)
    assert len(found.waivers) == 1
    assert [(each.kind, each.source) for each in found.problems] == [("malformed", f"{WAIVERS}:10")]
    assert told in found.problems[0].say
    assert WAIVERS not in found.problems[0].say


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("waivers:\n" + WAIVER_ITEM, ":1:1: a list of waivers is wanted here"),
        (WAIVER_ITEM.replace("  text", "\ttext"), ":3:1: a tab stands here: indent with spaces"),
        (WAIVER_ITEM + "  id: exit-plan\n", ":8:3: the key 'id' stands here twice"),
        ("- &a " + WAIVER_ITEM[2:].replace("\n  ", "\n     ") + "- *a\n", "anchors and aliases"),
        ("#" * 3_000_000, "is larger than 2,000,000 bytes"),
    ],
)
def test_a_file_that_is_none(text: str, told: str, write: Write) -> None:
    """A file that cannot be read as a list of waivers is exit 2, in one line with its place."""
    path = write(text)
    with pytest.raises(CheckerError) as refusal:
        read_waivers(path)
    assert refusal.value.exit_code == 2
    assert told in str(refusal.value)


def test_items_that_are_no_mappings(write: Write) -> None:
    """A word in the list is a malformed waiver, and an empty list is no waivers."""
    assert [each.kind for each in read_waivers(write("- exit-plan\n" + WAIVER_ITEM)).problems] == ["malformed"]
    assert read_waivers(write("# none any more\n")).waivers == ()


def names(files: tuple[WaiverFile, ...]) -> list[tuple[int, bool]]:
    """For each file the number of its waivers, and whether it is ignored."""
    return [(len(file.waivers), bool(file.ignored)) for file in files]


def test_which_files_count(write: Write, tmp_path: Path) -> None:
    """Those beside the policy files and above the document count; where a policy forbids it, only the policy's own."""
    place = tmp_path / "deals" / "acme"
    place.mkdir(parents=True)
    assert files_for(place, rules_for(place)) == ()
    write(WAIVER_ITEM, f"deals/acme/{WAIVERS}")
    write(WAIVER_ITEM * 2, f"company/{WAIVERS}")
    write("fail-on: high\n", f"company/{POLICY}")
    write(f"extends: ../company/{POLICY}\n", f"deals/{POLICY}")
    assert names(files_for(place, rules_for(place))) == [(2, False), (1, False)]
    write("waivers: {local: forbidden}\n", f"company/{POLICY}")
    write(WAIVER_ITEM * 3, f"deals/{WAIVERS}")
    found = files_for(place, rules_for(place))
    assert names(found) == [(3, True), (2, False), (1, True)]
    assert "forbids local waivers" in found[0].ignored
    assert names(files_for(place, rules_for(place), write(WAIVER_ITEM * 4, "given.yaml"))) == [(4, False)]


def test_ignored_waivers_are_told() -> None:
    """A local waiver that the policy forbids is a problem, and the finding counts."""
    report = waived(waiver(), ignored="the policy x forbids local waivers")
    assert kinds(report) == [("ignored", WEAK.id)]
    assert covered(report) == []


@pytest.mark.parametrize(
    ("start", "longest", "last"),
    [
        ("2026-11-30", "12 months", "2027-11-30"), ("2026-11-30", "3 months", "2027-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"), ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-12-15", "2 weeks", "2026-12-29"), ("2026-12-31", "90 days", "2027-03-31"),
        ("2026-06-30", "6 months", "2026-12-30"), ("2026-01-01", "9999 years", "9999-12-31"),
    ],
)  # fmt: skip
def test_how_long_is_longest(start: str, longest: str, last: str) -> None:
    """Months and years end on the same day of the month, or its last; a time beyond the calendar on the last day."""
    assert until(date.fromisoformat(start), longest) == date.fromisoformat(last)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "20261127", "2026-W01-1", "27.11.2026", "", "２０２６-01-01"]
)
def test_days_that_are_none(text: str) -> None:
    """A day is YYYY-MM-DD and in the calendar; anything else is a usage error."""
    with pytest.raises(UsageError, match="is no day of the calendar such as 2026-11-30"):
        day(text, "--today")

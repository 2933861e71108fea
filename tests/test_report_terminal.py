"""The terminal report is read in a minute: worst first, within its width, with and without colour."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checker.model import Finding, Report, Role, Roles
from checker.report.look import Look
from checker.report.terminal import render
from tests.report_sample import DOCUMENT, FINDINGS, REPORT, reported

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def text(report: Report = REPORT, width: int = 80, detail: str = "normal") -> str:
    """The report without colour."""
    return render(report, Look(width, False, detail)).decode()


def flat(report: Report = REPORT, detail: str = "normal") -> str:
    """The report on one line, so that a sentence can be sought in it."""
    return " ".join(text(report, detail=detail).split())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("detail", ["quiet", "normal", "verbose"])
def test_keeps_its_width(width: int, detail: str) -> None:
    """No line is longer than the width, and none ends in white space."""
    for line in text(width=width, detail=detail).splitlines():
        assert len(line) <= width, line
        assert line == line.rstrip()


def test_colour_changes_nothing_but_colour() -> None:
    """With colour the words are the same, but for the ground of the severities; without it there is no escape."""
    coloured = render(REPORT, Look(80, True)).decode()
    assert "\x1b[" in coloured
    assert ANSI.sub("", coloured).split() == text().split()
    assert "\x1b" not in text()


def test_head_says_who_is_who() -> None:
    """The head names document, pages and parties, and says what to give where a party is unresolved."""
    lines = text().splitlines()
    assert lines[0] == "harbour-msa.pdf, 3 pages"
    assert lines[1] == "Customer: Harbour Mutual Insurance plc (“Harbour”, “Customer”)"
    assert lines[2] == "Supplier: unresolved: give --supplier NAME"
    both = replace(REPORT, roles=Roles(Role("A Ltd", ("A Ltd",)), Role("B Ltd", ())))
    assert text(both).splitlines()[1:3] == ["Customer: A Ltd", "Supplier: B Ltd"]


def test_summary_names_every_status() -> None:
    """The summary counts every status, those with none too."""
    assert "11 protections: 2 present, 2 weak, 2 harmful, 2 missing, 1 elsewhere, 1 unclear, 1 not applicable" in flat()
    assert "To act on: 2 critical, 5 high, 1 medium" in flat()
    assert "1 protection: 1 present, 0 weak" in flat(reported(FINDINGS[3]))


def test_worst_first() -> None:
    """Findings stand by severity, then harmful, missing, weak, unclear, elsewhere, then the library's order."""
    heads = re.findall(r"^(CRITICAL|HIGH|MEDIUM|LOW) ([A-Z]+)  ", text(), re.MULTILINE)
    assert heads == [
        ("CRITICAL", "WEAK"), ("CRITICAL", "WEAK"), ("HIGH", "HARMFUL"), ("HIGH", "HARMFUL"), ("HIGH", "MISSING"),
        ("HIGH", "UNCLEAR"), ("HIGH", "ELSEWHERE"), ("MEDIUM", "MISSING"), ("HIGH", "CONFLICT"),
    ]  # fmt: skip
    assert text().index("data-subprocessors") < text().index("sla-credits-not-sole-remedy")


def test_a_finding_tells_where_why_and_what() -> None:
    """A finding has id, clause, heading, page, the decisive words, one sentence why and one what to ask for."""
    told = flat(reported(FINDINGS[0]))
    assert "data-breach-notification, clause 5.1 (DATA), page 1" in told
    assert "without undue delay" in told
    assert "Why: No number of hours: Supplier decides when the time begins." in told
    assert "Ask: Supplier notifies within 24 hours of becoming aware" in told


def test_quotes_are_cut_to_three_lines() -> None:
    """A quote takes at most about three lines, or four where windows are joined."""
    quoted = text(reported(FINDINGS[0])).split("“", 1)[1].split("”")[0]
    assert len(quoted.splitlines()) <= 4


def test_list_item_keeps_its_lead_in() -> None:
    """An item of a list is quoted with the words that lead in to it."""
    assert "“On expiry Supplier shall: return all Customer Data" in flat(reported(FINDINGS[2]))


def test_missing_says_where_it_looked() -> None:
    """A missing protection shows the nearest clauses, or says that there are none."""
    told = flat(reported(FINDINGS[7]))
    assert "Looked at: 11.1, page 2: “Either party may terminate" in told
    assert "Looked at: the whole text; no clause comes near" in flat(reported(FINDINGS[8]))


def test_printed_page_numbers() -> None:
    """Where the printed page differs from the running number, both are told."""
    finding = replace(FINDINGS[1], evidence=(replace(FINDINGS[1].evidence[0], page=3),))
    assert "page A-1 (sheet 3)" in flat(reported(finding))


def test_present_is_a_compact_list() -> None:
    """What needs no action stands at the end, a line each: title and place."""
    tail = text().split("Present (2)\n")[1]
    assert re.search(r"^  Service levels are defined and bind the supplier +3\.1, page 1$", tail, re.MULTILINE)
    assert "Not applicable (1)\n  Customer may step in when the service fails\n" in tail


def test_lists_beside_the_findings() -> None:
    """Engagement, conflicts, documents to obtain, key terms and regulations are told where there are any."""
    told = flat()
    assert "Engagement: claims-processing (as read)" in told
    assert "HIGH CONFLICT Sole remedy beside a right to terminate 3.2, page 1: “Service Credits are" in told
    assert "Documents to obtain (1) Exhibit C (Data formats), for data-return-deletion 11.2(a), page 2" in told
    assert "Key terms (2) Cure period: thirty (30) days 11.1, page 2" in told
    assert "Cap: one (1) month (one month of charges)" in told
    assert "(dora, 2026-11): 1 covered, 1 not covered (found in the text supplied, no legal conclusion)" in told
    assert "30(3)(f) NOT COVERED exit strategies [secondary]: exit-plan missing" in told
    bare = replace(REPORT, terms=(), conflicts=(), obtain=(), engagement=None, coverage=(), regulations=())
    assert not any(word in text(bare) for word in ("Engagement", "CONFLICT", "obtain", "Key terms", "dora"))


def test_quiet_is_only_the_summary() -> None:
    """--quiet tells the document and the summary, nothing else."""
    assert text(detail="quiet").splitlines() == [
        "harbour-msa.pdf, 3 pages",
        "11 protections: 2 present, 2 weak, 2 harmful, 2 missing, 1 elsewhere,",
        "  1 unclear, 1 not applicable, 0 waived",
        "To act on: 2 critical, 5 high, 1 medium",
    ]


def test_verbose_tells_everything() -> None:
    """--verbose has whole quotes, every weakness with code and words, advice, references and what was sought."""
    told = flat(detail="verbose")
    assert " ".join(FINDINGS[0].evidence[0].quote.split()) in told
    assert "Weakness H3: no number of hours: “without undue delay”" in told
    assert "Advice: Say what the notice must contain." in told
    assert "References: GDPR 33(2) [secondary]" in told
    assert "Sought: terminate ... for convenience; terminate ... without cause" in told
    assert "present: clause 3.2 (SERVICE LEVELS), page 1" in told
    assert "Customer may terminate for material breach (term-material-breach) present: clause 11.1" in told


def test_hostile_text_is_only_text() -> None:
    """Escapes, markup and marks that reverse text reach the terminal as nothing but words."""
    evil = "\x1b[31m[bold]red[/bold] \u202egnp.exe\u202c :smile: \x07 \x9b2J"
    finding: Finding = replace(
        FINDINGS[1], say=evil, title=evil, evidence=(replace(FINDINGS[1].evidence[0], quote=evil, words=()),)
    )
    report = replace(reported(finding), document=replace(DOCUMENT, name=evil), notes=(evil,))
    told = text(report, detail="verbose")
    assert not set(told) & set("\x1b\x07\x9b\u202e\u202c")
    assert "[bold]red[/bold]" in told
    assert ":smile:" in told


def test_same_report_same_bytes() -> None:
    """Rendering twice gives the same bytes."""
    assert render(REPORT) == render(REPORT)

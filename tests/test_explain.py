"""`explain` prints a protection so that a lawyer can read it; `list` names them all."""

from __future__ import annotations

import pytest

from checker.entry import Library
from checker.errors import UsageError
from checker.explain import find, listing, page
from checker.library.compile import CONDITIONS, compile_entry
from checker.library.source import read_source
from checker.report.look import Look

ENTRY = compile_entry(
    read_source(
        b"""
id: ticket-answer-time
title: Supplier answers a ticket in time
family: service-levels
severity: high
why: A ticket without an answer stops the work.
ask: An answer within four hours.
thresholds:
  longest: {value: 8 hours, basis: practice, source: usual in support schedules}
subject: [answer|respond ... ticket]
not-about: [ticket price]
present:
  - {number: {unit: time, kind: within, at-most: longest}}
weak:
  - {code: H3, number: {unit: time, none: true}, hedge: [H13, H1], say: "no number, against {longest}"}
cut:
  - {code: X1, phrase: [ticket ... fair use], with: [limit, cap], say: a limit on tickets}
harmful:
  - {denied: true}
  - {phrase: [no obligation to answer], statuses: {other-one: [missing, weak]}, defined: {Ticket: [paid]}}
not-applicable:
  - {contract-lacks: [ticket], points-to: url, number: {unit: percent}}
advice:
  - {absent: [nights], say: Say what holds at night.}
references: [{ref: ISO 20000-1, mark: unverified}]
examples:
  present: ["Supplier shall answer each ticket within 2 hours."]
  missing: ["Supplier shall print a ticket."]
""",
        "service-levels/ticket-answer-time.yaml",
    )
)
LIBRARY = Library((ENTRY,), "1", "ab" * 32)


def shown(width: int = 200) -> str:
    """The page of the entry."""
    return page(ENTRY, Look(width)).decode()


def test_page_holds_everything() -> None:
    """The page has title, severity, why, ask, wordings, thresholds, advice, examples, references and the file."""
    for part in (
        "Supplier answers a ticket in time\nticket-answer-time, service-levels, high\n",
        "Why it matters: A ticket without an answer stops the work.",
        "Ask for: An answer within four hours.",
        "Sought\n  - answer | respond ... ticket",
        "Not about\n  - ticket price",
        "longest: 8 hours (practice: usual in support schedules)",
        "- Say what holds at night.",
        "Examples: present\n  - “Supplier shall answer each ticket within 2 hours.”",
        "Examples: missing (the same words, another matter)\n  - “Supplier shall print a ticket.”",
        "- ISO 20000-1 [unverified]",
        "File: service-levels/ticket-answer-time.yaml",
    ):
        assert part in shown()


def test_rules_read_as_sentences() -> None:
    """Each rule tells its code, what it says, who is bound and every condition in words."""
    for part in (
        "Present when\n  - supplier must; a time (within) at most 8 hours (longest)",
        "- H3: no number, against 8 hours: supplier must; hedged: effort only (H1), only if material (H13); no time is",
        "Taken back when\n  - X1: a limit on tickets: “ticket ... fair use”; with “limit” or “cap”",
        "- the reverse of: supplier must",
        "“no obligation to answer”; “Ticket” is defined with “paid”; other-one is missing/weak",
        "a percent is stated; the contract holds no “ticket”; it points to: url",
    ):
        assert part in shown()


def test_page_keeps_its_width() -> None:
    """No line is longer than the width."""
    assert max(map(len, shown(60).splitlines())) <= 60


def test_every_condition_has_words() -> None:
    """Each condition that a rule can ask for is told in words of its own."""
    from checker.explain import _CONDITIONS

    assert {*_CONDITIONS, "bound", "force", "number"} >= set(CONDITIONS)


def test_unknown_id_names_the_nearest() -> None:
    """An id that is not known is a usage error that names near ones, or where all stand."""
    assert find(LIBRARY, "ticket-answer-time") is ENTRY
    with pytest.raises(UsageError, match="did you mean ticket-answer-time"):
        find(LIBRARY, "ticket-answer")
    with pytest.raises(UsageError, match="bpo-check list"):
        find(LIBRARY, "xyz")


def test_list_by_family() -> None:
    """The list has every id with severity and title under its family."""
    assert listing(LIBRARY, Look()).decode() == (
        "service-levels (1)\n"
        "  ticket-answer-time (high): Supplier answers a ticket in time\n"
        "\n"
        "1 protection, library 1 (abababababab)\n"
    )

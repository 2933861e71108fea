"""References: each number of a list in the plural is a pointer of its own, and amounts behind a number are none."""

from __future__ import annotations

import pytest

from checker.check import examine, shipped
from checker.model import Document, Page
from tests.test_segment import of

BODY = (
    "\n\n4. PRICE\n\n4.2 The fee is (a) ten pounds for each box; and (b) one pound for each label on a box.\n\n"
    "4.3 It is fixed."
)


def pointed(words: str) -> list[str]:
    """The labels of the references in a sentence with these words."""
    made = of(f"1. WORK\n\n1.1 The Seller shall print as set out in {words}.{BODY}")
    for reference in made.references:
        assert made.quote(reference.start, reference.end).strip("\"'()")[-1].isalnum() or reference.kind == "clause"
    return [reference.label for reference in made.references]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("Exhibits A and B", ["Exhibit A", "Exhibit B"]),
        ("Schedules 1, 2 and 5", ["Schedule 1", "Schedule 2", "Schedule 5"]),
        ("Schedules 1 (Forms), 2 (Labels) or 3", ["Schedule 1", "Schedule 2", "Schedule 3"]),
        ('Appendices "X" and "Y"', ["Appendix X", "Appendix Y"]),
        ("Annexes A to C", ["Annex A", "Annex B", "Annex C"]),
        ("Attachments 1-3", ["Attachment 1", "Attachment 2", "Attachment 3"]),
        ("Sections 4.2 through 4.4", ["Section 4.2", "Section 4.3", "Section 4.4"]),
        ("clauses 4.2(a) and (b)", ["clause 4.2(a)", "clause 4.2(b)"]),
        ("Section 4.2 or 4.3", ["Section 4.2", "Section 4.3"]),
        ("Articles IV and VI", ["Article IV", "Article VI"]),
        ("Section 4 and 30 days later in Schedule 1, 2 copies", ["Section 4", "Schedule 1"]),
        ("Sections 4, 30 days after notice", ["Sections 4"]),
    ],
)
def test_each_number_of_a_list_is_a_reference(words: str, labels: list[str]) -> None:
    """A list or span of numbers behind a word in the plural points to each of them, an amount to nothing."""
    assert pointed(words) == labels


def test_an_item_within_a_sentence_is_found_in_its_clause() -> None:
    """A pointer to an item that has no line of its own leads to its clause; to one that is not there, nowhere."""
    made = of(f"1. WORK\n\n1.1 The fee is as in clauses 4.2(a), (b) and (f).{BODY}")
    targets = [made.clauses[r.target].number if r.target is not None else None for r in made.references]
    assert targets == ["4.2", "4.2", None]


def test_every_schedule_of_a_list_is_asked_for() -> None:
    """Schedules that are named in a list and not supplied are all among the documents to obtain."""
    text = (
        "HOSTING AGREEMENT\n\n1. SERVICES\n\n1.1 Supplier shall host the site as described in Exhibits A and B and "
        "meet the service levels in Schedules 2 through 4. Customer shall pay the fees.\n\n2. TERM\n\n2.1."
    )
    document = Document("t.txt", "0" * 64, text, (Page(1, "1", 0, len(text)),))
    labels = [missing.label for missing in examine(document, shipped()).obtain]
    assert labels == ["Exhibit A", "Exhibit B", "Schedule 2", "Schedule 3", "Schedule 4"]


def resolved(text: str, label: str) -> bool:
    """Whether the first reference of that label points into the text."""
    return next(each.resolved for each in of(text).references if each.label == label)


@pytest.mark.parametrize(
    ("body", "there"),
    [
        ("The fee is $400.", True),
        ("The Seller sweeps the yard each day at noon.", True),
        ("[intentionally omitted]", False),
        ("To be agreed by the parties in due course.", False),
        ("", False),
    ],
)
def test_a_short_schedule_is_there_if_it_says_something(body: str, there: bool) -> None:
    """A schedule of one sentence or amount is in the text; a title alone and what stands for it are not."""
    assert resolved(f"1. WORK\n\n1.1 The fee is in Exhibit A.\n\nEXHIBIT A\n\nFEES\n\n{body}", "Exhibit A") is there


def test_a_schedule_is_where_its_text_is() -> None:
    """Schedules that are listed by title first are found where they stand in full."""
    listed = 'Schedule "A" - Work\nSchedule "B" - Fees'
    work = (
        "The Seller shall sweep the yard, wash the windows, air all of the rooms and count what is left in the store. "
        * 2
    )
    text = f'{listed}\n\n1. WORK\n\n1.1 The work is in Schedule "A".\n\nSCHEDULE "A"\n\nWORK\n\n{work}'
    reference = [each for each in of(text).references if each.label == 'Schedule "A"'][-1]
    assert reference.resolved


def test_a_clause_of_another_paper_is_elsewhere() -> None:
    """ "Article V of the Parent Agreement" points to a paper that is not there, not to a clause of this one."""
    text = (
        "1. WORK\n\n1.1 Secrets stay so under Section 1.1 (Secrets) of the Parent Agreement.\n\n1.2 Section 1.1 rules."
    )
    made = of(text)
    assert [(each.kind, each.label, each.resolved) for each in made.references] == [
        ("document", "Parent Agreement", False),
        ("clause", "Section 1.1", True),
    ]


def test_sections_that_survive_may_stand_behind_a_colon() -> None:
    """ "The following Sections will survive: 2 through 4 (except for 4.3), and 6" points to 2, 3, 4 and 6."""
    text = "1. END\n\n1.1 The following Sections will survive the end: 2 through 4 (except for number 4.3), and 6."
    assert [each.label for each in of(text).references] == ["Section 2", "Section 3", "Section 4", "Section 6"]


def test_an_agreement_of_a_parent_is_no_superior_paper() -> None:
    """A "Parent Support Agreement" is not the agreement above this one: what it is about cannot be elsewhere for it."""
    text = "1. WORK\n\n1.1 Fees fall due under Section 3 of the Parent Support Agreement.\n\n1.2 It is so."
    assert [each.kind for each in of(text).references] == ["clause"]

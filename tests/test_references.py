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

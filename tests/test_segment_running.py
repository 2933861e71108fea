"""Lists and captions that run on inside one paragraph, and what stands on a page beside its text."""

from __future__ import annotations

import pytest

from checker.segment.captions import glued
from tests.test_segment import of
from tests.test_segment_lists import led


@pytest.mark.parametrize(
    "marks", [("1.", "2.", "3."), ("1)", "2)", "3)"), ("a.", "b.", "c."), ("(a)", "(b)", "(c)"), ("i.", "ii.", "iii.")]
)
def test_items_that_are_sentences_get_their_lead_in(marks: tuple[str, str, str]) -> None:
    """Behind "The Seller shall:" each numbered sentence of the paragraph is an item; a further sentence is none."""
    one, two, three = marks
    found = led(
        f"4.1 The Seller shall: {one} Count the stock. {two} Report it to the Buyer. {three} Air the rooms. "
        "The Buyer may attend."
    )
    assert [*found] == ["The Seller shall:", "Count the stock.", "Report it to the Buyer.", "Air the rooms.",
                        "The Buyer may attend."]  # fmt: skip
    assert found["Report it to the Buyer."] == found["Air the rooms."] == ["The Seller shall:"]
    assert found["The Buyer may attend."] == []


def test_a_second_sentence_of_an_item_is_none() -> None:
    """What goes on behind an item with a verb of its own stands on its own; the next item has its lead-in."""
    found = led("4.1 The Seller shall: 1. Count the stock. The Buyer may attend. 2. Report the count.")
    assert found["The Buyer may attend."] == []
    assert found["Report the count."] == ["The Seller shall:"]


@pytest.mark.parametrize("marks", [("a)", "b)"), ("1.", "2."), ("i)", "ii)"), ("(1)", "(2)")])
def test_items_within_one_sentence_are_parted(marks: tuple[str, str]) -> None:
    """Long items of one sentence are statements of their own, whatever their marks."""
    one, two = marks
    found = led(
        f"4.1 The Seller shall: {one} count the stock in all of its rooms; {two} report it to the Buyer by Monday."
    )
    assert [*found.values()] == [[], ["The Seller shall:"], ["The Seller shall:"]]


@pytest.mark.parametrize(
    "text",
    [
        "4.1 The Seller shall keep the stock. See Section 2. It is listed under paragraph 3. Costs are low.",
        "4.1 The price is 1. Plan A costs more. 2. Plan B costs less.",
        "4.1 The Seller is owned by A. Smith and B. Jones. They shall sign.",
    ],
)
def test_numbers_that_nothing_leads_in_are_no_list(text: str) -> None:
    """A number behind a pointer, a price or a name opens no item."""
    assert not any(led(text).values())


def test_a_subject_before_its_list_is_no_heading() -> None:
    """ "If the Buyer:" and "The Seller:" go on with their items; "Fees:" is a heading."""
    made = of("4.1 If the Buyer: (a) is late; or (b) fails to pay, the Seller may end this contract.")
    assert [clause.heading for clause in made.clauses if clause.number == "4.1"] == [""]
    made = of("4.1 Fees: (a) the Buyer shall pay each month; and (b) the Seller shall send a bill.")
    assert [clause.heading for clause in made.clauses if clause.number == "4.1"] == ["Fees"]


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Governing Law This contract is governed by the laws of Freedonia.", "Governing Law"),
        ("Amendment No amendment is valid unless it is in writing.", "Amendment"),
        ("SEVERABILITY If any term is void, the rest shall stand.", "SEVERABILITY"),
        ("RETURN OF GOODS Buyer shall return the goods.", "RETURN OF GOODS"),
        ("Costs The Buyer bears its own costs.", "Costs"),
        ("Entire Agreement This Agreement is all there is.", "Entire Agreement"),
        ("The Seller shall report.", ""),
        ("Service Provider shall keep the records.", ""),
        ("Exhibits A and B are part of this contract.", ""),
        ("SUPPLY AGREEMENT This Supply Agreement is made in May.", ""),
        ("If Buyer The Company is late, it shall pay.", ""),
        ("ACME Seller shall keep the records.", ""),
    ],
)
def test_a_caption_without_a_stop(text: str, caption: str) -> None:
    """A caption ends where its sentence begins; names, pointers and titles are no captions."""
    assert text[: glued(text)].strip() == caption


def test_a_glued_caption_is_a_heading() -> None:
    """The statement begins behind the caption, with and without a number."""
    made = of(
        "12. Assignment Neither party may assign this contract.\n\nPublicity Each party shall ask before it speaks."
    )
    assert [made.statement_text(s) for s in made.statements] == [
        "Neither party may assign this contract.", "Each party shall ask before it speaks.",
    ]  # fmt: skip
    assert [made.clauses[s.clause].heading for s in made.statements] == ["Assignment", "Publicity"]


@pytest.mark.parametrize("foot", ["1 | Page", "12 | P a g e", "Page | 3", "Page 3 | 20"])
def test_the_foot_of_a_page_leads_nothing_in(foot: str) -> None:
    """A page number between a lead-in and its items says nothing."""
    found = led(f"4.1 The Seller shall keep:\n\n{foot}\n\n(a) the books; and\n\n(b) the tapes.")
    assert found == {"The Seller shall keep:": [], "the books; and": ["The Seller shall keep:"],
                     "the tapes.": ["The Seller shall keep:"]}  # fmt: skip

"""The passages on a subject: what a reader would mark."""

from __future__ import annotations

from checker.model import Contract, Document, Page
from checker.passages import passages
from checker.segment import segment


def of(text: str) -> Contract:
    """The structure of a text."""
    return segment(Document("t.txt", "0" * 64, text, (Page(1, "1", 0, len(text)),)))


def marked(text: str, *words: str) -> list[str]:
    """The passages where the statements that hold one of the words were located."""
    made = of(text)
    numbers = [s.index for s in made.statements if any(word in made.statement_text(s) for word in words)]
    return [" ".join(passage.text.split()) for passage in passages(made, numbers)]


def test_an_item_inside_a_sentence_brings_the_sentence() -> None:
    """A located item of a run-in list is shown with its lead-in and its sisters."""
    text = (
        "1. The Supplier shall (a) keep all books of account in good order; (b) let the Customer see the books at "
        "any time; and (c) answer the questions of the auditors."
    )
    assert marked(f"{text}\n", "see the books") == [text.removeprefix("1. ")]


def test_neighbours_in_a_clause_are_one_passage() -> None:
    """Adjoining sentences of one clause are joined; a sentence that goes on with "Such" is taken along."""
    found = marked(
        "1. The Supplier shall hold insurance. The insurance covers a million. Such insurance is primary.\n\n"
        "2. The Supplier shall tell the Customer of its insurance.\n",
        "hold insurance", "covers", "tell",
    )  # fmt: skip
    assert found == [
        "The Supplier shall hold insurance. The insurance covers a million. Such insurance is primary.",
        "The Supplier shall tell the Customer of its insurance.",
    ]


def test_an_item_on_its_own_line_brings_its_lead_in() -> None:
    """The first item of a list is shown with the lead-in right before it."""
    text = "1. The Supplier shall:\n\n(a) hold insurance;\n\n(b) keep books.\n"
    assert marked(text, "insurance") == ["The Supplier shall: (a) hold insurance;"]

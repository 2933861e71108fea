"""Facts of the items of a list: what stands under the lead-in, and what under the item's own verb."""

from __future__ import annotations

import pytest

from checker.check import index_of, shipped
from checker.facts import Facts
from checker.locate import locate
from checker.model import Document, Page
from checker.segment import segment

LEAD = "1. Supplier and Customer.\n\n2. The work of Supplier for Customer may be ended only as follows:\n\n"
EXCEPT = "1. Supplier and Customer.\n\n2. This Agreement shall not be ended except as follows:\n\n"


def facts_of(text: str) -> Facts:
    """The facts of a text between Supplier and Customer."""
    contract = segment(Document("t.txt", "0" * 64, text, (Page(1, "1", 0, len(text)),)))
    located = locate(contract, index_of(shipped()))
    return Facts(contract, located.words, located.ranges)


def governs(facts: Facts, word: str) -> tuple[int, tuple[str, str]]:
    """(the last statement that holds the word, who is bound there and how)."""
    low = facts.words.lower
    statement, at = next(
        (number, at)
        for number in reversed(range(len(facts.ranges)))
        for at in range(*facts.ranges[number])
        if low[at] == word
    )
    predicate = facts.governing(statement, ((at, at + 1),))[0]
    return statement, (predicate.bound, predicate.force)


@pytest.mark.parametrize(
    ("item", "bound", "force"),
    [
        ("(a) At the end (by notice or through a merger), Supplier shall return the files.", "supplier", "must"),
        ("(a) On a merger or a sale, neither party shall move the staff.", "both", "must-not"),
        ("(a) Supplier, before or after a merger, shall keep the files.", "supplier", "must"),
        ("(a) upon a merger of Supplier, in which case Customer shall pay the fees;", "nobody", "may"),
        ("(a) after a merger, and Supplier shall return the files;", "nobody", "may"),
        ("(a) by Customer after a merger, if Supplier is late with its notice;", "nobody", "may"),
        ("(a) following a merger, provided that Supplier shall be told of it;", "nobody", "may"),
    ],
)  # fmt: skip
def test_an_item_that_is_a_sentence_stands_under_its_own_verb(item: str, bound: str, force: str) -> None:
    """What stands before an item's verb is the lead-in's only where the item goes on with the lead-in."""
    facts = facts_of(LEAD + item + "\n\n(b) by Customer at the end of the year.\n")
    assert governs(facts, "merger")[1] == (bound, force)


@pytest.mark.parametrize(
    "item",
    [
        "(a) upon a merger of Supplier or otherwise, Customer may end this Agreement;",
        "(a) upon a merger of Supplier, in which case Customer may end this Agreement;",
        "(a) upon a merger of Supplier;",
    ],
)
def test_what_a_lead_in_excepts_is_not_denied(item: str) -> None:
    """The denial of "shall not be ended except as follows" reaches no item: what it excepts is allowed."""
    facts = facts_of(EXCEPT + item + "\n\n(b) at the end of the year.\n")
    statement = governs(facts, "merger")[0]
    own = facts.predicates(statement)[-1]
    assert own.force == "may"
    assert all(host.force == "may" for host in facts.hosts(statement, (own,)))


def test_who_may_do_nothing_but_the_items_gets_no_right_by_them() -> None:
    """ "Supplier shall not disclose the files except: (a) ..." denies in its items, too."""
    text = "1. Supplier and Customer.\n\n2. Supplier shall not disclose the files except:\n\n(a) after a merger; and"
    facts = facts_of(text + "\n\n(b) to its auditors.\n")
    assert governs(facts, "merger")[1] == ("supplier", "must-not")


def test_every_item_of_a_promise_binds_who_promises() -> None:
    """ "Supplier warrants that: (a) ...; (b) ..." binds Supplier by each item, not by the first only."""
    text = "1. Supplier and Customer.\n\n2. Supplier warrants to Customer that:\n\n"
    facts = facts_of(text + "(a) the first tool is new; and\n\n(b) the merger will comply with the law.\n")
    assert governs(facts, "merger")[1] == ("supplier", "must")


@pytest.mark.parametrize(
    ("lead", "item", "force"),
    [
        ("Supplier agrees:", "(a) not to discuss a merger; and", "must-not"),
        ("Supplier agrees:", "(a) to report a merger; and", "must"),
        ("Supplier agrees not:", "(a) to discuss a merger; and", "must-not"),
        ("Supplier may end it as told here, and it shall not be liable for exercising this right:",
         "(a) after a merger; and", "may"),
        ("Supplier may end it as told here, and shall not be liable for:", "(a) a merger; and", "need-not"),
    ],
)  # fmt: skip
def test_a_lead_in_says_what_it_says_without_its_first_item(lead: str, item: str, force: str) -> None:
    """The denial of an item is its own, and what a lead-in says of its own right does not reach the items."""
    text = f"1. Supplier and Customer.\n\n2. {lead}\n\n{item}\n\n(b) to take care of the tools.\n"
    assert governs(facts_of(text), "merger")[1] == ("supplier", force)

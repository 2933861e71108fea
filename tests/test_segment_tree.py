"""The clause tree of untidy paper: listed schedules, contents without a title, headings with a stop, addresses."""

from __future__ import annotations

from tests.test_segment import numbered, of

#: A table of contents that nothing announces.
CONTENTS = "\n".join(
    f"{number}. {title} {page}"
    for number, title, page in [
        (1, "Printing", 2), (2, "Stock", 2), (3, "Delivery", 3), (4, "Price", 4), (5, "Audit", 4), (6, "Ending", 5),
        (7, "Notices", 6), (8, "Law", 7), (9, "Signing", 7),
    ]
)  # fmt: skip


def test_schedules_that_are_only_listed_open_nothing() -> None:
    """A list of the schedules among the clauses is no schedule: the clause behind it has its own number."""
    found = numbered(
        "1. PAPERS\n\nThe following are part of this contract:\n\nSchedule A - Prices\n\nSchedule B - Forms\n\n"
        "2. STOCK\n\n(a) The Printer shall keep the stock dry.\n\n3. TERM\n\nThe contract lasts one year.\n\n"
        "Schedule A - Prices\n\n1. Each form costs two pounds, and the Buyer shall pay within a month of delivery.\n"
    )
    assert found["The Printer shall keep the stock dry."] == "2(a)"
    assert found["The contract lasts one year."] == "3"
    assert next(number for text, number in found.items() if text.startswith("Each form")) == "Schedule A, 1"


def test_contents_without_a_title_are_no_clauses() -> None:
    """Line after line a title with a page number is a table of contents; the clauses behind it are cited as ever."""
    body = "\n\n".join(
        f"{number}. The Printer shall keep rule number {number} of the house." for number in range(1, 10)
    )
    made = of(f"PRINTING AGREEMENT\n\n{CONTENTS}\n\nThis agreement is made today.\n\n{body}\n\n{body}")
    kinds = {made.statement_text(s): s.kind for s in made.statements}
    assert kinds["5. Audit 4"] == "contents"
    rule = next(s for s in made.statements if made.statement_text(s).startswith("The Printer shall keep rule number 5"))
    assert made.clauses[rule.clause].number == "5"


def test_prices_are_no_contents() -> None:
    """A list of prices is none, though its lines end with numbers."""
    rows = "\n".join(f"Form in colour {n} for the branch in town {n * 3}" for n in range(1, 12))
    made = of(f"PRICES\n\n{rows}\n\n" + "The Printer shall keep to these prices for the whole of the term. " * 20)
    assert "contents" not in {s.kind for s in made.statements}


def test_a_heading_may_end_with_a_stop() -> None:
    """ "3. Keeping of Records." alone on its line is the heading of what stands below it."""
    made = of(
        "3. Keeping of Records.\n\n(a) The Printer shall keep the orders.\n\n(b) The Printer shall keep the bills."
    )
    assert made.clauses[made.statements[-1].clause].path == ("Keeping of Records",)
    assert made.statement_text(made.statements[0]) == "The Printer shall keep the orders."


def test_an_address_breaks_no_list() -> None:
    """An item behind an address, whose lines look like headings, is cited under its clause."""
    found = numbered(
        "9. NOTICES\n\nNotices go to:\n\n(a) if to the Buyer:\n\nBirch Bank Holdings, LLC\n12 Mill Road\n\n"
        "(b) if to the Printer, to its office.\n\n10. LAW\n\nThe law of England applies."
    )
    assert found["if to the Printer, to its office."] == "9(b)"

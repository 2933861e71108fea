"""Where clauses, items and schedules begin in text that runs on: glued numbers, small letters, recitals."""

from __future__ import annotations

import pytest

from checker.read.normalise import normalise
from tests.test_segment import numbered, of
from tests.test_segment_lists import led


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("26.1Neither party may assign.", "26.1 Neither party may assign."),
        ("3.SEV shall pay.", "3. SEV shall pay."),
        ("2.4.1A party may leave.", "2.4.1 A party may leave."),
        ("2.5GHz and 10.1Mbps are fast.", "2.5GHz and 10.1Mbps are fast."),
        ("Form 3.1Bis applies.", "Form 3.1Bis applies."),
    ],
)
def test_a_number_and_its_first_word_are_two(glued: str, apart: str) -> None:
    """The number of a clause stands apart from its first word; an amount and its unit stay one."""
    assert normalise(f"Text.\n{glued}") == f"Text.\n{apart}"


def test_numbers_before_small_letters_are_items() -> None:
    """ "1. count the stock" behind a colon is an item with its lead-in, and the next clause is one again."""
    text = (
        "5. Seller\n\nThe Seller shall:\n\n1. count the stock;\n2. report it. It shall do so in writing; and\n"
        "3. air the rooms.\n\n6. Buyer\n\nThe Buyer shall pay."
    )
    found = led(text)
    assert found["count the stock;"] == found["report it."] == found["air the rooms."] == ["The Seller shall:"]
    assert found["The Buyer shall pay."] == []
    assert numbered(text)["air the rooms."] == "5(3)"
    assert numbered(text)["The Buyer shall pay."] == "6"


def test_a_number_in_a_wrapped_line_is_no_item() -> None:
    """ "2. in the list" that goes on with a sentence opens nothing."""
    text = "4. Price\n\nThe Buyer shall pay the sums that stand under number\n2. in the price list of the Seller."
    assert len(led(text)) == 1


def test_decimals_in_one_run_before_small_letters_are_items() -> None:
    """ "shall: 1.7.1 keep ...; 1.7.2 permit ...; and 1.7.3 help" in one line are three items with their lead-in."""
    text = (
        "1.6 The fee is fixed.\n\n1.7 The Seller shall: 1.7.1 keep the files in its own safe. It may copy them; "
        "1.7.2 only permit its own staff to open them; and 1.7.3 help the Buyer."
    )
    assert numbered(text)["only permit its own staff to open them; and"] == "1.7.2"
    assert led(text)["help the Buyer."] == ["The Seller shall:"]


def test_a_decimal_that_is_pointed_to_is_no_item() -> None:
    """ "under clause 1.7; 1.7.1 and" is a list of pointers."""
    text = "1.7 The Seller shall keep all files that are named in clause 1.7; 1.7.1 and the annex, and shall copy them."
    assert len(led(text)) == 1


def test_a_second_list_in_the_same_letters_keeps_the_lead_in() -> None:
    """Letters that begin anew behind a complete item belong to the same clause and have its lead-in."""
    text = (
        "3.3 The Buyer may end this contract upon any of the following:\n\n(a) the Buyer is sold;\n\n"
        "(b) the Buyer leaves the town for good.\n\n(a) the Seller is sold;\n\n(b) the Seller is late."
    )
    assert led(text)["the Seller is late."] == ["The Buyer may end this contract upon any of the following:"]
    assert numbered(text)["the Seller is sold;"] == "3.3(a)"


def test_letters_below_a_titled_letter_stay_below_it() -> None:
    """ "b. Ending." is a title: the letters below it are its own."""
    text = (
        "6. Term\n\na. Start. It starts today.\n\nb. Ending.\n\na. The Buyer may leave at any time.\n\nb. So may all."
    )
    assert numbered(text)["The Buyer may leave at any time."] == "6(b)(a)"


@pytest.mark.parametrize(
    "recital",
    [
        "WHEREAS, the Seller owns all of its own tools and will keep them.",
        "RECITALS: WHEREAS, the Seller shall own its tools; and WHEREAS the Buyer needs them.",
    ],
)
def test_a_recital_without_heading_is_no_evidence(recital: str) -> None:
    """What begins with "whereas" is a recital wherever it stands, and what is agreed behind it is not."""
    made = of(f'AGREEMENT between Elm Ltd ("Seller") and Ash Ltd ("Buyer"). {recital}\n\nThe Buyer shall pay.')
    kinds = {made.statement_text(s): s.kind for s in made.statements}
    assert kinds[recital] == "recital"
    assert kinds["The Buyer shall pay."] == "operative"


def test_a_schedule_stands_behind_a_table_or_signatures() -> None:
    """The name of a schedule alone on a line, with its title in capitals below, opens it though nothing ended."""
    text = (
        "1. WORK\n\nThe Seller shall do the work in Exhibit B.\n\nName: Elm\nTitle: Owner\nExhibit B\n\nWORK AND FEES\n"
        "The Seller shall sweep each of the four rooms of the house on every working day, and shall wash the windows "
        "of the house once in each quarter."
    )
    made = of(text)
    assert [r.resolved for r in made.references if r.start < 60] == [True]
    assert any(clause.number == "Exhibit B" for clause in made.clauses)


def test_decimals_in_one_run_need_not_be_seen_all() -> None:
    """Behind a sentence a decimal further on begins a clause, though the one before it was not seen."""
    text = (
        "2. Work. 2.1. Scope. The Seller shall print. 2.3 Time. It shall do so in May. The rate of 2.5 percent stays. "
        "4.2 Costs. The Buyer bears them."
    )
    found = numbered(text)
    assert found["It shall do so in May."] == "2.3"
    assert found["The rate of 2.5 percent stays."] == "2.3"
    assert found["The Buyer bears them."] == "4.2"


def test_a_decimal_after_a_new_number_belongs_to_it() -> None:
    """ "7. Term. 7.1. Start." in one line: 7.1 follows 7, whatever stood before."""
    text = "6.1 The fee is fixed.\n\n6.2 It is low.\n\n7. Term. 7.1. Start. The term starts in May. 7.2. End. It ends."
    assert numbered(text)["The term starts in May."] == "7.1"
    assert numbered(text)["It ends."] == "7.2"


def test_a_titled_number_goes_on_behind_a_gap() -> None:
    """ "12. Default. If ..." begins a clause behind 10, though 11 was not seen; a number without a title does not."""
    text = (
        "10. Costs. The Buyer bears all of the costs of it. 12. Default. If the Buyer is late, it pays interest. "
        "14. The rest of the sum is due on Monday of each week."
    )
    assert numbered(text)["If the Buyer is late, it pays interest."] == "12"
    assert not any(number == "14" for number in numbered(text).values())


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Certain information in this exhibit has been omitted and filed separately.", "note"),
        ("[***] Indicates material for which confidential treatment has been requested.", "note"),
        ("Confidential Information that is omitted from a list shall be kept secret.", "operative"),
        ("By Seller: /s/ Ann Elm Date: May 3, 2019", "signature"),
        ("15", "note"),
        ("$15", "operative"),
        ("99.5%", "operative"),
    ],
)
def test_legends_hands_and_page_numbers_are_no_evidence(said: str, kind: str) -> None:
    """What a filing says of its redactions, a signature, and a number alone are told from what is agreed."""
    made = of(f"1. WORK\n\n1.1 The Seller shall print.\n\n{said}\n\n1.2 The Buyer shall pay.")
    kinds = {made.statement_text(s): s.kind for s in made.statements}
    assert kinds.get(said, "note" if said.isdigit() else "") == kind
    assert kinds["The Buyer shall pay."] == "operative"


def test_words_of_agreement_below_a_title_are_a_recital() -> None:
    """ "NOW, THEREFORE, ... agree as follows:" under the title of the paper leads in nothing and is no evidence."""
    made = of(
        'SUPPLY AGREEMENT\n\nThis is made between Elm Ltd ("Seller") and Ash Ltd ("Buyer").\n\n'
        "NOW, THEREFORE, for the sums named here the parties agree as follows:\n\n1. WORK\n\nThe Seller shall print."
    )
    kinds = {made.statement_text(s): s.kind for s in made.statements}
    assert kinds["NOW, THEREFORE, for the sums named here the parties agree as follows:"] == "recital"


@pytest.mark.parametrize("said", ["Customer owns the Customer Data.", "Supplier keeps the Customer Data secret."])
@pytest.mark.parametrize("before", ["", "2. ", "2.1 "])
def test_a_short_sentence_of_names_is_no_heading(said: str, before: str) -> None:
    """What a party does is said in small letters, as no title has it: the line is evidence, numbered or not."""
    contract = of(f"1. Scope\n\nSupplier hosts the shop.\n\n{before}{said}\n\n9. Customer Data\n\nIt is safe.")
    kinds = {contract.statement_text(each): each.kind for each in contract.statements}
    assert kinds[said] == "operative"
    assert "Customer Data" in [clause.heading for clause in contract.clauses]


def test_contents_may_name_pages_of_the_schedules() -> None:
    """ "Exhibit B Form of Notice EB-1" at the end of a table of contents opens no schedule over the clauses."""
    titles = ("Terms", "Work", "Fees", "Staff", "Data", "Secrets", "Cover", "End")
    contents = [f"Section {number}. {title} {number}" for number, title in enumerate(titles, 1)]
    text = "\n".join([*contents, "Schedule A Prices SA-1", "Exhibit B Form of Notice EB-1"])
    clauses = "\n\n".join(f"{number}. {title}\n\nSupplier shall see to it." for number, title in enumerate(titles, 1))
    made = of(f"{text}\n\nThe parties agree as follows.\n\n{clauses}\n\nEXHIBIT B\n\nNotice is given to the Customer.")
    said = {made.statement_text(each): made.clauses[each.clause].number for each in made.statements}
    assert {number for quote, number in said.items() if quote.startswith("Supplier shall")} <= {"8"}
    assert said["Notice is given to the Customer."] == "Exhibit B"


def test_of_is_no_number_of_a_schedule() -> None:
    """ "Schedule of Receivables" below "Schedule A" is its title and opens no schedule "OF"."""
    made = of("1. Work\n\nIt is done.\n\nSCHEDULE A\n\nSchedule of Receivables\n\nNone is due.")
    assert {clause.number for clause in made.clauses if clause.number.startswith("Schedule")} == {"Schedule A"}

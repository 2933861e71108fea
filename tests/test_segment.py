"""Segmenting: clauses as a lawyer would cite them, statements with their lead-ins, what is never evidence."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from checker.model import Contract, Document, Page
from checker.read import read
from checker.segment import segment
from checker.segment.headings import is_heading, run_in
from checker.segment.numbering import label_of
from checker.segment.sentences import items, sentences


def of(text: str) -> Contract:
    """The structure of a text."""
    return segment(Document("t.txt", "0" * 64, text, (Page(1, "1", 0, len(text)),)))


def numbered(text: str) -> dict[str, str]:
    """Statement text -> the number of its clause."""
    made = of(text)
    return {made.statement_text(s): made.clauses[s.clause].number for s in made.statements}


@pytest.mark.parametrize(
    ("line", "style", "cited"),
    [
        ("ARTICLE IV - FEES", "article", "Article IV"),
        ("4.1 Services", "decimal", "4.1"),
        ("4.1.2 The Supplier shall", "decimal", "4.1.2"),
        ("4. TERM", "number", "4"),
        ("Section 7.2 Audit", "decimal", "7.2"),
        ("(a) notify the Customer", "lower", "(a)"),
        ("(ii) return the data", "roman", "(ii)"),
        ("(B) The Customer", "upper", "(B)"),
        ("SCHEDULE 2", "schedule", "Schedule 2"),
        ("Exhibit B - Service Levels", "schedule", "Exhibit B"),
    ],
)
def test_numbers_of_clauses_are_read(line: str, style: str, cited: str) -> None:
    """Each usual form of a number is known, with the way it is cited."""
    label = label_of(line)
    assert label is not None
    assert (label.style, label.cited) == (style, cited)


@pytest.mark.parametrize(
    "line", ["30 days after the end", "99.9% of the time", "12.5 percent", "2025 was a year", "Exhibit B shall apply"]
)
def test_other_numbers_are_none(line: str) -> None:
    """Amounts, percentages and years at the beginning of a line open no clause."""
    assert label_of(line) is None


def test_i_after_h_is_a_letter() -> None:
    """(i) goes on after (h), and opens a roman list elsewhere."""
    assert label_of("(i) the rest", {"lower": 8, "roman": 0}.__getitem__).style == "lower"  # type: ignore[union-attr]
    assert label_of("(i) the first", {"lower": 0, "roman": 0}.__getitem__).style == "roman"  # type: ignore[union-attr]


TEXT = """\
1. SERVICES

1.1 Scope. The Supplier shall perform the services.

1.2 The Supplier shall:

(a) notify the Customer of incidents;

(b) keep records, and

(i) return them at the end; and

(ii) delete copies.

2. TERM

2.1 This Agreement lasts one year.

SCHEDULE 1

SERVICE LEVELS

1. Availability is 99.5 % in each month, and the Supplier shall measure it every day of the month with care.
"""


def test_clauses_are_cited_in_full() -> None:
    """The number of a nested item is that of its clause and its own; paragraphs of a schedule are told from clauses."""
    found = numbered(TEXT)
    assert found["The Supplier shall perform the services."] == "1.1"
    assert found["notify the Customer of incidents;"] == "1.2(a)"
    assert found["delete copies."] == "1.2(b)(ii)"
    assert found["This Agreement lasts one year."] == "2.1"
    schedule = next(number for text, number in found.items() if text.startswith("Availability"))
    assert schedule == "Schedule 1, 1"


def test_headings_make_the_path() -> None:
    """A clause knows the headings above it, its own run-in heading too."""
    made = of(TEXT)
    clause = next(c for c in made.clauses if c.number == "1.1")
    assert clause.path == ("SERVICES", "Scope")


def test_items_know_their_lead_in() -> None:
    """A list item carries the statements that lead in to it, the outermost first."""
    made = of(TEXT)
    by_text = {made.statement_text(s): s for s in made.statements}
    lead = by_text["The Supplier shall:"]
    assert by_text["notify the Customer of incidents;"].leads == (lead.index,)
    assert by_text["delete copies."].leads[0] == lead.index


def test_items_inside_a_sentence_are_divided_if_they_say_something() -> None:
    """A run of long items in one sentence is a list with a lead-in, a run of words is not."""
    long = (
        "Supplier shall (a) tell the Customer of every incident at once; and (b) return all records when the term ends."
    )
    assert [depth for depth, _ in items(long, (0, len(long)))] == [0, 1, 1]
    short = "Notice goes to (a) name, (b) address and (c) phone."
    assert items(short, (0, len(short))) == []


def test_abbreviations_end_no_sentence() -> None:
    """Inc., No. and U.S. are not the end of a sentence."""
    text = "ACME Inc. shall pay under No. 5 of the U.S. list. The Customer agrees."
    assert [text[a:b] for a, b in sentences(text)] == [
        "ACME Inc. shall pay under No. 5 of the U.S. list.",
        "The Customer agrees.",
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("LIMITATION OF LIABILITY", True),
        ("Data Protection", True),
        ("The Supplier shall pay", False),
        ("By: ____", False),
    ],
)
def test_headings_are_told_from_text(line: str, heading: bool) -> None:
    """Capitals and titles without a verb are headings; sentences and signature lines are not."""
    assert is_heading(line) is heading


def test_run_in_headings_are_taken_off() -> None:
    """ "Confidentiality. Each party ..." has a heading of one word."""
    assert run_in("Confidentiality. Each party shall keep it.")[0] == "Confidentiality"
    assert run_in("Each party shall keep it. Or not.")[0] == ""


def kinds(text: str) -> dict[str, str]:
    """The first words of each statement -> its kind."""
    made = of(text)
    return {made.statement_text(s)[:24]: s.kind for s in made.statements}


def test_what_is_never_evidence_is_known() -> None:
    """Contents, recitals, definitions and signatures are told from operative text."""
    found = kinds(
        "SERVICES AGREEMENT\n\nTABLE OF CONTENTS\n\n1. Audit Rights ........ 3\n\n"
        'between Alpha Ltd ("Alpha") and Beta Ltd ("Beta").\n\nWHEREAS, Alpha wants audits;\n\n'
        'NOW, THEREFORE, the parties agree as follows:\n\n1. DEFINITIONS\n\n1.1 "Services" means the work.\n\n'
        "2. AUDIT\n\n2.1 Beta shall keep records.\n\nIN WITNESS WHEREOF, the parties have signed.\n\nBy: ______\n"
    )
    assert next(kind for text, kind in found.items() if text.startswith("1. Audit")) == "contents"
    assert next(kind for text, kind in found.items() if text.startswith("WHEREAS")) == "recital"
    assert next(kind for text, kind in found.items() if text.startswith('"Services"')) == "definition"
    assert found["Beta shall keep records."] == "operative"
    assert next(kind for text, kind in found.items() if text.startswith("IN WITNESS")) == "signature"


def test_signatures_amid_the_clauses_end_where_the_numbers_go_on() -> None:
    """Clauses behind signatures are operative if their numbers go on; what is numbered anew behind them is not."""
    text = (
        "8.1 Beta shall keep the files.\n\n8.2 Beta shall send a report.\n\nSigned by the parties on the day below.\n\n"
    )
    assert kinds(f"{text}8.3 Law. The law of Ohio governs this contract.")["The law of Ohio governs "] == "operative"
    assert kinds(f"{text}1.1 Law. The law of Ohio governs this contract.")["The law of Ohio governs "] == "signature"


def test_a_clause_behind_the_signatures_is_one() -> None:
    """Where a page with the signatures stands before the last clauses, these are operative; what is signed is not."""
    text = (
        "9.1 The Supplier shall keep books of account of all the work that it does.\n\n"
        "IN WITNESS WHEREOF the parties have signed this Agreement on the date above.\n\n"
        "By: /s/ Ann Smith, who signs for the Supplier and will be bound by it with all of its companies.\n\n"
        "9.2 This Agreement shall be governed by the laws of Ontario and the federal laws of Canada.\n"
    )
    kinds = [statement.kind for statement in of(text).statements]
    assert kinds == ["operative", "signature", "signature", "operative"]


def test_definitions_are_collected() -> None:
    """A defined term and the text that says what it means, also for short names in brackets."""
    made = of('1. "Customer Data" means all data of the Customer.\n\n2. The fee (the "Fee") is due.\n')
    terms = {d.term: made.quote(d.start, d.end) for d in made.definitions}
    assert "all data of the Customer" in terms["Customer Data"]
    assert "The fee" in terms["Fee"]


def test_a_definition_may_begin_with_an_article_or_in_bold() -> None:
    """`The "Site" means` and `**"Site"** means` define; `The "Services" include` may be all there is of the scope."""
    made = of(
        '1. The "Site" means the pages that are built in accordance with the specification.\n\n'
        '2. **"Works"** means what is made of them.\n\n3. The "Services" include the hosting of the pages.\n'
    )
    kinds = [statement.kind for statement in made.statements]
    assert kinds == ["definition", "definition", "operative"]


def test_references_know_whether_their_target_is_there() -> None:
    """A schedule with content is resolved, one that is only named is not."""
    made = of(
        TEXT + "\nThe Supplier shall meet Schedule 1 and Exhibit Q and clause 2.1, see https://example.com/sla.\n"
    )
    found = {r.label: r.resolved for r in made.references}
    assert found["Schedule 1"] is True
    assert found["Exhibit Q"] is False
    assert found["clause 2.1"] is True
    assert any(r.kind == "url" for r in made.references)


def test_statements_of_the_samples_do_not_overlap(repository: Path) -> None:
    """Each statement begins where the one before has ended, and lies inside its clause's document."""
    for path in sorted((repository / "samples").glob("*.pdf")):
        made = segment(read(path))
        spans = [(s.start, s.end) for s in made.statements]
        assert spans == sorted(spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def leads(text: str) -> dict[str, list[str]]:
    """Statement text -> the texts of its lead-ins."""
    made = of(text)
    return {made.statement_text(s): [made.statement_text(made.statements[n]) for n in s.leads] for s in made.statements}


def test_the_words_of_agreement_lead_in_to_nothing() -> None:
    """Neither "the parties agree as follows:" nor a list of attachments stands above the numbered clauses."""
    found = leads(
        "In consideration of the mutual promises herein, the parties agree as follows:\n\n"
        "1. The Supplier shall host the shop.\n\n"
        "2. The Supplier shall provide:\n\n(a) a help desk; and\n\n(b) a weekly report.\n"
    )
    assert found["The Supplier shall host the shop."] == []
    assert found["a weekly report."] == ["The Supplier shall provide:"]


def test_a_party_that_agrees_leads_in_to_items_in_small_letters() -> None:
    """ "Each party agrees:" stands above "(a) to hold ..." and "(b) not to use ...", which have no subject."""
    found = leads("7.1 Each party agrees:\n\n(a) to hold it in confidence; and\n\n(b) not to use it for other ends.\n")
    assert found["to hold it in confidence; and"] == ["Each party agrees:"]
    assert found["not to use it for other ends."] == ["Each party agrees:"]


def test_a_page_number_is_no_statement() -> None:
    """Page numbers and rules are dropped; a sentence goes on behind them."""
    made = of("1. The Supplier shall keep records of the\n\nE - 15\n\nServices for six years.\n\n-------\n\n2. End.\n")
    texts = [" ".join(made.statement_text(s).split()) for s in made.statements]
    assert texts[0] == "The Supplier shall keep records of the E - 15 Services for six years."
    assert "E - 15" not in texts
    assert not any(text.startswith("---") for text in texts)


def test_clauses_that_run_on_in_one_line_are_divided() -> None:
    """Numbers that go on with their series divide a paragraph; pointers to a clause do not."""
    found = numbered(
        "4.0 Termination 4.1 Either party may terminate on notice, as said in Section 4.2. This is final. "
        "4.2. Client may terminate at any time. 4.3 Fees stay due as told in 4.1 above.\n"
    )
    assert found["Client may terminate at any time."] == "4.2"
    assert found["This is final."] == "4.1"
    assert found["Fees stay due as told in 4.1 above."] == "4.3"


def test_contents_in_one_line_are_contents() -> None:
    """A table of contents that was run into a paragraph is no text of the contract."""
    line = "DISPUTES 15.1 Representatives of Parties 15.2 Continuity of Work 15.3 Courts 16.1 Notices 16.2 Waiver"
    assert kinds(f"{line}\n\n1. The Supplier shall work.\n")[line[:24]] == "contents"


def test_a_heading_with_a_full_stop_is_no_evidence() -> None:
    """ "Force Majeure." alone says nothing."""
    assert kinds("1. The Supplier shall work.\n\nForce Majeure.\n\nNeither party is liable.\n")["Force Majeure."] == (
        "heading"
    )


def test_a_definition_runs_to_the_end_of_its_list() -> None:
    """The items under a definition are part of it: its span holds them, and they are no evidence."""
    text = '1. "Open Claims" means:\n\n(a) the duties under clause 7;\n\n(b) any breach of clause 8.\n\n2. The end.\n'
    made = of(text)
    (definition,) = [d for d in made.definitions if d.term == "Open Claims"]
    assert "breach of clause 8" in made.quote(definition.start, definition.end)
    assert kinds(text)["any breach of clause 8."] == "definition"
    secrets = kinds('A. "Secrets" of a party shall mean all its papers.\n')
    assert set(secrets.values()) == {"definition"}


def test_a_line_of_a_sentence_in_capitals_is_no_heading() -> None:
    """A line in capitals that holds a duty or ends in "OR" goes on."""
    assert not is_heading("IN NO EVENT SHALL SUPPLIER PAY FOR ANYTHING")
    assert not is_heading("LIABILITY FOR ANY MATTER UNDER OR")
    assert is_heading("LIMITATION OF LIABILITY")


def test_a_second_sentence_of_an_item_stands_alone() -> None:
    """The lead-in governs the item's first sentence only."""
    found = leads("1. The Supplier shall not:\n\n(a) copy the code. The Customer may audit the code.\n\n(b) sell it.\n")
    assert found["copy the code."] == ["The Supplier shall not:"]
    assert found["The Customer may audit the code."] == []


@pytest.mark.parametrize(
    ("said", "struck"),
    [
        ("Section 2 of the Agreement is hereby deleted in its entirety.", True),
        ("Clause 2 is deleted and replaced with the following: The Supplier may audit.", True),
        ("The last sentence of Section 2 is hereby deleted.", False),
        ("Section 2 stays as it is; the old price list is replaced.", False),
    ],
)
def test_a_clause_that_an_amendment_deletes_is_no_evidence(said: str, struck: bool) -> None:
    """A later text that deletes or replaces a whole clause makes the clause a note."""
    text = f"1. TERM\n\nThe term is a year.\n\n2. AUDIT\n\nThe Customer may audit.\n\n9. AMENDMENT\n\n{said}\n"
    assert (kinds(text)["The Customer may audit."] == "note") is struck


def test_recitals_are_known_by_a_spaced_heading_and_end_with_the_agreement() -> None:
    """ "R E C I T A L S" opens recitals; "In consideration of ..., Customer shall pay" is a duty."""
    found = kinds(
        "R E C I T A L S\n\nA. The Bank wishes to buy help with its loans.\n\n"
        "NOW, THEREFORE, the parties agree as follows:\n\n"
        "1. FEES\n\nIn consideration of the work the Bank shall pay a fee.\n"
    )
    assert found["The Bank wishes to buy help with its loans."[:24]] == "recital"
    assert found["In consideration of the work"[:24]] == "operative"


def test_decimal_items_and_bullets_are_items_of_their_list() -> None:
    """Items that begin with "5.1 provide" or with a bullet are led in like "(a)"."""
    lead = "The Supplier shall during the term:"
    found = leads(f"5 Duties\n\n{lead}\n5.1 provide the work;\n5.2 ensure that it is safe;\n5.3 keep books.\n")
    assert found["ensure that it is safe;"] == [lead]
    assert found["keep books."] == [lead]
    found = leads(f"6 Work\n\n{lead}\n\u2022 Print letters\n\u2022 Send letters\n")
    assert found["Send letters"] == [lead]
    assert len(leads("The price is\n2.5 million dollars.\n")) == 1


def test_a_schedule_in_capitals_begins_behind_a_table() -> None:
    """The last row of a table has no full stop; the heading of the next schedule begins that schedule all the same."""
    text = (
        "1. Supplier shall keep the Charges.\n\nSCHEDULE 3 - CHARGES\n\n1. The breakage costs are:\n\nYear 1 400,000\n"
        "Year 4 or later nil\nSCHEDULE 4 - DATA PROTECTION\n\n1. Supplier shall protect the data."
    )
    contract = segment(Document("x", "", text, (Page(1, "1", 0, len(text)),)))
    assert [clause.number for clause in contract.clauses if clause.number][-2:] == ["Schedule 4", "Schedule 4, 1"]


def led(text: str) -> dict[str, list[str]]:
    """Statement text -> the texts of its lead-ins."""
    made = of(text)
    said = [made.statement_text(s) for s in made.statements]
    return {said[s.index]: [said[lead] for lead in s.leads] for s in made.statements}


def test_the_main_clause_behind_a_list_is_led_in_by_its_items() -> None:
    """ "If either party (a) ..., or (b) ..., the other may terminate": the main clause stands under the items."""
    leads = led(
        "1. End\n\nIf Vendor (a) breaks this Agreement in a serious way, or (b) becomes insolvent and stops paying, "
        "Client may end this Agreement."
    )
    assert leads["Client may end this Agreement."] == [
        "If Vendor",
        "breaks this Agreement in a serious way, or",
        "becomes insolvent and stops paying,",
    ]
    leads = led(
        "1. End\n\n1.1 If a party:\n\n(a) breaks this Agreement; or\n\n(b) is insolvent;\n\nthe other party may end it."
    )
    assert leads["the other party may end it."] == ["If a party:", "breaks this Agreement; or", "is insolvent;"]


def test_items_behind_dashes_and_without_any_mark_are_led_in_by_the_colon() -> None:
    """A list needs no numbers: its items are the paragraphs behind a colon."""
    leads = led(
        "1. Cover\n\nVendor shall maintain:\n- liability insurance;\n- cyber insurance.\n\nClient may ask for proof."
    )
    assert leads["cyber insurance."] == ["Vendor shall maintain:"]
    leads = led(
        "1. Cover\n\nVendor shall keep up:\n\nLiability insurance;\n\nCyber insurance.\n\nClient may ask for proof."
    )
    assert leads["Liability insurance;"] == leads["Cyber insurance."] == ["Vendor shall keep up:"]
    assert leads["Client may ask for proof."] == []


def test_a_party_with_a_colon_is_no_heading_but_the_subject_of_its_list() -> None:
    """ "2.1 The Supplier:" leads in "2.1.1 shall keep records"."""
    leads = led("2. Duties\n\n2.1 The Supplier:\n\n2.1.1 shall keep records; and\n\n2.1.2 may not subcontract.")
    assert leads["may not subcontract."] == ["The Supplier:"]


def test_an_item_with_a_heading_of_its_own_keeps_its_lead_in() -> None:
    """ "(a) Insolvency: the other party ..." is an item of the list that "may terminate if:" leads in."""
    leads = led(
        "1. End\n\n1.1 Each party may end this Agreement if:\n\n(a) Insolvency: the other fails or shall stop paying."
    )
    assert leads["the other fails or shall stop paying."] == ["Each party may end this Agreement if:"]


@pytest.mark.parametrize(
    "text",
    [
        '"Delivery\nPlace" means the place at which the data is delivered.',
        '"Pool" designates a stock of parts, available on a non-exclusive basis.',
        "means the manual that the maker issues, split into three parts.",
    ],
)
def test_a_definition_is_known_over_two_lines_and_by_other_verbs(text: str) -> None:
    """What only says what a word means is no evidence."""
    made = of(f"1. Terms\n\n1.1 The parties shall act in good faith.\n\n{text}")
    assert [s.kind for s in made.statements] == ["operative", "definition"]

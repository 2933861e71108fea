"""Facts of a sentence: who is bound and how, numbers, hedges, exceptions."""

from __future__ import annotations

import pytest

from checker.facts.hedges import find_exceptions, find_hedges
from checker.facts.numbers import find_numbers
from checker.facts.predicates import find_predicates
from checker.words import CUSTOMER, SUPPLIER, Words, words

PARTIES = [(SUPPLIER, ["Supplier", "Acme"]), (CUSTOMER, ["Customer", "Bank"])]


def read(text: str) -> Words:
    """The words of a sentence between Supplier (Acme) and Customer (Bank)."""
    return words(text, PARTIES)


def said(text: str) -> list[tuple[str, str]]:
    """(bound, force) of each predicate of a sentence."""
    found = read(text)
    return [(p.bound, p.force) for p in find_predicates(found, text, 0, len(found.keys))]


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("Supplier shall notify Customer of any breach.", "supplier", "must"),
        ("Acme will host the site.", "supplier", "must"),
        ("Supplier shall not disclose it.", "supplier", "must-not"),
        ("Supplier shall in no event disclose it.", "supplier", "must-not"),
        ("Supplier shall not be required to assist.", "supplier", "need-not"),
        ("Supplier shall have no obligation to assist.", "supplier", "need-not"),
        ("Supplier is under no obligation to assist.", "supplier", "need-not"),
        ("Nothing in this Agreement obliges Supplier to assist.", "supplier", "need-not"),
        ("Supplier need not assist.", "supplier", "need-not"),
        ("Customer may terminate this Agreement.", "customer", "may"),
        ("The work shall be free of freeware.", "nobody", "must"),
        ("Customer shall be free to use it.", "customer", "may"),
        ('Supplier (an "Indemnifier") indemnifies the Bank.', "supplier", "must"),
        ("The Bank shall be entitled to terminate.", "customer", "may"),
        ("The Bank shall have the right to audit.", "customer", "may"),
        ("The Bank has no right to audit.", "customer", "must-not"),
        ("Customer may not terminate.", "customer", "must-not"),
        ("Customer cannot terminate.", "customer", "must-not"),
        ("Neither party may assign this Agreement.", "both", "must-not"),
        ("Neither party shall assign this Agreement.", "both", "must-not"),
        ("Either party may terminate.", "both", "may"),
        ("Customer, at its option and upon notice to Supplier, may terminate.", "customer", "may"),
        ("The reports shall be delivered to the Bank by Acme.", "supplier", "must"),
        ("Supplier's personnel shall comply with the rules.", "supplier", "must"),
        ("Customer Data shall remain confidential.", "nobody", "must"),
        ("This Agreement shall be governed by English law.", "nobody", "must"),
        ("In no event shall Supplier terminate.", "supplier", "must-not"),
        ("No amendment shall be valid unless signed.", "nobody", "must-not"),
        ("Supplier warrants that it has title.", "supplier", "must"),
        ("Supplier does not warrant anything.", "supplier", "denies"),
        ("Supplier agrees not to disclose it.", "supplier", "must-not"),
        ("Customer owns the deliverables.", "customer", "states"),
        ("Supplier hereby assigns all rights to the Bank.", "supplier", "states"),
        ("The data is the property of the Bank.", "nobody", "states"),
        ("The data is not the property of the Bank.", "nobody", "denies"),
    ],
)
def test_who_is_bound_and_how(text: str, bound: str, force: str) -> None:
    """The first predicate of a sentence names the bound party and the force."""
    assert said(text)[0] == (bound, force)


def test_a_condition_is_not_the_subject() -> None:
    """In "Customer, if Supplier fails, may terminate" the right is the customer's."""
    assert ("customer", "may") in said("Customer, if Supplier fails to perform, may terminate this Agreement.")


def test_a_second_verb_keeps_its_subject() -> None:
    """ "shall use ... and shall not disclose ... and not copy" binds the same party three times."""
    assert said("Supplier shall use it and shall not disclose it and not copy it.") == [
        ("supplier", "must"),
        ("supplier", "must-not"),
        ("supplier", "must-not"),
    ]


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("Each of the parties agrees to keep it confidential.", "both", "must"),
        ("Neither of the parties may assign this Agreement.", "both", "must-not"),
        ("Both Customer and Supplier shall comply with law.", "both", "must"),
        ("Supplier shall be permitted to subcontract.", "supplier", "may"),
        ("Supplier does not agree to notify Customer.", "supplier", "denies"),
        ("Supplier shall repair at no charge what is broken.", "supplier", "must"),
        ("Supplier shall, not later than ten days after the end, return the records.", "supplier", "must"),
        ("The measures shall be no less strict than its own.", "nobody", "must"),
        ("Supplier further agrees to tell Customer.", "supplier", "must"),
        ("Supplier promises to keep it.", "supplier", "must"),
        ("No amendment shall not be valid.", "nobody", "unclear"),
        ("Supplier shall not have no liability.", "supplier", "unclear"),
        ("This Agreement is terminable at will by Customer.", "customer", "may"),
        ("No library shall be included except as approved by Customer.", "nobody", "must-not"),
        ("Customer makes no commitment to order.", "customer", "need-not"),
        ("There is no obligation to order.", "nobody", "need-not"),
        ("Customer shall have the right (but not the obligation) to terminate.", "customer", "may"),
        ("Customer may, but is not obliged to, end this Agreement.", "customer", "may"),
        ("Either of Acme or Bank may terminate this Agreement.", "both", "may"),
        ("In no case may Supplier use the list.", "supplier", "must-not"),
        ("At no time shall Supplier use the list.", "supplier", "must-not"),
        ("Acme and Bank each agree to hold it in confidence.", "both", "must"),
        ("Each agrees to treat it as confidential.", "both", "must"),
        ("Customer may require Supplier to write a plan.", "supplier", "must"),
    ],
)
def test_rarer_forms_of_a_predicate(text: str, bound: str, force: str) -> None:
    """Mutual subjects, permissions, denials and double negations are read as what they are."""
    assert said(text)[0] == (bound, force)


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement shall not be governed by, and shall be construed under, the laws of Freedonia.",
        "Supplier will not, and will cause its staff to, return the files.",
        "Supplier will not ensure that its centre is open every day.",
    ],
)
def test_a_denial_reaches_what_it_shares(text: str) -> None:
    """Two verbs with one object, or a verb and what it ensures, are denied together."""
    assert {force for _, force in said(text)} <= {"must-not", "denies"}


def test_a_promise_goes_on_with_a_prohibition() -> None:
    """ "agrees to keep it and not to use it" is a duty and a prohibition; a sum "not to exceed" ten is neither."""
    assert said("Supplier agrees to keep it secret and not to use it.") == [
        ("supplier", "must"), ("supplier", "must-not"),
    ]  # fmt: skip
    assert said("Supplier shall pay the fees and a sum not to exceed ten dollars.") == [("supplier", "must")]


def test_conditions_and_relative_clauses_stand_aside() -> None:
    """What an "if" or a "which" says is no main clause; what is promised by "that" is."""
    text = "If it is not paid, Supplier may stop the work which is not urgent, and represents that it is not late."
    found = read(text)
    made = find_predicates(found, text, 0, len(found.keys))
    assert [(p.force, p.aside) for p in made] == [
        ("denies", True),
        ("may", False),
        ("denies", True),
        ("must", False),
        ("denies", False),
    ]


def test_a_right_without_an_obligation_is_one_right() -> None:
    """ "but not the obligation" adds no prohibition."""
    assert said("Customer shall have the right, but not the obligation, to end it.") == [("customer", "may")]


def test_a_main_clause_needs_no_comma_behind_its_condition() -> None:
    """ "that" behind a preposition points to a thing and opens no relative clause."""
    text = "Where Supplier fails to meet a level the charges for that period shall not be reduced."
    found = read(text)
    assert [p.aside for p in find_predicates(found, text, 0, len(found.keys))] == [True, False]


def test_a_condition_in_closed_brackets_is_that_of_no_verb_behind_them() -> None:
    """ "Customer (unless it is late) may": the bracket ends before the verb, which stands in the main clause."""
    text = "If Supplier fails, then Customer (unless it is late itself) shall not be entitled to end the order."
    found = read(text)
    assert [p.aside for p in find_predicates(found, text, 0, len(found.keys))][-1] is False
    text = "If the paper is marked (on its face) or is not open to the public, Supplier shall guard it."
    found = read(text)
    assert [p.aside for p in find_predicates(found, text, 0, len(found.keys))] == [True, True, False]


def test_what_is_not_ensured_not_to_happen_is_unclear() -> None:
    """A denial within what is denied is no denial: "shall not ensure that it does not fail"."""
    assert said("Supplier shall not ensure that it does not fail.")[-1][1] == "unclear"


def test_what_happens_before_or_after_stands_aside() -> None:
    """ "Shall try mediation before either goes to court": the duty is the first verb's, and the second says when."""
    text = "The parties shall try mediation before either of them goes to court."
    found = read(text)
    assert [p.aside for p in find_predicates(found, text, 0, len(found.keys))] == [False, True]


def test_a_modal_and_its_verb_are_one() -> None:
    """ "Shall not at all times rest with": the verb behind the adverb adds no predicate that affirms."""
    assert said("Title shall not at all times rest with Customer.") == said("Title shall not rest with Customer.")


def test_lower_is_a_verb_or_a_limit() -> None:
    """ "Shall not lower the price" is a prohibition, "shall be no lower than the price" a floor."""
    assert said("Supplier shall not lower the price.") == [("supplier", "must-not")]
    assert said("The rate shall be no lower than the price.") == [("nobody", "must")]


def test_may_the_month_is_no_right() -> None:
    """ "May 1" is a date."""
    assert said("The term ends on May 1, 2027.") == [("nobody", "states")]
    assert said("Supplier shall report in May and pay by May.") == [("supplier", "must")]


@pytest.mark.parametrize(
    ("text", "unit", "value", "kind"),
    [
        ("within twenty-four (24) hours of discovery", "time", 24.0, "within"),
        ("no later than 3 days after", "time", 72.0, "within"),
        ("on 30 days' prior written notice", "time", 720.0, "notice"),
        ("within 10 business days", "time", 10 * 24 * 1.4, "within"),
        ("for a period of five (5) years", "time", 5 * 8760.0, "period"),
        ("60 days prior to expiry", "time", 60 * 24.0, "before"),
        ("for 15 or more consecutive days", "time", 15 * 24.0, "period"),
        ("99.9% of the time", "percent", 99.9, ""),
        ("$2 million", "money", 2e6, ""),
        ("three times the fees", "multiple", 3.0, ""),
    ],
)
def test_numbers_have_unit_and_use(text: str, unit: str, value: float, kind: str) -> None:
    """A number is read with its unit (times in hours) and what it is for."""
    found = read(text)
    number = find_numbers(found, 0, len(found.keys))[0]
    assert (number.unit, number.value) == (unit, pytest.approx(value))
    assert not kind or kind in number.kinds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Supplier shall use commercially reasonable efforts to meet them", "H1"),
        ("Supplier shall endeavour to meet them", "H1"),
        ("Supplier shall promptly respond", "H2"),
        ("at its sole discretion", "H4"),
        ("the sole and exclusive remedy", "H5"),
        ("to the extent reasonably practicable", "H8"),
        ("subject to availability", "H8"),
        ("as mutually agreed", "H11"),
        ("fees of [●]", "H11"),
    ],
)
def test_hedges_are_named(text: str, code: str) -> None:
    """A hedge is found by its code."""
    found = read(text)
    assert code in {hedge.code for hedge in find_hedges(found, 0, len(found.keys))}


def test_exceptions_are_found_where_they_begin() -> None:
    """ "except that" opens an exception at its own word."""
    found = read("Neither party may assign this Agreement, except that Supplier may assign to an affiliate")
    starts = find_exceptions(found, 0, len(found.keys))
    assert [found.lower[at] for at in starts] == ["except"]


def test_examples_are_no_exception() -> None:
    """ "including but not limited to" opens a list of examples and takes nothing back."""
    found = read("Neither party may assign this Agreement, including but not limited to by merger, but it may novate")
    assert [found.lower[at] for at in find_exceptions(found, 0, len(found.keys))] == ["but"]


@pytest.mark.parametrize(
    ("text", "value", "words_of"),
    [
        ("a cap of RMB50 million", 5e7, "rmb 50 million"),
        ("a cap of RMB 50 million", 5e7, "rmb 50 million"),
        ("a cap of NT$5,000", 5000.0, "nt $ 5,000"),
        ("a cap of U.S. $5,000", 5000.0, "u s $ 5,000"),
        ("a cap of Rs. 10 lakh", 1e6, "rs 10 lakh"),
        ("a cap of INR 2 crore", 2e7, "inr 2 crore"),
        ("a cap of CHF5,000", 5000.0, "chf 5,000"),
        ("a cap of Euro 5m", 5e6, "euro 5m"),
        ("a cap of £5m", 5e6, "£ 5m"),
        ("a cap of $2.5bn", 2.5e9, "$ 2.5bn"),
        ("a cap of $ 1.5 million", 1.5e6, "$ 1.5 million"),
        ("a cap of ¥50,000", 50_000.0, "¥ 50,000"),
        ("a cap of Yen 50,000", 50_000.0, "yen 50,000"),
        ("a cap of 5 million dollars", 5e6, "5 million dollars"),
        ("a cap of 50,000 U.S. dollars", 50_000.0, "50,000 u s dollars"),
        ("a cap of 50,000 Swiss francs", 50_000.0, "50,000 swiss francs"),
        ("a cap of 500 €", 500.0, "500 €"),
        ("a cap of US Dollars Five Million", 5e6, "dollars five million"),
        ("a fee of 50 cents a call", 0.5, "50 cents"),
        ("a cap of US$[***]", None, "us $ [***]"),
        ("a cap of RMB [***]", None, "rmb [***]"),
        ("a cap of [*] million dollars", None, "[*] million dollars"),
    ],
)
def test_amounts_of_money_in_any_currency(text: str, value: float | None, words_of: str) -> None:
    """An amount is read with its currency and its scale; one that is redacted has no value."""
    found = read(text)
    number = find_numbers(found, 0, len(found.keys))[0]
    assert (number.unit, number.value) == ("money", value if value is None else pytest.approx(value))
    assert " ".join(found.lower[number.start : number.end]) == words_of


@pytest.mark.parametrize("text", ["paid in dollars within 30 days", "in euros, 20 times", "a period of 5 m"])
def test_a_currency_beside_another_number_is_no_amount(text: str) -> None:
    """What is counted in days or times is no money, though a currency stands before it."""
    found = read(text)
    assert "money" not in {number.unit for number in find_numbers(found, 0, len(found.keys))}

"""What holds the words of a rule and says the reverse of it."""

from __future__ import annotations

import pytest

from checker.entry import Entry
from tests.judging import contract, entry, finding

CONFLICT = entry("subject: [conflict ... prevails]\npresent: [{bound: anyone, force: [must, states]}]\n")
BREACH = entry("subject: [terminate ... breach]\ngiven-when: {bound: customer, force: may}\npresent: [{}]\n")
RISE = entry(
    "subject: [prices ... rise, rise ... rates]\ngiven-when: {bound: nobody, force: must-not}\npresent: [{}]\n"
)
ABROAD = entry("subject: [not ... abroad]\ngiven-when: {bound: supplier, force: must-not}\npresent: [{}]\n")
NOTICE = entry("subject: [order ... inform]\ngiven-when: {bound: anyone, force: [must, may]}\npresent: [{}]\n")
CLAIMS = entry(
    "subject: [settle ... claims, claims ... settle]\ngiven-when: {bound: supplier, force: must}\npresent: [{}]\n"
)


@pytest.mark.parametrize(
    ("rule", "text", "status"),
    [
        (CONFLICT, "If there is a conflict between the papers, this Agreement prevails.", "present"),
        (CONFLICT, "If there is not a conflict between the papers, this Agreement prevails.", "missing"),
        (BREACH, "Customer may terminate if Supplier is in breach.", "present"),
        (BREACH, "Customer may terminate if Supplier is not in breach.", "missing"),
        (BREACH, "Customer may terminate for a breach that is not in writing denied.", "present"),
    ],
)
def test_a_case_that_is_said_not_to_be_gives_nothing(rule: Entry, text: str, status: str) -> None:
    """ "If there is not a conflict" names the rule's case and denies it; "is not in writing" denies another thing."""
    assert finding(contract(text), rule).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The prices shall not rise.", "present"),
        ("The prices may rise for a year, and the rates will not exceed the market.", "missing"),
        ("The prices may vary, and the rates shall not rise.", "present"),
    ],
)
def test_what_is_allowed_is_not_forbidden_by_the_next_clause(text: str, status: str) -> None:
    """A rule for a prohibition is not given where its own verb is allowed and another one denied."""
    assert finding(contract(text), RISE).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Supplier shall not work abroad.", "present"),
        ("Supplier shall not obtain Customer's approval of work abroad.", "missing"),
        ("Supplier shall not tell Customer of its work abroad.", "missing"),
        ("Supplier shall not ensure that nobody works abroad.", "missing"),
        ("Supplier shall not tell anybody abroad without Customer's consent.", "present"),
    ],
)
def test_a_freed_duty_is_no_prohibition(text: str, status: str) -> None:
    """Who shall not ask, tell or see to it is freed of a duty; with an exception it is a prohibition."""
    assert finding(contract(text), ABROAD).status == status


def test_a_promise_that_is_not_caused_is_none() -> None:
    """ "Shall not cause its staff to promise not to work abroad" frees the staff of the promise."""
    promise = entry("subject: [promise not to work]\npresent: [{bound: supplier, force: [must, must-not]}]\n")
    text = "Supplier shall {}cause its staff to promise not to work abroad."
    assert finding(contract(text.format("")), promise).status == "present"
    assert finding(contract(text.format("not ")), promise).status == "missing"


def test_a_notice_that_is_denied_is_not_given_by_the_purpose_behind_it() -> None:
    """ "Shall not inform Customer, so that it may object" gives no notice, whatever the purpose allows."""
    text = "If an order is served, Supplier shall {}inform Customer so that Customer may object."
    assert finding(contract(text.format("")), NOTICE).status == "present"
    assert finding(contract(text.format("not ")), NOTICE).status == "missing"


def test_a_duty_that_a_relative_clause_speaks_of_is_not_laid_by_it() -> None:
    """ "Claims that Supplier is obliged to settle" tells of a duty; what binds the customer there gives it nothing."""
    told = "Customer shall pay for the claims which Supplier is obliged to settle."
    assert finding(contract(told), CLAIMS).status == "missing"
    assert finding(contract("Supplier is obliged to settle the claims."), CLAIMS).status == "present"


def test_a_right_that_the_customer_does_not_have_gives_nothing() -> None:
    """A rule that asks for no force is not given by a right that is denied to the customer."""
    free = entry("subject: [without prejudice ... remedies]\npresent: [{bound: anyone, force: any}]\n")
    text = "Customer shall {}be entitled without prejudice to its remedies to end the order."
    assert finding(contract(text.format("")), free).status == "present"
    assert finding(contract(text.format("not ")), free).status == "missing"


def test_an_effort_behind_the_condition_is_an_effort() -> None:
    """The rule's words stand in the condition, the duty behind it is one to try; so is what is to be ensured by it."""
    change = entry("subject: [law changes]\npresent: [{bound: supplier, force: must}]\n")
    text = "If the law changes, Supplier shall {}adapt the system."
    assert finding(contract(text.format("")), change).status == "present"
    assert finding(contract(text.format("use reasonable efforts to ")), change).status == "weak"
    outage = entry("subject: [not suffer outages]\npresent: [{bound: anyone, force: [must, must-not, denies]}]\n")
    text = "Supplier shall {}ensure that the network does not suffer outages."
    assert finding(contract(text.format("")), outage).status == "present"
    assert finding(contract(text.format("use reasonable efforts to ")), outage).status == "weak"


def test_a_not_of_another_verb_does_not_make_a_denial_give() -> None:
    """ "The fee shall not abate while the work is not done" denies what a rule for both forces asks for."""
    abate = entry("subject: [fee ... abate ... not done]\npresent: [{bound: nobody, force: [must, must-not]}]\n")
    text = "The fee shall {}abate while the work is not done."
    assert finding(contract(text.format("")), abate).status == "present"
    assert finding(contract(text.format("not ")), abate).status == "missing"
    stop = entry("subject: [not stop]\npresent: [{bound: supplier, force: [must, must-not]}]\n")
    assert finding(contract("Supplier shall not stop the work."), stop).status == "present"

"""What denies a protection, or promises only to try, in the words of a rule that gives it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.facts.predicates import find_predicates
from checker.model import Clause, Reference
from checker.words import CUSTOMER, SUPPLIER, words
from tests.judging import contract, entry, finding

PARTIES = [(SUPPLIER, ["Supplier"]), (CUSTOMER, ["Customer"])]
REPORTS = entry(
    """
subject: [report ... incident, incident report]
present: [{phrase: [send ... incident report, report ... incident]}]
"""
)
GIVEN = "Supplier shall send an incident report each month."


@pytest.mark.parametrize(
    "denial",
    [
        "Supplier shall not send any incident report to the branches.",
        "Supplier will not promptly report an incident.",
        "Supplier is not obliged to report an incident.",
    ],
)
def test_a_plain_denial_beside_what_gives_makes_it_weak(denial: str) -> None:
    """One clause gives the report and another denies it in the same words: weak, and the denial is quoted."""
    judged = finding(contract(GIVEN, denial), REPORTS)
    assert judged.status == "weak"
    assert [(each.code, each.quote in denial) for each in judged.weaknesses] == [("DENIED", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Supplier shall not send an incident report later than the fifth day.",
        "Supplier shall not send an incident report without Customer's consent.",
        "If Customer is in arrears, Supplier shall not send an incident report.",
        "Supplier shall not charge for staff who send an incident report.",
        "Supplier shall send an incident report and shall not send an incident report by post.",
        "Customer shall not send an incident report.",
        "Supplier is not obliged to send an incident report to any other site.",
        "No incident that Supplier does not report is closed.",
    ],
)
def test_what_leaves_something_is_no_plain_denial(text: str) -> None:
    """A limit, an exception, one case, another verb, another party: nothing of it takes the protection back."""
    assert finding(contract(GIVEN, text), REPORTS).status == "present"


def test_a_denial_alone_gives_nothing_and_is_no_harm() -> None:
    """Where nothing gives the protection, only a rule of the entry calls its denial harmful."""
    assert finding(contract("Supplier shall not send any incident report."), REPORTS).status == "missing"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Supplier shall use reasonable efforts to send an incident report.", "weak"),
        ("Supplier shall use its commercially reasonable endeavours to send an incident report.", "weak"),
        ("Supplier will endeavour to report each incident.", "weak"),
        ("Supplier shall use reasonable efforts to train staff and shall send an incident report.", "present"),
        ("Supplier shall report each incident and use reasonable efforts to end it.", "present"),
        ("Supplier shall take reasonable care and report each incident.", "present"),
    ],
)
def test_an_effort_in_place_of_the_duty_is_weak(text: str, status: str) -> None:
    """A duty to try is weak by the rulings (H1) for every entry; an effort on another matter is not."""
    judged = finding(contract(text), REPORTS)
    assert judged.status == status
    assert [each.code for each in judged.weaknesses] == (["H1"] if status == "weak" else [])


def test_a_rule_that_speaks_of_efforts_has_its_own_say() -> None:
    """An entry to which an effort is enough says so by its wording or by a condition."""
    enough = entry("subject: [mitigate ... loss]\npresent: [{phrase: [effort ... mitigate ... loss]}]")
    told = entry("subject: [mitigate ... loss]\npresent: [{phrase: [mitigate ... loss], hedge: [H1]}]")
    text = "Supplier shall use reasonable efforts to mitigate the loss."
    assert [finding(contract(text), each).status for each in (enough, told)] == ["present", "present"]


def predicates(text: str) -> list[tuple[str, str]]:
    """(bound, force) of each predicate of a sentence."""
    found = words(text, PARTIES)
    return [(p.bound, p.force) for p in find_predicates(found, text, 0, len(found.keys))]


def test_what_nothing_prevents_is_allowed() -> None:
    """ "Nothing shall prevent" allows; "nothing shall oblige" frees; "nothing shall be disclosed" forbids."""
    assert predicates("Nothing herein shall prevent Customer from auditing.")[0][1] == "may"
    assert predicates("Nothing herein shall oblige Supplier to audit.")[0][1] == "need-not"
    assert predicates("Nothing shall be disclosed by Supplier.")[0][1] == "must-not"


def test_a_noun_behind_a_party_is_no_verb() -> None:
    """ "Supplies Customer the services": a small word between them shows that the second is a thing."""
    assert predicates("Supplier will not supply Customer the services of a programmer.") == [("supplier", "must-not")]
    assert predicates("Customer owns its data.") == [("customer", "states")]


def test_a_hidden_subject_binds_nobody() -> None:
    """Behind a redacted subject the party of the sentence before is not bound."""
    assert predicates("Customer has the data. [***] shall use it.")[-1] == ("nobody", "must")


def test_an_object_is_not_the_subject_of_a_far_verb() -> None:
    """The party that is defended does not become the one that is bound by a verb at the end of the sentence."""
    text = (
        "Customer agrees to defend Supplier and its staff from all claims, and from the costs of counsel and experts, "
        "to the extent that the loss of theirs is a result of its breach."
    )
    assert predicates(text) == [("customer", "must"), ("nobody", "states")]


def test_the_disclosing_party_does_not_disclose() -> None:
    """The name of a role is no act, and what a party calls its own is not owned by that word."""
    secret = entry("subject: [disclose ... information]\npresent: [{bound: anyone, force: any}]")
    named = entry("subject: [disclosing party]\npresent: [{bound: anyone, force: any}]")
    text = "Supplier shall guard the Disclosing Party's information."
    assert finding(contract(text), secret).status == "missing"
    assert finding(contract(text), named).status == "present"
    owns = entry("subject: ['{customer} ... owns ... data']\npresent: [{bound: anyone, force: any}]")
    use = entry("subject: ['own ... data']\npresent: [{bound: anyone, force: any}]")
    text = "Supplier shall process Customer's own data."
    assert finding(contract(text), owns).status == "missing"
    assert finding(contract(text), use).status == "present"
    assert finding(contract("Customer shall own the data."), owns).status == "present"


@pytest.mark.parametrize(
    ("label", "target", "status"),
    [
        ("section 2", 1, "present"),
        ("section 3", 2, "missing"),
        ("section 3", None, "present"),
        ("Sections 3 and 2", 2, "present"),
    ],
)
def test_a_surviving_clause_counts_only_if_it_is_the_one(label: str, target: int | None, status: str) -> None:
    """ "This section 3 shall survive" helps where section 3 is on the subject; lists and lost pointers are not told."""
    survives = entry(
        "given-when: {bound: anyone, force: must}\nsubject: [section/sections ... survive]\n"
        "present: [{points-into: [secret]}]"
    )
    text = f"This {label} shall survive."
    made = contract(text, "Supplier shall keep the matter secret.", "Supplier shall pay the costs.")
    start = text.index(label)
    pointer = Reference("clause", label, start, start + len(label), target is not None, target)
    assert isinstance(made.clauses[1], Clause)
    assert finding(replace(made, references=(pointer,)), survives).status == status

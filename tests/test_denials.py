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
        "Supplier shall not, after the first month, send any incident report.",
        "Supplier will not collect and send an incident report, including without limitation for the branches.",
        "Supplier shall not ensure that its engineers send an incident report.",
        "Supplier does not agree to send an incident report.",
        "Supplier shall not send an incident report, if legally permissible, to any branch.",
        "Supplier will not, after the call, within the agreed hours, send an incident report.",
        "Supplier shall not send an incident report, and Customer shall pay unless the parties agree otherwise.",
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
        "This is the plan, provided that Supplier shall not send an incident report of its own faults.",
        "This is the plan; provided, however, that Supplier shall not send an incident report of its own faults.",
        "Supplier shall send an incident report and shall not send an incident report by post.",
        "Customer shall not send an incident report.",
        "Supplier is not obliged to send an incident report to any other site.",
        "No incident that Supplier does not report is closed.",
        "Supplier shall not be liable for damage caused by staff who send an incident report.",
        "Supplier shall not affect the right of the branches to report an incident.",
        "Supplier shall send no bill where the staff who report an incident are not its own.",
    ],
)
def test_what_leaves_something_is_no_plain_denial(text: str) -> None:
    """A limit, an exception, one case, another verb, another party: nothing of it takes the protection back."""
    assert finding(contract(GIVEN, text), REPORTS).status == "present"


def test_what_a_rule_must_not_meet_does_not_hide_the_denial_itself() -> None:
    """A rule that is barred by "shall not send" counts as denied by these words, and is barred by other words."""
    barred = entry(
        """
subject: [incident report]
present: [{phrase: [send ... incident report], without: [not send, draft]}]
"""
    )
    given = "Supplier shall send an incident report each month."
    assert finding(contract(given, "Supplier shall not send an incident report."), barred).status == "weak"
    assert finding(contract(given, "Supplier shall not send a draft incident report."), barred).status == "present"


def test_a_condition_that_the_rule_itself_gives_for_is_no_exception() -> None:
    """ "In the event of a breach ... shall not notify" denies the notice of a breach; another case leaves the rest."""
    breach = entry("subject: [breach]\npresent: [{phrase: [breach ... notify customer]}]\n")
    given = "Upon a breach Supplier shall notify Customer."
    whole = "In the event of a breach, Supplier shall not notify Customer."
    case = "If Customer is in arrears, Supplier shall not in the event of a breach notify Customer."
    assert finding(contract(given, whole), breach).status == "weak"
    assert finding(contract(given, case), breach).status == "present"


TESTS = entry("subject: [acceptance test]\npresent: [{phrase: [acceptance test, comply with law]}]\n")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Supplier shall not run any acceptance test of the branches.", "weak"),
        ("Supplier will not comply with the law.", "weak"),
        ("Supplier shall not delay any acceptance test.", "present"),
        ("Supplier shall not restrict the acceptance test.", "present"),
    ],
)
def test_the_object_of_a_verb_is_denied_with_it_unless_the_verb_does_harm(text: str, status: str) -> None:
    """Who shall not run a test denies the test, who shall not delay it denies nothing; "comply" is no adverb."""
    assert finding(contract("Supplier shall run an acceptance test.", text), TESTS).status == status


LIMITS = entry(
    """
subject: [records]
given-when: {bound: not-customer, force: must-not}
present: [{phrase: [disclose records]}, {phrase: [charges ... exceed]}]
"""
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Supplier may disclose records without the consent of Customer.", "weak"),
        ("Supplier may disclose records to persons other than its staff.", "weak"),
        ("Supplier may disclose records except as agreed, and shall instruct its employees.", "weak"),
        ("The charges for records may exceed the budget.", "weak"),
        ("Supplier may disclose records to its auditors.", "present"),
        ("Supplier may disclose records without consent only if the law demands it.", "present"),
        ("Customer may disclose records without the consent of Supplier.", "present"),
    ],
)
def test_a_permission_with_the_exception_of_a_prohibition_turns_it_round(text: str, status: str) -> None:
    """ "May disclose without consent" beside "shall not disclose" makes it weak; an ordinary permission does not."""
    assert finding(contract("Supplier shall not disclose records.", text), LIMITS).status == status


def test_a_supplier_who_refuses_what_is_asked_for_takes_back() -> None:
    """A statement on the subject in which no rule finds its words, but whose duty the supplier refuses, is a cut."""
    text = "Supplier will not provide any report of the incident."
    asked = entry("subject: [report ... incident]\npresent: [{phrase: [send incident report]}]\n")
    assert finding(contract(GIVEN.replace("an ", ""), text), asked).status == "weak"
    assert finding(contract(GIVEN.replace("an ", ""), text.replace("Supplier", "Customer")), asked).status == "present"


def test_a_bare_title_gives_nothing() -> None:
    """A few words without a verb are a title or a label of a form, whatever they name."""
    plain = entry("subject: [acceptance test]\npresent: [{phrase: [acceptance test], bound: anyone, force: states}]\n")
    assert finding(contract("User Acceptance Test"), plain).status == "missing"
    assert finding(contract("The acceptance test is held in week 3."), plain).status == "present"


def test_a_rule_for_both_is_not_given_by_the_negation_of_its_verb() -> None:
    """A rule for duties and prohibitions takes a denial by its own words, not by a "not" that stands between them."""
    both = entry("subject: [notify]\npresent: [{phrase: [required ... notify], force: [must, must-not]}]\n")
    assert finding(contract("If a party is required to disclose, it shall notify the other."), both).status == "present"
    assert (
        finding(contract("If a party is required to disclose, it shall not notify the other."), both).status
        != "present"
    )


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

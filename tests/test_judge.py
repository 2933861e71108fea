"""The judge: from facts to a status, by the rulings."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from checker.model import Document, Page, Roles
from checker.segment import segment
from tests.judging import BOTH, contract, entry, finding

BREACH = entry(
    """
thresholds: {longest: {value: 72 hours, basis: evidenced, source: law}}
subject: [notify ... security breach, notice of security breach]
present: [{number: {unit: time, at-most: longest}}]
weak:
  - {code: H3, number: {unit: time, none: true}, say: no number of hours}
  - {code: N1, number: {unit: time, over: longest}, say: "{number} is longer than {longest}"}
cut: [{code: H8, phrase: [only material breaches], say: material ones only}]
harmful: [{denied: true, say: the duty is denied}]
not-about: [breach of this agreement]
"""
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Supplier shall notify Customer of a Security Breach within 24 hours.", "present"),
        ("Supplier shall notify Customer of a Security Breach within [***] hours.", "present"),
        ("Supplier shall notify Customer of a Security Breach promptly.", "weak"),
        ("Supplier shall notify Customer of a Security Breach within ten (10) days.", "weak"),
        ("Supplier shall not be required to notify Customer of a Security Breach within 24 hours.", "harmful"),
        ("Supplier need not notify Customer of any Security Breach.", "harmful"),
        ("Nothing in this Agreement requires Supplier to notify Customer of a Security Breach.", "harmful"),
        ("Customer shall notify Supplier of a Security Breach within 24 hours.", "missing"),
        ("Customer shall pay within 24 hours.", "missing"),
        (
            "Supplier shall notify Customer of a Security Breach, being a breach of this Agreement, within 2 hours.",
            "missing",
        ),
    ],
)
def test_a_statement_decides_by_its_facts(text: str, status: str) -> None:
    """Who is bound, how, and the number decide; the same words in another direction do not."""
    assert finding(contract(text), BREACH).status == status


GIVEN = "Supplier shall notify Customer of a Security Breach within 24 hours."


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        ([GIVEN, "Supplier shall notify Customer of a Security Breach promptly."], "present"),
        ([GIVEN, "The duty covers only material breaches."], "weak"),
        ([GIVEN, "Supplier need not notify Customer of any Security Breach."], "weak"),
        (["The duty covers only material breaches."], "missing"),
    ],
)
def test_several_statements_are_weighed(texts: list[str], status: str) -> None:
    """A weaker second clause does no harm, one that cuts in or denies does; a cut alone gives nothing."""
    assert finding(contract(*texts), BREACH).status == status


@pytest.mark.parametrize("kind", ["heading", "contents", "recital", "definition", "signature", "note", "parties"])
def test_only_operative_text_is_evidence(kind: str) -> None:
    """Headings, contents, recitals, bare definitions and signatures are never evidence."""
    assert finding(contract(GIVEN, kinds={0: kind}), BREACH).status == "missing"


def test_the_quote_is_the_text_at_its_offsets() -> None:
    """Evidence and weakness quotes are `document.text[start:end]`."""
    made = contract("Preamble text.", "Supplier shall notify Customer of a Security Breach within ten (10) days.")
    found = finding(made, BREACH)
    for item in (*found.evidence, *found.weaknesses):
        assert made.document.text[item.start : item.end] == item.quote
    assert found.weaknesses[0].say == "ten (10) days is longer than 72 hours"


def test_a_pointer_to_an_absent_document_is_elsewhere() -> None:
    """An operative reference to a schedule that is not there, and nothing else, is `elsewhere`."""
    made = contract("Supplier shall notify Customer of a Security Breach as set out in Exhibit B.", absent="Exhibit B")
    entries = entry("subject: [notify ... security breach]\npresent: [{number: {unit: time}}]")
    assert finding(made, entries).status == "elsewhere"


def test_unresolved_roles_are_unclear() -> None:
    """Where only the bound party fails and the roles are unresolved, the row says unclear."""
    made = contract("Zeta shall notify Omega of a Security Breach within 24 hours.", roles=Roles(None, None))
    assert finding(made, BREACH).status == "unclear"
    late = contract("Zeta shall notify Omega of a Security Breach within 90 hours.", roles=Roles(None, None))
    only = entry("subject: [notify]\npresent: [{bound: supplier, with: [fax]}]")
    assert finding(late, only).status == "missing"


def test_a_list_item_is_judged_with_its_lead_in() -> None:
    """ "Supplier shall:" and "notify Customer of a Security Breach within 24 hours" are one thought."""
    made = contract("Supplier shall:", "notify Customer of a Security Breach within 24 hours;", leads={1: (0,)})
    found = finding(made, BREACH)
    assert found.status == "present"
    assert found.evidence[0].lead == "Supplier shall:"


def test_all_parts_are_needed() -> None:
    """A protection with parts is present only when each is given, weak when some are."""
    both = entry(
        """
subject: [confidential information]
given-when: {bound: anyone, force: any}
present:
  - {part: survival, phrase: [survive ... years]}
  - {part: return, phrase: [return ... confidential information]}
"""
    )
    survive = "These duties survive for five years."
    give_back = "Supplier shall return all Confidential Information."
    assert finding(contract(survive, give_back), both).status == "present"
    assert finding(contract(survive), both).status == "weak"
    assert finding(contract("Nothing here."), both).status == "missing"


def test_definitions_are_followed_two_deep() -> None:
    """`defined` looks into the definition of the term, and of a term within it."""
    rule = entry(
        """
subject: [confidential information]
present: [{force: must-not, defined: {Confidential Information: [personal data]}}]
"""
    )
    text = "Supplier shall not disclose Confidential Information."
    deep = {
        "Confidential Information": '"Confidential Information" means the Customer Data.',
        "Customer Data": '"Customer Data" means all personal data of Customer.',
    }
    assert finding(contract(text, definitions=deep), rule).status == "present"
    broken = text.replace("Confidential Information", "Confidential\nInformation")
    assert finding(contract(broken, definitions=deep), rule).status == "present", "a term runs over a line's end"
    flat = {"Confidential Information": '"Confidential Information" means price lists.'}
    assert finding(contract(text, definitions=flat), rule).status == "missing"


MIXED = entry(
    """
subject: [policy|amendment|liability]
given-when: {bound: anyone, force: [must, may, states, must-not, denies]}
present: [{phrase: [comply ... policy, amendment ... writing, liability ... exceed]}]
"""
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Supplier shall comply with the policy.", "present"),
        ("Supplier shall not comply with the policy.", "missing"),
        ("Supplier represents that it does not comply with the policy.", "missing"),
        ("No amendment is binding unless it is in writing.", "present"),
        ("No amendment is not binding unless it is in writing.", "missing"),
        ("Neither party's liability shall exceed the fees.", "present"),
        ("The liability of either party may exceed the fees.", "missing"),
    ],
)
def test_words_that_give_do_not_give_when_they_are_denied(text: str, status: str) -> None:
    """A rule open to both forces asks of a denial that its own words deny, bound, or make an exception."""
    assert finding(contract(text), MIXED).status == status


def test_a_condition_shares_the_denial_of_its_main_clause() -> None:
    """ "shall not renew unless either party gives notice" gives nothing by its condition."""
    rule = entry(
        """
subject: [notice ... renewal]
given-when: {bound: anyone, force: [must, may, states]}
present: [{phrase: [gives notice ... renewal]}]
"""
    )
    given = "This Agreement shall end unless either party gives notice of renewal."
    assert finding(contract(given), rule).status == "present"
    assert finding(contract(given.replace("shall end", "shall not end")), rule).status == "missing"


def test_a_list_under_a_denied_lead_in_is_denied() -> None:
    """ "shall not have the following duties:" denies the items that have a verb of their own."""
    made = contract(
        "Supplier shall not have the following duties:", "Supplier shall notify Customer of a breach within 24 hours.",
        leads={1: (0,)},
    )  # fmt: skip
    assert finding(made, BREACH).status != "present"


def test_the_trace_names_rule_facts_and_ruling() -> None:
    """`trace` explains which rule fitted where, who was bound, and the ruling."""
    found = finding(contract(GIVEN), BREACH, trace=True)
    assert any("present[0] fits" in line and "supplier must" in line for line in found.trace)
    assert found.trace[-1].startswith("ruling: present")


def test_a_missing_protection_says_where_it_looked() -> None:
    """The nearest clauses and the wordings sought stand in the row of a missing protection."""
    found = finding(contract("Customer shall notify Supplier of a Security Breach.", "Other."), BREACH)
    assert found.status == "missing"
    assert found.looked
    assert "notify ... security breach" in found.sought


def test_with_and_without_see_the_lead_in() -> None:
    """The place of a rule stands in the item; what it asks besides may stand in the lead-in alone."""
    rule = entry("subject: [return data]\npresent: [{with: [termination]}]\nweak: [{without: [termination]}]\n")
    item = "return all data."
    led = contract("Upon termination Supplier shall:", item, leads={1: (0,)})
    assert finding(led, rule).status == "present"
    assert finding(contract("Supplier shall:", item, leads={1: (0,)}), rule).status == "weak"


def test_what_stands_far_off_in_a_long_sentence_takes_nothing_back() -> None:
    """`without` looks at the words about the place, a sentence's length to either side."""
    unless = entry("subject: [keep records]\npresent: [{without: [unless]}]")
    far = "the archive that the Customer has in its own building " * 4
    assert finding(contract("Supplier shall keep records, unless told otherwise."), unless).status == "missing"
    assert finding(contract(f"Supplier shall keep records in {far} unless it is full."), unless).status == "present"


def test_a_number_may_stand_in_a_definition() -> None:
    """A number test looks into the definitions of the terms that stand at its place, two deep."""
    rule = entry(
        """
thresholds: {year: {value: 12 months, basis: practice, source: usage}}
subject: [liability ... exceed]
given-when: {bound: anyone, force: must-not}
present: [{number: {unit: time, at-least: year}}]
weak: [{code: N1, number: {unit: time, under: year}, say: short}, {code: H3, number: {unit: time, none: true}}]
"""
    )
    text = "Supplier's liability shall not exceed the General Cap."
    deep = {"General Cap": '"General Cap" means the Base.', "Base": '"Base" means the fees of the last three months.'}
    assert finding(contract(text, definitions=deep), rule).weaknesses[0].code == "N1"
    deep["Base"] = '"Base" means the fees of the last twelve months.'
    assert finding(contract(text, definitions=deep), rule).status == "present"
    assert finding(contract(text), rule).weaknesses[0].code == "H3"


def test_only_a_pointer_beside_the_subject_leaves_it_elsewhere() -> None:
    """A schedule named far from the words on the subject says nothing of them."""
    rule = entry("subject: [service level]\npresent: [{phrase: [availability]}]\n")
    near = "Supplier shall meet the Service Levels set out in Schedule 9."
    far = "Supplier shall meet Service Levels and, if the parties so agree at some later time, pay as in Schedule 9."
    assert finding(contract(near, absent="Schedule 9"), rule).status == "elsewhere"
    assert finding(contract(far, absent="Schedule 9"), rule).status == "missing"


def test_the_next_sentence_may_take_everything_back() -> None:
    """ "The foregoing shall not apply." behind a duty leaves nothing of it; an exception leaves it."""
    duty = "Supplier shall notify Customer of a security breach within 24 hours."
    for said, status in (
        ("The foregoing shall not apply.", "missing"),
        ("The foregoing shall not apply to drills.", "present"),
        ("The foregoing shall not apply where the data is public already.", "present"),
    ):
        text = f"1. NOTICE\n\n{duty} {said}\n"
        made = segment(Document("t", "0" * 64, text, (Page(1, "1", 0, len(text)),)))
        assert finding(replace(made, roles=BOTH), BREACH).status == status


def test_a_broken_pointer_is_told_from_a_statute_and_from_numbers_not_read() -> None:
    """`points-to: broken` needs a contract whose other pointers are found."""
    rule = entry("subject: [indemnify]\npresent: [{points-to: broken}]\n")
    others = "\n\n".join(f"{n}. As said in clause {n % 9 + 1}, Supplier shall do task {n}." for n in range(1, 13))
    for said, status in (
        ("Supplier shall indemnify Customer as told in clause 44.", "present"),
        ("Supplier shall indemnify Customer as told in section 44 of the Companies Act.", "missing"),
        ("Supplier shall indemnify Customer as told in clause 4.", "missing"),
    ):
        text = f"{others}\n\n13. {said}\n"
        made = segment(Document("t", "0" * 64, text, (Page(1, "1", 0, len(text)),)))
        assert finding(replace(made, roles=BOTH), rule).status == status


def test_a_phrase_of_many_pieces_is_sought_in_polynomial_time() -> None:
    """A phrase whose pieces stand often, and whose last piece is out of reach, does not try every combination."""
    many = entry("subject: [alpha ... beta ... gamma ... delta ... epsilon ... omega]\npresent: [{force: must}]\n")
    words = " ".join("alpha beta gamma delta epsilon" for _ in range(80))
    text = f"Supplier shall {words} {'filler ' * 40} omega."
    begin = time.perf_counter()
    assert finding(contract(text), many).status == "missing"
    assert time.perf_counter() - begin < 20


def test_the_clause_headed_by_the_subject_is_quoted_first() -> None:
    """A reader looks for the audit right under "Audit": that clause is the first evidence, wherever it stands."""
    audit = entry("subject: [inspect]\npresent: [{bound: anyone, force: any}]")
    made = contract("Customer may inspect the archive.", "Customer may inspect the accounts.")
    headed = replace(made, clauses=(made.clauses[0], replace(made.clauses[1], heading="Audit", path=("Audit",))))
    assert finding(headed, replace(audit, title="Customer may audit")).evidence[0].quote.endswith("accounts.")
    assert finding(made, replace(audit, title="Customer may audit")).evidence[0].quote.endswith("archive.")

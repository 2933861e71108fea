"""Facts of a sentence: what a denial reaches, and where a condition ends."""

from __future__ import annotations

import pytest

from checker.facts.predicates import find_predicates
from checker.words import CUSTOMER, SUPPLIER, words

PARTIES = ((SUPPLIER, ("Supplier", "Acme", "ACME")), (CUSTOMER, ("Customer", "Bank")))


def said(text: str) -> list[tuple[str, str]]:
    """(bound, force) of each predicate of a sentence; what stands in a condition has a "~"."""
    found = words(text, PARTIES)
    made = find_predicates(found, text, 0, len(found.keys))
    return [(p.bound, p.force + "~" * p.aside) for p in made]


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("If Acme sends no goods to Customer for a year, either party shall be entitled to end it.", "both", "may"),
        ("If Supplier sends no reply Customer may proceed.", "customer", "may"),
        ("Where no notice is given, this Agreement shall renew.", "nobody", "must"),
        ("If there are no complaints, and nothing is due, Customer shall pay the fee.", "customer", "must"),
        ("If Supplier fails to reply, or makes no effort to help, Customer may leave.", "customer", "may"),
        ("If Supplier is late, no fee shall be due.", "nobody", "must-not"),
        ("If Supplier is late, neither party may leave.", "both", "must-not"),
    ],
)
def test_the_denial_of_a_condition_ends_with_it(text: str, bound: str, force: str) -> None:
    """What a condition denies is not denied by its main clause; a main clause has its own denial."""
    assert said(text)[-1] == (bound, force)


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Supplier shall make no changes to the plan.", "must-not"),
        ("Supplier will charge no fee for the move.", "must-not"),
        ("Supplier may make no use of the files.", "must-not"),
        ("Supplier agrees to make no claim.", "must-not"),
        ("Supplier shall bear no further liability.", "need-not"),
        ("Supplier offers no help after the end.", "denies"),
        ("Supplier shall give no less than ten days of notice.", "must"),
        ("Supplier gives no less than ten days of notice.", "must"),
        ("Supplier shall provide the files at no charge.", "must"),
    ],
)
def test_a_denied_object_denies_the_duty(text: str, force: str) -> None:
    """Who shall make no change must not make one; a limit ("no less than") and a price ("at no charge") are none."""
    assert said(text) == [("supplier", force)]


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("Supplier agrees to not disclose it.", ["must-not"]),
        ("Supplier agrees to never disclose it.", ["must-not"]),
        ("Supplier is obliged not to disclose it.", ["must-not"]),
        ("Supplier agrees to keep it secret and to not disclose it.", ["must", "must-not"]),
        ("Supplier agrees to keep it secret, not to copy it.", ["must", "must-not"]),
        ("Supplier shall keep it secret, and agrees not to copy it.", ["must", "must-not"]),
        ("Supplier agrees not to copy it and to return it.", ["must-not", "must"]),
        ("Supplier agrees not to copy or to sell it.", ["must-not"]),
        ("Supplier agrees (a) to keep it; (b) not to copy it, not to sell it.", ["must", "must-not", "must-not"]),
        ("Supplier shall seek a consent, not to be unreasonably withheld.", ["must"]),
    ],
)
def test_a_promise_denies_by_a_word_beside_its_verb(text: str, forces: list[str]) -> None:
    """ "To not", "to never" and "not to" deny what they stand before, and the next verb of the promise is its own."""
    assert said(text) == [("supplier", force) for force in forces]


def test_a_lettered_denial_goes_on_with_the_promise() -> None:
    """ "(b) not to copy it" is denied by who agreed above, whatever a relative clause of the item before says."""
    text = "Supplier agrees (a) to keep the list which the staff will make for Customer; (b) not to copy it."
    assert said(text) == [("supplier", "must"), ("nobody", "must~"), ("supplier", "must-not")]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("If Customer so requests Supplier shall send the files.", ("supplier", "must")),
        ("Should Supplier fail to perform Customer may step in.", ("customer", "may")),
        ("When the Term ends Supplier shall send the files.", ("supplier", "must")),
        ("If the breach occurs either party may leave.", ("both", "may")),
        ("If Supplier and Customer shall agree", ("both", "must~")),
        ("If the tools of Supplier shall fail", ("nobody", "must~")),
        ("If the staff of Supplier shall leave", ("supplier", "must~")),
        ("Where the tools Supplier may provide", ("supplier", "may~")),
        ("If Supplier's Customer may leave", ("customer", "may~")),
    ],
)
def test_a_condition_may_end_without_a_comma(text: str, last: tuple[str, str]) -> None:
    """A second party right before a modal begins the main clause, and so does one behind a verb without an object."""
    assert said(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        (
            "Nothing herein shall be construed as preventing Supplier from using its tools.",
            "supplier",
            "may",
        ),
        ("Nothing herein shall be deemed to limit Customer's right to sue.", "customer", "may"),
        ("Nothing shall be read so as to restrict Customer.", "customer", "may"),
        ("Nothing herein shall be construed as obliging Customer to buy.", "customer", "need-not"),
        ("Nothing herein shall be construed to require Supplier to help.", "supplier", "need-not"),
        ("Nothing herein shall be construed as giving Supplier any right.", "nobody", "must-not"),
        ("Supplier will not be prevented from using it.", "supplier", "may"),
        ("Customer shall have recourse to the courts.", "customer", "may"),
        ("The lists shall be used by the other party for the work only.", "both", "must"),
        ("The services shall include, but are not limited to, support of the users.", "nobody", "must"),
    ],
)
def test_what_nothing_prevents_is_allowed(text: str, bound: str, force: str) -> None:
    """What nothing is "construed as" doing, and what nobody is prevented from, is a right; "not limited to" is none."""
    assert said(text)[-1] == (bound, force)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing shall relieve Supplier of its duty to help.", [("supplier", "must")]),
        ("Nothing herein shall be deemed to create any duty on the part of Customer.", [("customer", "need-not")]),
        ("If Supplier finds that the goods are no longer sold, Supplier shall say so.",
         [("supplier", "states~"), ("nobody", "denies~"), ("supplier", "must")]),
        ("The fee is due unless Supplier waives it in a letter or Supplier needs it not.",
         [("nobody", "states"), ("supplier", "states~"), ("supplier", "states~")]),
        ("Customer agrees not to raise that price, but will charge it.",
         [("customer", "must-not"), ("customer", "must")]),
    ],
)  # fmt: skip
def test_cases_and_duties_that_nothing_lays(text: str, expected: list[tuple[str, str]]) -> None:
    """What nothing relieves of is owed, what nothing creates is not; what a condition finds "that" is so is a case."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Customer acknowledges the risk of a loss and agrees to bear it.",
         [("customer", "states"), ("customer", "must")]),
        ("All parts of this Agreement that do not bind shall lapse.", [("nobody", "denies~"), ("nobody", "must")]),
        ("Any letters that are required to be or may be sent shall be signed.",
         [("nobody", "must~"), ("nobody", "may~"), ("nobody", "must")]),
        ("If the oil is sold and Supplier does not wait, Customer may buy it.",
         [("nobody", "states~"), ("supplier", "denies~"), ("customer", "may")]),
        ("Customer shall not sell it, whether at home or abroad, and will not lend it.",
         [("customer", "must-not"), ("customer", "must-not")]),
        ("The party who wrongly opposes the claim will pay the cost.", [("both", "must")]),
    ],
)  # fmt: skip
def test_which_verbs_stand_aside(text: str, expected: list[tuple[str, str]]) -> None:
    """A condition reaches as far as its "and"; a main clause goes on behind a short aside; a second promise counts."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This Agreement may not be terminated except: (a) by Customer on notice; (b) by Supplier on default.",
         [("nobody", "may")]),
        ("The files shall not be disclosed except: (a) to its staff.", [("nobody", "must-not")]),
        ("If Supplier is late and does not cure that failure within a week, then Customer has the right to leave.",
         [("supplier", "states~"), ("supplier", "denies~"), ("customer", "may")]),
        ("Either party may leave if the other: (A) tells lies; (B) is in breach and the breach is not cured.",
         [("both", "may"), ("nobody", "states~"), ("nobody", "denies~")]),
        ("Supplier shall do so: (A) each week; (B) where the tool is new and the staff is not ill.",
         [("supplier", "must"), ("nobody", "states~"), ("nobody", "denies")]),
        ("Customer shall, in the event of a breach, be entitled to leave.", [("customer", "may")]),
        ("Supplier shall, if Customer is late, have no duty to help.",
         [("supplier", "need-not"), ("customer", "states~")]),
    ],
)  # fmt: skip
def test_denials_of_cases_reach_no_main_clause(text: str, expected: list[tuple[str, str]]) -> None:
    """What a case denies stays with it, "except:" lets its items end it, and a right may stand behind an aside."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If the breach goes on, Customer or Supplier may leave.", [("both", "may")]),
        ("Supplier and/or Customer may leave.", [("both", "may")]),
        ("Subject to this, Supplier will keep the files.", [("supplier", "must")]),
        ("Work done by, or on behalf of, Supplier shall be new.", [("nobody", "must")]),
        ("Supplier and Customer acknowledge that each will have files and agree to keep them and not to sell them.",
         [("both", "states"), ("both", "must"), ("both", "must"), ("both", "must-not")]),
        ("The Recipient shall not sell the files.", [("both", "must-not")]),
        ("ACMEshall keep the files.", [("supplier", "must")]),
        ("26.1Neither party shall sell it.", [("both", "must-not")]),
    ],
)  # fmt: skip
def test_both_parties_and_glued_words_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    """Both are bound however they are joined; a number or a name glued to a word does not hide who is bound."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each party, on request, whether made before or after that date and without a charge, will do it.",
         [("both", "must")]),
        ("If the breach is long, whether within or beyond its reach, Supplier shall have the option to leave.",
         [("nobody", "states~"), ("supplier", "may")]),
        ("On a change placing a burden on one of the parties, that party may ask for talks.", [("both", "may")]),
        ("It is recorded for the avoidance of doubt that Customer shall not be entitled to sell it.",
         [("nobody", "states"), ("customer", "must-not")]),
        ("Unless otherwise provided, each party or its affiliates may perform it.", [("both", "may")]),
        ("It is so provided, that, unless in connection with a sale, neither party may assign it.",
         [("nobody", "states"), ("both", "must-not")]),
        ("Supplier may ask whether there has been a change and Customer shall reply.",
         [("supplier", "may"), ("customer", "must")]),
        ("It is so that if Supplier and Customer fail to agree then the ban told above will remain in force.",
         [("nobody", "states"), ("nobody", "must")]),
        ("Letters are read and, if sent to Supplier, shall be mailed.", [("nobody", "states"), ("nobody", "must")]),
        ("Fees shall be paid by Customer when due or shall be credited.", [("customer", "must"), ("customer", "must")]),
        ("If the item is lost (a copy of the report will be given to Customer), and is not insured, Supplier will pay.",
         [("nobody", "states~"), ("nobody", "must"), ("nobody", "denies~"), ("supplier", "must")]),
    ],
)  # fmt: skip
def test_where_a_condition_ends(text: str, expected: list[tuple[str, str]]) -> None:
    """A condition between commas, one without a verb and one that "then" ends leave the main clause a main clause."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The notice shall, however, not relieve Supplier.", [("nobody", "must-not")]),
        ("The remedies shall be cumulative and not exclusive.", [("nobody", "must")]),
        ("The papers shall be returned and not kept.", [("nobody", "must"), ("nobody", "must-not")]),
        ("The files shall include, but not be limited to, lists.", [("nobody", "must")]),
        ("Neither party shall, nor shall it permit others to, sell it.", [("both", "must-not"), ("both", "must-not")]),
        ("Neither party is, nor shall be deemed to be, an agent.", [("both", "denies"), ("nobody", "must-not")]),
        ("Neither party shall be restricted from telling it.", [("both", "may")]),
        ("Neither party shall not tell it.", [("both", "unclear")]),
    ],
)  # fmt: skip
def test_what_not_and_nor_deny(text: str, expected: list[tuple[str, str]]) -> None:
    """ "Not" before an adjective denies no duty, "nor" denies its own verb, and who is not restricted may."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The party affected by it shall use best efforts to remedy it with all speed, shall tell the other party, and "
         "shall resume the work.", [("both", "must")] * 3),
        ("A party that prevails in any suit, claim or other proceeding shall be entitled to be paid.",
         [("both", "states~"), ("both", "may")]),
        ("Payment to a removed Supplier will be made later.", [("nobody", "must")]),
        ("The staff of Supplier shall not be obligated to come.", [("supplier", "need-not")]),
        ("The rules on staff of Supplier shall be kept.", [("nobody", "must")]),
        ("Supplier agrees that neither will claim it.", [("supplier", "must"), ("both", "must-not")]),
        ("Files shall be those of both parties (and both parties shall keep them).",
         [("nobody", "must"), ("both", "must")]),
        ("Supplier now owns and will hereafter develop the files.", [("supplier", "states"), ("supplier", "must")]),
        ("On a delay of the work, if Customer is late, Supplier, may leave.",
         [("customer", "states~"), ("supplier", "may")]),
    ],
)  # fmt: skip
def test_whose_duty_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    """A subject is kept over a row of duties, people are bound as their party is, and a removed party is an object."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Without limiting the generality of the foregoing, the parties shall work together.", [("both", "must")]),
        ("Supplier shall name the party or parties responsible for the work and shall guide them.",
         [("supplier", "must"), ("supplier", "must")]),
        ("Any tools that might affect the work or interfere with it must be approved by Supplier first.",
         [("supplier", "must")]),
        ("This Agreement shall be effective on the date of signed acceptance by Supplier.", [("nobody", "must")]),
        ("The fees shall be promptly and in full paid by Customer.", [("customer", "must")]),
        ("The fees shall be payable within a month by Customer.", [("customer", "must")]),
        ("The fees shall be told by Supplier and shall be payable by Customer.",
         [("supplier", "must"), ("customer", "must")]),
    ],
)  # fmt: skip
def test_agents_and_subjects_of_main_clauses(text: str, expected: list[tuple[str, str]]) -> None:
    """Only of what is done, or can be, an agent is sought; "and shall" goes on with the subject of the duty before."""
    assert said(text) == expected

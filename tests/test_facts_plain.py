"""Facts told in plain words: the plain present, rights a thing gives, nouns of duty, pronouns, what is ensured."""

from __future__ import annotations

import pytest

from checker.check import shipped
from checker.facts.governing import governing
from checker.facts.hedges import find_hedges
from checker.facts.numbers import find_numbers
from checker.facts.predicates import find_predicates
from checker.facts.vocabulary import Predicate
from checker.verify import judged
from checker.words import CUSTOMER, SUPPLIER, words

PARTIES = [(SUPPLIER, ["Supplier", "LEADER"]), (CUSTOMER, ["Customer"])]


def said(text: str, operative: bool = True) -> list[tuple[str, str]]:
    """(bound, force) of each predicate that is no condition and no relative clause."""
    found = words(text, PARTIES)
    made = find_predicates(found, text, 0, len(found.keys), operative=operative)
    return [(p.bound, p.force) for p in made if not p.aside]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Supplier installs and maintains the servers, monitors the logs and restores files.", "supplier"),
        ("Supplier backs up the data each night.", "supplier"),
        ("LEADER maintain the software.", "supplier"),
        ("Supplier, at its own cost, repairs the line.", "supplier"),
        ("Supplier promptly and fully reports the costs.", "supplier"),
        ("Supplier's staff comply with the house rules.", "supplier"),
        ("The parties meet the board in June.", "both"),
        ("Each party to this Agreement agrees to keep it secret.", "both"),
        ("Each of the parties bears its own costs.", "both"),
        ("If Customer pays late, Supplier charges the interest to it.", "supplier"),
        ("Supplier is to deliver the plan by Monday.", "supplier"),
        ("Supplier has to deliver the plan.", "supplier"),
        ("Supplier is committed to answering within a day.", "supplier"),
    ],
)
def test_a_plain_present_of_a_party_is_its_duty(text: str, bound: str) -> None:
    """What a party does by the text of a contract, it owes."""
    assert said(text)[-1] == (bound, "must")


@pytest.mark.parametrize(
    "text",
    [
        "Customer acknowledges that Supplier uses subcontractors.",
        "The services Supplier provides are listed below.",
        "Customer receives the reports.",
        "Customer may withhold it, provided that Supplier sends an invoice.",
        "Customer owns the files.",
        "If Supplier installs the servers, they are new.",
    ],
)
def test_a_fact_or_a_case_is_no_duty(text: str) -> None:
    """What is acknowledged, described, or a condition binds nobody by its verb."""
    assert "must" not in {force for _, force in said(text)}


def test_a_plain_present_binds_in_operative_text_only() -> None:
    """A recital or a definition tells what the parties do."""
    assert said("Supplier operates a data centre.", operative=False) == [("supplier", "states")]


@pytest.mark.parametrize(
    "text", ["Customer requirements shall be met.", "Supplier services and Customer payments shall be listed."]
)
def test_a_noun_behind_a_party_is_no_verb(text: str) -> None:
    """ "Customer requirements" and "Supplier services" are things."""
    assert said(text) == [("nobody", "must")]


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("An outage of more than twelve hours gives Customer the right to cancel.", "customer", "may"),
        ("A second breach entitles Customer to end this Agreement.", "customer", "may"),
        ("Such a failure shall entitle Customer to a credit and shall entitle Customer to end it.", "customer", "may"),
        ("A delay shall not entitle Supplier to stop.", "supplier", "must-not"),
        ("The law requires Supplier to keep records.", "supplier", "must"),
        ("Supplier shall be at liberty to hire others.", "supplier", "may"),
        ("It is the responsibility of Supplier to keep records.", "supplier", "must"),
        ("It shall be Supplier's sole responsibility to keep records.", "supplier", "must"),
        ("It is not the responsibility of Supplier to keep records.", "supplier", "need-not"),
        ("Responsibility for backups rests with Supplier.", "supplier", "must"),
        ("Customer's rights on a breach shall include the right to terminate.", "customer", "may"),
        ("Supplier's obligation to indemnify Customer shall survive.", "supplier", "must"),
        ("Nothing shall limit Customer's right to audit.", "customer", "may"),
        ("Supplier takes no responsibility for the acts of others.", "supplier", "need-not"),
    ],
)
def test_nouns_and_things_bind_a_party(text: str, bound: str, force: str) -> None:
    """A right or a duty is that of the party the noun or the verb names."""
    assert said(text)[-1] == (bound, force)


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("Supplier acknowledges that the work is urgent and agrees that it shall not stop.", "supplier", "must-not"),
        ("Supplier agrees that neither it nor its affiliates shall sue.", "supplier", "must-not"),
        ("Supplier expressly agrees that he will not hire them.", "supplier", "must-not"),
        ("If Customer asks Supplier for help, the latter shall give it.", "supplier", "must"),
        ("If Customer asks Supplier for help, the former shall pay for it.", "customer", "must"),
        ("Supplier shall not sell it to a Customer Competitor, nor shall Supplier show it.", "supplier", "must-not"),
        ("Supplier shall keep the files, nor may such files be sold.", "nobody", "must-not"),
        ("In no event shall Supplier's liability exceed the fees.", "nobody", "must-not"),
        ("Any claim which a party may have against the other party must be made in time.", "nobody", "must"),
        ("Notices shall be sent to each of the parties and shall count from the date.", "nobody", "must"),
        ("If no access is given, then Customer shall pay.", "customer", "must"),
        ("The rights and obligations of Customer under it shall pass to its heirs.", "nobody", "must"),
        ("A failure to answer the notice of the indemnified party within a week shall be a waiver.", "nobody", "must"),
        ("Each party, its affiliates and agents agree not to solicit staff.", "both", "must-not"),
        ("This Agreement shall in no way be read as a licence.", "nobody", "must-not"),
        ("The files belong to Supplier and Customer shall have no right in them.", "customer", "must-not"),
        ("The parties understand and agree that they will meet.", "both", "must"),
    ],
)
def test_pronouns_mean_who_spoke_last(text: str, bound: str, force: str) -> None:
    """A pronoun is bound as the party it stands for, over a thing that was spoken of in between."""
    assert said(text)[-1] == (bound, force)


def test_what_is_ensured_is_owed() -> None:
    """ "shall ensure that the data is safe" binds the one who ensures, for each thing that is ensured."""
    assert said("Supplier shall ensure that the data is safe and no file is lost.") == [
        ("supplier", "must"), ("supplier", "must"), ("supplier", "must-not"),
    ]  # fmt: skip
    assert said("Supplier shall ensure that Customer may read it.")[-1] == ("customer", "may")
    assert said("Supplier agrees that the files are the property of Customer.")[-1] == ("nobody", "states")


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Unless otherwise agreed, Supplier shall help.", True),
        ("If an outage occurs, Supplier shall repair it.", True),
        ("If Supplier, or its affiliates, shall fail", False),
        ("If the goods, the works or the services shall fail", False),
        ("Supplier warrants to Customer that the goods are new.", True),
        ("To the extent that Supplier handles the files, the terms will apply.", True),
        ("Credits that remain unused are not refundable.", True),
        ("Taxes (if any) are not included.", True),
        ("It is understood, however, that Supplier will keep its business.", True),
        ("If, at Customer's request, Supplier shall travel", False),
    ],
)
def test_a_condition_ends_with_its_comma(text: str, main: bool) -> None:
    """Behind the comma of a condition a new subject begins the main clause."""
    found = words(text, PARTIES)
    assert find_predicates(found, text, 0, len(found.keys))[-1].aside is not main


@pytest.mark.parametrize(
    ("text", "words_at", "bound", "force"),
    [
        ("Customer may, if the delay is long, terminate this Agreement.", "terminate", "customer", "may"),
        ("Customer may, after notice and not acting rashly, terminate it.", "terminate", "customer", "may"),
        ("Supplier may, without limit of its rights and claims, suspend the work until it is paid.", "suspend",
         "supplier", "may"),
        ("Upon the approval, which must not be withheld, Supplier must begin.", "approval", "supplier", "must"),
        ("Customer shall further be permitted to audit it.", "audit", "customer", "may"),
    ],
)  # fmt: skip
def test_what_stands_between_does_not_govern(text: str, words_at: str, bound: str, force: str) -> None:
    """The words of a duty or a right stand under its own verb, over conditions and relative clauses in between."""
    found = words(text, PARTIES)
    made = find_predicates(found, text, 0, len(found.keys))
    at = found.lower.index(words_at)
    predicate = governing(made, found, (at, at + 1), 0, len(found.keys))
    assert (predicate.bound, predicate.force) == (bound, force)


def test_items_of_a_condition_are_cases() -> None:
    """Below "if all the following terms are met:" an item in the plain present is no duty."""
    text = "Supplier notifies Customer in writing."
    found = words(text, PARTIES)
    lead = Predicate("nobody", "states", 0, 0, aside=True)
    assert [p.force for p in find_predicates(found, text, 0, len(found.keys), lead)] == ["states"]


def test_a_bare_verb_goes_on_with_its_modal() -> None:
    """Behind a relative clause "; and (b) provide" is bound as the "shall" before it."""
    text = "Supplier shall (a) keep records which Customer may inspect; and (b) provide help."
    assert said(text) == [("supplier", "must"), ("supplier", "must")]
    assert said("Supplier shall do the work that Customer may order and perform.") == [("supplier", "must")]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("for a period of 36 months", "time", 3 * 8760.0),
        ("for 52 weeks", "time", 8760.0),
        ("for six months", "time", 180 * 24.0),
        ("by the third business day after receipt", "time", 3 * 24 * 1.4),
        ("no later than the fifth (5th) day", "time", 120.0),
        ("on 3 (three) months notice", "time", 2160.0),
        ("within 5 to 10 days", "time", 240.0),
        ("between five (5) and ten (10) days", "time", 240.0),
        ("within 5-10 days", "time", 240.0),
        ("a 48-hour period", "time", 48.0),
        ("net 30", "time", 720.0),
        ("24 hours a day", "count", 24.0),
        ("open 24x7", "count", 24.0),
        ("twice a year", "count", 2.0),
        ("four times per month", "count", 4.0),
        ("four times the monthly fees", "multiple", 4.0),
        ("interest of one and one-half percent", "percent", 1.5),
        ("interest of 1.5%/month", "percent", 1.5),
    ],
)
def test_numbers_in_other_words(text: str, unit: str, value: float) -> None:
    """Whole years, ranges by their upper end, last days of a deadline, and how often, which is no length of time."""
    found = words(text, PARTIES)
    number = find_numbers(found, 0, len(found.keys))[0]
    assert (number.unit, number.value) == (unit, pytest.approx(value))


@pytest.mark.parametrize("text", ["by the first day of each month", "in the first year of the term"])
def test_a_date_or_a_year_of_the_term_is_no_deadline(text: str) -> None:
    """An ordinal tells a deadline only where days are counted from something."""
    found = words(text, PARTIES)
    assert find_numbers(found, 0, len(found.keys)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Supplier shall do its best to answer",
        "Supplier hopes to answer",
        "Supplier is committed to answering",
        "Supplier targets an answer in an hour",
        "Supplier will work towards an answer",
    ],
)
def test_an_aim_is_an_effort(text: str) -> None:
    """Aims, hopes and targets promise no more than an effort."""
    found = words(text, PARTIES)
    assert "H1" in {hedge.code for hedge in find_hedges(found, 0, len(found.keys))}


def test_materials_are_no_hedge() -> None:
    """ "materials" are things; "in all material respects" is a hedge."""
    found = words("Supplier shall return the materials.", PARTIES)
    assert find_hedges(found, 0, len(found.keys)) == ()


@pytest.mark.parametrize(
    ("name", "text", "status"),
    [
        ("data-breach-notification", "Supplier notifies Customer of a security breach within 24 hours.", "present"),
        ("data-breach-notification", "Supplier aims to notify Customer of a security breach within 24 hours.", "weak"),
        (
            "sla-response-resolution-times",
            "Supplier shall use its best efforts to ensure that critical incidents are resolved within 4 hours.",
            "weak",
        ),
    ],
)
def test_the_library_reads_plain_words(name: str, text: str, status: str) -> None:
    """An entry that asks for a duty takes a plain present for one, and an aim for an effort."""
    library = shipped()
    entry = next(e for e in library.entries if e.id == name)
    assert judged(text, entry, library).status == status


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("Supplier remains responsible for its drivers.", "supplier", "must"),
        ("Supplier shall remain liable for the vans.", "supplier", "must"),
        ("Supplier continues to be bound by the code.", "supplier", "must"),
        ("Customer stays free to buy from others.", "customer", "may"),
        ("Supplier is in charge of the night shift.", "supplier", "must"),
        ("Supplier answers for its drivers.", "supplier", "must"),
        ("Supplier stands behind its work.", "supplier", "must"),
        ("Supplier makes sure the gates are shut.", "supplier", "must"),
        ("Supplier owes Customer a refund.", "supplier", "must"),
        ("Supplier refrains from advertising.", "supplier", "must-not"),
        ("Supplier neither sells nor rents the list.", "supplier", "must-not"),
        ("Supplier never sells the list.", "supplier", "must-not"),
        ("The toll is borne by Supplier.", "supplier", "must"),
        ("Customer is told each week of the stock by Supplier.", "customer", "states"),
        ("Customer shall be indemnified by Supplier.", "supplier", "must"),
        ("Supplier shall be required by Customer to report.", "supplier", "must"),
        ("The files are owned by Customer.", "customer", "states"),
        ("The cost of travel falls on Supplier.", "supplier", "must"),
        ("Tolls are for Supplier's account.", "supplier", "must"),
        ("Travel shall be at the expense of Supplier.", "supplier", "must"),
        ("It is up to Supplier to find drivers.", "supplier", "must"),
        ("It is for Customer to decide who drives.", "customer", "may"),
        ("Supplier's task is to keep the gates shut.", "supplier", "must"),
        ("Customer gets access to the depot.", "customer", "may"),
        ("Customer shall have full access to the depot.", "customer", "may"),
        ("Customer is granted a licence to print the maps.", "customer", "may"),
        ("Customer is given no access to the depot.", "customer", "must-not"),
        ("Customer enjoys the right to inspect.", "customer", "may"),
        ("Customer keeps all rights in its maps.", "customer", "states"),
        ("Supplier retains all rights in its maps.", "supplier", "states"),
        ("Supplier needs the consent of Customer to move the depot.", "supplier", "must"),
        ("A move of the depot requires Customer's consent.", "supplier", "must"),
        ("A move of the depot shall require the approval of Supplier.", "customer", "must"),
    ],
)
def test_plain_verbs_lay_duties_and_rights(text: str, bound: str, force: str) -> None:
    """What a party answers for, bears, is left to do or is given binds or allows it, whatever the verb."""
    assert said(text)[0] == (bound, force)


@pytest.mark.parametrize(
    "text",
    [
        "Supplier shall hand over the maps, and ownership goes to Customer.",
        "Supplier shall hand over the maps, and title stays with Customer.",
        "Supplier shall hand over the maps, and all rights belong to Customer.",
        "Supplier shall print the maps, and this Agreement takes effect in May.",
        "Supplier shall print the maps, and silence counts as consent.",
    ],
)
def test_a_thing_has_verbs_of_its_own(text: str) -> None:
    """What goes to, stays with or counts as is told of a thing, and is no duty of the party before it."""
    assert said(text) == [("supplier", "must"), ("nobody", "states")]


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("Supplier agrees that the maps will be kept for seven years.", "supplier", "must"),
        ("Supplier agrees the maps will be kept.", "supplier", "must"),
        ("Supplier acknowledges and agrees that the maps shall be kept.", "supplier", "must"),
        ("Supplier agrees that, on request, the maps shall be copied.", "supplier", "must"),
        ("Supplier undertakes that no map shall leave the depot.", "supplier", "must-not"),
        ("Supplier warrants to Customer that the maps are new.", "supplier", "must"),
        ("Supplier represents and warrants that the maps do not infringe any right.", "supplier", "must-not"),
        ("Supplier shall warrant that the maps are new.", "supplier", "must"),
        ("Supplier shall see to it that copies are made.", "supplier", "must"),
        ("Supplier shall make certain that copies are made.", "supplier", "must"),
        ("Supplier shall take care that no copy is lost.", "supplier", "must-not"),
        ("Supplier is responsible for ensuring that the maps are new.", "supplier", "must"),
        ("Supplier agrees that the fees shall be paid by Customer.", "customer", "must"),
        ("Supplier agrees that the maps are the property of Customer.", "nobody", "states"),
        ("Supplier accepts that payment is due in May.", "nobody", "states"),
    ],
)
def test_who_promises_that_a_thing_will_be_is_bound(text: str, bound: str, force: str) -> None:
    """Behind "agrees that" the promising party owes what shall be done, and what it warrants to be so."""
    assert said(text)[-1] == (bound, force)


@pytest.mark.parametrize(
    "text",
    [
        "The party responsible for the delay shall pay.",
        "The party receiving a notice shall pay.",
        "The party affected shall pay.",
        "The party so requested shall pay.",
        "The party whose staff is hired shall pay.",
        "The party that caused the loss shall pay.",
        "The party to which the notice is given shall pay.",
        "The party on whose behalf it was done shall pay.",
        "The party asserting a claim bears its cost.",
        "If a party is late, the other shall pay.",
    ],
)
def test_a_party_told_by_what_it_does_is_either_party(text: str) -> None:
    """ "The party responsible" may be either one, and counts as both."""
    assert said(text)[-1] == ("both", "must")


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("Supplier shall not only repair it but also pay for it.", "supplier", "must"),
        ("The credit shall not be less than 5%.", "nobody", "must"),
        ("The fees shall not be more than 5%.", "nobody", "must-not"),
        ("In no event later than ten days after notice, Supplier shall return it.", "supplier", "must"),
        ("Supplier shall in no event later than ten days return it.", "supplier", "must"),
        ("No sooner than 60 days before the end, Customer may renew.", "customer", "may"),
        ("Not only shall Supplier pay for it.", "supplier", "must"),
        ("None but trained drivers may enter.", "nobody", "must-not"),
        ("Upon full payment, Supplier grants Customer a licence.", "supplier", "states"),
        ("Subject to payment, Supplier hereby assigns all rights to Customer.", "supplier", "states"),
        ("Except as stated in Exhibit A, Supplier retains all rights.", "supplier", "states"),
    ],
)
def test_limits_and_conditions_deny_nothing(text: str, bound: str, force: str) -> None:
    """A limit ("not less than", "not only") is no denial, and a condition before a plain grant leaves it one."""
    found = words(text, PARTIES)
    made = find_predicates(found, text, 0, len(found.keys))
    assert (made[0].bound, made[0].force) == (bound, force)


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("In case the fees are unpaid, Supplier may stop.", [True, False]),
        ("In the event any money is owed by Customer, Supplier may stop.", [True, False]),
        ("To the extent the tools are ready, Supplier shall use them.", [True, False]),
        ("Supplier shall report so long as the fees are paid.", [False, True]),
        ("In any case, Supplier shall report.", [False]),
        ("To the extent permitted by law, Supplier shall report.", [False]),
        ("Supplier shall, as the case may be, repair or replace it.", [False]),
        ("Supplier shall keep such maps as Customer may ask for.", [False, True]),
        ("Should Supplier be late and Customer agrees to wait, Supplier shall pay.", [True, False]),
        ("It is agreed by and between the parties that, in May, the maps shall be kept.", [False, False]),
        ("Papers that hold any secrets must be returned.", [False]),
    ],
)
def test_conditions_without_if(text: str, aside: list[bool]) -> None:
    """ "In case" and "to the extent" open a condition with a verb; "in any case" and "as the case may be" do not."""
    found = words(text, PARTIES)
    assert [p.aside for p in find_predicates(found, text, 0, len(found.keys))] == aside


@pytest.mark.parametrize(
    ("text", "bound", "force"),
    [
        ("Customer pays the toll; provided that the court may order otherwise.", "nobody", "may"),
        ("The list, but not the dates, shall be kept by Supplier.", "supplier", "must"),
        ("A breach gives the other party the right to leave.", "both", "may"),
        ("A sale shall afford the non-selling party the right to leave.", "both", "may"),
        ("The request must be received by Supplier in time.", "nobody", "must"),
        ("It may be changed only in a paper signed by the parties.", "nobody", "may"),
        ("The reports shall be written and sent by Supplier.", "supplier", "must"),
    ],
)
def test_another_clause_lends_no_subject(text: str, bound: str, force: str) -> None:
    """Over "provided that", and from a participle of another thing, no party becomes the subject."""
    assert said(text)[-1] == (bound, force)


def test_an_infinitive_goes_on_with_a_right() -> None:
    """ "reserves the right to sell or license" is one right."""
    assert said("Supplier reserves the right to sell or license the maps.") == [("supplier", "may")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each party consents to it, waives any claim, and agrees to pay.",
         [("both", "states"), ("both", "states"), ("both", "must")]),
        ("Customer will notify Supplier and, at that time, shall pay.", [("customer", "must"), ("customer", "must")]),
        ("The maps are kept; provided, however, that Supplier sends a bill.",
         [("nobody", "states"), ("supplier", "states")]),
        ("The other party commits a breach.", [("both", "states")]),
        ("Supplier commits to keep the maps.", [("supplier", "must")]),
    ],
)  # fmt: skip
def test_a_row_of_verbs_keeps_its_subject(text: str, expected: list[tuple[str, str]]) -> None:
    """Verbs in a row are told of the party that began it, over the objects between them."""
    assert said(text) == expected

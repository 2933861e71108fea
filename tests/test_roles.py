"""Roles: who is customer and who is supplier, by each route; unresolved is said, not guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.read import read
from checker.segment.roles import read_roles

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "gold-dev"


def names(text: str, **given: str) -> tuple[str | None, str | None]:
    """(customer, supplier) as read."""
    roles = read_roles(text, **given)
    return roles.customer.name if roles.customer else None, roles.supplier.name if roles.supplier else None


def test_role_words_settle_it() -> None:
    """ "Customer" and "Supplier" in the parties' block say who is who."""
    text = 'between Alder Systems Ltd, a company of England (the "Supplier") and Birch Bank plc (the "Customer").'
    assert names(text) == ("Birch Bank plc", "Alder Systems Ltd")


def test_company_names_are_told_by_their_verbs() -> None:
    """Where short names are the roles, who provides and who pays decides."""
    text = (
        'between Alder Systems, Inc., a Delaware corporation ("Alder"), and Birch Foods, Inc. ("Birch"). '
        "WHEREAS Birch needs help; Alder shall provide services. Alder will host the site. Birch shall pay the fees. "
        "Alder shall deliver reports to Birch. Birch will pay Alder each month."
    )
    assert names(text) == ("Birch Foods, Inc.", "Alder Systems, Inc.")


def test_company_is_the_customer_of_a_consultant() -> None:
    """ "Company" is ambiguous; beside a consultant it is the customer."""
    text = 'between Delta Corp. (the "Company") and Noel Hart (the "Consultant"). The Consultant shall perform work.'
    assert names(text)[1] is not None
    assert "Delta" in str(names(text)[0])


def test_forms_that_speak_of_roles_only() -> None:
    """A form without names has its role words as parties."""
    text = "Each month the Provider will provide the service and the Customer will pay the Provider. " * 5
    assert names(text) == ("Customer", "Provider")


def test_several_parties_share_a_role() -> None:
    """Parties that are named together are one role, with all their names as aliases."""
    text = (
        'between Reed Press Limited ("Reed"), Sedge Press Limited ("Sedge") (together, Reed and Sedge shall be called '
        'the "Publishers") and Hostly Inc. ("Hostly"). WHEREAS; Hostly shall host the journals. Hostly will provide '
        "support. The Publishers shall pay Hostly. Publishers will pay fees."
    )
    roles = read_roles(text)
    assert roles.customer is not None
    assert {"Publishers", "Reed", "Sedge"} <= {alias.removeprefix("the ") for alias in roles.customer.aliases}


def test_unresolved_is_said() -> None:
    """Where nothing tells, both are None and the reason is given."""
    roles = read_roles("The moon is a harsh place. Nobody does anything here.")
    assert (roles.customer, roles.supplier) == (None, None)
    assert roles.why


def test_the_user_has_the_last_word() -> None:
    """A name given by the user settles both sides of two parties."""
    text = 'between Alder Systems Ltd (the "Supplier") and Birch Bank plc (the "Customer").'
    assert names(text, customer="Alder Systems Ltd") == ("Alder Systems Ltd", "Birch Bank plc")


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled contracts are not here")
def test_the_parties_of_the_labelled_contracts_are_right() -> None:
    """In none of the labelled contracts a party is taken for the other, and nearly all are named."""
    wrong, unnamed = [], []
    for line in (SHARED / "labels.jsonl").read_text().splitlines():
        row = json.loads(line) if line.strip() else {}
        if "id" in row or "contract" not in row:
            continue
        path = SHARED / f"{row['contract']}.pdf"
        roles = read_roles(read(path if path.exists() else path.with_suffix(".txt")).text)
        for role, wanted, other in ((roles.customer, "customer", "supplier"), (roles.supplier, "supplier", "customer")):
            if role is None:
                unnamed.append(row["contract"])
                continue
            first = role.name.lower().split(",")[0][:12]
            if first in row[other].lower() and first not in row[wanted].lower():
                wrong.append((row["contract"], wanted, role.name))
    assert wrong == []
    assert len(unnamed) <= 2


def test_a_blank_or_a_capacity_is_no_name() -> None:
    """A party whose name is left blank is called by its defined word."""
    roles = read_roles(
        'between [-6]) (the "Licensee") and Nordic Hosting Limited ("Nordic"). Nordic shall provide the services. '
        "The Licensee shall pay Nordic. The Licensee may use the services."
    )
    assert roles.customer is not None
    assert "[-6])" not in (roles.customer.name, *roles.customer.aliases)


def test_parties_without_a_short_name_go_by_their_names() -> None:
    """ "between X Ltd, its address, and Y Inc." without short names: the text uses the beginnings of the names."""
    text = (
        "HOSTING CONTRACT concluded between: Norvelo Bratislava a.s., Kvetna 17, 838 01 Bratislava, and Quillhost Ltd, "
        "Bernstrasse 34, Bern.\n\n1. Quillhost shall host the site. Norvelo shall pay Quillhost monthly.\n\n"
        "2. Quillhost shall maintain the servers for Norvelo. Quillhost shall provide support. Norvelo shall pay.\n"
    )
    roles = read_roles(text * 2)
    assert roles.supplier is not None
    assert roles.customer is not None
    assert roles.supplier.name == "Quillhost Ltd"
    assert "Norvelo" in roles.customer.aliases


def test_papers_that_say_we_and_you_have_both_sides() -> None:
    """ "You" is the customer and "we" the supplier, unless the paper buys."""
    text = (
        'Terms between Alder Ltd ("we") and you. We will provide the service to you. '
        "You shall pay our fees. We will support you. "
        "We may change our site on notice to you. You may leave us. Your data stays yours. You shall pay us monthly. "
        "We will host your data for you and we shall maintain our systems."
    )
    roles = read_roles(text)
    assert roles.supplier is not None
    assert roles.customer is not None
    assert {"we", "our", "Alder Ltd"} <= set(roles.supplier.aliases)
    assert {"you", "your"} <= set(roles.customer.aliases)


def test_names_without_quotation_marks_and_lettered_parties() -> None:
    """ "(hereinafter referred to as Party A)" names a party, and "Party A shall" has it as its subject."""
    text = (
        "Grand Hotel Inc. (hereinafter referred to as Party A) and Chan Architects Office (hereinafter referred to as "
        "Party B) agree. Party B shall provide the plans to Party A. Party A shall pay Party B. Party B shall deliver."
    )
    roles = read_roles(text)
    assert roles.customer is not None
    assert roles.supplier is not None
    assert (roles.customer.aliases[0], roles.supplier.aliases[0]) == ("Party A", "Party B")


def test_a_plain_role_word_outweighs_verbs() -> None:
    """A Client that provides much is still the client."""
    text = 'Arden LLC ("Arden") and Bell Inc. (the "Client"). ' + "Client shall provide content. " * 12 + "Arden pays."
    assert names(text) == ("Bell Inc.", "Arden LLC")


def test_what_data_protection_law_calls_a_party_is_the_party() -> None:
    """Where an annex says what the Processor and the Controller shall do, these are supplier and customer."""
    text = (
        'Vireo Ltd ("Supplier") and Dunnock Ltd ("Customer") agree. Supplier shall provide services. Customer shall '
        "pay. The Data Processor shall keep records. The Controller may inspect them. A Sub-Processor is approved."
    )
    roles = read_roles(text)
    assert roles.customer is not None
    assert roles.supplier is not None
    assert "Data Processor" in roles.supplier.aliases
    assert "Controller" in roles.customer.aliases
    assert "Processor" not in roles.supplier.aliases


def test_whom_a_paper_addresses_is_called_by_its_word() -> None:
    """In 'By using Fern, you (the "Customer") agree' the customer has no name but that word."""
    roles = read_roles(
        'By using the services of Fernpath Ltd ("Fernpath"), you (the "Customer") agree to these terms.\n\n'
        "1. Fernpath shall provide the services to the Customer. The Customer shall pay Fernpath."
    )
    assert roles.customer is not None
    assert (roles.customer.name, roles.customer.aliases) == ("Customer", ("Customer",))


def test_a_definition_gives_a_party_its_role_word() -> None:
    """ "Owner" that means the customer and its companies is a name of the customer; what only mentions it is none."""
    text = (
        'between Elm Trust ("Elm") and Ash Services Ltd (the "Contractor").\n1.1 "Owner" means Elm, and each of its '
        'subsidiaries.\n1.2 "User" means whoever uses what Elm owns.'
    )
    roles = read_roles(text)
    assert roles.customer is not None
    assert "Owner" in roles.customer.aliases
    assert "User" not in roles.customer.aliases


def test_names_in_small_letters_are_names_where_the_paper_writes_them_so() -> None:
    """ "the administrator shall" again and again is the Administrator."""
    opening = 'between Elm Trust (the "Client") and Ash Ltd (the "Administrator").'
    roles = read_roles(opening + " The fee is due when the administrator shall ask." * 3)
    assert roles.supplier is not None
    assert "administrator" in roles.supplier.aliases
    roles = read_roles(opening + " The Administrator shall ask. A system administrator shall help." * 3)
    assert roles.supplier is not None
    assert "administrator" not in roles.supplier.aliases

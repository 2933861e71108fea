"""Key terms and documents to obtain, on sentences as contracts have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.check import check
from checker.model import Report

HEAD = """SERVICES AGREEMENT

This Services Agreement is made between Acorn Insurance Ltd ("Customer") and Binary Works Inc. ("Supplier").

1. Services. Supplier shall perform the Services for Customer.

"""


@pytest.fixture
def report(tmp_path: Path, request: pytest.FixtureRequest) -> Report:
    path = tmp_path / "contract.txt"
    path.write_text(HEAD + request.param, encoding="utf-8")
    return check(path)


def terms(report: Report) -> list[tuple[str, float | None, str]]:
    return [(term.id, term.value, term.text) for term in report.terms]


@pytest.mark.parametrize(
    "report",
    ["2. Insurance. Supplier shall maintain liability insurance with a limit of one million dollars ($1,000,000)."],
    indirect=True,
)
def test_an_amount_in_words_and_digits_is_one_term(report: Report) -> None:
    """ "one million dollars ($1,000,000)" is one insurance amount, not two."""
    assert [value for name, value, _ in terms(report) if name == "insurance"] == [1_000_000]


@pytest.mark.parametrize(
    "report",
    [
        "2. Insurance. Supplier shall maintain liability insurance with a limit of $[***] per claim.\n\n3. End. Either "
        "party may terminate this Agreement upon [___] days' written notice to the other."
    ],
    indirect=True,
)
def test_a_term_that_is_redacted_or_blank_has_no_value(report: Report) -> None:
    """A number that cannot be read is no crash and no number."""
    assert [value for _, value, text in terms(report) if "[" in text] == [None] * len(
        [text for _, _, text in terms(report) if "[" in text]
    )
    assert any("[" in text for _, _, text in terms(report))


@pytest.mark.parametrize(
    "report",
    [
        "2. Term. This Agreement shall be valid for a period of five (5) years with automatic renewal of one "
        "year.\n\n"
        "3. Restraint. During the term of this Agreement and for a period of two years after its end, Supplier shall "
        "not serve a competitor."
    ],
    indirect=True,
)
def test_the_term_is_not_what_follows_it(report: Report) -> None:
    """The initial term is five years, and the restraint of two years behind the end is no term."""
    found = {(name, value) for name, value, _ in terms(report)}
    assert {("initial-term", 5 * 8760), ("renewal-period", 8760)} <= found
    assert ("initial-term", 2 * 8760) not in found


@pytest.mark.parametrize(
    "report",
    [
        "2. Default. If such default continues for a period of sixty (60) days, Customer may extend the time for a "
        "further period or terminate.\n\n3. Disputes. If the parties are unable to resolve a dispute on an invoice "
        "within 15 business days, it goes to arbitration in accordance with the ICC Rules of Arbitration.\n\n4. Law. "
        "This Agreement is governed by the laws of the Province of Ontario and the Parties submit to its courts."
    ],
    indirect=True,
)
def test_values_of_another_matter_are_no_terms(report: Report) -> None:
    """An extended cure is no renewal, a failed negotiation no time to dispute; names end where they end."""
    found = terms(report)
    assert not {"renewal-period", "invoice-dispute"} & {name for name, _, _ in found}
    names = {name: text for name, _, text in found}
    assert names["arbitration-seat"] == "ICC Rules of Arbitration"
    assert names["governing-law"] == "Province of Ontario"


@pytest.mark.parametrize(
    "report",
    [
        "2. Fees. Customer shall pay the fees of the Fee Schedule set out in Exhibit C. An Order Form that the parties "
        "sign and each Order Form bind them.\n\n3. Staff. Supplier may use the makers named in Schedule 4 of the "
        'Quality Agreement, and (as set out in Exhibit C) others. The notice (the "Upgrade Proposal") shall describe '
        "the work, and Customer answers each Upgrade Proposal. The Policies of insurance shall name Customer.\n"
    ],
    indirect=True,
)
def test_a_document_to_obtain_is_asked_for_once_and_by_its_name(report: Report) -> None:
    """A schedule is listed once, not its title, its plural, or what a party makes under the contract."""
    assert [missing.label for missing in report.obtain] == [
        "Exhibit C", "Order Form", "Schedule 4 of the Quality Agreement",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "report", ["2. Records. Supplier shall keep the records listed in Exhibit B for six years."], indirect=True
)
def test_the_number_of_a_filing_is_no_document(report: Report, tmp_path: Path) -> None:
    """ "Exhibit 10.19" at the head of a filed contract is its own number there."""
    path = tmp_path / "filed.txt"
    path.write_text("Exhibit 10.19\n\n" + (tmp_path / "contract.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert (
        [missing.label for missing in check(path).obtain]
        == [missing.label for missing in report.obtain]
        == ["Exhibit B"]
    )


@pytest.mark.parametrize(
    ("report", "value", "text"),
    [
        (
            "2. Insurance. Supplier shall maintain liability insurance with a limit of RMB50 million.",
            5e7,
            "RMB50 million",
        ),
        ("2. Insurance. Supplier shall maintain liability insurance with a limit of NT$5,000.", 5e3, "NT$5,000"),
        ("2. Insurance. Supplier shall maintain liability insurance with a limit of £5m.", 5e6, "£5m"),
        ("2. Insurance. Supplier shall maintain liability insurance with a limit of Rs. 10 lakh.", 1e6, "Rs. 10 lakh"),
    ],
    indirect=["report"],
)
def test_an_amount_is_shown_with_its_currency_and_scale(report: Report, value: float, text: str) -> None:
    """A term in another currency than dollars is a term, shown as the contract writes it."""
    assert ("insurance", value, text) in terms(report)

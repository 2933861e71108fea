"""Lists without numbers: dashes and bullets, what leads them in, and what follows them."""

from __future__ import annotations

import pytest

from tests.test_segment import of


def led(text: str) -> dict[str, list[str]]:
    """Statement text -> the texts of its lead-ins."""
    made = of(text)
    return {
        made.statement_text(s): [made.statement_text(made.statements[lead]) for lead in s.leads]
        for s in made.statements
    }


@pytest.mark.parametrize("dash", ["-", "- -", "–", "•"])
def test_dashes_behind_a_line_without_an_end_are_led_in(dash: str) -> None:
    """A line without colon or full stop leads in the dashes below it, single or double."""
    found = led(
        "9. ENDING\n\nThe Buyer may end this contract at once\n\n"
        f"{dash} if the Seller is in serious breach\n\n{dash} where the Seller becomes insolvent.\n\n"
        "The Buyer pays the rest."
    )
    lead = ["The Buyer may end this contract at once"]
    assert found["if the Seller is in serious breach"] == lead
    assert found["where the Seller becomes insolvent."] == lead
    assert found["The Buyer pays the rest."] == []


def test_a_dash_within_a_sentence_opens_no_item() -> None:
    """A single dash at the beginning of a line that goes on with a sentence is a dash."""
    text = "1. SCOPE\n\nThe Seller shall deliver the printed forms\n- in boxes of ten - and shall carry them upstairs."
    assert len(led(text)) == 1


def test_a_second_list_has_its_own_lead_in() -> None:
    """What follows a list belongs to its clause, and leads in the next list."""
    found = led(
        "4.1 Each month the Seller shall:\n• count the stock\n• send the figures.\n\n"
        "The Seller need not count:\n• samples\n• waste.\n\nThe Buyer may attend."
    )
    assert found["send the figures."] == ["Each month the Seller shall:"]
    assert found["waste."] == ["The Seller need not count:"]
    made = of("4.1 The Seller shall:\n• count the stock\n• report.\n\nThe Buyer may attend the count of the stock.")
    last = made.statements[-1]
    assert made.clauses[last.clause].number == "4.1"


def test_capitals_go_on_over_a_blank_line() -> None:
    """A paragraph in capitals that ends with a comma goes on with the next line in capitals, which is no heading."""
    text = (
        "7.1 THE SELLER IS NOT LIABLE TO THE BUYER FOR ANY OF THE FOLLOWING KINDS OF LOSS: LOST INCOME, LOST CUSTOM,"
        "\n\nLOST STOCK OR OTHER LOSS\n\n8. NOTICES\n\n8.1 The Buyer shall write."
    )
    made = of(text)
    assert any("CUSTOM,\n\nLOST STOCK" in made.statement_text(s) for s in made.statements)
    assert "LOST STOCK OR OTHER LOSS" not in {clause.heading for clause in made.clauses}
    assert "NOTICES" in {clause.heading for clause in made.clauses}

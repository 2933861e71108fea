"""Tables: a row is judged with the names of its columns and with the sentence that announces the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.check import check
from checker.model import Contract
from checker.read import read
from checker.segment import segment

PAGE = """<html><body><h1>PRINTING AGREEMENT</h1>
<p>This Agreement is between Birch Bank plc ("Customer") and Alder Print Ltd ("Supplier").</p>
<p>1. Supplier shall print the forms of Customer and shall deliver them to the branches of Customer in good order.</p>
<p>2. {said}</p>{caption}
<table><tr><th>Severity</th><th>Meaning</th><th>Response time</th><th>Resolution time</th></tr>
<tr><td>Severity 1</td><td>{meaning}</td><td>15 minutes</td><td>4 hours</td></tr>
<tr><td>Severity 2</td><td>The press is slow.</td><td>1 hour</td><td>8 hours</td></tr></table>
<p>3. Supplier shall report to Customer every month on the forms that were printed.</p></body></html>"""
#: Two sentences in one cell: the rows are statements of their own.
LONG = "The press stands still. Nobody can print."


def made(tmp_path: Path, said: str, meaning: str = LONG, caption: str = "") -> Contract:
    """The structure of an agreement with a table of service levels."""
    path = tmp_path / "print.html"
    path.write_text(PAGE.format(said=said, meaning=meaning, caption=caption), encoding="utf-8")
    return segment(read(path))


def led(contract: Contract, begins: str) -> list[str]:
    """The lead-ins of the statement that begins so."""
    statement = next(s for s in contract.statements if contract.statement_text(s).startswith(begins))
    return [contract.statement_text(contract.statements[lead]) for lead in statement.leads]


@pytest.mark.parametrize("said", ["Supplier shall meet the following levels:", "Supplier shall meet the levels below."])
def test_a_row_is_led_in_by_its_header_and_by_what_announces_it(tmp_path: Path, said: str) -> None:
    """Each row that is a statement of its own has the announcing sentence and the names of the columns as lead-ins."""
    contract = made(tmp_path, said)
    header = "Severity | Meaning | Response time | Resolution time"
    assert led(contract, "Severity |") == [said]
    assert led(contract, "Severity 1 | The press stands still. Nobody can print. | 15") == [said, header]
    assert led(contract, "Severity 2 |") == [said, header]
    assert led(contract, "Supplier shall report") == []
    assert contract.clauses[contract.statements[-1].clause].number == "3"


def test_a_caption_stands_between_them(tmp_path: Path) -> None:
    """The title of a table leads in its rows, is no heading, and hides the announcing sentence from nobody."""
    contract = made(tmp_path, "Supplier shall meet the levels below.", caption="<p>Table 4 Faults of the press</p>")
    assert led(contract, "Severity 2 |")[:2] == ["Supplier shall meet the levels below.", "Table 4 Faults of the press"]


def test_a_sentence_that_announces_nothing_leads_in_nothing(tmp_path: Path) -> None:
    """A sentence that has ended and does not point to the table is not its lead-in."""
    assert led(made(tmp_path, "Supplier shall print on both sides."), "Severity |") == []


def test_a_table_without_sentences_stays_whole(tmp_path: Path) -> None:
    """A table whose cells hold no sentences is one statement, its header inside it."""
    contract = made(tmp_path, "Supplier shall meet the levels below.", meaning="Press down")
    text = next(contract.statement_text(s) for s in contract.statements if "Severity 2" in contract.statement_text(s))
    assert text.startswith("Severity | Meaning")


def test_the_times_of_a_row_count(tmp_path: Path) -> None:
    """A time for the response and a time for the repair in the columns of a table are found, with the row's words."""
    made(tmp_path, "Supplier shall meet the following levels:")
    rows = {finding.id: finding for finding in check(tmp_path / "print.html").findings}
    finding = rows["sla-response-resolution-times"]
    assert finding.status == "present"
    assert any("4 hours" in evidence.quote for evidence in finding.evidence)

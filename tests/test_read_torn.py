"""Sentences that a page break tears in a plain text: what stands between the halves goes, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.read import read
from checker.read.torn import mended
from checker.segment import segment

FILLER = "\n\n".join(
    f"{n}. The Vendor shall keep the record number {n} of the files that it holds." for n in range(1, 12)
)


def torn(before: str, between: str, after: str) -> str:
    """A text in which a sentence is torn on page 7, with the pages around it."""
    return f"{FILLER}\n\n6\n\n{FILLER}\n\n{before}\n\n{between}\n\n{after}\n\n{FILLER}\n\n8\n\n{FILLER}"


@pytest.mark.parametrize(
    "between",
    [
        "7",
        "- 7 -",
        "Page 7",
        "Page 7 of 9",
        "7 of 9",
        "-7-\n\n[***] Certain confidential information has been omitted.",
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Vendor shall restore each of the damaged", "files within a day of the notice."),
        ("IN NO EVENT SHALL THE VENDOR BE LIABLE FOR LOST PROFITS,", "LOST DATA OR LOST REVENUE OF ANY KIND."),
        ("The Vendor shall keep copies of all of the records of the", "Client for six years at its own cost."),
    ],
)
def test_a_page_number_in_a_sentence_goes(before: str, between: str, after: str) -> None:
    """A page number between two halves of a sentence, in small letters or in capitals, leaves the text."""
    assert f"{before}\n{after}" in mended(torn(before, between, after))


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        ("The fees are due within a month of the bill.", "7", "They are paid in pounds."),
        ("The Vendor answers a call about a broken printer within", "40", "hours of the call."),
        ("MASTER AGREEMENT ON THE SUPPLY OF PRINTED FORMS", "7", "SCHEDULE 4"),
        ("The Vendor shall do all of the following without delay", "7", "a) answer calls"),
        ("The Vendor answers calls about the following products", "Printers", "and scanners."),
    ],
)
def test_other_lines_stay(before: str, between: str, after: str) -> None:
    """A number that is no page's, a number between whole sentences, titles and items stay where they are."""
    text = torn(before, between, after)
    assert mended(text) == text


def test_running_heads_go_where_they_tear_a_sentence() -> None:
    """A line that stands on page after page is taken out of a sentence, whatever number it bears."""
    pages = "".join(
        f"The Vendor shall keep {things} and all of the records of them\n\nHosting Terms, edition {n}\n\n"
        f"in year {n} of the term.\n\n{FILLER}\n\n"
        for n, things in enumerate(("servers", "tapes", "logs"))
    )
    assert "Hosting Terms" not in mended(pages)
    assert "records of them\nin year 2 of the term." in mended(pages)


def test_the_quote_is_the_text(tmp_path: Path) -> None:
    """A torn sentence of a text file is one statement, and its quote is the document's text at its place."""
    path = tmp_path / "terms.txt"
    path.write_text(torn("The Vendor shall restore each of the damaged", "7", "files within a day of the notice."))
    contract = segment(read(path))
    said = [contract.statement_text(statement) for statement in contract.statements]
    assert "The Vendor shall restore each of the damaged\nfiles within a day of the notice." in said


#: A page of one long paragraph, which ends in the middle of a sentence.
PAGE = f"{' '.join(f'The Vendor shall keep the record {n} of the files.' for n in range(20))} The Vendor shall keep all"


@pytest.mark.parametrize(
    ("foot", "ends"),
    [
        ("Source: ACME CORP, 10-K, 1/2/2003", ("", "", "")),
        ("US-DOCS\\105216871.19", ("", "", "")),
        ("Case 18-123 Doc 6 Filed 04/18/18 Page 7 of 60", ("", "", "")),
        ("Hosting Terms", (" 7", " 8", " 9")),
        ("Exhibit 10.38", ("", "", "")),
    ],
)
def test_pages_of_one_paragraph_are_joined(foot: str, ends: tuple[str, ...]) -> None:
    """What stands at the foot of each page goes where a page is one line, too, with the number behind it."""
    text = "".join(f"{PAGE}{end}\n\n{foot}\n\nof the books of the year. " for end in ends)
    assert mended(text) == "".join(f"{PAGE}\nof the books of the year. " for _ in ends)


def test_a_running_head_goes_everywhere_but_once() -> None:
    """A line that tears sentences again and again goes between two clauses, too, save the first time."""
    text = "".join(f"{PAGE}\n\nExhibit 10.38\n\nof the books of the year.\n\n" for _ in range(3))
    text = f"Exhibit 10.38\n\n{text}{PAGE} of them.\n\nExhibit 10.38\n\n5. Fees are fixed.\n\nExhibit 10.39\n\nPrices"
    kept = mended(text)
    assert kept.count("Exhibit 10.38") == 1
    assert kept.startswith("Exhibit 10.38")
    assert "Exhibit 10.39" in kept


def test_what_stands_a_page_apart_is_a_running_head() -> None:
    """A line that stands a page apart all through goes, though it tears no sentence; one without that pace stays."""
    page = f"{FILLER}\n\n{FILLER}"
    text = "\n\n".join(f"{page}\n\nHosting Terms\n\n{n}" for n in range(1, 8))
    assert mended(text).count("Hosting Terms") == 1
    uneven = "\n\n".join(f"{FILLER * n}\n\nGoverning Law" for n in (1, 1, 8, 2, 16, 1, 5))
    assert mended(uneven) == uneven


def test_headings_of_schedules_stay() -> None:
    """Schedules are no running head, though their headings are alike but for the number."""
    text = "".join(f"{PAGE}\n\nSchedule {n}\n\nof the books of the year.\n\n" for n in range(1, 5))
    assert mended(text) == text


LEGEND = "*** Confidential treatment requested of the Commission. Omitted portions were filed separately with it."


def test_a_page_behind_a_legend_stays() -> None:
    """Where a page is one line that begins with the legend of a filing, the legend goes and the page stays."""
    before, after = "The Vendor shall keep copies of all of the", "records of the Client. The Vendor is insured."
    assert f"{before}\n{after}" in mended(torn(before, f"{LEGEND} {after}", "The fees are fixed for a year."))
    whole = f"{LEGEND} 4.2 The fees are fixed for a year."
    kept = mended(torn("The Vendor is insured.", whole, "4.3 The fees are paid in pounds."))
    assert f"{LEGEND}\n\n4.2 The fees are fixed for a year." in kept

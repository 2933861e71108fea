"""The HTML report is one file that needs nothing else, holds everything, and takes a contract's text for text."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.check import check, check_packet
from checker.model import Page as Sheet
from checker.model import Report
from checker.report.html import render
from checker.report.html.contract import anchors, contract_sections, flowing
from checker.report.html.pictures import MOST, MOST_BYTES, pictures
from checker.report.html.view import ORDER, ordered, row, told
from checker.report.look import Look, Verdict
from checker.report.wording import GAPS, gaps
from tests.report_sample import BREACH, DECIDED, DOCUMENT, FINDINGS, REPORT, TEXT, reported
from tests.test_report_formats import HOSTILE, poisoned


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and its text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.raw: dict[str, str] = {}
        self._inside = ""
        self.feed(data.decode("utf-8"))
        self.words = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep the text; of style and script apart."""
        if self._inside in ("style", "script"):
            self.raw[self._inside] = self.raw.get(self._inside, "") + data
        else:
            self.text += data

    def all(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [values[name] for _, values in self.elements if name in values]


def page(report: Report = REPORT, look: Look | None = None) -> Page:
    """The rendered page, taken apart."""
    return Page(render(report, look))


def test_nothing_comes_from_outside() -> None:
    """No element loads anything: no address but places in the page and data, no style or handler in an attribute."""
    shown = page()
    assert all(href.startswith(("#", "data:image/png")) for href in shown.all("href"))
    names = {name for _, values in shown.elements for name in values}
    assert not names & {"src", "style", "srcset", "action"}
    assert not [name for name in names if name.startswith("on")]
    assert {tag for tag, _ in shown.elements}.isdisjoint({"link", "iframe", "object", "embed", "form", "base", "img"})
    assert "@import" not in shown.raw["style"]
    assert "url(" not in shown.raw["style"]


def test_the_policy_allows_this_style_and_this_script_only() -> None:
    """The Content-Security-Policy names the digests of the style and the script that stand in the file."""
    shown = page()
    policy = next(values["content"] for tag, values in shown.elements if "http-equiv" in values)
    assert policy.startswith("default-src 'none'; img-src data:; ")
    for name in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(shown.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_first_screen() -> None:
    """Parties, engagement, notes, the counts and the gate's line as it was handed over stand in the summary."""
    words = page(look=Look(verdict=Verdict(False, "FAIL: 6 findings at high or above"))).words
    assert "8 of 11 protections ask for action" in words
    assert "2 critical, 5 high, 1 medium" in words
    assert "FAIL: 6 findings at high or above" in words
    assert "Harbour Mutual Insurance plc" in words
    assert "not settled by the text" in words
    assert "Claims processing (as read)" in words
    assert "1 page was read by OCR" in words


def test_the_heat_map_counts() -> None:
    """Each cell of the heat map names its family and status, and all cells together count every finding once."""
    cells = [values for tag, values in page().elements if tag == "button" and "data-family" in values]
    counts = [int(values["aria-label"].rsplit(": ", 1)[1]) for values in cells]
    assert sum(counts) == len(FINDINGS)
    assert "Data security, harmful: 1" in [values["aria-label"] for values in cells]


def test_every_finding_is_a_row_worst_first() -> None:
    """Each finding has its row, in the order of the terminal report, those that ask for nothing last."""
    ids = [values["id"].removeprefix("f-") for tag, values in page().elements if tag == "article"]
    assert sorted(ids) == sorted(finding.id for finding in FINDINGS)
    assert ids[0] == "data-breach-notification"
    assert ids[-1] == "exit-step-in"
    assert [finding.id for finding in ordered(REPORT)] == ids


def test_a_finding_tells_everything() -> None:
    """Why, quote, what to ask for, weaknesses, advice, references, clauses and the id of a finding are on the page."""
    words = page(reported(FINDINGS[0])).words
    for said in (
        "No number of hours: Supplier decides when the time begins.", "clause 5.1 (DATA), page 1",
        "without undue delay", "Supplier notifies within 24 hours", "Only what Supplier holds material", "H8",
        "Say what the notice must contain.",
        "The customer's own deadlines start", "GDPR 33(2) (secondary)", "All clauses on the subject (1)",
        "data-breach-notification", "How the status came about",
    ):  # fmt: skip
        assert said in words, said


def test_a_missing_protection_says_where_it_looked() -> None:
    """A missing protection shows the nearest clauses and the wordings sought, or that nothing comes near."""
    words = page(reported(FINDINGS[7])).words
    assert "clause 11.1 (TERM AND EXIT), page 2 Either party may terminate" in words
    assert "terminate ... for convenience; terminate ... without cause" in words
    assert "The whole text; no clause comes near." in page(reported(FINDINGS[8])).words


def test_quotes_stand_in_their_context_with_the_words_that_decided() -> None:
    """The pieces of a passage are the clause's text around the quote, the quote, and in it what decided, in order."""
    shown = row(FINDINGS[0], REPORT, flowing(TEXT), {})
    pieces = shown.passages[0].pieces
    assert [text for text, kind in pieces if kind == "decided"] == [
        "in Supplier's reasonable opinion is material", "without undue delay",
    ]  # fmt: skip
    assert (
        "".join(text for text, kind in pieces if kind != "context")
        == flowing(TEXT)[TEXT.index(BREACH) : TEXT.index(BREACH) + len(BREACH)]
    )
    assert pieces[0][1] == "context"
    assert "reasonable efforts to maintain" in pieces[0][0]


def test_a_list_item_has_its_lead_in() -> None:
    """The words that lead in to a list item stand before its quote."""
    pieces = row(FINDINGS[2], REPORT, flowing(TEXT), {}).passages[0].pieces
    assert pieces[0] == ("On expiry Supplier shall: … (a) ", "context")


def test_every_link_leads_somewhere() -> None:
    """Every link, and every place that a clause can be chosen by, is an element of the page; no id stands twice."""
    shown = page()
    ids = shown.all("id")
    assert len(ids) == len(set(ids))
    links = [href[1:] for href in shown.all("href") if href.startswith("#")]
    assert "t" + str(TEXT.index("Supplier may engage")) in links
    assert set(links) <= set(ids)
    goto = [values["value"] for tag, values in shown.elements if tag == "option" and values["value"].startswith("p")]
    assert goto
    assert set(goto) <= set(ids)


def test_the_contract_is_whole() -> None:
    """The parts of the contract together are its text, every line end or space in its place."""
    parts = contract_sections(REPORT, anchors(REPORT))
    shown = [run.text for part in parts for run in part.runs]
    assert "".join("".join(shown).split()) == "".join(TEXT.split())
    assert [part.number for part in parts if part.level == 0] == ["", "3", "5", "8", "11", "14"]


def test_the_worst_status_colours_a_passage() -> None:
    """Where two findings stand on the same words the worse one gives the colour, and both are named beside them."""
    parts = contract_sections(REPORT, anchors(REPORT))
    (cap,) = [part for part in parts if part.number == "8.1"]
    assert {run.status for run in cap.runs if run.status} == {"weak"}
    assert [run.text for run in cap.runs if run.decided] == ["one (1) month"]
    better = replace(FINDINGS[5], id="other", status="present", weaknesses=())
    both = replace(REPORT, findings=(better, FINDINGS[5]))
    (cap,) = [part for part in contract_sections(both, anchors(both)) if part.number == "8.1"]
    assert {run.status for run in cap.runs if run.status} == {"weak"}
    assert [finding.id for finding in cap.findings] == ["liab-cap-adequate", "other"]


def test_pages_begin_where_they_begin() -> None:
    """The contract shows the printed label of each page where it begins."""
    runs = [run for part in contract_sections(REPORT, anchors(REPORT)) for run in part.runs if run.page]
    assert [(run.page, run.text.split("\n")[0]) for run in runs] == [("2", "8. LIABILITY"), ("A-1", "14. GENERAL")]


def test_lines_that_ran_to_the_margin_flow() -> None:
    """A long line flows into the next one, a short one and a blank one end where they end; no offset moves."""
    long = "word " * 12
    text = f"{long}\nnext\nshort\n\n{long}\n\nend"
    assert flowing(text) == f"{long} next\nshort\n\n{long}\n\nend"
    assert len(flowing(text)) == len(text)


def test_hostile_text_stays_text() -> None:
    """A report in which every text is hostile has the elements of a harmless one and not one more script."""
    hostile, usual = page(poisoned(REPORT)), page()
    assert hostile.raw["script"] == usual.raw["script"]
    assert [tag for tag, _ in hostile.elements].count("script") == 1
    assert "<script>" in hostile.text
    assert "=cmd|' /C calc'!A0" in hostile.text
    assert not set(hostile.text) & set("\u202e\x1b\x07\x00")
    for value in (value for _, values in hostile.elements for value in values.values()):
        assert not set(value) & set("\u202e\x1b\x07\x00")


def test_hostile_text_of_the_contract_stays_text() -> None:
    """Markup, quotes and marks that reverse text in the contract itself come out as words, in view and quote."""
    evil = TEXT.replace("its discretion", "its <img src=x onerror=alert(1)> \u202e\"'&lt;</script>")
    start = evil.index("Supplier may engage")
    end = evil.index(".", start) + 1
    quote = replace(FINDINGS[1].evidence[0], quote=evil[start:end], start=start, end=end, words=())
    document = replace(DOCUMENT, text=evil, pages=(Sheet(1, "1", 0, len(evil)),))
    report = replace(reported(replace(FINDINGS[1], evidence=(quote,))), document=document)
    shown = page(replace(report, clauses=(), conflicts=(), terms=(), obtain=()))
    assert shown.text.count("<img src=x onerror=alert(1)>") == 2
    assert "img" not in {tag for tag, _ in shown.elements}
    assert "\u202e" not in shown.text


@dataclass(frozen=True)
class Waiver:
    """A field that a finding may come to have."""

    reason: str
    until: str


def test_fields_it_does_not_know_are_told() -> None:
    """A value that the page has no place for is told in words."""
    assert told(Waiver("accepted by the board", "2027-01-01")) == "reason: accepted by the board; until: 2027-01-01"
    assert told((True, 3, "a")) == "yes, 3, a"


def test_order_names_every_status() -> None:
    """What to act on comes first, and no status is left out."""
    assert ORDER[: len(GAPS)] == GAPS
    assert {finding.status for finding in FINDINGS} <= set(ORDER)


def test_pictures_of_the_pages(samples: Path) -> None:
    """From the PDF at hand come strips of the right page with a box on every quoted line, within number and size."""
    path = samples / "supplier-paper.pdf"
    report = check(path)
    evidence = [each for finding in report.findings for each in finding.evidence]
    made = pictures(report.document, evidence, Look(contracts=(path,)))
    assert len(made) == min(MOST, len({(each.start, each.end) for each in evidence}))
    assert sum(len(picture.uri) for picture in made.values()) < MOST_BYTES
    for (start, _), picture in made.items():
        assert picture.page == report.document.page_at(start).number
        assert picture.boxes
        for x, y, width, height in picture.boxes:
            assert -2 <= x < x + width <= picture.width + 4
            assert 0 <= y < y + height <= picture.height + 4
    assert base64.b64decode(picture.uri.split(",")[1]).startswith(b"\x89PNG")


def test_no_pictures_of_another_file(samples: Path, tmp_path: Path) -> None:
    """Without the contract, with another file or a text there is no picture and no failure."""
    report = check(samples / "thin-services-letter.pdf")
    evidence = [each for finding in report.findings for each in finding.evidence]
    other = samples / "supplier-paper.pdf"
    for contracts in ((), (other,), (tmp_path / "gone.pdf",)):
        assert pictures(report.document, evidence, Look(contracts=contracts)) == {}
    assert pictures(DOCUMENT, evidence, Look(contracts=(other,))) == {}


def test_a_file_that_breaks_the_drawing(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the process that draws is stopped or dies, the report is made without pictures."""
    path = samples / "thin-services-letter.pdf"
    report = check(path)
    evidence = [each for finding in report.findings for each in finding.evidence]
    assert pictures(report.document, evidence, Look(contracts=(path,)))
    drawing = sys.modules["checker.report.html.pictures"]
    monkeypatch.setattr(drawing, "_START", "import os; os._exit(139)")
    assert pictures(report.document, evidence, Look(contracts=(path,))) == {}
    monkeypatch.setattr(drawing, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(drawing, "_SECONDS", 0.2)
    assert b"data:image" not in render(report, Look(contracts=(path,)))


def test_same_bytes_with_pictures(samples: Path) -> None:
    """The same contract gives the same bytes, pictures and all."""
    path = samples / "thin-services-letter.pdf"
    look = Look(contracts=(path,))
    first = render(check(path), look)
    assert first == render(check(path), look)
    assert b"data:image/png" in first


def test_a_report_without_gaps() -> None:
    """Where nothing asks for action the page says so, without a list of what comes first."""
    words = page(reported(FINDINGS[3])).words
    assert "None of 1 protections asks for action" in words
    assert "First to act on" not in words


def test_no_machine_facts(samples: Path) -> None:
    """No folder of this machine and no time of the run stands in the file."""
    path = samples / "thin-services-letter.pdf"
    text = render(check(path), Look(contracts=(path,))).decode()
    assert str(samples) not in text
    assert not re.search(r"\b20\d\d-\d\d-\d\dT\d\d:", text)


def test_a_packet(samples: Path) -> None:
    """Every file's text is shown under its name, quotes name the file they stand in, and pictures are of it."""
    paths = (samples / "supplier-paper.pdf", samples / "thin-services-letter.pdf")
    report = check_packet(paths)
    look = Look(contracts=paths)
    shown = page(report, look)
    assert "supplier-paper.pdf (main agreement)" in shown.words
    assert "thin-services-letter.pdf (further document)" in shown.words
    assert "in thin-services-letter.pdf" in shown.words
    evidence = [each for finding in report.findings for each in finding.evidence]
    made = pictures(report.document, evidence, look)
    assert {report.document.name_at(start) for start, _ in made} == {path.name for path in paths}
    assert {href[1:] for href in shown.all("href") if href.startswith("#t")} <= set(shown.all("id"))


def test_what_is_set_aside_is_told_and_marked() -> None:
    """Rows that are switched off, waived or known stand behind those to act on, with a tag and the reason."""
    shown = page(DECIDED)
    rows = [values for tag, values in shown.elements if tag == "article"]
    aside = {values["id"].removeprefix("f-"): values["data-aside"] for values in rows if values["data-aside"]}
    assert aside["data-subprocessors"] == "waived"
    assert aside["data-breach-notification"] == "off"
    assert [values["data-aside"] for values in rows[: len(gaps(DECIDED))]] == [""] * len(gaps(DECIDED))
    assert "Waived until 2027-01-31 by J. Doe, Legal" in shown.words
    assert "Waivers to look at 2" in shown.words
    assert "bpo-check.yaml" in shown.words


def test_hostile_sign_is_one_sign() -> None:
    """What is made harmless keeps its length, so that no mark slips."""
    from checker.report.html import harmless

    assert len(harmless(HOSTILE)) == len(HOSTILE)
    assert harmless("a\nb") == "a\nb"

"""With --no-quotes a report discloses nothing of the contract in any format, and is the same report all the same."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker.check import check, shipped
from checker.cli import main
from checker.errors import ConfigError, UsageError
from checker.model import Report
from checker.report import RENDERERS, Look
from checker.report.html import render as html
from checker.report.json import render
from checker.report.withhold import Cover, withhold
from checker.report_file import load
from tests.report_sample import DECIDED, REPORT, TEXT

Run = Callable[..., tuple[int, str]]
_WORD = re.compile(r"\w+")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder; gives exit code and errors."""
    monkeypatch.chdir(tmp_path)

    def command(*args: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(args)
        return int(ended.value.code or 0), capsys.readouterr().err

    return command


@pytest.fixture(scope="module", params=["supplier-paper.pdf"])
def report(request: pytest.FixtureRequest, samples: Path) -> Report:
    """The whole report on a sample."""
    return check(samples / request.param, regulations=["dora"], trace=["exit-plan", "liab-cap-adequate"])


#: Formats that quote nothing of a contract.
SILENT = ("coverage-csv",)


def grams(text: str, length: int = 5) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return set(zip(*(words[first:] for first in range(length)), strict=False))


def told(data: bytes) -> str:
    """The words of a report in any format."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            data = b"\n".join(package.read(name) for name in package.namelist())
        return re.sub(r"<[^>]+>", " . ", data.decode("utf-8", "replace"))
    return data.decode("utf-8")


def librarys_own() -> set[tuple[str, ...]]:
    """What the library says in its own words, which may stand in a contract too."""
    said = set()
    for entry in shipped().entries:
        for text in (entry.title, entry.why, entry.ask, *(advice.say for advice in entry.advice),
                     *(phrase.text for phrase in entry.subject)):  # fmt: skip
            said |= grams(text)
    return said


@pytest.mark.parametrize("name", [name for name, renderer in RENDERERS.items() if not renderer.copies])
def test_no_words_of_the_contract(report: Report, name: str, samples: Path) -> None:
    """No format holds five words in a row of the contract, though the contract is at hand, and each says why."""
    document = report.document
    look = Look(width=500, detail="verbose", contracts=(samples / document.name,))
    secret = grams(document.text) - librarys_own()
    quotes = name not in SILENT
    assert bool(grams(told(RENDERERS[name].render(report, look))) & secret) is quotes, "the whole report has them"
    made = told(RENDERERS[name].render(withhold(report), look))
    assert not grams(made) & secret
    assert "withheld" in made or not quotes
    assert "data:image" not in made


def test_no_names_headings_and_figures(report: Report) -> None:
    """Parties, headings, terms and documents are nowhere, nor is the number by which a clause is called weak."""
    made = render(withhold(report)).decode()
    roles = report.roles
    assert roles.customer
    assert roles.supplier
    names = [roles.customer.name, roles.supplier.name, *(missing.label for missing in report.obtain)]
    headings = [clause.heading for clause in report.clauses if len(clause.heading.split()) > 2]
    figures = [term.text for term in report.terms if "(" in term.text]
    assert names
    assert headings
    assert report.terms
    titles = " ".join(finding.title + finding.ask for finding in report.findings)
    for text in (*names, *headings, *figures):
        assert text not in made or text in titles, text
    assert all(term["value"] is None and not term["remark"] for term in json.loads(made)["terms"])


def test_what_stays(report: Report) -> None:
    """Statuses, counts, places, clause numbers and the library's words are those of the whole report."""
    whole, bare = (json.loads(render(each)) for each in (report, withhold(report)))
    for key in ("summary", "policy", "thresholds", "coverage", "engagement", "library", "tool", "set_aside"):
        assert whole[key] == bare[key]
    assert whole["document"] == {**bare["document"], "text": report.document.text}
    for one, other in zip(whole["protections"], bare["protections"], strict=True):
        for key in ("id", "title", "severity", "status", "why", "ask", "advice", "references", "sought"):
            assert one[key] == other[key]
        places = [[(e["start"], e["end"], e["page"], e["clause"], e["words"]) for e in each["evidence"]]
                  for each in (one, other)]  # fmt: skip
        assert places[0] == places[1]


def test_it_comes_back_whole(report: Report) -> None:
    """A report without the text is read back and written as the same bytes, and withholding twice changes nothing."""
    bare = withhold(report)
    assert render(load(json.loads(render(bare)))) == render(bare)
    assert withhold(bare) is bare
    decided = withhold(DECIDED)
    assert render(load(json.loads(render(decided)))) == render(decided)


def test_a_guess_cannot_be_tried() -> None:
    """No plain hash of a quote, a name or a row's words is there; equal texts have equal hashes in one document."""
    made = render(withhold(REPORT)).decode()
    quotes = [evidence.quote for finding in REPORT.findings for evidence in finding.evidence]
    for text in (TEXT, "Harbour Mutual Insurance plc", "one (1) month", *quotes):
        assert hashlib.sha256(text.encode()).hexdigest() not in made
    whole = json.loads(render(REPORT))
    for row in whole["protections"]:
        assert row["identity"] not in made
        assert row["clause_digest"] not in made or row["clause_digest"] == row["status"]
    data = json.loads(made)
    assert data["roles"]["customer"]["aliases"][0] != data["roles"]["customer"]["aliases"][1]
    assert Cover(TEXT).over("DATA") == data["protections"][0]["evidence"][0]["path"][0]
    assert Cover(TEXT + " ").over("DATA") != Cover(TEXT).over("DATA")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Ten (10) days to cure is longer than 7 days.", "[withheld] to cure is longer than 7 days."),
        ("It ends after a year and costs $ 500.", "It ends after [withheld] and costs [withheld]."),
        ("A plan, and one side only.", "A plan, and one side only."),
        ("No measure is named: supplier may pick the lock of", "No measure is named: [withheld]"),
        ("The supplier may pick.", "The supplier may pick."),
        ("", ""),
    ],
)
def test_sentences_in_the_contracts_words(said: str, left: str) -> None:
    """Of the report's sentences figures of the contract go, and five of its words in a row; the rest stays."""
    text = "Supplier may pick the lock of the door within ten (10) days, or pay $500 after a year, whichever is less."
    assert Cover(text).said(said) == left


def test_notes_and_titles_that_quote() -> None:
    """What a note quotes of a passage, a conflict of a number, and a term's title of its row, is withheld too."""
    document = replace(REPORT.document, text=TEXT + "\nFernhill liefert alle Berichte monatlich.\n")
    note = "page 3: a passage in German was not understood ('Fernhill liefert alle Berichte monatlich. ...')"
    conflict = replace(REPORT.conflicts[0], say="'thirty (30) days': the words say 31, the digits 30.")
    term = replace(REPORT.terms[0], title="Cure period (Charges paid)")
    made = withhold(replace(REPORT, document=document, notes=(note,), conflicts=(conflict,), terms=(term,)))
    assert made.notes[0] == "page 3: a passage in German was not understood ([withheld])"
    assert made.conflicts[0].say == "[withheld]: the words say [withheld], the digits [withheld]."
    assert made.terms[0].title == "Cure period ([withheld])"


def test_copies_of_the_contract_are_refused(run: Run, samples: Path) -> None:
    """The formats that are the contract itself are exit 2 before anything is written, by check and by convert."""
    contract = str(samples / "thin-services-letter.pdf")
    code, err = run(contract, "--no-quotes", "--format", "json", "--format", "pdf", "--output", "out/")
    assert (code, Path("out").exists()) == (2, False)
    assert err == "bpo-check: the format 'pdf' is a copy of the contract: it does not go with --no-quotes\n"
    assert run(contract, "--no-quotes", "--format", "json", "--output", "bare.json")[0] == 1
    code, err = run("convert", "bare.json", "--format", "pdf", "--contract", contract, "--output", "x.pdf")
    assert (code, "withholds the contract's text" in err) == (2, True)
    assert run("convert", "bare.json", "--no-quotes", "--format", "word", "--output", "x.docx")[0] == 2
    assert not Path("x.pdf").exists()


@pytest.mark.slow
def test_convert_withholds_too(run: Run, samples: Path, tmp_path: Path) -> None:
    """`convert --no-quotes` of a whole report gives the bytes that the check gives with --no-quotes."""
    contract = str(samples / "thin-services-letter.pdf")
    every = [word for name in ("json", "html", "csv") for word in ("--format", name)]
    assert run(contract, "--format", "json", "--output", "whole.json")[0] == 1
    assert run(contract, "--no-quotes", *every, "--output", "direct/")[0] == 1
    assert run("convert", "whole.json", "--no-quotes", *every, "--output", "later/")[0] == 0
    made = {path.suffix: path.read_bytes() for path in (tmp_path / "later").iterdir()}
    assert len(made) == 3
    for path in (tmp_path / "direct").iterdir():
        assert path.read_bytes() == made[path.suffix]


def test_nothing_is_compared_with_it(tmp_path: Path) -> None:
    """A report without the text is no baseline, and no waiver is bound to its hashes; one without any text is none."""
    from checker.baseline import read_baseline

    (tmp_path / "bare.json").write_bytes(render(withhold(REPORT)))
    with pytest.raises(ConfigError, match="withholds the contract's text"):
        read_baseline(tmp_path / "bare.json")
    with pytest.raises(UsageError, match="holds no text"):
        withhold(replace(REPORT, document=replace(REPORT.document, text="")))


def test_the_page_shows_places_without_text() -> None:
    """The HTML report has its rows with clause and page, and no contract beside them."""
    page = html(withhold(DECIDED), Look()).decode()
    assert 'id="contract"' not in page
    assert "clause 5.1, page 1" in page
    assert re.search(r"\[withheld: 52 characters, \w{8}\]", page)
    assert "HMAC" not in page

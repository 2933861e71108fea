"""The JSON report holds every row, fits its schema, and is the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from checker.model import Roles
from checker.report.json import SCHEMA_VERSION, WHOLE, render
from checker.report.written import canonical, indented
from checker.resources import folder
from tests.report_sample import DECIDED, FINDINGS, REPORT, TEXT, reported

SCHEMA = json.loads((folder("schemas") / "report.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def loaded(report: Any = REPORT) -> Any:
    """The JSON report, read back."""
    return json.loads(render(report))


def test_fits_its_schema() -> None:
    """The report is valid against schemas/report.schema.json, which is itself valid."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(loaded())
    assert loaded()["schema_version"] == SCHEMA_VERSION == SCHEMA["properties"]["schema_version"]["const"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("protections", 0, "status"), "ok"),
        (("protections", 0, "severity"), "severe"),
        (("protections", 0, "evidence", 0, "quote"), ""),
        (("protections",), []),
        (("document", "sha256"), "none"),
        (("extra",), 1),
    ],
)
def test_schema_refuses(path: tuple[Any, ...], value: Any) -> None:
    """The schema refuses unknown keys and statuses, empty quotes, and a report without rows."""
    data = loaded()
    target = data
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    "value",
    [
        {}, [], (), "", None, True, False, 0, -7, 2**70, {"a": {}, "b": [], "c": [[1], {"d": (2, "e")}]},
        0.0, -0.0, 1.5, 99.95, 1 / 3, 9.9e15, 1e16, 1e22, -1e300, 1e-4, 1e-5, 5e-324,
        {"b": 1, "a": 2, "B": 3, "\u00e9": 4, "\U0001f600": 5, "\uffff": 6},
        "".join(map(chr, range(0x300))), "[{\n }], {}",
        "\u201cquoted\u201d \"x\" \\ \n\t\x00\x7f \u2028 \U0001f600 \udce9",
    ],
)  # fmt: skip
def test_is_written_as_json_does_it(value: Any) -> None:
    """What is written is, sign for sign, what the standard library writes; and so is what digests are taken of."""
    for each in (value, [value, "x"], {"k": value, "l\u00e9\n": [value]}):
        plain = json.dumps(each, ensure_ascii=False, indent=1, allow_nan=False)
        assert indented(each) == plain.encode("utf-8", "replace")
        plain = json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert canonical(each) == plain.encode("utf-8", "replace")


def test_most_of_a_report_holds_whole_numbers_only() -> None:
    """The parts in which no number is looked for that others write otherwise hold none with a fraction."""
    report = loaded(DECIDED)
    assert report.keys() >= WHOLE
    waiting = [report[key] for key in WHOLE]
    numbers = []
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict | list):
            waiting += each.values() if isinstance(each, dict) else each
        elif not isinstance(each, str | None):
            numbers.append(type(each))
    assert set(numbers) == {int}
    assert len(numbers) > 40


def test_a_report_holds_no_number_that_json_has_not() -> None:
    """A number that is none is an error, not a report that nobody can read."""
    with pytest.raises(ValueError, match="JSON"):
        indented({"score": float("nan")})


def test_same_report_same_bytes() -> None:
    """Rendering twice gives the same UTF-8 bytes, with a line end and nothing escaped."""
    assert render(REPORT) == render(replace(REPORT))
    assert render(REPORT).endswith(b"}\n")
    assert "“".encode() in render(replace(REPORT, notes=("“a” – b",)))


def test_a_row_for_every_protection() -> None:
    """All findings are rows, in the order of the report, and the summary counts them."""
    data = loaded()
    assert [row["id"] for row in data["protections"]] == [finding.id for finding in FINDINGS]
    summary = data["summary"]
    assert summary["protections"] == len(FINDINGS) == sum(n for key, n in summary.items() if key != "protections")


def test_every_quote_is_the_text() -> None:
    """Each quote, and each of the words that decided, is text[start:end]."""
    for row in loaded()["protections"]:
        for evidence in row["evidence"]:
            assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]
            assert all(evidence["start"] <= a < b <= evidence["end"] for a, b in evidence["words"])
        for weakness in row["weaknesses"]:
            assert TEXT[weakness["start"] : weakness["end"]] == weakness["quote"]


def test_roles() -> None:
    """A party has its name and aliases; one that is unresolved has the name null."""
    assert loaded()["roles"] == {
        "customer": {"name": "Harbour Mutual Insurance plc", "aliases": ["Harbour", "Customer"]},
        "supplier": {"name": None, "aliases": []},
        "why": "the parties block names the customer only",
    }
    assert loaded(replace(REPORT, roles=Roles(None, None)))["roles"]["customer"]["name"] is None


def test_tables_beside_the_rows() -> None:
    """Engagement, conflicts, key terms, documents to obtain and coverage are there, empty where there is none."""
    data = loaded()
    assert data["engagement"]["chosen"] == ["claims-processing"]
    assert [len(conflict["quotes"]) for conflict in data["conflicts"]] == [2]
    assert [term["value"] for term in data["terms"]] == [720.0, None]
    assert data["obtain"][0]["protections"] == ["data-return-deletion"]
    nowhere = {"document": "", "clause": "", "page": None}
    assert data["coverage"][1]["protections"] == [{"id": "exit-plan", "status": "missing", **nowhere}]
    assert data["regulations"][0]["trigger"] == "Is it an EU financial entity?"
    bare = loaded(replace(REPORT, terms=(), conflicts=(), obtain=(), engagement=None, coverage=(), regulations=()))
    VALIDATOR.validate(bare)
    assert bare["engagement"] is None
    assert bare["conflicts"] == bare["terms"] == bare["obtain"] == bare["coverage"] == bare["regulations"] == []


def test_page_labels() -> None:
    """Evidence has the running number of its page and the printed one; of another document only the number."""
    page_three = replace(FINDINGS[0].evidence[0], page=3)
    abroad = replace(page_three, document="annex.pdf")
    row = loaded(reported(replace(FINDINGS[0], evidence=(page_three, abroad))))["protections"][0]
    assert [(each["page"], each["page_label"]) for each in row["evidence"]] == [(3, "A-1"), (3, "3")]


def test_no_machine_facts() -> None:
    """The report holds the document's name and digests, but no folder and no time."""
    data = loaded()
    assert set(data["document"]) == {"name", "sha256", "format", "pages", "words", "parts", "sheets", "text"}
    assert data["library"] == {"version": "2026.1", "hash": "ab" * 32, "folders": []}
    assert data["stamp"] is None
    assert data["tool"]["version"] == "0.1.0"
    assert data["options"] == {"customer": "Harbour"}


def test_trace_only_where_asked() -> None:
    """A row has a trace where the finding carries one, and no empty one elsewhere."""
    with_trace, without = loaded()["protections"][:2]
    assert with_trace["trace"][-1].startswith("ruling: weak")
    assert "trace" not in without


def test_text_pages_and_clauses() -> None:
    """The text, the span of each page and the clause tree are there, so that other formats can be made of the file."""
    data = loaded()
    assert data["document"]["text"] == TEXT
    assert [sheet["label"] for sheet in data["document"]["sheets"]] == ["1", "2", "A-1"]
    exit_clause = next(clause for clause in data["clauses"] if clause["number"] == "11.2")
    assert data["clauses"][exit_clause["parent"]]["heading"] == "TERM AND EXIT"
    assert TEXT[exit_clause["start"] :].startswith("11.2 On expiry")

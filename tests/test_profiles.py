"""Regulation profiles: sound data, a coverage rule, matrices of sample contracts, and every format that tells them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.check import check, shipped
from checker.cli import main
from checker.coverage import cover, used_regulations
from checker.decisions import Policy
from checker.entry import Library, Paragraph, Regulation
from checker.errors import LibraryError, UsageError
from checker.gate import gate
from checker.library.extras import MARKS, load_regulation
from checker.model import COVERAGE, Finding, Report
from checker.report import RENDERERS, Look
from checker.resources import folder
from tests.report_sample import REPORT, reported

#: What the issue asks for; each is one file.
PROFILES = (
    "ccpa", "cps230", "data-act", "dora", "eba", "gdpr", "glba", "hipaa", "interagency", "iso27001", "iso37500", "mas",
    "nis2", "nydfs", "pci", "pra", "rbi", "reg-sp", "soc2", "sysc",
)  # fmt: skip
FOLDER = folder("clause_library") / "regulations"
EXPECTED = Path(__file__).resolve().parents[1] / "samples" / "expected" / "coverage.yaml"

Run = Callable[..., tuple[str, str, int]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder; gives its output, its errors and its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def command(*words: str | Path) -> tuple[str, str, int]:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        said = capfd.readouterr()
        return said.out, said.err, int(ended.value.code or 0)

    return command


# --------------------------------------------------------------------------- the data


def test_every_profile_is_there() -> None:
    """The library has each profile that compliance asks for, one a file, in the order of their names."""
    assert tuple(each.id for each in shipped().regulations) == PROFILES
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.yaml"))) == PROFILES


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_keeps_to_its_schema(name: str) -> None:
    """Each file is valid by schemas/regulation.schema.json, and no sub-paragraph stands in it twice."""
    import jsonschema

    schema = json.loads((folder("schemas") / "regulation.schema.json").read_text("utf-8"))
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    jsonschema.validate(data, schema)
    refs = [row["ref"] for row in data["paragraphs"]]
    assert len(set(refs)) == len(refs)
    assert {row["mark"] for row in data["paragraphs"]} <= set(MARKS)


@pytest.mark.parametrize("name", PROFILES)
def test_every_sub_paragraph_names_protections_of_the_library(name: str) -> None:
    """Each id that a profile names is a protection of the library."""
    known = {entry.id for entry in shipped().entries}
    (profile,) = (each for each in shipped().regulations if each.id == name)
    lacking = {item for row in profile.paragraphs for item in row.protections} - known
    assert not lacking


def test_what_no_profile_asks_for_is_good_practice() -> None:
    """Some protections serve the customer though no regulation asks for them, unlike audit and exit."""
    named = {item for each in shipped().regulations for row in each.paragraphs for item in row.protections}
    free = {entry.id for entry in shipped().entries} - named
    assert {"sla-service-credits", "price-benchmarking", "liab-uncapped-carveouts"} <= free
    assert not {item for item in free if item.startswith(("audit-", "exit-", "bcdr-", "gov-"))}


def written(tmp_path: Path, text: str, name: str = "dora") -> Path:
    """A file of a profile in a folder of its own."""
    path = tmp_path / "regulations" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


GOOD = "id: dora\ntitle: T\nversion: '2026-11'\ntrigger: Is it?\nparagraphs:\n"
ROW = "- {ref: '1', content: c, mark: verified, protections: [exit-plan*]}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n", "dora.yaml:1:1: a mapping of keys to values is wanted here"),
        (GOOD.replace("trigger: Is it?\n", "") + ROW, "'trigger' is missing"),
        (GOOD + ROW.replace("content: c, ", ""), "dora.yaml:6:3: paragraphs[0]: 'content' is missing"),
        (GOOD + ROW.replace("verified", "sure"), "paragraphs[0].mark: 'sure' is not one of verified, secondary"),
        (GOOD + ROW.replace("content", "contents"), "'contents' is not known here; did you mean 'content'?"),
        (GOOD + ROW.replace("[exit-plan*]", "exit-plan"), "names the protections that answer it, in a list"),
        (GOOD + ROW.replace("exit-plan*", "exit-plan*, exit-plan"), "'exit-plan' stands in the list twice"),
        (GOOD.replace("id: dora", "id: doar") + ROW, "the profile 'doar' stands in a file of another name"),
        (GOOD + "  x: 1\n", "a list is wanted here"),
    ],
)
def test_a_faulty_profile_is_refused_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    """What cannot be used is a library error that says where, never a profile with fewer sub-paragraphs."""
    with pytest.raises(LibraryError) as refused:
        load_regulation(written(tmp_path, text).read_bytes(), "dora.yaml")
    assert told in str(refused.value)


def test_a_house_has_profiles_of_its_own(tmp_path: Path) -> None:
    """A `regulations` folder of a house library adds a profile, or puts one in place of the shipped."""
    from checker.library import load

    written(tmp_path, GOOD.replace("id: dora", "id: house") + ROW, "house")
    entry = folder("clause_library") / "exit" / "exit-plan.yaml"
    (tmp_path / "exit-plan.yaml").write_bytes(entry.read_bytes())
    library = load([tmp_path])
    assert [each.id for each in library.regulations] == sorted((*PROFILES, "house"))
    assert library.hash != shipped().hash


# --------------------------------------------------------------------------- the rule


def library_of(*protections: str) -> Library:
    """A library with one profile of one sub-paragraph, answered by these (`*`: must be present)."""
    names = tuple(name.rstrip("*") for name in protections)
    needed = frozenset(name.rstrip("*") for name in protections if name.endswith("*"))
    row = Paragraph("1", "c", "verified", names, needed, "Critical?", "Look.")
    return Library((), "0", "0", regulations=(Regulation("x", "Regulation X", "2026-11", "Is it?", (row,)),))


def finding(protection: str, status: str, off: str = "") -> Finding:
    """A bare finding."""
    return Finding(protection, protection, "f", "high", status, "", "", "", off=off)


@pytest.mark.parametrize(
    ("protections", "statuses", "result"),
    [
        (("a*",), ("present",), "covered"),
        (("a*", "b*"), ("present", "present"), "covered"),
        (("a*", "b*"), ("present", "weak"), "partial"),
        (("a*", "b*"), ("present", "missing"), "partial"),
        (("a*", "b"), ("present", "missing"), "covered"),
        (("a*", "b"), ("missing", "present"), "partial"),
        (("a", "b"), ("missing", "present"), "covered"),
        (("a", "b"), ("missing", "weak"), "partial"),
        (("a", "b"), ("missing", "missing"), "not covered"),
        (("a*", "b"), ("present", "harmful"), "failed"),
        (("a*",), ("weak",), "partial"),
        (("a*",), ("missing",), "not covered"),
        (("a*",), ("elsewhere",), "not covered"),
        (("a*",), ("unclear",), "not covered"),
        (("a*",), ("not-applicable",), "not applicable"),
        (("a*", "b"), ("not-applicable", "present"), "covered"),
        (("a*", "b*"), ("not-applicable", "present"), "covered"),
        (("a*",), ("off",), "not judged"),
        (("a*",), ("lacking",), "not judged"),
        (("a*", "b*"), ("lacking", "present"), "partial"),
        (("a*", "b*"), ("lacking", "missing"), "not covered"),
        (("a*", "b"), ("lacking", "missing"), "not judged"),
        (("a", "b"), ("lacking", "missing"), "not covered"),
        (("a*", "b"), ("present", "lacking"), "covered"),
        (("a*", "b"), ("off", "harmful"), "failed"),
    ],
)
def test_the_coverage_rule(protections: tuple[str, ...], statuses: tuple[str, ...], result: str) -> None:
    """Covered needs every starred protection present; what was not judged never covers, and never counts as missing."""
    names = [name.rstrip("*") for name in protections]
    findings = [
        finding(name, "harmful" if status == "off" else status, "reason" if status == "off" else "")
        for name, status in zip(names, statuses, strict=True)
        if status != "lacking"
    ]
    (row,) = cover(findings, library_of(*protections), ["x"])
    assert row.result == result
    words = {"off": "switched-off", "lacking": "not-in-library"}
    assert row.protections == tuple(zip(names, (words.get(each, each) for each in statuses), strict=True))
    assert (row.mark, row.trigger, row.note) == ("verified", "Critical?", "Look.")


def test_an_unknown_profile_is_told_with_the_nearest(run: Run, samples: Path) -> None:
    """A profile that is not there is exit 2 before any document is judged, with the nearest id or the title's."""
    for wrong, right in (("doar", "dora"), ("DORA", "dora"), ("gdrp", "gdpr"), ("apra", "cps230"), ("pci-dss", "pci")):
        out, err, code = run(samples / "balanced-bpo-agreement.pdf", "--profile", wrong)
        assert (out, code) == ("", 2)
        assert err.startswith(f"bpo-check: --profile '{wrong}' is no regulation profile of the library")
        assert err.endswith(f"; did you mean '{right}'?\n")
    with pytest.raises(UsageError, match="known are"):
        used_regulations(shipped(), ["qqqq"])


@pytest.mark.parametrize(
    ("findings", "code", "told"),
    [
        ((finding("a", "present"),), 0, "PASS"),
        ((finding("a", "missing"),), 1, "required profile x: 1 sub-paragraph not covered or failed: 1"),
        ((finding("a", "harmful"),), 1, "required profile x: 1 sub-paragraph not covered or failed: 1"),
        ((finding("b", "present"),), 1, "required profile x: 1 sub-paragraph not judged: 1"),
        ((finding("a", "missing", "we do without"),), 0, "PASS"),
    ],
)
def test_a_required_profile_holds_the_gate(findings: tuple[Finding, ...], code: int, told: str) -> None:
    """Not covered and failed fail; so does what no protection of the library judges; what was switched off does not."""
    findings = tuple(replace(each, severity="low") for each in findings)
    report = replace(reported(*findings), coverage=cover(findings, library_of("a*"), ["x"]))
    verdict = gate(report, Policy(profiles=("x",)))
    assert verdict.exit_code == code
    assert told in str(verdict)


# --------------------------------------------------------------------------- the samples


@cache
def expected() -> dict[str, Any]:
    """The matrices as their contracts say."""
    return dict(yaml.safe_load(EXPECTED.read_text("utf-8")))


@cache
def report_of(name: str) -> Report:
    """The report on a sample with the profiles that are expected of it."""
    profiles = [each for each in expected()[name] if each != "disagreements_allowed"]
    return check(EXPECTED.parents[1] / f"{name}.pdf", regulations=profiles)


@pytest.mark.parametrize("name", ["balanced-bpo-agreement", "supplier-paper"])
def test_a_sample_has_the_matrix_of_its_text(name: str) -> None:
    """Each sub-paragraph comes out as the contract's text has it, in all but the rows that are allowed to differ."""
    differing = []
    rows = report_of(name).coverage
    wanted = expected()[name]
    for row in rows:
        allowed = wanted[row.regulation].get(row.ref, "covered")
        if row.result not in ([allowed] if isinstance(allowed, str) else allowed):
            answers = ", ".join(f"{item} {status}" for item, status in row.protections)
            differing.append(f"{row.regulation} {row.ref}: meant {allowed}, got {row.result}: {answers}")
    refs = {(row.regulation, row.ref) for row in rows}
    assert {(each, ref) for each in wanted if each != "disagreements_allowed" for ref in wanted[each]} <= refs
    print("\n".join(differing))  # noqa: T201 `pytest -rP` shows what is still allowed
    assert len(differing) <= wanted["disagreements_allowed"], "\n".join(differing)


# --------------------------------------------------------------------------- the formats


def test_json_tells_place_mark_and_trigger() -> None:
    """A row of the matrix has its protections with status, document, clause and page, its mark and its questions."""
    data = json.loads(RENDERERS["json"].render(report_of("balanced-bpo-agreement"), Look()))
    assert [each["id"] for each in data["regulations"]] == ["dora", "gdpr", "pra"]
    assert all(each["trigger"].endswith("?") and each["version"] for each in data["regulations"])
    row = next(each for each in data["coverage"] if each["ref"] == "28(7)(d)")
    assert row["protections"] == [
        {"id": "term-regulatory", "status": "present", "document": "balanced-bpo-agreement.pdf", "clause": "21.5",
         "page": 10}
    ]  # fmt: skip
    assert {each["result"] for each in data["coverage"]} <= set(COVERAGE)
    assert next(each for each in data["coverage"] if each["ref"] == "30(3)(f)(i)-(ii)")["trigger"].endswith("function?")


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "coverage-csv", "xlsx"])
def test_each_format_tells_the_matrix(name: str) -> None:
    """Title, version, trigger, reference, result, mark, protection with its place, and no legal conclusion."""
    report = report_of("balanced-bpo-agreement")
    data = RENDERERS[name].render(report, Look(width=400))
    if name == "xlsx":
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(data))
        text = " ".join(str(cell.value) for line in book["Coverage"].iter_rows() for cell in line)
    else:
        text = data.decode("utf-8")
    for regulation in report.regulations:
        assert regulation.version in text
        assert regulation.trigger.replace("'", "&#39;" if name == "html" else "'") in text
    for row in report.coverage:
        assert row.ref in text
        assert row.mark in text
    assert "no legal conclusion" in text
    assert "ound in the text supplied" in text
    assert "21.5" in text
    assert "Does the service support a critical or important function?" in text


def test_coverage_csv_has_a_row_for_each_answer() -> None:
    """Each protection of each sub-paragraph is a row, which says where it stands."""
    report = report_of("balanced-bpo-agreement")
    data = RENDERERS["coverage-csv"].render(report, Look()).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert len(rows) == sum(len(row.protections) for row in report.coverage)
    (first,) = [row for row in rows if (row["regulation"], row["reference"]) == ("dora", "28(7)(d)")]
    assert (first["protection"], first["status"]) == ("term-regulatory", "present")
    assert (first["clause"], first["page"]) == ("21.5", "10")


def test_coverage_csv_needs_a_profile(run: Run, samples: Path) -> None:
    """A coverage of no regulation is a usage error, not an empty table."""
    out, err, code = run(samples / "thin-services-letter.pdf", "--format", "coverage-csv")
    assert (out, code) == ("", 2)
    assert "check with --profile NAME" in err
    with pytest.raises(UsageError, match="check with --profile NAME"):
        RENDERERS["coverage-csv"].render(replace(REPORT, regulations=(), coverage=()), Look())


def test_what_was_not_judged_has_words_of_its_own() -> None:
    """A protection that is switched off, or that the library lacks, is said to be so in each format, never missing."""
    unjudged = (("x-y", "switched-off"), ("x-z", "not-in-library"))
    row = replace(REPORT.coverage[1], result="not judged", protections=unjudged)
    report = replace(REPORT, coverage=(row,))
    for name in ("terminal", "markdown", "html", "coverage-csv"):
        text = RENDERERS[name].render(report, Look(width=300)).decode("utf-8")
        assert "switched off by the policy" in text, name
        assert "not in the library" in text, name


def test_profiles_are_listed(run: Run) -> None:
    """`list --profiles` names each with its title, its version and the question that says when it applies."""
    out, _, code = run("list", "--profiles")
    assert code == 0
    text = " ".join(out.split())
    for each in shipped().regulations:
        assert f"{each.id}: {each.title} ({len(each.paragraphs)} sub-paragraphs, {each.version})" in text
        assert f"Applies if: {each.trigger}" in text

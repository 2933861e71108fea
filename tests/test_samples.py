"""The sample contracts: each comes out as its drafter meant it, and each file is what its source makes."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.check import check, shipped
from checker.model import Report
from checker.read.options import Options
from checker.report import json as json_report

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NAMES = sorted(path.stem for path in (SAMPLES / "source").glob("*.md"))


def path_of(name: str) -> Path:
    """The PDF or the Word file of a sample."""
    return next(path for path in (SAMPLES / f"{name}.pdf", SAMPLES / f"{name}.docx") if path.exists())


@cache
def report_of(name: str) -> Report:
    """The report on a sample, made once for all tests."""
    return check(path_of(name))


@cache
def intended(name: str) -> dict[str, Any]:
    """What the drafter of a sample recorded: parties, statuses, disagreements allowed."""
    return dict(yaml.safe_load((SAMPLES / "expected" / f"{name}.yaml").read_text(encoding="utf-8")))


def disagreements(name: str) -> list[str]:
    """A line for each protection of the library whose status is not one that the drafter intended."""
    lines = []
    found = {finding.id: finding for finding in report_of(name).findings}
    for identifier, status in intended(name)["statuses"].items():
        allowed = [status] if isinstance(status, str) else status
        finding = found.get(identifier)
        if finding is not None and finding.status not in allowed:
            quote = finding.evidence[0].quote[:90] if finding.evidence else "-"
            lines.append(f"{name}: {identifier}: meant {'/'.join(allowed)}, got {finding.status}: {quote!r}")
    return lines


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_comes_out_as_its_drafter_meant_it(name: str) -> None:
    """The statuses of a sample differ from its drafter's intention in no more rows than is recorded."""
    differing = disagreements(name)
    sys.stdout.write("".join(f"{line}\n" for line in differing))  # `pytest -rP` shows what is still allowed
    assert len(differing) <= intended(name)["disagreements_allowed"], "\n".join(differing)


@pytest.mark.parametrize("name", NAMES)
def test_the_parties_of_a_sample_are_read(name: str) -> None:
    """Customer and supplier are read from the parties' block, whatever the roles are called."""
    roles = report_of(name).roles
    assert roles.customer is not None, roles.why
    assert roles.supplier is not None, roles.why
    assert roles.customer.name.casefold() == intended(name)["customer"].casefold()
    assert roles.supplier.name.casefold() == intended(name)["supplier"].casefold()


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_a_row_for_every_protection(name: str) -> None:
    """Each protection of the library has one row and only one, in each report."""
    assert [finding.id for finding in report_of(name).findings] == [entry.id for entry in shipped().entries]


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_of_a_sample_is_the_text_at_its_offsets(name: str) -> None:
    """A quote, a lead-in excepted, is `document.text[start:end]`, and its page holds its start."""
    report = report_of(name)
    text = report.document.text
    for finding in report.findings:
        for evidence in finding.evidence:
            assert evidence.quote == text[evidence.start : evidence.end]
            assert evidence.page == report.document.page_at(evidence.start).number
        for clause in (*finding.clauses, *finding.looked):
            assert clause.text == text[clause.start : clause.end]


@pytest.mark.parametrize("name", NAMES)
def test_the_report_of_a_sample_keeps_to_its_schema(name: str, repository: Path) -> None:
    """The JSON report of each sample is valid by schemas/report.schema.json."""
    import jsonschema

    schema = json.loads((repository / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json_report.render(report_of(name))), schema)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_sample_gives_the_same_bytes(name: str) -> None:
    """Two checks of one file give the same report, byte for byte."""
    assert json_report.render(check(path_of(name))) == json_report.render(report_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_running_headers_and_footers_of_a_sample_are_not_text(name: str) -> None:
    """What is printed on the margin of every page is not part of the contract's text."""
    head = (SAMPLES / "source" / f"{name}.md").read_text(encoding="utf-8").split("---\n")[1]
    footer = next(line for line in head.splitlines() if line.startswith("footer: ")).removeprefix("footer: ")
    assert footer not in report_of(name).document.text


def _maker() -> Any:
    spec = importlib.util.spec_from_file_location("make", SAMPLES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make"] = module
    spec.loader.exec_module(module)
    return module


def _content(data: bytes) -> object:
    """What a file says, whatever packed it: the words of a PDF, the parts of a Word file."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return [word for page in pdf for word in page.get_textpage().get_text_range().split()]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_made_of_its_source(name: str) -> None:
    """The committed file has the content that its source makes, and making it twice gives the same bytes."""
    pytest.importorskip("reportlab")
    make = _maker()
    source = (SAMPLES / "source" / f"{name}.md").read_text(encoding="utf-8")
    suffix, made = make.made(source)
    assert (suffix, made) == make.made(source)
    assert _content(made) == _content((SAMPLES / f"{name}{suffix}").read_bytes())


def test_the_word_sample_has_the_numbers_of_its_source() -> None:
    """The numbers that Word counts in the draft, all changes accepted, are those that its source is written with."""
    source = (SAMPLES / "source" / "draft-helpdesk-agreement.md").read_text(encoding="utf-8")
    accepted = re.sub(r"\{--.+?--\}|\{\+\+|\+\+\}|\*\*|^## ", "", source, flags=re.MULTILINE)
    label = re.compile(r"^((?:\d+\.(?:\d+)?|\([a-z]+\)) \w+ \w*)", re.MULTILINE)
    assert label.findall(report_of("draft-helpdesk-agreement").document.text) == label.findall(accepted)


def test_the_word_sample_shows_what_the_changes_do() -> None:
    """Before the customer's mark-up the draft had a loose breach notice, no return of data, and a right to suspend."""
    before = check(path_of("draft-helpdesk-agreement"), reading=Options(changes="original"))
    statuses = {finding.id: finding.status for finding in before.findings}
    now = {finding.id: finding.status for finding in report_of("draft-helpdesk-agreement").findings}
    changed = {
        identifier: (statuses[identifier], now[identifier])
        for identifier in now
        if statuses[identifier] != now[identifier]
    }
    assert changed["data-breach-notification"] == ("weak", "present")
    assert changed["data-return-deletion"] == ("missing", "present")
    assert changed["sla-critical-failure-termination"] == ("missing", "present")
    assert changed["term-suspension-limits"] == ("harmful", "not-applicable")

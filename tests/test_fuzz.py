"""Arbitrary bytes and text: a document or an error of one line, and never a protection that nobody wrote."""

from __future__ import annotations

import random
from pathlib import Path

import fuzz
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.check import examine, shipped
from checker.errors import UnreadableError
from checker.model import Document, Page
from checker.read import READERS, read
from checker.read.options import Options

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
#: Pieces of drafting that stand together at random: structure without a contract.
PIECES = st.sampled_from(
    ["1.", "(a)", "ARTICLE II", "Schedule 1", "Supplier shall", "Customer", "not", "notwithstanding", "\n\n", "\n",
     ";", ":", "(the \"Services\")", "thirty (60) days", "[***]", "[●]", "%", "99.9", "except", "unless", "§", "of"]
)  # fmt: skip


@SETTINGS
@given(data=st.binary(max_size=2000), suffix=st.sampled_from(sorted(READERS)))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    """Whatever stands in a file, reading it gives a document or an UnreadableError of one line that names it."""
    file = tmp_path / f"any{suffix}"
    file.write_bytes(data)
    try:
        said = read(file, Options(ocr=False)).name
    except UnreadableError as problem:
        said = str(problem)
    assert "any" in said
    assert "\n" not in said


@SETTINGS
@given(text=st.one_of(st.text(max_size=1500), st.lists(PIECES, max_size=120).map(" ".join)))
def test_any_text_is_judged(text: str) -> None:
    """Whatever a text holds, each protection gets a row, nothing fails, and each quote is the text at its place."""
    report = examine(Document("any", "", text, (Page(1, "1", 0, len(text)),)), shipped())
    assert len(report.findings) == len(shipped().entries)
    for finding in report.findings:
        for evidence in finding.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("number", range(3, 43, 4))
def test_garbage_holds_no_protection(number: int) -> None:
    """A salad of letters or small words is refused, or gives a report without a present row."""
    _, _, data = fuzz.one(number, 1)
    text = data.decode("latin-1")
    report = examine(Document("garbage", "", text, (Page(1, "1", 0, len(text)),)), shipped())
    assert not [finding.id for finding in report.findings if finding.status == "present"]


def test_inputs_are_the_same_each_time() -> None:
    """A failing number can be tried again: the same seed and number give the same input."""
    assert [fuzz.one(number, 5) for number in range(8)] == [fuzz.one(number, 5) for number in range(8)]
    assert fuzz.broken(b"abc" * 50, random.Random(1)) != b"abc" * 50

"""The drafted sentences: what the library makes of wordings that are none of its examples."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checker.check import shipped

BENCHMARKS = Path(__file__).resolve().parent / "benchmarks"


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> object:
    """The benchmark's module."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    sys.modules.pop("drafts", None)
    import drafts

    return drafts


def test_every_protection_is_drafted_and_no_held_draft_is_an_example(drafted: object) -> None:
    """Drafts measure only if each protection has some and the library was not written from them."""
    library = shipped()
    examples = {" ".join(text.split()) for e in library.entries for texts in e.examples.values() for text in texts}
    every = list(drafted.drafts())  # type: ignore[attr-defined]
    assert {draft.protection for draft in every} == {entry.id for entry in library.entries}
    assert not [draft.text for draft in every if draft.held and " ".join(draft.text.split()) in examples]


def test_missing_and_not_applicable_count_as_one(drafted: object) -> None:
    """A sentence alone cannot tell whether a protection is missing or does not apply."""
    assert drafted.right("missing", "not-applicable")  # type: ignore[attr-defined]
    assert not drafted.right("missing", "weak")  # type: ignore[attr-defined]

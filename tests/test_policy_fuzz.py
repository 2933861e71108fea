"""Whatever stands in a policy or a waiver file: it is used, or refused in one line; nothing else comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checker.check import shipped
from checker.errors import CheckerError
from checker.policy.rules import rules_for
from checker.policy.settle import settle
from checker.waivers import read_waivers

WORDS = ["data-breach-notification", "longest", "24 hours", "sla", "high", "exit-plan", "2026-02-30", "a b", "", "dora"]
SCALARS = st.one_of(
    st.sampled_from(WORDS), st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=12)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(SCALARS, inner, max_size=3)),
    max_leaves=8,
)
KEYS = st.sampled_from("extends fail-on severities thresholds required off engagement profiles library waivers".split())
ITEM = st.dictionaries(
    st.sampled_from(["id", "document", "text", "status", "reason", "approver", "granted", "expires", "x"]), VALUES
)
FUZZ = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def used_or_refused(work: Any) -> None:
    """Run it; only an error that a user is told of, with exit code 2 and one line, may come of it."""
    refusal = None
    try:
        work()
    except CheckerError as told:
        refusal = told
    if refusal:
        assert refusal.exit_code == 2
        assert len(" ".join(str(refusal).split())) < 2500


@FUZZ
@given(data=st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
@example(data={"off": {"exit-plan": "a\x85b c"}})
@example(data={"required": ["exit-plan\n"]})
@example(data={"library": ["\x00"]})
@example(data={"extends": "\x00"})
@example(data={"extends": "."})
@example(data={"library": ["x" * 5000]})
def test_policies_of_any_data(data: Any, tmp_path: Path) -> None:
    """Any YAML data under the policy's keys."""
    path = tmp_path / "bpo-check.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=False), "utf-8")
    used_or_refused(lambda: settle(rules_for(file=path), shipped()))


@FUZZ
@given(data=st.binary(max_size=60))
@example(data=b"a: \x00")
@example(data=b"\xef\xbb\xbffail-on: high\n")
@example(data=b"fail-on: high\r\n")
@example(data=b"%YAML 9.9\n---\nfail-on: high\n")
@example(data=b"<<: {fail-on: high}\n")
def test_files_of_any_bytes(data: bytes, tmp_path: Path) -> None:
    """Any bytes at all, as a policy and as a file of waivers."""
    path = tmp_path / "any.yaml"
    path.write_bytes(data)
    used_or_refused(lambda: settle(rules_for(file=path), shipped()))
    used_or_refused(lambda: read_waivers(path))


@FUZZ
@given(items=st.lists(st.one_of(ITEM, VALUES), min_size=1, max_size=3))
def test_waivers_of_any_data(items: Any, tmp_path: Path) -> None:
    """Any YAML data in a list: each entry is a waiver or a problem."""
    path = tmp_path / "bpo-check-waivers.yaml"
    path.write_text(yaml.safe_dump(items, allow_unicode=False), "utf-8")

    def work() -> None:
        found = read_waivers(path)
        assert len(found.waivers) + len(found.problems) == len(items)

    used_or_refused(work)


@pytest.mark.parametrize("key", ["required", "profiles", "engagement", "library"])
def test_long_lists_take_no_long_time(key: str, tmp_path: Path) -> None:
    """A file as large as is allowed, full of unknown names, is refused at once."""
    path = tmp_path / "bpo-check.yaml"
    path.write_text(f"{key}:\n" + "".join(f"  - x{number}\n" for number in range(20_000)), "utf-8")
    used_or_refused(lambda: settle(rules_for(file=path), shipped()))

"""Openings of contracts in many styles: both parties are found, on the right side, under their right names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import srsly

from checker.segment.roles import read_roles

OPENINGS: list[dict[str, Any]] = srsly.read_yaml(Path(__file__).with_name("openings.yaml"))


@pytest.mark.parametrize("opening", [pytest.param(each, id=each["style"]) for each in OPENINGS])
def test_both_parties_are_found(opening: dict[str, Any]) -> None:
    """Each side has the party's full name and the name that the contract uses for it, and neither has the other's."""
    roles = read_roles(opening["text"])
    names = []
    for side in ("customer", "supplier"):
        role = getattr(roles, side)
        assert role is not None, roles.why
        name, short = opening[side]
        assert name in role.name
        names.append({alias.removeprefix("the ").removeprefix("The ") for alias in role.aliases})
        assert short in names[-1]
    assert not names[0] & names[1]

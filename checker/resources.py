"""Where the folders that travel with the tool are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from checker.errors import CheckerError

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=8)
def folder(name: str) -> Path:
    """The folder `name` (clause_library, schemas); raises CheckerError if the installation lacks it."""
    for place in (_PACKAGE / name, _PACKAGE.parent / name):  # the wheel first: what lies beside it there is not ours
        if place.is_dir():
            return place
    raise CheckerError(f"the folder '{name}' is missing from this installation: install bpo-check again")

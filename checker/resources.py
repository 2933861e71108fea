"""Finds the data folders that come with the tool."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """The folder `clause_library` or `schemas`: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / name
    return inside if inside.is_dir() else here.parent / name

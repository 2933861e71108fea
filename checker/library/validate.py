"""Holds library files against their schemas; an error names file, line, column and what is allowed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.library.extras import NAMES, REGULATIONS
from checker.library.source import read_source
from checker.resources import folder


def validate(extra: Sequence[Path] = (), shipped: bool = True) -> list[str]:
    """What the schemas find wrong in the shipped library and the folders of `extra`, a line each, in file order.

    Raises LibraryError for a file that is not YAML.
    """
    from jsonschema import Draft202012Validator

    held_by = {
        name: Draft202012Validator(json.loads((folder("schemas") / f"{name}.schema.json").read_text("utf-8")))
        for name in ("entry", "regulation")
    }
    problems = []
    for top in (*([folder("clause_library")] if shipped else []), *extra):
        for path in sorted(top.rglob("*.yaml")):
            if path.name in NAMES:
                continue
            validator = held_by["regulation" if path.parent.name == REGULATIONS else "entry"]
            source = read_source(path.read_bytes(), path.relative_to(top).as_posix())
            for error in sorted(validator.iter_errors(source.data), key=lambda item: [str(part) for part in item.path]):
                deepest = _deepest(error)
                problems.append(str(source.error(tuple(deepest.absolute_path), _said(deepest))))
    return problems


def _deepest(error: Any) -> Any:
    """The error that explains most: within alternatives, the one that came furthest."""
    while error.context:
        error = max(error.context, key=lambda item: (len(item.absolute_path), item.validator == "enum"))
    return error


def _said(error: Any) -> str:
    if error.validator == "enum":
        return f"'{error.instance}' is not one of {', '.join(map(str, error.validator_value))}"
    return " ".join(str(error.message).split())[:200]

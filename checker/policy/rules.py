"""Reads the policy for a document: its files, the nearest first, merged into rules that know where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from checker.decisions import Policy
from checker.errors import CheckerError, ConfigError
from checker.library.source import Source
from checker.policy.files import POLICY, hold, is_there, nearest, read_yaml, told
from checker.resources import folder

#: A rule's name: the key, then the id, the family, the name of a threshold, the folder.
Name = tuple[str, ...]

_LOCAL, _LONGEST = ("waivers", "local"), ("waivers", "longest")


@dataclass(frozen=True, slots=True)
class Rule:
    """One value of the policy and where it stands: `place` says `file:line`, an option's or a variable's name.

    `source` and `path` say where an error about it points to; None for an option.
    """

    value: str
    place: str
    source: Source | None = None
    path: tuple[Any, ...] = ()
    folder: Path | None = None

    def error(self, problem: str) -> CheckerError:
        """The error for this rule: file, line and column, or the option."""
        return self.source.error(self.path, problem) if self.source else ConfigError(f"{self.place}: {problem}")


@dataclass(frozen=True, slots=True)
class File:
    """A policy file that was read: its place, the SHA-256 of its bytes, and whether it forbids local waivers."""

    path: Path
    sha256: str
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force for a document, by name, and the files they come from, the nearest first."""

    rules: Mapping[Name, Rule] = field(default_factory=dict)
    files: tuple[File, ...] = ()

    def of(self, key: str) -> dict[Name, Rule]:
        """The rules under a key, in order."""
        return {name: rule for name, rule in self.rules.items() if name[0] == key}

    def folders(self) -> tuple[Path, ...]:
        """The folders of the house library, those of the files furthest away first, so that nearer ones go before."""
        return tuple(rule.folder for rule in self.of("library").values() if rule.folder)

    @property
    def longest_waiver(self) -> str:
        """How long a waiver may run, as written."""
        rule = self.rules.get(_LONGEST)
        return rule.value if rule else Policy().longest_waiver


def rules_for(
    place: Path | None = None, file: Path | None = None, options: Mapping[Name, Rule] | None = None, *,
    none: bool = False,
) -> Rules:  # fmt: skip
    """The rules for what lies in the folder `place`: those of `file`, else of the nearest policy file above it or above
    the working folder.

    `options` (of the command line or the environment) go before every file; with `none` no file is read.
    Raises ConfigError for anything in a file that cannot be used, with its place.
    """
    if none:
        return Rules(dict(options or {}))
    path = file or nearest(POLICY, *([place] if place else []), Path.cwd())
    chain = _chain(path) if path else ()
    merged: dict[Name, Rule] = {}
    for source, at, _ in reversed(chain):
        _put(merged, _read(source, at.parent))
    _put(merged, options or {})
    files = tuple(
        File(at, digest, (source.data.get("waivers") or {}).get("local") == "forbidden") for source, at, digest in chain
    )
    return Rules(merged, files)


def _chain(path: Path) -> tuple[tuple[Source, Path, str], ...]:
    """The file and those it extends, the nearest first, each by its source, its place and its digest."""
    schema = json.loads((folder("schemas") / "policy.schema.json").read_text("utf-8"))
    chain: list[tuple[Source, Path, str]] = []
    while True:
        source, digest = read_yaml(path)
        if source.data is None:
            raise source.error((), "is empty: a policy has keys such as 'fail-on'")
        hold(source, schema, source.data)
        chain.append((source, path, digest))
        if "extends" not in source.data:
            return tuple(chain)
        path = path.parent / source.data["extends"]
        if not is_there(path):
            raise source.error(("extends",), f"there is no file {told(path)}")
        if path.resolve() in [at.resolve() for _, at, _ in chain]:
            names = " -> ".join(told(at) for _, at, _ in chain)
            raise source.error(("extends",), f"goes in a circle: {names} -> {told(path)}")


def _read(source: Source, beside: Path) -> dict[Name, Rule]:
    """The rules of one file."""
    found: dict[Name, Rule] = {}
    for name, value, path in _values(source.data):
        if name in found:
            raise source.error(path, f"'{value}' stands in the list twice")
        line, _ = source.place(path)
        rule = Rule(" ".join(str(value).split()), f"{source.name}:{line}", source, path)
        found[name] = _in_folder(rule, beside) if name[0] == "library" else rule
    for twice in [name[1] for name in found if name[0] == "required" and ("off", name[1]) in found]:
        raise found["off", twice].error(f"'{twice}' is required too: one of them must go")
    return found


def _values(data: Mapping[str, Any]) -> Iterator[tuple[Name, Any, tuple[Any, ...]]]:
    """Every rule of a policy file: its name, its value, and the path to it."""
    if "fail-on" in data:
        yield ("fail-on",), data["fail-on"], ("fail-on",)
    for key in ("severities", "off", "waivers"):
        for name, value in data.get(key, {}).items():
            yield (key, str(name)), value, (key, name)
    for protection, values in data.get("thresholds", {}).items():
        for name, value in values.items():
            yield ("thresholds", str(protection), str(name)), value, ("thresholds", protection, name)
    for key in ("required", "engagement", "profiles", "library"):
        for number, value in enumerate(data.get(key, ())):
            yield (key, value), value, (key, number)


def _in_folder(rule: Rule, beside: Path) -> Rule:
    place = beside / rule.value
    if not is_there(place, folder=True):
        raise rule.error(f"there is no folder {told(place)}")
    return replace(rule, folder=place)


def _put(merged: dict[Name, Rule], nearer: Mapping[Name, Rule]) -> None:
    """Put the rules of a nearer file (or of options) over those that are there."""
    _no_loosening(merged, nearer)
    if any(name[0] == "engagement" for name in nearer):
        _drop(merged, [name for name in merged if name[0] == "engagement"])
    for name, rule in nearer.items():
        if name[0] in ("required", "off"):  # whoever is nearer decides whether a protection counts
            _drop(merged, [("off" if name[0] == "required" else "required", name[1])])
        merged.pop(name, None)
        merged[name] = rule


def _drop(merged: dict[Name, Rule], names: Iterable[Name]) -> None:
    for name in names:
        merged.pop(name, None)


_DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def _no_loosening(merged: Mapping[Name, Rule], nearer: Mapping[Name, Rule]) -> None:
    """Raise ConfigError where a nearer file would allow waivers that the extended one forbids."""
    above, rule = merged.get(_LOCAL), nearer.get(_LOCAL)
    if above and rule and above.value == "forbidden" != rule.value:
        raise rule.error(f"'{rule.value}' cannot undo 'forbidden' of {above.place}")
    above, rule = merged.get(_LONGEST), nearer.get(_LONGEST)
    if above and rule and _days(rule.value) > _days(above.value):
        raise rule.error(f"'{rule.value}' is longer than the {above.value} of {above.place}")


def _days(time: str) -> float:
    number, unit = time.split()
    return int(number) * _DAYS[unit.removesuffix("s")]

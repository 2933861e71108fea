"""A library file as data that still knows where each value stands, so that an error can name line and column."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from checker.errors import CheckerError, LibraryError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """The data of one YAML file, its text for finding places, and the kind of error that it can have."""

    name: str
    text: str
    data: Any
    kind: type[CheckerError] = LibraryError

    def place(self, path: tuple[Any, ...]) -> tuple[int, int]:
        """Line and column, from 1, of what stands at `path` (keys and list indexes from the top)."""
        return _place(self.text, path)

    def error(self, path: tuple[Any, ...], problem: str) -> CheckerError:
        """The error for what stands at `path`: `file:line:column: problem`."""
        line, column = self.place(path)
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        return self.kind(f"{self.name}:{line}:{column}: {where + ': ' if where else ''}{problem}")

    def known(self, path: tuple[Any, ...], mapping: Any, allowed: Iterable[str]) -> None:
        """Raise the error of this file's kind unless `mapping` is a mapping whose keys are all in `allowed`."""
        if not isinstance(mapping, dict):
            raise self.error(path, "a mapping of keys to values is wanted here")
        names = sorted(allowed)
        for key in mapping:
            if key not in names:
                raise self.error((*path, key), f"'{key}' is not known here{hint(str(key), names)}")


def hint(wrong: str, names: Iterable[str]) -> str:
    """What to add to an error about a wrong name: the nearest right one, else all (where there are few)."""
    known = sorted(names)
    alike = {_plain(name): name for name in known}
    near = difflib.get_close_matches(_plain(wrong), alike, 1)
    if near:
        return f"; did you mean '{alike[near[0]]}'?"
    return f"; known are {', '.join(known)}" if 0 < len(known) <= 30 else ""


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", "-").replace(" ", "-")


class _StrictLoader(_Loader):  # type: ignore[misc]
    """YAML without its traps: two equal keys are an error, and yes/no/on/off and dates stay text."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    keys: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(None, None, "a key is a word", key_node.start_mark)
        if key in keys:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key '{key}' stands here twice", key_node.start_mark
            )
        keys.add(key)
    found: dict[Any, Any] = yaml.SafeLoader.construct_mapping(loader, node, deep=True)
    return found


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp",)]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    if first not in "yYnNoO"
}


def read_source(data: bytes, name: str, kind: type[CheckerError] = LibraryError) -> Source:
    """The file's data; raises an error of `kind` with line and column where it is not YAML in UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise kind(f"{name}:1:1: is not UTF-8 text") from None
    try:
        return Source(name, text, yaml.load(text, Loader=_StrictLoader), kind)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = problem.problem or problem.context or "is not YAML"
        if "".join(text.split("\n")[line - 1 : line])[column - 1 : column] == "\t":
            said = "a tab stands here: indent with spaces"
        raise kind(f"{name}:{line}:{column}: {said}") from None
    except yaml.YAMLError as problem:
        raise kind(f"{name}:1:1: is not YAML: {problem}") from None


@lru_cache(maxsize=4)
def _composed(text: str) -> Any:
    """The text as nodes that know where they stand."""
    return yaml.compose(text, Loader=_Loader)


def _place(text: str, path: tuple[Any, ...]) -> tuple[int, int]:
    """Line and column, from 1, of what stands at `path`; of the nearest thing above it where it is not there."""
    node = _composed(text)
    mark = node.start_mark if node else None
    for part in path:
        if isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == str(part):
                    node, mark = value_node, key_node.start_mark
                    break
            else:
                break
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            mark = node.start_mark
        else:
            break
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)

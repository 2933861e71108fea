"""Where policy and waiver files stand, and what is in them: small YAML files without tricks, or one clear error."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from checker.errors import ConfigError
from checker.library.source import Source, hint, read_source

POLICY = "bpo-check.yaml"
WAIVERS = "bpo-check-waivers.yaml"

#: Bytes that these files may have; what is larger was not written by a person.
LARGEST = {POLICY: 250_000, WAIVERS: 2_000_000}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: How deep their data may go.
DEEPEST = 20


def upward(*starts: Path) -> Iterator[Path]:
    """The folders of `starts` and all above them, one start after the other, each folder once."""
    seen: set[Path] = set()
    for start in starts:
        top = start.resolve()
        for folder in (top, *top.parents):
            if folder not in seen:
                seen.add(folder)
                yield folder


def nearest(name: str, *starts: Path) -> Path | None:
    """The first file `name` on the way up from the folders `starts`."""
    return next((folder / name for folder in upward(*starts) if is_there(folder / name)), None)


def is_there(path: Path, folder: bool = False) -> bool:
    """Whether there is such a file (or folder), also where the name or the way to it is impossible."""
    try:
        return path.is_dir() if folder else path.is_file()
    except (OSError, ValueError):  # no right to look there, a name too long, a zero byte
        return False


def told(path: Path) -> str:
    """A path as the user would write it: from the working folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError):
        return str(path)


def read_yaml(path: Path, kind: str = POLICY) -> tuple[Source, str]:
    """The data of the file and the SHA-256 of its bytes; `kind` (POLICY or WAIVERS) says how large it may be.

    Raises ConfigError for a file that is not there, too large, not YAML in UTF-8, nested deeper than DEEPEST, or that
    uses anchors.
    """
    name, most = told(path), LARGEST[kind]
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as problem:
        raise ConfigError(f"{name}: cannot be read: {problem.strerror or problem}") from None
    if len(data) > most:
        raise ConfigError(f"{name}: is larger than {most:,} bytes: no such file is that long")
    _plain(data, name)
    return read_source(data, name, ConfigError), hashlib.sha256(data).hexdigest()


def _plain(data: bytes, name: str) -> None:
    """Raise ConfigError for anchors and aliases (a few bytes of them can stand for gigabytes) and for deep nesting."""
    depth = 0
    try:
        for event in yaml.parse(data.decode("utf-8", "replace"), Loader=_LOADER):
            mark = event.start_mark
            where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
            if getattr(event, "anchor", None) is not None:
                raise ConfigError(f"{where}: anchors and aliases (& and *) are not used here: write the value itself")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise ConfigError(f"{where}: is nested deeper than {DEEPEST} levels")
    except yaml.YAMLError:
        return  # the reader tells it better


def hold(source: Source, schema: dict[str, Any], data: Any, path: tuple[Any, ...] = ()) -> None:
    """Raise ConfigError for the first thing, in the file's order, that `schema` finds wrong in `data` at `path`."""
    from jsonschema import Draft202012Validator

    errors = list(islice(Draft202012Validator(schema).iter_errors(data), 20))
    if not errors:
        return
    found = sorted(errors, key=lambda error: source.place((*path, *error.absolute_path)))
    _raise(source, found[0], (*path, *found[0].absolute_path))


_WANTED = {
    "object": "a mapping of keys to values is wanted here",
    "array": "a list is wanted here (lines that begin with '-')",
}


def _raise(source: Source, error: Any, where: tuple[Any, ...]) -> None:
    value, described = error.instance, error.schema.get("description", "something else")
    if error.validator == "additionalProperties" and isinstance(error.validator_value, bool):
        source.known(where, value, error.schema["properties"])
    if error.validator == "enum":
        names = [str(name) for name in error.validator_value]
        raise source.error(where, f"'{value}' is not one of {', '.join(names)}{_near(str(value), names)}")
    if error.validator == "required":
        absent = [key for key in error.validator_value if key not in value]
        raise source.error(where, f"'{absent[0]}' is missing")
    wanted = _WANTED.get(str(error.validator_value)) if error.validator == "type" else None
    if error.validator == "minProperties":
        wanted = "holds nothing"
    if value in (None, "") and wanted is None:
        wanted = f"nothing stands here; wanted is {described}"
    raise source.error(where, wanted or f"'{' '.join(str(value).split())[:60]}' is not what is wanted: {described}")


def _near(wrong: str, names: list[str]) -> str:
    said = hint(wrong, names)
    return said if "did you mean" in said else ""

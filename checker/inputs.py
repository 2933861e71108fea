"""Which documents the names on the command line stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UsageError
from checker.policy.files import POLICY, WAIVERS


@dataclass(frozen=True, slots=True)
class Inputs:
    """The documents to check, in order and each once, and the files of folders that no reader takes."""

    documents: tuple[Path, ...]
    skipped: tuple[Path, ...] = ()


def collect(names: Sequence[str], suffixes: Collection[str], output: str | None = None) -> Inputs:
    """The named files, and all files in the named folders (and theirs) whose suffix is one of `suffixes`, sorted.

    What stands in the folder `output` is not taken: these are reports of an earlier run.  Hidden files, the lock files
    of word processors (`~$...`), policies and waivers are passed over.  Raises UsageError for a name that is not there,
    and for a folder that holds nothing to check.
    """
    documents: dict[Path, Path] = {}
    skipped: dict[Path, Path] = {}
    for name in names:
        path = Path(name)
        if not path.exists():
            raise UsageError(f"{name}: there is no such file or folder")
        if not path.is_dir():
            documents.setdefault(path.resolve(), path)
            continue
        found = list(_files(path, Path(output).resolve() if output else None))
        taken = [file for file in found if file.suffix.lower() in suffixes]
        if not taken:
            raise UsageError(f"{name}: the folder holds no document to check ({', '.join(sorted(suffixes))})")
        for file in found:
            (documents if file in taken else skipped).setdefault(file.resolve(), file)
    return Inputs(tuple(documents.values()), tuple(skipped.values()))


def _files(folder: Path, output: Path | None) -> Iterable[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in inside)
        if hidden or path.name in (POLICY, WAIVERS) or not path.is_file():
            continue
        resolved = path.resolve()
        if output is None or (output not in resolved.parents and output != resolved):
            yield path

"""Reads library entries from folders of YAML files and puts them in the order in which they are judged."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from checker.entry import Entry, Library, Phrase, Regulation
from checker.errors import LibraryError
from checker.kept import once
from checker.library.compile import compile_entry
from checker.library.extras import (
    CONFLICTS,
    NAMES,
    PROFILES,
    REGULATIONS,
    TERMS,
    load_conflicts,
    load_profiles,
    load_regulation,
    load_terms,
)  # fmt: skip
from checker.library.source import read_source
from checker.resources import folder

#: A word in the subjects of more entries than this tells none of them (of the 110 shipped: service, fee, notify, data).
WIDE = 10
#: What makes a library from its files.
_CODE = ("entry", "library", "model", "phrases", "words")


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder of the library with its files (path, name, content) and the SHA-256 of their names and contents."""

    top: Path
    files: tuple[tuple[Path, str, bytes], ...]
    hash: str


def load(extra: Sequence[Path] = (), shipped: bool = True) -> Library:
    """The shipped library with the entries of the folders in `extra` added, or put in place of those of equal id.

    Once compiled it is kept in the user's cache folder for the next run.  Raises LibraryError for anything that cannot
    be used, and for a library without entries.
    """
    digest = hashlib.sha256()
    folders = [_folder(top, digest) for top in ([folder("clause_library")] if shipped else []) + list(extra)]
    hashed, version = digest.hexdigest(), _version()
    made_of = (hashed, version, str(shipped), *(f"{each.top.resolve()} {each.hash}" for each in folders))
    return once("library", Library, made_of, _CODE, lambda: _compiled(folders, hashed, version, shipped))


def _folder(top: Path, digest: hashlib._Hash) -> _Folder:
    """The folder `top`; what it holds is added to the digest of the whole library."""
    if not top.is_dir():
        raise LibraryError(f"{top}: is not a folder of library entries")
    own = hashlib.sha256()
    files = []
    for path in sorted(top.rglob("*.yaml")):
        name = path.name if path.name in NAMES else path.relative_to(top).as_posix()
        data = path.read_bytes()
        told = name.encode() + b"\0" + data + b"\0"
        digest.update(told)
        own.update(told)
        files.append((path, name, data))
    return _Folder(top, tuple(files), own.hexdigest())


def _compiled(folders: Sequence[_Folder], hashed: str, version: str, shipped: bool) -> Library:
    found: dict[str, Entry] = {}
    extras: dict[str, bytes] = {}
    regulations: dict[str, Regulation] = {}
    for each in folders:
        seen: set[str] = set()
        for path, name, data in each.files:
            if name in NAMES:
                extras[name] = data
            elif path.parent.name == REGULATIONS:
                regulations[path.stem] = load_regulation(data, name)
                seen.add(name)
            else:
                entry = compile_entry(read_source(data, name))
                if entry.id in seen:
                    raise LibraryError(f"{name}:1:1: the id '{entry.id}' stands in another file too")
                seen.add(entry.id)
                found[entry.id] = entry
        if not seen:  # ids, and names of profiles: a folder may hold nothing but profiles
            raise LibraryError(f"{each.top}: holds no library entries (*.yaml)")
    if not found:
        raise LibraryError("the library is empty")
    entries = in_order(found.values())
    house = [(each.top.resolve().name, each.hash) for each in folders]
    return Library(
        entries, version, hashed,
        load_terms(extras[TERMS]) if TERMS in extras else (),
        load_conflicts(extras[CONFLICTS]) if CONFLICTS in extras else (),
        load_profiles(extras[PROFILES]) if PROFILES in extras else (),
        tuple(regulations[name] for name in sorted(regulations)),
        tuple(house[1:] if shipped else house),
        _wide(entries),
    )  # fmt: skip


def _wide(entries: Sequence[Entry]) -> frozenset[str]:
    """The words that stand in the subjects of more than WIDE entries."""
    count = Counter(word for entry in entries for word in _words(entry.subject))
    return frozenset(word for word, often in count.items() if often > WIDE)


def _words(phrases: Iterable[Phrase]) -> set[str]:
    runs = (run for phrase in phrases for part in phrase.parts for piece in part for run in piece.literals)
    return set(chain.from_iterable(runs))


def _version() -> str:
    path = folder("clause_library") / "VERSION"
    return path.read_text("utf-8").strip() if path.exists() else "0"


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the order in which they can be judged: one that asks for another's status comes after it."""
    by_id = {entry.id: entry for entry in sorted(entries, key=lambda entry: (entry.family, entry.id))}
    done: dict[str, Entry] = {}
    under_way: list[str] = []

    def visit(entry: Entry) -> None:
        if entry.id in done:
            return
        if entry.id in under_way:
            raise LibraryError(
                f"{entry.source}:1:1: 'statuses' goes in a circle: {' -> '.join([*under_way, entry.id])}"
            )
        under_way.append(entry.id)
        for other in sorted(_asked(entry)):
            if other not in by_id:
                raise LibraryError(f"{entry.source}:1:1: 'statuses' names an unknown protection '{other}'")
            visit(by_id[other])
        under_way.pop()
        done[entry.id] = entry

    for entry in by_id.values():
        visit(entry)
    return tuple(done.values())


def _asked(entry: Entry) -> set[str]:
    rules = (rule for rules in entry.rules.values() for rule in rules)
    return {other for rule in rules for name, value in rule.conditions if name == "statuses" for other in value}

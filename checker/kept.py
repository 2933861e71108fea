"""What was worked out before and takes long, kept in the user's cache folder.

What is kept is found only under a name that says all it was made from, so nothing has to be told that it is out of
date.  It never decides anything: without it, or when it is broken, all is worked out once more.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

#: Files of each kind that are kept; the ones used longest ago go first.
MOST = 12
#: What is read again may hold the types of these modules, beside plain data.
_TYPES = frozenset(("checker.entry", "checker.locate.index"))
_DIGEST = hashlib.sha256().digest_size
_PACKAGE = Path(__file__).resolve().parent

T = TypeVar("T")


def folder(kind: str) -> Path | None:
    """Where things of a kind are kept: in BPO_CHECK_CACHE, or in the user's cache folder; None if set to nothing."""
    own = os.environ.get("BPO_CHECK_CACHE")
    if own is not None:
        return Path(own) / kind if own.strip() else None
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bpo-check" / kind


def write(place: Path, name: str, data: bytes) -> None:
    """Put a file into a folder, whole or not at all; a folder that cannot be written to is no failure."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=place, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(written).replace(place / name)
        finally:
            Path(written).unlink(missing_ok=True)
    except OSError:
        return


def once(kind: str, wanted: type[T], made_of: Iterable[str], code: Iterable[str], make: Callable[[], T]) -> T:
    """What `make` makes, kept from run to run.

    `made_of` is all that it is made from.  `code` names the modules and packages (below this package) that make it:
    a change in one of them is a change of what is made.
    """
    place = folder(kind)
    sources = [] if place is None else _sources(code)
    if place is None or not sources:
        return make()
    digest = hashlib.sha256(sys.version.encode())
    for each in (*(part.encode() for part in made_of), *sources):
        digest.update(len(each).to_bytes(8, "big") + each)
    name = digest.hexdigest()
    found = _kept(place / name)
    if isinstance(found, wanted):
        return found
    made = make()
    data = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
    write(place, name, hashlib.sha256(data).digest() + data)
    _prune(place)
    return made


def _sources(code: Iterable[str]) -> list[bytes]:
    """The text of the modules and packages; () where the package does not lie in files."""
    paths = [path for name in code for path in sorted([*_PACKAGE.glob(f"{name}.py"), *_PACKAGE.glob(f"{name}/*.py")])]
    return [path.read_bytes() for path in paths]


class _Plain(pickle.Unpickler):
    """Reads data and the types that are kept; a file that somebody else put there cannot call anything."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module in _TYPES else None
        if isinstance(found, type) and found.__module__ == module:  # a dotted name may lead elsewhere
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not kept")


def _kept(path: Path) -> object:
    """What the file holds; None if there is none, or a broken one."""
    try:
        data = path.read_bytes()
        digest, body = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(body).digest() != digest:
            return None
        os.utime(path)
        return _Plain(BytesIO(body)).load()
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return None


def _prune(place: Path) -> None:
    """Remove what was used longest ago, beyond MOST."""
    try:
        files = sorted(place.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in files[MOST:]:
            path.unlink(missing_ok=True)
    except OSError:
        return

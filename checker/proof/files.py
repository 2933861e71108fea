"""The files of a report's contract: told by their hashes, and read again as they were read for the report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checker.errors import UnreadableError
from checker.model import Document, Report
from checker.proof.differences import Difference
from checker.read.options import Options

#: What reads a file.
Reader = Callable[[Path, Options], Document]


def hashes(paths: Sequence[Path]) -> dict[str, Path]:
    """The files by their SHA-256 (hex); raises UnreadableError for one that cannot be opened."""
    found = {}
    for path in paths:
        try:
            found[hashlib.sha256(path.read_bytes()).hexdigest()] = path
        except OSError as problem:
            raise UnreadableError(f"{path.name}: cannot be opened ({problem.strerror or problem})") from None
    return found


def against_files(report: Report, given: dict[str, Path]) -> Iterator[Difference]:
    """Files of the report that are not among those given, and files that it is not on; and a packet's own hash."""
    document = report.document
    wanted = {part.sha256: part.name for part in document.parts} or {document.sha256: document.name}
    strange = {path: digest for digest, path in given.items() if digest not in wanted}
    absent = {digest: name for digest, name in wanted.items() if digest not in given}
    for digest, name in absent.items():
        path = next((path for path in strange if path.name == name), None)
        if path is None and len(absent) == len(strange) == 1:
            path = next(iter(strange))
        other = f"{strange.pop(path)} ({path.name})" if path else "no file of that hash"
        yield Difference(f"sha256 of {name}", f"{digest} (of the report)", other)
    for path, digest in strange.items():
        yield Difference(f"sha256 of {path.name}", "a file that the report is on", digest)
    if document.parts:
        whole = hashlib.sha256("".join(part.sha256 for part in document.parts).encode()).hexdigest()
        if whole != document.sha256:
            yield Difference("document.sha256", f"{whole} (of the files' hashes)", document.sha256)


def in_order(report: Report, given: dict[str, Path]) -> tuple[Path, ...]:
    """The paths in the order in which the report has its files."""
    document = report.document
    return tuple(given[digest] for digest in [part.sha256 for part in document.parts] or [document.sha256])


def named(report: Report, reader: Reader) -> Reader:
    """The reader, whose documents have the names that they had for the report: a file may be renamed since."""
    document = report.document
    names = {part.sha256: part.name for part in document.parts} or {document.sha256: document.name}

    def read(path: Path, options: Options) -> Document:
        made = reader(path, options)
        return replace(made, name=names.get(made.sha256, made.name))

    return read


def reading(report: Report, password: str | None) -> Options:
    """How the report's documents were read, by its own options."""
    options = report.options
    return Options(
        password, options.get("changes", Options().changes), options.get("ocr") != "no",
        options.get("allow_unread") == "yes",
    )  # fmt: skip


def read_again(report: Report, paths: Sequence[Path], options: Options, reader: Reader) -> Document:
    """The document as it is read now; of several files, as they are joined.  Raises what the reader raises."""
    documents = [reader(path, options) for path in paths]
    if report.document.format != "packet":
        return documents[0]
    from checker.packet import join
    from checker.segment import segment

    return join([segment(document) for document in documents]).document

"""Where the reports of a run go, and how a file is written: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UsageError
from checker.model import Report
from checker.report import RENDERERS, Look
from checker.streams import show


@dataclass(frozen=True, slots=True)
class Target:
    """One report to make: of which document, in which format, into which file (None: standard output)."""

    document: Path
    format: str
    file: Path | None


def plan(
    documents: Sequence[Path], formats: Sequence[str], output: str | None, inputs: Sequence[Path] = (),
    without: str = "",
) -> tuple[Target, ...]:  # fmt: skip
    """The reports to make, document by document; `inputs` are further files that no report may replace.

    `output` names a file for one document in one format, else a folder that takes `<file name>.<extension>` of each;
    the file name is taken `without` that ending.
    Raises UsageError where two reports would be one, or would replace a document.
    """
    if output is None:
        _streams_hold(documents, formats)
        return tuple(Target(document, name, None) for document in documents for name in formats)
    many = len(documents) > 1 or len(formats) > 1 or output.endswith(("/", os.sep)) or Path(output).is_dir()
    into = Path(output)
    targets = [
        Target(document, name, into / _file(document, name, without) if many else into)
        for document in documents
        for name in formats
    ]
    _collide(targets, {path.resolve() for path in (*documents, *inputs)})
    return tuple(targets)


def _file(document: Path, form: str, without: str) -> str:
    return f"{document.name.removesuffix(without)}.{RENDERERS[form].extension}"


def _streams_hold(documents: Sequence[Path], formats: Sequence[str]) -> None:
    if len(formats) > 1:
        raise UsageError("several formats need --output DIR/")
    if RENDERERS[formats[0]].binary:
        raise UsageError(f"the format '{formats[0]}' is no text: it needs --output FILE or DIR/")
    if len(documents) > 1 and not RENDERERS[formats[0]].joins:
        raise UsageError(f"several documents in the format '{formats[0]}' need --output DIR/")


def _collide(targets: Sequence[Target], documents: Collection[Path]) -> None:
    taken: dict[str, Path] = {}
    for target in targets:
        assert target.file is not None
        if target.file.resolve() in documents:
            raise UsageError(f"--output would replace the document {target.file}")
        other = taken.setdefault(str(target.file).casefold(), target.document)
        if other != target.document:
            raise UsageError(f"{other} and {target.document} would both go to {target.file}: rename one of them")


def deliver(report: Report, targets: Sequence[Target], look: Look, tell: Callable[[str], None] | None = None) -> bool:
    """Make a report in each format and put it where it belongs; whether a person reads one on standard output.

    `tell` is told which format is being made, and "" before anything is shown.  A format that cannot be made does not
    keep back the others; then raises its UsageError.
    """
    tell = tell or (lambda line: None)
    problems = []
    for target in targets:
        tell(f"writing {target.format}")
        try:
            data = RENDERERS[target.format].render(report, look)
        except UsageError as problem:
            problems.append(problem)
            continue
        finally:
            tell("")
        show(data) if target.file is None else write(target.file, data)
    if problems:
        raise problems[0]
    return any(target.file is None and RENDERERS[target.format].joins for target in targets)


def write(path: Path, data: bytes) -> None:
    """Put `data` into the file `path`, whole or not at all, and make its folder; raises UsageError if that fails."""
    path = path.resolve()  # a link stays a link
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("xb") as file:
                file.write(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as problem:
        raise UsageError(f"{path.name}: cannot be written: {problem.strerror or problem}") from problem

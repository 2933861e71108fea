"""Reads documents in a process of its own, with limits: whatever a hostile file does to it, the others go on.

The process is started once and kept.  Requests and answers are JSON, each after its length: nothing that a file did to
the reader can run code here.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any, Self

from checker import errors
from checker.errors import UnreadableError
from checker.model import Cell, Document, Page, Part, TableRow
from checker.read.options import Options
from checker.unhurried import unhurried

_LENGTH = 8
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from checker.worker import serve; serve(int(sys.argv[2]))"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one document may cost: seconds without a sign of progress, and MB of memory (0: no limit)."""

    seconds: float = 300.0
    megabytes: int = 4096


class Worker:
    """A reader in a process of its own; use it as a context, so that the process ends with it.

    `ahead` are the documents to come, in order: while one is judged, the next is read.
    """

    def __init__(self, limits: Limits | None = None, ahead: Sequence[Path] = ()) -> None:
        self.limits = limits or Limits()
        self._after = dict(itertools.pairwise(ahead))
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._asked: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def ask(self, path: Path, options: Options) -> None:
        """Begin to read a document; what comes of it is told by `read`."""
        asked = asdict(replace(options, progress=None))
        if self._process is None:
            self._begin()
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # a dead process is noticed when its answer is waited for
            _put(self._process.stdin, {"path": str(path), "options": asked})
        self._asked = path

    def read(self, path: Path, options: Options) -> Document:
        """The document in the file.

        Raises the reader's own error, and UnreadableError where the process died, or passed one of the limits.
        """
        if self._asked != path:
            self.ask(path, options)
        answer = self._answer(path, options.progress)
        self._asked = None
        following = self._after.get(path)
        if following is not None:
            self.ask(following, options)
        if "document" in answer:
            return document(answer["document"])
        if "trace" in answer and "--debug" in sys.argv:
            sys.stderr.write(answer["trace"])
        raise _ERRORS.get(answer["error"], UnreadableError)(answer["text"])

    def _answer(self, path: Path, progress: Callable[[str], None] | None) -> dict[str, Any]:
        while True:
            try:
                answer = self._answers.get(timeout=self.limits.seconds or None)
            except queue.Empty:
                self._end()
                return _refusal(
                    f"{path.name}: gave no sign for {self.limits.seconds:g} s while it was read; if it is sound, raise "
                    "--time-limit"
                )
            if answer is None:
                self._end()
                return _refusal(
                    f"{path.name}: broke the reader, or took more than {self.limits.megabytes} MB; if it is sound, "
                    "raise --memory-limit, or print it to a new PDF"
                )
            if "progress" not in answer:
                return answer
            if progress is not None:
                progress(answer["progress"])

    def _begin(self) -> None:
        command = [sys.executable, "-c", _START, json.dumps(sys.path), str(self.limits.megabytes)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=os.name == "posix"
        )
        self._answers = queue.Queue()
        assert self._process.stdout is not None
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()

    def _end(self) -> None:
        process, self._process, self._asked = self._process, None, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _listen(stream: IO[bytes], answers: queue.Queue[dict[str, Any] | None]) -> None:
    for message in _messages(stream):
        answers.put(message)
    answers.put(None)


def _refusal(text: str) -> dict[str, Any]:
    return {"error": "UnreadableError", "text": text}


# ------------------------------------------------------------------------------------------- in the process itself


def serve(megabytes: int) -> None:
    """Answer requests on standard input until it ends; the reader may use `megabytes` of memory (0: no limit)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit(megabytes)
    logging.disable(logging.CRITICAL)  # what a library thinks of a broken file is not the one line that says what to do
    with unhurried():
        for request in _messages(sys.stdin.buffer):
            _put(out, _served(request, lambda line: _put(out, {"progress": line})))


def _served(request: dict[str, Any], progress: Callable[[str], None]) -> dict[str, Any]:
    from checker.read import read

    path = Path(request["path"])
    try:
        return {"document": asdict(read(path, replace(Options(**request["options"]), progress=progress)))}
    except errors.CheckerError as problem:
        return {"error": type(problem).__name__, "text": str(problem)}
    except MemoryError:
        return _refusal(f"{path.name}: needs more memory than --memory-limit gives; if it is sound, raise it")
    except RecursionError:
        return _refusal(f"{path.name}: is nested deeper than any contract; print it to a new PDF")
    except Exception as problem:  # noqa: BLE001 (a file can break any library; it must not break the others)
        import traceback

        said = " ".join(str(problem).split())[:200]
        text = f"{path.name}: cannot be read ({type(problem).__name__}: {said}); print it to a new PDF and check that"
        return {**_refusal(text), "trace": traceback.format_exc()}


def _limit(megabytes: int) -> None:
    if not megabytes:
        return
    try:
        import resource
    except ImportError:  # not on this system: the time limit holds alone
        return
    most = megabytes * 1024 * 1024
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


# ------------------------------------------------------------------------------------------------------ messages


def _put(stream: IO[bytes], message: dict[str, Any]) -> None:
    data = json.dumps(message).encode("ascii")
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def _messages(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The messages of a stream until it ends, also in the middle of one."""
    while True:
        head = stream.read(_LENGTH)
        if len(head) < _LENGTH:
            return
        length = int.from_bytes(head, "big")
        data = stream.read(length)
        if len(data) < length:
            return
        yield dict(json.loads(data))


def document(data: dict[str, Any]) -> Document:
    """The document that `dataclasses.asdict` and JSON made plain data of."""
    pages = tuple(Page(**page) for page in data["pages"])
    rows = tuple(
        TableRow(tuple(Cell(**cell) for cell in row["cells"]), row["start"], row["end"]) for row in data["rows"]
    )
    parts = tuple(Part(**part) for part in data["parts"])
    lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    return Document(**{**data, **lists, "pages": pages, "rows": rows, "parts": parts})


_ERRORS: dict[str, type[errors.CheckerError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.CheckerError)
}

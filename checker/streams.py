"""What is said on standard output and standard error; a reader that has seen enough (`| head`) is no error."""

from __future__ import annotations

import os
import sys


def show(data: bytes, err: bool = False) -> None:
    """Write `data` to standard output, or standard error if `err`; what its encoding cannot hold is replaced.

    A closed pipe is no error: the exit code must still tell the verdict.
    """
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(data.decode("utf-8").encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(text: str, err: bool = False) -> None:
    """Write a line as `show` does."""
    show(f"{text}\n".encode(), err)

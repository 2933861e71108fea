"""The one place where whatever goes wrong becomes a line on standard error and an exit code."""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from checker.errors import CheckerError
from checker.streams import say, show

#: What the command ends with; of several documents, the highest.
PASSED, FAILED, UNUSABLE, STOPPED = 0, 1, 2, 130


def attempt(work: Callable[[], Any], name: str = "") -> int:
    """The exit code of `work`; whatever it raises becomes one line on standard error and its exit code.

    `name` is the document worked on, told where the error does not name it.
    """
    try:
        return int(work() or PASSED)
    except CheckerError as problem:
        told = str(problem)
        warn(told if name in told else f"{name}: {told}")
        return problem.exit_code
    except click.ClickException as problem:
        warn(f"{problem.format_message()} (bpo-check --help tells more)")
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        warn("stopped")
        sys.exit(STOPPED)
    except Exception as problem:  # noqa: BLE001 (the one place where nothing may get through)
        debug = "--debug" in sys.argv
        if debug:
            traceback.print_exc()
        where = f" on {name}" if name else ""
        hint = "" if debug else "; run with --debug for the traceback"
        warn(f"internal error{where}, please report it: {type(problem).__name__}: {problem}{hint}")
        return UNUSABLE


def warn(text: str) -> None:
    """Say `text` as one line on standard error."""
    say("bpo-check: " + " ".join(text.split()), err=True)


def progress(name: str, line: str) -> None:
    """Say on standard error, where a person watches it, how far the work on the document `name` is; "" wipes it away.

    Each line takes the place of the one before, so it must fit in one; a pipe or a dumb terminal gets none.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return
    text = f"{name}: {line}" if line else ""
    said = "".join(sign if sign.isprintable() else " " for sign in text)
    room = max(shutil.get_terminal_size((80, 24)).columns - 1, 20)
    show(f"\r\033[K{said if len(said) <= room else said[: room - 1] + '…'}".encode(), err=True)

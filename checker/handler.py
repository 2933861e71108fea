"""The one place where whatever goes wrong becomes a line on standard error and an exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from checker.errors import CheckerError

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
    click.echo("bpo-check: " + " ".join(text.split()), err=True)


def progress(name: str, line: str) -> None:
    """Say on standard error, where a person watches it, how far a slow step on the document `name` is."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{name}: {line}" if line else "\r\033[K", err=True, nl=False)

"""Options that several commands share, and how the terminal they print to looks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from checker import __version__
from checker.errors import UsageError
from checker.report import RENDERERS, Look
from checker.streams import say

debug = click.option("--debug", is_flag=True, expose_value=False, help="Print the traceback of an internal error.")
version = click.version_option(__version__, prog_name="bpo-check")
library = click.option(
    "--library", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Add the protections of a folder, or put them in place of those with the same id (repeatable).",
)  # fmt: skip
formats = click.option(
    "--format", "formats", multiple=True, default=("terminal",), type=click.Choice(list(RENDERERS)),
    help="Format of the report (repeatable).  [default: terminal]",
)  # fmt: skip
output = click.option(
    "--output",
    metavar="PATH",
    help="File of the report; with several documents or formats, or a trailing slash, their folder.",
)
password = click.option(
    "--password", metavar="WORD", envvar="BPO_CHECK_PASSWORD", show_envvar=True, help="Password of encrypted documents."
)
no_quotes = click.option(
    "--no-quotes", is_flag=True,
    help="Disclose nothing of the contract's text: hashes stand in the place of quotes, headings, names and figures.",
)  # fmt: skip
quiet = click.option("--quiet", "detail", flag_value="quiet", help="Only the summary and the verdict.")
verbose = click.option(
    "--verbose", "detail", flag_value="verbose", help="Every quote in full, weaknesses, advice, references."
)
no_color = click.option("--no-color", is_flag=True, help="No colour, as with NO_COLOR or a pipe.")


def no_copies(formats: Iterable[str], no_quotes: bool) -> None:
    """Raise UsageError for a format that is the contract itself, where none of its text may be disclosed."""
    for name in formats:
        if no_quotes and RENDERERS[name].copies:
            raise UsageError(f"the format '{name}' is a copy of the contract: it does not go with --no-quotes")


def look(no_color: bool, detail: str = "normal", to_file: bool = False) -> Look:
    """How wide and how colourful a text for standard output may be."""
    if to_file:
        return Look(detail=detail)
    plain = no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return Look(min(shutil.get_terminal_size((80, 24)).columns, 120), not plain, detail)


def tell(text: str, look: Look, err: bool, colour: str | None = None) -> None:
    """Print a line, on standard error if `err`; in `colour` where the terminal has it."""
    stream = sys.stderr if err else sys.stdout
    say(click.style(text, fg=colour, bold=True) if look.colour and stream.isatty() else text, err)

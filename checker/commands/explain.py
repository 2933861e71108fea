"""`bpo-check explain ID`: a protection of the library as a page."""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands import options
from checker.handler import PASSED
from checker.streams import show


@click.command("explain", short_help="Print a protection of the library as a page.")
@click.argument("protection", metavar="ID")
@options.library
@options.no_color
@options.debug
def command(protection: str, folders: tuple[Path, ...], no_color: bool) -> int:
    """Print a protection of the library: what is asked, what counts, examples, references."""
    from checker.explain import find, page
    from checker.library import load

    show(page(find(load(folders), protection), options.look(no_color)))
    return PASSED

"""`bpo-check list`: all protections of the library."""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands import options
from checker.handler import PASSED
from checker.outputs import show


@click.command("list")
@options.library
@options.no_color
@options.debug
def command(folders: tuple[Path, ...], no_color: bool) -> int:
    """List the protections of the library by family."""
    from checker.explain import listing
    from checker.library import load

    show(listing(load(folders), options.look(no_color)))
    return PASSED

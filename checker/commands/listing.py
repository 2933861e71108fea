"""`bpo-check list`: all protections of the library, or its regulation profiles."""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands import options
from checker.handler import PASSED
from checker.streams import show


@click.command("list", short_help="List the protections, or the regulation profiles.")
@options.library
@click.option("--profiles", is_flag=True, help="List the regulation profiles instead, and when each applies.")
@options.no_color
@options.debug
def command(folders: tuple[Path, ...], profiles: bool, no_color: bool) -> int:
    """List the protections of the library by family, or its regulation profiles."""
    from checker.explain import listing, profile_listing
    from checker.library import load

    told = profile_listing if profiles else listing
    show(told(load(folders), options.look(no_color)))
    return PASSED

"""`bpo-check library [DIR]`: is the library valid, and right on its own examples?"""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands import options
from checker.errors import LibraryError
from checker.handler import PASSED


@click.command("library", short_help="Validate the library and run its examples.")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@options.debug
def command(folder: Path | None) -> int:
    """Validate the library (with the entries of DIR), and judge it on its own examples."""
    from checker.library import load, validate
    from checker.verify import verify

    extra = [folder] if folder else []
    problems = validate(extra)
    library = load(extra)
    problems += verify(library)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise LibraryError(f"the library has {len(problems)} {'problem' if len(problems) == 1 else 'problems'}")
    examples = sum(len(texts) for entry in library.entries for texts in entry.examples.values())
    click.echo(f"protections: {len(library.entries)}, examples: {examples}; all come out as their entries say")
    return PASSED

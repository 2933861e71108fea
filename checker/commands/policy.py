"""`bpo-check policy show [DOCUMENT]`: by what rules a document would be judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.commands import options, ruling
from checker.handler import PASSED
from checker.streams import show


@click.group("policy", short_help="Tell by what rules a document would be judged.")
def command() -> None:
    """Tell by what rules a document would be judged."""


@command.command("show")
@click.argument("document", required=False, type=click.Path(path_type=Path), metavar="[DOCUMENT]")
@ruling.rules
@options.no_color
@options.debug
def show_(document: Path | None, no_color: bool, **choices: Any) -> int:
    """Print every rule that holds for DOCUMENT (or in the working folder), and where its value comes from."""
    from checker.errors import UsageError
    from checker.library import load
    from checker.policy.rules import rules_for
    from checker.policy.settle import settle
    from checker.policy.show import page
    from checker.waivers import files_for

    if document and not document.exists():
        raise UsageError(f"{document}: there is no such file or folder")
    wishes = ruling.wishes(choices)
    place = Path.cwd() if document is None else document if document.is_dir() else document.parent
    rules = rules_for(place, wishes.policy, wishes.options, none=wishes.no_policy)
    library = load(rules.folders())
    policy = settle(rules, library)
    waivers = [(file.name, file.ignored) for file in files_for(place, rules)]
    show(page(rules, policy, library, waivers, options.look(no_color)))
    return PASSED

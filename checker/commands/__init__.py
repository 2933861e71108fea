"""The commands of `bpo-check`, one module each: each parses, calls, prints and gives an exit code."""

from __future__ import annotations

import click

from checker.commands import check, convert, explain, library, listing, policy, verify, waive

#: A new command is one module and one line here.
COMMANDS: dict[str, click.Command] = {
    "check": check.command,
    "convert": convert.command,
    "explain": explain.command,
    "list": listing.command,
    "library": library.command,
    "policy": policy.command,
    "verify": verify.command,
    "waive": waive.command,
}

"""The command `bpo-check`: the commands under one name, with the check as the default."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial

import click

from checker.commands import COMMANDS, options
from checker.handler import UNUSABLE, attempt


class Commands(click.Group):
    """The commands; a first word that is none of them is a document to check."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The command line with `check` put before it where no command is named."""
        if not args:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(UNUSABLE)
        if args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage of the check, which is what the command is for."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] DOCUMENT...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of the check, and the other commands."""
        self.commands["check"].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@options.version
def commands() -> None:
    """Check outsourcing contracts from the customer's side.

    For every protection of the clause library: whether the contract gives it, gives it weakly, turns it against the
    customer or lacks it, with the quote, the clause and the page, and what to ask for.

    Exit codes: 0 passed, 1 failed, 2 usage, configuration or library error, 3 a document could not be read.
    """


for _name, _command in COMMANDS.items():
    commands.add_command(_command, _name)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    words = list(sys.argv[1:] if args is None else args)
    sys.exit(attempt(partial(commands.main, words, prog_name="bpo-check", standalone_mode=False)))

"""`bpo-check library`: is the library valid and right on its examples; new entries, and tests of a house library."""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands import options
from checker.errors import LibraryError, UsageError
from checker.handler import FAILED, PASSED
from checker.streams import say

#: The command that a folder, or nothing, stands for.
_DEFAULT = "check"


class Commands(click.Group):
    """The commands on a library; a first word that is none of them is a folder to check."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The command line with `check` put before it where no command is named."""
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h")):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage without a command, and with one."""
        formatter.write_usage(ctx.command_path, "[DIR]")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...")


@click.group("library", cls=Commands, short_help="Check the library; write and test entries of your own.")
def command() -> None:
    """Validate the library (with the entries of DIR), and judge it on its own examples."""


@command.command(_DEFAULT, short_help="Validate the library and run its examples (the default command).")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@options.debug
def check(folder: Path | None) -> int:
    """Validate the library (with the entries of DIR), and judge it on its own examples."""
    from checker.library import load, validate
    from checker.verify import verify

    extra = [folder] if folder else []
    problems = validate(extra)
    library = load(extra)
    _stop([*problems, *verify(library)])
    examples = sum(len(texts) for entry in library.entries for texts in entry.examples.values())
    say(f"protections: {len(library.entries)}, examples: {examples}; all come out as their entries say")
    return PASSED


@command.command("new", short_help="Write a new entry: a commented skeleton, or a copy of a shipped one.")
@click.argument("protection", metavar="ID")
@click.argument("into", default=".", type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
@click.option("--family", metavar="FAMILY", help="Family of the entry, such as liability.  [default: house]")
@click.option("--from", "like", metavar="ID", help="Begin with a copy of this shipped entry.")
@options.debug
def new(protection: str, into: Path, family: str | None, like: str | None) -> int:
    """Write DIR/ID.yaml: a commented skeleton that is valid as it stands, or a copy of a shipped entry to change.

    An ID of the shipped library writes a copy that takes its place.
    """
    from checker.library import load
    from checker.outputs import write
    from checker.skeleton import skeleton

    text = skeleton(load(), protection, family, like)
    file = into / f"{protection}.yaml"
    if file.exists():
        raise UsageError(f"{file}: is there already; remove it, or take another id")
    write(file, text.encode("utf-8"))
    say(f"{file}: written; change it, then run: bpo-check library test {into}")
    return PASSED


@command.command("test", short_help="Test a house library: examples, dead phrases, overlaps, mutations.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--strict", is_flag=True, help="Exit with 1 if a changed example is still found present.")
@options.debug
def test(folder: Path, strict: bool) -> int:
    """Test the entries of DIR beside the shipped library.

    Examples must come out under their headings, and each phrase must fire on one of them (else exit code 2).  Then each
    present example is deleted, negated and weakened by an effort, and those that are still found present are listed, as
    are entries whose subjects fire on the same examples.
    """
    from checker.library import load, validate
    from checker.mutants import survivors
    from checker.overlaps import overlaps
    from checker.verify import verify

    problems = validate([folder], shipped=False)
    own = load([folder], shipped=False)
    library = load([folder])
    ids = [entry.id for entry in own.entries]
    _stop([*problems, *_unfinished(folder), *verify(library, ids)])
    found = overlaps(library, ids)
    for each in found:
        say(
            f"overlap: {each.id} and {each.other}: {each.own[0]} of {each.own[1]} examples are about the other too, "
            f"{each.theirs[0]} of {each.theirs[1]} the other way round"
        )
    tried, alive = survivors(library, ids)
    for one in alive:
        say(f"survivor: {one.id}: {one.kind}, and still present: '{' '.join(one.text.split())}'")
    examples = sum(len(texts) for entry in own.entries for texts in entry.examples.values())
    say(
        f"protections: {len(ids)}, examples: {examples}, all as their entries say; overlaps: {len(found)}; "
        f"changed examples: {tried}, still present: {len(alive)}"
    )
    return FAILED if alive and strict else PASSED


def _stop(problems: list[str]) -> None:
    """Print the problems and raise LibraryError, where there are any."""
    for problem in problems:
        say(problem)
    if problems:
        raise LibraryError(f"the library has {len(problems)} {'problem' if len(problems) == 1 else 'problems'}")


def _unfinished(folder: Path) -> list[str]:
    from checker.skeleton import unfinished

    return [
        f"{path.relative_to(folder).as_posix()}:{line}:1: still says TODO"
        for path in sorted(folder.rglob("*.yaml"))
        for line in unfinished(path.read_text("utf-8", "replace"))
    ]

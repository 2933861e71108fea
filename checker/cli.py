"""The command `bpo-check`: parses, calls, prints and exits; whatever fails becomes one line and an exit code."""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker import __version__
from checker.errors import CheckerError, LibraryError
from checker.gate import LEVELS
from checker.outputs import Target, plan, show, write
from checker.report import RENDERERS, Look

if TYPE_CHECKING:
    from checker.entry import Library
    from checker.model import Report

#: What the command ends with; of several documents, the highest.
PASSED, FAILED, UNUSABLE, STOPPED = 0, 1, 2, 130


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


_debug = click.option("--debug", is_flag=True, expose_value=False, help="Print the traceback of an internal error.")
_version = click.version_option(__version__, prog_name="bpo-check")
_library = click.option(
    "--library", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Add the protections of a folder, or put them in place of those with the same id (repeatable).",
)  # fmt: skip
_no_color = click.option("--no-color", is_flag=True, help="No colour, as with NO_COLOR or a pipe.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@_version
def commands() -> None:
    """Check outsourcing contracts from the customer's side.

    For every protection of the clause library: whether the contract gives it, gives it weakly, turns it against the
    customer or lacks it, with the quote, the clause and the page, and what to ask for.

    Exit codes: 0 passed, 1 failed, 2 usage, configuration or library error, 3 a document could not be read.
    """


@commands.command(short_help="Check contracts, files or folders (the default command).")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option(
    "--format",
    "formats",
    multiple=True,
    default=("terminal",),
    type=click.Choice(list(RENDERERS)),
    help="Format of the report (repeatable).  [default: terminal]",
)
@click.option(
    "--output",
    metavar="PATH",
    help="File of the report; with several documents or formats, or a trailing slash, their folder.",
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="high",
    show_default=True,
    help="Fail on a missing, weak, harmful or unclear protection of this severity or above.",
)
@_library
@click.option("--customer", metavar="NAME", help="Who the customer is, where the text does not tell.")
@click.option("--supplier", metavar="NAME", help="Who the supplier is, where the text does not tell.")
@click.option(
    "--password", metavar="WORD", envvar="BPO_CHECK_PASSWORD", show_envvar=True, help="Password of encrypted documents."
)
@click.option(
    "--engagement",
    multiple=True,
    metavar="KIND",
    help="Kind of engagement in force, instead of those read from the text (repeatable).",
)
@click.option(
    "--profile",
    "regulations",
    multiple=True,
    metavar="REGULATION",
    help="Tell the coverage of a regulation, such as dora (repeatable).",
)
@click.option(
    "--trace", multiple=True, metavar="ID", help="Tell how the status of a protection came about (repeatable)."
)
@click.option("--quiet", "detail", flag_value="quiet", help="Only the summary and the verdict.")
@click.option("--verbose", "detail", flag_value="verbose", help="Every quote in full, weaknesses, advice, references.")
@_no_color
@_debug
@_version
def check(
    documents: tuple[str, ...], formats: tuple[str, ...], output: str | None, folders: tuple[Path, ...],
    detail: str | None, no_color: bool, **options: Any,
) -> int:  # fmt: skip
    """Check contracts: files, or folders with all that is in them (this is the default command)."""
    from checker.explain import find
    from checker.inputs import collect
    from checker.library import load
    from checker.read import READERS

    inputs = collect(documents, READERS, output)
    if inputs.skipped:
        _warn(f"not checked, no format that can be read: {', '.join(path.name for path in inputs.skipped)}")
    targets = plan(inputs.documents, tuple(dict.fromkeys(formats)), output)
    library = load(folders)
    for protection in options["trace"]:
        find(library, protection)
    look = _look(no_color, detail or "normal", to_file=output is not None)
    codes: list[int] = []
    for path in inputs.documents:
        if codes and output is None:
            show(b"\n")
        its = [target for target in targets if target.document == path]
        codes.append(attempt(partial(_one, path, its, library, look, **options), path.name))
    if len(codes) > 1:
        _tell(_total(codes), look, err=output is not None)
    return max(codes)


def _one(
    path: Path, targets: Sequence[Target], library: Library, look: Look, *, fail_on: str, trace: Sequence[str],
    **options: Any,
) -> int:  # fmt: skip
    """Check one document, put its reports where they belong, tell the verdict; its exit code."""
    from checker.check import check
    from checker.gate import gate

    report = check(path, library, trace=trace, **options)
    verdict = gate(report, fail_on)
    for target in targets:
        data = RENDERERS[target.format].render(report, look)
        show(data) if target.file is None else write(target.file, data)
    _explain_statuses(report, trace)
    to_terminal = any(target.file is None and RENDERERS[target.format].joins for target in targets)
    if to_terminal:
        show(b"\n")
    name = "" if to_terminal else f"{path.name}: "
    _tell(f"{name}{verdict}", look, err=not to_terminal, colour="green" if verdict.passed else "red")
    return PASSED if verdict.passed else FAILED


@commands.command(short_help="Print a protection of the library as a page.")
@click.argument("protection", metavar="ID")
@_library
@_no_color
@_debug
def explain(protection: str, folders: tuple[Path, ...], no_color: bool) -> int:
    """Print a protection of the library: what is asked, what counts, examples, references."""
    from checker.explain import find, page
    from checker.library import load

    show(page(find(load(folders), protection), _look(no_color)))
    return PASSED


@commands.command("list")
@_library
@_no_color
@_debug
def list_(folders: tuple[Path, ...], no_color: bool) -> int:
    """List the protections of the library by family."""
    from checker.explain import listing
    from checker.library import load

    show(listing(load(folders), _look(no_color)))
    return PASSED


@commands.command("library", short_help="Validate the library and run its examples.")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@_debug
def library_(folder: Path | None) -> int:
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


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    words = list(sys.argv[1:] if args is None else args)
    sys.exit(attempt(partial(commands.main, words, prog_name="bpo-check", standalone_mode=False)))


def attempt(work: Callable[[], Any], name: str = "") -> int:
    """The exit code of `work`; whatever it raises becomes one line on standard error and its exit code.

    `name` is the document worked on, told where the error does not name it.
    """
    try:
        return int(work() or PASSED)
    except CheckerError as problem:
        told = str(problem)
        _warn(told if name in told else f"{name}: {told}")
        return problem.exit_code
    except click.ClickException as problem:
        _warn(f"{problem.format_message()} (bpo-check --help tells more)")
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        _warn("stopped")
        sys.exit(STOPPED)
    except Exception as problem:  # noqa: BLE001 (the one place where nothing may get through)
        debug = "--debug" in sys.argv
        if debug:
            traceback.print_exc()
        where = f" on {name}" if name else ""
        hint = "" if debug else "; run with --debug for the traceback"
        _warn(f"internal error{where}, please report it: {type(problem).__name__}: {problem}{hint}")
        return UNUSABLE


def _warn(text: str) -> None:
    click.echo("bpo-check: " + " ".join(text.split()), err=True)


def _tell(text: str, look: Look, err: bool, colour: str | None = None) -> None:
    stream = sys.stderr if err else sys.stdout
    styled = click.style(text, fg=colour, bold=True) if look.colour and stream.isatty() else text
    click.echo(styled, err=err)


def _look(no_color: bool, detail: str = "normal", to_file: bool = False) -> Look:
    if to_file:
        return Look(detail=detail)
    plain = no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return Look(min(shutil.get_terminal_size((80, 24)).columns, 120), not plain, detail)


def _total(codes: Sequence[int]) -> str:
    passed, failed = codes.count(PASSED), codes.count(FAILED)
    rest = len(codes) - passed - failed
    return f"{len(codes)} documents: {passed} passed, {failed} failed, {rest} not judged"


def _explain_statuses(report: Report, trace: Sequence[str]) -> None:
    for finding in report.findings:
        if finding.id in trace:
            click.echo(f"trace of {finding.id}: {finding.status}", err=True)
            for line in finding.trace:
                click.echo(f"  {line}", err=True)

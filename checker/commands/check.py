"""`bpo-check DOCUMENT...`: the check itself, the default command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.commands import options, ruling
from checker.errors import UsageError
from checker.handler import FAILED, PASSED, attempt, progress, warn
from checker.outputs import Target, deliver, plan
from checker.read.options import CHANGES
from checker.report import Look, Verdict
from checker.streams import say, show

if TYPE_CHECKING:
    from datetime import date

    from checker.check import Reader
    from checker.decisions import Stamp
    from checker.entry import Library
    from checker.model import Document, Report
    from checker.read.options import Options
    from checker.ruling import Ruling


@click.command("check", short_help="Check contracts, files or folders (the default command).")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@options.formats
@click.option("--packet", is_flag=True, help="Judge all documents together, as one contract of several files.")
@options.output
@ruling.rules
@ruling.decisions
@click.option("--customer", metavar="NAME", help="Who the customer is, where the text does not tell.")
@click.option("--supplier", metavar="NAME", help="Who the supplier is, where the text does not tell.")
@options.password
@click.option("--ocr/--no-ocr", default=True, show_default=True, help="Read scanned pages through Tesseract.")
@click.option(
    "--allow-unread", is_flag=True, help="Judge a document of which some pages could not be read; they are named."
)
@click.option(
    "--changes",
    type=click.Choice(CHANGES),
    default=CHANGES[0],
    show_default=True,
    help="Read tracked changes as accepted, or the text as it stood before them.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="Give up on a document that gives no sign for so long while it is read; 0 for never.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=0),
    default=4096,
    show_default=True,
    metavar="MB",
    help="Memory that the reading of a document may take; 0 for all there is.",
)
@click.option(
    "--profile",
    "regulations",
    multiple=True,
    metavar="REGULATION",
    envvar="BPO_CHECK_PROFILE",
    show_envvar=True,
    help="Tell the coverage of a regulation, such as dora (repeatable): bpo-check list --profiles names all.",
)
@click.option(
    "--trace", multiple=True, metavar="ID", help="Tell how the status of a protection came about (repeatable)."
)
@options.no_quotes
@click.option("--stamp", is_flag=True, help="Tell in the report when it was made (UTC), and by which user.")
@options.quiet
@options.verbose
@options.no_color
@options.debug
@options.version
def command(
    documents: tuple[str, ...], formats: tuple[str, ...], output: str | None, detail: str | None, no_color: bool,
    packet: bool, trace: tuple[str, ...], no_quotes: bool, stamp: bool, **choices: Any,
) -> int:  # fmt: skip
    """Check contracts: files, or folders with all that is in them (this is the default command)."""
    from checker.explain import find
    from checker.inputs import collect
    from checker.read import READERS
    from checker.read.options import Options
    from checker.ruling import rulings
    from checker.stamp import stamp as stamped
    from checker.unhurried import unhurried
    from checker.worker import Limits, Worker

    wishes, day = ruling.wishes(choices), ruling.day(choices.pop("today"))
    options.no_copies(formats, no_quotes)
    mark = stamped() if stamp else None
    reading = Options(**{name: choices.pop(name) for name in ("password", "changes", "ocr", "allow_unread")})
    limits = Limits(choices.pop("time_limit"), choices.pop("memory_limit"))
    inputs = collect(documents, READERS, output)
    if inputs.skipped:
        warn(f"not checked, no format that can be read: {', '.join(path.name for path in inputs.skipped)}")
    whole = Path(documents[0]).absolute() if len(documents) == 1 else inputs.documents[0]
    jobs = {whole: inputs.documents} if packet else {path: (path,) for path in inputs.documents}
    targets = plan(tuple(jobs), tuple(dict.fromkeys(formats)), output, inputs.documents)
    look = options.look(no_color, detail or "normal", to_file=output is not None)
    look = replace(look, password=reading.password)
    codes: list[int] = []
    with unhurried(), Worker(limits, inputs.documents) as worker:
        worker.ask(inputs.documents[0], reading)  # it reads while the library is loaded here
        ruled = rulings(jobs, wishes)
        _profiles(ruled.values(), choices["regulations"], formats)
        for each, protection in product(ruled.values(), trace):
            find(each.library, protection)
        for number, (name, paths) in enumerate(jobs.items(), 1):
            if codes and output is None:
                show(b"\n")
            count = f" ({number} of {len(jobs)})" if len(jobs) > 1 else ""
            tell = partial(progress, name.name + count)
            its, by = [target for target in targets if target.document == name], ruled[name]
            told = replace(reading, progress=tell)
            checked = _checking(paths, packet, by.library, told, worker.read)
            at_hand = replace(look, contracts=paths)
            final = partial(_final, no_quotes, mark)
            work = partial(_one, name, checked, by, day, its, at_hand, tell, final, trace=trace, **choices)
            codes.append(attempt(work, name.name))
    if len(codes) > 1:
        options.tell(_total(codes), look, err=output is not None)
    return max(codes)


def _profiles(ruled: Iterable[Ruling], regulations: Sequence[str], formats: Sequence[str]) -> None:
    """Raise UsageError for a regulation that the library does not hold, and for a coverage of none."""
    from checker.coverage import used_regulations

    for by in ruled:
        if not used_regulations(by.library, (*regulations, *by.policy.profiles)) and "coverage-csv" in formats:
            raise UsageError("--format coverage-csv tells the coverage of regulations: check with --profile NAME")


def _checking(
    paths: Sequence[Path], packet: bool, library: Library, reading: Options, reader: Reader
) -> Callable[..., Report]:
    """The check of these paths, which tells what it is at through `reading.progress`."""
    from checker.check import check, check_packet

    def read(path: Path, options: Options) -> Document:
        tell = options.progress or (lambda line: None)
        tell(f"reading {path.name}" if packet else "reading")
        document = reader(path, options)
        tell("judging")
        return document

    if packet:
        return partial(check_packet, paths, library, reading, read)
    return partial(check, paths[0], library, reading, read)


def _one(
    path: Path, checked: Callable[..., Report], by: Ruling, day: date, targets: Sequence[Target], look: Look,
    tell: Callable[[str], None], final: Callable[[Report], Report], *, trace: Sequence[str], **asked: Any,
) -> int:  # fmt: skip
    """Check one document or packet, put its reports where they belong, tell the verdict; its exit code."""
    from checker.gate import gate
    from checker.ruling import decide

    try:
        report = decide(checked(trace=trace, policy=by.policy, **asked), by, day)
        verdict, report = gate(report, by.policy), final(report)
        look = replace(look, verdict=Verdict(verdict.passed, str(verdict)))
        to_terminal = deliver(report, targets, look, tell)
    finally:
        tell("")
    _explain_statuses(report, trace)
    if to_terminal:
        show(b"\n")
    name = "" if to_terminal else f"{path.name}: "
    options.tell(f"{name}{verdict}", look, err=not to_terminal, colour="green" if verdict.passed else "red")
    return verdict.exit_code


def _final(no_quotes: bool, mark: Stamp | None, report: Report) -> Report:
    """The report as it is handed out: stamped, and without the contract's text, where that was asked for."""
    from checker.report.withhold import withhold

    return replace(withhold(report) if no_quotes else report, stamp=mark)


def _total(codes: Sequence[int]) -> str:
    passed, failed = codes.count(PASSED), codes.count(FAILED)
    rest = len(codes) - passed - failed
    return f"{len(codes)} documents: {passed} passed, {failed} failed, {rest} not judged"


def _explain_statuses(report: Report, trace: Sequence[str]) -> None:
    for finding in report.findings:
        if finding.id in trace:
            say(f"trace of {finding.id}: {finding.status}", err=True)
            for line in finding.trace:
                say(f"  {line}", err=True)

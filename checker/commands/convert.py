"""`bpo-check convert REPORT.json...`: other formats of a report that was saved as JSON, without the contract."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from checker.commands import options
from checker.errors import UsageError
from checker.handler import PASSED, attempt
from checker.outputs import Target, deliver, plan
from checker.report import Look, Verdict
from checker.streams import show


@click.command("convert", short_help="Make other formats of a JSON report.")
@click.argument(
    "reports", nargs=-1, required=True, metavar="REPORT.json...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@options.formats
@options.output
@click.option(
    "--contract", "contracts", multiple=True, metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The contract that a report is on, for pictures of its pages and marked copies (repeatable).",
)  # fmt: skip
@options.password
@options.no_quotes
@options.quiet
@options.verbose
@options.no_color
@options.debug
def command(
    reports: tuple[Path, ...], formats: tuple[str, ...], output: str | None, contracts: tuple[Path, ...],
    password: str | None, no_quotes: bool, detail: str | None, no_color: bool,
) -> int:  # fmt: skip
    """Make other formats of reports that were saved with --format json, without checking again.

    The exit code tells whether the reports could be read and written; the verdict is told again, and stands in HTML.
    """
    options.no_copies(formats, no_quotes)
    targets = plan(reports, tuple(dict.fromkeys(formats)), output, without=".json")
    at_hand = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in contracts}
    unused = set(contracts)
    look = replace(options.look(no_color, detail or "normal", to_file=output is not None), password=password)
    codes: list[int] = []
    for path in reports:
        if codes and output is None:
            show(b"\n")
        its = [target for target in targets if target.document == path]
        codes.append(attempt(partial(_one, path, its, look, at_hand, unused, no_quotes), path.name))
    if unused and max(codes) == PASSED:
        names = ", ".join(sorted(path.name for path in unused))
        raise UsageError(f"{names}: no report is on this file (its SHA-256 is another); no pictures were taken of it")
    return max(codes)


def _one(
    path: Path, targets: Sequence[Target], look: Look, contracts: Mapping[str, Path], unused: set[Path], no_quotes: bool
) -> int:  # fmt: skip
    """Make the formats of one report, where the report's document is one of `contracts` with it at hand."""
    from checker.gate import gate
    from checker.report.withhold import withhold
    from checker.report_file import read_report

    report = read_report(path)
    report = withhold(report) if no_quotes else report
    verdict = gate(report)
    digests = [report.document.sha256, *(part.sha256 for part in report.document.parts)]
    its = tuple(contracts[digest] for digest in digests if digest in contracts)
    unused.difference_update(its)
    look = replace(look, verdict=Verdict(verdict.passed, str(verdict)), contracts=its)
    if deliver(report, targets, look):
        show(b"\n")
        options.tell(str(verdict), look, err=False, colour="green" if verdict.passed else "red")
    return PASSED

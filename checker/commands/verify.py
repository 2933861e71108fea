"""`bpo-check verify REPORT.json CONTRACT...`: does the report belong to this contract, and is it as it was made?"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.commands import options, ruling
from checker.errors import UsageError
from checker.handler import FAILED, PASSED
from checker.streams import say

if TYPE_CHECKING:
    from checker.model import Report
    from checker.proof.differences import Difference

#: So many differences of one kind are told; the rest are counted.
MOST = 25
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("verify", short_help="Prove that a JSON report belongs to a contract and is as it was made.")
@click.argument("report", type=_file, metavar="REPORT.json")
@click.argument("contracts", nargs=-1, required=True, type=_file, metavar="CONTRACT...")
@click.option("--recheck", is_flag=True, help="Do the check again, too: the same result must come of it.")
@click.option(
    "--document-only", is_flag=True, help="Do not hold policy and library against those in force here."
)  # fmt: skip
@ruling.rules
@ruling.exceptions
@click.option("--customer", metavar="NAME", help="With --recheck, the name that the check was given, if withheld.")
@click.option("--supplier", metavar="NAME", help="With --recheck, the name that the check was given, if withheld.")
@options.password
@options.debug
def command(
    report: Path, contracts: tuple[Path, ...], recheck: bool, document_only: bool, password: str | None,
    customer: str | None, supplier: str | None, **choices: Any,
) -> int:  # fmt: skip
    """Prove that REPORT.json is the report on CONTRACT (all files of it, for a packet).

    Its form, its digest, the files' hashes, each quote at its place in the text as it is read now, and the policy and
    the library against those in force here: give the options on rules that the check was given.  Each difference is
    one line; exit code 0 if there is none, 1 if there is one.
    """
    from checker.proof.files import against_files, hashes, in_order, named, read_again, reading
    from checker.proof.itself import against_itself, opened
    from checker.proof.text import against_text
    from checker.worker import Worker

    if recheck and document_only:
        raise UsageError("--recheck and --document-only exclude each other: the check is done again by rules")
    wishes = ruling.wishes(choices)
    read = opened(report)
    if not isinstance(read, tuple):
        return _verdict(report, [read], "")
    data, told = read
    found = _few(against_itself(data, told))
    given = hashes(contracts)
    strange = list(against_files(told, given))
    found += strange
    by = None if document_only else _ruling(contracts, wishes)
    if by:
        from checker.proof.rules import against_rules

        found += _few(against_rules(told, by.policy, by.library))
    if not strange:
        paths, how = in_order(told, given), reading(told, password)
        with Worker() as worker:
            reader = named(told, worker.read)
            found += _few(against_text(told, read_again(told, paths, how, reader)))
            if by and recheck:
                from checker.proof.again import against_again

                parties = {"customer": customer, "supplier": supplier}
                found += _few(against_again(data, told, paths, by, how, parties, reader))
    return _verdict(report, found, _proved(told, recheck, document_only))


def _ruling(contracts: tuple[Path, ...], wishes: Any) -> Any:
    from checker.ruling import rulings

    first = contracts[0].absolute()
    return rulings({first: contracts}, wishes)[first]


def _few(differences: Iterable[Difference]) -> list[Difference | str]:
    """The differences, those beyond MOST as a count."""
    each = iter(differences)
    found: list[Difference | str] = list(islice(each, MOST))
    rest = sum(1 for _ in each)
    return [*found, f"{rest} further differences of this kind"] if rest else found


def _proved(report: Report, recheck: bool, document_only: bool) -> str:
    from checker.proof.text import quotes

    files = len(report.document.parts) or 1
    said = [
        f"{files} file{'s' if files > 1 else ''} of the hash told", f"{sum(1 for _ in quotes(report))} quotes in place",
        "policy and library not compared" if document_only else "policy and library as here",
        *(["the check done again gives the same"] if recheck else []),
    ]  # fmt: skip
    return ", ".join(said)


def _verdict(report: Path, differences: list[Difference | str], proved: str) -> int:
    """Tell the differences, each once, and what follows; the exit code."""
    lines = list(dict.fromkeys(map(str, differences)))
    for line in lines:
        say(line)
    noun = "difference" if len(lines) == 1 else "differences"
    say(f"{report.name}: NOT VERIFIED: {len(lines)} {noun}" if lines else f"{report.name}: VERIFIED: {proved}")
    return FAILED if lines else PASSED

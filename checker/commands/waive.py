"""`bpo-check waive REPORT ID`: one finding that someone answers for until a day, written beside the policy."""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands import options, ruling
from checker.handler import PASSED
from checker.outputs import write
from checker.streams import say


@click.command("waive", short_help="Write a waiver for a finding of a JSON report.")
@click.argument("report", type=click.Path(path_type=Path), metavar="REPORT.json")
@click.argument("protection", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why the finding is accepted.")
@click.option("--approver", required=True, metavar="NAME", help="Who answers for it.")
@click.option("--expires", required=True, metavar="YYYY-MM-DD", help="The last day on which the waiver holds.")
@click.option(
    "--waivers", "file", type=click.Path(path_type=Path), metavar="FILE", envvar="BPO_CHECK_WAIVERS", show_envvar=True,
    help="Where to write it.  [default: bpo-check-waivers.yaml beside the policy, or in the working folder]",
)  # fmt: skip
@click.option("--by-hash", is_flag=True, help="Bind it to this very file, not to every file of that name.")
@ruling.today
@options.debug
def command(
    report: Path, protection: str, reason: str, approver: str, expires: str, file: Path | None, by_hash: bool,
    today: str | None,
) -> int:  # fmt: skip
    """Append a waiver for the row ID of REPORT.json, bound to the document and to the text of the clause."""
    from checker.policy.files import POLICY, WAIVERS, nearest, told
    from checker.policy.rules import rules_for
    from checker.waive import appended, waiver_for
    from checker.waivers import day

    place = file.parent if file else Path.cwd()
    rules = rules_for(place)
    policy = nearest(POLICY, place)
    path = file or (policy.parent if policy else place) / WAIVERS
    waiver = waiver_for(
        report, protection, reason=reason, approver=approver, granted=ruling.day(today),
        expires=day(expires, "--expires"), longest=rules.longest_waiver, by_hash=by_hash,
    )  # fmt: skip
    write(path, appended(path, waiver))
    say(f"{told(path)}: {waiver.id} ({waiver.status}) in {waiver.document} is waived until {waiver.expires}")
    return PASSED

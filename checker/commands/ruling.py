"""The options that say by what rules a run judges, and what they come to: a flag goes before its variable."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from checker.decisions import LEVELS
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.policy.rules import Name, Rule
    from checker.ruling import Wishes

Command = Callable[..., Any]
_file = click.Path(path_type=Path)

#: What every command that judges or tells the rules takes.
_RULES = (
    click.option(
        "--fail-on", type=click.Choice(LEVELS), envvar="BPO_CHECK_FAIL_ON", show_envvar=True,
        help="Fail on a missing, weak, harmful or unclear protection of this severity or above.  "
             "[default: the policy's, or high]",
    ),
    click.option(
        "--policy", "policy_file", type=_file, metavar="FILE", envvar="BPO_CHECK_POLICY", show_envvar=True,
        help="The policy.  [default: the first bpo-check.yaml above the document, or above the working folder]",
    ),
    click.option("--no-policy", is_flag=True, help="Look for no policy file."),
    click.option(
        "--library", "folders", multiple=True, type=_file, metavar="DIR", envvar="BPO_CHECK_LIBRARY", show_envvar=True,
        help="Add the protections of a folder, or put them in place of those with the same id (repeatable).",
    ),
    click.option(
        "--engagement", multiple=True, metavar="KIND", envvar="BPO_CHECK_ENGAGEMENT", show_envvar=True,
        help="Kind of engagement in force, instead of those read from the text (repeatable).",
    ),
)  # fmt: skip

today = click.option(
    "--today", metavar="YYYY-MM-DD", envvar="BPO_CHECK_TODAY", show_envvar=True,
    help="The day that waivers are held against.  [default: the system's date]",
)  # fmt: skip
_DECISIONS = (
    click.option(
        "--waivers", "waiver_file", type=_file, metavar="FILE", envvar="BPO_CHECK_WAIVERS", show_envvar=True,
        help="The waivers.  [default: bpo-check-waivers.yaml beside the policy, or above the document]",
    ),
    click.option("--no-waivers", is_flag=True, help="Let no waiver count."),
    click.option(
        "--baseline", type=_file, metavar="PATH", envvar="BPO_CHECK_BASELINE", show_envvar=True,
        help="An earlier JSON report (or the folder of such reports): fail only on what is new or worse.",
    ),
    today,
)  # fmt: skip


def rules(command: Command) -> Command:
    """The command with the options that make rules."""
    return _with(command, _RULES)


def decisions(command: Command) -> Command:
    """The command with the options about waivers and baseline."""
    return _with(command, _DECISIONS)


def exceptions(command: Command) -> Command:
    """The command with the options about waivers and baseline, without the day."""
    return _with(command, [option for option in _DECISIONS if option is not today])


def _with(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def given() -> dict[Name, Rule]:
    """The rules that the options and variables of the running command make.

    Raises UsageError for a variable BPO_CHECK_... that no command knows: a misspelt one would be no rule at all.
    """
    from checker.policy.rules import Rule

    context = click.get_current_context()
    _known_variables(context)
    values = context.params
    found: dict[Name, Rule] = {}
    if values.get("fail_on"):
        found["fail-on",] = Rule(values["fail_on"], _place(context, "fail_on", "--fail-on", "BPO_CHECK_FAIL_ON"))
    for kind in values.get("engagement", ()):
        place = _place(context, "engagement", "--engagement", "BPO_CHECK_ENGAGEMENT")
        found["engagement", kind] = Rule(kind, place)
    for folder in values.get("folders", ()):
        place = _place(context, "folders", "--library", "BPO_CHECK_LIBRARY")
        found["library", str(folder)] = Rule(str(folder), place, folder=folder)
    return found


def wishes(values: dict[str, Any]) -> Wishes:
    """What the options in `values` say about rules; those that say nothing else are taken out of `values`."""
    from checker.ruling import Wishes

    _exclusive(values, "policy_file", "no_policy")
    _exclusive(values, "waiver_file", "no_waivers")
    made = Wishes(
        given(), values.pop("policy_file", None), values.pop("no_policy", False), values.pop("waiver_file", None),
        values.pop("no_waivers", False), values.pop("baseline", None),
    )  # fmt: skip
    for name in ("fail_on", "engagement", "folders"):
        values.pop(name, None)
    return made


def _exclusive(values: dict[str, Any], file: str, none: str) -> None:
    """A flag against a file puts the variable that names one out of force; two flags raise UsageError."""
    if values.get(file) and values.get(none):
        if click.get_current_context().get_parameter_source(file) is not ParameterSource.ENVIRONMENT:
            flag = "--policy" if file == "policy_file" else "--waivers"
            raise UsageError(f"{flag} and {flag.replace('--', '--no-')} exclude each other")
        values[file] = None


def day(text: str | None) -> date:
    """The day that --today names, or that of the system; raises UsageError for any other text."""
    from checker.waivers import day as read

    return read(text, "--today") if text else date.today()


def _place(context: click.Context, parameter: str, flag: str, variable: str) -> str:
    return variable if context.get_parameter_source(parameter) is ParameterSource.ENVIRONMENT else flag


def _known_variables(context: click.Context) -> None:
    from checker.library.source import hint

    known = {"BPO_CHECK_CACHE"}  # read by checker/kept.py, no option
    commands = [context.find_root().command]
    while commands:
        command = commands.pop()
        commands += command.commands.values() if isinstance(command, click.Group) else ()
        for parameter in command.params:
            known |= {parameter.envvar} if isinstance(parameter.envvar, str) else set(parameter.envvar or ())
    for name in sorted(os.environ):
        if name.startswith("BPO_CHECK_") and name not in known:
            raise UsageError(f"the variable {name} is not known{_upper(hint(name, known))}")


def _upper(said: str) -> str:
    return said if "did you mean" in said else ""

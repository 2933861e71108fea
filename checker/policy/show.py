"""The policy in force as a page for the terminal: what holds, and where each value comes from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.decisions import Policy
from checker.entry import Library
from checker.policy.files import told
from checker.policy.rules import Rules
from checker.report.look import Look
from checker.report.sheet import Sheet
from checker.report.wording import plain

_DEFAULT = "default"


def page(rules: Rules, policy: Policy, library: Library, waivers: Sequence[tuple[str, str]], look: Look) -> bytes:
    """The page: rules by key, each with its place; `waivers` are the files in reach and why they are ignored, or ""."""
    sheet = Sheet(look)
    files = ", ".join(told(file.path) for file in rules.files) or "none"
    sheet.put((f"Policy files: {files}", "bold"), hang=2)
    sheet.put((f"hash of the rules: {policy.hash}", "dim"), hang=2)
    sheet.blank()

    widest = max([len(_DEFAULT), *(len(rule.place) for rule in rules.rules.values())])

    def at(*name: str) -> str:
        rule = rules.rules.get(name)
        return (rule.place if rule else _DEFAULT).ljust(widest)  # one column for all sections

    folders = rules.of("library").items()
    longest, local = policy.longest_waiver, "allowed" if policy.local_waivers else "forbidden"
    rows = [
        (f"fail-on: {policy.fail_on}", at("fail-on")),
        *[(f"engagement: {name}", at("engagement", name)) for name in policy.engagement],
        *([] if policy.engagement else [("engagement: as the text reads", at("engagement"))]),
        *[(f"profiles: {name}", at("profiles", name)) for name in policy.profiles],
        *[(f"required: {name}", at("required", name)) for name in policy.required],
        *[(f"library: {told(rule.folder or Path(rule.value))}", at(*name)) for name, rule in folders],
        (f"waivers.local: {local}", at("waivers", "local")),
        (f"waivers.longest: {longest}", at("waivers", "longest")),
    ]
    sheet.pairs(rows)
    own = {(entry.id, name): each.text for entry in library.entries for name, each in entry.thresholds.items()}
    _section(sheet, "severities", [(f"{name}: {value}", at("severities", name)) for name, value in policy.severities])
    _section(sheet, "thresholds", [
        (f"{name}.{key}: {value} (library: {own[name, key]})", at("thresholds", name, key))
        for name, key, value in policy.thresholds
    ])  # fmt: skip
    _section(sheet, "off", [(f"{name}: {plain(reason)}", at("off", name)) for name, reason in policy.off])
    _section(sheet, "waiver files", [(name, f"ignored: {why}" if why else "") for name, why in waivers])
    sheet.blank()
    sheet.put(("All else is as the library has it: bpo-check explain ID.", "dim"), hang=2)
    return sheet.data()


def _section(sheet: Sheet, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        sheet.blank()
        sheet.put((heading, "bold"))
        sheet.pairs(rows, indent=2)

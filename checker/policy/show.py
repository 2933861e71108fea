"""The policy in force as a page for the terminal: what holds, and where each value comes from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.decisions import Policy
from checker.entry import Library
from checker.policy.files import told
from checker.policy.rules import Name, Rules
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

    def at(*name: str) -> str:
        rule = rules.rules.get(name)
        return rule.place if rule else _DEFAULT

    longest, local = policy.longest_waiver, "allowed" if policy.local_waivers else "forbidden"
    rows = [
        (f"fail-on: {policy.fail_on}", at("fail-on")),
        *_listed(rules, "engagement", policy.engagement, "as the text reads"),
        *_listed(rules, "profiles", policy.profiles, "none required"),
        *_listed(rules, "required", policy.required, "none"),
        *[(f"library: {told(rule.folder or Path(rule.value))}", rule.place) for rule in rules.of("library").values()],
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


def _listed(rules: Rules, key: str, names: Sequence[str], empty: str) -> list[tuple[str, str]]:
    if not names:
        return [(f"{key}: {empty}", _DEFAULT)]
    found: dict[Name, str] = {name: rule.place for name, rule in rules.of(key).items()}
    return [(f"{key}: {name}", found[key, name]) for name in names]


def _section(sheet: Sheet, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        sheet.blank()
        sheet.put((heading, "bold"))
        sheet.pairs(rows, indent=2)

"""Applies a policy: the library with its thresholds, the findings with its severities and what it switches off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from checker.decisions import Policy, UsedThreshold
from checker.entry import Entry, Library, NumberTest, Rule, Threshold
from checker.errors import ConfigError
from checker.library.compile import amount
from checker.model import Finding


def with_thresholds(library: Library, policy: Policy) -> Library:
    """The library as it is judged by: the policy's values in place of the thresholds it names.

    Its hash stays that of its files: the policy's own hash tells the rest.  Raises ConfigError for a threshold that
    the library does not have, and for a value of another unit.
    """
    changed: dict[str, dict[str, Threshold]] = {}
    for protection, name, text in policy.thresholds:
        own = next((entry.thresholds.get(name) for entry in library.entries if entry.id == protection), None)
        found = amount(text)
        if own is None or found is None or found[1] != own.unit:
            raise ConfigError(f"the policy's threshold {protection}.{name}: '{text}' does not fit the library")
        changed.setdefault(protection, {})[name] = replace(own, value=found[0], text=text)
    if not changed:
        return library
    return replace(
        library, entries=tuple(_changed(entry, changed[entry.id]) if entry.id in changed else entry
                               for entry in library.entries)
    )  # fmt: skip


def _changed(entry: Entry, thresholds: dict[str, Threshold]) -> Entry:
    rules = {section: tuple(_rule(rule, thresholds) for rule in rules) for section, rules in entry.rules.items()}
    return replace(entry, thresholds={**entry.thresholds, **thresholds}, rules=rules)


def _rule(rule: Rule, thresholds: dict[str, Threshold]) -> Rule:
    return replace(rule, conditions=tuple((name, _value(value, thresholds)) for name, value in rule.conditions))


def _value(value: Any, thresholds: dict[str, Threshold]) -> Any:
    if isinstance(value, NumberTest) and value.limit_text in thresholds:
        return replace(value, limit=thresholds[value.limit_text].value)
    return value


def in_use(entry: Entry) -> frozenset[str]:
    """The names of the entry's thresholds that a rule tests a number against."""
    return entry.tested & entry.thresholds.keys()


def used_thresholds(library: Library, policy: Policy) -> tuple[UsedThreshold, ...]:
    """Every threshold of the library that is judged by, and whose it is."""
    named = {(protection, name) for protection, name, _ in policy.thresholds}
    return tuple(
        UsedThreshold(entry.id, name, threshold.text, "policy" if (entry.id, name) in named else "library")
        for entry in library.entries
        for name, threshold in entry.thresholds.items()
        if name in entry.tested
    )


def graded(findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """The findings with the policy's severities (an id goes before its family), and those it switches off marked."""
    severities, off = dict(policy.severities), dict(policy.off)
    if not severities and not off:
        return tuple(findings)
    return tuple(
        replace(
            finding,
            severity=severities.get(finding.id) or severities.get(finding.family) or finding.severity,
            off=off.get(finding.id, ""),
        )
        for finding in findings
    )

"""Holds rules against the library: every id, family, threshold, kind and profile is one that there is."""

from __future__ import annotations

from checker.decisions import LEVELS, Policy
from checker.entry import Entry, Library, Threshold
from checker.library.compile import amount
from checker.library.source import hint
from checker.policy.apply import in_use
from checker.policy.rules import Name, Rule, Rules

_LIKE = {"time": "a time", "percent": "a percentage", "multiple": "a multiple", "count": "a number"}


def settle(rules: Rules, library: Library) -> Policy:
    """The policy that the rules make with this library; raises ConfigError with file, line, column, nearest name."""
    entries = {entry.id: entry for entry in library.entries}
    families = {entry.family for entry in library.entries}
    kinds, profiles = ({item.id for item in items} for items in (library.profiles, library.regulations))
    for key, names, noun in (
        ("severities", entries.keys() | families, "id or family"), ("required", entries.keys(), "id"),
        ("off", entries.keys(), "id"), ("thresholds", entries.keys(), "id"),
        ("engagement", kinds, "kind of engagement"), ("profiles", profiles, "regulation profile"),
    ):  # fmt: skip
        for name, rule in rules.of(key).items():
            if name[1] not in names:
                raise _up(name, rule).error(f"'{name[1]}' is no {noun} of the library{hint(name[1], names)}")
    for name, rule in rules.of("thresholds").items():
        _threshold(entries[name[1]], name[2], rule)
    fail_on = rules.rules.get(("fail-on",))
    if fail_on and fail_on.value not in LEVELS:
        raise fail_on.error(f"'{fail_on.value}' is not one of {', '.join(LEVELS)}{hint(fail_on.value, LEVELS)}")
    chosen = {name: rule.value for name, rule in rules.rules.items()}
    return Policy(
        fail_on=chosen.get(("fail-on",), Policy().fail_on),
        required=_names(rules, "required"),
        off=_pairs(rules, "off"),
        severities=_pairs(rules, "severities"),
        thresholds=tuple(sorted((name[1], name[2], rule.value) for name, rule in rules.of("thresholds").items())),
        engagement=_names(rules, "engagement"),
        profiles=_names(rules, "profiles"),
        library=tuple(path.name for path in rules.folders()),
        local_waivers=chosen.get(("waivers", "local"), "allowed") == "allowed",
        longest_waiver=rules.longest_waiver,
        files=tuple((file.path.name, file.sha256) for file in rules.files),
    )


def _names(rules: Rules, key: str) -> tuple[str, ...]:
    return tuple(sorted(name[1] for name in rules.of(key)))


def _pairs(rules: Rules, key: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name[1], rule.value) for name, rule in rules.of(key).items()))


def _up(name: Name, rule: Rule) -> Rule:
    """The rule as standing at its id: for a threshold that is one level up."""
    return Rule(rule.value, rule.place, rule.source, rule.path[:2]) if name[0] == "thresholds" else rule


def _threshold(entry: Entry, name: str, rule: Rule) -> None:
    if name not in entry.thresholds:
        told = hint(name, entry.thresholds) if entry.thresholds else "; it has none"
        raise rule.error(f"'{name}' is no threshold of {entry.id}{told}")
    if name not in in_use(entry):
        raise rule.error(f"no rule of {entry.id} tests '{name}', so its value would change nothing")
    own: Threshold = entry.thresholds[name]
    found = amount(rule.value)
    if found is None or found[1] != own.unit:
        raise rule.error(f"'{rule.value}' is not {_LIKE[own.unit]} such as the library's '{own.text}'")

"""Reads library entries from YAML and compiles them; anything wrong stops with file, line, column and what is allowed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from checker.entry import Advice, Entry, Library, NumberTest, Phrase, Rule, Threshold
from checker.errors import LibraryError
from checker.library.source import Source, read_source
from checker.model import SEVERITIES, STATUSES
from checker.phrases import PhraseError, compile_phrase
from checker.resources import folder

SECTIONS = ("harmful", "cut", "weak", "present", "elsewhere", "not-applicable")
BOUND = (
    "supplier", "customer", "supplier-only", "customer-only", "both", "nobody", "not-supplier", "not-customer", "anyone",
)  # fmt: skip
FORCES = ("must", "may", "must-not", "need-not", "states", "denies", "any")
HEDGES = tuple(f"H{number}" for number in range(1, 14))
UNITS = ("time", "percent", "money", "multiple", "count")
KINDS = ("within", "notice", "period", "before", "after")
POINTS_TO = ("absent", "schedule", "url")
TESTS = ("at-most", "at-least", "over", "under")
HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "quarter": 2160.0, "year": 8760.0}

_PHRASES = (
    "with", "with-all", "without", "nearby", "not-nearby", "heading", "not-heading", "contract-has", "contract-lacks",
    "exception",
)  # fmt: skip
CONDITIONS = (*_PHRASES, "bound", "force", "denied", "hedge", "no-hedge", "number", "defined", "points-to", "statuses")
_RULE_KEYS = frozenset((*CONDITIONS, "phrase", "code", "say", "part"))
_ENTRY_KEYS = frozenset(
    ("id", "title", "family", "severity", "severity-when", "why", "ask", "thresholds", "given-when", "subject",
     "not-about", *SECTIONS, "advice", "references", "examples")
)  # fmt: skip
_NEEDED = ("id", "title", "family", "severity", "why", "ask", "subject", "examples")
_DEFAULT_GIVEN: dict[str, Any] = {"bound": "supplier", "force": "must"}


def load(extra: Sequence[Path] = (), shipped: bool = True) -> Library:
    """The shipped library with the entries of the folders in `extra` added, or put in place of those of equal id.

    Raises LibraryError for anything that cannot be used, and for a library without entries.
    """
    folders = ([folder("clause_library")] if shipped else []) + list(extra)
    found: dict[str, Entry] = {}
    digest = hashlib.sha256()
    for top in folders:
        if not top.is_dir():
            raise LibraryError(f"{top}: is not a folder of library entries")
        seen: set[str] = set()
        for path in sorted(top.rglob("*.yaml")):
            data = path.read_bytes()
            name = path.relative_to(top).as_posix()
            entry = compile_entry(read_source(data, name))
            if entry.id in seen:
                raise LibraryError(f"{name}:1:1: the id '{entry.id}' stands in another file too")
            seen.add(entry.id)
            found[entry.id] = entry
            digest.update(name.encode() + b"\0" + data + b"\0")
        if not seen:
            raise LibraryError(f"{top}: holds no library entries (*.yaml)")
    if not found:
        raise LibraryError("the library is empty")
    entries = in_order(found.values())
    return Library(entries, _version(), digest.hexdigest())


def _version() -> str:
    path = folder("clause_library") / "VERSION"
    return path.read_text("utf-8").strip() if path.exists() else "0"


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the order in which they can be judged: one that asks for another's status comes after it."""
    by_id = {entry.id: entry for entry in sorted(entries, key=lambda entry: (entry.family, entry.id))}
    done: dict[str, Entry] = {}
    under_way: list[str] = []

    def visit(entry: Entry) -> None:
        if entry.id in done:
            return
        if entry.id in under_way:
            raise LibraryError(f"{entry.source}:1:1: 'statuses' goes in a circle: {' -> '.join([*under_way, entry.id])}")
        under_way.append(entry.id)
        for other in sorted(_asked(entry)):
            if other not in by_id:
                raise LibraryError(f"{entry.source}:1:1: 'statuses' names an unknown protection '{other}'")
            visit(by_id[other])
        under_way.pop()
        done[entry.id] = entry

    for entry in by_id.values():
        visit(entry)
    return tuple(done.values())


def _asked(entry: Entry) -> set[str]:
    rules = (rule for rules in entry.rules.values() for rule in rules)
    return {other for rule in rules for name, value in rule.conditions if name == "statuses" for other in value}


def compile_entry(source: Source) -> Entry:
    """The entry that a source file writes; raises LibraryError with its place."""
    data = source.data
    if not isinstance(data, dict):
        raise source.error((), "an entry is a mapping of keys to values")
    source.known((), data, _ENTRY_KEYS)
    for key in _NEEDED:
        if not data.get(key):
            raise source.error((), f"'{key}' is missing")
    if data["severity"] not in SEVERITIES:
        raise source.error(("severity",), f"severity is one of {', '.join(SEVERITIES)}")
    if not (data.get("present") or data.get("weak")):
        raise source.error((), "an entry needs 'present' or 'weak' rules")
    thresholds = {name: _threshold(source, name, item) for name, item in (data.get("thresholds") or {}).items()}
    given = {**_DEFAULT_GIVEN, **(data.get("given-when") or {})}
    source.known(("given-when",), given, frozenset({"bound", "force"}))
    rules = {
        section: tuple(
            _rule(source, section, number, item, given, thresholds)
            for number, item in enumerate(_listed(source, (section,), data.get(section)))
        )
        for section in SECTIONS
    }
    examples = data["examples"]
    source.known(("examples",), examples, frozenset(STATUSES))
    for status in ("present", "missing"):
        if data.get("present") and not examples.get(status):
            raise source.error(("examples",), f"examples of '{status}' are missing")
    return Entry(
        id=data["id"], title=data["title"], family=data["family"], severity=data["severity"],
        why=_line(data["why"]), ask=_line(data["ask"]),
        subject=_phrases(source, ("subject",), data["subject"]),
        not_about=_phrases(source, ("not-about",), data.get("not-about")),
        rules=rules,
        advice=tuple(
            Advice(_phrases(source, ("advice", number, "absent"), item.get("absent")), _line(item.get("say", "")))
            for number, item in enumerate(_listed(source, ("advice",), data.get("advice")))
        ),
        references=tuple((str(item["ref"]), str(item.get("mark", "unverified"))) for item in data.get("references") or ()),
        thresholds=thresholds,
        examples={status: tuple(_listed(source, ("examples", status), found)) for status, found in examples.items()},
        parts=tuple(dict.fromkeys(rule.part for rule in rules["present"] if rule.part)),
        severity_when=data.get("severity-when"),
        source=source.name,
    )  # fmt: skip


def _line(text: object) -> str:
    return " ".join(str(text).split())


def _listed(source: Source, path: tuple[Any, ...], value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise source.error(path, "a list is wanted here (lines that begin with '-')")
    return value


def _phrases(source: Source, path: tuple[Any, ...], value: Any) -> tuple[Phrase, ...]:
    found = []
    for number, text in enumerate(_listed(source, path, [value] if isinstance(value, str) else value)):
        if not isinstance(text, str):
            raise source.error((*path, number), "a phrase is text; put it in quotes")
        try:
            found.append(compile_phrase(_line(text)))
        except PhraseError as problem:
            raise source.error((*path, number), str(problem)) from None
    return tuple(found)


def _threshold(source: Source, name: str, item: Any) -> Threshold:
    path = ("thresholds", name)
    if not isinstance(item, dict) or "value" not in item:
        raise source.error(path, "a threshold is {value: 72 hours, basis: evidenced|practice, source: ...}")
    if item.get("basis") not in ("evidenced", "practice") or not item.get("source"):
        raise source.error(path, "a threshold needs 'basis' (evidenced or practice) and its 'source'")
    value, unit = _amount(source, path, str(item["value"]))
    return Threshold(value, unit, str(item["value"]), str(item["basis"]), _line(item["source"]))


_AMOUNT = re.compile(r"^\s*([\d.,]+)\s*(%|x|times|percent|[a-z]+)?\s*$", re.IGNORECASE)


def _amount(source: Source, path: tuple[Any, ...], text: str) -> tuple[float, str]:
    """A literal amount: times in hours, others as they are."""
    match = _AMOUNT.match(text)
    if not match:
        raise source.error(path, f"'{text}' is not an amount such as '72 hours', '10 %', '2 times' or '100000'")
    value, word = float(match[1].replace(",", "")), (match[2] or "").lower()
    unit = word.removesuffix("s")
    if unit in HOURS:
        return value * HOURS[unit], "time"
    if word in ("%", "percent"):
        return value, "percent"
    return value, "multiple" if word in ("x", "times") else "count"


def _rule(
    source: Source, section: str, number: int, item: Any, given: dict[str, Any], thresholds: dict[str, Threshold]
) -> Rule:
    path = (section, number)
    if not isinstance(item, dict):
        raise source.error(path, "a rule is a mapping of conditions")
    source.known(path, item, _RULE_KEYS)
    merged = {**given, **item} if section in ("present", "weak") and "denied" not in item else dict(item)
    conditions = []
    for name in CONDITIONS:
        if name in merged:
            conditions.append((name, _value(source, (*path, name), name, merged[name], given, thresholds)))
    return Rule(
        section=section,
        place=_phrases(source, (*path, "phrase"), merged.get("phrase")),
        conditions=tuple(conditions),
        code=str(merged.get("code", "")),
        say=_line(merged.get("say", "")),
        part=str(merged.get("part", "")),
        index=number,
    )


def _value(
    source: Source, path: tuple[Any, ...], name: str, value: Any, given: dict[str, Any], thresholds: dict[str, Threshold]
) -> Any:
    """The compiled value of a condition."""
    if name in _PHRASES:
        return _phrases(source, path, value)
    if name == "bound":
        return _choices(source, path, value, BOUND)
    if name == "force":
        return _choices(source, path, value, FORCES)
    if name == "denied":
        return (_choices(source, path, given["bound"], BOUND), _choices(source, path, given["force"], FORCES))
    if name in ("hedge", "no-hedge"):
        return _choices(source, path, value, HEDGES)
    if name == "points-to":
        return _choices(source, path, value, POINTS_TO)
    if name == "defined":
        return {str(term): _phrases(source, (*path, term), phrases) for term, phrases in value.items()}
    if name == "statuses":
        return {str(other): _choices(source, (*path, other), wanted, STATUSES) for other, wanted in value.items()}
    return _number(source, path, value, thresholds)


def _choices(source: Source, path: tuple[Any, ...], value: Any, allowed: Sequence[str]) -> frozenset[str]:
    chosen = value if isinstance(value, list) else [value]
    for item in chosen:
        if item not in allowed:
            raise source.error(path, f"'{item}' is not one of {', '.join(allowed)}")
    return frozenset(chosen)


def _number(source: Source, path: tuple[Any, ...], value: Any, thresholds: dict[str, Threshold]) -> NumberTest:
    if not isinstance(value, dict) or value.get("unit") not in UNITS:
        raise source.error(path, f"a number test needs 'unit': one of {', '.join(UNITS)}")
    source.known(path, value, frozenset(("unit", "kind", "none", *TESTS)))
    kinds = _choices(source, (*path, "kind"), value.get("kind", []), KINDS)
    if value.get("none"):
        return NumberTest(value["unit"], kinds, none=True)
    for test in TESTS:
        if test in value:
            text = str(value[test])
            if text in thresholds:
                limit = thresholds[text].value
                return NumberTest(value["unit"], kinds, test, limit, text)
            limit, _ = _amount(source, (*path, test), text)
            return NumberTest(value["unit"], kinds, test, limit, text)
    return NumberTest(value["unit"], kinds)

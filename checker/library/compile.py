"""Compiles the data of a library entry; anything wrong stops with file, line, column and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from checker.entry import Advice, Entry, NumberTest, Phrase, Rule, Threshold
from checker.library.source import Source
from checker.model import SEVERITIES, STATUSES
from checker.phrases import PhraseError, compile_phrase

SECTIONS = ("harmful", "cut", "weak", "present", "elsewhere", "not-applicable")
BOUND = (
    "supplier", "customer", "supplier-only", "customer-only", "both", "nobody", "not-supplier", "not-customer",
    "anyone",
)  # fmt: skip
#: The section whose rules say which passages are listed as the protection's clauses; it decides no status.
LISTING = "clauses"
#: Headings under `examples` for what is listed, and what is not.
LISTED, UNLISTED = "clauses", "no-clauses"
FORCES = ("must", "may", "must-not", "need-not", "states", "denies", "any")
#: `any` in a rule that gives: whatever does not deny what its words say.
GIVING = ("must", "may", "must-not", "states", "denies")
HEDGES = tuple(f"H{number}" for number in range(1, 14))
UNITS = ("time", "percent", "money", "multiple", "count")
KINDS = ("within", "notice", "period", "before", "after")
POINTS_TO = ("absent", "supplied", "broken", "schedule", "url")
TESTS = ("at-most", "at-least", "over", "under")
HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "quarter": 2160.0, "year": 8760.0}

_PHRASES = (
    "with", "with-all", "without", "nearby", "not-nearby", "heading", "not-heading", "contract-has", "contract-lacks",
    "exception", "points-into",
)  # fmt: skip
#: In the order in which they are tried (`checker.conditions`).
CONDITIONS = (
    "bound", "force", "denied", "hedge", "no-hedge", "with", "with-all", "without", "exception", "number", "heading",
    "not-heading", "nearby", "not-nearby", "contract-has", "contract-lacks", "defined", "points-to", "points-into",
    "statuses",
)  # fmt: skip
_RULE_KEYS = frozenset((*CONDITIONS, "phrase", "code", "say", "part"))
_ENTRY_KEYS = frozenset(
    ("id", "title", "family", "severity", "severity-when", "why", "ask", "thresholds", "given-when", "subject",
     "not-about", *SECTIONS, LISTING, "advice", "references", "examples", "wordings")
)  # fmt: skip
_NEEDED = ("id", "title", "family", "severity", "why", "ask", "subject", "examples")
_DEFAULT_GIVEN: dict[str, Any] = {"bound": "supplier", "force": "must"}


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
            compile_rule(source, (section, number), section, number, item, given, thresholds)
            for number, item in enumerate(_listed(source, (section,), data.get(section)))
        )
        for section in (*SECTIONS, LISTING)
    }
    examples = dict(data["examples"])
    source.known(("examples",), examples, frozenset((*STATUSES, LISTED, UNLISTED)))
    listing = [tuple(_listed(source, ("examples", key), examples.pop(key, None))) for key in (LISTED, UNLISTED)]
    if rules[LISTING] and not all(listing):
        raise source.error(("examples",), f"with '{LISTING}' rules, examples of '{LISTED}' and '{UNLISTED}' are needed")
    if data.get("present") and not examples.get("present"):
        raise source.error(("examples",), "examples of 'present' are missing")
    if not (examples.get("missing") or examples.get("not-applicable")):
        raise source.error(("examples",), "examples of 'missing' (near misses) are missing")
    return Entry(
        id=data["id"], title=data["title"], family=data["family"], severity=data["severity"],
        why=line(data["why"]), ask=line(data["ask"]),
        subject=compile_phrases(source, ("subject",), data["subject"]),
        not_about=compile_phrases(source, ("not-about",), data.get("not-about")),
        rules=rules,
        advice=tuple(
            Advice(compile_phrases(source, ("advice", number, "absent"), item.get("absent")), line(item.get("say", "")))
            for number, item in enumerate(_listed(source, ("advice",), data.get("advice")))
        ),
        references=tuple((str(item["ref"]), str(item["mark"])) for item in data.get("references") or ()),
        thresholds=thresholds,
        listed=listing[0],
        unlisted=listing[1],
        examples={status: tuple(_listed(source, ("examples", status), found)) for status, found in examples.items()},
        wordings=tuple(_listed(source, ("wordings",), data.get("wordings"))),
        parts=tuple(dict.fromkeys(rule.part for rule in rules["present"] if rule.part)),
        severity_when=data.get("severity-when"),
        source=source.name,
        tested=frozenset(
            value.limit_text for its in rules.values() for rule in its for _, value in rule.conditions
            if isinstance(value, NumberTest)
        ),
    )  # fmt: skip


def line(text: object) -> str:
    """The text on one line."""
    return " ".join(str(text).split())


def _listed(source: Source, path: tuple[Any, ...], value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise source.error(path, "a list is wanted here (lines that begin with '-')")
    return value


def compile_phrases(source: Source, path: tuple[Any, ...], value: Any) -> tuple[Phrase, ...]:
    """The phrases of a list (or a single one), in order; a list within it (an alias) stands for its phrases."""
    found: list[Phrase] = []
    for number, text in enumerate(_listed(source, path, [value] if isinstance(value, str) else value)):
        if isinstance(text, list):
            found += compile_phrases(source, (*path, number), text)
            continue
        if not isinstance(text, str):
            raise source.error((*path, number), "a phrase is text; put it in quotes")
        try:
            found.append(compile_phrase(line(text)))
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
    return Threshold(value, unit, str(item["value"]), str(item["basis"]), line(item["source"]))


_AMOUNT = re.compile(r"^\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d+)?\s*(%|[a-z]+)?\s*$", re.IGNORECASE)
_UNITS = {"": "count", "%": "percent", "percent": "percent", "x": "multiple", "time": "multiple", "times": "multiple"}
_SHORT = {"h": "hour", "hr": "hour", "min": "minute"}


def amount(text: str) -> tuple[float, str] | None:
    """A literal amount and its unit, times in hours: "72 hours", "10 %", "2 times", "100000"; None if it is none."""
    match = _AMOUNT.match(text)
    if not match:
        return None
    value, word = float(match[1].replace(",", "") + (match[2] or "")), (match[3] or "").lower()
    unit = _SHORT.get(word.removesuffix("s"), word.removesuffix("s"))
    if unit in HOURS:
        per_year = {"month": 12, "week": 52, "quarter": 4}.get(unit, 0)  # whole years are years: 36 months, 3 years
        whole = per_year and value >= per_year and value % per_year == 0
        return (value / per_year * HOURS["year"] if whole else value * HOURS[unit]), "time"
    return (value, _UNITS[word]) if word in _UNITS else None


def _amount(source: Source, path: tuple[Any, ...], text: str) -> tuple[float, str]:
    """The literal amount that stands at `path`; raises LibraryError where it is none."""
    found = amount(text)
    if found is None:
        raise source.error(path, f"'{text}' is not an amount such as '72 hours', '10 %', '2 times' or '100000'")
    return found


def compile_rule(
    source: Source, path: tuple[Any, ...], section: str, number: int, item: Any, given: dict[str, Any],
    thresholds: dict[str, Threshold],
) -> Rule:  # fmt: skip
    """The rule that stands at `path`; `given` is the entry's `given-when`, which present and weak rules add."""
    if not isinstance(item, dict):
        raise source.error(path, "a rule is a mapping of conditions")
    source.known(path, item, _RULE_KEYS)
    giving = section in ("present", "weak")
    merged = {**given, **item} if giving and "denied" not in item else dict(item)
    if giving and merged.get("force") == "any":
        merged["force"] = list(GIVING)
    conditions = []
    for name in CONDITIONS:
        if name in merged:
            conditions.append((name, _value(source, (*path, name), name, merged[name], given, thresholds)))
    return Rule(
        section=section,
        place=compile_phrases(source, (*path, "phrase"), merged.get("phrase")),
        conditions=tuple(conditions),
        code=str(merged.get("code", "")),
        say=line(merged.get("say", "")),
        part=str(merged.get("part", "")),
        index=number,
    )


def _value(
    source: Source,
    path: tuple[Any, ...],
    name: str,
    value: Any,
    given: dict[str, Any],
    thresholds: dict[str, Threshold],
) -> Any:
    """The compiled value of a condition."""
    if name in _PHRASES:
        return compile_phrases(source, path, value)
    if name == "bound":
        return choices(source, path, value, BOUND)
    if name == "force":
        return choices(source, path, value, FORCES)
    if name == "denied":
        return (choices(source, path, given["bound"], BOUND), choices(source, path, given["force"], FORCES))
    if name in ("hedge", "no-hedge"):
        return choices(source, path, value, HEDGES)
    if name == "points-to":
        return choices(source, path, value, POINTS_TO)
    if name == "defined":
        return {str(term): compile_phrases(source, (*path, term), phrases) for term, phrases in value.items()}
    if name == "statuses":
        return {str(other): choices(source, (*path, other), wanted, STATUSES) for other, wanted in value.items()}
    return _number(source, path, value, thresholds)


def choices(source: Source, path: tuple[Any, ...], value: Any, allowed: Sequence[str]) -> frozenset[str]:
    """One word or a list of words, all of them allowed ones."""
    chosen = value if isinstance(value, list) else [value]
    for item in chosen:
        if item not in allowed:
            raise source.error(path, f"'{item}' is not one of {', '.join(allowed)}")
    return frozenset(chosen)


def _number(source: Source, path: tuple[Any, ...], value: Any, thresholds: dict[str, Threshold]) -> NumberTest:
    if not isinstance(value, dict) or value.get("unit") not in UNITS:
        raise source.error(path, f"a number test needs 'unit': one of {', '.join(UNITS)}")
    source.known(path, value, frozenset(("unit", "kind", "none", *TESTS)))
    kinds = choices(source, (*path, "kind"), value.get("kind", []), KINDS)
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

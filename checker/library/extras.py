"""Reads what a library holds beside protections: key terms, conflicts, engagement and regulation profiles."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from checker.entry import ConflictRule, Paragraph, Profile, Regulation, TermRule
from checker.library.compile import KINDS, UNITS, choices, compile_phrases, compile_rule, line
from checker.library.source import Source, read_source
from checker.model import SEVERITIES

TERMS, CONFLICTS, PROFILES = "terms.yaml", "conflicts.yaml", "engagement.yaml"
#: The files of a library folder that are no protections, and the folder of the regulation profiles, one a file.
NAMES = (TERMS, CONFLICTS, PROFILES)
REGULATIONS = "regulations"
MARKS = ("verified", "secondary", "unverified")
_COMPARE = ("differ", "first-smaller", "first-larger")
_SHIFTS = (*SEVERITIES, "+1", "-1", "not-applicable")


def _items(data: bytes, name: str) -> tuple[Source, list[Any]]:
    source = read_source(data, name)
    if not isinstance(source.data, list):
        raise source.error((), "a list of entries is wanted here")
    return source, source.data


def _needed(source: Source, number: int, item: Any, needed: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    source.known((number,), item, frozenset((*needed, *allowed)))
    for key in needed:
        if not item.get(key):
            raise source.error((number,), f"'{key}' is missing")


def load_terms(data: bytes) -> tuple[TermRule, ...]:
    """The key terms of the file with this content; raises LibraryError with its place."""
    source, items = _items(data, TERMS)
    found = []
    for number, item in enumerate(items):
        _needed(source, number, item, ("id", "title", "unit", "phrase"), ("kind", "without", "reach", "column"))
        choices(source, (number, "unit"), item["unit"], (*UNITS, "name"))
        found.append(
            TermRule(
                item["id"],
                line(item["title"]),
                item["unit"],
                compile_phrases(source, (number, "phrase"), item["phrase"]),
                choices(source, (number, "kind"), item.get("kind", []), KINDS),
                compile_phrases(source, (number, "without"), item.get("without")),
                int(item.get("reach", 20)),
                compile_phrases(source, (number, "column"), item.get("column")),
            )
        )
    return tuple(found)


def load_conflicts(data: bytes) -> tuple[ConflictRule, ...]:
    """The conflicts of the file with this content; raises LibraryError with its place."""
    source, items = _items(data, CONFLICTS)
    found = []
    for number, item in enumerate(items):
        _needed(source, number, item, ("id", "title", "severity", "say", "first"), ("second", "compare"))
        choices(source, (number, "severity"), item["severity"], SEVERITIES)
        sides = []
        for name in ("first", "second"):
            if name in item:
                rule = compile_rule(source, (number, name), "harmful", number, item[name], {}, {})
                if not rule.place:
                    raise source.error((number, name), "a side of a conflict needs 'phrase'")
                sides.append(rule)
        compare = item.get("compare", "")
        if compare:
            choices(source, (number, "compare"), compare, _COMPARE)
        found.append(
            ConflictRule(item["id"], line(item["title"]), item["severity"], line(item["say"]), tuple(sides), compare)
        )
    return tuple(found)


def load_profiles(data: bytes) -> tuple[Profile, ...]:
    """The engagement profiles of the file with this content; raises LibraryError with its place."""
    source, items = _items(data, PROFILES)
    found = []
    for number, item in enumerate(items):
        _needed(source, number, item, ("id", "title", "group", "cues"), ("severities", "needs"))
        severities = item.get("severities") or {}
        for protection, shift in severities.items():
            choices(source, (number, "severities", protection), str(shift), _SHIFTS)
        found.append(
            Profile(
                item["id"],
                line(item["title"]),
                item["group"],
                compile_phrases(source, (number, "cues"), item["cues"]),
                {protection: str(shift) for protection, shift in severities.items()},
                int(item.get("needs", 6)),
            )
        )
    return tuple(found)


def load_regulation(content: bytes, name: str) -> Regulation:
    """The regulation profile of the file with this content and name; raises LibraryError with its place."""
    source = read_source(content, name)
    data, path = source.data, PurePosixPath(name)
    source.known((), data, frozenset((*_PROFILE, "note")))
    for key in _PROFILE:
        if not data.get(key):
            raise source.error((), f"'{key}' is missing")
    if data["id"] != path.stem:
        raise source.error(("id",), f"the profile '{data['id']}' stands in a file of another name: {path.name}")
    rows = data["paragraphs"]
    if not isinstance(rows, list):
        raise source.error(("paragraphs",), "a list is wanted here (lines that begin with '-')")
    return Regulation(
        data["id"], line(data["title"]), str(data["version"]), line(data["trigger"]),
        tuple(_paragraph(source, ("paragraphs", number), row) for number, row in enumerate(rows)),
        line(data.get("note", "")),
    )  # fmt: skip


_PROFILE = ("id", "title", "version", "trigger", "paragraphs")
_PARAGRAPH = ("ref", "content", "mark", "protections")


def _paragraph(source: Source, where: tuple[Any, ...], row: Any) -> Paragraph:
    source.known(where, row, frozenset((*_PARAGRAPH, "trigger", "note")))
    for key in _PARAGRAPH:
        if not row.get(key):
            raise source.error(where, f"'{key}' is missing")
    choices(source, (*where, "mark"), row["mark"], MARKS)
    if not isinstance(row["protections"], list):
        raise source.error((*where, "protections"), "a sub-paragraph names the protections that answer it, in a list")
    names = [str(name) for name in row["protections"]]
    ids = tuple(name.rstrip("*") for name in names)
    for number, name in enumerate(ids):
        if name in ids[:number]:
            raise source.error((*where, "protections", number), f"'{name}' stands in the list twice")
    needed = frozenset(name.rstrip("*") for name in names if name.endswith("*"))
    return Paragraph(
        str(row["ref"]), line(row["content"]), row["mark"], ids, needed,
        line(row.get("trigger", "")), line(row.get("note", "")),
    )  # fmt: skip

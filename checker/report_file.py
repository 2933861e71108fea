"""Reads a JSON report back into a Report, so that other formats can be made of it without the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.decisions import Baseline, Policy, Stamp, UsedThreshold, Waiver, WaiverProblem, WaiverUse, Withheld
from checker.errors import UnreadableError
from checker.model import (
    Clause,
    Conflict,
    Coverage,
    Document,
    Engagement,
    Evidence,
    Finding,
    Located,
    Missing,
    Page,
    Part,
    Report,
    Role,
    Roles,
    Term,
    UsedRegulation,
    Weakness,
)
from checker.report.json import digest
from checker.resources import folder

_FILE = "report.schema.json"

#: What a row tells that follows from the rest of it.
_FOLLOWS = frozenset({"identity", "clause_digest", "set_aside"})


def read_report(path: Path) -> Report:
    """The report in the JSON file `path`; raises UnreadableError with one line if it is none."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as problem:
        raise UnreadableError(f"{path.name}: cannot be opened ({problem.strerror or problem})") from None
    except (ValueError, RecursionError):
        raise UnreadableError(f"{path.name}: is not JSON; give a report made with --format json") from None
    try:
        report = load(data)
        if data["digest"] != digest(data):
            raise UnreadableError("was changed after it was made (its digest is that of other data); verify tells more")
        return report
    except UnreadableError as problem:
        raise UnreadableError(f"{path.name}: {problem}") from None


def load(data: Any) -> Report:
    """The report that `data`, a JSON report, describes.

    Raises UnreadableError where it does not fit schemas/report.schema.json, or its quotes are not its text.
    """
    report = parse(data)
    for place, what in _quotes(report):
        if report.document.text[what.start : what.end] != (what.quote if isinstance(what, Evidence) else what.text):
            raise UnreadableError(f"the quote of {place} is not the text at {what.start}:{what.end}; was it edited?")
    _tree(report)
    return report


def parse(data: Any) -> Report:
    """The report that `data` describes, whether or not it is true to itself.

    Raises UnreadableError where it does not fit schemas/report.schema.json.
    """
    _fits(data)
    return _report(data)


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return dict(json.loads((folder("schemas") / _FILE).read_text("utf-8")))


def _fits(data: Any) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    schema = _schema()
    ours = str(schema["properties"]["schema_version"]["const"])
    theirs = data.get("schema_version") if isinstance(data, dict) else None
    if not isinstance(theirs, str):
        raise UnreadableError("is no report of bpo-check: it has no schema_version")
    if not _readable(theirs, ours):
        raise UnreadableError(f"has the schema version {theirs}, this bpo-check reads {ours}: check the contract again")
    problem = best_match(Draft202012Validator(schema).iter_errors({**data, "schema_version": ours}))
    if problem is not None:
        said = " ".join(problem.message.split())
        place = problem.json_path.removeprefix("$").removeprefix(".")
        said = said if len(said) <= 160 else "…" + said[-159:]
        raise UnreadableError(f"does not fit the report's schema{f' at {place}' if place else ''}: {said}")


def _readable(theirs: str, ours: str) -> bool:
    """Whether a report of the version `theirs` can be read: the same major number, and nothing newer than ours."""
    try:
        (major, minor), (our_major, our_minor) = (tuple(map(int, version.split("."))) for version in (theirs, ours))
    except ValueError:
        return False
    return major == our_major and minor <= our_minor


def _report(data: Mapping[str, Any]) -> Report:
    document, roles = data["document"], data["roles"]
    notes = tuple(data["notes"])
    hidden = data["withheld"]
    withheld = Withheld(hidden["characters"], document["words"], hidden["text"]) if hidden else None
    return Report(
        Document(
            document["name"], document["sha256"], document.get("text", ""),
            tuple(Page(**sheet) for sheet in document["sheets"]), (), notes, document["format"],
            tuple(Part(**part) for part in document["parts"]),
        ),
        Roles(_role(roles["customer"]), _role(roles["supplier"]), roles["why"]),
        tuple(_finding(row, bool(withheld)) for row in data["protections"]),
        data["library"]["version"],
        data["library"]["hash"],
        data["tool"]["version"],
        notes,
        dict(data["options"]),
        terms=tuple(Term(**row) for row in data["terms"]),
        conflicts=tuple(
            Conflict(**{**row, "quotes": tuple(_located(quote) for quote in row["quotes"])})
            for row in data["conflicts"]
        ),
        obtain=tuple(Missing(**{**row, "protections": tuple(row["protections"])}) for row in data["obtain"]),
        engagement=_engagement(data["engagement"]),
        regulations=_regulations(data),
        coverage=tuple(
            Coverage(**{**row, "protections": tuple((each["id"], each["status"]) for each in row["protections"])})
            for row in data["coverage"]
        ),
        policy=_policy(data["policy"]),
        thresholds=tuple(UsedThreshold(**row) for row in data["thresholds"]),
        waivers=_waivers(data["waivers"]),
        baseline=Baseline(**data["baseline"]) if data["baseline"] else None,
        clauses=_clauses(data["clauses"]),
        versions=tuple(data["tool"]["dependencies"].items()),
        library_folders=_files(data["library"]["folders"]),
        stamp=Stamp(**data["stamp"]) if data["stamp"] else None,
        withheld=withheld,
    )  # fmt: skip


def _role(role: Mapping[str, Any]) -> Role | None:
    return None if role["name"] is None else Role(role["name"], tuple(role["aliases"]))


def _engagement(engagement: Mapping[str, Any] | None) -> Engagement | None:
    if engagement is None:
        return None
    return Engagement(
        tuple(engagement["chosen"]),
        tuple((each["type"], each["score"]) for each in engagement["scores"]),
        tuple((each["type"], each["words"], each["count"]) for each in engagement["cues"]),
        engagement["by_user"],
    )


def _regulations(data: Mapping[str, Any]) -> tuple[UsedRegulation, ...]:
    """The regulations asked for; a report of before version 1.3 has only their names, in its coverage."""
    if "regulations" in data:
        return tuple(UsedRegulation(**each) for each in data["regulations"])
    names = dict.fromkeys(row["regulation"] for row in data["coverage"])
    return tuple(UsedRegulation(name, name, "", "not told by this report") for name in names)


def _policy(policy: Mapping[str, Any]) -> Policy:
    return Policy(
        policy["fail_on"], tuple(policy["required"]), tuple(policy["off"].items()), tuple(policy["severities"].items()),
        tuple((each["id"], each["name"], each["value"]) for each in policy["thresholds"]), tuple(policy["engagement"]),
        tuple(policy["profiles"]), tuple(policy["library"]), policy["local_waivers"], policy["longest_waiver"],
        _files(policy["files"]),
    )  # fmt: skip


def _waivers(use: Mapping[str, Any] | None) -> WaiverUse | None:
    if use is None:
        return None
    problems = tuple(WaiverProblem(**each) for each in use["problems"])
    return WaiverUse(use["today"], _files(use["files"]), problems, use["elsewhere"])


def _files(files: Sequence[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((each["name"], each["sha256"]) for each in files)


def _finding(row: Mapping[str, Any], withheld: bool) -> Finding:
    made: dict[str, Any] = {
        "evidence": tuple(_evidence(each) for each in row["evidence"]),
        "weaknesses": tuple(Weakness(**each) for each in row["weaknesses"]),
        "references": tuple((each["ref"], each["mark"]) for each in row["references"]),
        "clauses": tuple(_located(each) for each in row["clauses"]),
        "looked": tuple(_located(each) for each in row["looked"]),
        "waiver": Waiver(**row["waiver"]) if row["waiver"] else None,
        "digests": (row["identity"], row["clause_digest"]) if withheld else (),
    }
    for name, value in row.items():
        if name not in _FOLLOWS:
            made.setdefault(name, tuple(value) if isinstance(value, list) else value)
    return Finding(**made)


def _evidence(row: Mapping[str, Any]) -> Evidence:
    words = tuple((start, end) for start, end in row["words"])
    return Evidence(**{**_placed(row, Evidence), "words": words, "read_with": tuple(row.get("read_with", ()))})


def _located(row: Mapping[str, Any]) -> Located:
    return Located(**_placed(row, Located))


def _placed(row: Mapping[str, Any], kind: type[Evidence] | type[Located]) -> dict[str, Any]:
    """The values of what stands at a place; the page's printed label is the document's, not its own."""
    names = {field.name for field in fields(kind)}
    return {name: tuple(value) if name == "path" else value for name, value in row.items() if name in names}


def _clauses(rows: Sequence[Mapping[str, Any]]) -> tuple[Clause, ...]:
    """The clause tree, each clause with the headings of those above it; raises UnreadableError if it is no tree."""
    made: list[Clause] = []
    for index, row in enumerate(rows):
        parent = row["parent"]
        if parent is not None and parent >= index:
            raise UnreadableError(f"clauses[{index}].parent is {parent}: a clause stands after its parent")
        path = (made[parent].path if parent is not None else ()) + ((row["heading"],) if row["heading"] else ())
        made.append(Clause(index=index, path=path, **row))
    return tuple(made)


def _quotes(report: Report) -> Iterator[tuple[str, Evidence | Located]]:
    """What quotes the text, with its place in the report; nothing where the text is left out."""
    if not report.document.text:
        return
    for number, finding in enumerate(report.findings):
        for name in ("evidence", "clauses", "looked"):
            for each in getattr(finding, name):
                yield f"protections[{number}].{name} ({finding.id})", each
    for number, conflict in enumerate(report.conflicts):
        for quote in conflict.quotes:
            yield f"conflicts[{number}] ({conflict.id})", quote


def _tree(report: Report) -> None:
    """Raise UnreadableError where a page or a clause lies outside the text, or before the one that it follows."""
    length = len(report.document.text)
    kinds: tuple[tuple[str, Sequence[Page | Clause]], ...] = (
        ("document.sheets", report.document.pages), ("clauses", report.clauses),
    )  # fmt: skip
    for name, spans in kinds:
        last = 0
        for index, span in enumerate(spans):
            if not last <= span.start <= span.end or (length and span.end > length):
                raise UnreadableError(f"{name}[{index}] is {span.start}:{span.end}, which is no place in the text")
            last = span.start

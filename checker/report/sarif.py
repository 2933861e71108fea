"""The report as SARIF 2.1.0: a rule for every protection, a result for every one that counsel must look at."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from checker.decisions import WaiverProblem
from checker.model import Document, Evidence, Finding, Located, Report
from checker.report.excerpt import shown_evidence
from checker.report.identity import identity
from checker.report.look import Look
from checker.report.wording import GAPS, clause_name, page_name, plain, why_aside

_LEVEL = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report, look: Look | None = None) -> bytes:
    """One run on one artifact; results in the report's order."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _run(report: Report) -> dict[str, Any]:
    document = report.document
    results = [
        _result(finding, index, document) for index, finding in enumerate(report.findings) if finding.status in GAPS
    ]
    problems = report.waivers.problems if report.waivers else ()
    kinds = list(dict.fromkeys(problem.kind for problem in problems))
    results += [_waiver(problem, len(report.findings) + kinds.index(problem.kind)) for problem in problems]
    if report.baseline:
        for result in results:  # on every result or on none
            result.setdefault("baselineState", "new")
    return {
        "tool": {
            "driver": {
                "name": "bpo-check",
                "version": report.tool_version,
                "rules": [*map(_rule, report.findings), *map(_waiver_rule, kinds)],
            }
        },
        "automationDetails": {"id": f"bpo-check/{_uri(document.name)}/"},  # runs on several documents stay apart
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {
                "location": {"uri": _uri(document.name)},
                "hashes": {"sha-256": document.sha256},
                "description": {"text": "Offsets count characters of the text as bpo-check read it, not of the file."},
            }
        ],
        "results": results,
        "properties": {
            "library": {"version": report.library_version, "hash": report.library_hash},
            "customer": report.roles.customer.name if report.roles.customer else None,
            "supplier": report.roles.supplier.name if report.roles.supplier else None,
            "summary": report.counts(),
            "notes": list(report.notes),
            "policy": {"hash": report.policy.hash, "files": [name for name, _ in report.policy.files]},
        },
    }


def _uri(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")


def _rule(finding: Finding) -> dict[str, Any]:
    references = "; ".join(f"{ref} [{mark}]" for ref, mark in finding.references)
    help_text = f"{plain(finding.why)} Ask for: {plain(finding.ask)}"
    return {
        "id": finding.id,
        "name": "".join(part.capitalize() for part in finding.id.split("-")),
        "shortDescription": {"text": plain(finding.title)},
        "fullDescription": {"text": plain(finding.why) or plain(finding.title)},
        "help": {"text": f"{help_text} References: {references}" if references else help_text},
        "defaultConfiguration": {"level": _LEVEL[finding.severity]},
        "properties": {"tags": [finding.family], "severity": finding.severity},
    }


def _result(finding: Finding, index: int, document: Document) -> dict[str, Any]:
    """A finding as a result; what stands in a document that was not supplied is for review, not a failure."""
    review = finding.status == "elsewhere"
    evidence = shown_evidence(finding)
    related: list[Evidence | Located] = [each for each in finding.evidence if each is not evidence]
    related += finding.looked
    result = {
        "ruleId": finding.id,
        "ruleIndex": index,
        "kind": "review" if review else "fail",
        "level": "none" if review else _LEVEL[finding.severity],
        "message": {"text": f"{finding.status.capitalize()}: {plain(finding.say)} Ask for: {plain(finding.ask)}"},
        "locations": [_location(evidence, document) if evidence else {"physicalLocation": _artifact(document)}],
        "partialFingerprints": {"protectionAndWords/v1": identity(finding)},
        "properties": {
            "status": finding.status,
            "severity": finding.severity,
            "weaknesses": list(dict.fromkeys(weakness.code for weakness in finding.weaknesses)),
        },
    }
    if finding.set_aside:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why_aside(finding)}]
    if finding.change:
        result["baselineState"] = {"known": "unchanged", "worse": "updated", "new": "new"}.get(finding.change, "new")
    if related:
        result["relatedLocations"] = [_related(each, number, document) for number, each in enumerate(related)]
    return result


def _waiver_rule(kind: str) -> dict[str, Any]:
    return {
        "id": f"waiver-{kind}",
        "name": f"Waiver{kind.capitalize()}",
        "shortDescription": {"text": f"A waiver is {kind}"},
        "fullDescription": {"text": "A waiver that does not count, or is not needed: renew, mend or remove it."},
        "defaultConfiguration": {"level": "note" if kind == "unused" else "warning"},
        "properties": {"tags": ["waivers"]},
    }


def _waiver(problem: WaiverProblem, index: int) -> dict[str, Any]:
    """A waiver to look at, as a result on its own file."""
    name, _, line = problem.source.rpartition(":")
    place = {"artifactLocation": {"uri": _uri(name)}, "region": {"startLine": int(line) if line.isdecimal() else 1}}
    return {
        "ruleId": f"waiver-{problem.kind}",
        "ruleIndex": index,
        "kind": "fail",
        "level": "note" if problem.kind == "unused" else "warning",
        "message": {"text": f"{plain(problem.id)}: {plain(problem.say)}" if problem.id else plain(problem.say)},
        "locations": [{"physicalLocation": place}],
    }


def _artifact(document: Document) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(document.name), "index": 0}}


def _location(what: Evidence | Located, document: Document) -> dict[str, Any]:
    text = what.quote if isinstance(what, Evidence) else what.text
    region = {"charOffset": what.start, "charLength": what.end - what.start, "snippet": {"text": text}}
    where = {"artifactLocation": {"uri": _uri(what.document)}} if what.document else _artifact(document)
    logical = {"name": clause_name(what) or page_name(what, document), "kind": "clause"}
    if names := [plain(name) for name in (*what.path, what.clause) if plain(name)]:
        logical["fullyQualifiedName"] = " / ".join(names)
    return {
        "physicalLocation": {**where, "region": region},
        "logicalLocations": [logical],
        "properties": {"page": what.page},
    }


def _related(what: Evidence | Located, number: int, document: Document) -> dict[str, Any]:
    said = what.supports if isinstance(what, Evidence) else "looked at"
    return {"id": number, "message": {"text": said}, **_location(what, document)}

"""The whole report as JSON (schemas/report.schema.json): the same report gives the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from checker.decisions import Withheld
from checker.model import (
    Clause,
    Conflict,
    Coverage,
    Engagement,
    Evidence,
    Finding,
    Located,
    Page,
    Report,
    Role,
    Weakness,
)
from checker.report import decided
from checker.report.answers import answers
from checker.report.look import Look
from checker.report.written import canonical, indented, written_alike

#: The major number changes when something a reader relied on goes or changes; the minor when something is added.
SCHEMA_VERSION = "1.5"

#: The parts of a report, most of it, in which all numbers are whole.
WHOLE = frozenset(("protections", "conflicts", "clauses"))


def render(report: Report, look: Look | None = None) -> bytes:
    """The report as UTF-8 JSON, indented, with a line end."""
    made = _made(report)
    alike = written_alike([part for key, part in made.items() if key not in WHOLE])
    return indented({**made, "digest": digest(made, alike)}, alike) + b"\n"


def data(report: Report) -> dict[str, Any]:
    """The report as plain data, in the order of the schema."""
    made = _made(report)
    return {**made, "digest": digest(made)}


def _made(report: Report) -> dict[str, Any]:
    """The same without the digest."""
    document = report.document
    labels = {page.number: page.label for page in document.pages}
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "bpo-check", "version": report.tool_version, "dependencies": dict(report.versions)},
        "library": {
            "version": report.library_version, "hash": report.library_hash,
            "folders": [{"name": name, "sha256": digest} for name, digest in report.library_folders],
        },
        "options": dict(sorted(report.options.items())),
        "document": _document(report),
        "roles": {
            "customer": _role(report.roles.customer),
            "supplier": _role(report.roles.supplier),
            "why": report.roles.why,
        },
        "engagement": _engagement(report.engagement),
        "summary": {"protections": len(report.findings), **report.counts()},
        **decided.whole(report),
        "notes": list(report.notes),
        "protections": [_finding(finding, labels) for finding in report.findings],
        "conflicts": [_conflict(conflict, labels) for conflict in report.conflicts],
        "terms": [asdict(term) for term in report.terms],
        "obtain": [asdict(missing) for missing in report.obtain],
        "regulations": [asdict(regulation) for regulation in report.regulations],
        "coverage": [_coverage(row, report) for row in report.coverage],
        "clauses": [_clause(clause) for clause in report.clauses],
        "withheld": _withheld(report.withheld),
        "stamp": asdict(report.stamp) if report.stamp else None,
    }  # fmt: skip


def digest(data: Mapping[str, Any], alike: bool | None = None) -> str:
    """The SHA-256 (hex) of a report's data without its digest and its stamp, written in one way.

    The keys sorted, no spaces, UTF-8: `json.dumps(..., sort_keys=True, separators=(",", ":"), ensure_ascii=False)`.
    `alike` is what `written_alike` says of the data, where that is known.
    """
    rest = {key: value for key, value in data.items() if key not in ("digest", "stamp")}
    return hashlib.sha256(canonical(rest, alike)).hexdigest()


def _withheld(withheld: Withheld | None) -> dict[str, Any] | None:
    return {"characters": withheld.characters, "text": withheld.text} if withheld else None


def _document(report: Report) -> dict[str, Any]:
    document, withheld = report.document, report.withheld
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "pages": len(document.pages),
        "words": withheld.words if withheld else len(document.text.split()),
        "parts": [asdict(part) for part in document.parts],
        "sheets": [_sheet(page) for page in document.pages],
        **({} if withheld else {"text": document.text}),
    }


def _sheet(page: Page) -> dict[str, Any]:
    """A page; there are many, and `asdict` takes ten times as long."""
    return {
        "number": page.number, "label": page.label, "start": page.start, "end": page.end, "source": page.source,
        "confidence": page.confidence,
    }  # fmt: skip


def _clause(clause: Clause) -> dict[str, Any]:
    """A node of the clause tree; its index is its place in the list, its path follows from its parents."""
    return {
        "parent": clause.parent,
        "number": clause.number,
        "heading": clause.heading,
        "kind": clause.kind,
        "start": clause.start,
        "end": clause.end,
        "level": clause.level,
    }


def _role(role: Role | None) -> dict[str, Any]:
    return {"name": role.name if role else None, "aliases": list(role.aliases) if role else []}


def _engagement(engagement: Engagement | None) -> dict[str, Any] | None:
    if engagement is None:
        return None
    return {
        "chosen": list(engagement.chosen),
        "by_user": engagement.by_user,
        "scores": [{"type": name, "score": score} for name, score in engagement.scores],
        "cues": [{"type": name, "words": words, "count": count} for name, words, count in engagement.cues],
    }


def _conflict(conflict: Conflict, labels: Mapping[int, str]) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "title": conflict.title,
        "severity": conflict.severity,
        "say": conflict.say,
        "quotes": [_located(quote, labels) for quote in conflict.quotes],
    }


def _coverage(row: Coverage, report: Report) -> dict[str, Any]:
    """A sub-paragraph, with where the quote behind each of its protections stands."""
    told = [
        {"id": each.id, "status": each.status, "document": each.document, "clause": each.clause, "page": each.page}
        for each in answers(row, report)
    ]
    return {**asdict(row), "protections": told}


def _finding(finding: Finding, labels: Mapping[int, str]) -> dict[str, Any]:
    return {
        "id": finding.id,
        "title": finding.title,
        "family": finding.family,
        "severity": finding.severity,
        "status": finding.status,
        "say": finding.say,
        "why": finding.why,
        "ask": finding.ask,
        "evidence": [_evidence(evidence, labels) for evidence in finding.evidence],
        "weaknesses": [_weakness(weakness) for weakness in finding.weaknesses],
        "advice": list(finding.advice),
        "references": [{"ref": ref, "mark": mark} for ref, mark in finding.references],
        "clauses": [_located(clause, labels) for clause in finding.clauses],
        "looked": [_located(clause, labels) for clause in finding.looked],
        "sought": list(finding.sought),
        **decided.row(finding),
        **({"trace": list(finding.trace)} if finding.trace else {}),
    }


def _evidence(evidence: Evidence, labels: Mapping[int, str]) -> dict[str, Any]:
    return {
        "quote": evidence.quote,
        **_place(evidence, labels),
        "supports": evidence.supports,
        "lead": evidence.lead,
        "words": [list(span) for span in evidence.words],
        **({"read_with": list(evidence.read_with)} if evidence.read_with else {}),
    }


def _weakness(weakness: Weakness) -> dict[str, Any]:
    return {
        "code": weakness.code,
        "say": weakness.say,
        "quote": weakness.quote,
        "start": weakness.start,
        "end": weakness.end,
    }


def _located(clause: Located, labels: Mapping[int, str]) -> dict[str, Any]:
    return {"text": clause.text, **_place(clause, labels)}


def _place(what: Evidence | Located, labels: Mapping[int, str]) -> dict[str, Any]:
    own = not what.document  # a page label is known for this document only, not for another of a packet
    return {
        "start": what.start,
        "end": what.end,
        "page": what.page,
        "page_label": labels.get(what.page, str(what.page)) if own else str(what.page),
        "clause": what.clause,
        "path": list(what.path),
        "document": what.document,
    }

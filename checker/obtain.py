"""The documents a contract relies on that were not supplied, and which protections rely on them."""

from __future__ import annotations

from checker.model import EVIDENCE_KINDS, Contract, Finding, Missing


def to_obtain(contract: Contract, findings: tuple[Finding, ...]) -> tuple[Missing, ...]:
    """Each schedule or named document that operative text points to and that is not in it, once, in text order."""
    statements = sorted((s.start, s.end, s.clause) for s in contract.statements if s.kind in EVIDENCE_KINDS)
    found: dict[str, Missing] = {}
    at = 0
    for reference in sorted(contract.references, key=lambda item: item.start):
        if reference.resolved or reference.kind not in ("schedule", "document"):
            continue
        while at + 1 < len(statements) and statements[at][1] <= reference.start:
            at += 1
        if not statements or not statements[at][0] <= reference.start < statements[at][1]:
            continue
        label = " ".join(reference.label.replace('"', "").split())
        key = label.lower()
        if key not in found:
            clause = contract.clauses[statements[at][2]].number
            page = contract.document.page_at(reference.start).number
            found[key] = Missing(
                label, "", reference.start, page, clause, _relying(label, findings),
                contract.document.name_at(reference.start),
            )  # fmt: skip
    return tuple(found.values())


def _relying(label: str, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    wanted = label.lower()
    return tuple(
        finding.id
        for finding in findings
        if finding.status == "elsewhere"
        and any(wanted in " ".join(item.quote.replace('"', "").split()).lower() for item in finding.evidence)
    )

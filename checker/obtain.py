"""The documents a contract relies on that were not supplied, and which protections rely on them."""

from __future__ import annotations

import re

from checker.model import EVIDENCE_KINDS, Contract, Finding, Missing, Reference

_KIND = r"Schedule|Exhibit|Annex|Annexure|Appendix|Attachment|Addendum"
#: "Exhibit 10.19" on a line of its own start: the number under which a filing lists the contract itself.
_FILING = re.compile(rf"(?:{_KIND})\s+\d{{1,2}}\.\d", re.IGNORECASE)
#: A named document that stands in a schedule: "the Fee Schedule set out in Exhibit C", "the Rate Card (Schedule 2)".
_IN_SCHEDULE = re.compile(
    rf"\W{{0,3}}(?:,?\s*(?:as\s+)?(?:set\s+(?:out|forth)|attached|contained|included|specified|described|annexed|listed)"
    rf"(?:\s+hereto)?\s+(?:in|as|at|under|to)\s+|\s*\(\s*|\s+in\s+)(?:the\s+)?(?:{_KIND})\s+\S",
    re.IGNORECASE,
)
#: The same the other way round: "Exhibit C (Fee Schedule)", "Exhibit C – the "Fee Schedule"".
_OF_SCHEDULE = re.compile(rf"(?:{_KIND})\s+\S{{1,5}}\s*[(,:–—-]\s*(?:the\s+)?\W?\s*\Z", re.IGNORECASE)
#: The schedule of another document: "Schedule 4 of the Quality Agreement".
_OF_ANOTHER = re.compile(
    r"\s+(?:of|to|in)\s+(?P<whose>the\s+(?:[A-Z][\w&-]*\s+){1,4}(?:Agreement|Addendum|Contract|Lease|Plan))\b"
)
_OURS = re.compile(
    r"the\s+(?:Master\s+|Services?\s+|Outsourcing\s+|Main\s+|Framework\s+|Present\s+)*(?:Agreement|Contract)\Z",
    re.IGNORECASE,
)
#: What a party makes under the contract, once the contract itself gives it its name: nothing that could be supplied.
_MADE = re.compile(r"(?:Proposal|Statement)s?\Z")
#: A kind of document and no document: "The Policies shall name the Customer".
_NO_DOCUMENT = frozenset(("policy", "policies", "guidelines", "proposal", "addendum", "statement"))
_QUOTES = "\"“”'‘’"


def to_obtain(contract: Contract, findings: tuple[Finding, ...]) -> tuple[Missing, ...]:
    """Each schedule or named document that operative text points to and that is not in it, once, in text order.

    A title or a filing's own number is no reference; a document that is itself a schedule is asked for as the schedule.
    """
    statements = sorted((s.start, s.end, s.clause) for s in contract.statements if s.kind in EVIDENCE_KINDS)
    open_ones = [r for r in contract.references if not r.resolved and r.kind in ("schedule", "document")]
    told = _told(contract, open_ones)
    found: dict[str, Missing] = {}
    at = 0
    for reference in sorted(open_ones, key=lambda item: item.start):
        while at + 1 < len(statements) and statements[at][1] <= reference.start:
            at += 1
        if not statements or not statements[at][0] <= reference.start < statements[at][1]:
            continue
        label = _label(reference.label)
        if label.lower() in _NO_DOCUMENT or _name(label) in told or _is_title(contract, reference, label):
            continue
        shown = label + _whose(contract, reference)
        if _name(shown) not in found:
            clause = contract.clauses[statements[at][2]].number
            page = contract.document.page_at(reference.start).number
            found[_name(shown)] = Missing(
                shown, "", reference.start, page, clause, _relying(label, findings),
                contract.document.name_at(reference.start),
            )  # fmt: skip
    return tuple(found.values())


def _label(written: str) -> str:
    """The document's name in the singular, without quotation marks and stray brackets."""
    label = " ".join("".join(c for c in written if c not in _QUOTES + "()").split())
    label = re.sub(r"^(?:The|These|Such|Any|All|Each|Its|An|A|No)\s+", "", label)
    return re.sub(rf"^({_KIND}|Order Form|Work Order)s\b", r"\1", label, flags=re.IGNORECASE)


def _name(label: str) -> str:
    return label.lower().removesuffix("s")


def _told(contract: Contract, references: list[Reference]) -> set[str]:
    """Names that need no document of their own: part of a schedule, or made by a party under the contract."""
    text = contract.document.text
    told = set()
    for reference in references:
        if reference.kind != "document":
            continue
        label = _label(reference.label)
        before = text[max(0, reference.start - 40) : reference.start]
        named = text[reference.start - 1 : reference.start] in _QUOTES and before.rstrip(_QUOTES).rstrip().endswith(
            ("the", "(")
        )
        if _IN_SCHEDULE.match(text, reference.end) or _OF_SCHEDULE.search(before) or (named and _MADE.search(label)):
            told.add(_name(label))
    return told


def _is_title(contract: Contract, reference: Reference, label: str) -> bool:
    """Whether the name is a title: the filing's number, or the last words of a line that says nothing else."""
    text = contract.document.text
    line = text[text.rfind("\n", 0, reference.start) + 1 : reference.start].strip()
    if reference.kind == "schedule":
        return not line and bool(_FILING.match(label))
    after = text[reference.end : reference.end + 200].split("\n", 1)[0].strip()
    return not after and all(word[:1].isupper() or not word[:1].isalpha() or len(word) < 4 for word in line.split())


def _whose(contract: Contract, reference: Reference) -> str:
    match = _OF_ANOTHER.match(contract.document.text, reference.end) if reference.kind == "schedule" else None
    return "" if match is None or _OURS.match(match["whose"]) else " of " + " ".join(match["whose"].split())


def _relying(label: str, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    wanted = label.lower()
    return tuple(
        finding.id
        for finding in findings
        if finding.status == "elsewhere"
        and any(wanted in " ".join(item.quote.replace('"', "").split()).lower() for item in finding.evidence)
    )

"""Regulation coverage: each sub-paragraph of a profile against the statuses of the protections that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.entry import Library, Paragraph
from checker.errors import UsageError
from checker.model import Coverage, Finding


def cover(findings: Iterable[Finding], library: Library, regulations: Iterable[str]) -> tuple[Coverage, ...]:
    """A row for each sub-paragraph of the named regulations, in their order.

    Raises UsageError for a regulation that the library does not hold.
    """
    statuses = {finding.id: finding.status for finding in findings}
    known = {regulation.id: regulation for regulation in library.regulations}
    rows = []
    for name in dict.fromkeys(regulations):
        if name not in known:
            raise UsageError(f"--profile '{name}' is not one of {', '.join(sorted(known))}")
        for paragraph in known[name].paragraphs:
            pairs = tuple((item, statuses.get(item, "missing")) for item in paragraph.protections)
            result = _result(paragraph, dict(pairs))
            rows.append(Coverage(name, paragraph.ref, paragraph.content, paragraph.mark, result, pairs))
    return tuple(rows)


def _result(paragraph: Paragraph, statuses: Mapping[str, str]) -> str:
    """The coverage rule: a harmful protection fails the sub-paragraph, every needed one must be present."""
    asked = {item: status for item, status in statuses.items() if status != "not-applicable"}
    if not asked:
        return "not applicable"
    if "harmful" in asked.values():
        return "failed"
    needed = [status for item, status in asked.items() if item in paragraph.needed]
    if needed and all(status == "present" for status in needed):
        return "covered"
    if not paragraph.needed and "present" in asked.values():
        return "covered"
    return "partial" if {"present", "weak"} & set(asked.values()) else "not covered"

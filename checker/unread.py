"""What unread pages do to the findings: what was not found may stand on them."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Document, Finding


def doubt(findings: tuple[Finding, ...], document: Document) -> tuple[Finding, ...]:
    """The findings, with each missing protection unclear if pages of the document were not read."""
    unread = [str(page.number) for page in document.pages if page.source == "unread"]
    if not unread:
        return findings
    pages = f"page {unread[0]} was" if len(unread) == 1 else f"pages {', '.join(unread)} were"
    say = f"Not found in the text that was read; {pages} not read."
    return tuple(
        replace(finding, status="unclear", say=say) if finding.status == "missing" else finding for finding in findings
    )

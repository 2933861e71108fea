"""Holds a report against the text of its contract, read again: every quote stands where the report says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from checker.model import Document, Evidence, Located, Report, Term, Weakness
from checker.proof.differences import Difference, differing
from checker.report.withhold import Cover


@dataclass(frozen=True, slots=True)
class Quote:
    """A text that the report has of the contract: its place in the report, the text, and its span.

    `one_line` says that white space is one space in it.
    """

    where: str
    text: str
    start: int
    end: int
    one_line: bool = False


def quotes(report: Report) -> Iterator[Quote]:
    """Every text in the report that has a span in the contract."""
    for number, finding in enumerate(report.findings):
        row = f"protections[{number}]"
        for name in ("evidence", "clauses", "looked", "weaknesses"):
            for index, each in enumerate(getattr(finding, name)):
                if isinstance(each, Weakness) and not each.quote:
                    continue
                text = each.text if isinstance(each, Located) else each.quote
                yield Quote(f"{row}.{name}[{index}] ({finding.id})", text, each.start, each.end)
    for number, conflict in enumerate(report.conflicts):
        for index, each in enumerate(conflict.quotes):
            yield Quote(f"conflicts[{number}].quotes[{index}] ({conflict.id})", each.text, each.start, each.end)
    for number, term in enumerate(report.terms):
        yield Quote(f"terms[{number}].text ({term.id})", term.text, term.start, term.end, one_line=True)


def against_text(report: Report, document: Document) -> Iterator[Difference]:
    """What in the report is not as it stands in the document; the document's hash is equal already."""
    cover = Cover(document.text) if report.withheld else None
    mine = report.document
    yield from differing("document.format", document.format, mine.format)
    yield from differing("document.sheets", _plain(document.pages), _plain(mine.pages))
    yield from differing("document.parts", _plain(document.parts), _plain(mine.parts))
    if report.withheld and cover:
        yield from differing("document.words", len(document.text.split()), report.withheld.words)
        yield from differing("withheld.characters", len(document.text), report.withheld.characters)
        yield from differing("withheld.text", cover.digest(document.text), report.withheld.text)
    else:
        yield from differing("document.text", document.text, mine.text)
    for quote in quotes(report):
        text = document.text[quote.start : quote.end]
        text = " ".join(text.split()) if quote.one_line else text
        where = f"{quote.where} at {quote.start}:{quote.end}"
        yield from differing(where, cover.over(text) if cover else text, quote.text)
    yield from _places(report, document)


def _plain(items: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def _places(report: Report, document: Document) -> Iterator[Difference]:
    """Pages, files and decisive words that are not where their quotes stand, and clauses outside the text."""
    length = len(document.text)
    for where, each in _placed(report):
        if each.start >= length:
            continue  # its quote is told already
        if isinstance(each, Evidence) and any(not each.start <= a < b <= each.end for a, b in each.words):
            yield Difference(f"{where}.words", f"spans within {each.start}:{each.end}", str(list(each.words)))
        # of a clause shown with its lead-in the page is that of the clause: anywhere in its span
        pages = {document.page_at(each.start).number, document.page_at(max(each.end - 1, each.start)).number}
        if each.page not in range(min(pages), max(pages) + 1) and document.name_at(each.start) == each.document:
            yield Difference(f"{where}.page", str(document.page_at(each.start).number), str(each.page))
        if each.document != document.name_at(each.start):
            yield Difference(f"{where}.document", document.name_at(each.start) or "nothing", each.document or "nothing")
    for number, clause in enumerate(report.clauses):
        if not 0 <= clause.start <= clause.end <= length:
            yield Difference(f"clauses[{number}]", f"a place within 0:{length}", f"{clause.start}:{clause.end}")


def _placed(report: Report) -> Iterator[tuple[str, Evidence | Located | Term]]:
    for number, finding in enumerate(report.findings):
        for name in ("evidence", "clauses", "looked"):
            for index, each in enumerate(getattr(finding, name)):
                yield f"protections[{number}].{name}[{index}] ({finding.id})", each
    for number, conflict in enumerate(report.conflicts):
        for index, each in enumerate(conflict.quotes):
            yield f"conflicts[{number}].quotes[{index}] ({conflict.id})", each
    for number, term in enumerate(report.terms):
        yield f"terms[{number}] ({term.id})", term

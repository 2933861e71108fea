"""The whole way of one document on one screen: read -> segment -> locate -> judge -> report."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

from checker import __version__
from checker.conflicts import find_conflicts
from checker.coverage import cover
from checker.engagement import read_engagement, shift
from checker.entry import Library
from checker.facts import Facts
from checker.judge import judge
from checker.library import load
from checker.locate import Index, library_phrases, locate
from checker.model import Document, Report
from checker.obtain import to_obtain
from checker.read import read
from checker.read.options import Options
from checker.segment import segment
from checker.terms import disagreements, find_terms


@lru_cache(maxsize=1)
def shipped() -> Library:
    """The library that comes with the tool, read once."""
    return load()


_indexes: dict[str, Index] = {}


def index_of(library: Library) -> Index:
    """The library's wordings compiled for spaCy, once for each library."""
    if library.hash not in _indexes:
        _indexes[library.hash] = Index(library_phrases(library))
    return _indexes[library.hash]


def check(
    path: str | Path,
    library: Library | None = None,
    *,
    customer: str | None = None,
    supplier: str | None = None,
    password: str | None = None,
    changes: str = "accepted",
    ocr: bool = True,
    allow_unread: bool = False,
    progress: Callable[[str], None] | None = None,
    engagement: Collection[str] = (),
    regulations: Collection[str] = (),
    trace: Collection[str] = (),
) -> Report:
    """The report on the contract in the file `path`.

    `library` is the shipped one by default.  `customer` and `supplier` name the parties where the text does not.
    `engagement` names the kinds of engagement that are in force instead of those read from the text.
    `regulations` names the profiles whose coverage is told.  `changes` is how tracked changes are read: "accepted" or
    "original".  `ocr`, `allow_unread` and `progress` are those of `checker.read.options.Options`.
    Raises UnreadableError if the file cannot be read, LibraryError and RuleError for faults of the library.
    """
    document = read(Path(path), Options(password, changes, ocr, allow_unread, progress))
    return examine(
        document,
        library or shipped(),
        customer=customer,
        supplier=supplier,
        engagement=engagement,
        regulations=regulations,
        trace=trace,
    )


def examine(
    document: Document,
    library: Library,
    *,
    customer: str | None = None,
    supplier: str | None = None,
    engagement: Collection[str] = (),
    regulations: Collection[str] = (),
    trace: Collection[str] = (),
) -> Report:
    """The report on a document that was read."""
    contract = segment(document, customer=customer, supplier=supplier)
    located = locate(contract, index_of(library))
    facts = Facts(contract, located.words, located.ranges)
    kind = read_engagement(contract, library, located, engagement)
    findings = shift(judge(contract, library, located, facts, trace), library, kind)
    statuses = {finding.id: finding.status for finding in findings}
    conflicts = find_conflicts(contract, library.conflicts, located, facts, statuses)
    return Report(
        document, contract.roles, findings, library.version, library.hash, __version__, document.notes,
        terms=find_terms(contract, library.terms, located, facts),
        conflicts=(*disagreements(contract, located, facts), *conflicts),
        obtain=to_obtain(contract, findings),
        engagement=kind,
        coverage=cover(findings, library, regulations),
    )  # fmt: skip

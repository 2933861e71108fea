"""The whole way of one document on one screen: read -> segment -> locate -> judge -> report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypedDict, Unpack

from checker import __version__
from checker.conflicts import find_conflicts
from checker.coverage import cover
from checker.engagement import read_engagement, shift
from checker.entry import Library
from checker.facts import Facts
from checker.judge import judge
from checker.library import load
from checker.locate import Index, library_phrases, locate
from checker.model import Contract, Document, Report
from checker.obtain import to_obtain
from checker.packet import join, schedule_alone
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


class Asked(TypedDict, total=False):
    """What may be asked of a check beside its documents and library.

    `customer` and `supplier` name the parties where the text does not.  `engagement` names the kinds of engagement
    that are in force instead of those read from the text.  `regulations` names the profiles whose coverage is told.
    `trace` names the protections that shall explain their status.
    """

    customer: str | None
    supplier: str | None
    engagement: Collection[str]
    regulations: Collection[str]
    trace: Collection[str]


def check(
    path: str | Path, library: Library | None = None, reading: Options | None = None, **asked: Unpack[Asked]
) -> Report:
    """The report on the contract in the file `path`, judged by `library` (the shipped one by default).

    `reading` says how the file is read.  Raises UnreadableError if it cannot be read, LibraryError and RuleError for
    faults of the library.
    """
    return examine(read(Path(path), reading or Options()), library or shipped(), **asked)


def check_packet(
    paths: Iterable[str | Path], library: Library | None = None, reading: Options | None = None, **asked: Unpack[Asked]
) -> Report:
    """The report on several files that are one contract: a protection counts wherever it stands.

    Raises what `check` raises: a packet with one unreadable file is not judged; and UsageError for an empty packet.
    """
    documents = [read(Path(path), reading or Options()) for path in paths]
    return examine_packet(documents, library or shipped(), **asked)


def examine(document: Document, library: Library, **asked: Unpack[Asked]) -> Report:
    """The report on a document that was read; a schedule without its agreement is judged for its own families."""
    contract = segment(document, customer=asked.get("customer"), supplier=asked.get("supplier"))
    return _judged(contract, library, asked)


def examine_packet(documents: Sequence[Document], library: Library, **asked: Unpack[Asked]) -> Report:
    """The report on documents that were read and are one contract."""
    parties = {"customer": asked.get("customer"), "supplier": asked.get("supplier")}
    return _judged(join([segment(document, **parties) for document in documents]), library, asked)


def _judged(contract: Contract, library: Library, asked: Asked) -> Report:
    located = locate(contract, index_of(library))
    facts = Facts(contract, located.words, located.ranges)
    kind = read_engagement(contract, library, located, asked.get("engagement", ()))
    findings = shift(judge(contract, library, located, facts, asked.get("trace", ())), library, kind)
    findings, notes = schedule_alone(contract, findings)
    statuses = {finding.id: finding.status for finding in findings}
    conflicts = find_conflicts(contract, library.conflicts, located, facts, statuses)
    return Report(
        contract.document, contract.roles, findings, library.version, library.hash, __version__,
        (*contract.document.notes, *notes),
        terms=find_terms(contract, library.terms, located, facts),
        conflicts=(*disagreements(contract, located, facts), *conflicts),
        obtain=to_obtain(contract, findings),
        engagement=kind,
        coverage=cover(findings, library, asked.get("regulations", ())),
    )  # fmt: skip

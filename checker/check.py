"""The whole way of one document on one screen: read -> segment -> locate -> judge -> report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypedDict, Unpack

from checker import __version__
from checker.binding import hardly_binding
from checker.conflicts import find_conflicts
from checker.coverage import cover, used_regulations
from checker.decisions import Policy
from checker.engagement import read_engagement, shift
from checker.entry import Library
from checker.facts import Facts
from checker.judge import judge
from checker.kept import once
from checker.library import load
from checker.locate import Index, library_phrases, locate
from checker.model import Contract, Document, Report
from checker.obtain import to_obtain
from checker.packet import join, schedule_alone
from checker.policy.apply import graded, used_thresholds, with_thresholds
from checker.read import read
from checker.read.options import Options
from checker.segment import segment
from checker.terms import disagreements, find_terms
from checker.unread import doubt
from checker.versions import versions


@lru_cache(maxsize=1)
def shipped() -> Library:
    """The library that comes with the tool, read once."""
    return load()


_indexes: dict[str, Index] = {}
#: What makes an index from phrases.
_CODE = ("entry", "locate/index", "phrases", "words")


def index_of(library: Library) -> Index:
    """The library's wordings compiled for spaCy, once for each library."""
    if library.hash not in _indexes:
        phrases = list(library_phrases(library))
        _indexes[library.hash] = once(
            "index", Index, [phrase.text for phrase in phrases], _CODE, lambda: Index(phrases)
        )
    return _indexes[library.hash]


class Asked(TypedDict, total=False):
    """What may be asked of a check beside its documents and library.

    `customer` and `supplier` name the parties where the text does not.  `engagement` names the kinds of engagement
    that are in force instead of those read from the text.  `regulations` names the profiles whose coverage is told.
    `trace` names the protections that shall explain their status.  `policy` holds thresholds, severities and the rest;
    the options above go before it, and add to the regulations that it requires.
    """

    customer: str | None
    supplier: str | None
    engagement: Collection[str]
    regulations: Collection[str]
    trace: Collection[str]
    policy: Policy


#: What reads a file: here and now, or in a process of its own (`checker.worker.Worker.read`).
Reader = Callable[[Path, Options], Document]


def check(
    path: str | Path, library: Library | None = None, reading: Options | None = None, reader: Reader = read,
    **asked: Unpack[Asked],
) -> Report:  # fmt: skip
    """The report on the contract in the file `path`, judged by `library` (the shipped one by default).

    `reading` says how the file is read, `reader` by what.  Raises UnreadableError if it cannot be read, LibraryError
    and RuleError for faults of the library.
    """
    reading = reading or Options()
    return _recorded(examine(reader(Path(path), reading), library or shipped(), **asked), reading)


def check_packet(
    paths: Iterable[str | Path], library: Library | None = None, reading: Options | None = None, reader: Reader = read,
    **asked: Unpack[Asked],
) -> Report:  # fmt: skip
    """The report on several files that are one contract: a protection counts wherever it stands.

    Raises what `check` raises: a packet with one unreadable file is not judged; and UsageError for an empty packet.
    """
    reading = reading or Options()
    documents = [reader(Path(path), reading) for path in paths]
    return _recorded(examine_packet(documents, library or shipped(), **asked), reading)


def examine(document: Document, library: Library, **asked: Unpack[Asked]) -> Report:
    """The report on a document that was read; a schedule without its agreement is judged for its own families."""
    contract = segment(document, customer=asked.get("customer"), supplier=asked.get("supplier"))
    return _judged(contract, library, asked)


def examine_packet(documents: Sequence[Document], library: Library, **asked: Unpack[Asked]) -> Report:
    """The report on documents that were read and are one contract."""
    parties = {"customer": asked.get("customer"), "supplier": asked.get("supplier")}
    return _judged(join([segment(document, **parties) for document in documents]), library, asked)


def _judged(contract: Contract, library: Library, asked: Asked) -> Report:
    unknown = asked.keys() - Asked.__annotations__.keys()
    if unknown:  # a wish that nobody heard would look as if it were granted
        raise TypeError(f"a check cannot be asked for {', '.join(sorted(unknown))}")
    policy = asked.get("policy") or Policy()
    library = with_thresholds(library, policy)
    engagement = tuple(asked.get("engagement", ())) or policy.engagement
    regulations = tuple(dict.fromkeys((*asked.get("regulations", ()), *policy.profiles)))
    located = locate(contract, index_of(library))
    facts = Facts(contract, located.words, located.ranges)
    kind = read_engagement(contract, library, located, engagement)
    findings = shift(judge(contract, library, located, facts, asked.get("trace", ())), library, kind)
    findings, notes = schedule_alone(contract, graded(doubt(findings, contract.document), policy))
    statuses = {finding.id: finding.status for finding in findings}
    conflicts = find_conflicts(contract, library.conflicts, located, facts, statuses)
    return Report(
        contract.document, contract.roles, findings, library.version, library.hash, __version__,
        (*contract.document.notes, *hardly_binding(located.words.lower), *notes),
        options=_given(
            customer=asked.get("customer"), engagement=", ".join(engagement), library=", ".join(policy.library),
            profile=", ".join(regulations), supplier=asked.get("supplier"),
        ),
        terms=find_terms(contract, library.terms, located, facts),
        conflicts=(*disagreements(contract, located, facts), *conflicts),
        obtain=to_obtain(contract, findings),
        engagement=kind,
        regulations=used_regulations(library, regulations),
        coverage=cover(findings, library, regulations),
        policy=policy,
        thresholds=used_thresholds(library, policy),
        clauses=contract.clauses,
        versions=versions(contract.document),
        library_folders=library.folders,
    )  # fmt: skip


def _given(**options: str | None) -> dict[str, str]:
    """The options that were given, by name."""
    return {name: value for name, value in sorted(options.items()) if value}


def _recorded(report: Report, reading: Options) -> Report:
    """The report with how its documents were read among its options."""
    how = {
        "allow_unread": "yes" if reading.allow_unread else "no", "changes": reading.changes,
        "ocr": "yes" if reading.ocr else "no",
    }  # fmt: skip
    return replace(report, options=dict(sorted({**report.options, **how}.items())))

"""Runs a library on its own examples: an entry is its own test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.check import index_of
from checker.entry import Entry, Library
from checker.facts import Facts
from checker.judge import judge
from checker.locate import Located, locate
from checker.model import Contract, Document, Finding, Page, Role, Roles
from checker.segment import segment

_SUPPLIER = ("Supplier", "Provider", "Vendor", "Contractor", "Service Provider")
_CUSTOMER = ("Customer", "Client")


def verify(library: Library, only: Iterable[str] = ()) -> list[str]:
    """What is wrong with the library, a line each: examples that come out otherwise, and phrases that never fire.

    `only` limits this to some protections.
    """
    wanted = set(only)
    problems = []
    for entry in library.entries:
        if not wanted or entry.id in wanted:
            problems += _verify(entry, library)
    return problems


def example(text: str) -> Contract:
    """An example as a contract between Supplier and Customer."""
    text = text.strip()
    contract = segment(Document("example", "", text, (Page(1, "1", 0, len(text)),)))
    roles = Roles(Role("Customer", _CUSTOMER), Role("Supplier", _SUPPLIER), "examples name them so")
    statements = tuple(replace(s, kind="operative") if s.kind == "parties" else s for s in contract.statements)
    return Contract(contract.document, contract.clauses, statements, contract.definitions, contract.references, roles)


def judged(text: str, entry: Entry, library: Library) -> Finding:
    """What the entry finds in an example."""
    contract = example(text)
    return _finding(contract, locate(contract, index_of(library)), entry, library)


def _finding(contract: Contract, located: Located, entry: Entry, library: Library) -> Finding:
    asked = tuple(other for other in library.entries if other.id == entry.id or other.id in _needs(entry))
    facts = Facts(contract, located.words, located.ranges)
    return next(
        each for each in judge(contract, Library(asked, "", ""), located, facts, {entry.id}) if each.id == entry.id
    )


def _verify(entry: Entry, library: Library) -> list[str]:
    problems = []
    fired: set[str] = set()
    for status, examples in entry.examples.items():
        for text in examples:
            contract = example(text)
            located = locate(contract, index_of(library))
            finding = _finding(contract, located, entry, library)
            if finding.status != status:
                trace = " | ".join(finding.trace[-6:])
                problems.append(
                    f"{entry.source}: {status} example comes out {finding.status}: '{text[:140]}' [{trace}]"
                )
            fired |= _fired(entry, located)
    for texts, wanted in ((entry.listed, True), (entry.unlisted, False)):
        for text in texts:
            contract = example(text)
            located = locate(contract, index_of(library))
            found = _finding(contract, located, entry, library).clauses
            if bool(found) != wanted:
                kind = "an example of 'clauses' is not listed" if wanted else "an example of 'no-clauses' is listed"
                problems.append(f"{entry.source}: {kind}: '{text[:140]}'")
            fired |= _fired(entry, located)
    for text in entry.wordings:
        fired |= _fired(entry, locate(example(text), index_of(library)))
    for phrase in entry.phrases():
        if phrase.text not in fired:
            problems.append(f"{entry.source}: no example holds the phrase '{phrase.text}'")
    return problems


def _needs(entry: Entry) -> set[str]:
    rules = (rule for rules in entry.rules.values() for rule in rules)
    return {other for rule in rules for name, value in rule.conditions if name == "statuses" for other in value}


def _fired(entry: Entry, located: Located) -> set[str]:
    return {phrase.text for phrase in entry.phrases() if located.matches(phrase)}

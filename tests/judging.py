"""Small contracts and libraries for the tests of judging: one paragraph is one statement, parties are named by role."""

from __future__ import annotations

from checker.entry import Entry, Library
from checker.facts import Facts
from checker.judge import judge
from checker.library.compile import compile_entry
from checker.library.source import read_source
from checker.locate import Index, library_phrases, locate
from checker.model import Clause, Contract, Definition, Document, Finding, Page, Reference, Role, Roles, Statement

BOTH = Roles(Role("Customer", ("Customer",)), Role("Supplier", ("Supplier",)), "named so")


def contract(
    *paragraphs: str, roles: Roles = BOTH, kinds: dict[int, str] | None = None, heading: str = "",
    definitions: dict[str, str] | None = None, absent: str = "", leads: dict[int, tuple[int, ...]] | None = None,
) -> Contract:  # fmt: skip
    """A contract in which each paragraph is a clause with one statement."""
    text = "\n\n".join([*paragraphs, *(definitions or {}).values()]) + "\n"
    statements, clauses, at = [], [], 0
    for number, paragraph in enumerate([*paragraphs, *(definitions or {}).values()]):
        kind = (kinds or {}).get(number, "operative" if number < len(paragraphs) else "definition")
        end = at + len(paragraph)
        clauses.append(Clause(number, None, str(number + 1), heading, (heading,) if heading else (), kind, at, end, 0))
        statements.append(Statement(number, number, at, end, kind, (leads or {}).get(number, ())))
        at = end + 2
    defined = []
    for number, (term, body) in enumerate((definitions or {}).items(), len(paragraphs)):
        start = text.index(body)
        defined.append(Definition(term, start, start + len(body), number))
    references = []
    if absent and absent in text:
        start = text.index(absent)
        references.append(Reference("schedule", absent, start, start + len(absent), False))
    document = Document("test.txt", "0" * 64, text, (Page(1, "1", 0, len(text)),))
    return Contract(document, tuple(clauses), tuple(statements), tuple(defined), tuple(references), roles)


def entry(text: str) -> Entry:
    """An entry from its rules alone: id, texts and examples are filled in."""
    head = "id: it\ntitle: It\nfamily: test\nseverity: high\nwhy: w\nask: a\nexamples: {present: [x], missing: [y]}\n"
    return compile_entry(read_source((head + text).encode(), "it.yaml"))


def finding(made: Contract, *entries: Entry, trace: bool = False) -> Finding:
    """The finding of the last entry on a contract."""
    library = Library(entries, "0", "0")
    located = locate(made, Index(library_phrases(library)))
    facts = Facts(made, located.words, located.ranges)
    return judge(made, library, located, facts, {entries[-1].id} if trace else ())[-1]

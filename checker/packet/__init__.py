"""Several documents judged as one contract: joined in one text, pointing to each other, ranked by their own words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from checker.errors import UsageError
from checker.model import (
    Clause,
    Contract,
    Definition,
    Document,
    Finding,
    Part,
    Reference,
    Role,
    Roles,
    Statement,
    TableRow,
)  # fmt: skip
from checker.packet.kinds import KINDS, kind_of, numbered, titles
from checker.packet.precedence import ranks

_BETWEEN = "\n\n"
_SMALL = frozenset("the a an of and to for agreement addendum terms version standard policy policies document".split())

#: What data-protection terms call the parties, whatever the main agreement calls them.
_CAPACITIES = {
    "customer": ("Controller", "Data Controller", "Data Exporter", "Covered Entity"),
    "supplier": ("Processor", "Data Processor", "Data Importer", "Business Associate"),
}


def join(contracts: Sequence[Contract]) -> Contract:
    """One contract of several documents, the main agreement first, the others in the order given.

    Its document's `parts` say where each file stands in the text and how it ranks (0 prevails).  References from one
    document to another are resolved.  Raises UsageError where the same document stands in the packet twice.
    """
    _once(contracts)
    kinds = [kind_of(contract) for contract in contracts]
    main = next((number for number, kind in enumerate(kinds) if not kind), 0)
    order = [main, *(number for number in range(len(contracts)) if number != main)]
    contracts = [contracts[number] for number in order]
    kinds = ["" if number == main else kinds[number] for number in order]
    joined = _Joined(contracts, kinds)
    return joined.contract()


def schedule_alone(contract: Contract, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings of a document that is only a schedule: what belongs to the main agreement stands elsewhere.

    Gives the findings and a note; a whole agreement comes back as it is, without a note.
    """
    name = kind_of(contract)
    if not name:
        return findings, ()
    kind = KINDS[name]
    say = (
        f"This document is a {kind.title}; what it is silent on belongs to the main agreement, which was not supplied."
    )
    found = tuple(
        replace(finding, status="elsewhere", say=say)
        if finding.status in ("missing", "unclear") and finding.family not in kind.families
        else finding
        for finding in findings
    )
    families = " and ".join(kind.families)
    return found, (
        f"the document is a {kind.title} without its main agreement: only the family {families} is judged in full; "
        "supply the main agreement with --packet",
    )


def _once(contracts: Sequence[Contract]) -> None:
    seen: dict[str, str] = {}
    for contract in contracts:
        document = contract.document
        other = seen.setdefault(document.sha256, document.name)
        if other != document.name:
            raise UsageError(f"{other} and {document.name} are the same document: leave one out of the packet")


class _Joined:
    """The contracts of a packet with their offsets and indexes moved behind each other."""

    def __init__(self, contracts: Sequence[Contract], kinds: Sequence[str]) -> None:
        self.contracts, self.kinds = contracts, kinds
        self.starts: list[int] = []
        at = 0
        for contract in contracts:
            self.starts.append(at)
            at += len(contract.document.text) + len(_BETWEEN)

    def contract(self) -> Contract:
        """The packet as one contract."""
        clauses: list[Clause] = []
        statements: list[Statement] = []
        definitions: list[Definition] = []
        references: list[Reference] = []
        for contract, at in zip(self.contracts, self.starts, strict=True):
            c, s = len(clauses), len(statements)
            references += [self._reference(reference, at, c) for reference in contract.references]
            definitions += [
                replace(d, start=d.start + at, end=d.end + at, statement=d.statement + s) for d in contract.definitions
            ]
            clauses += [
                replace(
                    clause, index=clause.index + c, parent=None if clause.parent is None else clause.parent + c,
                    start=clause.start + at, end=clause.end + at,
                )
                for clause in contract.clauses
            ]  # fmt: skip
            statements += [
                replace(
                    statement, index=statement.index + s, clause=statement.clause + c, start=statement.start + at,
                    end=statement.end + at, leads=tuple(lead + s for lead in statement.leads),
                )
                for statement in contract.statements
            ]  # fmt: skip
        return Contract(
            self._document(), tuple(clauses), tuple(statements), tuple(definitions), tuple(references), self._roles()
        )

    def _document(self) -> Document:
        documents = [contract.document for contract in self.contracts]
        ranked = ranks(self.contracts, self.kinds)
        parts: list[Part] = []
        pages, rows, notes, headings = [], [], [], []
        for document, at, kind, rank in zip(documents, self.starts, self.kinds, ranked, strict=True):
            end = at + len(document.text)
            title = KINDS[kind].title if kind else "main agreement" if not parts else "further document"
            parts.append(
                Part(document.name, document.sha256, document.format, len(document.pages), at, end, title, rank)
            )
            pages += [replace(page, start=page.start + at, end=page.end + at) for page in document.pages]
            rows += [_row(row, at) for row in document.rows]
            notes += [f"{document.name}: {note}" for note in document.notes]
            headings += [heading + at for heading in document.headings]
        others = len(documents) - 1
        name = (
            f"{documents[0].name} and {others} {'other' if others == 1 else 'others'}" if others else documents[0].name
        )
        sha256 = hashlib.sha256("".join(document.sha256 for document in documents).encode()).hexdigest()
        text = _BETWEEN.join(document.text for document in documents)
        return Document(
            name, sha256, text, tuple(pages), tuple(rows), tuple(notes), "packet", tuple(parts), tuple(headings)
        )

    def _reference(self, reference: Reference, at: int, clauses: int) -> Reference:
        target = None if reference.target is None else reference.target + clauses
        moved = replace(reference, start=reference.start + at, end=reference.end + at, target=target)
        if reference.resolved or reference.kind not in ("schedule", "document"):
            return moved
        own = self.starts.index(at)
        there = any(
            _names(reference.label, contract, kind)
            for number, (contract, kind) in enumerate(zip(self.contracts, self.kinds, strict=True))
            if number != own
        )
        return replace(moved, resolved=True) if there else moved

    def _roles(self) -> Roles:
        """The roles of the main agreement, with the names that the other documents use for the same sides."""
        first = self.contracts[0].roles
        sides = {"customer": first.customer, "supplier": first.supplier}
        taken = {name.lower() for role in sides.values() if role for name in (role.name, *role.aliases)}
        for contract, kind in zip(self.contracts[1:], self.kinds[1:], strict=True):
            for side, words in _CAPACITIES.items():
                role: Role | None = getattr(contract.roles, side)
                if kind == "data-protection":
                    role = Role(words[0], (*(role.aliases if role else ()), *words))
                if role is None:
                    continue
                known = sides[side]
                new = tuple(name for name in (role.name, *role.aliases) if name.lower() not in taken)
                taken |= {name.lower() for name in new}
                sides[side] = role if known is None else replace(known, aliases=(*known.aliases, *new))
        return Roles(sides["customer"], sides["supplier"], first.why)


def _row(row: TableRow, at: int) -> TableRow:
    cells = tuple(replace(cell, start=cell.start + at, end=cell.end + at) for cell in row.cells)
    return replace(row, cells=cells, start=row.start + at, end=row.end + at)


def _names(label: str, contract: Contract, kind: str) -> bool:
    """Whether a reference's label ("Schedule 3", "Data Processing Addendum") means this document."""
    said = " ".join(re.sub(r"[\"'()]", " ", label).lower().split())
    number = numbered(contract)
    if number and said.rstrip("s") == number:
        return True
    if kind and re.search(KINDS[kind].words, said, re.IGNORECASE):
        return True
    wanted = {word.rstrip("s") for word in said.split()} - _SMALL
    return bool(wanted) and any(
        wanted <= {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", title.lower())} for title in titles(contract)
    )

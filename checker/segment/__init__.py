"""Finds the structure of a document: clauses, statements with their lead-ins, definitions, references and roles."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from checker.model import Clause, Contract, Definition, Document, Statement
from checker.segment.amendments import without_deleted
from checker.segment.definitions import defined, inline
from checker.segment.headings import is_heading
from checker.segment.kinds import (
    FORMULA,
    IN_WITNESS,
    MODAL,
    WHEREAS,
    acts,
    binds_on,
    is_formula,
    opens_recitals,
    statement_kind,
)
from checker.segment.node import Node
from checker.segment.references import find_references
from checker.segment.roles import read_roles
from checker.segment.running import divided
from checker.segment.sentences import is_open, items, main_clause, sentences
from checker.segment.tables import Table, announces, find_tables, is_caption, table_at
from checker.segment.tree import build

_AGREED = re.compile(
    r"\b(?:now,?\s+therefore|agree(?:d)? as follows|it is (?:hereby )?agreed|in consideration of)\b", re.IGNORECASE
)
_DEFINITIONS = re.compile(r"\bdefinition|\bdefined terms|\binterpretation\b", re.IGNORECASE)
_DEFINED_ON = re.compile(r"(?:for (?:the )?purposes? of|as used in) this (?:definition|sentence)\b", re.IGNORECASE)
_INCLUDES = re.compile(r"\b(?:include|includes|exclude|excludes|mean|means)\b")
#: What an agreement consists of, said before its clauses begin.
_ATTACHED = re.compile(r"\b(?:attachments?|exhibits?|schedules?|documents?|appendices|annexes)\s*:\s*$", re.IGNORECASE)
_CONDITION = re.compile(
    r"^\W*(?:if|when|where|whenever|should|in (?:the|any) event|upon|in case|unless|to the extent)\b", re.I
)
_LIST = frozenset(("bullet", "lower", "roman", "upper", "upper-roman", "digit", "decimal", "number"))


def segment(document: Document, *, customer: str | None = None, supplier: str | None = None) -> Contract:
    """The contract that a document holds; `customer` and `supplier` name the parties where the text does not."""
    return _Assembly(document).contract(customer, supplier)


class _Assembly:
    """Turns the nodes of the clause tree into clauses and statements."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.tables = find_tables(self.text, document.rows)
        columns = [table.header[0] for table in self.tables if table.header is not None]
        self.nodes = build(self.text, document.headings, columns)
        self.index = {id(node): number for number, node in enumerate(self.nodes)}
        self.statements: list[Statement] = []
        self.definitions: list[Definition] = []
        self.last: dict[int, int] = {}  # node -> its last statement
        self.listed: dict[int, list[int]] = {}  # lead-in -> the items that it leads in
        self.recital = self.signed = self.begun = False
        self.numbered: tuple[str, tuple[int, ...]] = ("", ())  # style and number of the last numbered clause

    def contract(self, customer: str | None, supplier: str | None) -> Contract:
        clauses = []
        for number, node in enumerate(self.nodes):
            kind = self._kind(node)
            chain = node.chain()
            clauses.append(
                Clause(
                    number,
                    self.index[id(node.parent)] if node.parent is not None else None,
                    node.number(),
                    node.heading,
                    tuple(item.heading for item in chain if item.heading),
                    kind,
                    node.start,
                    max(node.end, node.start),
                    len(chain) - 1,
                )
            )
            in_definitions = any(_DEFINITIONS.search(item.heading) for item in chain if item.heading)
            for start, end in node.paragraphs:
                self._paragraph(number, node, kind, start, end, in_definitions)
        made = tuple(clauses)
        led: dict[int, int] = {}
        for statement in self.statements:
            for lead in statement.leads:
                led[lead] = max(led.get(lead, 0), statement.end)
        statements = without_deleted(self.text, made, self.statements)
        definitions = tuple(replace(d, end=max(d.end, led.get(d.statement, 0))) for d in self.definitions)
        return Contract(
            self.document, made, statements, definitions, find_references(self.text, made, not self.document.parts),
            read_roles(self.text, customer, supplier),
        )  # fmt: skip

    def _kind(self, node: Node) -> str:
        """What the clause is; recitals last until the parties agree, signatures until a schedule begins.

        A text taken from columns may hold the signatures amid the clauses, whose numbers then go on behind them.
        """
        if node.contents:
            return "contents"
        if node.style in ("number", "decimal") and node.values:
            style, values = self.numbered
            if self.signed and style == node.style and (*values[:-1], values[-1] + 1) == node.values:
                self.signed = False
            self.numbered = node.style, node.values
        if node.style == "schedule":
            self.signed = self.recital = False
            self.begun = True
            return "operative"
        if node.style == "opening":
            return "operative" if self.begun else "parties"
        if not self.begun and opens_recitals(node.heading):
            self.recital = True
        elif node.style in ("number", "decimal", "article") and not (
            self.recital and node.style == "number" and not node.heading
        ):
            self.recital = False
            self.begun = True
        elif self.recital and node.style == "heading" and node.heading and not opens_recitals(node.heading):
            self.recital = False
        if self.signed:
            return "signature"
        return "recital" if self.recital else "operative"

    def _paragraph(self, clause: int, node: Node, kind: str, start: int, end: int, in_definitions: bool) -> None:
        text = self.text[start:end]
        kind = self._paragraph_kind(kind, text, start)
        leads = self._leads_of(node, start, text)
        table = table_at(self.tables, start, end) if self.tables and kind == "operative" else None
        if table is not None:
            at = max(start, table.start)
            if start == at:
                leads = self._leads_of_table(table, leads)
            if table.header is not None and len(sentences(self.text[at:end])) > 1:
                self._rows(clause, node, start, end, table, leads)
                return
        led: tuple[int, ...] = ()  # what leads in a list of sentences
        outer = leads
        for place, ((first, last), role) in enumerate(divided(text)):
            formula = kind in ("parties", "recital") and _AGREED.search(text[first:last])
            if formula or (not self.begun and kind == "operative" and is_formula(text[first:last])):
                self.recital, self.begun = False, True
                kind = "operative"
                if FORMULA.search(text[first:last]) or not MODAL.search(text[first:last]):
                    self._add(clause, node, "recital", start + first, start + last, ())
                    continue
            if kind in ("parties", "operative") and WHEREAS.match(text, first):
                self._add(clause, node, "recital", start + first, start + last, ())
                continue
            parts = items(text, (first, last)) or [(1, (first, last))]
            if place and leads and MODAL.search(text[first:last]):
                leads = ()  # a further sentence with a verb of its own
            if place and table is not None and start + first == table.start:
                leads = self._leads_of_table(table, ())
            if role == "item":
                leads = led
            lead: tuple[int, ...] = ()
            for depth, (a, b) in parts:
                its = statement_kind(kind, text[a:b], in_definitions)
                above = (*leads, *lead)
                if its == "operative" and any(self.statements[number].kind == "definition" for number in above):
                    its = "operative" if MODAL.search(text[a:b]) else "definition"
                tail = main_clause(text, (a, b)) if its == "operative" and self._is_condition(above) else b
                if tail > a:
                    item = self._add(clause, node, its, start + a, start + len(text[:tail].rstrip()), above)
                    if above and (depth or role == "item"):
                        self.listed.setdefault(above[-1], []).append(item)
                    if depth == 0:
                        lead = (item,)
                if tail < b:
                    self._add(clause, node, its, start + tail, start + b, (*above, *self.listed.get(above[-1], ())))
            if role == "lead" and self.statements:
                led = (*leads, self.statements[-1].index)
            elif role == "item":
                leads = outer

    def _leads_of_table(self, table: Table, leads: tuple[int, ...]) -> tuple[int, ...]:
        """The lead-ins of a paragraph that begins in a table: what announces the table, and its header.

        The header leads in only the rows that stand in other statements than itself.
        """
        first = self._holding(table.start) if self.statements and self.statements[-1].end > table.start else None
        if first is not None:  # the table began before
            above = self.statements[first].leads
            return above if table.header is None else (*above, first)
        found: list[int] = []
        for number in range(len(self.statements) - 1, max(-1, len(self.statements) - 3), -1):
            statement = self.statements[number]
            said = self.text[statement.start : statement.end]
            apart = self.text[statement.end : self.statements[found[0]].start if found else table.start].strip()
            if apart or statement.kind not in ("operative", "heading"):
                break
            if not found and is_caption(said):
                found.append(number)
                continue
            if announces(said) and not FORMULA.search(said) and not _ATTACHED.search(said):
                return leads or (*statement.leads, number, *found)
            break
        return leads or tuple(found)

    def _holding(self, at: int) -> int | None:
        """The statement in which the character stands, among the last."""
        for statement in reversed(self.statements):
            if statement.start <= at:
                return statement.index if at < statement.end else None
        return None

    def _rows(self, clause: int, node: Node, start: int, end: int, table: Table, leads: tuple[int, ...]) -> None:
        """The statements of a paragraph in which a table stands: the text before it, its header, each row."""
        if start < table.start:
            for first, last in sentences(self.text[start : table.start]):
                self._add(clause, node, statement_kind("operative", self.text[start + first : start + last], False),
                          start + first, start + last, leads)  # fmt: skip
            leads = self._leads_of_table(table, ())
        cuts = [at for at in (max(start, table.start), *table.rows) if start <= at < end]
        for at, until in itertools.pairwise([*dict.fromkeys(cuts), end]):
            said = self.text[at:until].rstrip()
            number = self._add(clause, node, "operative", at, at + len(said), leads)
            if table.header is not None and at == max(start, table.header[0]) and at < table.rows[0]:
                leads = (*leads, number)

    def _leads_of(self, node: Node, start: int, text: str) -> tuple[int, ...]:
        """The lead-ins of a paragraph: of its list item, or a colon behind which it stands without a number."""
        if start == node.paragraphs[0][0]:
            return self._leads(node)
        if text[:1].islower():
            return self._leads(node) or self._colon(node, text)
        return self._colon(node, text)

    def _colon(self, node: Node, text: str) -> tuple[int, ...]:
        """The lead-in of a paragraph in a list without numbers: "Supplier shall maintain:" and what follows it.

        The list ends with the first paragraph that has a verb of its own.
        """
        last = self.last.get(id(node))
        if last is None or self.statements[last].kind != "operative":
            return ()
        before = self.statements[last]
        said = self.text[before.start : before.end].rstrip()
        if not said.endswith(":"):
            listed = before.leads and last in self.listed.get(before.leads[-1], ())
            return before.leads[:1] if listed and not acts(text) else ()
        led = len(said.split()) > 2 and not FORMULA.search(said) and not _ATTACHED.search(said)
        return (*before.leads, last) if led and MODAL.search(said) and not acts(text) else ()

    def _is_condition(self, leads: tuple[int, ...]) -> bool:
        """Whether the last lead-in is a bare condition ("If either party:"), whose main clause follows its list."""
        if not leads:
            return False
        said = self.text[self.statements[leads[-1]].start : self.statements[leads[-1]].end]
        return bool(_CONDITION.match(said)) and not MODAL.search(said)

    def _paragraph_kind(self, kind: str, text: str, start: int) -> str:
        if kind == "contents":
            return kind
        if IN_WITNESS.match(text) and start > 0.2 * len(self.text):
            self.signed = True
        if self.signed:
            return "operative" if binds_on(text) else "signature"
        if WHEREAS.match(text):
            return "recital"
        if kind == "parties" and self.begun:
            return "operative"
        return kind

    def _leads(self, node: Node) -> tuple[int, ...]:
        """The lead-ins of a list item: the open last statements of the clauses above it, outermost first."""
        if node.style not in _LIST:
            return ()
        found: list[int] = []
        parent = node.parent
        while parent is not None and parent.style != "schedule":
            last = self.last.get(id(parent))
            if last is not None:
                statement = self.statements[last]
                text = self.text[statement.start : statement.end]
                if statement.kind in ("operative", "definition") and is_open(text) and self._leads_in(node, text):
                    return (*statement.leads, last, *found)
                break
            parent = parent.parent if parent.style in ("lower", "roman", "upper", "digit", "upper-roman") else None
        return tuple(found)

    def _leads_in(self, node: Node, text: str) -> bool:
        """Whether an open statement leads in to a clause: not the words of agreement, and no heading or title.

        A clause with a number of its own level ("7.2") is led in only by a colon, and not if it has a heading.
        """
        goes_on = text.rstrip().endswith(":") and self.text[slice(*node.paragraphs[0])][:1].islower()
        if len(text.split()) < 2 or (not goes_on and (FORMULA.search(text) or is_heading(text))):
            return False
        if node.style in ("number", "decimal"):
            return not node.heading and text.rstrip().endswith(":") and not _ATTACHED.search(text)
        return True

    def _defines_on(self, clause: int, text: str) -> bool:
        """Whether a sentence behind a definition goes on with it: "Secrets do not include ..."."""
        if not self.statements or not self.definitions or self.statements[-1].kind != "definition":
            return False
        last = self.statements[-1]
        if last.clause != clause or self.definitions[-1].end != last.end:
            return False
        return bool(_DEFINED_ON.match(text)) or (
            text.startswith(self.definitions[-1].term) and bool(_INCLUDES.search(text[:160]))
        )

    def _add(self, clause: int, node: Node, kind: str, start: int, end: int, leads: tuple[int, ...]) -> int:
        number = len(self.statements)
        text = self.text[start:end]
        if kind == "operative" and self._defines_on(clause, text):
            kind = "definition"
            self.definitions[-1] = replace(self.definitions[-1], end=end)
        self.statements.append(Statement(number, clause, start, end, kind, leads))
        self.last[id(node)] = number
        if kind == "definition":
            found = defined(text, True)
            if found:
                self.definitions.append(Definition(found[0], start + found[1], end, number))
        elif kind in ("operative", "parties", "recital"):
            for term, first, last in inline(text):
                self.definitions.append(Definition(term, start + first, start + last, number))
        return number

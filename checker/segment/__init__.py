"""Finds the structure of a document: clauses, statements with their lead-ins, definitions, references and roles."""

from __future__ import annotations

import re

from checker.model import Clause, Contract, Definition, Document, Statement
from checker.segment.definitions import defined, inline
from checker.segment.references import find_references
from checker.segment.roles import read_roles
from checker.segment.sentences import is_open, items, sentences
from checker.segment.tree import Node, build

_RECITALS = re.compile(r"^(?:recitals?|background|preamble|introduction|witnesseth|premises)\b", re.IGNORECASE)
_WHEREAS = re.compile(r"^\W*whereas\b", re.IGNORECASE)
_AGREED = re.compile(
    r"\b(?:now,?\s+therefore|agree(?:d)? as follows|it is (?:hereby )?agreed|in consideration of)\b", re.IGNORECASE
)
_SIGNED = re.compile(r"^\W*in witness where\s?of\b|^\W*(?:signed|executed) (?:by|for and on behalf)\b", re.IGNORECASE)
_SIGNING = re.compile(r"^\W*(?:by|name|title|signature|print name|authori[sz]ed signat\w+)\s*:", re.IGNORECASE)
_NOTE = re.compile(
    r"^\W*(?:(?:foot|end)note \d+: )?\[?\s*(?:note to draft|drafting note|ntd|note:|comment)|^\W*\[?\s*\*+\s*(?:confidential treatment|certain)",
    re.IGNORECASE,
)
_DEFINITIONS = re.compile(r"\bdefinition|\bdefined terms|\binterpretation\b", re.IGNORECASE)
_PARTIES = re.compile(
    r"\b(?:between|hereinafter|is made|entered into)\b|\((?:the |hereinafter )?[\"']|principal (?:place|office)",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:shall|will|must|may|agrees?|hereby|cannot|warrants?|is entitled|has the right)\b", re.IGNORECASE
)
_LIST = frozenset(("lower", "roman", "upper", "upper-roman", "digit", "decimal", "number"))


def segment(document: Document, *, customer: str | None = None, supplier: str | None = None) -> Contract:
    """The contract that a document holds; `customer` and `supplier` name the parties where the text does not."""
    return _Assembly(document).contract(customer, supplier)


class _Assembly:
    """Turns the nodes of the clause tree into clauses and statements."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.nodes = build(self.text, document.headings)
        self.index = {id(node): number for number, node in enumerate(self.nodes)}
        self.statements: list[Statement] = []
        self.definitions: list[Definition] = []
        self.last: dict[int, int] = {}  # node -> its last statement
        self.recital = self.signed = self.begun = False

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
            for start, end in node.paragraphs:
                self._paragraph(number, node, kind, start, end)
        made = tuple(clauses)
        return Contract(
            self.document, made, tuple(self.statements), tuple(self.definitions), find_references(self.text, made),
            read_roles(self.text, customer, supplier),
        )  # fmt: skip

    def _kind(self, node: Node) -> str:
        """What the clause is; recitals last until the parties agree, signatures until a schedule begins."""
        if node.contents:
            return "contents"
        if node.style == "schedule":
            self.signed = self.recital = False
            self.begun = True
            return "operative"
        if node.style == "opening":
            return "operative" if self.begun else "parties"
        if _RECITALS.match(node.heading) and not self.begun:
            self.recital = True
        elif node.style in ("number", "decimal", "article") and not (
            self.recital and node.style == "number" and not node.heading
        ):
            self.recital = False
            self.begun = True
        elif node.style == "heading" and node.heading and not _RECITALS.match(node.heading):
            self.recital = False
        if self.signed:
            return "signature"
        return "recital" if self.recital else "operative"

    def _paragraph(self, clause: int, node: Node, kind: str, start: int, end: int) -> None:
        text = self.text[start:end]
        kind = self._paragraph_kind(kind, text, start)
        leads = self._leads(node)
        in_definitions = any(_DEFINITIONS.search(item.heading) for item in node.chain())
        for first, last in sentences(text):
            if kind in ("parties", "recital") and _AGREED.search(text[first:last]):
                self.recital, self.begun = False, True
                self._add(clause, node, "recital", start + first, start + last, ())
                kind = "operative"
                continue
            parts = items(text, (first, last)) or [(1, (first, last))]
            lead: tuple[int, ...] = ()
            for depth, (a, b) in parts:
                its = self._statement_kind(kind, text[a:b], in_definitions)
                number = self._add(clause, node, its, start + a, start + b, (*leads, *lead))
                if depth == 0:
                    lead = (number,)

    def _paragraph_kind(self, kind: str, text: str, start: int) -> str:
        if kind == "contents":
            return kind
        if _SIGNED.match(text) and start > 0.2 * len(self.text):
            self.signed = True
        if self.signed:
            return "signature"
        if _WHEREAS.match(text):
            return "recital"
        if kind == "parties" and self.begun:
            return "operative"
        return kind

    def _statement_kind(self, kind: str, text: str, in_definitions: bool) -> str:
        if kind == "parties" and not (_PARTIES.search(text) and not _MODAL.search(text)):
            kind = "operative"
        if kind != "operative":
            return kind
        if _SIGNING.match(text) and len(text) < 120:
            return "signature"
        if _NOTE.match(text):
            return "note"
        return "definition" if defined(text, in_definitions) else "operative"

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
                if is_open(self.text[statement.start : statement.end]) and statement.kind in (
                    "operative",
                    "definition",
                ):
                    return (*statement.leads, last, *found)
                break
            parent = parent.parent if parent.style in ("lower", "roman", "upper", "digit", "upper-roman") else None
        return tuple(found)

    def _add(self, clause: int, node: Node, kind: str, start: int, end: int, leads: tuple[int, ...]) -> int:
        number = len(self.statements)
        self.statements.append(Statement(number, clause, start, end, kind, leads))
        self.last[id(node)] = number
        text = self.text[start:end]
        if kind == "definition":
            found = defined(text, True)
            if found:
                self.definitions.append(Definition(found[0], start + found[1], end, number))
        elif kind in ("operative", "parties", "recital"):
            for term, first, last in inline(text):
                self.definitions.append(Definition(term, start + first, start + last, number))
        return number

"""Which document of a packet prevails, as the packet's own words say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import EVIDENCE_KINDS, Contract
from checker.packet.kinds import KINDS

_CONFLICT = re.compile(r"\b(?:conflict|inconsisten\w+|ambiguit\w+|discrepanc\w+|precedence|priority)\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:following|descending|this) order\b|order of (?:precedence|priority)|listed (?:earlier|first|above)|\bfirst\b.*\bthen\b",
    re.IGNORECASE | re.DOTALL,
)
_PREVAILS = re.compile(
    r"\b(?:shall|will|do|does)?\s*(?:control|prevail|govern|takes? precedence|have precedence|supersede)s?\b",
    re.IGNORECASE,
)
#: Words for every document but the main one, and for the main one.
_ATTACHED = r"\b(?:attachments|schedules|exhibits|annex(?:es|ures)|appendices|addenda)\b"
_MAIN = r"\b(?:this|the|main|these|master)\s+(?:[A-Z][a-z]+\s+){0,3}(?:agreement|terms|contract)\b|terms and conditions|main body|clauses of"


def ranks(contracts: Sequence[Contract], kinds: Sequence[str]) -> tuple[int, ...]:
    """The rank of each document, 0 the highest; all 0 where the packet does not say.  The main agreement is first."""
    for number in range(len(contracts)):
        for text in _statements(contracts[number]):
            found = _ranked(text, kinds, number)
            if found:
                return found
    return (0,) * len(contracts)


def _statements(contract: Contract) -> list[str]:
    """Each operative statement on conflicts between documents, with its heading and the list it leads in."""
    led: dict[int, list[str]] = {}
    for statement in contract.statements:
        for lead in statement.leads:
            led.setdefault(lead, []).append(contract.statement_text(statement))
    found = []
    for statement in contract.statements:
        text = contract.statement_text(statement)
        if statement.kind not in EVIDENCE_KINDS or statement.leads:
            continue
        whole = " ".join([*contract.clauses[statement.clause].path[-1:], text, *led.get(statement.index, ())])
        if _CONFLICT.search(whole) and (_PREVAILS.search(whole) or _ORDER.search(text)):
            found.append(whole)
    return found


def _ranked(text: str, kinds: Sequence[str], own: int) -> tuple[int, ...]:
    """The ranks that one statement gives; () where it does not speak of two of the documents."""
    ordered = _ORDER.search(text)
    mentions = _mentions(text[ordered.start() :] if ordered else text, kinds, own)
    if ordered and len(mentions) > 1:
        places = sorted(mentions.values())
        return tuple(places.index(mentions[n]) if n in mentions else len(places) for n in range(len(kinds)))
    verb = _PREVAILS.search(text)
    if verb is None:
        return ()
    before = _mentions(text[: verb.start()], kinds, own, last=True)
    if not before:
        return ()
    winner = max(before, key=lambda n: before[n])
    if not {n for n in _mentions(text, kinds, own) if n != winner}:
        return ()
    return tuple(int(n != winner) for n in range(len(kinds)))


def _mentions(text: str, kinds: Sequence[str], own: int, last: bool = False) -> dict[int, int]:
    """Document -> where the text names it first (or last)."""
    found: dict[int, int] = {}
    for number, kind in enumerate(kinds):
        words = KINDS[kind].words if kind else _MAIN if number == 0 else ""
        if number == own and number:
            words += r"|\bthis (?:DPA|SLA|addendum|schedule|exhibit|attachment|annex|appendix)\b"
        elif kind and kind != "order":
            words += "|" + _ATTACHED
        if words:
            places = [match.start() for match in re.finditer(words, text, re.IGNORECASE)]
            if places:
                found[number] = places[-1] if last else places[0]
    return found

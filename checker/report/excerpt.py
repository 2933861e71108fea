"""Cuts a quote to the words that matter, for reports in which a whole clause would hide them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.model import Evidence, Finding
from checker.report.wording import is_withheld, plain

Span = tuple[int, int]

#: Two windows nearer than this (in characters) are shown as one: an ellipsis would not save anything.
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a cut quote, safe to print; `marked` says that it holds the words that decided."""

    text: str
    marked: bool = False


def shown_evidence(finding: Finding) -> Evidence | None:
    """The evidence to show where there is room for one: that which holds the first weakness, else the first."""
    for weakness in finding.weaknesses:
        for evidence in finding.evidence:
            if weakness.quote and _inside((weakness.start, weakness.end), evidence):
                return evidence
    return finding.evidence[0] if finding.evidence else None


def marks(finding: Finding, evidence: Evidence) -> tuple[Span, ...]:
    """The spans of `evidence` that decided: the weaknesses that stand in it, else its own words.

    None where the quote is withheld: what stands in its place has no such words.
    """
    if is_withheld(evidence.quote):
        return ()
    weak = [(each.start, each.end) for each in finding.weaknesses if each.quote]
    own = [span for span in weak if _inside(span, evidence) and span != (evidence.start, evidence.end)]
    return tuple(sorted(own or evidence.words))


def _inside(span: Span, evidence: Evidence) -> bool:
    return evidence.start <= span[0] and span[1] <= evidence.end


def excerpt(text: str, start: int, spans: Iterable[Span], limit: int) -> tuple[Piece, ...]:
    """`text` cut to about `limit` characters around `spans`, with an ellipsis for what is left out.

    `spans` are offsets in the document, `start` is the offset at which `text` begins there.
    """
    marked = _merged((max(a - start, 0), min(b - start, len(text))) for a, b in spans)
    windows = [(0, len(text))] if len(text) <= limit else _windows(text, marked, limit)
    pieces: list[Piece] = []
    last = 0
    for first, end in windows:
        if first > last:
            pieces.append(Piece("… " if not pieces else " … "))
        pieces += _pieces(text, first, end, marked)
        last = end
    if last < len(text):
        pieces.append(Piece(" …"))
    return tuple(piece for piece in pieces if piece.text)


def lead_in(lead: str, limit: int = 80) -> str:
    """The end of a lead-in, which holds its subject and verb: "… Supplier shall:"; "" for none."""
    lead = plain(lead)
    if len(lead) <= limit:
        return lead
    return "… " + lead[-limit:].split(" ", 1)[-1]


def _merged(spans: Iterable[Span], near: int = 0) -> list[Span]:
    """Spans in order, those that touch or lie nearer than `near` joined."""
    found: list[Span] = []
    for a, b in sorted(span for span in spans if span[0] < span[1]):
        if found and a <= found[-1][1] + near:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def _windows(text: str, marked: Sequence[Span], limit: int) -> list[Span]:
    """The parts of `text` to show: context around each mark, as many marks as the limit holds, whole words."""
    if not marked:
        return [(0, _word_end(text, limit))]
    kept: list[Span] = []
    for a, b in marked:
        kept.append((a, min(b, a + limit)))
        if sum(end - first for first, end in kept) > limit * 2 // 3:
            break
    spare = max(limit - sum(end - first for first, end in kept), limit // 3)
    context = spare // (2 * len(kept))
    windows = []
    for a, b in kept:
        before = min(a, context)
        first = a - before
        end = b + context + (context - before)
        if first < _NEAR:
            first = 0
        if len(text) - end < _NEAR:
            end = len(text)
        windows.append((_word_start(text, first, a), _word_end(text, end, b)))
    return _merged(windows, _NEAR)


def _word_start(text: str, at: int, most: int) -> int:
    """The start of the first whole word at or after `at`, not beyond `most`."""
    if at <= 0 or text[at - 1].isspace():
        return max(at, 0)
    while at < most and not text[at].isspace():
        at += 1
    while at < most and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, least: int = 0) -> int:
    """The end of the last whole word at or before `at`, not before `least`."""
    if at >= len(text):
        return len(text)
    stop = at
    while stop > least and not text[stop].isspace():
        stop -= 1
    while stop > least and text[stop - 1].isspace():
        stop -= 1
    return stop or at


def _pieces(text: str, first: int, end: int, marked: Sequence[Span]) -> list[Piece]:
    """`text[first:end]` in runs, marked or not; white space between two runs stays one space."""
    cuts = [(max(a, first), min(b, end)) for a, b in marked if a < end and b > first]
    pieces: list[Piece] = []
    at = first
    for a, b in cuts:
        pieces += [_piece(text[at:a], False), _piece(text[a:b], True)]
        at = b
    pieces.append(_piece(text[at:end], False))
    return pieces


def _piece(text: str, marked: bool) -> Piece:
    said = plain(text)
    if not said:
        return Piece(" " if text else "", marked)
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return Piece(before + said + after, marked)

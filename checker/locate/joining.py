"""Joins the hits of a phrase's pieces to matches: each piece at most GAP words behind the last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from checker.phrases import GAP

#: The first word and the word behind the last.
Hit = tuple[int, int]

#: Matches of one phrase in one statement that are looked at.
MOST = 4


class Match(NamedTuple):
    """A phrase that stands in a statement: the word spans of its pieces, in the order of the phrase's first part."""

    spans: tuple[Hit, ...]

    @property
    def start(self) -> int:
        """The first word of the match."""
        return min(span[0] for span in self.spans)

    @property
    def end(self) -> int:
        """The word after the last of the match."""
        return max(span[1] for span in self.spans)


def pairs(first: list[Hit], second: list[Hit]) -> tuple[Match, ...]:
    """Up to MOST matches of a phrase of two pieces with these hits in one statement without a lead-in."""
    found: list[Match] = []
    for hit in first:
        end = hit[1]
        following = bisect_left(second, (end, 0))
        if following < len(second) and second[following][0] - end <= GAP:
            found.append(Match((hit, second[following])))
            if len(found) == MOST:
                break
    return tuple(found)


def joined(first: list[list[Hit]], others: list[list[list[Hit]]], ranges: list[Hit]) -> tuple[Match, ...]:
    """Up to MOST matches of a phrase whose pieces have these hits; the last range is the statement's own."""
    rest: list[Hit] = []
    for part in others:
        chained = chain(part, ranges, part[0])
        if chained is None:
            return ()
        rest += chained
    own = ranges[-1]
    found: list[Match] = []
    starts = first[0]
    while len(found) < MOST:
        chained = chain(first, ranges, starts)
        if chained is None:
            break
        spans = (*chained, *rest)
        if any(own[0] <= span[0] < own[1] for span in spans):
            found.append(Match(spans))
        starts = starts[bisect_right(starts, chained[0]) :]
    return tuple(found)


def chain(inside: list[list[Hit]], ranges: list[Hit], starts: list[Hit]) -> list[Hit] | None:
    """The first sequence of hits, one a piece, each at most GAP words behind the last (or in a later range).

    It begins with one of `starts`.
    """
    if not all(inside):
        return None
    if len(inside) == 1:
        return starts[:1] or None
    return _completed([], starts, inside[1:], ranges, set())


def _completed(
    begun: list[Hit], hits: list[Hit], behind: list[list[Hit]], ranges: list[Hit], dead: set[tuple[int, Hit]]
) -> list[Hit] | None:
    """The chain with the first of the hits from which it can be completed; None where there is none.

    `dead` are the hits, with their depth, from which no chain goes on: each is tried once.
    """
    for hit in hits:
        if (len(behind), hit) in dead or (begun and not _reaches(begun[-1], hit, ranges)):
            continue
        if not behind:
            return [*begun, hit]
        found = _completed([*begun, hit], behind[0], behind[1:], ranges, dead)
        if found is not None:
            return found
        dead.add((len(behind), hit))
    return None


def _reaches(last: Hit, following: Hit, ranges: list[Hit]) -> bool:
    if following[0] < last[1]:
        return False
    if following[0] - last[1] <= GAP:
        return True
    for first, end in ranges:
        if first <= last[0] < end:
            return not first <= following[0] < end  # a lead-in may be long
    return False

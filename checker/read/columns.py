"""Columns of a page: whether there are any, and the lines in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from checker.read.glyphs import Box
from checker.read.page import Line

#: Width of the strips (points) in which a gutter is sought, and the part of the page where it may stand.
STRIP = 3.0
MIDDLE = (0.15, 0.85)
#: A gutter may be crossed by so many lines for each beside it: headings, and pages half of which is in columns.
EMPTY = 0.5
#: A column has at least so many lines, and prose fills at least this share of its width: cells of a table do not.
LEAST, FILLED = 5, 0.6
#: A line that reaches less than this (points) over the gutter still stands beside it.
SLACK = 4.0
#: A column narrower than this share of the page holds clause numbers or labels.
NARROW = 0.14


def suspected(boxes: Sequence[Box], width: float) -> bool:
    """Whether the runs of text of a page, in boxes, stand in columns; their words need not be known for that."""
    if not _white(boxes, width):
        return False
    pieces: list[Line] = []
    for left, bottom, right, top in boxes:
        last = pieces[-1] if pieces else None
        if last is not None and bottom < last.middle < top and -2 <= left - last.right <= top - bottom:
            pieces[-1] = Line("", last.left, min(last.bottom, bottom), right, max(last.top, top))
        else:
            pieces.append(Line("", left, bottom, right, top))
    return _gutter(pieces, width, ()) is not None


def _white(boxes: Sequence[Box], width: float) -> list[float]:
    """The places (from the left) in the middle of the page that few of the boxes cross, for those on both sides."""
    strips = int(width / STRIP) + 2
    begins = [int(left / STRIP) for left, _, right, _ in boxes if right > left]
    ends = [int(right / STRIP) + 1 for left, _, right, _ in boxes if right > left]
    if begins and (min(begins) < 0 or max(ends) > strips):  # some stand outside the page
        begins, ends = ([min(max(place, 0), strips) for place in places] for places in (begins, ends))
    change = [0] * (strips + 1)
    for begin in begins:
        change[begin] += 1
    for end in ends:
        change[end] -= 1
    cover = list(accumulate(change))
    first, last = int(strips * MIDDLE[0]), int(strips * MIDDLE[1])
    low = EMPTY * max(cover)
    if min(cover[first:last], default=0) > low:
        return []
    before = list(accumulate(cover, max))  # the most that stands on a strip up to here
    after = list(accumulate(reversed(cover), max))[::-1]  # from here on
    places = []
    for strip, crossing in enumerate(cover[first:last], first):
        if crossing <= low:
            least = min(before[strip], after[strip])
            if least >= LEAST and crossing <= EMPTY * least:
                places.append((strip + 0.5) * STRIP)
    return places


def arrange(pieces: Iterable[Line], width: float, rules: Sequence[Box] = ()) -> list[Line]:
    """The lines of a page in reading order, made of pieces of lines.

    A column is read to its end before the next; what spans the columns (a heading, a table) is read where it stands.
    `rules` are drawn level lines: a table's lines cross the gutters between its cells, so these are no columns.
    """
    return _ordered(list(pieces), width, [rule for rule in rules if rule[2] - rule[0] > 30])


def _ordered(pieces: list[Line], width: float, rules: Sequence[Box]) -> list[Line]:
    gutter = _gutter(pieces, width, rules)
    if gutter is None:
        return rows(pieces)
    made: list[Line] = []
    loose: list[Line] = []
    for band in _bands(pieces, gutter, rules):
        if _columns(band, gutter, width):
            made += rows(loose)
            loose = []
            made += _ordered([piece for piece in band if _centre(piece) < gutter], width, rules)
            made += _ordered([piece for piece in band if _centre(piece) >= gutter], width, rules)
        else:
            loose += band
    return made + rows(loose)


def _gutter(pieces: Sequence[Line], width: float, rules: Sequence[Box]) -> float | None:
    """The place (from the left) with most lines in columns on both sides and fewest across; None without columns."""
    best, places = 0, list[float]()
    known: dict[tuple[float, ...], int] = {}  # most strips of a gutter part the page alike
    spans = [(piece.left, piece.right, _centre(piece)) for piece in pieces]
    for at in _white([(piece.left, 0.0, piece.right, 0.0) for piece in pieces], width):
        low, high = at - SLACK, at + SLACK
        sides = [0 if left < low and right > high else 1 if centre < at else 2 for left, right, centre in spans]
        parted = (*_walls(rules, at), *sides)
        score = known.get(parted, -1)
        if score < 0:
            score = known[parted] = _parted(pieces, at, width, rules)
        if score:
            score -= sum(piece.left < at < piece.right for piece in pieces)
        if score > best:
            best, places = score, [at]
        elif score == best and score and at - places[-1] <= 1.1 * STRIP:
            places.append(at)
    return sum(places) / len(places) if places else None


def _parted(pieces: Sequence[Line], gutter: float, width: float, rules: Sequence[Box]) -> int:
    """How many pieces stand in columns beside the gutter, the shorter column counted twice."""
    score = 0
    for band in _bands(pieces, gutter, rules):
        if _columns(band, gutter, width):
            left = sum(_centre(piece) < gutter for piece in band)
            score += 2 * min(left, len(band) - left)
    return score


def _walls(rules: Sequence[Box], gutter: float) -> list[float]:
    """The heights of the drawn lines over the gutter, from the top."""
    found = ((rule[1] + rule[3]) / 2 for rule in rules if rule[0] < gutter - 5 and rule[2] > gutter + 5)
    return sorted(found, reverse=True)


def _bands(pieces: Sequence[Line], gutter: float, rules: Sequence[Box]) -> list[list[Line]]:
    """The pieces from top to bottom: stretches that leave the gutter free, and the pieces that cross it one by one.

    A drawn line over the gutter ends a stretch, so that the rows of a table are not taken for columns.
    """
    bands: list[list[Line]] = [[]]
    ordered = sorted(pieces, key=lambda piece: -piece.middle)
    walls = _walls(rules, gutter)
    wall = 0
    for piece in ordered:
        while wall < len(walls) and walls[wall] > piece.middle:
            bands.append([])
            wall += 1
        if _crosses(piece, gutter):
            bands += [[piece], []]
        else:
            bands[-1].append(piece)
    return [band for band in bands if band]


def _columns(band: Sequence[Line], gutter: float, width: float) -> bool:
    """Whether the stretch holds prose in columns on both sides of the gutter."""
    if len(band) < 2 * LEAST:
        return False
    left = [piece for piece in band if _centre(piece) < gutter]
    right = [piece for piece in band if _centre(piece) >= gutter]
    return min(len(left), len(right)) >= LEAST and _prose(right, width) and _prose(left, width)


def _crosses(piece: Line, gutter: float) -> bool:
    return piece.left < gutter - SLACK and piece.right > gutter + SLACK


def _centre(piece: Line) -> float:
    return (piece.left + piece.right) / 2


def _prose(side: Sequence[Line], width: float) -> bool:
    lines = rows(side)
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    if len(lines) < LEAST or last - first < NARROW * width:
        return False
    return sum(line.right - line.left for line in lines) >= FILLED * len(lines) * (last - first)


def rows(pieces: Iterable[Line]) -> list[Line]:
    """The pieces joined to lines, from top to bottom: those that overlap in height by half stand on one line."""
    found: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda each: (-each.middle, each.left)):
        for row in reversed(found[-3:]):
            lead = row[0]
            shared = min(lead.top, piece.top) - max(lead.bottom, piece.bottom)
            if shared > 0.5 * min(lead.top - lead.bottom, piece.top - piece.bottom):
                row.append(piece)
                break
        else:
            found.append([piece])
    return [_line(sorted(row, key=lambda piece: piece.left)) for row in found]


def _line(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    return Line(
        " ".join(piece.text for piece in row), row[0].left, min(piece.bottom for piece in row),
        max(piece.right for piece in row), max(piece.top for piece in row),
    )  # fmt: skip

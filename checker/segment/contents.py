"""Tables of contents that say so by their shape alone: line after line a title and the number of a page."""

from __future__ import annotations

import re

#: A title and the number of its page.
_ENTRY = re.compile(r"^(?P<title>\S.{0,110}?[A-Za-z)\]\"'])[\s.]*\s(?P<own>[A-Z]{1,3}-)?(?P<page>\d{1,3})$")
_NUMBERED = re.compile(
    r"^(?:(?:article|section|clause|part|schedule|exhibit|annex|appendix)\b|\d{1,2}[.\s]|\d{1,2}\.\d)", re.IGNORECASE
)
_SAYS = re.compile(r"\b(?:shall|will|must|may|hereby|means|is|are)\b")
#: So many entries make a table of contents, of which so large a share begins with a number.
LEAST, SHARE = 8, 0.5
#: So many lines without a page may stand between two entries: a title over two lines, a title without a page.
GAP = 2
#: A table of contents stands in the first part of a text.
FIRST = 0.4


def entries(text: str) -> frozenset[int]:
    """The offsets of the lines of such tables of contents, and of the lines between their entries."""
    found: list[int] = []
    run: list[tuple[int, bool, bool]] = []  # offset, whether it is an entry, whether it begins with a number
    page = gap = 0
    at, end = 0, int(FIRST * len(text))
    while at < end:
        stop = text.find("\n", at)
        line = text[at : stop if stop >= 0 else len(text)]
        if line:
            match = _ENTRY.match(line) if line[-1].isdecimal() else None
            apart = match is not None and match["own"] is not None  # "Exhibit B Form of Notice EB-1": pages of its own
            entry = match is not None and (apart or int(match["page"]) >= page) and not _SAYS.search(line)
            if entry and match is not None:
                page, gap = page if apart else int(match["page"]), 0
            else:
                gap += 1
            if gap > GAP or (not entry and len(line) > 120):
                found += _taken(run)
                run, page, gap = [], 0, 0
            elif run or entry:
                run.append((at, entry, _NUMBERED.match(line) is not None))
        at += len(line) + 1
    return frozenset([*found, *_taken(run)])


def _taken(run: list[tuple[int, bool, bool]]) -> list[int]:
    """The lines of a run up to its last entry, if it is a table of contents."""
    titles = [numbered for _, entry, numbered in run if entry]
    if len(titles) < LEAST or sum(titles) < SHARE * len(titles):
        return []
    last = max(place for place, (_, entry, _) in enumerate(run) if entry)
    return [at for at, _, _ in run[: last + 1]]

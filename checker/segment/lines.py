"""Lines as clauses need them: without page numbers and rules, and divided where filings run clauses together."""

from __future__ import annotations

import re

from checker.segment.headings import is_heading, run_in

_PAGE = re.compile(
    r"^\W*(?:page\s+)?(?:exh(?:ibit)?\.\s)?(?:[A-Z]{1,3}\s?[-\u2013.]\s?)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$|^\W*page\s+[ivxl]+\W*$|"
    r"^\W*\d{1,3}\s*\|\s*p\s?a\s?g\s?e\W*$|^\W*p\s?a\s?g\s?e\s*[|:]?\s*\d{1,3}(?:\s*(?:of|/|\|)\s*\d{1,3})?\W*$",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"(?<=\s)(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[A-Z\"(\[]|(?P<small>[a-z]))"
    r"|(?:(?P<number>\d{1,2})\.|(?P<letter>[A-Z])\.)\s+(?=[A-Z\"(\[]))"
)
#: What stands before an item of a list whose clause goes on in small letters: "shall: 1.7.1 process ...; 1.7.2 permit".
_ITEM_ENDS = re.compile(r"[A-Za-z)\]\"'][;:.]\s+(?:(?:and|or)\s+)?$")
#: The point behind a number or a capital, as in all of these.
_POINT = re.compile(r"\.(?<=[\dA-Z]\.)")
#: Words before a number that make it a pointer, an amount or a name, and no clause of its own.
_POINTS = re.compile(
    r"(?:section|sections|clause|clauses|article|articles|paragraph|paragraphs|exhibit|schedule|annex|appendix|attachment|item|part|no\.?|"
    r"version|under|in|of|and|or|to|by|with|per|see|than|through|\u00a7|\$|,)\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[$\u20ac\u00a3%]")
_SAYS = re.compile(r"[A-Za-z0-9_\[]")
_WORD = re.compile(r"\w")
_NUMBERED = re.compile(r"^[\d.]+\s+")
_TABLE = re.compile(r"\W*table of contents\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?][\"')\]]*\s+$")
_ENTRY = re.compile(r"(?:\b\d{1,2}\.\d{1,2}\.?\s+[A-Z][A-Za-z]|[a-z)]\s+\d{1,3}\s+(?=\d{1,2}\.\d|[A-Z]))")
_MODAL = re.compile(r"\b(?:shall|will|must|may|agrees?|warrants?|represents?|is|are)\b")
_NO_DIGITS = bytes(code for code in range(256) if not chr(code).isdecimal())
#: A number may be so many clauses further on than the next after the last that was seen; its heading is this near.
SKIP, AHEAD = 2, 160
#: So many entries, each with a digit, and no verb between them are a table of contents that was run into one line.
ENTRIES = 4


def is_furniture(line: str) -> bool:
    """Whether a line says nothing: a page number, a rule, dots."""
    return not _SAYS.search(line) or (bool(_PAGE.match(line)) and not _AMOUNT.search(line))


def is_contents(line: str) -> bool:
    """Whether a line holds entries of a table of contents, one behind the other."""
    if _TABLE.match(line) and not _MODAL.search(line):
        return True
    if line.isascii() and len(line.encode().translate(None, _NO_DIGITS)) < ENTRIES:
        return False
    return len(_ENTRY.findall(line)) >= ENTRIES and len(_MODAL.findall(line)) * 8 <= len(_ENTRY.findall(line))


class Pieces:
    """Divides long lines at the numbers of clauses that run on inside them; knows the numbers seen so far."""

    def __init__(self) -> None:
        self.decimal: tuple[int, ...] = ()
        self.number = self.letter = 0

    def of(self, line: str) -> list[tuple[int, str]]:
        """(offset, text) of each clause in the line: one, if no number in it goes on with its series."""
        if "." not in line:  # as there is in each number that may stand inside a line
            return [(0, line.rstrip())]
        cuts = [0]
        if line[0].isdecimal() or line[1:2] == ".":
            self._begin(line)
        for match in _INNER.finditer(line) if len(line) > 60 and _POINT.search(line) else ():
            before = line[cuts[-1] : match.start()]
            if match["small"]:
                if not _ITEM_ENDS.search(before) or not self._goes_on(match):
                    continue
            elif _POINTS.search(before) or not self._follows(match, before):
                continue
            cuts.append(match.start())
        return [(a, line[a:b].rstrip()) for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]

    def _begin(self, line: str) -> None:
        match = _INNER.match(" " + line[:40], 1)
        if match:
            self._note(match)

    def _note(self, match: re.Match[str]) -> None:
        if match["decimal"]:
            self.decimal = tuple(int(part) for part in match["decimal"].split("."))
            self.number = self.decimal[0]
            self.letter = 0
        elif match["number"]:
            self.number, self.letter = int(match["number"]), 0
        else:
            self.letter = ord(match["letter"]) - 64

    def _goes_on(self, match: re.Match[str]) -> bool:
        """Whether a decimal before a small letter is the first item below the clause, or the next beside it."""
        values = tuple(int(part) for part in match["decimal"].split("."))
        last = self.decimal or (self.number,)
        good = values == (*last, 1) or values == (*last[:-1], last[-1] + 1)
        if good:
            self._note(match)
        return good

    def _follows(self, match: re.Match[str], before: str) -> bool:
        """Whether the number is the next of its series, at the end of a sentence (or, a decimal, of a heading)."""
        ended = bool(_STOP.search(before)) or not _WORD.search(before)
        if match["decimal"]:
            values = tuple(int(part) for part in match["decimal"].split("."))
            fits = values in _next(self.decimal or (self.number,)) or values == (self.number, 1)
            heading = is_heading(_NUMBERED.sub("", before.strip()))
            good = (fits and (ended or heading)) or (ended and self._later(values))
        elif match["number"]:
            on = int(match["number"]) - self.number
            good = ended and len(before) > 20 and (on == 1 or (1 < on <= 1 + SKIP and _titled(match)))
        else:
            good = ended and ord(match["letter"]) - 64 == self.letter + 1 and self.letter > 0
        if good:
            self._note(match)
        return good

    def _later(self, values: tuple[int, ...]) -> bool:
        """Whether a decimal at the end of a sentence is further on, where numbers between were not seen."""
        last = self.decimal or (self.number,)
        return last < values and values[0] - last[0] <= SKIP


def _titled(match: re.Match[str]) -> bool:
    """Whether a heading with a stop stands behind a number: "12. Default. If the Buyer ..."."""
    return bool(run_in(match.string[match.end() : match.end() + AHEAD])[0])


def _next(last: tuple[int, ...]) -> set[tuple[int, ...]]:
    """The decimals that may follow `last`: its first child, its next sibling, the next above it."""
    found = {(*last, 1), *((last[0] + step, child) for step in (1, 2) for child in (0, 1))}
    for depth in range(2, len(last) + 1):
        for step in (1, 2):
            found.add((*last[: depth - 1], last[depth - 1] + step))
    return found

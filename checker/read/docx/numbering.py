"""Clause numbers of a Word file: they are not in its text, but follow from its lists (numbering.xml) and styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.read.docx.package import W
from checker.read.docx.styles import Styles, number, switch, value
from checker.read.numerals import written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
#: Lists that are linked through more styles than this are linked in a circle.
LINKS = 10
_PLACE = re.compile(r"%([1-9])")
_BULLETS = {"o": "\u25e6", "\uf0a7": "\u25aa", "\uf0b7": "\u2022", "\uf0d8": "\u2022", "\uf0fc": "\u2022", "\uf02d": "\u2013"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format, its text with %1 to %9, where it starts and after which level it starts again.

    `restart` is None for the usual (after any higher level), 0 for never, else the number (from 1) of the level.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    gap: str = " "
    hidden: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: which counters it shares, its levels, and where it begins anew."""

    counters: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted; `label` must be asked in document order, once each."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[int, Element] = {}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        if root is None:
            return
        for item in root.iterfind(f"{W}abstractNum"):
            self._abstract.setdefault(item.get(f"{W}abstractNumId", ""), item)
        for item in root.iterfind(f"{W}num"):
            ident = number(item.get(f"{W}numId"))
            if ident is not None:
                self._nums.setdefault(ident, item)

    def label(self, properties: Element | None, style: str, original: bool) -> str:
        """The number of the next paragraph, with the white space behind it; "" where it has none.

        `original` reads the paragraph as it was before its number was a tracked insertion.
        """
        place = self._place(properties, style, original)
        if place is None:
            return ""
        ident, at = place
        its = self._list(ident)
        if its is None:
            return ""
        self._count(ident, its, at)
        return self._written(its, at)

    def _place(self, properties: Element | None, style: str, original: bool) -> tuple[int, int] | None:
        """The list and the level of a paragraph: its own word, else its style's."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        if own is not None and own.find(f"{W}ins") is not None and original:
            own = None
        ident, at = number(value(own, "numId")), number(value(own, "ilvl"))
        styled = self.styles.styled(style)
        if ident is None:
            ident = styled.listed
        if not ident:  # 0 takes a style's number away
            return None
        if at is None:
            at = self._level_of(ident, style, styled.owner)
        if at is None:
            at = styled.level or 0
        return ident, min(max(at, 0), LEVELS - 1)

    def _level_of(self, ident: int, style: str, owner: str) -> int | None:
        """The level that a list links to a style."""
        its = self._list(ident)
        for name in (style, owner) if its is not None else ():
            for at, level in enumerate(its.levels if its else ()):
                if name and level.style == name:
                    return at
        return None

    # ---------------------------------------------------------------- lists

    def _list(self, ident: int) -> _List | None:
        if ident not in self._lists:
            self._lists[ident] = self._made(ident)
        return self._lists[ident]

    def _made(self, ident: int) -> _List | None:
        num = self._nums.get(ident)
        if num is None:
            return None
        name, abstract = self._followed(num)
        if abstract is None:
            return None
        levels = [Level() for _ in range(LEVELS)]
        for item in abstract.iterfind(f"{W}lvl"):
            at = number(item.get(f"{W}ilvl"))
            if at is not None and 0 <= at < LEVELS:
                levels[at] = _level(item)
        starts: dict[int, int] = {}
        for item in num.iterfind(f"{W}lvlOverride"):
            at = number(item.get(f"{W}ilvl"))
            if at is None or not 0 <= at < LEVELS:
                continue
            level, start = item.find(f"{W}lvl"), number(value(item, "startOverride"))
            if level is not None:
                levels[at] = _level(level)
            if start is not None:
                starts[at] = start
        return _List(name, tuple(levels), starts)

    def _followed(self, num: Element) -> tuple[str, Element | None]:
        """The list behind a number, through the styles that lists are linked with."""
        for _ in range(LINKS):
            name = value(num, "abstractNumId") or ""
            abstract = self._abstract.get(name)
            link = value(abstract, "numStyleLink")
            if abstract is None or link is None:
                return name, abstract
            following = self._nums.get(self.styles.styled(link).listed or 0)
            if following is None:
                return next(
                    ((key, item) for key, item in self._abstract.items() if value(item, "styleLink") == link),
                    (name, None),
                )
            num = following
        return "", None

    # ---------------------------------------------------------------- counting

    def _count(self, ident: int, its: _List, at: int) -> None:
        """Count one paragraph at a level: lists of one kind go on from each other unless one begins anew."""
        counts = self._counts.setdefault(its.counters, [None] * LEVELS)
        start = its.starts.get(at, its.levels[at].start)
        anew = at in its.starts and (ident, at) not in self._begun
        self._begun.add((ident, at))
        now = counts[at]
        counts[at] = start if anew or now is None else now + 1
        for higher in range(at):
            if counts[higher] is None:  # a level that was passed over stands at its beginning
                counts[higher] = its.starts.get(higher, its.levels[higher].start)
        for lower in range(at + 1, LEVELS):
            restart = its.levels[lower].restart
            if restart is None or at < restart:
                counts[lower] = None

    def _written(self, its: _List, at: int) -> str:
        level = its.levels[at]
        if level.hidden or not level.text:
            return ""
        if level.form == "bullet":
            return _BULLETS.get(level.text, level.text) + " "
        counts = self._counts[its.counters]

        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = its.levels[place].form
            if place > at or form == "none":
                return ""
            plain = level.legal and not form.startswith("decimal")
            return written(counts[place] or 0, "decimal" if plain else form)

        text = _PLACE.sub(one, level.text)
        return text + level.gap if text.strip() else ""


def _level(item: Element) -> Level:
    suffix = value(item, "suff") or "tab"
    properties = item.find(f"{W}rPr")
    restart = number(value(item, "lvlRestart"))
    start = number(value(item, "start"))
    text = value(item, "lvlText") or ""
    return Level(
        _form(item), text, 0 if start is None else start, restart, bool(switch(item, "isLgl")),
        "" if suffix == "nothing" else " ", bool(switch(properties, "vanish")), value(item, "pStyle") or "",
    )  # fmt: skip


def _form(item: Element) -> str:
    """The number format; a custom one ("001, 002, ...") stands in the first branch of an alternative."""
    found = next(item.iter(f"{W}numFmt"), None)
    if found is None:
        return "decimal"
    form = found.get(f"{W}val", "decimal")
    if form != "custom":
        return form
    first = (found.get(f"{W}format") or "").split(",")[0].strip()
    return f"decimalZero{len(first)}" if first.isdigit() else "decimal"

"""Styles of a Word file: what a paragraph or a run inherits through the chain of styles it is based on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checker.read.docx.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: A style chain longer than this is a circle.
DEEPEST = 40
_OFF = frozenset(("0", "false", "off", "none"))


def value(element: Element | None, tag: str) -> str | None:
    """The w:val of the child `tag`; None where there is no such child."""
    child = element.find(f"{W}{tag}") if element is not None else None
    return None if child is None else child.get(f"{W}val")


def switch(properties: Element | None, tag: str) -> bool | None:
    """Whether the property `tag` is switched on or off; None where nothing is said."""
    child = properties.find(f"{W}{tag}") if properties is not None else None
    return None if child is None else _on(child)


def _on(element: Element) -> bool:
    return element.get(f"{W}val", "1").lower() not in _OFF


def number(text: str | None) -> int | None:
    """The whole number in an attribute, None where there is none."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Look:
    """What of a run's look changes what the text says: struck out (once or twice), hidden, in bold letters."""

    strike: bool = False
    double: bool = False
    hidden: bool = False
    bold: bool = False

    @property
    def gone(self) -> bool:
        """Whether a reader of the contract does not take the words for text."""
        return self.strike or self.double or self.hidden


_LOOKS = (("strike", f"{W}strike"), ("double", f"{W}dstrike"), ("hidden", f"{W}vanish"), ("bold", f"{W}b"))


@dataclass(frozen=True, slots=True)
class Styled:
    """What a paragraph has of its style: its place in the outline or the contents, a new page, a list with its level.

    `owner` is the style of the chain that names the list.
    """

    heading: bool
    contents: bool
    new_page: bool
    listed: int | None
    level: int | None
    owner: str


class Styles:
    """The styles part; each question is answered once and remembered."""

    def __init__(self, root: Element | None) -> None:
        self.styles: dict[str, Element] = {}
        self.default = ""
        self.defaults: Element | None = None
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._styled: dict[str, Styled] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        if root is None:
            return
        self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self.styles.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF:
                self.default = name

    def chain(self, name: str | None) -> tuple[Element, ...]:
        """The style and those it is based on, itself first."""
        name = name or ""
        if name not in self._chains:
            found: list[Element] = []
            at: str | None = name
            while at is not None and at in self.styles and self.styles[at] not in found and len(found) < DEEPEST:
                found.append(self.styles[at])
                at = value(self.styles[at], "basedOn")
            self._chains[name] = tuple(found)
        return self._chains[name]

    def paragraph(self, properties: Element | None) -> str:
        """The id of the style of a paragraph with these properties."""
        name = value(properties, "pStyle")
        return name if name is not None and name in self.styles else self.default

    def heading(self, name: str, properties: Element | None) -> bool:
        """Whether the paragraph stands in Word's outline, as headings do."""
        found = number(value(properties, "outlineLvl"))
        return self.styled(name).heading if found is None else 0 <= found <= 8

    def styled(self, name: str) -> Styled:
        """What the style gives its paragraphs, worked out once."""
        if name not in self._styled:
            self._styled[name] = Styled(
                self._heading(name), self._contents(name), self._new_page(name), *self._numbering(name)
            )
        return self._styled[name]

    def _heading(self, name: str) -> bool:
        for style in self.chain(name):
            level = value(style.find(f"{W}pPr"), "outlineLvl")
            if level is not None:
                found = number(level)
                return found is not None and 0 <= found <= 8
            if (value(style, "name") or "").lower() in ("title", "subtitle"):
                return True
        return False

    def _contents(self, name: str) -> bool:
        names = [(value(style, "name") or "").lower() for style in self.chain(name)]
        return any(its.startswith("toc ") and its[4:].isdigit() for its in names)

    def _new_page(self, name: str) -> bool:
        said = (switch(style.find(f"{W}pPr"), "pageBreakBefore") for style in self.chain(name))
        return next((on for on in said if on is not None), False)

    def _numbering(self, name: str) -> tuple[int | None, int | None, str]:
        listed = level = None
        owner = ""
        for style in self.chain(name):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is None:
                continue
            if level is None:
                level = number(value(found, "ilvl"))
            if listed is None:
                listed = number(value(found, "numId"))
            owner = owner or style.get(f"{W}styleId", "")
            if listed is not None:
                break
        return listed, level, owner

    def look(self, paragraph: str, properties: Element | None) -> Look:
        """How a run looks in a paragraph of the style `paragraph`.

        A run's own word counts; without one, the styles of paragraph and run switch each other off (17.7.3 of the
        standard), and the defaults of the document are added.
        """
        own = {child.tag: child for child in properties} if properties is not None else {}
        named = own.get(f"{W}rStyle")
        run = (named.get(f"{W}val") or "") if named is not None else ""
        look = self._looks.get((paragraph, run))
        if look is None:
            told = [self._switched(paragraph, run, tag) for tag in ("strike", "dstrike", "vanish", "b")]
            look = self._looks[paragraph, run] = Look(*told)
        changed = {field: _on(own[tag]) for field, tag in _LOOKS if tag in own}
        return replace(look, **changed) if changed else look

    def _switched(self, paragraph: str, run: str, tag: str) -> bool:
        on = _first(self.chain(paragraph), tag) != _first(self.chain(run), tag)
        return on or bool(switch(self.defaults, tag))


def _first(chain: Iterable[Element], tag: str) -> bool:
    for style in chain:
        found = switch(style.find(f"{W}rPr"), tag)
        if found is not None:
            return found
    return False

"""The numbers of list items on web pages, which stand in no text: browsers count them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.read.numerals import written

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal", "decimal-leading-zero": "decimalZero",
    "none": "", "disc": "bullet", "circle": "bullet", "square": "bullet",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_OWN = re.compile(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,3})*|[a-z]{1,2}|[ivx]{1,5}|[A-Z])[.)]|\d{1,2}(?:\.\d{1,3})+)\s", re.ASCII
)


class ListLabels:
    """The list that is open, how far it has counted, and the numbers of the items that it stands in."""

    def __init__(self, form: str = "", now: int = 1, step: int = 1, above: tuple[int, ...] = ()) -> None:
        self.form = form
        self.now = now
        self.step = step
        self.above = above
        self.item: tuple[int, ...] = above

    def fresh(self) -> ListLabels:
        """No list, as inside a table's cell."""
        return ListLabels()

    def below(self, element: HtmlElement) -> ListLabels:
        """The list that an ol or ul opens here; decimal lists inside each other count 4, 4.1, 4.1.1."""
        form = _form(element) if element.tag == "ol" else _styled(element, "bullet")
        step = -1 if element.get("reversed") is not None else 1
        items = sum(1 for child in element if child.tag == "li")
        now = _number(element.get("start"), items if step < 0 else 1)
        return ListLabels(form, now, step, self.item if form == "decimal" and self.form == "decimal" else ())

    def label(self, element: HtmlElement) -> str:
        """The number of the next item, with the space behind it; "" in a list that shows none."""
        form = self.form
        if element.get("type") in _TYPES:
            form = _TYPES[str(element.get("type"))]
        form = _styled(element, form)
        value = _number(element.get("value"), self.now)
        self.now = value + self.step
        self.item = (*self.above, value)
        if form == "bullet":
            return "\u2022 "
        if not form:
            return ""
        if form == "decimal" and self.above:
            return ".".join(map(str, self.item)) + " "
        return written(value, form) + ". "

    @staticmethod
    def own(text: str) -> bool:
        """Whether the text of an item begins with a number of its own; a bullet before it says nothing then."""
        return bool(_OWN.match(text))


def _form(element: HtmlElement) -> str:
    return _styled(element, _TYPES.get(element.get("type") or "1", "decimal"))


def _styled(element: HtmlElement, form: str) -> str:
    found = _STYLE.search(element.get("style") or "")
    for word in found[1].lower().split() if found else ():
        if word in _STYLES:
            return _STYLES[word]
    return form


def _number(text: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", text or "")
    return int(found[1]) if found else otherwise

"""A clause while the tree is built, and under which clause a number hangs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.segment.numbering import Label

#: The styles of items of a list; they nest where nothing else tells: a style opens below any other style.
LIST = frozenset(("bullet", "lower", "roman", "upper", "upper-roman", "digit"))
#: What an item of a list never hangs over.
_WALLS = ("number", "decimal", "article", "schedule")
#: An item of so few words may be the title of what follows.
TITLE = 4
_FURTHER = re.compile(r"[a-z)]\.\s+[A-Z]")


@dataclass
class Node:
    """A clause while the tree is built; `paragraphs` are spans of its own text.

    The style is that of its number (see `Label`), or "opening", "heading", "bullet", or "after": text behind bullets.
    """

    style: str
    values: tuple[int, ...]
    cited: str
    heading: str
    start: int
    parent: Node | None
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    heading_span: tuple[int, int] | None = None
    contents: bool = False
    end: int = 0

    def chain(self) -> list[Node]:
        """This node and those above it, the top first."""
        chain: list[Node] = []
        node: Node | None = self
        while node is not None:
            chain.append(node)
            node = node.parent
        chain.reverse()
        return chain

    def number(self) -> str:
        """The full number as a lawyer cites it."""
        schedule = cited = ""
        for node in self.chain():
            if node.style == "schedule":
                schedule, cited = node.cited, ""
            elif node.style in ("article", "number", "decimal"):
                cited = node.cited
            elif node.cited:
                cited += node.cited
        return f"{schedule}, {cited}" if schedule and cited else schedule or cited


def last_of(node: Node | None, style: str) -> int:
    """The number of the last clause of the style above `node`, itself included; 0 in a new schedule or article."""
    while node is not None:
        if node.style == style:
            return node.values[0]
        if node.style in ("schedule", "article"):
            return 0
        node = node.parent
    return 0


def number_above(node: Node | None) -> Node | None:
    """The nearest numbered clause or article at or above `node`."""
    while node is not None and node.style not in ("number", "decimal", "article"):
        node = node.parent
    return node


def parent_of(label: Label, node: Node, nodes: Sequence[Node], said: str, listed: Node | None) -> Node | None:
    """Under which clause a number hangs.

    `node` is the open clause, `nodes` are all so far; `said` is the text of its open paragraph, and under `listed` hangs
    the last list of bullets.
    """
    led = said.endswith(":")
    chain = node.chain()
    if label.style == "schedule":
        return None
    if label.style == "article":
        tops = [each for each in chain if each.style == "schedule"]
        return tops[-1] if tops else None
    if label.style == "number":
        return _of_number(chain, label.values[0], led)
    if label.style == "decimal":
        return _of_decimal(chain, label.values)
    if label.style == "bullet" and label.values[0] > 1 and node.style == "after":
        return listed
    if node.style == "heading" and label.values[0] > 1 and (broken := _broken_off(label, nodes)) is not None:
        return broken
    return _of_item(chain, label, said)


def _of_number(chain: list[Node], value: int, led: bool) -> Node | None:
    for node in reversed(chain):
        if node.style == "number" and value > 1:
            return node.parent
    if value == 1 and chain[-1].style in ("lower", "roman", "upper", "decimal") and led:
        return chain[-1]
    above = [node for node in chain if node.style in ("schedule", "article", "heading") and not node.contents]
    return above[-1] if above else None


def _of_decimal(chain: list[Node], values: tuple[int, ...]) -> Node | None:
    for node in reversed(chain):
        if node.style == "decimal" and node.values == values[:-1]:
            return node
        if node.style in ("number", "article") and len(values) == 2 and node.values[0] == values[0]:
            return node
    above = [node for node in chain if node.style in ("schedule", "article", "heading")]
    return above[-1] if above else None


def _of_item(chain: list[Node], label: Label, said: str) -> Node | None:
    for node in reversed(chain):
        if node.style == label.style and (label.values[0] == node.values[0] + 1):
            return node.parent
        if node.style in (*_WALLS, "heading"):
            break
    if label.values[0] == 1 and _complete(chain[-1], label, said):
        return chain[-1].parent  # the letters begin anew: a second list of the same clause
    if label.values[0] == 1:
        return chain[-1] if not chain[-1].contents else None
    for node in reversed(chain):
        if node.style == label.style:
            return node.parent
        if node.style in _WALLS:
            break
    lists = [node for node in chain if node.style not in LIST and not node.contents]
    return lists[-1] if lists else None


def _complete(node: Node, label: Label, said: str) -> bool:
    """Whether the open clause is a later item of a list in the style of the label, one whole sentence and no title."""
    later = node.style == label.style != "bullet" and node.values[0] > 1 and not node.heading and not node.paragraphs
    return later and said.endswith((".", ";")) and len(said.split()) > TITLE and not _FURTHER.search(said)


def _broken_off(label: Label, nodes: Sequence[Node]) -> Node | None:
    """The parent of the list with which an item goes on behind a line that looks like a heading (an address)."""
    before = next((node for node in reversed(nodes) if node.style != "heading"), None)
    for node in reversed(before.chain()) if before is not None else ():
        if node.style == label.style and node.values[0] == label.values[0] - 1:
            return node.parent
        if node.style in _WALLS:
            break
    return None

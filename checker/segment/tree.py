"""The clause tree: lines become paragraphs, paragraphs hang under the clause whose number or heading opened them."""

from __future__ import annotations

import re
from collections.abc import Collection

from checker.segment.captions import glued
from checker.segment.contents import FIRST, entries
from checker.segment.headings import is_heading, run_in
from checker.segment.lines import Pieces, is_contents, is_furniture
from checker.segment.node import LIST, Node, last_of, number_above, parent_of
from checker.segment.numbering import Label, label_of

_CONTENTS = re.compile(r"^(?:table of )?contents\W*$|^index(?: of (?:articles|sections))?\W*$", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|\u2026{2,}|_{5,}\s*\d+$")
_SAID = re.compile(r"\b(?:shall|will|hereby|means|whereas)\b", re.IGNORECASE)
#: A paragraph that ends so goes on behind a page break, whatever comes next.
_CUT = re.compile(
    r"\b(?:the|a|an|of|in|by|to|for|with|from|its|their|any|all|such|this|that|each|under|shall|will|may|be)\s*$"
)
_CUT_CAPITALS = re.compile(
    r"(?:,|\b(?:THE|A|AN|AND|OR|OF|IN|BY|TO|FOR|WITH|FROM|ITS|THEIR|ANY|ALL|SUCH|THIS|THAT|EACH|UNDER|SHALL|WILL|MAY|BE|NOT|ON|AS))$"
)
#: A sentence in capitals is longer than this many characters; what is shorter may be a title over two lines.
SHOUT = 80
_PAGE_END = re.compile(r"\s\d{1,3}$")
_BULLETS = frozenset("\u2022\u25aa\u25cf\u25e6\u00b7\uf0b7")
_BULLET = re.compile(r".\s*(?=\S)")
#: A dash ("-", "- -") opens an item behind a colon or another item, or where dashes stand one under the other.
_DASH = re.compile(r"^(?:[-\u2013*\u00bb>](?:\s?[-\u2013*]){0,2}|o(?=\s))\s+(?=[A-Za-z\"(])")
_LEADS = re.compile(r"\b(?:following|shall|will|must|may|includes?|agrees?)\b")
_DASHES = frozenset("-\u2013*\u00bb>o")
#: How far ahead of an item the next dash is sought: lines that are written, and characters.
AHEAD, ITEM = 4, 800
#: A number may skip this many (deleted or unrecognised clauses) and still go on with its series.
SKIP = 3
#: A schedule that is only listed has no more text than this behind its title.
TITLE = 80
#: "EXHIBIT 10.14" this near to the beginning is the number of a filing, not a schedule of the contract.
FILED = 400


def build(text: str, headings: Collection[int] = (), columns: Collection[int] = ()) -> list[Node]:
    """The clauses of a text in document order; the first is the opening, before any number or heading.

    `headings` are the offsets of lines that the file itself marks as headings, `columns` those of lines that name the
    columns of a table and so are none.
    """
    builder = _Builder(text, frozenset(headings), frozenset(columns))
    at = 0
    pieces = Pieces()
    listed = entries(text)
    for line in text.split("\n"):
        if at in listed or (line and is_contents(line)):
            builder.contents(at, line)
        elif not line:
            builder.blank = True
        else:
            for offset, piece in pieces.of(line):
                builder.line(at + offset, piece)
        at += len(line) + 1
    builder.close()
    return builder.nodes


def _led(line: str) -> bool:
    """Whether dots or a rule lead to a page number in the line."""
    if line.count(".") < 4 and "\u2026\u2026" not in line and "_____" not in line:
        return False
    return _LEADER.search(line) is not None


def _follows(last: tuple[int, ...], values: tuple[int, ...]) -> bool:
    """Whether a decimal is the first child of `last`, or the next beside it."""
    return values == (*last, 1) or (values[:-1] == last[:-1] and values[-1] == last[-1] + 1)


class _Builder:
    """Reads lines one by one and keeps the clause that is open."""

    def __init__(self, text: str, marked: frozenset[int], columns: frozenset[int]) -> None:
        self.text = text
        self.marked = marked
        self.columns = columns
        self.open = Node("opening", (), "", "", 0, None)
        self.nodes = [self.open]
        self.paragraph: list[int] | None = None
        self.blank = True
        self.in_contents = False
        self.seen: set[tuple[str, tuple[int, ...]]] = set()
        self.last_number = 0
        self.main: tuple[int, Node, int] | None = None  # before schedules: number of nodes, open clause, last number
        self.listed: Node | None = None  # under which the last list of bullets hangs

    def line(self, at: int, line: str) -> None:
        """Take the next line, which stands at `at`."""
        if is_furniture(line):
            self.blank = True
            return
        if at < FIRST * len(self.text) and _CONTENTS.match(line):
            self.in_contents, self.seen = True, set()
            self._finish()
            self._node(Node("heading", (), "", line.strip(), at, None, contents=True), at, line)
            return
        label = label_of(line, self._last) or self._bullet(at, line)
        if label is not None and self.main is not None and label.style in ("number", "decimal"):
            self._only_listed(label)
        if self._contents(at, line, label):
            return
        if label is not None and self._fits(label, line, at):
            self._labelled(at, line, label)
        elif (at not in self.columns and self._heads(line)) or (at in self.marked and not self._awaits_heading()):
            self._finish()
            node = Node("heading", (), "", line.strip(" .:"), at, self._above_heading())
            self._node(node, at, line)
        elif self.blank and self._ended_all() and (length := glued(line)):
            self._finish()
            self._node(Node("heading", (), "", line[:length].strip(), at, self._above_heading()), at, line[:length])
            self._plain(at + length, line[length:])
        else:
            self._plain(at, line)
        self.blank = False

    # ---------------------------------------------------------------- contents

    def _contents(self, at: int, line: str, label: Label | None) -> bool:
        """Whether the line belongs to a table of contents; its end is where a number comes again or text begins."""
        if len(line) < 220 and _led(line):
            self.contents(at, line)
            return True
        if not self.in_contents:
            return False
        if label is not None:
            key = (label.style, label.values)
            if key in self.seen and not _PAGE_END.search(line):
                self.in_contents = False
                return False
            self.seen.add(key)
        if (len(line) > 100 and not _PAGE_END.search(line)) or _SAID.search(line):
            self.in_contents = False
            return False
        self.contents(at, line)
        return True

    def contents(self, at: int, line: str) -> None:
        """Take a line of a table of contents."""
        self._finish()
        if not self.open.contents:
            self._node(Node("heading", (), "", "", at, None, contents=True), at, "")
        self.open.paragraphs.append((at, at + len(line)))
        self.blank = True

    # ---------------------------------------------------------------- numbers

    def _bullet(self, at: int, line: str) -> Label | None:
        """A bullet as the label of a list item; it is not cited."""
        match = _BULLET.match(line) if line[:1] in _BULLETS else None
        if match is None and line[:1] in _DASHES and (match := _DASH.match(line)) and not self._dashes(at, line):
            return None
        if match is None:
            return None
        within = (self.open.style == "bullet" and not self._leads_anew()) or (
            self.open.style == "after" and not self._unfinished()
        )
        return Label("bullet", (self.open.values[0] + 1 if within else 1,), "", match.end())

    def _dashes(self, at: int, line: str) -> bool:
        """Whether a dash opens an item here: in a list, behind a lead-in, or before another dash."""
        if self.open.style in ("bullet", "after") or self._open_lead():
            return True
        if line[0] not in "-\u2013*":
            return False
        if line[0] != "*" and self.blank and self._unfinished():
            return True
        following = [text for text in self.text[at + len(line) : at + len(line) + ITEM].split("\n") if text][:AHEAD]
        return any(text[0] == line[0] and _DASH.match(text) for text in following)

    def _leads_anew(self) -> bool:
        """Whether the text of an open item leads in to a list of its own."""
        return self._open_lead() and bool(_LEADS.search(self._said()))

    def _unfinished(self) -> bool:
        """Whether there is an open paragraph, and it ends without an end."""
        return self.paragraph is not None and self._said()[-1:] not in ".;!?\"')"

    def _said(self) -> str:
        """The text of the open paragraph so far; "" if there is none."""
        return self.text[self.paragraph[0] : self.paragraph[1]].rstrip() if self.paragraph is not None else ""

    def _fits(self, label: Label, line: str, at: int) -> bool:
        """Whether the number can be a clause's here; "30." in the middle of a sentence is none."""
        rest = line[label.length :].strip()
        if label.style == "schedule":
            filed = at < FILED and not self.last_number and self.open.chain()[0].style != "schedule"
            apart = self.blank or self.paragraph is None or self._ended()
            return not filed and (
                apart or self._titled(at, line) or (line.isupper() and bool(label.heading) and is_heading(line))
            )
        if label.style == "article":
            return True
        if label.style == "number":
            value = label.values[0]
            if value == 1 or self.last_number < value <= self.last_number + SKIP:
                return (
                    self.blank or self._ended() or (value == self.last_number + 1 and bool(rest) and rest[0].isupper())
                )
            return self.blank and bool(rest) and (is_heading(rest) or bool(run_in(rest)[0]))
        if label.style == "decimal":
            first = label.values[0]
            node = number_above(self.open)
            known = node.values[0] if node else self.last_number
            if line[label.length :].lstrip()[:1].islower():  # "5.2 ensure that": an item of a list, in order
                above = [item.values for item in self.open.chain() if item.style in ("number", "decimal", "article")]
                return self._ended() and any(_follows(values, label.values) for values in above)
            return self.blank or self._ended() or first in (known, known + 1)
        if label.style == "bullet":
            return True
        if label.style == "digit" and line[0] != "(":  # "1. keep records": led in, and then in order
            return self._open_lead() if label.values[0] == 1 else self._ended() and self._next_item(label)
        return self.blank or label.values[0] in (1, self._last(label.style) + 1)

    def _next_item(self, label: Label) -> bool:
        return label.values[0] == self._last(label.style) + 1

    def _titled(self, at: int, line: str) -> bool:
        """Whether a line is the name of a schedule alone ("Exhibit B"), and its title in capitals follows."""
        if len(line.split()) > 2:
            return False
        below = self.text[at + len(line) : at + len(line) + AHEAD + TITLE].lstrip("\n").split("\n", 1)[0]
        return below.isupper() and is_heading(below)

    def _last(self, style: str) -> int:
        """The last item of the open list of a style."""
        return last_of(self.open, style)

    def _ended(self) -> bool:
        said = self._said()
        return said[-1:] in ".;:!?\"')" or said.endswith(("and", "or"))

    def _ended_all(self) -> bool:
        """Whether nothing is open that this line could go on with."""
        return not self._awaits_heading() and (self.paragraph is None or self._said()[-1:] in ".;!?\"')")

    def _open_lead(self) -> bool:
        return self._said().endswith(":")

    def _only_listed(self, label: Label) -> None:
        """Take back schedules that are only listed by their titles: the number behind them goes on with the clauses."""
        count, node, number = self.main or (0, self.open, 0)
        listed = self.nodes[count:]
        empty = all(
            each.style == "schedule" and sum(end - start for start, end in each.paragraphs) < TITLE for each in listed
        )
        if len(self._said()) > TITLE or not empty:
            self.main = None
        elif label.values[0] > 1 and label.values[0] in (number, number + 1) and self.open is listed[-1]:
            self._finish()
            for each in listed:
                each.style, each.heading, each.cited = "heading", f"{each.cited} {each.heading}".strip(), ""
            self.open, self.last_number, self.main = node, number, None

    def _labelled(self, at: int, line: str, label: Label) -> None:
        parent = parent_of(label, self.open, self.nodes, self._said(), self.listed)
        self._finish()
        if label.style == "schedule" and not any(node.style == "schedule" for node in self.open.chain()):
            self.main = (len(self.nodes), self.open, self.last_number)
        self._lead_in(label, line)
        heading, body = label.heading, len(line)
        if label.style not in ("schedule", "article"):
            rest = line[label.length :]
            heading, length = run_in(rest)
            body = label.length + length
            alone = is_heading(rest.rstrip(" .")) if rest.rstrip().endswith(".") else is_heading(rest)
            if not heading and (alone or at in self.marked) and label.style not in LIST:
                heading, body = rest.strip(" ."), len(line)
        if label.style in ("number", "decimal") or label.style == "article":
            if label.style == "number" and (parent is None or parent.style != "lower"):
                self.last_number = label.values[0]
            if label.style == "article":
                self.last_number = 0 if self._restarts(label) else self.last_number
        if label.style == "schedule":
            self.last_number = 0
        node = Node(label.style, label.values, label.cited, heading, at, parent)
        self._node(node, at, line)
        if body < len(line):
            self.paragraph = [at + body, at + len(line)]

    def _lead_in(self, label: Label, line: str) -> None:
        """What was taken for the heading of the open clause is its lead-in: "19.1 The Supplier:" before "(a) shall"."""
        node = self.open
        if node.paragraphs or not node.heading or not node.heading_span or not node.cited or node.style == "schedule":
            return
        start, end = node.heading_span
        if self.text[start:end].rstrip().endswith(":") and line[label.length :].lstrip()[:1].islower():
            at = start + self.text[start:end].rindex(node.heading.split()[0]) if node.heading else start
            node.heading, node.heading_span = "", None
            node.paragraphs.append((at, end))

    def _restarts(self, label: Label) -> bool:
        return label.values[0] > 0

    # ---------------------------------------------------------------- headings and text

    def _heads(self, line: str) -> bool:
        if not is_heading(line):
            return False
        if self._awaits_heading() or self._shouts_on(line):
            return False
        return (line.strip().isupper() and (self.blank or self._ended())) or (self.blank and self._ended())

    def _awaits_heading(self) -> bool:
        """Whether a number stands alone on its line and what follows is its heading."""
        return (
            self.paragraph is None
            and self.open.style in ("number", "decimal", "article", "schedule")
            and not self.open.heading
        )

    def _above_heading(self) -> Node | None:
        for node in reversed(self.open.chain()):
            if node.style in ("schedule", "article") and not node.contents:
                return node
        return None

    def _plain(self, at: int, line: str) -> None:
        node = self.open
        if node.contents:
            self._finish()
            self._node(Node("opening", (), "", "", at, None), at, line)
            node = self.open
        if (
            self.paragraph is None
            and not node.paragraphs
            and not node.heading
            and node.cited
            and node.style not in LIST
        ):
            heading, length = run_in(line)
            if is_heading(line) or at in self.marked:
                node.heading, node.heading_span = line.strip(" ."), (at, at + len(line))
                return
            if heading:
                node.heading = heading
                self.paragraph = [at + length, at + len(line)]
                return
        if self.paragraph is not None and (not self.blank or self._goes_on(line)):
            self.paragraph[1] = at + len(line)
            return
        behind = node.style == "bullet" and self.paragraph is not None and line[:1].isupper()
        self._finish()
        if behind:  # the list is over, and its clause goes on
            above = self.listed = node.parent
            while above is not None and above.style == "after":
                above = above.parent
            self._node(Node("after", node.values, "", "", at, above), at, "")
        self.paragraph = [at, at + len(line)]

    def _goes_on(self, line: str) -> bool:
        """A blank line inside a sentence (a page break) does not end its paragraph."""
        if self.paragraph is None or self._ended():
            return False
        text = self.text[self.paragraph[0] : self.paragraph[1]]
        return line[:1].islower() or (len(text) > 20 and bool(_CUT.search(text))) or self._shouts_on(line)

    def _shouts_on(self, line: str) -> bool:
        """Whether a line in capitals goes on with a sentence in capitals, which ends with a comma or a small word."""
        if self.paragraph is None or not line.isupper():
            return False
        last = self.text[max(self.paragraph[0], self.paragraph[1] - SHOUT) : self.paragraph[1]].rstrip()
        return self.paragraph[1] - self.paragraph[0] > SHOUT and last.isupper() and bool(_CUT_CAPITALS.search(last))

    def _node(self, node: Node, at: int, line: str) -> None:
        if line and node.heading:
            node.heading_span = (at, at + len(line))
        self.nodes.append(node)
        self.open = node

    def _finish(self) -> None:
        if self.paragraph is not None:
            self.open.paragraphs.append((self.paragraph[0], self.paragraph[1]))
            self.paragraph = None

    def close(self) -> None:
        """End the last paragraph and give every clause its end: where the next one begins that is not below it."""
        self._finish()
        ends = len(self.text)
        below: dict[int, int] = {}
        for node in reversed(self.nodes):
            node.end = below.pop(id(node), 0) or ends
            if node.parent is not None and id(node.parent) not in below:
                below[id(node.parent)] = node.end
            ends = node.start

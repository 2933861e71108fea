"""A sheet of text for people: paragraphs wrapped to a width, with hanging indents and, where wanted, colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.report.look import Look

if TYPE_CHECKING:
    from rich.text import Text

#: A run of text and its style, as rich names styles ("bold red"); the text is printed as it is, never as markup.
Run = tuple[str, str]

#: A space at which no line breaks; rich breaks at U+00A0 too, so a character of private use stands in while it wraps.
FAST = "\u00a0"
_STAND_IN = "\ue000"


class Sheet:
    """Collects paragraphs; `data()` gives all of them as UTF-8."""

    def __init__(self, look: Look) -> None:
        import io

        from rich.console import Console

        self._file = io.StringIO()
        self.width = max(look.width, 40)
        self._console = Console(
            file=self._file, width=self.width, force_terminal=look.colour, no_color=not look.colour,
            color_system="standard" if look.colour else None, markup=False, emoji=False, highlight=False,
            legacy_windows=False, _environ={},
        )  # fmt: skip

    def put(self, *runs: Run, indent: int = 0, label: str = "", hang: int | None = None, style: str = "dim") -> None:
        """One paragraph, `indent` columns in; its further lines stand under its text, or `hang` columns in.

        `label` stands before the first line, in `style`.
        """
        from rich.text import Text

        head = [(label + " ", style)] if label else []
        first = Text.assemble(" " * indent, *(head if hang is None else ()))
        text = Text.assemble(*(() if hang is None else head), *runs)
        rest = Text(" " * (first.cell_len if hang is None else hang))
        for number, line in enumerate(self._lines(text, self.width - max(first.cell_len, rest.cell_len))):
            self._print((rest if number else first) + line)

    def pairs(self, rows: Sequence[tuple[str, str]], indent: int = 0, style: str = "dim") -> None:
        """Two columns: the left one wraps, the right one (in `style`) is as wide as it needs, up to half the sheet."""
        from rich.text import Text

        share = min(max((len(right) for _, right in rows), default=0), self.width // 2 - indent)
        room = self.width - indent - share - 2
        blank = Text("")
        for left, right in rows:
            lefts, rights = self._lines(Text(left), room), self._lines(Text(right, style), share)
            for number in range(max(len(lefts), len(rights))):
                one = lefts[number] if number < len(lefts) else blank
                two = rights[number] if number < len(rights) else blank
                gap = " " * (room - one.cell_len + 2) if two.plain else ""
                self._print(Text(" " * indent) + one + Text(gap) + two)

    def blank(self) -> None:
        """One empty line."""
        self._file.write("\n")

    def data(self) -> bytes:
        """All that was put on the sheet."""
        return self._file.getvalue().encode("utf-8", "replace")

    def _lines(self, text: Text, width: int) -> list[Text]:
        text.plain = text.plain.replace(FAST, _STAND_IN)
        lines = list(text.wrap(self._console, max(width, 10)))
        for line in lines:
            line.plain = line.plain.rstrip().replace(_STAND_IN, " ")
        return lines

    def _print(self, line: Text) -> None:
        self._console.print(line, soft_wrap=True)

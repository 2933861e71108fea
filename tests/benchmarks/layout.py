"""How well the reader puts pages in order: character errors against known text, on PDFs made for it.

python tests/benchmarks/layout.py           make, read, print
python tests/benchmarks/layout.py --write   also store in measured.json
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import paper
import record
from reportlab.pdfgen.canvas import Canvas

_WORDS = sorted({word.strip(".,;").lower() for text in paper.CLAUSES for word in text.split()[2:]})


def _clause(number: int, chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=chance.randint(20, 45))
    return f"{number}. {' '.join(words).capitalize()}."


#: Clauses for some ten pages, each of other words, since what stands on several pages is a header; always the same.
TEXTS = tuple(_clause(number, random.Random(number)) for number in range(1, 65))


def single(path: Path, divide: bool = False, furniture: bool = False) -> None:
    """One column, with words divided at line ends, and with headers, footers and page numbers."""
    canvas = paper.canvas_at(path)
    lines: list[str] = []
    for number, text in enumerate(TEXTS):  # widths differ, so that lines end in other words
        lines += [*paper.wrapped(canvas, text, 470 - 7 * (number % 9), divide=divide), ""]
    for number, start in enumerate(range(0, len(lines), 52), 1):
        paper.put(canvas, lines[start : start + 52], 60, 760)
        if furniture:
            _furnish(canvas, number)
        canvas.showPage()
    canvas.save()


def double(path: Path, divide: bool = False, furniture: bool = False) -> None:
    """Two columns drawn line by line over both, a heading across each page."""
    canvas = paper.canvas_at(path)
    lines: list[str] = []
    for number, text in enumerate(TEXTS):
        lines += [*paper.wrapped(canvas, text, 235 - 3 * (number % 9), divide=divide), ""]
    for number, start in enumerate(range(0, len(lines), 100), 1):
        left, right = lines[start : start + 50], lines[start + 50 : start + 100]
        canvas.setFont("Helvetica", 10)
        for row in range(max(len(left), len(right))):
            for x, side in ((50, left), (310, right)):
                if row < len(side) and side[row]:
                    canvas.drawString(x, 750 - 13 * row, side[row])
        if furniture:
            _furnish(canvas, number)
        canvas.showPage()
    canvas.save()


def _furnish(canvas: Canvas, number: int) -> None:
    paper.put(canvas, ["Larkmoor Health Partners and Northgale Technologies: Services Agreement"], 60, 812)
    paper.put(canvas, [f"Confidential                    page {number}"], 60, 28)


KINDS: dict[str, Callable[[Path], None]] = {
    "one column": single,
    "one column, divided words": lambda path: single(path, divide=True),
    "one column, divided words, headers": lambda path: single(path, divide=True, furniture=True),
    "two columns": double,
    "two columns, divided words, headers": lambda path: double(path, divide=True, furniture=True),
}


def plain(path: Path) -> str:
    """The text of all pages as pdfium gives it."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def ours(path: Path) -> str:
    """The text as the checker reads it."""
    from checker.read import read

    return read(path).text


def edits(known: Sequence[str], got: Sequence[str]) -> int:
    """How many insertions, deletions and exchanges lead from one to the other (Levenshtein's distance)."""
    row = list(range(len(got) + 1))
    for number, sign in enumerate(known, 1):
        above, row[0] = row[0], number
        for column, other in enumerate(got, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (sign != other))
    return row[-1]


def error(known: str, got: str) -> float:
    """Wrong characters for each known one: words are aligned first, then the characters of those that differ."""
    from difflib import SequenceMatcher

    first, second = known.split(), got.split()
    wrong = 0
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag != "equal":
            wrong += edits(" ".join(first[a:b]), " ".join(second[c:d]))
    return wrong / len(" ".join(first))


def measure() -> dict[str, dict[str, float]]:
    """The character error of each kind of page, as the checker reads it and as pdfium's plain text has it."""
    known = " ".join(TEXTS)
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.pdf"
        for kind, make in KINDS.items():
            make(path)
            found[kind] = {
                "checker": round(error(known, ours(path)), 5), "pypdfium2": round(error(known, plain(path)), 5),
            }  # fmt: skip
    return found


def main(arguments: list[str]) -> int:
    """Measure, print, and with --write store."""
    found = measure()
    print("character errors      checker  pypdfium2's plain text")
    for kind, rates in found.items():
        print(f"{kind:36} {rates['checker']:8.3%} {rates['pypdfium2']:8.3%}")
    if arguments == ["--write"]:
        record.store("layout", "PDFs that the benchmark draws", dict(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

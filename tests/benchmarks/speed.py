"""How fast the checker is, always beside a yardstick measured in the same run: machines differ, ratios less.

In a first pass documents are gone through as they come: their words and phrases are met for the first time.  Warm,
they were gone through before; then times are seconds of the processor, the least of several passes for each document,
so that what else runs on the machine hardly shows.

python tests/benchmarks/speed.py            measure and print
python tests/benchmarks/speed.py --write    also store in measured.json and rewrite README.md
"""

from __future__ import annotations

import io
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle
from pathlib import Path

import layout
import record

FOLDER = record.EVALUATION / "pdf-dev"

#: Passes of which the least time counts.
PASSES = 3

#: pdfplumber reads some 10 pages a second, so the side-by-side run stops after so many pages.
PAGES = 300


@dataclass
class Tally:
    """Pages read and seconds spent on them."""

    pages: int = 0
    seconds: float = 0.0

    def add(self, pages: int, work: Callable[[], object]) -> None:
        """Do the work and count its pages and its time."""
        begin = time.perf_counter()
        work()
        self.seconds += time.perf_counter() - begin
        self.pages += pages

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds if self.seconds else 0.0


def whole(path: Path) -> bytes:
    """The whole way: PDF in, JSON out, with the garbage collector as the command has it."""
    from checker.check import check
    from checker.report import json
    from checker.unhurried import unhurried

    with unhurried():
        return json.render(check(path))


def reading(path: Path) -> object:
    """The reading alone: PDF in, document out, with the garbage collector as the command has it."""
    from checker.read import read
    from checker.unhurried import unhurried

    with unhurried():
        return read(path)


def bare_pypdfium2(path: Path) -> int:
    """The text of all pages by pypdfium2 alone."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return sum(len(page.get_textpage().get_text_range()) for page in pdf)


def bare_pdfplumber(path: Path) -> int:
    """The text of all pages by pdfplumber alone."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return sum(len(page.extract_text() or "") for page in pdf.pages)


READERS: dict[str, Callable[[Path], object]] = {
    "check": whole,
    "reading": reading,
    "pdfplumber": bare_pdfplumber,
    "pypdfium2": bare_pypdfium2,
}


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def spread(most: int) -> Iterator[tuple[Path, int]]:
    """Documents of pdf-dev with their numbers of pages, from all over the folder, up to `most` pages."""
    paths = sorted(path for path in FOLDER.iterdir() if path.suffix.casefold() == ".pdf")
    left = most
    for path in [*paths[::3], *paths[1::3], *paths[2::3]]:
        pages = pages_of(path)
        if pages <= left:
            left -= pages
            yield path, pages


def side_by_side(most: int = PAGES) -> dict[str, float]:
    """Pages a second of the check, the reading alone and two yardsticks; each document goes through all in turn."""
    tallies = {name: Tally() for name in READERS}
    documents = list(spread(most))
    whole(documents[0][0])  # warm: spaCy imported, the library loaded and compiled
    for path, pages in documents:
        for name, reader in READERS.items():
            tallies[name].add(pages, lambda reader=reader, path=path: reader(path))  # type: ignore[misc]
    return {name: round(tally.rate, 1) for name, tally in tallies.items()}


def least(passes: int, works: Iterable[tuple[str, Callable[[], object]]]) -> dict[str, float]:
    """Name -> seconds of the processor for all works of that name, each at its quickest of so many passes."""
    works = list(works)
    best = [math.inf] * len(works)
    for _ in range(passes):
        for number, (_, work) in enumerate(works):
            begin = time.process_time()
            work()
            best[number] = min(best[number], time.process_time() - begin)
    seconds: dict[str, float] = {}
    for (name, _), taken in zip(works, best, strict=True):
        seconds[name] = round(seconds.get(name, 0.0) + taken, 3)
    return seconds


def warm(most: int = PAGES, passes: int = PASSES) -> dict[str, float]:
    """Pages, and seconds for them, warm, by the check, the reading alone and pypdfium2's text; document by document."""
    documents = list(spread(most))
    for path, _ in documents:
        whole(path)
    works = [
        (name, partial(READERS[name], path)) for path, _ in documents for name in ("check", "reading", "pypdfium2")
    ]
    return {"pages": sum(pages for _, pages in documents), **least(passes, works)}


def everything() -> Tally:
    """The check of all documents of the folder."""
    tally = Tally()
    for path, pages in spread(1_000_000):
        tally.add(pages, lambda path=path: whole(path))  # type: ignore[misc]
    return tally


def merged(pages: int) -> bytes:
    """A PDF of so many pages, taken in turn from the documents of the folder."""
    import pypdfium2

    target = pypdfium2.PdfDocument.new()
    for path, _ in cycle(spread(400)):
        with pypdfium2.PdfDocument(path) as source:
            target.import_pages(source, list(range(min(len(source), pages - len(target)))))
        if len(target) >= pages:
            break
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def by_pages(sizes: tuple[int, ...] = (10, 100, 1000)) -> dict[int, float]:
    """Seconds for the check of one document of so many pages, warm."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.pdf"
            path.write_bytes(merged(size))
            whole(path)
            seconds |= least(2, [(str(size), partial(whole, path))])
    return {int(size): taken for size, taken in seconds.items()}


def by_protections(sizes: tuple[int, ...] = (30, 60, 110)) -> dict[int, float]:
    """Seconds for judging some 100 pages against so many protections, warm; the library's own are repeated."""
    from checker.check import examine, shipped
    from checker.read import read
    from checker.unhurried import unhurried

    library = shipped()
    documents = [read(path) for path, _ in spread(100)]
    works = []
    for size in sizes:
        filled = zip(range(size), cycle(library.entries), strict=False)
        entries = tuple(replace(entry, id=f"{entry.id}-{number}") for number, entry in filled)
        some = replace(library, entries=entries, hash=f"{library.hash}-{size}")
        works += [(str(size), partial(examine, document, some)) for document in documents]
    with unhurried():
        seconds = least(PASSES + 1, works)  # in the first pass the wordings are compiled, once for each library
    return {int(size): taken for size, taken in seconds.items()}


def best_of(command: list[str], times: int = 5, **variables: str) -> float:
    """The shortest of several runs of a command, in seconds, with variables of the environment set."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **variables})
        found.append(time.perf_counter() - begin)
    return min(found)


def start() -> dict[str, float]:
    """Seconds for `bpo-check --help`, the check of a short letter and `import spacy`, each in a fresh process.

    The check is measured with the compiled library kept by the run before it, and with nothing kept.
    """
    letter = [
        sys.executable,
        "-m",
        "checker",
        str(record.REPOSITORY / "samples" / "thin-services-letter.pdf"),
        "--fail-on",
    ]
    with tempfile.TemporaryDirectory() as folder:
        return {
            "letter": round(best_of([*letter, "never"], BPO_CHECK_CACHE=folder), 3),
            "nothing kept": round(best_of([*letter, "never"], BPO_CHECK_CACHE=""), 3),
            **_bare(),
        }


def _bare() -> dict[str, float]:
    return {
        "help": round(best_of([sys.executable, "-m", "checker", "--help"]), 3),
        "spacy": round(best_of([sys.executable, "-c", "import spacy"]), 3),
    }


def main(arguments: list[str]) -> int:
    """Measure, print, and with --write store."""
    if not FOLDER.is_dir():
        print("no contracts beside the checkout: speed not measured")
        return 0
    rates, starts = side_by_side(), start()
    print(f"pages a second in a first pass: {rates}")
    print(f"the check takes {rates['pypdfium2'] / rates['check']:.1f} times as long as pypdfium2's bare text")
    print(f"the check is {rates['check'] / rates['pdfplumber']:.1f} times as fast as pdfplumber's bare text")
    print(f"the reading alone takes {rates['pypdfium2'] / rates['reading']:.1f} times as long as pypdfium2's bare text")
    best = warm()
    print(f"warm, {best['pages']:.0f} pages: {best}, {best['pages'] / best['check']:.0f} pages a second")
    print(f"warm, the check takes {best['check'] / best['pypdfium2']:.1f} times as long as pypdfium2's bare text")
    protections = by_protections()
    print(f"seconds of judging by number of protections: {protections}")
    layout.main([])
    print(f"start: {starts}, help takes {starts['help'] / starts['spacy']:.2f} of importing spaCy")
    if arguments == ["--write"]:
        once_more = {"again": best["pages"] / best["check"], "text again": best["pages"] / best["pypdfium2"]}
        figures = {**rates, **{name: round(rate, 1) for name, rate in once_more.items()}}
        figures |= {name: round(seconds / starts["spacy"], 3) for name, seconds in starts.items() if name != "spacy"}
        record.store("speed", f"pdf-dev, the first {PAGES} pages or so", figures)
        record.main([])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Figures of speed, printed beside their yardsticks; no clock time is asserted (`pytest -m benchmark -s`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import layout
import pytest
import speed

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("evaluation")]


def test_the_whole_check_beside_bare_text_extraction() -> None:
    """Pages a second of the whole check, of pdfplumber's bare text and of pypdfium2's, in one run."""
    rates = speed.side_by_side()
    print(f"\npages a second: {rates}")
    print(f"whole check : pdfplumber text = {rates['check'] / rates['pdfplumber']:.1f} (goal 5)")
    print(f"whole check : pypdfium2 text  = {rates['check'] / rates['pypdfium2']:.3f}")
    print(f"reading     : pypdfium2 text  = {rates['reading'] / rates['pypdfium2']:.3f}")
    assert all(rates.values())


def test_the_whole_check_warm() -> None:
    """Seconds of the processor for documents that were gone through before: at most 4 times those of pypdfium2."""
    best = speed.warm()
    print(f"\n{best}: {best['pages'] / best['check']:.0f} pages a second")
    print(f"whole check : pypdfium2 text  = {best['check'] / best['pypdfium2']:.1f} (goal 4)")
    assert all(best.values())


def test_the_whole_check_of_every_document() -> None:
    """Pages a second over all documents of the folder, warm."""
    tally = speed.everything()
    print(f"\n{tally.pages} pages in {tally.seconds:.1f} s: {tally.rate:.1f} pages a second")
    assert tally.pages


def test_time_by_pages() -> None:
    """Seconds for documents of 10, 100 and 1,000 pages: the time a page should hardly grow."""
    seconds = speed.by_pages()
    print("")
    for pages, taken in seconds.items():
        print(f"{pages:5} pages: {taken:7.2f} s, {1000 * taken / pages:6.1f} ms a page")
    assert len(seconds) == 3


def test_time_by_protections() -> None:
    """Seconds for libraries of 30, 60 and 110 protections on the same pages."""
    seconds = speed.by_protections()
    least = min(seconds)
    print("")
    for protections, taken in seconds.items():
        print(f"{protections:4} protections: {taken:6.2f} s, {taken / seconds[least]:.2f} of that of {least}")
    assert len(seconds) == 3


def test_help_beside_import_of_spacy() -> None:
    """Seconds for `--help` beside `import spacy`; the goal is a third."""
    taken = speed.start()
    print(f"\n--help {taken['help']:.2f} s, import spacy {taken['spacy']:.2f} s: {taken['help'] / taken['spacy']:.2f}")
    assert all(taken.values())


def test_help_imports_no_spacy(repository: Path) -> None:
    """`bpo-check --help` loads neither spaCy nor a PDF library."""
    code = (
        "import sys\nfrom checker.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'spacy', 'pdfplumber', 'pypdfium2', 'rich', 'jsonschema'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_character_errors_of_made_pages() -> None:
    """The reader puts columns, headers and divided words right: at most one character of a thousand is wrong."""
    found = layout.measure()
    print("")
    for kind, rates in found.items():
        print(f"{kind:36} {rates['checker']:8.3%}, pypdfium2's plain text {rates['pypdfium2']:8.3%}")
    assert all(rates["checker"] <= 0.001 for rates in found.values())

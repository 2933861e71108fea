"""Mutated and made-up documents: each must be a report or one line, in time, and garbage must never be a protection.

python tests/benchmarks/fuzz.py                    60 seconds of it
python tests/benchmarks/fuzz.py --seconds 600      longer
python tests/benchmarks/fuzz.py --seed 7           another stream of inputs (each seed is always the same)

Documents are read as the command reads them, in a process of its own, so that a crash counts as one.  What fails is
kept in the folder that --keep names.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from checker.check import examine, shipped
from checker.errors import CheckerError
from checker.model import Document
from checker.read.options import Options
from checker.worker import Limits, Worker

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
#: Seconds without a sign and memory beyond which reading counts as hung: sound samples take a tenth of it.
LIMITS = Limits(seconds=30, megabytes=3000)
#: Tokens that mean something to a reader, put where they do not belong.
_TOKENS = [
    b"endstream", b"endobj", b"/Type /Page", b"<<", b">>", b"obj", b"stream\r\n", b"/Length 99999999", b"xref", b"%PDF-1.7",
    b"<w:p>", b"</w:p>", b"<w:del>", b"<w:numId w:val='999'/>", b"<!DOCTYPE x [<!ENTITY y 'z'>]>", b"&y;", b"<table>", b"<ol start='9999999999'>",
    b"\x00" * 8, b"\xff\xfe", b"{\\rtf1", b"(" * 40, b"[" * 40, b"9" * 40, b"\xe2\x80\xae", b"PK\x03\x04", b"# " * 30,
]  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """The samples, and a web page and a Markdown text made of one: (suffix, bytes)."""
    found = [(path.suffix, path.read_bytes()) for path in sorted(SAMPLES.iterdir()) if path.suffix in (".pdf", ".docx")]
    source = (SAMPLES / "source" / "thin-services-letter.md").read_bytes()
    page = (
        b"<html><body><h1>Agreement</h1><ol><li>" + source.replace(b"\n\n", b"</li><li>") + b"</li></ol></body></html>"
    )
    return [*found, (".md", source), (".html", page), (".txt", source)]


def broken(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight things done to them that files suffer."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(made) or 1), chance.randint(1, 400)
        kind = chance.randrange(7)
        if kind == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del made[at : at + length]
        elif kind == 2:
            made[at:at] = made[at : at + length] * chance.randint(1, 20)
        elif kind == 3:
            made[at:at] = chance.choice(_TOKENS)
        elif kind == 4:
            made = made[: max(at, 1)]
        elif kind == 5:
            other = chance.randrange(len(made) or 1)
            made[at : at + length], made[other : other + length] = made[other : other + length], made[at : at + length]
        else:
            made[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
    return bytes(made)


def broken_package(data: bytes, chance: random.Random) -> bytes:
    """A Word file of which the parts are broken, not the archive around them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            work = (
                (broken if chance.random() < 0.1 else shuffled)
                if name.endswith(".xml") and chance.random() < 0.5
                else None
            )
            new.writestr(name, work(part, chance) if work else part)
    return out.getvalue()


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """XML that is well formed still, but says something else: elements doubled, dropped, moved, numbers out of range."""
    made = data
    for _ in range(chance.randint(1, 5)):
        elements = list(
            re.finditer(rb"<w:(p|r|lvl|num|abstractNum|style|tr|tc)\b[^>]*(?<!/)>.*?</w:\1>", made, re.DOTALL)
        )
        if elements and chance.random() < 0.7:
            one, other = chance.choice(elements), chance.choice(elements)
            by = chance.choice([b"", one.group() * chance.randint(2, 50), other.group()])
            made = made[: one.start()] + by + made[one.end() :]
        else:
            wild = chance.choice([b"-1", b"0", b"4294967296", b"99999999999999999999", b"NaN", b""])
            places = [match.span() for match in re.finditer(rb'(?<==")-?\d+(?=")', made)]
            if places:
                start, end = chance.choice(places)
                made = made[:start] + wild + made[end:]
    return made


def garbage(chance: random.Random) -> bytes:
    """Bytes, letters or a salad of words that say nothing."""
    kind, size = chance.randrange(3), chance.randint(300, 6000)
    if kind == 0:
        return bytes(chance.randrange(256) for _ in range(size))
    letters = "".join(chance.choice("etaoinshrdlu     \n") for _ in range(size))
    if kind == 1:
        return letters.encode()
    words = "the of and to in or shall by any for is be this with as such not that on are at which may it will".split()
    return (" ".join(chance.choice(words) for _ in range(size // 4)) + ".").encode()


def one(number: int, seed: int) -> tuple[str, str, bytes]:
    """The input of a number: what kind it is, its suffix, its bytes; always the same for the same seed."""
    chance = random.Random(f"{seed}-{number}")
    if number % 4 == 3:
        return "garbage", chance.choice([".txt", ".md", ".html", ".pdf", ".docx"]), garbage(chance)
    suffix, data = chance.choice(seeds())
    if suffix == ".docx" and chance.random() < 0.8:
        return "broken parts", suffix, broken_package(data, chance)
    return "broken", suffix, broken(data, chance)


def outcome(kind: str, read: Callable[[], Document]) -> str:
    """What came of an input: "report", "refused", or what must not be, beginning with "FAILED"."""
    try:
        document = read()
    except CheckerError as problem:
        said = str(problem)
        if problem.exit_code != 3 or "\n" in said or len(said) > 500:
            return f"FAILED: not one line of exit 3: {said[:200]!r}"
        for wrong in ("gave no sign", "broke the reader"):
            if wrong in said:
                return f"FAILED: {said}"
        return "refused by a library" if "cannot be read (" in said else "refused"
    try:
        report = examine(document, shipped())
    except Exception as problem:  # noqa: BLE001 (that is what is sought here)
        return f"FAILED: {type(problem).__name__}: {problem}"
    if kind == "garbage" and any(finding.status == "present" for finding in report.findings):
        return f"FAILED: present in garbage: {[f.id for f in report.findings if f.status == 'present']}"
    for finding in report.findings:
        for evidence in finding.evidence:
            if report.document.text[evidence.start : evidence.end] != evidence.quote:
                return f"FAILED: a quote that is not the text: {finding.id}"
    return "report"


def run(seconds: float, seed: int, keep: Path | None) -> int:
    """Try inputs for so long; print how many came to what; 1 if any failed."""
    tally: Counter[str] = Counter()
    failed: list[str] = []
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder, Worker(LIMITS) as worker:
        number = 0
        while time.monotonic() < end:
            kind, suffix, data = one(number, seed)
            path = Path(folder) / f"input{suffix}"
            path.write_bytes(data)
            result = outcome(kind, lambda path=path: worker.read(path, Options(ocr=False)))  # type: ignore[misc]
            tally[f"{kind}: {result.split(':')[0]}"] += 1
            if result.startswith("FAILED"):
                failed.append(f"input {number} ({kind}, {suffix}): {result}")
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{seed}-{number}{suffix}").write_bytes(data)
            number += 1
    for name, count in sorted(tally.items()):
        print(f"{count:6} {name}")
    print("\n".join(failed) if failed else "none hung, none crashed, nothing was present in garbage")
    print(f"{number} inputs tried (seed {seed}), {len(failed)} failed")
    return int(bool(failed))


def main() -> int:
    """Parse the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the inputs that fail")
    options = parser.parse_args()
    return run(options.seconds, options.seed, options.keep)


if __name__ == "__main__":
    sys.exit(main())

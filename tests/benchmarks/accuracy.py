"""Measure how right the checker is on the labelled contracts beside the checkout, and hold the floors.

    python tests/benchmarks/accuracy.py                  measure and print
    python tests/benchmarks/accuracy.py --write          also store in measured.json and rewrite README.md
    python tests/benchmarks/accuracy.py --check-floors   exit 1 if a figure falls below its floor
    python tests/benchmarks/accuracy.py --raise-floors   raise each floor to what was measured; never lowers one

--only KIND measures one kind (drafts, gold, cuad, mutate); --check CMD names the command that runs the checker.
Where there are no labelled contracts, only the drafted sentences of the repository are measured, and that is said.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

import drafts
import record

FLOORS = Path(__file__).resolve().parent / "floors.json"

#: Kind of run: the measuring script beside the checkout with its arguments ([] for our own), and what it runs on.
KINDS: dict[str, tuple[list[str], str]] = {
    "drafts": ([], "tests/drafts, {sentences} sentences, {held} of them held"),
    "gold": (["score.py", "gold", "gold-dev"], "gold-dev, {contracts} contracts, {rows} labelled rows"),
    "cuad": (["score.py", "cuad", "cuad-dev"], "cuad-dev, {contracts} contracts"),
    "mutate": (["mutate.py", "gold-dev"], "gold-dev, {mutants} mutants"),
}


def measure(kind: str, command: str) -> record.Figures:
    """The figures of one kind of run, as its script prints them on its last line."""
    if not KINDS[kind][0]:
        return dict(drafts.measure())
    script, *rest = KINDS[kind][0]
    call = [sys.executable, script, *rest, "--check", command]
    done = subprocess.run(call, cwd=record.EVALUATION, capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines or done.stderr.strip():
        raise SystemExit(f"{kind}: {script} ended with {done.returncode}: {done.stderr.strip()}")
    return dict(json.loads(lines[-1]))


def below(kind: str, figures: record.Figures, floors: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """A line for each figure that is below its floor or above its ceiling."""
    bounds = floors.get(kind, {})
    low = [
        f"{kind}: {key} {figures[key]} < {least}"
        for key, least in bounds.get("min", {}).items()
        if figures[key] < least
    ]
    high = [
        f"{kind}: {key} {figures[key]} > {most}" for key, most in bounds.get("max", {}).items() if figures[key] > most
    ]
    return low + high


def raised(kind: str, figures: record.Figures, floors: dict[str, dict[str, dict[str, float]]]) -> None:
    """Tighten the bounds of one kind to the figures, rounded to the cautious side; none is ever loosened."""
    bounds = floors.get(kind, {})
    for key, least in bounds.get("min", {}).items():
        bounds["min"][key] = max(least, math.floor(figures[key] * 1000) / 1000)
    for key, most in bounds.get("max", {}).items():
        bounds["max"][key] = min(most, math.ceil(figures[key] * 1000) / 1000)


def main() -> int:
    """Measure, print, and do what the options ask; the exit code says whether the floors hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", default=f"{sys.executable} -m checker", help="command that runs the checker")
    parser.add_argument("--only", choices=KINDS, help="measure this kind only")
    parser.add_argument("--write", action="store_true", help="store the figures and rewrite README.md")
    parser.add_argument("--check-floors", action="store_true", help="exit 1 if a figure falls below its floor")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to the figures")
    options = parser.parse_args()
    kinds = [options.only] if options.only else list(KINDS)
    if not record.EVALUATION.is_dir():
        print("no labelled contracts beside the checkout: only the drafted sentences are measured")
        kinds = [kind for kind in kinds if not KINDS[kind][0]]
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen: list[str] = []
    for kind in kinds:
        figures = measure(kind, options.check)
        print(f"{kind}: {json.dumps(figures)}", flush=True)
        fallen += below(kind, figures, floors)
        if options.write:
            record.store(kind, KINDS[kind][1].format(**figures), figures)
        if options.raise_floors:
            raised(kind, figures, floors)
    if options.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    if options.write:
        record.main([])
    if options.check_floors:
        print("\n".join(fallen) or "every figure holds its floor")
    return int(bool(fallen) and options.check_floors)


if __name__ == "__main__":
    sys.exit(main())

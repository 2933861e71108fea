"""Where measured figures are kept, and the parts of README.md that are made of them.

    python tests/benchmarks/record.py            rewrite the made parts of README.md
    python tests/benchmarks/record.py --check    write nothing; exit 1 if they are out of date

Measured figures stand in measured.json: what was measured, on what, when, with which library.  README.md holds the
made parts between `<!-- NAME -->` and `<!-- /NAME -->`.
"""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
EVALUATION = REPOSITORY.parent / "shared" / "eval"
MEASURED = HERE / "measured.json"
README = REPOSITORY / "README.md"

#: The sample whose result README.md shows, and how many of its lines from the top and from the end.
SHOWN = ("supplier-paper.pdf", 46, 4)
WIDTH = 100

Figures = dict[str, Any]


def measured() -> dict[str, Figures]:
    """The last measured run of each kind; empty if nothing was measured yet."""
    return dict(json.loads(MEASURED.read_text(encoding="utf-8"))) if MEASURED.exists() else {}


def store(kind: str, on: str, figures: Figures) -> None:
    """Keep the figures of a run of this kind in measured.json, with today's date and the library's identity."""
    from checker import __version__
    from checker.library import load

    library = load()
    runs = measured()
    runs[kind] = {
        "on": on,
        "when": datetime.date.today().isoformat(),
        "tool": __version__,
        "library": {"version": library.version, "hash": library.hash[:12], "protections": len(library.entries)},
        "figures": figures,
    }
    MEASURED.write_text(json.dumps(runs, indent=1, sort_keys=True) + "\n", encoding="utf-8")


#: Kind of run, its heading in README.md, and its figures: key, what it says.
TABLES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "drafts",
        "Sentences drafted from the catalogue; the held third was never shown to those who mend the rules",
        (
            ("held_right", "of the held sentences, the status their drafter meant"),
            ("held_false_comfort", "of the held weak, harmful or missing ones, called present (lower is better)"),
            ("held_false_alarm", "of the held present ones, called weak, harmful or missing (lower is better)"),
            ("right", "of all sentences, the status their drafter meant"),
        ),
    ),
    (
        "gold",
        "Contracts labelled row by row, from the customer's side",
        (
            ("status_accuracy", "rows with the reader's status"),
            ("macro_f1", "macro F1 over present, weak, harmful, missing"),
            ("missing_p", "of the rows called missing, really missing (precision)"),
            ("missing_r", "of the missing protections, called missing (recall)"),
            ("missing_f1", "F1 of missing"),
            ("false_comfort", "of the weak, harmful or missing rows, called present (lower is better)"),
            ("false_alarm", "of the present rows, called weak, harmful, missing or unclear (lower is better)"),
            ("evidence_hit", "the quote overlaps the reader's"),
        ),
    ),
    (
        "cuad",
        "CUAD: contracts of all kinds, clauses marked by lawyers whichever party they favour",
        (
            ("macro_f1_both", "macro F1 over presence and absence of 16 categories"),
            ("absent_p", "of the categories found absent, really absent (precision)"),
            ("absent_r", "of the absent categories, found absent (recall)"),
            ("span_recall", "of the lawyers' spans, located"),
            ("clause_precision", "of the located clauses, marked by the lawyers"),
        ),
    ),
    (
        "mutate",
        "Mutation: a labelled protection is deleted or negated, and the row must change",
        (
            ("killed", "mutants noticed"),
            ("delete_killed", "deletions noticed"),
            ("negate_killed", "negations noticed"),
            ("collateral", "rows that changed though their own sentences were left alone (lower is better)"),
        ),
    ),
)


def accuracy() -> str:
    """The accuracy section of README.md, as Markdown, from the last measured runs."""
    parts = []
    runs = measured()
    for kind, heading, rows in TABLES:
        if kind not in runs:
            continue
        run = runs[kind]
        figures = run["figures"]
        parts += [f"**{heading}** ({run['on']}; {run['when']}, library {run['library']['hash']})", ""]
        parts += ["| figure | what it says |", "|---:|---|"]
        parts += [f"| {figures[key]:.3f} | {says} |" for key, says in rows]
        parts.append("")
    return "\n".join(parts).strip() or "Not measured yet."


def speed() -> str:
    """The speed section of README.md, from the last measured run."""
    run = measured().get("speed")
    if not run:
        return "Not measured yet."
    figures = run["figures"]
    start = f"`bpo-check --help` takes {figures['help']:.2f} of the time of `import spacy`"
    if "letter" in figures:
        start += (
            f", the whole command on the one-page sample letter {figures['letter']:.1f} times as long as it;\n"
            f"{figures['nothing kept']:.1f} times in the first run, after which the compiled library is kept"
        )
    return "\n".join(
        [
            f"Measured side by side in one run ({run['on']}; {run['when']}):",
            "",
            "| pages a second | what |",
            "|---:|---|",
            f"| {figures['check']:.0f} | the whole check, PDF to JSON, of documents it has not seen, the library loaded |",
            f"| {figures['again']:.0f} | the same once more, in seconds of the processor |",
            f"| {figures['pdfplumber']:.0f} | `pdfplumber`'s `extract_text` alone |",
            f"| {figures['pypdfium2']:.0f} | `pypdfium2`'s text alone; once more {figures['text again']:.0f} |",
            "",
            f"{start}.",
        ]
    )


def result() -> str:
    """What the command prints on a sample, cut in the middle, as a fenced block."""
    name, top, end = SHOWN
    command = [sys.executable, "-m", "checker", f"samples/{name}"]
    environment = {"COLUMNS": str(WIDTH), "LINES": "50", "NO_COLOR": "1", "PATH": "", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"the check of {name} ended with {done.returncode}: {done.stderr.strip()}")
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    if len(lines) > top + end:
        cut = len(lines) - top - end
        lines = [*lines[:top], "", f"[... {cut} lines more ...]", "", *lines[-end:]]
    return "\n".join(["```console", f"$ bpo-check samples/{name}", *lines, "```"])


MADE = {"result": result, "accuracy": accuracy, "speed": speed}


def remade(text: str) -> str:
    """README's text with its made parts made anew."""
    for name, make in MADE.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise SystemExit(f"README.md has no part '<!-- {name} -->'")
        made = make()
        text = pattern.sub(lambda found, made=made: f"{found[1]}{made}\n{found[2]}", text)  # type: ignore[misc]
    return text


def main(arguments: list[str]) -> int:
    """Rewrite the made parts of README.md, or with --check tell whether they are up to date."""
    before = README.read_text(encoding="utf-8")
    after = remade(before)
    if arguments == ["--check"]:
        if before != after:
            print("README.md is out of date; run python tests/benchmarks/record.py")
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A house library: new entries, their tests, and docs/house-library.md, whose examples come out as written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.check import shipped
from checker.entry import Library
from checker.library import load, validate
from checker.mutants import KINDS, mutants, survivors
from checker.overlaps import overlaps
from checker.skeleton import skeleton, unfinished
from checker.verify import judged, verify
from tests.documented import Run, holds, run

__all__ = ["run"]

ENTRY = """\
id: {id}
title: A report each month
family: house
severity: low
why: One sees.
ask: A report.
subject:
  - deliver ... {word} report
{rules}
examples:
  present:
    - Supplier shall deliver the {word} report to Customer.
  missing:
    - Supplier shall deliver the Services.
"""


def put(folder: Path, name: str = "house-report", word: str = "monthly", rules: str = "present:\n  - {}") -> None:
    """An entry of a house library in the folder."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(ENTRY.format(id=name, word=word, rules=rules), "utf-8")


def test_the_examples_of_the_guide_come_out_as_written(repository: Path, run: Run, tmp_path: Path) -> None:
    """Every file, command, output and exit code of docs/house-library.md, in its order, in one folder."""
    assert holds(repository / "docs" / "house-library.md", run, tmp_path) >= 7


@pytest.mark.parametrize("family", ["", "liability"])
def test_a_skeleton_is_valid_and_right_as_it_stands(run: Run, tmp_path: Path, family: str) -> None:
    """What `library new` writes keeps to the schema and comes out as its examples say; only its TODOs are told."""
    out, code = run(f"bpo-check library new house-report house {f'--family {family}' if family else ''}")
    assert (out, code) == ("house/house-report.yaml: written; change it, then run: bpo-check library test house\n", 0)
    house = tmp_path / "house"
    assert validate([house], shipped=False) == []
    library = load([house])
    assert library["house-report"].family == (family or "house")
    assert verify(library, ["house-report"]) == []
    assert survivors(library, ["house-report"])[1] == []
    text = (house / "house-report.yaml").read_text("utf-8")
    out, code = run("bpo-check library test house")
    assert code == 2
    assert out.count("still says TODO") == len(unfinished(text)) == 4
    (house / "house-report.yaml").write_text(text.replace("TODO: ", ""), "utf-8")
    out, code = run("bpo-check library test house --strict")
    assert (out.count("\n"), code) == (1, 0)


@pytest.mark.parametrize("like", [None, "liab-cap-adequate"])
def test_a_shipped_entry_is_copied(like: str | None, tmp_path: Path) -> None:
    """With --from, or with a shipped id, the entry is a copy under the new id that keeps its comments and examples."""
    name = "house-cap" if like else "liab-cap-adequate"
    text = skeleton(shipped(), name, "liability", like)
    (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    library = load([tmp_path])
    assert library[name].examples == shipped()["liab-cap-adequate"].examples
    assert len(library.entries) == len(shipped().entries) + bool(like)
    assert yaml.safe_load(text)["id"] == name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("House_Report", "'House_Report' is no id: small letters, digits and hyphens, in two parts at least"),
        ("report", "'report' is no id"),
        ("house-report --family 'My Family'", "'My Family' is no family"),
        ("house-report --from exit-plam", "--from 'exit-plam' is no id of the library; did you mean 'exit-plan'?"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(words: str, told: str, run: Run, tmp_path: Path) -> None:
    """A faulty id, family or origin is exit 2, one line, and no file."""
    out, code = run(f"bpo-check library new {words}")
    assert code == 2
    assert told in out
    assert out.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_no_entry_is_written_over(run: Run, tmp_path: Path) -> None:
    """A file that is there already stays as it is."""
    put(tmp_path)
    before = (tmp_path / "house-report.yaml").read_bytes()
    out, code = run("bpo-check library new house-report")
    assert (code, "is there already" in out) == (2, True)
    assert (tmp_path / "house-report.yaml").read_bytes() == before


def test_survivors_are_listed(run: Run, tmp_path: Path) -> None:
    """An entry that takes an effort for the duty is told so; with --strict that is exit 1."""
    put(tmp_path / "house", rules="present:\n  - hedge: [H1]\n  - {}")
    for words, wanted in (("", 0), (" --strict", 1)):
        out, code = run(f"bpo-check library test house{words}")
        assert code == wanted
        assert "survivor: house-report: weakened, and still present: 'Supplier shall use reasonable efforts to" in out
        assert "still present: 1" in out.splitlines()[-1]


@pytest.mark.parametrize(
    ("example", "kind", "changed"),
    [
        ("Supplier shall deliver the monthly report.", "negated", "Supplier shall not deliver the monthly report."),
        ("Supplier shall deliver the monthly report.", "weakened",
         "Supplier shall use reasonable efforts to deliver the monthly report."),
        ("Supplier owns it. Supplier shall deliver the monthly report.", "deleted", "Supplier owns it."),
        ("Supplier shall: (a) deliver the monthly report; (b) rest.", "negated",
         "Supplier shall not: (a) deliver the monthly report; (b) rest."),
        ("Neither party shall deliver a monthly report.", "negated", "Either party shall deliver a monthly report."),
        ("Supplier agrees to deliver the monthly report.", "negated",
         "Supplier does not agree to deliver the monthly report."),
    ],
)  # fmt: skip
def test_what_is_done_to_an_example(example: str, kind: str, changed: str, tmp_path: Path) -> None:
    """A duty is denied where its verb stands, in a lead-in too; an effort goes into the supplier's duty."""
    force = "must-not" if example.startswith("Neither") else "[must, states]"
    put(tmp_path, rules=f"given-when: {{bound: anyone, force: {force}}}\npresent:\n  - {{}}")
    path = tmp_path / "house-report.yaml"
    shown = "Supplier shall deliver the monthly report to Customer."
    path.write_text(path.read_text("utf-8").replace(shown, f'"{example}"'), "utf-8")
    library = load([tmp_path], shipped=False)
    evidence = list(judged(example, library["house-report"], library).evidence)
    assert kind in KINDS
    assert changed in [text.strip() for name, text in mutants(example, evidence) if name == kind]


def test_overlaps_are_told_in_both_directions(tmp_path: Path) -> None:
    """Two entries whose subjects fire on examples of each other are a pair; one that fires one way only is none."""
    put(tmp_path, word="azure")
    put(tmp_path, "house-other", word="azure")
    put(tmp_path, "house-third", word="crimson")
    library: Library = load([tmp_path])
    found = overlaps(library, ["house-report", "house-other", "house-third"])
    assert [(each.id, each.other, each.own, each.theirs) for each in found] == [
        ("house-other", "house-report", (1, 1), (1, 1))
    ]


def test_the_plain_command_is_the_check(run: Run, tmp_path: Path) -> None:
    """`library DIR` still validates all and runs every example; a faulty folder is exit 2."""
    put(tmp_path / "house", rules="present:\n  - {phrase: [deliver gold]}")
    out, code = run("bpo-check library house")
    assert code == 2
    assert "no example holds the phrase 'deliver gold'" in out
    out, code = run("bpo-check library nowhere")
    assert (code, "nowhere" in out) == (2, True)

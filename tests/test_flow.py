"""The flow has one direction: a stage imports the data types and the ground, never another stage."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "checker"

#: What every stage may import: data types, errors, words and the library's compiled form.
GROUND = {
    "checker.model", "checker.decisions", "checker.errors", "checker.words", "checker.entry", "checker.phrases",
    "checker.resources", "checker.kept",
}  # fmt: skip

#: The modules of each stage; whatever starts with one of its names is its own.
STAGES = {
    "read": ("checker.read",),
    "segment": ("checker.segment",),
    "facts": ("checker.facts",),
    "locate": ("checker.locate",),
    "judge": (
        "checker.judge",
        "checker.beside",
        "checker.conditions",
        "checker.denials",
        "checker.finding",
        "checker.hearing",
        "checker.passages",
        "checker.pointers",
        "checker.turned",
    ),
    "report": ("checker.report",),
    "gate": ("checker.gate",),
}

#: Imported inside the function that needs them, since `--help` and `explain` must not wait for them.
HEAVY = {
    "spacy", "pdfplumber", "py3langid", "pypdfium2", "rich", "jsonschema", "docx", "PIL", "pikepdf", "numpy", "lxml",
    "pytesseract", "charset_normalizer", "markdown_it", "msgspec",
}  # fmt: skip


def module_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module named in an import below `tree`; `from checker import x` counts as checker.x."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "checker":
            yield from (f"checker.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def own(module: str, stage: str) -> bool:
    """Whether the module belongs to the stage."""
    return any(module == name or module.startswith(name + ".") for name in STAGES[stage])


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
STAGED = [(module, stage) for module in MODULES for stage in STAGES if own(module, stage)]


@pytest.mark.parametrize(("module", "stage"), STAGED)
def test_stage_imports_no_other_stage(module: str, stage: str) -> None:
    """A stage imports the ground and its own modules only."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    foreign = {name for name in imports(tree) if name.split(".")[0] == "checker" and not own(name, stage)} - GROUND
    assert not foreign, f"{module} imports {sorted(foreign)}"


def ground(module: str) -> bool:
    """Whether the module is one that all stages stand on, or a part of one."""
    return any(module == name or module.startswith(name + ".") for name in GROUND)


@pytest.mark.parametrize("module", sorted(filter(ground, MODULES)))
def test_ground_stands_alone(module: str) -> None:
    """What all stages stand on imports no stage."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    assert all(ground(name) for name in imports(tree) if name.startswith("checker"))


@pytest.mark.parametrize("module", sorted(MODULES))
def test_heavy_imports_are_lazy(module: str) -> None:
    """Heavy libraries are imported inside functions (or for types only)."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = {name.split(".")[0] for node in top for name in imports(node)}
    assert not found & HEAVY


def test_every_stage_is_held() -> None:
    """Each stage of the flow has at least one module, so that a renamed one does not escape."""
    assert {stage for _, stage in STAGED} == set(STAGES)


def catches_all(node: ast.AST) -> bool:
    """Whether this is `except:`, `except Exception` or `except BaseException`."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    return node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"checker.handler", "checker.worker"}))
def test_one_handler_for_everything(module: str) -> None:
    """Only the handler, and the process that reads, catch Exception; elsewhere a failure could look like a pass."""
    assert not any(catches_all(node) for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))))

"""The wheel: it holds what the check needs and nothing else, and works from any folder."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the build tools of the test environment."""
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(repository)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that holds the wheel beside the dependencies of this one."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.EnvBuilder(with_pip=False).create(home)
    place = next(home.glob("lib/python*/site-packages"), home / "Lib" / "site-packages")
    # The dependencies come from this environment; a .pth comes after the folder it stands in, so the wheel's own
    # package is found before an editable install of this checkout.
    ours = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    command = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run([*command, str(wheel)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (place / "dependencies.pth").write_text(f"{ours}\n", encoding="utf-8")
    return home / ("Scripts" if os.name == "nt" else "bin")


def run(installed: Path, where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in the folder `where`, without the checkout on the path."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(installed / "bpo-check"), *arguments],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_the_library_and_the_schemas(wheel: Path, repository: Path) -> None:
    """Every library entry and every schema of the checkout is in the wheel, inside the package."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("clause_library", "schemas"):
        files = [path for path in (repository / folder).rglob("*") if path.is_file()]
        assert files
        assert {f"checker/{path.relative_to(repository).as_posix()}" for path in files} <= inside


def test_the_wheel_holds_the_files_of_the_html_report(wheel: Path, repository: Path) -> None:
    """Template, style and script of the HTML report travel beside their renderer."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (repository / "checker" / "report" / "html").iterdir() if path.suffix != ".pyc"]
    names = {f"checker/report/html/{path.name}" for path in files if path.is_file()}
    assert {path.suffix for path in files} >= {".jinja", ".css", ".js"}
    assert names <= inside


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """Neither tests nor samples nor anything outside the package travels in the wheel."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"checker"}


def test_the_wheel_asks_for_what_the_check_imports(repository: Path) -> None:
    """The declared dependencies are those that the package imports: none too many, none missing but for the extras'."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[<>=!~ ]", name)[0] for name in project["dependencies"]}
    imported = set()
    for path in (repository / "checker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                imported.add(node.module.split(".")[0])
    names = {
        "yaml": "pyyaml",
        "docx": "python-docx",
        "markdown_it": "markdown-it-py",
        "PIL": "pillow",
        "pdfminer": "pdfplumber",
    }
    foreign = {names.get(name, name.replace("_", "-")) for name in imported - set(sys.stdlib_module_names)} - {
        "checker"
    }
    optional = {
        re.split(r"[\[<>=!~ ]", name)[0]
        for extra in ("ocr", "office")
        for name in project["optional-dependencies"][extra]
    }
    assert declared <= foreign
    assert foreign - declared <= optional


def test_the_installed_command_checks_a_sample_from_another_folder(
    installed: Path, repository: Path, tmp_path: Path
) -> None:
    """The wheel alone checks a contract: the report has rows, and the exit code is 0 under `--fail-on never`."""
    sample = repository / "samples" / "supplier-paper.pdf"
    done = run(installed, tmp_path, str(sample), "--format", "json", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["document"]["name"] == sample.name
    assert report["protections"]


def test_the_installed_command_runs_the_wheels_code(installed: Path, tmp_path: Path) -> None:
    """It is the package inside the environment that runs, not the checkout."""
    code = "import checker.resources as r; print(r.folder('clause_library'))"
    python = installed / Path(sys.executable).name
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(python), "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(installed.parent)


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    """`--version` prints the version of the package."""
    import checker

    done = run(installed, tmp_path, "--version")
    assert done.returncode == 0
    assert checker.__version__ in done.stdout


def test_one_version_everywhere(repository: Path) -> None:
    """pyproject.toml and the package name the same version."""
    import checker

    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == checker.__version__

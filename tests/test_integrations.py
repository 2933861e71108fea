"""Where it runs: pre-commit hooks, the GitHub action and the GitLab job, as far as they go without these services."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.commands import COMMANDS
from checker.report import RENDERERS, Look
from tests.report_sample import REPORT

ACTION = Path(".github") / "actions" / "bpo-check"

Environment = dict[str, str]


def loaded(path: Path) -> Any:
    """A YAML file, read."""
    return yaml.safe_load(path.read_text("utf-8"))


def script(path: Path, text: str) -> None:
    """A program at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def world(tmp_path: Path, repository: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """A folder with contracts, and the environment of a runner: this bpo-check, and programs that note their words."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("BPO_CHECK_", "GITHUB_", "CI_"))]:
        monkeypatch.delenv(name)
    (tmp_path / "contracts").mkdir()
    for name in ("thin-services-letter.pdf", "supplier-paper.pdf"):
        (tmp_path / "contracts" / name).write_bytes((samples / name).read_bytes())
    python = f'#!/bin/sh\nexec env PYTHONPATH="{repository}" "{sys.executable}"'
    script(tmp_path / "bin" / "bpo-check", f'{python} -m checker "$@"\n')
    script(tmp_path / "bin" / "python", f'{python} "$@"\n')
    for name in ("gh", "curl"):
        script(tmp_path / "bin" / name, f'#!/bin/sh\nprintf "%s\\n" "{name}" "$@" "--" >>"{tmp_path}/calls"\n'
                                        f'[ ! -e "{tmp_path}/answer" ] || cat "{tmp_path}/answer"\n')  # fmt: skip
    return {
        **os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "REPORTS": "reports",
        "GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_REPOSITORY": "house/contracts", "PULL_REQUEST": "7",
    }  # fmt: skip


def bash(command: str, environment: Environment) -> tuple[str, int]:
    """What a shell prints, and its exit code."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    return done.stdout + done.stderr, done.returncode


def outputs(folder: Path) -> dict[str, str]:
    """The outputs of the step."""
    return dict(line.split("=", 1) for line in (folder / "output").read_text("utf-8").splitlines())


# --------------------------------------------------------------------------- GitHub


def test_the_action_is_a_composite_action_whose_steps_use_what_there_is(repository: Path) -> None:
    """Each run step names its shell, each input it uses is declared, no input is put into a script as text."""
    action = loaded(repository / ACTION / "action.yml")
    assert action["runs"]["using"] == "composite"
    text = (repository / ACTION / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    for step in action["runs"]["steps"]:
        assert ("run" in step) != ("uses" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]
            for named in re.findall(r"\$GITHUB_ACTION_PATH/([\w.]+\.sh)", step["run"]):
                assert os.access(repository / ACTION / named, os.X_OK)
        else:
            assert re.fullmatch(r"[\w-]+(/[\w-]+)+@v\d+", step["uses"])
    assert {option["default"] for option in action["inputs"].values() if not option.get("required")}


def test_the_action_checks_and_hands_its_code_on(world: Environment, repository: Path, tmp_path: Path) -> None:
    """Contracts by pattern: reports of each, findings apart in their own folder, one summary, and the exit code."""
    world |= {"DOCUMENTS": "contracts/*.pdf\n", "FAIL_ON": "high", "PROFILES": "dora"}
    said, code = bash(f'"{repository / ACTION / "check.sh"}"', world)
    assert code == 0, said
    assert outputs(tmp_path) == {"code": "1", "sarif": "true"}
    runs = [json.loads(path.read_text("utf-8"))["runs"][0] for path in sorted((tmp_path / "reports/sarif").iterdir())]
    assert len({run["automationDetails"]["id"] for run in runs}) == len(runs) == 2
    summary = (tmp_path / "reports" / "summary.md").read_text("utf-8")
    assert summary.startswith("<!-- bpo-check -->\n")
    assert "2 documents: 0 passed, 2 failed, 0 not judged" in summary
    assert "# supplier-paper.pdf" in summary
    assert len(summary) <= 60_000
    assert (tmp_path / "summary").read_text("utf-8") == summary
    assert len(list((tmp_path / "reports").glob("*.html"))) == 2
    action = loaded(repository / ACTION / "action.yml")
    verdict = action["runs"]["steps"][-1]["run"]
    assert bash(verdict, {**world, "CODE": "1"})[1] == 1
    assert bash(verdict, {**world, "CODE": "0"})[1] == 0
    assert bash(verdict, {**world, "CODE": ""})[1] == 2


@pytest.mark.parametrize(("documents", "code"), [("nowhere.pdf", "2"), ("broken.pdf", "3"), ("a b.pdf; echo x", "2")])
def test_the_action_never_passes_what_it_could_not_check(
    documents: str, code: str, world: Environment, repository: Path, tmp_path: Path
) -> None:
    """A contract that is not there or cannot be read is not a pass; a name is never run."""
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    said, ended = bash(f'"{repository / ACTION / "check.sh"}"', {**world, "DOCUMENTS": documents})
    assert ended == 0, said
    assert outputs(tmp_path) == {"code": code, "sarif": "false"}
    assert "bpo-check: " in (tmp_path / "reports" / "summary.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("earlier", "words"), [("", ["POST", "issues/7/comments"]), ("41\n42\n", ["PATCH", "comments/41"])]
)
def test_the_action_comments_once(
    earlier: str, words: list[str], world: Environment, repository: Path, tmp_path: Path
) -> None:
    """The summary is a new comment, or goes over the comment of an earlier run."""
    (tmp_path / "answer").write_text(earlier)
    said, code = bash(f'"{repository / ACTION / "comment.sh"}"', world)
    assert (said, code) == ("", 0)
    calls = (tmp_path / "calls").read_text("utf-8").split("--\n")
    assert "repos/house/contracts/issues/7/comments" in calls[0]
    assert "body=@reports/summary.md" in calls[1]
    assert all(word in calls[1] for word in words)


# --------------------------------------------------------------------------- GitLab


def test_the_gitlab_job_checks_and_ends_with_the_code(world: Environment, repository: Path, tmp_path: Path) -> None:
    """Its script lines, run one after the other, make the reports that it hands on, comment, and end with the code."""
    job = loaded(repository / "docs" / "ci" / "gitlab.yml")["bpo-check"]
    (tmp_path / "bpo-check.yaml").write_text("fail-on: critical\n", "utf-8")
    server = {"CI_API_V4_URL": "https://gitlab.example/api/v4", "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "9"}
    said, code = bash("\n".join(job["script"]), {**world, **job["variables"], **server, "NOTE_TOKEN": "t"})
    assert code == 1, said
    (quality,), junit = ([*tmp_path.glob(job["artifacts"]["reports"][name])] for name in ("codequality", "junit"))
    issues = json.loads(quality.read_text("utf-8"))
    assert {each["location"]["path"] for each in issues} == {"thin-services-letter.pdf", "supplier-paper.pdf"}
    assert len({each["fingerprint"] for each in issues}) == len(issues) > 20
    assert len(junit) == 2
    call = (tmp_path / "calls").read_text("utf-8")
    assert "https://gitlab.example/api/v4/projects/3/merge_requests/9/notes" in call
    assert "body@bpo-check-reports/summary.txt" in call
    assert job["artifacts"]["when"] == "always"


def test_code_quality_has_what_gitlab_asks() -> None:
    """Each issue has description, check, fingerprint, a severity that GitLab knows, a path and a line."""
    issues = json.loads(RENDERERS["code-quality"].render(REPORT, Look()))
    assert len(issues) >= 8
    for each in issues:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert each["location"] == {"path": "harbour-msa.pdf", "lines": {"begin": 1}}
    assert issues[0]["description"].startswith("Weak: Supplier reports a data breach")


# --------------------------------------------------------------------------- pre-commit, container, documentation


def test_the_hooks_run_commands_that_there_are(repository: Path) -> None:
    """Each hook has what pre-commit asks for, its entry is a command of ours, and its pattern takes contracts."""
    hooks = {hook["id"]: hook for hook in loaded(repository / ".pre-commit-hooks.yaml")}
    for hook in hooks.values():
        words = hook["entry"].split()
        assert words[0] == "bpo-check"
        assert all(word in COMMANDS or word == "test" for word in words[1:])
        assert hook["language"] == "python"
    files = re.compile(hooks["bpo-check"]["files"])
    assert all(files.search(f"contracts/a.{ending}") for ending in ("pdf", "docx"))
    assert not files.search("README.md")


def test_the_container_file_installs_this_checkout(repository: Path) -> None:
    """It installs extras that there are, and runs as a user without rights."""
    import tomllib

    text = (repository / "docs" / "ci" / "Containerfile").read_text("utf-8")
    (extras,) = re.findall(r"/source\[([\w,]+)\]", text)
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert lines[0].startswith("FROM python:3.")
    assert lines.index("USER checker") < lines.index('ENTRYPOINT ["bpo-check"]')


def test_the_guide_names_what_there_is(repository: Path) -> None:
    """Every file, hook and input that docs/integrations.md names is there, and its YAML can be read."""
    text = (repository / "docs" / "integrations.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (repository / "docs" / target).exists(), target
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    hooks = {hook["id"] for hook in loaded(repository / ".pre-commit-hooks.yaml")}
    inputs = set(loaded(repository / ACTION / "action.yml")["inputs"])
    (commit,) = [block for block in blocks if "repos" in block]
    assert {hook["id"] for hook in commit["repos"][0]["hooks"]} == hooks
    (flow,) = [block for block in blocks if "jobs" in block]
    (step,) = [each for each in flow["jobs"]["contracts"]["steps"] if "bpo-check" in each["uses"]]
    assert set(step["with"]) <= inputs

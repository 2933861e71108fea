"""What several tests need: where the checkout, its samples and the labelled contracts lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def samples(repository: Path) -> Path:
    """The folder of the sample contracts."""
    return repository / "samples"


@pytest.fixture(scope="session")
def evaluation(repository: Path) -> Path:
    """The folder of labelled contracts beside the checkout; the test is skipped where there is none."""
    folder = repository.parent / "shared" / "eval"
    if not folder.is_dir():
        pytest.skip("no labelled contracts beside the checkout")
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the test alone."""
    monkeypatch.setenv("BPO_CHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a file below an empty working folder (the waivers, if no name is given) and gives its path."""
    monkeypatch.chdir(tmp_path)

    def put(text: str, name: str = "bpo-check-waivers.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return put

"""What several tests need: where the checkout, its samples and the labelled contracts lie."""

from __future__ import annotations

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

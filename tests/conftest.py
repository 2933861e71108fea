"""What several tests need: where the samples and the labelled contracts lie, and the helpers beside the tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent

sys.path.insert(0, str(HERE))  # tests import the samples that stand beside them (`report_sample`)


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

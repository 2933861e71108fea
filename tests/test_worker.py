"""The process that reads: limits hold, its death is one line, and the documents after it are read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import worker
from checker.errors import UnreadableError
from checker.read import read
from checker.read.options import Options
from checker.worker import Limits, Worker

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "balanced-bpo-agreement.pdf"
TEXT = (
    "Supplier shall provide the Services with reasonable skill and care and keep all data of Customer secret.\n\n" * 9
)
POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of memory and signals are those of POSIX")


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A reader that does what a document's name says: sleeps, dies, eats memory, or falls over."""
    (tmp_path / "bad.py").write_text(
        "import checker.read, os, time\n"
        "kept = checker.read.read\n"
        "def read(path, options):\n"
        "    if 'sleeps' in path.name: time.sleep(60)\n"
        "    if 'dies' in path.name: os._exit(9)\n"
        "    if 'eats' in path.name: return [bytearray(10**8) for _ in range(10**4)]\n"
        "    if 'falls' in path.name: raise ValueError('an odd\\nobject')\n"
        "    if 'prints' in path.name: print('a library speaks', flush=True); os.write(1, b'rubbish')\n"
        "    if 'tells' in path.name: options.progress('page 1 of 2'); options.progress('')\n"
        "    return kept(path, options)\n"
        "checker.read.read = read\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(
        worker, "_START", worker._START.replace("from checker.worker", "import bad; from checker.worker")
    )
    for name in ("sleeps", "dies", "eats", "falls", "prints", "tells", "sound"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    return tmp_path


def test_what_it_reads_is_what_the_reader_reads() -> None:
    """The document comes back whole: text, pages, rows and notes are those of a reading in this process."""
    with Worker() as reader:
        assert reader.read(SAMPLE, Options()) == read(SAMPLE, Options())


def test_the_readers_error_comes_through(tmp_path: Path) -> None:
    """The reader's own line is raised as it is, and the process goes on."""
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "sound.txt").write_text(TEXT)
    with Worker() as reader:
        with pytest.raises(UnreadableError, match=r"empty\.pdf: is empty"):
            reader.read(tmp_path / "empty.pdf", Options())
        process = reader._process
        assert reader.read(tmp_path / "sound.txt", Options()).name == "sound.txt"
        assert reader._process is process


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sleeps", "gave no sign for 1 s"),
        ("dies", "broke the reader"),
        ("falls", r"cannot be read \(ValueError: an odd object\)"),
        pytest.param("eats", "needs more memory than --memory-limit", marks=POSIX),
    ],
)
def test_whatever_happens_to_it_the_others_go_on(broken: Path, name: str, said: str) -> None:
    """A document that hangs, kills, or eats all is one line that says what to do, and the next one is read."""
    files = [broken / f"{name}.txt", broken / "sound.txt"]
    with Worker(Limits(seconds=1 if name == "sleeps" else 60, megabytes=1024), files) as reader:
        with pytest.raises(UnreadableError, match=said) as caught:
            reader.read(files[0], Options())
        assert "\n" not in str(caught.value)
        assert reader.read(files[1], Options()).name == "sound.txt"


def test_what_libraries_print_is_no_answer(broken: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A library that writes to standard output does not break the answers."""
    with Worker() as reader:
        assert reader.read(broken / "prints.txt", Options()).name == "prints.txt"
    assert "rubbish" in capfd.readouterr().err


def test_progress_is_told(broken: Path) -> None:
    """What the reader says of its progress reaches the caller, in order."""
    told: list[str] = []
    with Worker() as reader:
        reader.read(broken / "tells.txt", Options(progress=told.append))
    assert told == ["page 1 of 2", ""]


def test_the_next_document_is_read_ahead(broken: Path) -> None:
    """When a document is handed over, the one behind it in the list was asked for."""
    files = [broken / "sound.txt", broken / "tells.txt"]
    with Worker(ahead=files) as reader:
        reader.read(files[0], Options())
        assert reader._asked == files[1]


@POSIX
def test_no_process_is_left(broken: Path) -> None:
    """The process ends with its context, also while it reads."""
    with Worker() as reader:
        reader.ask(broken / "sleeps.txt", Options())
        assert reader._process is not None
        pid = reader._process.pid
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_torn_message_is_no_message(tmp_path: Path) -> None:
    """An answer that breaks off is a dead process, not half an answer."""
    torn = tmp_path / "torn"
    torn.write_bytes((100).to_bytes(8, "big") + b'{"document": ')
    with torn.open("rb") as stream:
        assert list(worker._messages(stream)) == []

"""The compiled library and its index are kept from run to run; what is kept never decides anything."""

from __future__ import annotations

import hashlib
import importlib
import pickle
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from checker import check, kept
from checker.errors import LibraryError
from checker.library import load
from checker.locate import Index, library_phrases
from checker.report import json

pytestmark = pytest.mark.usefixtures("cache")

HOUSE = """
id: house-parking
title: Parking at the customer's sites
family: house
severity: low
why: Staff of the supplier must park somewhere.
ask: Say where the supplier's staff may park.
subject: [parking space|car park]
present:
  - {bound: supplier, force: must}
references: []
examples:
  present:
    - Supplier shall use the car park at gate 4 only.
    - Supplier shall pay for each parking space that it uses.
  missing:
    - Supplier shall keep its staff trained.
    - The building at gate 4 is old.
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A library of one entry."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "house-parking.yaml").write_text(HOUSE)
    return folder


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the entries that are compiled from now on."""
    names: list[str] = []
    module = importlib.import_module("checker.library.load")  # the name in its package is the function
    whole = module.read_source

    def noting(data: bytes, name: str) -> object:
        names.append(name)
        return whole(data, name)

    monkeypatch.setattr(module, "read_source", noting)
    return names


def test_a_library_is_compiled_once(house: Path, compiled: list[str]) -> None:
    """The second time the same files give the same library, and no entry is compiled."""
    first = load([house], shipped=False)
    assert compiled == ["house-parking.yaml"]
    assert load([house], shipped=False) == first
    assert compiled == ["house-parking.yaml"]


def test_a_changed_file_is_compiled(house: Path) -> None:
    """A library whose file was changed is another one, by its hash and by what it holds."""
    first = load([house], shipped=False)
    path = house / "house-parking.yaml"
    path.write_text(HOUSE.replace("severity: low", "severity: high"))
    second = load([house], shipped=False)
    assert (first.entries[0].severity, second.entries[0].severity) == ("low", "high")
    assert first.hash != second.hash


def test_a_broken_library_is_told_each_time(house: Path, cache: Path) -> None:
    """What cannot be compiled is not kept: the second run says the same as the first."""
    (house / "house-parking.yaml").write_text(HOUSE.replace("severity: low", "severity: lowish"))
    told = []
    for _ in range(2):
        with pytest.raises(LibraryError) as raised:
            load([house], shipped=False)
        told.append(str(raised.value))
    assert told[0] == told[1]
    assert not cache.exists()


@pytest.mark.parametrize("change", [lambda data: data[:-9], lambda data: data[:-9] + bytes(9), lambda _: b""])
def test_a_broken_file_is_made_anew(
    house: Path, cache: Path, compiled: list[str], change: Callable[[bytes], bytes]
) -> None:
    """A file that was cut or altered counts for nothing: the library is compiled and kept again."""
    first = load([house], shipped=False)
    (path,) = (cache / "library").iterdir()
    whole = path.read_bytes()
    path.write_bytes(change(whole))
    assert load([house], shipped=False) == first
    assert len(compiled) == 2
    assert path.read_bytes()[:4] == whole[:4]


#: What would run a program: "checker.worker" has subprocess, and a dotted name leads there.
FOREIGN = b"\x80\x04\x8c\x0echecker.worker\x8c\x10subprocess.Popen\x93\x8c\x04true\x85R."


@pytest.mark.parametrize("data", [pickle.dumps(Fraction(1, 3)), FOREIGN])
def test_other_types_are_not_read(
    house: Path, cache: Path, compiled: list[str], data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that names types of other modules is not obeyed, though its checksum is right."""
    monkeypatch.setattr("subprocess.Popen.__init__", lambda *_, **__: pytest.fail("a program was run"))
    first = load([house], shipped=False)
    (path,) = (cache / "library").iterdir()
    path.write_bytes(hashlib.sha256(data).digest() + data)
    assert load([house], shipped=False) == first
    assert len(compiled) == 2


def test_nothing_is_kept_where_nothing_may_be(
    house: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """BPO_CHECK_CACHE set to nothing keeps nothing; a folder that cannot be written to is no failure."""
    monkeypatch.setenv("BPO_CHECK_CACHE", "")
    assert load([house], shipped=False) == load([house], shipped=False)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BPO_CHECK_CACHE", str(tmp_path / "file"))
    load([house], shipped=False)
    assert len(compiled) == 3


def test_old_files_go(cache: Path, house: Path) -> None:
    """Of each kind so many files stay as were used last."""
    path = house / "house-parking.yaml"
    for number in range(kept.MOST + 3):
        path.write_text(HOUSE.replace("gate 4", f"gate {number}"))
        load([house], shipped=False)
    assert len(list((cache / "library").iterdir())) == kept.MOST


def test_a_kept_library_judges_alike(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report is the same, byte for byte, whether library and index were made or read again."""
    reports = []
    for _ in range(2):
        monkeypatch.setattr(check, "_indexes", {})
        reports.append(json.render(check.check(samples / "thin-services-letter.pdf", load())))
    monkeypatch.setenv("BPO_CHECK_CACHE", "")
    monkeypatch.setattr(check, "_indexes", {})
    reports.append(json.render(check.check(samples / "thin-services-letter.pdf", load())))
    assert reports[0] == reports[1] == reports[2]


def test_an_index_that_met_documents_is_not_kept(house: Path) -> None:
    """What documents brought into an index stays out of what is kept."""
    index = Index(library_phrases(load([house], shipped=False)))
    again = pickle.loads(pickle.dumps(index))
    assert again.hits(["car", "park"]) == index.hits(["car", "park"])
    with pytest.raises(TypeError, match="documents"):
        pickle.dumps(index)

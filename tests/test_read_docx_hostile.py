"""Broken and hostile Word files: one right line each, nothing unpacked without bound, nothing fetched, nothing hangs."""

from __future__ import annotations

import random
import struct
import zipfile
from pathlib import Path

import pytest

from checker.errors import UnreadableError
from checker.read import read
from checker.read.docx import package
from tests.word_file import MAIN, docx, para, parts, row, table, write
from tests.word_file import cell as tc

LONG = para("The Supplier shall keep records of the services and give them to the Customer on request. " * 4)
GOOD = parts(LONG)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f']><w:document xmlns:w="{MAIN}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
    f'<w:document xmlns:w="{MAIN}"><w:body><w:p><w:r><w:t>&out;</w:t></w:r></w:p></w:body></w:document>'
)


def says(path: Path) -> str:
    """The one line that reading the file ends in."""
    with pytest.raises(UnreadableError) as caught:
        read(path)
    line = str(caught.value)
    assert line.startswith(path.name)
    assert "\n" not in line
    return line


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"word/document.xml": LAUGHS}, "declares XML entities"),
        ({"word/document.xml": OUTSIDE}, "declares XML entities"),
        ({"word/document.xml": GOOD["word/document.xml"][:-30]}, "is no sound XML"),
        ({"word/document.xml": "<html/>"}, "is no Word document inside"),
        ({"word/document.xml": None, "word/other.xml": "<x/>"}, "word/document.xml is missing"),
        ({"word/styles.xml": "no XML at all"}, "word/styles.xml is no sound XML"),
        ({"word/document.xml": GOOD["word/document.xml"].replace(LONG, "<w:sdt>" * 300 + "</w:sdt>" * 300)}, "is no sound XML"),
        ({"word/document.xml": GOOD["word/document.xml"].replace(LONG, "")}, "too little text"),
        ({"word/document.xml": GOOD["word/document.xml"].replace(LONG, ""), "word/media/1.png": b"x"}, "pictures and hardly any text"),
    ],
)  # fmt: skip
def test_bad_parts_are_told_in_one_line(change: dict[str, str | bytes | None], line: str, tmp_path: Path) -> None:
    """Entities, broken, foreign and missing parts, nesting without end, no text: the line says which."""
    members = {name: content for name, content in ({**GOOD, **change}).items() if content is not None}
    assert line in says(write(tmp_path / "bad.docx", members))


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that unpacks beyond the limit is refused, whether the zip declares its size or lies about it."""
    monkeypatch.setattr(package, "LARGEST_PART", 100_000)
    path = write(tmp_path / "bomb.docx", {**GOOD, "word/document.xml": GOOD["word/document.xml"] + " " * 1_000_000})
    assert "unpacks to more than" in says(path)
    data = bytearray(path.read_bytes())
    size = struct.pack("<I", len(GOOD["word/document.xml"]) + 1_000_000)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 5_000)
    path.write_bytes(bytes(data))
    assert "broken or truncated Word file" in says(path)


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip with more parts than any Word file has is not opened."""
    monkeypatch.setattr(package, "MOST_PARTS", 50)
    many = {**GOOD, **{f"word/x{number}.xml": "<x/>" for number in range(60)}}
    assert "which no Word file does" in says(write(tmp_path / "many.docx", dict(many)))


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_told(keep: float, tmp_path: Path) -> None:
    """A download that broke off is called so."""
    path = docx(tmp_path / "cut.docx", LONG)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    assert "broken or truncated Word file" in says(path)


def test_damage_in_the_middle_is_told(tmp_path: Path) -> None:
    """A part whose bytes are damaged fails its checksum and is not half read."""
    path = tmp_path / "damaged.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in GOOD.items():
            archive.writestr(name, content)
    data = path.read_bytes()
    at = data.index(b"The Supplier shall")
    path.write_bytes(data[:at] + b"The Customer shall" + data[at + 18 :])
    assert "broken or truncated Word file" in says(path)


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "is password protected",
        ),
        ("sheet.doc", b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le"), "is a spreadsheet"),
        ("mail.msg", b"\xd0\xcf\x11\xe0" + bytes(600) + "__properties_version1.0".encode("utf-16-le"), "is an e-mail"),
    ],
)
def test_other_office_files_are_named(name: str, data: bytes, line: str, tmp_path: Path) -> None:
    """A protected Word file, a spreadsheet, a message: the line says what it is."""
    path = tmp_path / name
    path.write_bytes(data)
    assert line in says(path)


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}, "is a spreadsheet"),
        ({"ppt/presentation.xml": "<x/>"}, "is a presentation"),
        ({"contract.pdf": "x", "schedule.docx": "y"}, "is an archive; unpack it"),
        ({"Index/Document.iwa": "x"}, "is a Pages file"),
    ],
)
def test_other_archives_are_named(members: dict[str, str | bytes], line: str, tmp_path: Path) -> None:
    """A zip that is no Word file is called what it is, whatever its name."""
    assert line in says(write(tmp_path / "thing.docx", members))


def test_an_encrypted_part_is_told(tmp_path: Path) -> None:
    """A zip whose parts need a password says so."""
    data = bytearray(docx(tmp_path / "zip.docx", LONG).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    path = tmp_path / "zip.docx"
    path.write_bytes(bytes(data))
    assert "is password protected" in says(path)


def test_names_of_parts_do_not_leave_the_file(tmp_path: Path) -> None:
    """A relationship that climbs out of the file, or points at the net, reaches nothing outside of it."""
    relations = GOOD["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="x" Type="http://x/styles" Target="../../../../etc/passwd"/>'
        '<Relationship Id="y" Type="http://x/numbering" Target="http://example.invalid/n.xml" TargetMode="External"/>'
        "</Relationships>",
    )
    path = write(tmp_path / "climb.docx", {**GOOD, "word/_rels/document.xml.rels": relations, "../../evil.xml": "<x/>"})
    assert "keep records" in read(path).text


def test_deep_tables_and_wide_cells_end(tmp_path: Path) -> None:
    """Tables nested as deep as the parser allows, and a cell that claims a billion columns, are read."""
    inner = para("Deep inside.")
    for _ in range(40):
        inner = table(row(tc(inner)))
    wide = table(
        row(tc("A", more='<w:gridSpan w:val="1000000000"/>'), tc("B"), tc("C")), row(tc("D"), tc("E"), tc("F"))
    )
    text = read(docx(tmp_path / "deep.docx", inner + wide + LONG)).text
    assert text.startswith("Deep inside.\n\nA | B | C\n")


def test_a_zip_of_the_same_part_twice_reads_the_first(tmp_path: Path) -> None:
    """Two parts of one name, in whatever case: the first counts, as in Word."""
    twice = [*GOOD.items(), ("WORD/DOCUMENT.XML", GOOD["word/document.xml"].replace("Supplier", "Vendor"))]
    assert "The Supplier shall" in read(write(tmp_path / "twice.docx", twice)).text


def test_random_damage_never_ends_in_a_traceback(tmp_path: Path) -> None:
    """Bytes changed anywhere give a document or one line."""
    data = docx(tmp_path / "base.docx", LONG + table(row(tc("1."), tc("Text")))).read_bytes()
    chance = random.Random(4)
    read_ = told = 0
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / "damaged.docx"
        path.write_bytes(bytes(damaged))
        try:
            read(path)
            read_ += 1
        except UnreadableError:
            told += 1
    assert read_ + told == 300
    assert told > 50

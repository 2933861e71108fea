"""The zip of a Word file: its parts as XML, whatever a hostile or careless writer put into it."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from checker.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Bytes of one part, unpacked.  A contract of 1,000 pages has some 30 MB; beyond this a part is a bomb.
LARGEST_PART = 64 * 1024 * 1024
#: Parts in one file; Word writes some dozens, and one for each picture.
MOST_PARTS = 10_000

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a Word file, found by relationship and read when asked for; nothing is written to disk."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            raise UnreadableError(
                f"{name}: is a broken or truncated Word file; get the file again or open it in Word and save it anew"
            ) from None
        entries = self.zip.infolist()
        if len(entries) > MOST_PARTS:
            raise UnreadableError(f"{name}: holds {len(entries)} parts, which no Word file does; it was not opened")
        # Word takes names without regard to case and with either slash; of two equal names the first counts.
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self.entries.setdefault(_plain(entry.filename), entry)
        self.main = self._main()
        self.related = self._relations(self.main)

    def _main(self) -> str:
        for kind, target in self._targets("_rels/.rels", ""):
            if kind == "officeDocument" and _plain(target) in self.entries:
                return target
        if "word/document.xml" in self.entries:
            return "word/document.xml"
        raise UnreadableError(
            f"{self.name}: is a Word file without its text (word/document.xml is missing); get the file again"
        )

    def _relations(self, part: str) -> dict[str, str]:
        folder, base = posixpath.split(part)
        found: dict[str, str] = {}
        for kind, target in self._targets(posixpath.join(folder, "_rels", base + ".rels"), folder):
            found.setdefault(kind, target)
        return found

    def _targets(self, part: str, folder: str) -> list[tuple[str, str]]:
        """(last word of the type, target) of the relationships in a part; those outside the file are not followed."""
        root = self._parse(part)
        if root is None:
            return []
        return [
            (str(item.get("Type", "")).rsplit("/", 1)[-1], posixpath.join("/" + folder, str(item.get("Target", ""))))
            for item in root.iter(_RELATIONS)
            if item.get("TargetMode") != "External"
        ]

    def part(self, kind: str) -> Element | None:
        """The root of the part that the document relates to as `kind` (styles, numbering, footnotes ...), or None."""
        target = self.related.get(kind) or posixpath.join(posixpath.dirname(self.main), kind + ".xml")
        return self._parse(target)

    def document(self) -> Element:
        """The root of the document's own part."""
        root = self._parse(self.main)
        if root is None or root.tag != f"{W}document":
            raise UnreadableError(f"{self.name}: is no Word document inside; open it in Word and save it as .docx")
        return root

    def _parse(self, part: str) -> Element | None:
        from lxml import etree

        entry = self.entries.get(_plain(part))
        if entry is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        data = self._bytes(entry)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            if b"<!DOCTYPE" in data[:4096].replace(b"\x00", b""):
                raise self._entities() from None
            raise UnreadableError(
                f"{self.name}: is a broken Word file ({_plain(part)} is no sound XML); open it in Word and save it anew"
            ) from None
        if root.getroottree().docinfo.doctype:
            raise self._entities()
        if any("purl.oclc.org" in uri for uri in root.nsmap.values()):
            data = etree.tostring(root, encoding="utf-8")
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
            root = etree.fromstring(data, parser)
        return root

    def _bytes(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 1:
            raise UnreadableError(f"{self.name}: is password protected; open it, take the password out and save it")
        if entry.file_size > LARGEST_PART:
            raise self._bomb()
        try:
            with self.zip.open(entry) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
            raise UnreadableError(
                f"{self.name}: is a broken or truncated Word file; get the file again or open it in Word and save it anew"
            ) from None
        if len(data) > LARGEST_PART:
            raise self._bomb()
        return data

    def _entities(self) -> UnreadableError:
        return UnreadableError(f"{self.name}: declares XML entities, which no Word file does; it was not read")

    def _bomb(self) -> UnreadableError:
        return UnreadableError(
            f"{self.name}: unpacks to more than {LARGEST_PART // 1024 // 1024} MB of text, which no contract holds; it was not read"
        )


def _plain(name: str) -> str:
    """A part's name in one form: inside the zip's root, whatever dots and slashes it is written with."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()

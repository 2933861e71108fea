"""Writes Word files part by part, as raw XML in a zip: what no library writes can be tested too."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", MAIN),
        ("r", RELATIONS),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    )
)
BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
_KINDS = ("styles", "numbering", "footnotes", "endnotes")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, look: str = "", tag: str = "t") -> str:
    """A run; `look` is what stands in its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def inserted(text: str) -> str:
    """Text that a tracked change puts in."""
    return f"<w:ins {BY}>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    """Text that a tracked change takes out."""
    return f"<w:del {BY}>{run(text, tag='delText')}</w:del>"


def para(content: str, style: str = "", num: tuple[int, int] | None = None, more: str = "", mark: str = "") -> str:
    """A paragraph: text or runs, its style, its (list, level), further properties, those of its mark."""
    inside = content if content.startswith("<") or not content else run(content)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    properties += more + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def level(at: int, form: str, text: str, style: str = "", more: str = "", start: int = 1) -> str:
    """A level of a list."""
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{link}{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def style(name: str, based: str = "", num: tuple[int, int] | None = None, ppr: str = "", rpr: str = "") -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    if num is not None:
        ppr += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def cell(*paragraphs: str, more: str = "") -> str:
    """A table cell of paragraphs (or plain text)."""
    inside = "".join(item if item.startswith("<w:") else para(item) for item in paragraphs)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, more: str = "") -> str:
    """A table row of cells."""
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


def parts(body: str, **others: str) -> dict[str, str]:
    """The parts of a Word file with this body; `others` are the insides of styles, numbering, footnotes, endnotes."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in _KINDS if kind in others
    )
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for kind in _KINDS
        if kind in others
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    made = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"{head}<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    for kind, inside in others.items():
        made[f"word/{kind}.xml"] = f"{head}<w:{kind} {_SPACES}>{inside}</w:{kind}>"
    return made


def write(path: Path, members: dict[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> Path:
    """The zip of the parts."""
    pairs = members.items() if isinstance(members, dict) else members
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return path


def docx(path: Path, body: str, **others: str) -> Path:
    """A Word file with this body and these other parts."""
    return write(path, dict(parts(body, **others)))

"""Makes a Word file of a sample: numbers by linked styles, tracked changes, footnotes, tables, as lawyers' drafts have them.

The source is the Markdown of make.py with CriticMarkup for tracked changes ({++in++}, {--out--}; a whole paragraph in one
is a paragraph that is inserted or deleted) and [^1] for footnotes.  The numbers of the source are not written: Word
counts them, and tests compare.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

Blocks = tuple[tuple[str, ...], ...]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
_PARTS = ("styles", "numbering", "footnotes", "header", "footer")
#: How a numbered paragraph is told, by level: 1. / 1.1 / (a) / (i); romans come first, "(i)" after "(h)" is not used.
_NUMBERS = (
    (3, re.compile(r"^\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x)\)\s+")), (2, re.compile(r"^\([a-z]\)\s+")),
    (1, re.compile(r"^\d+\.\d+\s+")), (0, re.compile(r"^\d+\.\s+")),
)  # fmt: skip
_FORMS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))
_PIECES = re.compile(r"\{\+\+(?P<ins>.+?)\+\+\}|\{--(?P<del>.+?)--\}|\[\^(?P<note>\d+)\]|(?P<bold>\*\*.+?\*\*)")
_WHOLE = re.compile(r"^\{(\+\+|--)((?:(?!\+\+\}|--\}).)+)(?:\+\+|--)\}$")
_BY = 'w:author="Counsel" w:date="2026-03-02T09:00:00Z"'


class Draft:
    """One Word file while it is made: its changes, lists and footnotes are counted."""

    def __init__(self, head: dict[str, str], blocks: Blocks) -> None:
        self.head = head
        self.notes = {
            found[1]: found[2]
            for lines in blocks
            if (found := re.match(r"^\[\^(\d+)\]: (.*)$", " ".join(lines), re.DOTALL))
        }
        self.blocks = [lines for lines in blocks if not lines[0].startswith("[^")]
        self.changes = 0
        self.lists = 1  # the clauses' own; each schedule has one more, which begins anew
        self.in_schedule = False

    def body(self) -> str:
        """The insides of the document's body."""
        title = self._paragraph(self.head["title"], "Title")
        return title + "".join(part for lines in self.blocks for part in self._block(lines)) + _SECTION

    def _block(self, lines: tuple[str, ...]) -> Iterator[str]:
        text = " ".join(line.strip() for line in lines)
        if text == "<!-- page -->":
            yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        elif text.startswith("# "):
            self.lists += 1
            self.in_schedule = True
            yield self._paragraph(text[2:], "Schedule")
        elif text.startswith("|"):
            yield self._table(lines)
        elif "||" in lines[0]:
            yield self._signatures(lines)
        else:
            yield self._numbered(text.removeprefix("## "))

    def _numbered(self, text: str) -> str:
        whole = _WHOLE.match(text)
        change = {"++": "ins", "--": "del"}[whole[1]] if whole else ""
        text = whole[2] if whole else text
        for level, pattern in _NUMBERS:
            found = pattern.match(text)
            if found:
                style = "Paragraph" if self.in_schedule and not level else f"Clause{level + 1}"
                return self._paragraph(text[found.end() :], style, change)
        return self._paragraph(text, "BodyText", change)

    def _paragraph(self, text: str, style: str, change: str = "") -> str:
        own = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.lists}"/></w:numPr>' if style == "Paragraph" else ""
        mark = f"<w:rPr>{self._change(change, '')}</w:rPr>" if change else ""
        properties = f'<w:pPr><w:pStyle w:val="{style}"/>{own}{mark}</w:pPr>'
        return f"<w:p>{properties}{self._runs(text, change)}</w:p>"

    def _change(self, change: str, inside: str) -> str:
        self.changes += 1
        start = f'<w:{change} w:id="{self.changes}" {_BY}'
        return f"{start}>{inside}</w:{change}>" if inside else f"{start}/>"

    def _runs(self, text: str, change: str = "") -> str:
        """The runs of a text; `change` wraps them all."""
        out, at = [], 0
        for found in _PIECES.finditer(text):
            out.append(self._run(text[at : found.start()], change))
            at = found.end()
            kind = str(found.lastgroup)
            if kind in ("ins", "del"):
                out.append(self._run(found[kind], kind))
            elif kind == "note":
                look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                out.append(f'<w:r>{look}<w:footnoteReference w:id="{found["note"]}"/></w:r>')
            else:
                out.append(self._run(found["bold"].strip("*"), change, "<w:rPr><w:b/></w:rPr>"))
        return "".join(out) + self._run(text[at:], change)

    def _run(self, text: str, change: str = "", look: str = "") -> str:
        if not text:
            return ""
        tag = "delText" if change == "del" else "t"
        run = f'<w:r>{look}<w:{tag} xml:space="preserve">{escape(_typographic(text))}</w:{tag}></w:r>'
        return self._change(change, run) if change else run

    def _table(self, lines: tuple[str, ...]) -> str:
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
        rows = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
        made = [
            f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if not at else ''}"
            + "".join(self._cell(f"**{cell}**" if not at else cell, 9000 // len(row)) for cell in row)
            + "</w:tr>"
            for at, row in enumerate(rows)
        ]
        return (
            _table("".join(made), len(rows[0]), '<w:tblStyle w:val="Ruled"/>')
            + '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
        )

    def _signatures(self, lines: tuple[str, ...]) -> str:
        rows = [line.split("||") for line in lines]
        made = "".join(f"<w:tr>{''.join(self._cell(cell.strip(), 4500) for cell in row)}</w:tr>" for row in rows)
        return _table(made, 2, "")

    def _cell(self, text: str, width: int) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{self._runs(text)}</w:p></w:tc>'

    def footnotes(self) -> str:
        """The insides of the footnotes' part."""
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for at, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return lines + "".join(
            f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r>{self._run(" " + text)}</w:p></w:footnote>'
            for at, text in self.notes.items()
        )


def docx(head: dict[str, str], blocks: Blocks) -> bytes:
    """The Word file of a sample, as bytes that depend on the source alone."""
    draft = Draft(head, blocks)
    parts = {
        "document": f"<w:document {_SPACES}><w:body>{draft.body()}</w:body></w:document>",
        "styles": f"<w:styles {_SPACES}>{_STYLES}</w:styles>",
        "numbering": f"<w:numbering {_SPACES}>{_numbering(draft.lists)}</w:numbering>",
        "footnotes": f"<w:footnotes {_SPACES}>{draft.footnotes()}</w:footnotes>",
        "header": f"<w:hdr {_SPACES}><w:p>{draft._run(head.get('header', ''))}</w:p></w:hdr>",
        "footer": f"<w:ftr {_SPACES}><w:p>{draft._run(head.get('footer', ''))}</w:p></w:ftr>",
    }
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}{".main" if name == "document" else ""}+xml"/>'
        for name in parts
    )
    relations = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in _PARTS)
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="document" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            # Not compressed: what zlib makes of the same text differs from version to version.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + content)
    return out.getvalue()


def _typographic(text: str) -> str:
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text).replace('"', "”")
    return text.replace("'", "’")


def _table(rows: str, columns: int, style: str) -> str:
    grid = f'<w:gridCol w:w="{9000 // columns}"/>' * columns
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _numbering(lists: int) -> str:
    clauses = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Clause{at + 1}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{(720, 720, 1287, 1854)[at]}" w:hanging="{(720, 720, 567, 567)[at]}"/></w:pPr></w:lvl>'
        for at, (form, text) in enumerate(_FORMS)
    )
    schedule = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{clauses}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{schedule}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        + "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="1"/>{anew}</w:num>' for at in range(2, lists + 1))
    )


def _style(name: str, properties: str = "", look: str = "", based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _listed(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    '<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + _style("BodyText", '<w:spacing w:after="140"/>')
    + _style("Title", '<w:spacing w:after="280"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>')
    + _style("Schedule", '<w:keepNext/><w:spacing w:after="200"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>', "<w:b/>")
    + _style("Clause1", f'<w:keepNext/>{_listed(0)}<w:spacing w:before="140" w:after="140"/><w:outlineLvl w:val="0"/>', "<w:b/>")
    + "".join(_style(f"Clause{at + 1}", f'{_listed(at)}<w:spacing w:after="140"/>') for at in (1, 2, 3))
    + _style("Paragraph", based="BodyText")
    + '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:color="auto"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders></w:tblPr></w:style>"
)  # fmt: skip
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1300" w:right="1440" w:bottom="1300" w:left="1440" '
    'w:header="700" w:footer="600" w:gutter="0"/></w:sectPr>'
)

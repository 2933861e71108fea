"""Word files: what a lawyer sees is text, what is deleted, struck out or hidden is not, and tables are rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.check import check
from checker.read import read
from checker.read.options import Options
from checker.segment import segment
from tests.word_file import (
    BY,
    MAIN,
    RELATIONS,
    STRICT,
    cell,
    deleted,
    docx,
    inserted,
    level,
    para,
    parts,
    row,
    run,
    style,
    table,
    write,
)

REST = "The Supplier shall keep records of the services and give them to the Customer on request. "
LONG = para(REST * 3)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def text_of(path: Path, body: str, changes: str = "accepted", **others: str) -> str:
    """The text of a Word file with this body and enough other text to be a contract."""
    return read(docx(path / "contract.docx", body + LONG, **others), Options(changes=changes)).text


CHANGED = (
    para(run("Payment is due within ") + deleted("30") + inserted("60") + run(" days."), num=(1, 0))
    + para(deleted("This clause is gone."), num=(1, 0), mark=f"<w:del {BY}/>")
    + para(run("First half,"), num=(1, 0), mark=f"<w:del {BY}/>")
    + para(run(" second half."), num=(1, 0))
    + para(inserted("This clause is new."), num=(1, 0), mark=f"<w:ins {BY}/>")
    + para("Was without a number.", more=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {BY}/></w:numPr>')
    + para("Last.", num=(1, 0))
)


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    """Insertions are text, deletions are not, a deleted paragraph mark joins, and numbers close up."""
    text = text_of(tmp_path, CHANGED, numbering=NUMBERING)
    assert text.split("\n\n")[:5] == [
        "1. Payment is due within 60 days.", "2. First half, second half.", "3. This clause is new.",
        "4. Was without a number.", "5. Last.",
    ]  # fmt: skip


def test_changes_are_read_as_the_text_stood_before_them(tmp_path: Path) -> None:
    """With `original`, deletions are text and insertions are not, numbers and paragraph marks included."""
    text = text_of(tmp_path, CHANGED, "original", numbering=NUMBERING)
    assert text.split("\n\n")[:6] == [
        "1. Payment is due within 30 days.", "2. This clause is gone.", "3. First half,", "4. second half.",
        "Was without a number.", "5. Last.",
    ]  # fmt: skip


def test_moved_text_stands_where_it_was_moved_to(tmp_path: Path) -> None:
    """A move is a deletion at one place and an insertion at the other."""
    body = para(f"<w:moveFrom {BY}>{run('Moved words.')}</w:moveFrom>" + run("Stays.")) + para(
        run("Here: ") + f"<w:moveTo {BY}>{run('Moved words.')}</w:moveTo>"
    )
    assert text_of(tmp_path, body).split("\n\n")[:2] == ["Stays.", "Here: Moved words."]
    assert text_of(tmp_path, body, "original").split("\n\n")[:2] == ["Moved words.Stays.", "Here:"]


def test_changed_properties_count_in_the_original_reading(tmp_path: Path) -> None:
    """A paragraph that a change numbered has no number in the text before it, and what a change struck out is read."""
    change = f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>"
    numbered = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{change}</w:pPr>{run("Fees.")}</w:p>'
    )
    struck = para(run("Credits are due.", f"<w:strike/><w:rPrChange {BY}><w:rPr/></w:rPrChange>") + run(" End."))
    assert text_of(tmp_path, numbered + struck, numbering=NUMBERING).startswith("1. Fees.\n\nEnd.")
    assert text_of(tmp_path, numbered + struck, "original", numbering=NUMBERING).startswith(
        "Fees.\n\nCredits are due. End."
    )


def test_the_notes_tell_what_was_found_and_how_it_was_read(tmp_path: Path) -> None:
    """The user learns of tracked changes, of struck and hidden text, and of the pages."""
    body = CHANGED + para(run("Not any more here", "<w:strike/>") + run("hidden", "<w:vanish/>"))
    notes = read(docx(tmp_path / "a.docx", body + LONG, numbering=NUMBERING)).notes
    assert any(
        "tracked changes (4 insertions, 4 deletions) were read as if all were accepted" in note for note in notes
    )
    assert any(note.startswith("5 words struck out or hidden") for note in notes)
    assert any("no page breaks are saved" in note for note in notes)
    assert not any("tracked" in note for note in read(docx(tmp_path / "b.docx", LONG)).notes)


def test_struck_and_hidden_text_is_not_text(tmp_path: Path) -> None:
    """Directly or by style, on runs or paragraphs; what switches it off again is text."""
    styles = style("Struck", rpr="<w:strike/>") + style("Gone", rpr="<w:vanish/>") + (
        '<w:style w:type="character" w:styleId="Out"><w:name w:val="Out"/><w:rPr><w:dstrike/></w:rPr></w:style>'
    )  # fmt: skip
    body = (
        para(
            run("A ")
            + run("one ", "<w:strike/>")
            + run("two ", "<w:dstrike w:val='1'/>")
            + run("b.", "<w:strike w:val='0'/>")
        )
        + para(run("three ") + run("C.", "<w:strike w:val='false'/>"), "Struck")
        + para("four", "Gone")
        + para(run("D ") + run("five", '<w:rStyle w:val="Out"/>') + run("e."))
    )
    assert text_of(tmp_path, body, styles=styles).split("\n\n")[:3] == ["A b.", "C.", "D e."]


def test_fields_show_their_results(tmp_path: Path) -> None:
    """Cross-references and merge fields are read by their results, their instructions never; nested fields, too."""

    def char(kind: str, more: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'

    def field(instruction: str, result: str) -> str:
        return char("begin") + run(instruction, tag="instrText") + char("separate") + result + char("end")

    box = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
    choice = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="30"/><w:listEntry w:val="45"/></w:ddList></w:ffData>'
    body = (
        para(run("See clause ") + field(" REF _Ref1 \\r ", run("4.1")) + run("."))
        + para(run("To ") + field(" IF x ", field(" MERGEFIELD Name ", run("Acme"))) + run(" Ltd."))
        + para(f'<w:fldSimple w:instr="DATE">{run("1 May 2026")}</w:fldSimple>')
        + para(char("begin", box) + char("end") + run(" Yes, ") + char("begin", choice) + char("end") + run(" days."))
        + para(char("begin") + run(" XE never closed ", tag="instrText"))
        + para("After it.")
    )
    assert text_of(tmp_path, body).split("\n\n")[:5] == [
        "See clause 4.1.", "To Acme Ltd.", "1 May 2026", "\u2612 Yes, 45 days.", "After it.",
    ]  # fmt: skip


def test_contents_are_contents(tmp_path: Path) -> None:
    """A table of contents, by its field or its styles, is no clause of the contract."""
    entries = "".join(para(run(f"{n}. Liability") + "<w:r><w:tab/></w:r>" + run(str(n + 3)), "TOC1") for n in (1, 2))
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    document = read(docx(tmp_path / "toc.docx", entries + para("1. Liability") + LONG, styles=styles))
    contract = segment(document)
    assert document.text.startswith("1. Liability ..... 4\n\n2. Liability ..... 5\n\n1. Liability\n")
    assert [clause.kind for clause in contract.clauses if clause.number == "1"] == ["operative"]


def test_content_controls_text_boxes_and_notes_are_text_once(tmp_path: Path) -> None:
    """What stands in a content control, a box or a footnote is read, each once, in its place."""
    box = f"<w:txbxContent>{para('Words in a box.')}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{para('A block control.')}</w:sdtContent></w:sdt>"
        + para(run("The term is ") + f"<w:sdt><w:sdtContent>{run('three years')}</w:sdtContent></w:sdt>" + run(":"))
        + para(run("Fees are fixed") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" and") + shape)
        + para("do not rise.")
    )
    footnotes = (
        f'<w:footnote w:id="-1" w:type="separator">{para("")}</w:footnote>'
        f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>" + run("Save for indexation."))}</w:footnote>'
    )
    assert text_of(tmp_path, body, footnotes=footnotes).split("\n\n")[:6] == [
        "A block control.", "The term is three years:", "Fees are fixed and", "Words in a box.", "do not rise.",
        "Footnote 1: Save for indexation.",
    ]  # fmt: skip


def test_signs_are_normalised(tmp_path: Path) -> None:
    """Symbols, soft and fixed hyphens, fixed spaces and quotes come out in the one form of the text."""
    body = para(
        run("non") + "<w:r><w:noBreakHyphen/></w:r>" + run("exclusive \u201cTerm\u201d, in") + "<w:r><w:softHyphen/></w:r>"
        + run("voice\u00a0of") + '<w:r><w:tab/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 5 ")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("\ufb01ne.")
    )  # fmt: skip
    assert text_of(tmp_path, body).startswith('non-exclusive "Term", invoice of \u2265 5 \u2612fine.')


def test_headings_are_those_of_the_outline(tmp_path: Path) -> None:
    """A paragraph in a heading style is a heading whatever its capitals; a whole clause in one is none."""
    styles = style("Heading1", ppr='<w:outlineLvl w:val="0"/>')
    body = para("Limits on what we owe", "Heading1") + para("Supplier is liable.") + para(REST, "Heading1")
    contract = segment(read(docx(tmp_path / "h.docx", body + LONG, styles=styles)))
    assert [clause.heading for clause in contract.clauses if clause.heading] == ["Limits on what we owe"]


def test_a_hidden_paragraph_mark_joins_heading_and_text(tmp_path: Path) -> None:
    """A style separator runs the text on behind its heading, under one number."""
    body = (
        para("Payment.", num=(1, 0), mark="<w:vanish/><w:specVanish/>")
        + para(" Fees are due.")
        + para("Next.", num=(1, 0))
    )
    assert text_of(tmp_path, body, numbering=NUMBERING).startswith("1. Payment. Fees are due.\n\n2. Next.")


def test_tables_are_rows_under_their_headers(tmp_path: Path) -> None:
    """Header rows, merged cells and deleted rows: each cell's span holds its words and carries its column's header."""
    body = table(
        row(cell("Priority"), cell("Times", more='<w:gridSpan w:val="2"/>'), more="<w:tblHeader/>"),
        row(cell("Level"), cell("Response"), cell("Repair"), more="<w:tblHeader/>"),
        row(cell("1", more='<w:vMerge w:val="restart"/>'), cell("15 minutes"), cell("4 hours")),
        row(cell("", more="<w:vMerge/>"), cell("by night: 1 hour"), cell("8 hours")),
        row(cell("2"), cell("gone"), cell("gone"), more=f"<w:del {BY}/>"),
        row(cell("3"), cell(""), cell("5 days")),
    )
    document = read(docx(tmp_path / "table.docx", para("Levels:") + body + LONG))
    assert document.text.split("\n\n")[1].split("\n") == [
        "Priority | Times", "Level | Response | Repair", "1 | 15 minutes | 4 hours", "by night: 1 hour | 8 hours", "3 | 5 days",
    ]  # fmt: skip
    rows = [[(c.header, document.text[c.start : c.end]) for c in r.cells] for r in document.rows[2:]]
    first, response, repair = "Priority Level", "Times Response", "Times Repair"
    assert rows == [
        [(first, "1"), (response, "15 minutes"), (repair, "4 hours")],
        [(first, "1"), (response, "by night: 1 hour"), (repair, "8 hours")],
        [(first, "3"), (repair, "5 days")],
    ]
    assert all("|" not in document.text[c.start : c.end] for r in document.rows for c in r.cells)


def test_numbers_beside_values_are_values(tmp_path: Path) -> None:
    """A two-column table of figures is data, not clauses with numbers."""
    body = table(row(cell("99.5"), cell("5 %")), row(cell("99.0"), cell("10 %")))
    document = read(docx(tmp_path / "figures.docx", body + LONG))
    assert document.text.startswith("99.5 | 5 %\n99.0 | 10 %\n\n")
    assert len(document.rows) == 2


def test_text_in_tables_is_paragraphs(tmp_path: Path) -> None:
    """Cells of clauses are read as clauses, one after the other, with their numbers, and tables inside tables, too."""
    inner = table(row(cell("Level"), cell("Hours"), cell("Credit")), row(cell("Gold"), cell("4"), cell("5 %")))
    body = table(row(cell("Key term"), cell(para("First.", num=(1, 0)), para("Second.", num=(1, 0)), inner, para(""))))
    text = text_of(tmp_path, body, numbering=NUMBERING)
    assert text.startswith("Key term\n\n1. First.\n\n2. Second.\n\nLevel | Hours | Credit\nGold | 4 | 5 %\n\n")


def test_pages_follow_the_breaks_in_the_file(tmp_path: Path) -> None:
    """Explicit breaks, breaks before paragraphs, sections, and those that Word drew; the same break counts once."""
    drawn = "<w:lastRenderedPageBreak/>"
    body = (
        para("One.")
        + para('<w:r><w:br w:type="page"/></w:r>')
        + para(
            f"<w:r>{drawn}<w:t>Two begins </w:t></w:r>" + run("here and ") + f"<w:r>{drawn}<w:t>goes on.</w:t></w:r>"
        )
        + para("Four.", more="<w:pageBreakBefore/>")
        + para("Still four.", more='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')
        + para("Five.")
    )
    document = read(docx(tmp_path / "pages.docx", body + LONG))
    pages = [
        document.page_at(document.text.index(word)).number
        for word in ("One.", "Two", "goes on", "Four", "Still", "Five")
    ]
    assert pages == [1, 2, 3, 4, 4, 5]
    assert "Two begins here and goes on." in document.text
    assert [page.start for page in document.pages[1:]] == [page.end for page in document.pages[:-1]]
    assert any("page breaks saved in the file" in note for note in document.notes)


def test_strict_files_wide_encodings_and_other_suffixes_are_read(tmp_path: Path) -> None:
    """The strict namespaces, parts in UTF-16, templates and files with macros, and a wrong name make no difference."""
    usual = parts(CHANGED + LONG, numbering=NUMBERING)
    expected = read(write(tmp_path / "usual.docx", dict(usual))).text
    strict = {
        name: content.replace(MAIN, STRICT).replace(
            RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, content in usual.items()
    }
    wide = {name: content.replace("UTF-8", "UTF-16").encode("utf-16") for name, content in usual.items()}
    assert read(write(tmp_path / "strict.docx", dict(strict))).text == expected
    assert read(write(tmp_path / "wide.docm", dict(wide))).text == expected
    assert read(write(tmp_path / "really-word.pdf", dict(usual))).text == expected


CONTRACT = (
    para(
        'This Services Agreement is made between Acme Retail Ltd (the "Customer") and Northgale Services Ltd (the "Supplier").'
    )
    + para("Services", num=(1, 0))
    + para("The Supplier shall perform the services for the Customer from 1 May 2026 until 30 April 2029.", num=(1, 1))
    + para("Data", num=(1, 0))
)
BREACH = "The Supplier shall notify the Customer of any Security Breach within 24 hours after becoming aware of it."


@pytest.mark.parametrize(
    ("clause", "changes", "status"),
    [
        (run(BREACH), "accepted", "present"),
        (inserted(BREACH), "accepted", "present"),
        (inserted(BREACH), "original", "missing"),
        (deleted(BREACH), "accepted", "missing"),
        (deleted(BREACH), "original", "present"),
        (run(BREACH, "<w:strike/>"), "accepted", "missing"),
        (run(BREACH, "<w:vanish/>"), "accepted", "missing"),
    ],
)
def test_deleted_text_is_never_evidence_and_inserted_text_is(
    clause: str, changes: str, status: str, tmp_path: Path
) -> None:
    """A protection stands or falls with the reading of the change that holds it; its clause has its number."""
    path = docx(tmp_path / "c.docx", CONTRACT + para(clause, num=(1, 1)) + LONG, numbering=NUMBERING)
    found = {finding.id: finding for finding in check(path, reading=Options(changes=changes)).findings}[
        "data-breach-notification"
    ]
    assert found.status == status
    if status == "present":
        assert (found.evidence[0].quote, found.evidence[0].clause) == (BREACH, "2.1")

"""PDFs as they come: columns, headers, hyphens, turned pages, watermarks, strikes, fields, tables, labels."""

from __future__ import annotations

from pathlib import Path

import paper
import pytest

from checker.errors import UnreadableError
from checker.read import read
from checker.read.options import Options


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def two_columns(path: Path, heading: str = "Master Services Agreement between the Parties named below") -> Path:
    """A page with a heading across, two columns below it, drawn line by line over both columns as printers do."""
    canvas = paper.canvas_at(path)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(110, 790, heading)
    sides = []
    for texts in (paper.CLAUSES[:4], paper.CLAUSES[4:]):
        lines: list[str] = []
        for text in texts:
            lines += [*paper.wrapped(canvas, text, 230), ""]
        sides.append(lines)
    canvas.setFont("Helvetica", 10)
    for number in range(max(map(len, sides))):
        for left, lines in zip((50, 310), sides, strict=True):
            if number < len(lines) and lines[number]:
                canvas.drawString(left, 750 - 12 * number, lines[number])
    canvas.save()
    return path


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Two columns drawn line by line are read column by column, behind the heading across them."""
    text = flat(read(two_columns(tmp_path / "columns.pdf")).text)
    assert text.startswith("Master Services Agreement")
    assert text.endswith(flat(" ".join(paper.CLAUSES)))


def test_a_list_beside_another_is_no_column(tmp_path: Path) -> None:
    """Short items side by side, as in a table without lines, are read row by row."""
    canvas = paper.canvas_at(tmp_path / "rows.pdf")
    top = paper.clauses(canvas, paper.CLAUSES, 60, 780, 470)
    for number in range(8):
        canvas.drawString(60, top - 14 * number, f"Priority {number}")
        canvas.drawString(330, top - 14 * number, f"{number + 1} hours")
    canvas.save()
    text = read(tmp_path / "rows.pdf").text
    assert all(f"Priority {number} {number + 1} hours" in flat(text) for number in range(8))


def test_headers_footers_and_divided_words_over_a_page_break(tmp_path: Path) -> None:
    """A word and a sentence that go on over a page break are whole; headers drawn after the text are gone."""
    canvas = paper.canvas_at(tmp_path / "pages.pdf")
    pages = [
        (paper.CLAUSES[:3], "9. Term. This agreement lasts until it is ended by termi-"),
        (("nation on notice of ninety days.", *paper.CLAUSES[3:6]), "10. Money. All sums are in"),
        (("euro and exclude tax.", *paper.CLAUSES[6:]), "11. End."),
    ]
    for number, (texts, last) in enumerate(pages, 1):
        top = paper.clauses(canvas, texts, 60, 760, 470)
        paper.put(canvas, [last], 60, top)
        paper.put(canvas, ["Larkmoor / Northgale: Services Agreement"], 60, 812)
        paper.put(canvas, [f"Confidential - page {number} of 3"], 250, 30)
        canvas.showPage()
    canvas.save()
    text = read(tmp_path / "pages.pdf").text
    assert "Larkmoor" not in text
    assert "Confidential" not in text
    assert "ended by termination\non notice" in text
    assert "sums are in\neuro and" in text


@pytest.mark.parametrize(
    ("word", "elsewhere", "read_as"),
    [
        ("manage-|ment", "", "management"),
        ("sub-|processor", "", "sub-processor"),
        ("work-|around", "Each workaround counts.", "workaround"),
        ("work-|around", "Each work-around counts.", "work-around"),
        ("INDEMNIFI-|CATION", "", "INDEMNIFICATION"),
        ("Non-|Covered", "", "Non-Covered"),
        ("STM-|1", "", "STM-1"),
    ],
)
def test_divided_words_are_joined_as_they_are_written(word: str, elsewhere: str, read_as: str, tmp_path: Path) -> None:
    """The hyphen at the end of a line goes, unless the word is written with one."""
    first, second = word.split("|")
    canvas = paper.canvas_at(tmp_path / "word.pdf")
    top = paper.clauses(canvas, paper.CLAUSES[:3], 60, 780, 470)
    paper.put(canvas, [f"The parties agree on {first}", f"{second} of the services. {elsewhere}"], 60, top)
    canvas.save()
    assert f"agree on {read_as}\nof the services" in read(tmp_path / "word.pdf").text


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_pages_on_their_side_are_read(turned: int, tmp_path: Path) -> None:
    """A page whose text runs up, down or upside down reads like any other, whether or not the file turns it."""
    for rotate in (0, turned):
        path = tmp_path / f"turned-{rotate}.pdf"
        canvas = paper.canvas_at(path)
        canvas.setPageRotation(rotate)
        x, y = {0: (0, 0), 90: (paper.WIDTH, 0), 180: (paper.WIDTH, paper.HEIGHT), 270: (0, paper.HEIGHT)}[turned]
        canvas.translate(x, y)
        canvas.rotate(turned)
        paper.clauses(canvas, paper.CLAUSES, 60, 560, 450)
        canvas.save()
        assert flat(read(path).text) == flat(" ".join(paper.CLAUSES))


def test_a_watermark_is_no_text_of_a_clause(tmp_path: Path) -> None:
    """DRAFT across the page is left out, and a note says so."""
    canvas = paper.canvas_at(tmp_path / "draft.pdf")
    paper.clauses(canvas, paper.CLAUSES, 60, 780, 470)
    canvas.setFont("Helvetica", 90)
    canvas.translate(300, 420)
    canvas.rotate(50)
    canvas.drawCentredString(0, 0, "DRAFT")
    canvas.save()
    document = read(tmp_path / "draft.pdf")
    assert flat(document.text) == flat(" ".join(paper.CLAUSES))
    assert any("watermark on page 1" in note and "DRAFT" in note for note in document.notes)


@pytest.mark.parametrize("way", ["line", "bar", "annotation"])
def test_struck_words_are_not_read(way: str, tmp_path: Path) -> None:
    """Words under a line, a thin bar or a strike-out annotation are left out with a note; underlined words stay."""
    canvas = paper.canvas_at(tmp_path / "struck.pdf")
    top = paper.clauses(canvas, paper.CLAUSES, 60, 780, 470)
    canvas.setFont("Helvetica", 10)
    begin, struck, end = "The liability of the Supplier", "is unlimited and", "is limited to the fees paid."
    canvas.drawString(60, top, f"{begin} {struck} {end}")
    left = 60 + canvas.stringWidth(begin + " ", "Helvetica", 10)
    right = left + canvas.stringWidth(struck, "Helvetica", 10)
    if way == "line":
        canvas.line(left, top + 3.2, right, top + 3.2)
    elif way == "bar":
        canvas.rect(left, top + 2.9, right - left, 0.8, stroke=0, fill=1)
    else:
        quad = (left, top + 8, right, top + 8, left, top - 2, right, top - 2)
        canvas.highlightAnnotation("", Rect=(left, top - 2, right, top + 8), QuadPoints=quad, relative=0)
    canvas.line(60, top - 1.5, left, top - 1.5)
    canvas.save()
    if way == "annotation":
        data = (tmp_path / "struck.pdf").read_bytes().replace(b"/Subtype /Highlight", b"/Subtype /StrikeOut")
        (tmp_path / "struck.pdf").write_bytes(data)
    document = read(tmp_path / "struck.pdf")
    assert f"{begin} {end}" in flat(document.text)
    assert any("struck-through text on page 1" in note and struck in note for note in document.notes)


def test_form_fields_are_read_where_they_stand(tmp_path: Path) -> None:
    """The value of a field and the tick of a box stand in their sentence."""
    canvas = paper.canvas_at(tmp_path / "form.pdf")
    top = paper.clauses(canvas, paper.CLAUSES, 60, 780, 470) - 10
    canvas.drawString(60, top, "The initial term is")
    canvas.acroForm.textfield(name="term", x=160, y=top - 6, width=120, height=20, value="thirty-six months")
    canvas.drawString(290, top, "from the effective date.")
    canvas.acroForm.checkbox(name="renew", x=60, y=top - 42, size=16, checked=True)
    canvas.drawString(90, top - 38, "The term renews.")
    canvas.save()
    document = read(tmp_path / "form.pdf")
    assert "The initial term is thirty-six months from the effective date." in flat(document.text)
    assert "[x] The term renews." in flat(document.text)
    assert any("form fields on page 1" in note for note in document.notes)


def test_comments_are_no_contract(tmp_path: Path) -> None:
    """A sticky note is left out; text typed onto the page is read."""
    canvas = paper.canvas_at(tmp_path / "notes.pdf")
    top = paper.clauses(canvas, paper.CLAUSES, 60, 780, 470)
    canvas.textAnnotation("We must never accept this.", Rect=(500, 700, 520, 720))
    canvas.freeTextAnnotation("9. Addition. Rates are fixed.", "/Helv 10 Tf 0 g", Rect=(60, top - 20, 300, top))
    canvas.save()
    text = flat(read(tmp_path / "notes.pdf").text)
    assert "never accept" not in text
    assert text.endswith("9. Addition. Rates are fixed.")


def test_pages_have_their_printed_labels(tmp_path: Path) -> None:
    """Page labels of the file (i, ii, 1, 2) are kept beside the running number."""
    canvas = paper.canvas_at(tmp_path / "labels.pdf")
    for number in range(4):
        if number in (0, 2):
            canvas.addPageLabel(number, style="ROMAN_LOWER" if number == 0 else "ARABIC", start=1)
        paper.clauses(canvas, paper.CLAUSES[2 * number : 2 * number + 2], 60, 780, 470)
        canvas.showPage()
    canvas.save()
    assert [page.label for page in read(tmp_path / "labels.pdf").pages] == ["i", "ii", "1", "2"]


def test_a_truncated_file_is_not_read_in_part(tmp_path: Path) -> None:
    """A file cut off in its middle is unreadable, though some of its pages could be found."""
    whole = two_columns(tmp_path / "whole.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    for share in (0.5, 0.8, 0.97):
        path.write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(UnreadableError, match="truncated"):
            read(path)


def test_letters_hidden_by_a_font_are_not_missing_protections(tmp_path: Path) -> None:
    """A page whose text is a shifted code or cid numbers is unread, never a page without clauses."""
    code = str.maketrans("abcdefghijklmnopqrstuvwxyz", "defghijklmnopqrstuvwxyzabc")
    shifted = [text.lower().translate(code).replace("h", "x").replace("l", "z") for text in paper.CLAUSES]
    for name, texts in (("shifted", shifted), ("cid", ["(cid:12)(cid:44)(cid:9) " * 40])):
        canvas = paper.canvas_at(tmp_path / f"{name}.pdf")
        paper.clauses(canvas, paper.CLAUSES, 60, 780, 470)
        canvas.showPage()
        paper.clauses(canvas, texts, 60, 780, 470)
        canvas.save()
        with pytest.raises(UnreadableError, match=r"page 2 cannot be read.*hide the letters.*--allow-unread"):
            read(tmp_path / f"{name}.pdf", Options(ocr=False))
        document = read(tmp_path / f"{name}.pdf", Options(ocr=False, allow_unread=True))
        assert [page.source for page in document.pages] == ["text", "unread"]
        assert any("page 2 not read" in note for note in document.notes)


def levels(path: Path, repeat: bool) -> Path:
    """A table of response times that goes on over a page break, with its header repeated there or not."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    body = getSampleStyleSheet()["BodyText"]
    rows = [["Priority", "Response time", "Resolution time", "Service credit"]]
    rows += [[f"Priority {n}", f"{15 * n} minutes", f"{4 * n} hours", f"{n} % of the fees"] for n in range(1, 9)]
    story = [*(Paragraph(text, body) for text in paper.CLAUSES), Spacer(1, 290)]
    table = Table(rows, repeatRows=1 if repeat else 0, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    SimpleDocTemplate(str(path), invariant=1).build([*story, table])
    return path


@pytest.mark.parametrize("repeat", [True, False])
def test_a_table_over_a_page_break_is_one_table(repeat: bool, tmp_path: Path) -> None:
    """Rows on the second page have the header of the first; a repeated header row is no row; each cell has its page."""
    document = read(levels(tmp_path / "levels.pdf", repeat))
    rows = [[document.text[cell.start : cell.end] for cell in row.cells] for row in document.rows]
    assert rows == [[f"Priority {n}", f"{15 * n} minutes", f"{4 * n} hours", f"{n} % of the fees"] for n in range(1, 9)]
    for row in document.rows:
        assert [cell.header for cell in row.cells] == ["Priority", "Response time", "Resolution time", "Service credit"]
    assert {document.page_at(row.start).number for row in document.rows} == {1, 2}


def test_terms_of_a_table_have_their_page(tmp_path: Path) -> None:
    """A response time in a table is a key term with the row's name, on the page where the row stands."""
    from checker.check import check

    report = check(levels(tmp_path / "levels.pdf", repeat=True))
    terms = {term.title: term for term in report.terms if "Priority" in term.title}
    first = next(term for title, term in terms.items() if "response" in title.lower() and "Priority 1" in title)
    assert (first.text, first.page) == ("15 minutes", 1)
    last = next(term for title, term in terms.items() if "response" in title.lower() and "Priority 8" in title)
    assert (last.text, last.page) == ("120 minutes", 2)


def test_grouped_columns_and_cells_over_several_rows(tmp_path: Path) -> None:
    """A header of two rows gives both names; a cell that reaches down names the rows beside it."""
    from reportlab.platypus import SimpleDocTemplate, Table

    rows = [
        ["Service", "Availability", "", "Measured"],
        ["", "Target", "Minimum", ""],
        ["Hosting", "99.9 %", "99.5 %", "monthly"],
        ["", "99.8 %", "99.0 %", "weekly"],
        ["Help desk", "98.0 %", "97.0 %", "monthly"],
    ]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 2), (0, 3))]
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph

    body = getSampleStyleSheet()["BodyText"]
    story = [*(Paragraph(text, body) for text in paper.CLAUSES), Table(rows, style=style)]
    SimpleDocTemplate(str(tmp_path / "grouped.pdf"), invariant=1).build(story)
    document = read(tmp_path / "grouped.pdf")
    cells = [[(cell.header, document.text[cell.start : cell.end]) for cell in row.cells] for row in document.rows]
    assert cells[0][1:3] == [("Availability Target", "99.9 %"), ("Availability Minimum", "99.5 %")]
    assert cells[1][:2] == [("Service", "Hosting"), ("Availability Target", "99.8 %")]
    assert len(cells) == 3


@pytest.mark.parametrize("turned", [False, True])
def test_cells_drawn_as_boxes_on_an_upright_or_turned_page(turned: bool, tmp_path: Path) -> None:
    """Cells are told by the sides of each, also where the page is turned; words of two lines stay in their cell."""
    canvas = paper.canvas_at(tmp_path / "boxes.pdf")
    if turned:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
    paper.clauses(canvas, paper.CLAUSES[:6], 60, 560, 470)
    rows = [("Service", "Availability"), ("Hosting of\nthe portal", "99.9 %"), ("Help desk", "98.0 %\na month")]
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            left, bottom = 60 + 150 * across, 180 - 40 * down
            canvas.rect(left, bottom, 150, 40)
            for line, words in enumerate(cell.split("\n")):
                canvas.drawString(left + 10, bottom + 24 - 14 * line, words)
    canvas.save()
    document = read(tmp_path / "boxes.pdf")
    cells = [
        [(cell.header, document.text[cell.start : cell.end].split()) for cell in row.cells] for row in document.rows
    ]
    assert [cell[-1] for cell in cells] == [
        ("Availability", ["99.9", "%"]),
        ("Availability", ["98.0", "%", "a", "month"]),
    ]


def test_a_damaged_page_is_not_an_empty_one(tmp_path: Path) -> None:
    """A page whose drawing is broken is unread; a blank page is blank."""
    canvas = paper.canvas_at(tmp_path / "whole.pdf", pageCompression=1)
    for texts in (paper.CLAUSES, (), paper.CLAUSES[::-1]):
        paper.clauses(canvas, texts, 60, 780, 470)
        canvas.showPage()
    canvas.save()
    data = (tmp_path / "whole.pdf").read_bytes()
    assert [page.source for page in read(tmp_path / "whole.pdf").pages] == ["text"] * 3
    begin = data.rindex(b"stream", 0, data.rindex(b"endstream")) + 8
    path = tmp_path / "damaged.pdf"
    path.write_bytes(data[:begin] + b"#" * 60 + data[begin + 60 :])
    with pytest.raises(UnreadableError, match="page 3 cannot be read: damaged"):
        read(path)

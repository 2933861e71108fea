"""A copy of the contract's Word file with a comment on each finding at the exact words; formatting stays as it is."""

from __future__ import annotations

import io
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from checker.errors import UsageError
from checker.model import Report
from checker.report.look import Look
from checker.report.marked.remarks import AUTHOR, INITIALS, closing, remarks, spans
from checker.report.marked.source import source
from checker.report.package import extra, repack
from checker.report.spot import Letters, letters

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What stands in a run as one character of text.
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of the text: the run it stands in and its place in the run's text."""

    run: Any
    place: int


def render(report: Report, look: Look | None = None) -> bytes:
    """The contract with comments, as DOCX.

    Raises UsageError where the Word file that the report is on is not at hand, or the contract is no Word file.
    """
    look = look or Look()
    data = source(report, look, "docx", "a Word file (.docx)")
    docx = extra("docx", "python-docx", "word")
    document = docx.Document(io.BytesIO(data))
    text = _Text(document.element.body)
    own = letters(report.document.text)
    for remark in remarks(report, look):
        span = text.letters.find(remark.evidence.quote, own.before(remark.evidence.quote, remark.evidence.start))
        if span is not None:
            span = _narrowed(text, span, remark.evidence.quote, spans(remark))
        _comment(document, text.runs(span) if span is not None else text.runs((0, 1)), remark.text)
    missing = closing(report)
    if missing:
        _comment(document, text.runs((len(text.signs) - 1, len(text.signs))), missing)
    for comment in document.comments:
        comment._comment_elm.attrib.pop(f"{_W}date", None)  # the same report gives the same bytes
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


class _Text:
    """The text of a document's body with the run of each character; runs are split where a comment begins or ends."""

    def __init__(self, body: Any) -> None:
        self.signs: list[_Sign] = []
        made: list[str] = []
        for paragraph in body.iter(f"{_W}p"):
            for run in paragraph.iter(f"{_W}r"):
                if _owner(run) is not paragraph or _gone(run):
                    continue
                for place, sign in enumerate(_run_text(run)):
                    self.signs.append(_Sign(run, place))
                    made.append(sign)
        if not made:
            raise UsageError("the Word file holds no text to comment on")
        self.letters: Letters = letters("".join(made))

    def runs(self, span: tuple[int, int]) -> tuple[Any, Any]:
        """The first and last run of the span, cut so that they begin and end with it."""
        start, end = max(span[0], 0), min(span[1], len(self.signs))
        self._cut(end)
        self._cut(start)
        return self.signs[start].run, self.signs[end - 1].run

    def _cut(self, at: int) -> None:
        """Split the run at the character `at`, so that this one begins a run."""
        if at >= len(self.signs) or self.signs[at].place == 0:
            return
        run, place = self.signs[at].run, self.signs[at].place
        behind = _split(run, place)
        for index in range(at, len(self.signs)):
            if self.signs[index].run is not run:
                break
            self.signs[index] = _Sign(behind, self.signs[index].place - place)


def _narrowed(text: _Text, span: tuple[int, int], quote: str, wanted: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The span from the first to the last word that decided, where they are found within the quote."""
    if not wanted:
        return span
    first, last = min(a for a, _ in wanted), max(b for _, b in wanted)
    skipped, kept = len(letters(quote[:first]).text), len(letters(quote[first:last]).text)
    inside = [place for place in text.letters.places if span[0] <= place < span[1]]
    if not kept or skipped + kept > len(inside):
        return span
    return inside[skipped], inside[skipped + kept - 1] + 1


def _comment(document: Any, runs: tuple[Any, Any], said: str) -> None:
    from docx.text.run import Run

    first, last = (Run(run, document) for run in runs)
    head, *lines = said.split("\n")
    comment = document.add_comment([first, last], text=head, author=AUTHOR, initials=INITIALS)
    for line in lines:
        comment.add_paragraph(line)


def _owner(run: Any) -> Any:
    """The paragraph in which the run stands itself: text boxes have paragraphs within runs."""
    return next((element for element in run.iterancestors() if element.tag == f"{_W}p"), None)


def _gone(run: Any) -> bool:
    """Whether the run is deleted or moved away, or doubled for older programs."""
    gone = {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    return any(element.tag in gone for element in run.iterancestors())


def _run_text(run: Any) -> str:
    return "".join(_content(child) for child in run)


def _content(child: Any) -> str:
    return (child.text or "") if child.tag == f"{_W}t" else _SIGNS.get(child.tag, "")


def _split(run: Any, place: int) -> Any:
    """Cut a run before the character `place`; the new run behind it has the same properties."""
    behind = deepcopy(run)
    run.addnext(behind)
    seen = 0
    for ours, theirs in zip(list(run), list(behind), strict=True):
        if ours.tag == f"{_W}rPr":
            continue
        length = len(_content(ours))
        if seen + length <= place and (length or seen < place):
            behind.remove(theirs)
        elif seen >= place:
            run.remove(ours)
        else:
            ours.text, theirs.text = ours.text[: place - seen], theirs.text[place - seen :]
            for each in (ours, theirs):
                each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        seen += length
    return behind

"""Lists whose items run on inside one paragraph as sentences: "The Supplier shall: 1. Keep records. 2. Report." """

from __future__ import annotations

import re

from checker.segment.sentences import OPENS, Span, sentences

#: What stands before an item: a number or a letter with a stop, a bracket, or in brackets.
_MARK = re.compile(
    r"(?<![\w.,$#/-])(?P<open>\()?(?P<id>\d{1,2}|[a-z]|[ivx]{2,4}|[A-Z])(?P<close>[.)])\s+(?=[A-Za-z\"'(\[])"
)
#: The first item stands behind a colon, or goes on with a verb: "The Supplier shall (a) Keep records. (b) Report."
_LEADS = re.compile(r"(?::\s?[-\u2013\u2014]?|\b(?:shall|will|must|may|to|following|agrees?)[,\u2013\u2014-]?)\s*$")
#: What ends an item before the next.
_ENDS = re.compile(r"[.;,:!?\"')\]]\s*$|\b(?:and|or)\s+$")
#: So many characters before a mark tell whether something ends or leads in there.
NEAR = 40
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_FIRST = {"1": "digit", "a": "letter", "i": "roman", "A": "upper"}


def divided(text: str) -> list[tuple[Span, str]]:
    """The sentences of a paragraph, each with "lead" or "item" where it leads in a list or is an item of it, else "".

    A list within a single sentence is none here (see `items`).
    """
    plain = sentences(text)
    marks = _marks(text)
    if not marks:
        return [(span, "") for span in plain]
    head = sentences(text[: marks[0].start()])
    found = [(span, "lead" if number == len(head) - 1 else "") for number, span in enumerate(head)]
    bounds = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, stop in zip(marks, bounds, strict=True):
        for number, (start, end) in enumerate(sentences(text[mark.end() : stop])):
            found.append(((mark.end() + start, mark.end() + end), "" if number else "item"))
    return found


def _marks(text: str) -> list[re.Match[str]]:
    """The marks of the list, in order; () unless a sentence ends between two of them and something leads them in."""
    found: list[re.Match[str]] = []
    kind = ""
    for match in _MARK.finditer(text) if OPENS.search(text) else ():
        before = text[max(0, match.start() - NEAR) : match.start()]
        if not found:
            kind = _FIRST.get(match["id"], "")
            enclosed = match["open"] or match["close"] == ")" or before.rstrip().endswith((":", ":-", "\u2013", "-"))
            if kind and enclosed and _LEADS.search(before) and (not match["open"] or match["close"] == ")"):
                found.append(match)
        elif (match["open"], match["close"]) == (found[0]["open"], found[0]["close"]):
            if match["id"] == _next(kind, len(found)) and _ENDS.search(before):
                found.append(match)
    if len(found) < 2:
        return []
    torn = any(
        text[max(0, mark.start() - NEAR) : mark.start()].rstrip().endswith((".", "!", "?")) for mark in found[1:]
    )
    return found if torn else []


def _next(kind: str, index: int) -> str:
    if kind == "digit":
        return str(index + 1)
    if kind == "roman":
        return _ROMAN[index] if index < len(_ROMAN) else ""
    return chr((65 if kind == "upper" else 97) + index) if index < 26 else ""

"""Sentences of a paragraph, and the items of a list that runs inside one."""

from __future__ import annotations

import itertools
import re

_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]{0,2}[A-Z0-9\u2022])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|No|Nos|Sec|Art|Arts|Rs|Mr|Mrs|Ms|Dr|St|vs|v|Fig|approx|e\.g|i\.e|cf|al|para|paras|cl|U\.S|U\.K|L\.P|"
    r"L\.L\.C|P\.O|D\.C|N\.A|C\.F\.R|U\.S\.C|a\.m|p\.m|Ref|Ex|Sch|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Attn|Tel|Ave|Blvd|"
    r"Bros|Dept|ext|etc(?=\.\s+[a-z]))|(?<![A-Za-z])[A-Z])\.[\"')\]]*$"
)
_MARK = re.compile(
    r"(?<![\w.])\((?P<id>[a-z]{1,2}|[ivx]{1,5}|[A-Z]|\d{1,2})\)\s+|(?<=[;,:]\s)(?:and\s|or\s)?(?P<bare>[a-z]|[ivx]{1,4}|\d)[.)]\s+(?!\d)"
)
#: The end of the first mark of a list: it stands behind no letter, digit, or sign of a number.
OPENS = re.compile(r"[1aiA](?<![\w.,$#/-].)[.)]\s")
_SEMICOLON = re.compile(r";\s+(?:and\s+)?(?=[A-Za-z\"(])")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split()
_MODAL = re.compile(r"\b(?:shall|will|must|may)\b")
#: A part of a list that runs inside a sentence is judged on its own from this many words.
WORDS = 6
#: Beyond this a sentence is divided at semicolons behind which a new duty begins.
LONG = 900

#: Where the main clause of a condition begins: behind a comma or semicolon, with its subject.
_MAIN = re.compile(
    r"[,;](?:\s+(?:then|and|or)\b,?)?\s+(?=(?:then\s+)?(?:(?:the|this|such|any|all|no|either|neither|each|it|they|in)\b|[A-Z]))",
)
_MAIN_OPENS = re.compile(r"then\b|(?:the|this|such|either|neither|each|it|they)\b")
#: So many words may stand between the beginning of a main clause and its verb.
_BEFORE_VERB = 14

_SIDE = frozenset("which that who whom whose if when where unless as because".split())

Span = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of a paragraph, without white space around them."""
    cuts = [0]
    for match in _END.finditer(text):
        before = text[cuts[-1] : match.start() + 1]
        if _ABBREVIATION.search(before[-12:]) or (len(before) < 4 and not before.strip(". ").isalpha()):
            continue
        cuts.append(match.end())
    cuts.append(len(text))
    spans: list[Span] = []
    for start, end in itertools.pairwise(cuts):
        spans += _parts(text, start, end)
    return [trimmed for span in spans if (trimmed := _trim(text, span))[0] < trimmed[1]]


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int) -> list[Span]:
    if end - start <= LONG:
        return [(start, end)]
    cuts = [start]
    for match in _SEMICOLON.finditer(text[start:end]):
        at = start + match.end()
        if at - cuts[-1] > 250 and _MODAL.search(text, cuts[-1], at) and _MODAL.search(text, at, min(end, at + 160)):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def items(text: str, span: Span) -> list[tuple[int, Span]]:
    """(depth 0 for the lead-in, 1 for an item, span) for a sentence with a list inside; empty if it has none.

    Marks count only in order ((a), (b) ... or (i), (ii) ... or (1), (2) ...), and only if the items are long enough to
    say something of their own.
    """
    start, end = span
    if text.count(")", start, end) < 2 and text.count(". ", start, end) < 2:
        return []
    if not OPENS.search(text, start, end):
        return []
    marks: list[re.Match[str]] = []
    kind = ""
    for match in _MARK.finditer(text, start, end):
        ident = match["id"] or match["bare"]
        if not marks:
            kind = {"a": "letter", "i": "roman", "1": "digit", "A": "upper"}.get(ident, "")
            if kind:
                marks.append(match)
        elif ident == _next(kind, len(marks)):
            marks.append(match)
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [end]
    spans = [(mark.end(), stop) for mark, stop in zip(marks, ends, strict=True)]
    if sum(len(text[a:b].split()) >= WORDS for a, b in spans) < 2 or min(b - a for a, b in spans) < 6:
        return []
    lead = _trim(text, (start, marks[0].start()))
    found = [(0, lead)] if lead[0] < lead[1] else []
    return found + [(1, trimmed) for item in spans if (trimmed := _trim(text, item))[0] < trimmed[1]]


def main_clause(text: str, span: Span) -> int:
    """Where the main clause begins that stands behind the last item of a condition's list; the end if there is none.

    "(b) becomes insolvent; the other party may terminate": a comma or semicolon, a subject, and a verb that binds.
    """
    start, end = span
    for match in _MAIN.finditer(text, start, end):
        if _subject(text[match.end() : end]):
            return match.end()
    return start if _MAIN_OPENS.match(text, start) and _subject(text[start:end]) else end


def _subject(text: str) -> bool:
    """Whether a main clause begins here: a subject and near it a modal verb, no condition and no relative clause."""
    match = _MODAL.search(text)
    if match is None:
        return False
    before = text[: match.start()].lower().split()
    return len(before) <= _BEFORE_VERB and before[:1] != [] and not _SIDE & set(before)


def _next(kind: str, index: int) -> str:
    if kind == "roman":
        return _ROMAN[index] if index < len(_ROMAN) else ""
    return {"letter": chr(97 + index), "digit": str(index + 1), "upper": chr(65 + index)}[kind] if index < 26 else ""


def is_open(text: str) -> bool:
    """Whether a statement leads in to what follows: it ends with a colon, or without an end."""
    text = text.rstrip()
    return bool(text) and (
        text[-1] in ":,\u2013-" or text[-1] not in ".;!?\"')" or bool(re.search(r";\s*(?:and|or)$", text))
    )

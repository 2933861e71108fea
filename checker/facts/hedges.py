"""Hedges (H1-H13) and exceptions of a statement: the words that take back what a duty gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import compress

from checker.facts.vocabulary import ROLES
from checker.phrases import compile_phrase
from checker.words import BLANK, Words

#: Each code with the wordings that trigger it (pieces without gaps; docs/library.md, "Phrases").
HEDGES: dict[str, str] = {
    "H1": "(commercially) reasonable/best/diligent/good effort|reasonable/best/diligent endeavor|good faith effort"
    "|commercial effort|due diligence effort|use effort|use diligence|endeavor|seek to|aim to|strive|try to|attempt to"
    "|intend to|make effort|make reasonable|commercially reasonable|reasonable commercial|target to|use good/commercial"
    "|best commercial"
    "|do best|do utmost|hope to|committed to|work toward/towards"
    "|reasonable care|reasonable step|reasonable measure|reasonable precaution",
    "H2": "prompt|promptly|immediate|immediately|as soon as|timely|without undue/unreasonable delay|without delay"
    "|reasonable time/period|from time to time|expeditiously|forthwith|in timely manner",
    "H4": "sole discretion|absolute discretion|at time|at discretion|in discretion|as published|as posted"
    "|as updated|as amended by {supplier-only}|then current",
    "H5": "sole remedy|exclusive remedy|sole and/or exclusive|only remedy|entire liability|sole liability"
    "|sole obligation|in lieu of other|sole recourse",
    "H6": "at {customer}'s (sole) cost/expense|at (sole) cost/expense of {customer}|then current rate|time and material"
    "|additional fee/charge/cost|standard rate|extra charge|{customer} pay|reimburs by {customer}"
    "|expense of {customer}|borne by {customer}|charge {customer}",
    "H7": "waived|forfeit|forfeited|deemed waived|deemed accepted|must notify|must request|must claim|deemed approved"
    "|deemed acceptance",
    "H8": "to extent practicable/feasible/possible/reasonable/reasonably|to extent commercially/technically"
    "|where possible/practicable/feasible|if possible/practicable/feasible|subject to availability|as available"
    "|if available|to extent available|as applicable",
    "H11": "to be agreed|to be mutually agreed|to be determined|mutually agreed|mutually agreeable|mutually acceptable"
    "|agree in good faith|negotiate in good faith|discuss in good faith|as parties may agree|agree upon",
    "H12": "to (best of) knowledge|so far as aware|to best knowledge",
    "H13": "in material respect|materially|substantially|substantial|material",
}
_EXCEPTIONS = compile_phrase(
    "except|unless|other than|save|provided that|provided however|however|but|notwithstanding|excluding|with exception"
)
#: What opens a list of examples, and takes nothing back ("including but not limited to a merger").
_EXAMPLES = ("but", "not", "limit", "to")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge: its code and the word indexes of the words that trigger it."""

    code: str
    start: int
    end: int


@cache
def _by_first() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, wordings in HEDGES.items():
        for run in compile_phrase(wordings).parts[0][0].literals:
            found.setdefault(run[0], []).append((run, code))
    found.setdefault(BLANK, []).append(((BLANK,), "H11"))
    return found


@cache
def _exceptions() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for run in _EXCEPTIONS.parts[0][0].literals:
        found.setdefault(run[0], []).append(run)
    return found


def find_hedges(words: Words, first: int, last: int) -> tuple[Hedge, ...]:
    """The hedges among the words `first:last`, in order."""
    table = _by_first()
    keys = words.keys
    found = []
    for at in compress(range(first, last), map(table.__contains__, keys[first:last])):  # most words begin no hedge
        for run, code in table[keys[at]]:
            end = at + len(run)
            things = words.lower[at] == "materials"
            if end <= last and tuple(keys[at:end]) == run and not things:
                found.append(Hedge(code, at, end))
        if words.lower[at] == "targets" and at > first and keys[at - 1] in ROLES:
            found.append(Hedge("H1", at, at + 1))  # "Supplier targets a response in an hour"
    return tuple(sorted(set(found), key=lambda hedge: (hedge.start, hedge.end, hedge.code)))


def find_exceptions(words: Words, first: int, last: int) -> tuple[int, ...]:
    """The word indexes at which an exception begins among the words `first:last` ("but not limited to" is none)."""
    table = _exceptions()
    keys = words.keys
    begins = compress(range(first, last), map(table.__contains__, keys[first:last]))
    return tuple(
        [
            at
            for at in begins
            for run in table[keys[at]]
            if tuple(keys[at : at + len(run)]) == run and tuple(keys[at : at + len(_EXAMPLES)]) != _EXAMPLES
        ]
    )

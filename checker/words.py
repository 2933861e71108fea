"""The words of a text as the library sees them: roots, numbers and parties, each with its place in the text.

Phrases of the library and the text of a contract go through the same `tokens`, so whatever is folded here (case,
number and tense, US and UK spelling, hyphens, small words, "thirty (30)") is folded alike on both sides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

SUPPLIER, CUSTOMER, BOTH = "{supplier}", "{customer}", "{both}"
NUMBER, BLANK, REDACTED = "{n}", "{blank}", "{redacted}"

#: Words that no phrase needs and that would only hold its words apart.
SMALL = frozenset(
    "the a an any all such this these those said its their his her own each every same hereby herein hereunder "
    "thereof hereof thereto hereto either both therein thereunder".split()
)

_NUMBERS = {
    **{word: value for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split())},
    **{word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am be", "have": "has had having have", "do": "does did done doing do",
        "give": "gave given giving", "keep": "kept", "pay": "paid", "bear": "bore borne", "hold": "held",
        "make": "made making", "take": "took taken taking", "sell": "sold", "become": "became", "send": "sent",
        "lose": "lost losing", "leave": "left", "bring": "brought", "seek": "sought", "arise": "arose arisen",
        "undertake": "undertook undertaken undertaking", "use": "using", "agree": "agreed agreeing agrees",
        "guarantee": "guaranteed guaranteeing", "die": "dying died", "buy": "bought", "find": "found",
        "choose": "chose chosen", "begin": "began begun", "show": "shown", "know": "known knew", "meet": "met meeting",
        "build": "built", "withhold": "withheld", "withdraw": "withdrew withdrawn", "shall": "shalt",
        "license": "licence licences licenced licencing", "program": "programme programmes", "center": "centre centres",
        "judgment": "judgement judgements", "fulfil": "fulfill fulfills fulfilled fulfilling", "artifact": "artefact",
        "favor": "favour", "endeavor": "endeavour endeavours endeavouring endeavoured", "labor": "labour",
        "behavior": "behaviour", "honor": "honour", "defense": "defence", "offense": "offence", "other": "others",
        "premise": "premises", "thing": "thing", "data": "datum", "run": "ran running", "person": "persons people",
        "child": "children", "basis": "bases", "analysis": "analyses", "percent": "percentum",
        "subcontract": "subcontracts subcontracted subcontracting",
    }.items()
    for form in forms.split()
}  # fmt: skip
_KEEP = frozenset(
    "during thing nothing anything something everything being king ring spring string willing notwithstanding "
    "outstanding pending news always perhaps less unless process business access address gross loss regardless "
    "is as us his this various previous thus plus bus status basis series species speed need feed seed indeed exceed "
    "proceed succeed hundred red bed shed evening ceiling sibling sterling".split()
)


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The root that all grammatical forms and both spellings of a lower-case word share."""
    word = _IRREGULAR.get(word, word)
    if len(word) > 3 and word not in _KEEP:
        word = _strip(word)
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if len(word) > 6 and word.endswith("isation"):
        word = word[:-7] + "ization"
    if len(word) > 5 and word.endswith("is") and word not in _KEEP:
        word = word[:-2] + "iz"
    return word


def _strip(word: str) -> str:
    if word.endswith("ies") or word.endswith("ied"):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and not word.endswith("eed"):
            stem = word[: -len(ending)]
            if re.search("[aeiouy]", stem):
                return stem if len(stem) > 2 else word[:-1] if ending == "ed" else word
    return word


_UNIT = r"(?=[\s-]*(?:\(|(?:business|calendar|working|consecutive|full)?[\s-]*(?:day|month|year|hour|week|minute|quarter|percent|per\scent|times?\b|%)))"  # noqa: E501
_CARD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:(?:{_CARD})\b(?:[\s-]+(?:and\s+)?(?:{_CARD})\b)*)"
_TOKEN = re.compile(
    rf"""
    (?P<both>{_COUNT}\s*\(\s*(?P<digits>\d[\d,]*(?:\.\d+)?)\s*\)?)       # thirty (30)
    |(?P<paren>{_COUNT}\s*\(\s*(?P<blankin>\[[^\]\n]{{0,12}}\]|_+)\s*\))   # thirty ([*])
    |(?P<digit>(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?(?![A-Za-z\d]))          # 30  1,000  99.9
    |(?P<wordnum>\b(?!(?:one|hundred|thousand|million|billion)\b)(?:{_COUNT})|\bone\b{_UNIT}|\bone\s+hundred\b(?:[\s-]+(?:and\s+)?(?:{_CARD})\b)*)
    |(?P<redacted>\[\s*\*[^\]\n]{{0,20}}\]|\*{{2,}}|\[\s*redacted\s*\]|\(\s*\*+\s*\))
    |(?P<blank>\[\s*[●•_.\s@x-]*\s*\]|_{{2,}}|\b(?:tbd|tbc)\b|\[\s*insert[^\]\n]{{0,40}}\])
    |(?P<sign>[%$£€§]|'s\b)
    |(?P<word>[A-Za-z][A-Za-z0-9]*(?:'t\b)?(?:&[A-Za-z]+)?)
    |(?P<mixed>\d+[A-Za-z][A-Za-z0-9]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINED = frozenset("sub non re co pre anti multi inter e off mis un up".split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its key (what phrases are matched on), its lower-case form, its span, and the value of a number.

    `broken` says what stands before it: 0 a space, 1 a comma, bracket or dash, 2 a colon, semicolon or full stop.
    """

    key: str
    lower: str
    start: int
    end: int
    value: float | None = None
    broken: int = 0
    stated: float | None = None  # the number in words where words and digits are both given


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of `text[start:end]` in order, without small words and punctuation, before parties are known."""
    end = len(text) if end is None else end
    last = start
    joined: tuple[str, int] | None = None
    previous = ""
    held = 0
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "word"
        raw = match.group()
        low = raw.lower()
        begin, stop = match.span()
        gap = text[last:begin]
        last = stop
        broken = max(held, _broken(gap))
        held = 0
        if kind == "word":
            if text[stop : stop + 1] == "-" and low in _JOINED and text[stop + 1 : stop + 2].isalpha() and joined is None:
                joined = (low, begin)
                continue
            if joined is not None:
                low, begin, joined = joined[0] + low, joined[1], None
                broken = 0
            if low in SMALL:
                held = max(held, broken)
                continue
            if low in ("cannot", "can't"):
                yield Token("can", "can", begin, stop, None, broken)
                yield Token("not", "not", begin, stop)
            elif low.endswith("n't") and len(low) > 3:
                verb = {"wo": "will", "sha": "shall"}.get(low[:-3], low[:-3])
                yield Token(root(verb), verb, begin, stop, None, broken)
                yield Token("not", "not", begin, stop)
            elif low in ("party", "parties"):
                key = "party" if previous == "third" else BOTH
                yield Token(key, low, begin, stop, None, broken)
            elif low == "percent" or (low == "cent" and previous == "per"):
                yield Token("%", low, begin, stop, None, broken)
            else:
                yield Token(root(low), low, begin, stop, None, broken)
            previous = low
            continue
        joined = None
        previous = low
        if kind == "mixed":
            yield Token(root(low), low, begin, stop, None, broken)
        elif kind == "sign":
            yield Token(low, low, begin, stop, None, broken)
        elif kind in ("redacted", "paren"):
            yield Token(NUMBER if kind == "paren" else REDACTED, low, begin, stop, None, broken)
        elif kind == "blank":
            yield Token(BLANK, low, begin, stop, None, broken)
        else:
            digits = match.group("digits") or (raw if kind == "digit" else None)
            spoken = None if kind == "digit" else _spoken(low.split("(")[0])
            value = _digits(digits) if digits else spoken
            yield Token(NUMBER, low, begin, stop, value, broken, spoken if digits else None)


def _broken(gap: str) -> int:
    if gap in (" ", "", "\n"):
        return 0
    if ";" in gap or ":" in gap or ". " in gap:
        return 2
    return int(any(mark in gap for mark in ",()-\u2013\u2014[]/\""))


def _digits(text: str) -> float | None:
    try:
        return float(text.replace(",", "").rstrip("."))
    except ValueError:
        return None


def _spoken(words: str) -> float | None:
    total, part = 0, 0
    found = False
    for word in re.findall(r"[a-z]+", words):
        if word not in _NUMBERS:
            continue
        found = True
        value = _NUMBERS[word]
        if value == 100:
            part = (part or 1) * 100
        elif value > 100:
            total, part = total + (part or 1) * value, 0
        else:
            part += value
    return float(total + part) if found else None


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a text, in order; parallel lists, so that a word is an index."""

    keys: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    broken: list[int]
    values: dict[int, float]
    stated: dict[int, float]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The indexes (first, beyond the last) of the words that start in `text[start:end]`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def words(text: str, parties: Sequence[tuple[str, Iterable[str]]] = (), person: bool = False) -> Words:
    """The words of `text`, with each name of a party replaced by its role's key.

    `parties` pairs a role's key (SUPPLIER, CUSTOMER) with the names the text uses for it.  A name counts only where
    it begins with a capital, if it is written with one.
    """
    found = Words([], [], [], [], [], {}, {})
    names = _names(parties)
    queue: list[Token] = []
    longest = max((len(name) for group in names.values() for name, _, _ in group), default=1)
    stream = tokens(text)
    done = False
    while True:
        while not done and len(queue) < longest:
            token = next(stream, None)
            if token is None:
                done = True
            else:
                queue.append(token)
        if not queue:
            return found
        head = queue[0]
        length = 1
        key = head.key
        for name, role, capital in names.get(head.key, ()):
            if len(name) <= len(queue) and all(queue[i].key == part for i, part in enumerate(name)):
                if capital and not text[head.start].isupper():
                    continue
                key, length = role, len(name)
                break
        _append(found, key, head, queue[length - 1])
        del queue[:length]


def _append(found: Words, key: str, head: Token, tail: Token) -> None:
    index = len(found.keys)
    found.keys.append(key)
    found.lower.append(head.lower)
    found.starts.append(head.start)
    found.ends.append(tail.end)
    found.broken.append(head.broken)
    if head.value is not None:
        found.values[index] = head.value
    if head.stated is not None:
        found.stated[index] = head.stated


def _names(parties: Sequence[tuple[str, Iterable[str]]]) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Names by their first key, longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for role, aliases in parties:
        for alias in aliases:
            keys = tuple(token.key for token in tokens(alias))
            if keys and keys[0] != BOTH:
                by_first.setdefault(keys[0], []).append((keys, role, alias[:1].isupper()))
    for group in by_first.values():
        group.sort(key=lambda name: (-len(name[0]), name))
    return by_first

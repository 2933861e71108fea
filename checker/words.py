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
from itertools import accumulate, compress
from typing import Any

SUPPLIER, CUSTOMER, BOTH = "{supplier}", "{customer}", "{both}"
#: "Supplier's own use": the word that stresses whose, not the verb.
OWN = "'own"
_WHOSE = frozenset("'s its their his her our your my".split())
NUMBER, BLANK, REDACTED = "{n}", "{blank}", "{redacted}"

#: Words that no phrase needs and that would only hold its words apart.
SMALL = frozenset(
    "the a an any all such this these those said its their his her each every same hereby herein hereunder "
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
        "rating": "ratings", "license": "licence licences licenced licencing", "program": "programme programmes", "center": "centre centres",
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
    "during rating thing nothing anything something everything being king ring spring string willing notwithstanding "
    "outstanding pending news always perhaps less unless process business access address gross loss regardless "
    "is as us his this various previous thus plus bus status basis series species speed need feed seed indeed exceed "
    "proceed succeed hundred red bed shed evening ceiling sibling sterling".split()
)


#: British -our in all forms: favourable, labours, neighbouring.
_OUR = re.compile(r"\b(fav|hon|lab|col|behavi|endeav|neighb|harb|rum|hum|vig|rig)our")
#: Words that another word without its -e would become: "note" is not "not".
_TAKEN = frozenset("not for can car far fin par plan star hop cap her".split())


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The root that all grammatical forms and both spellings of a lower-case word share."""
    if word.endswith("ings") and len(word) > 6:
        word = word[:-1]
    word = _OUR.sub(r"\1or", word)
    word = _IRREGULAR.get(word, word)
    if len(word) > 3 and word not in _KEEP:
        word = _strip(word)
    if len(word) > 3 and word.endswith("e") and word[:-1] not in _TAKEN:
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
    if word.endswith(("ies", "ied")):
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


_CARD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = r"[\s-]*(?:(?:business|calendar|working|consecutive|full)[\s-]*)?(?:days?|months?|years?|hours?|weeks?|minutes?|quarters?|percent|per\scent|times?|%)\b"
#: "and one half", "point five", "1-1/2", "1 1/2": the part behind the whole number.
_FRACTION = re.compile(r"[\s-]{1,2}(?P<over>\d{1,2})/(?P<under>\d{1,3})\b")
_COUNTED = re.compile(
    rf"(?P<count>(?:{_CARD})\b(?:[\s-]+(?!and\s+(?:a|one)[\s-]+half)(?:and\s+)?(?:{_CARD})\b)*(?:\s+and\s+(?:a|one)[\s-]+(?P<half>half)\b|\s+point(?P<point>(?:[\s-]+(?:{_CARD})\b)+))?)"
    rf"(?P<paren>\s*\(\s*(?P<digits>\d[\d,]*(?:\.\d+)?(?:[\s-]\d{{1,2}}/\d{{1,3}})?)?(?P<blank>\[[^\]\n]{{0,12}}\]|_+|\*+)?\s*\)?)?(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
#: "ten percent (10%)": the digits behind the unit are the same number again.
_PERCENT = re.compile(
    r"\s*(?P<unit>percent|per\s?cent)\s*\(\s*(?P<digits>\d[\d,]*(?:\.\d+)?(?:[\s-]\d{1,2}/\d{1,3})?)\s*(?:%|percent)?\s*\)",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"([Pp]er\s+cent\b|[A-Za-z]+[A-Za-z0-9]*(?:'t\b)?|\d[\d,]*(?:\.\d+)?[A-Za-z]*|'s\b|[%$£€§]|\[[^\]\n]{0,40}\]|\(\s*\*+\s*\)|\*{2,}|_{2,})"
)
_REDACTION = re.compile(r"^\W*(?:\*+|redacted|omitted)\W*$|^\[\s*\*", re.IGNORECASE)
_BLANKS = re.compile(r"^\[\s*(?:[●•_.@x\s-]*|insert.*|tbd|tbc|n)\s*\]$|^_+$", re.IGNORECASE)
_JOINED = frozenset("sub non re co pre anti multi inter e off mis un up".split())
_SPECIAL_WORDS = frozenset((*_NUMBERS, "cannot", "percent", "cent", "party", "parties", "tbd", "tbc", *_JOINED))

_LETTER = re.compile(r"\s(?P<letter>[A-D])\b(?!\.)")
_POSSESSIVE = frozenset(("our", "your"))
#: "Each agrees to ...": the small word is the subject itself.
_EACH = frozenset("each both either".split())
_SILENT = SMALL - _EACH
_PARTY = frozenset(("party", "parties"))
#: What redactions and blanks begin with.
_SIGNS = frozenset("[(*_")
_EACH_ACTS = re.compile(
    r"\s+(?:hereby\s+)?(?:shall|will|must|may|agrees?|undertakes?|represents?|warrants?|covenants?|acknowledges?)\b",
    re.IGNORECASE,
)
#: key, lower-case form, start, end, value of a number, broken (see Words), the number in words beside one in digits
Token = tuple[str, str, int, int, float | None, int, float | None]
#: the same without the numbers
Word = tuple[str, str, int, int, int]
#: where a number begins -> its value, and the number in words beside one in digits
Numbers = dict[int, tuple[float | None, float | None]]
#: a party's name: its keys, its role's key, whether it is written with a capital, whether a point stands in it
Name = tuple[tuple[str, ...], str, bool, bool]


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` in order, without small words and punctuation, before parties are known."""
    columns, numbers = _columns(text)
    for key, low, start, end, broken in zip(*columns, strict=True):
        value, stated = numbers.get(start, (None, None)) if key == NUMBER else (None, None)
        yield key, low, start, end, value, broken, stated


def _columns(text: str) -> tuple[tuple[list[Any], ...], Numbers]:
    """The words of `text` as columns (key, lower-case form, start, end, broken), and the numbers among them.

    Most words are the same wherever they stand: these are taken all at once, and only the others one by one.
    """
    parts = _TOKEN.split(text)  # a gap, a word, a gap, ..., a gap
    raws = parts[1::2]
    bounds = list(accumulate(map(len, parts)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    known = list(map(_plain, raws))
    keys = [key for key, _ in known]
    for at in [index for index, key in enumerate(keys) if key == "own"]:
        if at and raws[at - 1].lower() in _WHOSE:
            keys[at] = OWN
    made = _Columns(keys, [low for _, low in known], starts, ends, list(map(_broken, parts[:-1:2])))
    _Odd(text, raws, made).read()
    return made.whole(), made.numbers


class _Columns:
    """The columns of words while words are taken out of them and put in."""

    def __init__(self, *columns: list[Any]) -> None:
        self.columns = columns
        self.keys, self.lower, self.starts, self.ends, self.broken = columns
        self.kept = bytearray(b"\1") * len(self.keys)
        self.further: dict[int, list[Word]] = {}  # index -> the words that stand behind the one there
        self.numbers: Numbers = {}

    def put(self, at: int, key: str, low: str, begin: int, stop: int, broken: int) -> None:
        """Let a word stand at the index `at`."""
        self.keys[at], self.lower[at], self.starts[at], self.ends[at], self.broken[at] = key, low, begin, stop, broken

    def whole(self) -> tuple[list[Any], ...]:
        """The columns, without what was taken out and with what was put in."""
        if not self.further:
            return tuple([list(compress(column, self.kept)) for column in self.columns])
        made: tuple[list[Any], ...] = tuple([] for _ in self.columns)
        done = 0
        for at in (*sorted(self.further), len(self.keys)):
            for column, found in zip(self.columns, made, strict=True):
                found += compress(column[done : at + 1], self.kept[done : at + 1])
            for token in self.further.get(at, ()):
                for value, found in zip(token, made, strict=True):
                    found.append(value)
            done = at + 1
        return made


class _Odd:
    """Reads the words whose meaning hangs on where they stand: small words, numbers, blanks, prefixes, parties."""

    def __init__(self, text: str, raws: list[str], made: _Columns) -> None:
        self.text, self.raws, self.made = text, raws, made
        self.last = self.held = 0  # where the last word ended, and what was broken before small words
        self.previous = ""
        self.prefix: tuple[str, int, int] | None = None

    def read(self) -> None:
        """Put each odd word right, and what is broken before the word behind it."""
        text, made = self.text, self.made
        keys, lower, starts, ends, broken = made.keys, made.lower, made.starts, made.ends, made.broken
        kept = made.kept
        done = 0
        for at in [index for index, key in enumerate(keys) if not key]:
            if at < done:
                continue
            if at > done:
                self.last, self.held, self.previous = ends[at - 1], 0, lower[at - 1]
            low = lower[at]
            if low in _SILENT:
                if self.last != ends[at - 1] or self.held:
                    self.held = max(self.held, _broken(text[self.last : starts[at]]))
                else:
                    self.held = broken[at]
                self.last, self.previous = ends[at], low
                kept[at] = 0
                done = at + 1
            elif low in _PARTY and self.last == ends[at - 1] and not self.held and not self._lettered(at):
                keys[at] = "party" if self.previous == "third" else BOTH
                self.last, self.previous = ends[at], low
                done = at + 1
            else:
                done = self._word(at)
                while self.prefix is not None and done < len(keys):
                    done = self._word(done)
            if done < len(keys) and keys[done]:
                if self.last != ends[done - 1]:
                    broken[done] = _broken(text[self.last : starts[done]])
                if self.held > broken[done]:
                    broken[done] = self.held

    def _word(self, at: int) -> int:
        """Put the word at an index right; the index of the next that is not part of it."""
        text, made, raw = self.text, self.made, self.raws[at]
        begin, stop = made.starts[at], made.ends[at]
        broken = max(self.held, _broken(text[self.last : begin]))
        self.held, self.last = 0, stop
        low, first = raw.lower(), raw[0]
        previous, self.previous = self.previous, low
        if first in "Pp" and raw[3:4].isspace():
            made.put(at, "%", "percent", begin, stop, broken)
            self.previous = "percent"
        elif first == "[":
            self._bracket(at, raw, begin, broken)
        elif first in "*_(":
            made.put(at, BLANK if first == "_" else REDACTED, low, begin, stop, broken)
            self.previous = previous
        elif first.isdigit():
            value = _digits(low) if low[-1].isdigit() or low[-1] in ",." else None
            if value is not None and (part := _FRACTION.match(text, stop)) and int(part["under"]):
                value += int(part["over"]) / int(part["under"])
                self.last = stop = part.end()
            made.put(at, NUMBER if value is not None else root(low), low, begin, stop, broken)
            if value is not None:
                made.numbers[begin] = value, None
            return self._behind(at, stop)
        elif self.prefix is None and low in _EACH and _EACH_ACTS.match(text, stop):
            made.put(at, BOTH, low, begin, stop, broken)
        elif self.prefix is None and low in SMALL:
            made.kept[at] = 0
            self.held = broken
        else:
            if self.prefix is not None:
                low, begin, broken = self.prefix[0] + low, self.prefix[1], self.prefix[2]
                self.prefix, self.previous = None, low
            if low in _NUMBERS and (counted := _COUNTED.match(text, begin)) and _counts(counted):
                return self._number(at, counted, begin, broken)
            return self._letters(at, low, begin, broken, previous)
        return at + 1

    def _lettered(self, at: int) -> re.Match[str] | None:
        """The letter behind "Party" in "Party A", which is a name."""
        return _LETTER.match(self.text, self.made.ends[at]) if self.raws[at][0] == "P" else None

    def _bracket(self, at: int, raw: str, begin: int, broken: int) -> None:
        """What brackets hold: a redaction, a blank, or words as any others."""
        stop = self.last
        if _REDACTION.match(raw):
            self.made.put(at, REDACTED, raw.lower(), begin, stop, broken)
        elif _BLANKS.match(raw):
            self.made.put(at, BLANK, raw.lower(), begin, stop, broken)
        else:
            inner = begin + 1
            self.made.kept[at] = 0
            columns, numbers = _columns(raw[1:-1])
            self.made.further[at] = [
                (key, low, start + inner, end + inner, before)
                for key, low, start, end, before in zip(*columns, strict=True)
            ]
            self.made.numbers |= {start + inner: number for start, number in numbers.items()}
            self.held = 1

    def _number(self, at: int, counted: re.Match[str], begin: int, broken: int) -> int:
        """A number in words, with the digits behind it; the index of the next word behind all of it."""
        digits, spoken = counted["digits"], _counted(counted)
        given = digits or counted["blank"]
        value = _digits(digits) if digits else None if given else spoken
        self.last = stop = counted.end("paren") if given else counted.end("count")
        said = self.text[begin:stop].lower()
        percent = None if given else _PERCENT.match(self.text, stop)
        if percent:
            self.made.numbers[begin] = _digits(percent["digits"]), spoken
            self.made.further[at] = [("%", "percent", percent.start("unit"), percent.end("unit"), 0)]
            self.last = percent.end()
        else:
            self.made.numbers[begin] = value, spoken if digits else None
        self.made.put(at, NUMBER, said, begin, stop, broken)
        return self._behind(at, self.last)

    def _behind(self, at: int, stop: int) -> int:
        """The index of the first word behind `at` that does not begin before `stop`; those between are taken out."""
        starts = self.made.starts
        following = at + 1
        while following < len(starts) and starts[following] < stop:
            self.made.kept[following] = 0
            following += 1
        return following

    def _letters(self, at: int, low: str, begin: int, broken: int, previous: str) -> int:
        """A word that is no number; `low` is the whole of it, a prefix before its hyphen among it.  The next index."""
        made, stop = self.made, self.last
        key, shown = low, low
        if low not in _SPECIAL_WORDS:
            if low.endswith("n't") and len(low) > 4:
                shown = {"wo": "will", "sha": "shall", "ca": "can"}.get(low[:-3], low[:-3])
                made.further[at] = [("not", "not", begin, stop, 0)]
            key = root(shown)
        elif low in _JOINED and self.text[stop : stop + 1] == "-" and self.text[stop + 1 : stop + 2].isalpha():
            self.prefix = (low, begin, broken)
            self.last = stop + 1
            made.kept[at] = 0
        elif low == "cannot":
            key = shown = "can"
            made.further[at] = [("not", "not", begin, stop, 0)]
        elif low == "party" and (letter := self._lettered(at)):
            self.last = stop = letter.end()
            key, shown = low + letter["letter"].lower(), self.text[begin:stop].lower()
        elif low in _PARTY:
            key = "party" if previous == "third" else BOTH
        elif low == "percent" or (low == "cent" and previous == "per"):
            key = "%"
        elif low in ("tbd", "tbc"):
            key = BLANK
        else:
            key = root(low)
        made.put(at, key, shown, begin, stop, broken)
        return self._behind(at, stop)


@lru_cache(maxsize=65536)
def _plain(raw: str) -> tuple[str, str]:
    """The key and the lower-case form of a word that is the same wherever it stands; no key for any other."""
    low = raw.lower()
    if raw[3:4].isspace() and raw[0] in "Pp":
        return "%", "percent"  # "per cent", the British "percent"
    odd = raw[0] in _SIGNS or raw[0].isdigit() or low in _EACH or low in SMALL or low in _SPECIAL_WORDS
    return "" if odd or (low.endswith("n't") and len(low) > 4) else root(low), low


def _counts(counted: re.Match[str]) -> bool:
    """Whether number words are a number: "one" and "hundred" only with digits, a unit or further number words."""
    word = counted["count"].lower()
    return word not in ("one", "hundred", "thousand", "million", "billion") or bool(
        counted["digits"] or counted["blank"] or counted["unit"]
    )


@lru_cache(maxsize=4096)
def _broken(gap: str) -> int:
    if gap in (" ", "", "\n"):
        return 0
    if ";" in gap or ":" in gap or ". " in gap:
        return 2
    return int(any(mark in gap for mark in ',()-\u2013\u2014[]/"'))


def _digits(text: str) -> float | None:
    """The value of digits, also with a fraction behind them ("1 1/2")."""
    whole, _, part = text.replace("-", " ").partition(" ")
    over, _, under = part.strip().partition("/")
    try:
        return float(whole.replace(",", "").rstrip(".")) + (float(over) / float(under) if under else 0.0)
    except (ValueError, ZeroDivisionError):
        return None


def _counted(counted: re.Match[str]) -> float | None:
    """The value of number words with what stands behind the point, or a half."""
    words_of = counted["count"].lower()
    if counted["half"]:
        return (_spoken(words_of.rpartition(" and ")[0]) or 0.0) + 0.5
    if counted["point"]:
        whole, behind = _spoken(words_of.partition(" point")[0]), _spoken(counted["point"].lower())
        return None if whole is None or behind is None else whole + behind / (10 if behind < 10 else 100)
    return _spoken(words_of)


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
    """All words of a text, in order; parallel lists, so that a word is an index.

    `keys` are what phrases are matched on, `lower` the lower-case forms.  `broken` says what stands before a word:
    0 a space, 1 a comma, bracket or dash, 2 a colon, semicolon or full stop.  `values` are those of numbers, `stated`
    the number in words where both words and digits are given ("thirty (60)").
    """

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


def words(text: str, parties: Sequence[tuple[str, Iterable[str]]] = ()) -> Words:
    """The words of `text`, with each name of a party replaced by its role's key.

    `parties` pairs a role's key (SUPPLIER, CUSTOMER) with the names the text uses for it.  A name counts only where
    it begins with a capital, if it is written with one.
    """
    columns, numbers = _columns(text)
    keys, lower, starts, ends, broken = _named(columns, text, _names(parties))
    told = [(at, *numbers[start]) for at, start in enumerate(starts) if start in numbers]
    found = Words(
        keys, lower, starts, ends, broken,
        {at: value for at, value, _ in told if value is not None},
        {at: said for at, _, said in told if said is not None},
    )  # fmt: skip
    _pair(found)
    return found


def _named(columns: tuple[list[Any], ...], text: str, names: dict[str, list[Name]]) -> tuple[list[Any], ...]:
    """The columns with each name of a party as one word, whose key is that of the role."""
    made = _Columns(*columns)
    keys, starts, ends = made.keys, made.starts, made.ends
    named: list[tuple[int, str]] = []
    done = 0
    for at in [index for index, key in enumerate(keys) if key in names]:
        if at < done:
            continue
        for name, role, capital, dotted in names[keys[at]]:
            tail = at + len(name)
            if not dotted and 2 in made.broken[at + 1 : tail]:
                continue  # "... for the Services. Provider may": the name does not go over the end of a sentence
            if (not capital or text[starts[at]].isupper()) and tuple(keys[at:tail]) == name:
                if keys[at] == "us" and text[starts[at] : ends[at]] == "US":
                    continue  # the country
                named.append((at, role))
                if keys[at] in _POSSESSIVE:  # "your data" is "Customer's data"
                    ends[at] -= 1
                    made.further[at] = [("'s", "'s", ends[at], ends[at] + 1, made.broken[at])]
                else:
                    ends[at] = ends[tail - 1]
                made.kept[at + 1 : tail] = bytes(len(name) - 1)
                done = tail
                break
    for at, role in named:
        keys[at] = role
    return made.whole() if made.further or not all(made.kept) else columns


_JOINING = frozenset(("and", "or", "nor"))


def _pair(found: Words) -> None:
    """ "Supplier and Customer" are both parties, neither of them alone; the "Disclosing Party" does not disclose."""
    keys, broken, low = found.keys, found.broken, found.lower
    for at in [index for index, key in enumerate(keys) if key == "disclos"]:
        if low[at] == "disclosing" and keys[at + 1 : at + 2] == [BOTH]:
            keys[at] = low[at]
    for at in [index for index, key in enumerate(keys) if key in _JOINING]:
        joined = 0 < at < len(keys) - 1 and not broken[at] and not broken[at + 1]
        pair = joined and {keys[at - 1], keys[at + 1]} == {SUPPLIER, CUSTOMER} and keys[at + 2 : at + 3] != ["'s"]
        if pair and not _starts_anew(found, at):
            keys[at - 1] = keys[at + 1] = BOTH


_MODAL = frozenset("shall will must may".split())
_FINITE = _MODAL | frozenset("is are belong belongs vest vests pass passes remain remains".split())
_WITHIN = frozenset("that which who whom where if when unless between".split())


def _starts_anew(found: Words, at: int) -> bool:
    """Whether the joining word at `at` opens a main clause: "The files belong to Supplier and Customer shall not".

    The first party then stands behind a verb of its own, and a modal behind the second.
    """
    low = found.lower
    if low[at + 2 : at + 3] == [] or low[at + 2] not in _MODAL:
        return False
    for index in range(at - 2, max(-1, at - 40), -1):
        if low[index] in _WITHIN:
            return False
        if low[index] in _FINITE:
            return True
        if found.broken[index] == 2:
            return False
    return False


def _names(parties: Sequence[tuple[str, Iterable[str]]]) -> dict[str, list[Name]]:
    """Names by their first key, longest first."""
    by_first: dict[str, list[Name]] = {}
    for role, aliases in parties:
        for alias in aliases:
            keys = tuple(token[0] for token in tokens(alias))
            if keys and keys[0] != BOTH:
                by_first.setdefault(keys[0], []).append((keys, role, alias[:1].isupper(), "." in alias))
    for group in by_first.values():
        group.sort(key=lambda name: (-len(name[0]), name))
    return by_first

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
    r"[Pp]er\s+cent\b|[A-Za-z]+[A-Za-z0-9]*(?:'t\b)?|\d[\d,]*(?:\.\d+)?[A-Za-z]*|'s\b|[%$£€§]|\[[^\]\n]{0,40}\]|\(\s*\*+\s*\)|\*{2,}|_{2,}"
)
_REDACTION = re.compile(r"^\W*(?:\*+|redacted|omitted)\W*$|^\[\s*\*", re.IGNORECASE)
_BLANKS = re.compile(r"^\[\s*(?:[●•_.@x\s-]*|insert.*|tbd|tbc|n)\s*\]$|^_+$", re.IGNORECASE)
_JOINED = frozenset("sub non re co pre anti multi inter e off mis un up".split())
_SPECIAL_WORDS = frozenset((*_NUMBERS, "cannot", "percent", "cent", "party", "parties", "tbd", "tbc", *_JOINED))

_LETTER = re.compile(r"\s(?P<letter>[A-D])\b(?!\.)")
_POSSESSIVE = frozenset(("our", "your"))
#: "Each agrees to ...": the small word is the subject itself.
_EACH = frozenset("each both either".split())
_EACH_ACTS = re.compile(
    r"\s+(?:hereby\s+)?(?:shall|will|must|may|agrees?|undertakes?|represents?|warrants?|covenants?|acknowledges?)\b",
    re.IGNORECASE,
)
#: key, lower-case form, start, end, value of a number, broken (see Words), the number in words beside one in digits
Token = tuple[str, str, int, int, float | None, int, float | None]


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` in order, without small words and punctuation, before parties are known."""
    last = held = skip = 0
    previous = ""
    prefix: tuple[str, int, int] | None = None
    for match in _TOKEN.finditer(text):
        begin, stop = match.span()
        if begin < skip:
            continue
        raw = match.group()
        if begin - last > 1 or text[last:begin] not in (" ", "", "\n"):
            broken = max(held, _broken(text[last:begin]))
        else:
            broken = held
        held = 0
        last = stop
        if raw[3:4].isspace() and raw[0] in "Pp":  # "per cent", the British "percent"
            previous = "percent"
            yield "%", previous, begin, stop, None, broken, None
            continue
        plain = _plain(raw)
        if plain is not None and prefix is None:
            previous = plain[1]
            yield *plain, begin, stop, None, broken, None
            continue
        low = raw.lower()
        first = raw[0]
        if first == "[":
            if _REDACTION.match(raw):
                yield REDACTED, low, begin, stop, None, broken, None
            elif _BLANKS.match(raw):
                yield BLANK, low, begin, stop, None, broken, None
            else:
                skip = last = begin + 1
                held = 1
                for token in tokens(raw[1:-1]):
                    yield token[0], token[1], token[2] + begin + 1, token[3] + begin + 1, *token[4:]
                skip = last = stop
            previous = low
            continue
        if first in "*_(":
            yield (BLANK if first == "_" else REDACTED), low, begin, stop, None, broken, None
            continue
        if first.isdigit():
            value = _digits(low) if low[-1].isdigit() or low[-1] in ",." else None
            if value is not None and (part := _FRACTION.match(text, stop)) and int(part["under"]):
                value += int(part["over"]) / int(part["under"])
                skip = last = stop = part.end()
            yield (NUMBER if value is not None else root(low)), low, begin, stop, value, broken, None
            previous = low
            continue
        if prefix is not None:
            low, begin, broken = prefix[0] + low, prefix[1], prefix[2]
            prefix = None
        elif low in _EACH and _EACH_ACTS.match(text, stop):
            yield BOTH, low, begin, stop, None, broken, None
            previous = low
            continue
        elif low in SMALL:
            held = broken
            previous = low
            continue
        if low not in _SPECIAL_WORDS:
            if low.endswith("n't") and len(low) > 4:
                verb = {"wo": "will", "sha": "shall", "ca": "can"}.get(low[:-3], low[:-3])
                yield root(verb), verb, begin, stop, None, broken, None
                yield "not", "not", begin, stop, None, 0, None
            else:
                yield root(low), low, begin, stop, None, broken, None
            previous = low
            continue
        if low in _NUMBERS and (counted := _COUNTED.match(text, begin)) and _counts(counted):
            digits = counted["digits"]
            spoken = _counted(counted)
            value = _digits(digits) if digits else None if counted["blank"] else spoken
            stop = counted.end("paren") if digits or counted["blank"] else counted.end("count")
            skip = last = stop
            percent = None if digits or counted["blank"] else _PERCENT.match(text, stop)
            if percent:
                yield NUMBER, text[begin:stop].lower(), begin, stop, _digits(percent["digits"]), broken, spoken
                yield "%", "percent", percent.start("unit"), percent.end("unit"), None, 0, None
                skip = last = percent.end()
                continue
            yield NUMBER, text[begin:stop].lower(), begin, stop, value, broken, spoken if digits else None
        elif low in _JOINED and text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isalpha():
            prefix = (low, begin, broken)
            last = stop + 1
        elif low == "cannot":
            yield "can", "can", begin, stop, None, broken, None
            yield "not", "not", begin, stop, None, 0, None
        elif low == "party" and first == "P" and (letter := _LETTER.match(text, stop)):  # "Party A" is a name
            skip = last = stop = letter.end()
            yield low + letter["letter"].lower(), text[begin:stop].lower(), begin, stop, None, broken, None
        elif low in ("party", "parties"):
            yield ("party" if previous == "third" else BOTH), low, begin, stop, None, broken, None
        elif low == "percent" or (low == "cent" and previous == "per"):
            yield "%", low, begin, stop, None, broken, None
        elif low in ("tbd", "tbc"):
            yield BLANK, low, begin, stop, None, broken, None
        else:
            yield root(low), low, begin, stop, None, broken, None
        previous = low


@lru_cache(maxsize=65536)
def _plain(raw: str) -> tuple[str, str] | None:
    """The key and the lower-case form of a word that is the same wherever it stands; None for any other."""
    low = raw.lower()
    if not raw[0].isalpha() or low in _EACH or low in SMALL or low in _SPECIAL_WORDS:
        return None
    return None if low.endswith("n't") and len(low) > 4 else (root(low), low)


def _counts(counted: re.Match[str]) -> bool:
    """Whether number words are a number: "one" and "hundred" only with digits, a unit or further number words."""
    word = counted["count"].lower()
    return word not in ("one", "hundred", "thousand", "million", "billion") or bool(
        counted["digits"] or counted["blank"] or counted["unit"]
    )


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
    stream = _named(list(tokens(text)), text, _names(parties))
    keys, lower, starts, ends, values, broken, stated = map(list, zip(*stream, strict=True)) if stream else ([],) * 7
    found = Words(
        keys, lower, starts, ends, broken,
        {at: value for at, value in enumerate(values) if value is not None},
        {at: value for at, value in enumerate(stated) if value is not None},
    )  # fmt: skip
    _pair(found)
    return found


def _named(stream: list[Token], text: str, names: dict[str, list[tuple[tuple[str, ...], str, bool]]]) -> list[Token]:
    """The words with each name of a party as one word, whose key is that of the role."""
    found: list[Token] = []
    done = 0  # words of the stream that are among those found
    for at, token in enumerate(stream):
        if token[0] not in names or at < done:
            continue
        for name, role, capital in names[token[0]]:
            tail = at + len(name)
            if (not capital or text[token[2]].isupper()) and tuple(part[0] for part in stream[at:tail]) == name:
                if token[0] == "us" and text[token[2] : token[3]] == "US":
                    continue  # the country
                found += stream[done:at]
                if token[0] in _POSSESSIVE:  # "your data" is "Customer's data"
                    found.append((role, token[1], token[2], token[3] - 1, *token[4:]))
                    found.append(("'s", "'s", token[3] - 1, token[3], *token[4:]))
                else:
                    found.append((role, token[1], token[2], stream[tail - 1][3], *token[4:]))
                done = tail
                break
    return found + stream[done:]


def _pair(found: Words) -> None:
    """ "Supplier and Customer" are both parties, neither of them alone."""
    keys = found.keys
    for at in range(1, len(keys) - 1):
        joined = keys[at] in ("and", "or", "nor") and not found.broken[at] and not found.broken[at + 1]
        if joined and {keys[at - 1], keys[at + 1]} == {SUPPLIER, CUSTOMER} and keys[at + 2 : at + 3] != ["'s"]:
            keys[at - 1] = keys[at + 1] = BOTH


def _names(parties: Sequence[tuple[str, Iterable[str]]]) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Names by their first key, longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for role, aliases in parties:
        for alias in aliases:
            keys = tuple(token[0] for token in tokens(alias))
            if keys and keys[0] != BOTH:
                by_first.setdefault(keys[0], []).append((keys, role, alias[:1].isupper()))
    for group in by_first.values():
        group.sort(key=lambda name: (-len(name[0]), name))
    return by_first

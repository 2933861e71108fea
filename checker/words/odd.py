"""The words whose meaning hangs on where they stand: small words, numbers, blanks, prefixes, parties."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from checker.words.amounts import COUNTED, FRACTION, NUMBERS, PERCENT, counted_value, counts, value_of
from checker.words.columns import Columns, Numbers, broken_by
from checker.words.keys import BLANK, BOTH, NUMBER, REDACTED, SMALL
from checker.words.money import CODES, SHORT
from checker.words.money import SIGNS as MONEY_SIGNS
from checker.words.roots import root

_REDACTION = re.compile(r"^\W*(?:\*+|redacted|omitted)\W*$|^\[\s*\*", re.IGNORECASE)
_BLANKS = re.compile(r"^\[\s*(?:[●•_.@x\s-]*|insert.*|tbd|tbc|n)\s*\]$|^_+$", re.IGNORECASE)
_JOINED = frozenset("sub non re co pre anti multi inter e off mis un up".split())
SPECIAL_WORDS = frozenset((*NUMBERS, "cannot", "percent", "cent", "party", "parties", "tbd", "tbc", *_JOINED))

#: Behind these "5m" is five million.
MONEY = MONEY_SIGNS | CODES
_SCALED = re.compile(rf"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<scale>{'|'.join(SHORT)})")
_LETTER = re.compile(r"\s(?P<letter>[A-D])\b(?!\.)")
#: "Each agrees to ...": the small word is the subject itself.
EACH = frozenset("each both either".split())
_SILENT = SMALL - EACH
_PARTY = frozenset(("party", "parties"))
#: What redactions and blanks begin with.
SIGNS = frozenset("[(*_")
_EACH_ACTS = re.compile(
    r"\s+(?:hereby\s+)?(?:shall|will|must|may|agrees?|undertakes?|represents?|warrants?|covenants?|acknowledges?)\b",
    re.IGNORECASE,
)


#: The columns of the words of a text, and the numbers among them.
Table = tuple[tuple[list[Any], ...], Numbers]


class Odd:
    """Reads the words whose meaning hangs on where they stand: small words, numbers, blanks, prefixes, parties."""

    def __init__(self, text: str, raws: list[str], made: Columns, inside: Callable[[str], Table]) -> None:
        self.text, self.raws, self.made, self.inside = text, raws, made, inside
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
                    self.held = max(self.held, broken_by(text[self.last : starts[at]]))
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
                    broken[done] = broken_by(text[self.last : starts[done]])
                if self.held > broken[done]:
                    broken[done] = self.held

    def _word(self, at: int) -> int:
        """Put the word at an index right; the index of the next that is not part of it."""
        text, made, raw = self.text, self.made, self.raws[at]
        begin, stop = made.starts[at], made.ends[at]
        broken = max(self.held, broken_by(text[self.last : begin]))
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
            value = value_of(low) if low[-1].isdigit() or low[-1] in ",." else None
            if value is None and previous in MONEY and (scaled := _SCALED.fullmatch(low)):
                value = (value_of(scaled["digits"]) or 0.0) * SHORT[scaled["scale"]]  # "$5m", "EUR 2.5bn"
            if value is not None and (part := FRACTION.match(text, stop)) and int(part["under"]):
                value += int(part["over"]) / int(part["under"])
                self.last = stop = part.end()
            made.put(at, NUMBER if value is not None else root(low), low, begin, stop, broken)
            if value is not None:
                made.numbers[begin] = value, None
            return self._behind(at, stop)
        elif self.prefix is None and low in EACH and _EACH_ACTS.match(text, stop):
            made.put(at, BOTH, low, begin, stop, broken)
        elif self.prefix is None and low in SMALL:
            made.kept[at] = 0
            self.held = broken
        else:
            if self.prefix is not None:
                low, begin, broken = self.prefix[0] + low, self.prefix[1], self.prefix[2]
                self.prefix, self.previous = None, low
            if low in NUMBERS and (counted := COUNTED.match(text, begin)) and counts(counted):
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
            columns, numbers = self.inside(raw[1:-1])
            self.made.further[at] = [
                (key, low, start + inner, end + inner, before)
                for key, low, start, end, before in zip(*columns, strict=True)
            ]
            self.made.numbers |= {start + inner: number for start, number in numbers.items()}
            self.held = 1

    def _number(self, at: int, counted: re.Match[str], begin: int, broken: int) -> int:
        """A number in words, with the digits behind it; the index of the next word behind all of it."""
        digits, spoken = counted["digits"], counted_value(counted)
        given = digits or counted["blank"]
        value = value_of(digits) if digits else None if given else spoken
        self.last = stop = counted.end("paren") if given else counted.end("count")
        said = self.text[begin:stop].lower()
        percent = None if given else PERCENT.match(self.text, stop)
        if percent:
            self.made.numbers[begin] = value_of(percent["digits"]), spoken
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
        if low not in SPECIAL_WORDS:
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

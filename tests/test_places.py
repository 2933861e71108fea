"""Quick ways to look at text give what the slow ones give."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

from checker.read.signs import others
from checker.segment.parties import _QUOTED, _quoted
from checker.segment.places import matches, places_of
from checker.segment.running import _MARK as SENTENCES
from checker.segment.sentences import _MARK as INSIDE
from checker.segment.sentences import OPENS

PIECES = (
    'Alder Ltd (the "Supplier")', "Birch plc, hereinafter called 'Birch',", " trading as ", ' d/b/a "Elm"', "(", ")",
    ",", '"Ash"', "\n", " ", "and", ". hereafter 'Client' ", '(hereinafter "Buyer")', ",d/b/a 'Oak'",
    "herein", "trading",
)  # fmt: skip


def test_short_names_are_found_where_they_may_begin() -> None:
    """Sought only at brackets and at the words before them, short names are those that are sought everywhere."""
    chance = random.Random(7)
    found = 0
    for _ in range(400):
        head = "".join(chance.choices(PIECES, k=chance.randint(1, 14)))
        plain = [match.span() for match in _QUOTED.finditer(head)]
        assert [match.span() for match in _quoted(head)] == plain, head
        found += len(plain)
    assert found > 400


def test_places_before_words() -> None:
    """Each place of a word and the places before it, inside the text, in order; matches do not overlap."""
    assert places_of("a bad cab", ("a", "ca")) == [0, 3, 6, 7]
    assert places_of("a bad cab", ("a",), before=2) == [0, 1, 2, 3, 5, 6, 7]
    assert [match.span() for match in matches(OPENS, "a) a) a)", (0, 1, 3, 6))] == [(0, 3), (3, 6)]


@pytest.mark.parametrize("pattern", [INSIDE, SENTENCES])
def test_where_a_list_may_begin(pattern: re.Pattern[str]) -> None:
    """A text without the end of a first mark, by the quick look, has none by the marks of either kind of list."""
    chance = random.Random(11)
    signs = [*'()ai1Abx$-" ', "ii", "2", ". ", ") ", "; ", ": ", ", ", "and ", "keep"]
    begun = 0
    for _ in range(20_000):
        text = "".join(chance.choices(signs, k=chance.randint(2, 10)))
        first = any((match["id"] or match.groupdict().get("bare")) in "ai1A" for match in pattern.finditer(text))
        assert not first or OPENS.search(text), text
        begun += first
    assert begun > 100
    assert OPENS.search("keep the data. Report") is None


def test_signs_beside_printed_ascii() -> None:
    """All signs but letters, digits, marks and line ends of ASCII are given, in order, lone surrogates too."""
    signs = [*map(chr, range(0x300)), "\u2013", "\U0001f600", "\udce9", "\ufffe"]
    plain = [sign for sign in signs if not (" " <= sign <= "~" or sign == "\n")]
    assert others("".join(signs)) == "".join(plain)
    assert all(
        others(a + b) == "".join(sign for sign in (a, b) if sign in plain) for a, b in product("a\n\t\u00e9", "x \x7f")
    )

"""The parties among the words: each name of one is a word, with the key of its role; both together are both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from checker.words.columns import Columns
from checker.words.keys import BOTH, CUSTOMER, SUPPLIER
from checker.words.reading import tokens

#: a party's name: its keys, its role's key, whether it is written with a capital, whether a point stands in it
Name = tuple[tuple[str, ...], str, bool, bool]
#: "Your data" is "Customer's data".
_POSSESSIVE = frozenset(("our", "your"))
_JOINING = frozenset(("and", "or", "nor"))
_MODAL = frozenset("shall will must may".split())
_FINITE = _MODAL | frozenset("is are belong belongs vest vests pass passes remain remains".split())
_WITHIN = frozenset("that which who whom where if when unless between".split())


def names_of(parties: Sequence[tuple[str, Iterable[str]]]) -> dict[str, list[Name]]:
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


def named(columns: tuple[list[Any], ...], text: str, names: dict[str, list[Name]]) -> tuple[list[Any], ...]:
    """The columns with each name of a party as one word, whose key is that of the role."""
    made = Columns(*columns)
    keys, starts, ends = made.keys, made.starts, made.ends
    found: list[tuple[int, str]] = []
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
                found.append((at, role))
                if keys[at] in _POSSESSIVE:  # "your data" is "Customer's data"
                    ends[at] -= 1
                    made.further[at] = [("'s", "'s", ends[at], ends[at] + 1, made.broken[at])]
                else:
                    ends[at] = ends[tail - 1]
                made.kept[at + 1 : tail] = bytes(len(name) - 1)
                done = tail
                break
    for at, role in found:
        keys[at] = role
    return made.whole() if made.further or not all(made.kept) else columns


def pair(keys: list[str], low: list[str], broken: list[int]) -> None:
    """ "Supplier and Customer" are both parties, neither of them alone; the "Disclosing Party" does not disclose.

    Other names of this kind ("Receiving Party", "Indemnifying Party") keep the root of their verb: the library's
    phrases seek the parties by it, and of these verbs only to disclose is what phrases on confidence seek as a deed.
    """
    for at in [index for index, key in enumerate(keys) if key == "disclos"]:
        if low[at] == "disclosing" and keys[at + 1 : at + 2] == [BOTH]:
            keys[at] = low[at]
    for at in [index for index, key in enumerate(keys) if key in _JOINING]:
        second = at + 1 + (low[at : at + 2] == ["and", "or"])  # "Supplier and/or Customer"
        joined = at > 0 and second < len(keys) and not broken[at] and not broken[second]
        both = (
            joined and {keys[at - 1], keys[second]} == {SUPPLIER, CUSTOMER} and keys[second + 1 : second + 2] != ["'s"]
        )
        if both and not _starts_anew(low, broken, second - 1):
            keys[at - 1] = keys[second] = BOTH


def _starts_anew(low: list[str], broken: list[int], at: int) -> bool:
    """Whether the joining word at `at` opens a main clause: "The files belong to Supplier and Customer shall not".

    The first party then stands behind a verb of its own, and a modal behind the second.
    """
    if low[at + 2 : at + 3] == [] or low[at + 2] not in _MODAL:
        return False
    for index in range(at - 2, max(-1, at - 40), -1):
        if low[index] in _WITHIN:
            return False
        if low[index] in _FINITE:
            return True
        if broken[index] == 2:
            return False
    return False

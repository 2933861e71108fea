"""Phrases as people write them, compiled to runs of word keys (docs/library.md describes the notation)."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, product
from math import prod

from checker.entry import Phrase, Piece
from checker.words import BOTH, CUSTOMER, NUMBER, OWN, REDACTED, SUPPLIER, root, tokens
from checker.words.money import CODES, NAMES, SIGNS

#: Words between two pieces of a phrase that `...` allows; beyond that two words rarely belong to one thought.
GAP = 14
#: So many wordings one piece may have: more come of optional words and alternatives that were not counted.
MOST = 4000

_UNITS = ("day", "month", "year", "hour", "week", "minut", "quarter")
_SCHEDULES = "schedule exhibit annex annexure appendix attachment addendum".split()
_TWO_WORDS = ("order form", "statement of work", "work order", "service order", "cover page")

#: What a word in braces stands for: each alternative is a run of word keys.
SPECIAL: dict[str, tuple[tuple[str, ...], ...]] = {
    "supplier": ((SUPPLIER,), (BOTH,)),
    "customer": ((CUSTOMER,), (BOTH,)),
    "supplier-only": ((SUPPLIER,),),
    "customer-only": ((CUSTOMER,),),
    "party": ((SUPPLIER,), (CUSTOMER,), (BOTH,)),
    "both": ((BOTH,),),
    "n": ((NUMBER,), (REDACTED,)),
    "time": tuple(
        (number, *kind, unit)
        for number in (NUMBER, REDACTED)
        for kind in ((), ("busines",), ("calendar",), ("work",), ("consecutiv",), ("full",))
        for unit in _UNITS
    ),
    "percent": ((NUMBER, "%"), (REDACTED, "%")),
    "money": tuple((sign, n) for sign in sorted(SIGNS | CODES) for n in (NUMBER, REDACTED))
    + tuple((NUMBER, word) for word in sorted(SIGNS | CODES | NAMES))
    + tuple(
        (NUMBER, scale, word) for scale in ("thousand", "million", "billion") for word in ("dollar", "euro", "pound")
    ),
    "schedule": tuple(tuple(token[0] for token in tokens(name)) for name in (*_SCHEDULES, *_TWO_WORDS, "SOW")),
    "not": tuple((word,) for word in ("no", "not", "never", "neither", "nor", "non", "without", "nothing")),
}
#: Role words in phrases also mean the party itself: "customer data" finds "Bank Data" where the Bank is customer.
_GENERIC = {"customer": CUSTOMER, "client": CUSTOMER, "supplier": SUPPLIER, "vendor": SUPPLIER, "provider": SUPPLIER}
#: Words that the text may use in another sense, which a phrase means as well: "disclosing party", "its own use".
_ALSO = {"disclosing": "disclosing", "own": OWN}
#: Words that say nothing by themselves: no wording may come down to them alone.
BARE = frozenset(
    root(word)
    for word in "no not nor never be have do shall will may must can to of in on for by with from at if as and or but "
    "so when where until upon under than that which who other into out up then there also it they he she we you".split()
) | {"'s"}
_GAPS = re.compile(r"\s*(?:\.\.\.|\u2026)\s*")
_WORD = re.compile(r"\(([^()]*)\)|(\{[a-z-]+\})|([^\s()]+)")


class PhraseError(ValueError):
    """A phrase cannot be read; the text says why."""


@cache
def compile_phrase(text: str) -> Phrase:
    """The phrase that `text` writes; raises PhraseError when a part of it is empty or a brace is unknown."""
    try:
        parts = [tuple([_piece(piece) for piece in _GAPS.split(part.strip())]) for part in text.split("&")]
    except PhraseError as problem:
        raise PhraseError(f"'{text}'{problem}") from None
    return Phrase(text, tuple(parts))


@cache
def _piece(text: str) -> Piece:
    """The piece that `text` writes; an error says what is wrong behind the phrase that it is named with."""
    literals: set[tuple[str, ...]] = set()
    for wording in text.split("|"):
        if wording.count("(") != wording.count(")"):
            raise PhraseError(" has a '|' inside parentheses; write (a/b) there")
        literals |= _wording(wording.strip())
    literals.discard(())
    if not literals:
        raise PhraseError(" has an empty piece (small words such as 'the' do not count)")
    if len(literals) > MOST:
        raise PhraseError(f" has {len(literals)} wordings in one piece; split it")
    return Piece(frozenset(literals))


@cache
def _wording(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of a wording; the same words stand in three phrases on the average, so each is read once."""
    slots: list[list[tuple[str, ...]]] = []
    for optional, brace, word in _WORD.findall(text):
        if optional:
            slots.append([(), *[run for choice in optional.split("/") for run in _runs(choice)]])
        else:
            runs = [run for choice in (brace or word).split("/") for run in _runs(choice)]
            if len(runs) > 1 and () in runs:
                raise PhraseError(f": '{word}' has an alternative that is not seen (a small word such as 'the')")
            slots.append(runs)
    if "(" not in text and slots and all(slot == [()] for slot in slots):
        raise PhraseError(f": '{text}' is not seen (a small word such as 'the')")
    shortest = list(chain.from_iterable(slot[0] for slot in slots))
    if "(" in text and "{" not in text and BARE.issuperset(shortest):
        raise PhraseError(
            f": without the words in parentheses '{text}' is '{' '.join(shortest)}', which stands in nearly "
            "every sentence; write the wordings that are meant, with | between them"
        )
    slots = [list(dict.fromkeys(slot)) for slot in slots]  # an optional small word is no choice
    wordings = prod(map(len, slots))
    if wordings > MOST:  # told before they are made, which could take the whole memory
        raise PhraseError(f" has {wordings} wordings in one piece; split it")
    found = [tuple(chain.from_iterable(choice)) for choice in product(*slots)]
    return frozenset(map(_third, found) if "third" in text.lower() else found)


def _third(keys: tuple[str, ...]) -> tuple[str, ...]:
    """ "third party" is no party to the contract: a phrase is read word by word, so it shows only here."""
    if "third" not in keys:
        return keys
    return tuple("party" if key == BOTH and at and keys[at - 1] == "third" else key for at, key in enumerate(keys))


def _runs(choice: str) -> list[tuple[str, ...]]:
    """The runs of keys that one alternative of a slot stands for."""
    if "{" not in choice:
        keys = _keys(choice)
        role = _GENERIC.get(choice.lower())  # "suppliers" are others
        if choice.lower() in _ALSO:
            return [keys, (_ALSO[choice.lower()],)]
        return [keys, (role,)] if role else [keys]
    runs: list[tuple[str, ...]] = [()]
    for brace, plain in re.findall(r"(\{[^}]*\})|([^{}]+)", choice):
        if brace and brace[1:-1] not in SPECIAL:
            raise PhraseError(f": {brace} is unknown; known are {', '.join(sorted(SPECIAL))}")
        more = SPECIAL[brace[1:-1]] if brace else (_keys(plain),)
        runs = [left + right for left in runs for right in more]
    return runs


@cache
def _keys(text: str) -> tuple[str, ...]:
    return tuple(token[0] for token in tokens(text))

"""Captions that run into their sentence without a stop: "Governing Law This Agreement is governed by ..."."""

from __future__ import annotations

import itertools
import re

#: With these a sentence begins behind a caption.
_BEGINS = frozenset(
    "The This These Each Neither Either It No All Any If Except Nothing Unless Such Upon During Notwithstanding In For To "
    "On At As When Where Both You We Without Every Within From".split()
)
#: Behind a caption even a capital may follow these: "Costs The Buyer bears".
_SURE = frozenset("The This These Each Neither Either It".split())
#: What begins a sentence, a pointer or a name begins no caption in small letters.
_NO_CAPTION = (_BEGINS - {"No"}) | frozenset(
    "And Or But Should Whenever Whereas Subject Exhibit Exhibits Schedule Schedules Section Article Party Parties Service A An".split()
)
_SMALL = frozenset("a an and at by for from in of on or the to with & - / without upon as".split())
_VERB = re.compile(
    r"\b(?:shall|will|must|may|can|is|are|has|have|agrees?|means|does|do|bears?|warrants?)\b", re.IGNORECASE
)
#: A caption has so many words at most, and its first sentence a verb within so many characters.
LONGEST, NEAR = 9, 300
_WORD = re.compile(r"\S+")
#: The title of the whole paper is no caption: "SERVICES AGREEMENT This Services Agreement is made".
_TITLE = frozenset("AGREEMENT CONTRACT ADDENDUM AMENDMENT DEED".split())


def glued(text: str) -> int:
    """The length of the caption with which the text begins, with the space behind it; 0 if there is none.

    In capitals it may stand before any word that is not; else only before a word that begins a sentence.
    """
    if not text[:1].isupper():
        return 0
    heading: list[str] = []
    words = list(_WORD.finditer(text, 0, 160))
    for match, behind in itertools.pairwise(words):
        word, following = match.group(), behind.group()
        if heading and not _joins(heading[-1]) and _begins(heading, word, following):
            return match.start() if _VERB.search(text, match.start(), match.start() + NEAR) else 0
        if len(heading) == LONGEST or not _caption(word) or (not heading and word.capitalize() in _NO_CAPTION):
            return 0
        heading.append(word)
    return 0


def _joins(word: str) -> bool:
    return word.lower() in _SMALL or word[-1] in ",-"


def _caption(word: str) -> bool:
    plain = word.strip("(),/&-;'\u2019")
    good = plain[:1].isupper() and word[-1] not in ".:;)" and '"' not in word
    return good or word.lower() in _SMALL


def _begins(heading: list[str], word: str, following: str) -> bool:
    """Whether a sentence begins with the word behind the caption."""
    title = word == "This" and heading[-1].upper() in _TITLE and heading[0].lower() not in ("entire", "whole")
    if title or heading[-1] in _BEGINS or not following[0].isalpha():
        return False
    shouted = all(each.isupper() or each.lower() in _SMALL for each in heading) and len("".join(heading)) > 4
    if shouted:
        turns = not word.isupper() and word[:1].isupper() and following[0].islower()
        return (word in _BEGINS and not following.isupper()) or (
            turns and len(heading) > 1 and "".join(heading).isupper()
        )
    return word in _BEGINS and (following[0].islower() or word in _SURE)

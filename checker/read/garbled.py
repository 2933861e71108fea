"""Whether the text of a page is none: signs for letters, letters without spaces, letters of a hidden code."""

from __future__ import annotations

import re

#: Letters below which a page is too short to tell.
LEAST = 60
_WORDS = re.compile(r"[^\W\d_]+")
_CID = re.compile(r"\(cid:\d+\)")
_FOREIGN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_VOWELS = "aeiouyAEIOUY"


def garbled(text: str) -> str:
    """Why the text of a page cannot be read, in a few words; "" for ordinary text and for too little to tell.

    Vowels are 37 to 44 of 100 letters in the languages of Latin script; a code shifted by its font has far fewer or
    more.  Words of contracts have about five letters; 15 and more on average have lost their spaces.
    """
    if "(cid:" in text and len(_CID.findall(text)) > 5:
        return "fonts hide the letters"
    solid = len(text) - text.count(" ") - text.count("\n")
    if solid < LEAST:
        return ""
    if not text.isascii() and len(_FOREIGN.findall(text)) > 0.1 * solid:
        return "fonts hide the letters"
    words = _WORDS.findall(text)
    letters = sum(map(len, words))
    if letters < LEAST:
        return ""
    if letters / len(words) > 15:
        return "no spaces between words"
    latin = letters if text.isascii() else sum(len(word) for word in words if word.isascii())
    if latin > 0.8 * letters and latin > 2 * LEAST and not 0.2 <= sum(map(text.count, _VOWELS)) / latin <= 0.6:
        return "fonts hide the letters"
    return ""

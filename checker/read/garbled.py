"""Whether the text of a page is none: signs for letters, letters without spaces, letters of a hidden code."""

from __future__ import annotations

import re

from checker.read.signs import others

#: Letters below which a page is too short to tell.
LEAST = 60
_WORDS = re.compile(r"[^\W\d_]+")
_CID = re.compile(r"\(cid:\d+\)")
_FOREIGN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_VOWELS = b"aeiouyAEIOUY"
#: Letters of ASCII as they are, all else as spaces: for `bytes.translate`.
SPACED = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))


def _letters(text: str, foreign: bool) -> tuple[int, int, int]:
    """How many letters and words a text has, and how many letters are in words of ASCII alone.

    `foreign` says whether there are other letters, or digits; where there are none, bytes are counted far faster.
    """
    if not foreign:
        runs = text.encode("ascii", "replace").translate(SPACED).split()
        letters = sum(map(len, runs))
        return letters, len(runs), letters
    words = _WORDS.findall(text)
    return sum(map(len, words)), len(words), sum(map(len, filter(str.isascii, words)))


def _vowels(text: str) -> int:
    return len(text) - len(text.encode("ascii", "replace").translate(None, _VOWELS))


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
    beside = "".join(sign for sign in set(others(text)) if sign > "\x7f")
    if _FOREIGN.search(beside) and len(_FOREIGN.findall(text)) > 0.1 * solid:
        return "fonts hide the letters"
    letters, words, latin = _letters(text, any(map(str.isalnum, beside)))
    if letters < LEAST:
        return ""
    if letters / words > 15:
        return "no spaces between words"
    if latin > 0.8 * letters and latin > 2 * LEAST and not 0.2 <= _vowels(text) / latin <= 0.6:
        return "fonts hide the letters"
    return ""

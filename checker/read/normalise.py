"""Brings text into the one form that every later stage sees; done once, before any offset exists."""

from __future__ import annotations

import re
import unicodedata

from checker.read.signs import others

_CHARACTERS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2043", "-"),
    **dict.fromkeys("\u2013\u2014\u2015", "\u2013"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u2026": "...", "\uf0b7": "\u2022", "\uf0a7": "\u2022", "\uf0d8": "\u2022", "\u00b7": "\u2022",
}  # fmt: skip
_CHARACTERS.update({chr(code): "" for code in range(32) if chr(code) not in "\n\r\f\t\v\x02"})
#: pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line: the word goes on behind it.
_SOFT = re.compile(r"[\x02\ufffe][ ]*\n?[ ]*")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_BLANKS = re.compile(r"\n{3,}")
#: A clause's number, at the beginning of a line, that its first word is glued to: "26.1Neither", "18.Application".
_GLUED = re.compile(
    r"\n(?:\d{1,2}(?:\.\d{1,3}){1,4}\.?|\d{1,2}\.)(?=(?:[A-Z][a-z]{2,}|[A-Z]{3,}|A|An|As|At|By|If|In|It|No|On|Or|To|We)\b)"
    r"(?![GKMT](?:bps|bit|byte|Hz|W))"
)


def normalise(text: str) -> str:
    """The text with plain quotes, hyphens and spaces, whole words, and at most one blank line in a row.

    Lines stay lines, without indentation.  A word that a hyphen divides at the end of a line is joined; the hyphen
    stays where both halves are words of a compound as far as spelling tells (it is joined with its hyphen).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    signs = set(others(text))
    if signs and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        signs = set(others(text))
    for sign in signs & _CHARACTERS.keys():
        text = text.replace(sign, _CHARACTERS[sign])
    if "\x02" in text or "\ufffe" in text:
        text = _SOFT.sub("", text)
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.replace(" \n", "\n").replace("\n ", "\n").strip(" ")
    if "-\n" in text:
        text = _HYPHEN.sub(_joined, text)
    text = _GLUED.sub(r"\g<0> ", f"\n{text}")[1:]
    return _BLANKS.sub("\n\n", text) if "\n\n\n" in text else text


def _joined(match: re.Match[str]) -> str:
    """Without the hyphen for a divided word, with it behind a prefix that is written with one."""
    before = re.search(r"[A-Za-z]+$", match.string[max(0, match.start() - 20) : match.start()])
    return "-" if before and before.group().lower() in PREFIXES else ""


#: Behind these a hyphen at the end of a line is part of the word.
PREFIXES = frozenset(
    "non sub third self well so co re pre anti cross multi on off long short full high low real day service party "
    "good cost work set user end time one two three post inter intra market business vice all".split()
)

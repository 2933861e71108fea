"""Which language a document is in: the library of clauses reads English, and another language is never "missing"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.errors import UnreadableError
from checker.model import Document

#: The commonest small words of English drafting; they make up about 45 % of its words and under 8 % of any other's.
_ENGLISH = frozenset(
    "the of and to in or shall by any for is be this with as such not that on are at which may it will from its if "
    "all other under an has have".split()
)
#: Share of small English words above which nobody asks further, and below which a passage may be foreign (measured on
#: 330 contracts: the lowest share of a whole English text is .18 for a form with little prose, else .24).
SURE, FOREIGN = 0.25, 0.10
#: Words below which a passage is too short to tell its language.
PASSAGE = 20
#: Characters that are looked at to name the language.
SAMPLE = 3000
UNKNOWN = "a language other than English"
#: Passages in another language that are named one by one.
NAMED = 6
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay",
    "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")


def demand_english(document: Document) -> tuple[str, ...]:
    """Notes on pages and passages in another language, each naming it and its page.

    Raises UnreadableError, with the language's name, where the document as a whole is not in English.
    """
    text = document.text
    passages = text.split("\n\n")
    words = [passage.lower().split() for passage in passages]
    small = [sum(map(_ENGLISH.__contains__, each)) for each in words]
    share = sum(small) / (sum(map(len, words)) or 1)
    if share < SURE:
        language = _name(text)
        if language != "English" and share < SURE / 2 and (language != UNKNOWN or _latin(text) < 0.5):
            raise UnreadableError(
                f"{document.name}: is in {language}; only contracts in English are judged: supply an English text"
            )
    notes = []
    start = 0
    for passage, its, english in zip(passages, words, small, strict=True):
        end = start + len(passage)
        if len(passage) > PASSAGE and _foreign(passage, its, english):
            language = _name(passage)
            if language not in ("English", UNKNOWN):
                opening = " ".join(passage.split()[:5])
                notes.append((document.page_at(start).label, language, opening))
        start = end + 2
    said = [
        f"page {page}: a passage in {language} was not understood ('{opening} ...')"
        for page, language, opening in notes[:NAMED]
    ]
    if len(notes) > NAMED:
        said.append(f"{len(notes) - NAMED} further passages in another language were not understood")
    return tuple(said)


def _foreign(passage: str, words: Sequence[str], english: int) -> bool:
    """Whether a passage of prose has too few small English words (tables and lists of names do not count)."""
    if len(words) < PASSAGE:
        return not passage.isascii() and _latin(passage) < 0.5
    if english >= FOREIGN * len(words):
        return False
    letters = sum(map(str.isalpha, words))
    small = sum(word[:1].islower() for word in passage.split())
    return letters > 0.7 * len(words) and small > 0.5 * len(words)


def _latin(passage: str) -> float:
    letters = "".join(_LETTERS.findall(passage))
    return sum(letter < "\u0250" for letter in letters) / len(letters) if letters else 1.0


def _name(text: str) -> str:
    """The English name of the language of `text`; UNKNOWN where it is none that contracts are written in."""
    import py3langid

    code = str(py3langid.classify(" ".join(text.split())[:SAMPLE])[0])
    return _NAMES.get(code, UNKNOWN)

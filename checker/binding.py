"""What a text that is hardly a contract says of itself: next to no word that lays down a duty or a right."""

from __future__ import annotations

from collections.abc import Sequence

#: The words of a duty or a right, as the catalogue's present wordings have them.
BINDING = frozenset("shall must may will agree agrees agreed undertakes undertake".split())
#: A text of so many words at least is looked at; of 330 filed and public agreements all but a few notes of joint filing
#: have more than FEW such words, or more than SHARE of all their words are such (November 2026).
LEAST, FEW, SHARE = 100, 4, 0.01


def hardly_binding(words: Sequence[str]) -> tuple[str, ...]:
    """A note where hardly a word of the text, in lower case, binds anybody: a letter, a notice, the wrong file."""
    binding = sum(word in BINDING for word in words)
    if len(words) < LEAST or binding > FEW or binding > SHARE * len(words):
        return ()
    return ("hardly a sentence lays down a duty or a right; look whether this file is the contract",)

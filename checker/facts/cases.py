"""Where a condition begins without "if" ("in case"), and a relative clause with its verb ("that hold any secrets")."""

from __future__ import annotations

import re

from checker.facts.vocabulary import BOUNDARY, DUTY, PREPOSITIONS, RIGHT, adverb
from checker.words import Words

#: "In case", "in the event", "so long as": the word behind which a condition stands, and what may stand before it.
CASES = {"case": "in", "event": "in", "extent": "to", "long": "as so"}
_CASE = re.compile(r"(?:in|to|as|so)(?: the)?\s(?:case|event|extent|long as)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|any|such|its|their|this|these|all|each)\b", re.IGNORECASE)


def case_begins(words: Words, text: str, index: int, at: int) -> bool:
    """Whether a condition begins at the noun before the verb at `at`: "in case the fees are unpaid".

    Not at "in any case", "in case of", "in no event", nor at "to the extent permitted by law", which has no verb.
    """
    low = words.lower
    if index == 0 or index + 2 > at or low[index - 1] not in CASES[low[index]].split():
        return False
    behind = low[index + 1]
    if behind in (PREPOSITIONS - {"as"}) | DUTY | RIGHT | {"that"} or words.broken[index + 1] or adverb(behind):
        return False
    if behind.endswith(("ed", "able", "ible", "ary", "al")):
        return False
    return _CASE.match(text, words.starts[index - 1]) is not None


def with_object(words: Words, text: str, opener: int, at: int) -> bool:
    """Whether a verb with its object stands behind the opener: "documents that hold any secrets must be returned"."""
    verb = opener + 1
    if verb + 2 >= at or words.broken[verb + 1] or words.lower[verb] in DUTY | RIGHT | PREPOSITIONS | BOUNDARY:
        return False
    subject = _ARTICLE.search(text, words.ends[opener], words.starts[verb])
    return subject is None and _ARTICLE.search(text, words.ends[verb], words.starts[verb + 1]) is not None

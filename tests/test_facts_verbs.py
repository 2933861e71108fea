"""Which words are looked at for a verb."""

from __future__ import annotations

from checker.check import shipped
from checker.facts.verbs import may_be_verb, verb_at
from checker.words import CUSTOMER, SUPPLIER, words

PARTIES = ((SUPPLIER, ("Supplier", "Vendor", "Provider")), (CUSTOMER, ("Customer", "Client")))


def test_no_verb_stands_at_a_word_that_is_passed_over() -> None:
    """`verb_at` finds a verb in the library's examples only at words that `may_be_verb` lets through."""
    found = passed = 0
    for entry in shipped().entries:
        for text in (text for texts in entry.examples.values() for text in texts):
            told = words(text, PARTIES)
            last = len(told.keys)
            for at in range(last):
                if may_be_verb(told.keys[at], told.lower[at]):
                    found += verb_at(told, text, 0, at, last, None) is not None
                else:
                    passed += 1
                    assert verb_at(told, text, 0, at, last, None) is None, (told.lower[at], text)
    assert found > 1000
    assert passed > 3 * found

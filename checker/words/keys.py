"""The keys that stand for what is no plain word, and the small words that have none."""

from __future__ import annotations

SUPPLIER, CUSTOMER, BOTH = "{supplier}", "{customer}", "{both}"
#: "Supplier's own use": the word that stresses whose, not the verb.
OWN = "'own"
NUMBER, BLANK, REDACTED = "{n}", "{blank}", "{redacted}"

#: Words that no phrase needs and that would only hold its words apart.
SMALL = frozenset(
    "the a an any all such this these those said its their his her each every same hereby herein hereunder "
    "thereof hereof thereto hereto either both therein thereunder".split()
)

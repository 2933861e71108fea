"""Finds every statement in which a wording of the library stands; knows nothing of right or wrong.

All wordings of all phrases are literal runs of word keys: single words are looked up, and one pass of spaCy's
PhraseMatcher over a document finds the longer ones, whatever their number (`index`).  Phrases with gaps are joined from
these hits, and only when somebody asks for the phrase (`located`, `joining`).
"""

from __future__ import annotations

from checker.locate.headings import in_text
from checker.locate.index import Index, library_phrases
from checker.locate.joining import Match
from checker.locate.located import COMMON, Located
from checker.model import Contract
from checker.words import CUSTOMER, SUPPLIER, words

__all__ = ["COMMON", "Index", "Located", "Match", "in_text", "library_phrases", "locate"]

#: Names for roles where the parties are unresolved or the paper only speaks of roles.
GENERIC = (
    (SUPPLIER, ("Supplier", "Vendor", "Provider", "Service Provider", "Contractor", "Outsourcer")),
    (CUSTOMER, ("Customer", "Client")),
)


def locate(contract: Contract, index: Index) -> Located:
    """The contract's words, and where the index's wordings stand among them."""
    roles = contract.roles
    parties = [
        (SUPPLIER, (roles.supplier.name, *roles.supplier.aliases) if roles.supplier else GENERIC[0][1]),
        (CUSTOMER, (roles.customer.name, *roles.customer.aliases) if roles.customer else GENERIC[1][1]),
    ]
    found = words(contract.document.text, parties)
    ranges = [found.span(statement.start, statement.end) for statement in contract.statements]
    return Located(contract, found, index, index.hits(found.keys), ranges)

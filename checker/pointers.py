"""Which clauses limit a statement by its own words: "Subject to Section 7", "except as provided in clause 12"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.model import Contract, Reference, Statement

#: What stands before a pointer to a clause that limits what is said.
_LIMITED = re.compile(
    r"\b(?:subject\s+(?:always\s+|only\s+)?to|without\s+prejudice\s+to"
    r"|(?:except|save|other\s+than|unless)\s+(?:\w+\s+){0,6}?(?:in|under|by|pursuant\s+to|with|for))"
    r"(?:\s+(?:the\s+)?(?:terms|provisions|requirements|limitations?|limits?|exceptions?|conditions)(?:\s+(?:and|or)\s+\w+)?\s+"
    r"(?:of|in|set\s+(?:forth|out)\s+in))?(?:\s+(?:the|this))?\s*$",
    re.IGNORECASE,
)
#: How far before a pointer these words are sought, and how near to it the next one of a list stands, in characters.
BEFORE, NEXT = 100, 40
_LIST = re.compile(r"[\s,()\w-]*$")


def read_with(contract: Contract, statement: Statement, references: Iterable[Reference]) -> tuple[str, ...]:
    """The numbers of the clauses to which a statement is subject, or by which it is excepted, in its order.

    `references` are the statement's own.  A clause that is not in the text, the statement's own and those above it are
    left out.
    """
    text = contract.document.text
    own = set()
    index: int | None = statement.clause
    while index is not None:
        own.add(index)
        index = contract.clauses[index].parent
    found: dict[str, None] = {}
    last = -1  # where the last pointer of this kind ended
    for reference in references:
        if reference.kind != "clause":
            continue
        before = text[max(statement.start, reference.start - BEFORE) : reference.start]
        listed = 0 <= reference.start - last <= NEXT and _LIST.match(text[last : reference.start])
        if not listed and not _LIMITED.search(before):
            continue
        last = reference.end
        if reference.target is not None and reference.target not in own:
            found[contract.clauses[reference.target].number] = None
    return tuple(found)

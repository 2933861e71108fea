"""Under which predicate the words of a statement stand, and what a heading lays on a party."""

from __future__ import annotations

from collections.abc import Sequence

from checker.facts.plain import BASE
from checker.facts.vocabulary import BOUNDARY, EDGES, MODALS, OPENERS, SHARED, Predicate
from checker.model import Roles
from checker.words import Words

#: Of these a second verb without a modal of its own goes on.
_FORCES = frozenset(("must", "may", "must-not", "need-not"))
#: What behind a comma goes on with what stands before it, and begins no main clause.
_GOES_ON = (BOUNDARY - {"then"}) | frozenset("whereupon thereupon".split())
NONE = Predicate("nobody", "states", -1, -1)


def governing(predicates: Sequence[Predicate], words: Words, span: tuple[int, int], first: int, last: int) -> Predicate:
    """The predicate under which the words of `span` stand: the last one before them, or the one they are subject of."""
    if not predicates:
        return NONE
    before = None
    after = None
    for predicate in predicates:
        if predicate.start < span[1]:
            before = predicate
        elif after is None:
            after = predicate
    low = words.lower
    if before is None:
        main = next((p for p in predicates if not p.aside and p.start >= 0), None)
        if after and main and after.aside and {"which", "who", "whose"} & set(low[span[1] : after.start]):
            return main  # "Upon Customer's approval, which shall not be withheld, Supplier shall begin"
        return after or NONE
    if after is None or before.start >= span[0] or after.start >= last:
        return before
    if before.start < first and own_sentence(predicates, words, first):
        return governing([p for p in predicates if p.start >= first], words, span, first, last)
    goes_on = low[span[0]] in BASE or (low[span[0] - 2] in SHARED and before.end < span[0] - 1)
    if goes_on and low[span[0] - 1] in ("and", "or") and before.force in _FORCES:
        return before  # "shall agree to and sign off on the report that is made"
    edge = max(before.end, first)
    bounded = before.start < first or any(
        words.broken[i] == 2 or low[i] in BOUNDARY for i in range(edge, span[0] + 1) if i < last
    )
    clear = not any(words.broken[i] == 2 or low[i] in EDGES for i in range(span[1], after.start))
    if bounded and clear and (after.subject < 0 or after.subject >= span[0]):
        return after
    return before


def own_sentence(predicates: Sequence[Predicate], words: Words, first: int) -> bool:
    """Whether a list item is a sentence of its own, so that none of its words stands under its lead-in.

    Such an item begins with its subject, or with a case or a time behind whose comma the subject follows: "(g) Upon the
    end, by notice or otherwise, Supplier shall"; "upon notice, in which case Supplier shall" goes on with the lead-in.
    """
    low, broken = words.lower, words.broken
    main = next((p for p in predicates if p.start >= first and not p.aside), None)
    if main is None or low[main.start] not in MODALS:
        return False
    if first <= main.subject <= first + 1:
        return True
    if low[first] not in OPENERS:
        return False
    comma = next((i for i in range(main.start, first, -1) if broken[i]), first)
    return comma > first and broken[comma] == 1 and not _GOES_ON & set(low[comma : main.start])


def from_heading(path: tuple[str, ...], roles: Roles, first: int) -> Predicate | None:
    """The duty a heading lays on a party: "Supplier's responsibilities", "Obligations of the Bank"."""
    for heading in reversed(path[-2:]):
        low = heading.lower()
        if not any(word in low for word in ("responsibilit", "obligation", "duties")):
            continue
        for role, bound, generic in (
            (roles.supplier, "supplier", "supplier vendor provider contractor"),
            (roles.customer, "customer", "customer client"),
        ):
            names = [name.lower() for name in role.aliases] if role else generic.split()
            if any(name and name in low for name in names):
                return Predicate(bound, "must", first - 1, first)
    return None

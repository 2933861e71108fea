"""Who is bound and how: the predicates of a statement ("Supplier shall not", "either party may", "nothing requires").

Read from word order, not from a parse: legal drafting puts the party before its modal verb, and what stands between
(conditions, parentheses, possessives, prepositional phrases) can be told by its first word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Roles
from checker.words import BOTH, CUSTOMER, NUMBER, SUPPLIER, Words

ROLES = {SUPPLIER: "supplier", CUSTOMER: "customer", BOTH: "both"}
DUTY = frozenset("shall will must".split())
RIGHT = frozenset("may can".split())
NOT = frozenset("not never neither nor".split())
OBLIGED = frozenset("required obliged obligated responsible liable bound accountable under".split())
FREE = frozenset("entitled permitted allowed authorized authorised free able".split())
RIGHTS = frozenset("right rights option authority power privilege discretion entitlement".split())
DUTIES = frozenset("obligation obligations duty liability responsibility responsibilities".split())
BARRED = frozenset("prohibited precluded forbidden barred restricted".split())
PROMISE = frozenset(
    "agree agrees undertake undertakes covenant covenants warrant warrants represent represents guarantee guarantees "
    "commit commits ensure ensures indemnify indemnifies procure procures".split()
)
STATE = frozenset(
    "assign assigns grant grants waive waives retain retains own owns reserve reserves acknowledge acknowledges accept "
    "accepts assume assumes transfer transfers convey conveys certify certifies license licenses appoint appoints "
    "engage engages consent consents release releases disclaims disclaim makes make".split()
)
PEOPLE = frozenset(
    "personnel employee employees staff agent agents subcontractor subcontractors representative representatives "
    "affiliate affiliates subprocessor subprocessors officers contractors consultants team parties party "
    "subsidiaries manager".split()
)
PREPOSITIONS = frozenset(
    "of by to from with for between against upon under in at than via on through among behalf per into within".split()
)
OPENERS = frozenset(
    "if unless where when upon at in subject without during after following prior provided as for to on before once "
    "should except notwithstanding whether until by with pursuant including whenever".split()
)
BOUNDARY = frozenset(
    "and or but if unless provided except that which who where when whereas however then because".split()
)
JOINERS = frozenset("and or but then also further thereafter additionally furthermore moreover only promptly".split())
AFTER_SUBJECT = (
    PREPOSITIONS
    | BOUNDARY
    | NOT
    | frozenset(
        "also each both or either hereby only including such as after before during not promptly immediately alone "
        "itself have has had is are does do so".split()
    )
)
LESS = frozenset("later more less longer fewer event circumstance circumstances".split())
BINDS = frozenset("require requires oblige obliges obligate obligates compel compels impose imposes".split())


@dataclass(frozen=True, slots=True)
class Predicate:
    """Who is bound and how; `start:end` are the word indexes of its verb, `subject` that of its subject (-1: none).

    bound: supplier, customer, both, nobody (a thing, or nobody named).
    force: must, may, must-not, need-not, states, denies.
    """

    bound: str
    force: str
    start: int
    end: int
    subject: int = -1
    negated: bool = False  # by a word before the verb ("neither party may"), which a second verb shares


_DENIED = {"must": "must-not", "may": "must-not", "states": "denies", "must-not": "may", "denies": "states"}
NONE = Predicate("nobody", "states", -1, -1)


def find_predicates(
    words: Words, text: str, first: int, last: int, lead: Predicate | None = None
) -> tuple[Predicate, ...]:
    """The predicates that stand in the words `first:last`, in order; `lead` is the one under which they stand.

    A pronoun, or a verb without a subject of its own, is bound as the predicate before it.
    """
    found: list[Predicate] = [lead] if lead else []
    at = first
    while at < last:
        verb = _verb(words, text, first, at, last, found[-1] if found else None)
        if verb is None:
            at += 1
            continue
        force, end = verb
        bound, subject = _subject(words, first, at, end, last, found)
        start = max(first, found[-1].end) if found else first
        spoken = _negated_before(words, start, at, end, last, force)
        negated = spoken != force
        if (
            found
            and not negated
            and found[-1].negated
            and found[-1].subject == subject
            and words.lower[at - 1] in ("or", "nor")
        ):
            spoken, negated = _DENIED.get(force, force), True
        found.append(Predicate(bound, spoken, at, end, subject, negated))
        at = max(end, at + 1)
    return tuple(found[1:] if lead else found)


def _verb(words: Words, text: str, first: int, at: int, last: int, before: Predicate | None) -> tuple[str, int] | None:
    """(force, the word after the verb group) if a predicate's verb stands at `at`."""
    low = words.lower
    word = low[at]
    if word in DUTY:
        if word == "will" and at > first and low[at - 1] in ("at", "good", "free", "own"):
            return None
        return _modal(words, at, last, "must")
    if word in RIGHT:
        if word == "may" and at + 1 < last and words.keys[at + 1] == NUMBER and text[words.starts[at]] == "M":
            return None
        return _modal(words, at, last, "may")
    if word in ("need", "needs") and at + 1 < last and low[at + 1] == "not":
        return "need-not", at + 2
    key = words.keys[at]
    if key == "be" and word != "be" and word not in ("being", "been"):
        return _being(words, at, last)
    if word in ("has", "have", "reserves", "reserve", "retains", "retain"):
        having = _having(words, at, last)
        if having:
            return having
        if word in ("has", "have") and at > first and words.keys[at - 1] in ROLES:
            return "states", at + 1
    if word in ("does", "do") and at + 1 < last and low[at + 1] == "not":
        return "denies", at + 3
    if word in BINDS and (before is None or before.end < at) and "nothing" in low[max(first, at - 14) : at]:
        return "states", at + 1
    if (
        word == "not"
        and before
        and before.end < at
        and _joined(words, at)
        and before.force in ("must", "must-not", "may")
    ):
        return ("must-not", at + 1) if at + 1 < last and low[at + 1] not in OPENERS | LESS | {"limited"} else None
    if word in ("refrain", "abstain") and before and before.end >= at - 1:
        return "must-not", at + 1
    if at > first and (words.keys[at - 1] in ROLES or _carried(words, at, before)):
        if word in PROMISE:
            negative = at + 1 < last and low[at + 1] == "not"
            return ("must-not" if negative else "must"), at + 1 + negative
        if word in STATE:
            return "states", at + 1
        if words.keys[at - 1] in ROLES and word.endswith("s") and len(word) > 3 and word not in PEOPLE:
            if text[words.starts[at]].islower() and not word.endswith("ss"):
                return "states", at + 1
    return None


def _joined(words: Words, at: int) -> bool:
    return words.broken[at] > 0 or words.lower[at - 1] in ("and", "but", "or")


def _carried(words: Words, at: int, before: Predicate | None) -> bool:
    """A second verb of the same subject: "Supplier represents and warrants"; not "may subcontract or assign"."""
    if not words.lower[at].endswith("s") and (before is None or words.lower[before.start] not in PROMISE | STATE):
        return False
    return before is not None and words.lower[at - 1] in ("and", "or", "further", "also") and at - before.end <= 3


def _modal(words: Words, at: int, last: int, force: str) -> tuple[str, int]:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        if low[end] in NOT:
            negative = True
            end += 1
        elif low[end] in ("in", "under") and end + 2 < last and low[end + 1] == "no" and low[end + 2] in LESS:
            negative = True
            end += 3
        elif low[end] == "no" and end + 1 < last and low[end + 1] == "longer":
            negative = True
            end += 2
        elif low[end].endswith("ly") or low[end] in ("also", "hereafter", "then"):
            end += 1
        else:
            break
    inner = None
    if end < last and low[end] == "be":
        inner = _being(words, end, last)
    elif end < last and low[end] == "have":
        inner = _having(words, end, last)
    elif end < last and low[end] in ("refrain", "abstain", "cease"):
        inner = ("must-not", end + 1) if low[end] != "cease" else None
    if inner and inner[0] not in ("states", "denies"):
        return (_reverse(inner[0]) if negative else inner[0]), inner[1]
    if negative:
        return "must-not", end
    return force, end


def _reverse(force: str) -> str:
    return {"must": "need-not", "may": "must-not", "must-not": "may", "need-not": "must"}.get(force, force)


def _being(words: Words, at: int, last: int) -> tuple[str, int]:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        if low[end] in NOT:
            negative = True
        elif not (low[end].endswith("ly") or low[end] in ("also", "then", "deemed")):
            break
        end += 1
    if end < last:
        word = low[end]
        if word == "under" and end + 2 < last and low[end + 1] == "no" and low[end + 2] in DUTIES:
            return "need-not", end + 3
        if word in OBLIGED and (word != "under" or (end + 1 < last and low[end + 1] in DUTIES)):
            return ("need-not" if negative else "must"), end + 1
        if word in FREE:
            return ("must-not" if negative else "may"), end + 1
        if word in BARRED:
            return ("may" if negative else "must-not"), end + 1
    return ("denies" if negative else "states"), end


def _having(words: Words, at: int, last: int) -> tuple[str, int] | None:
    low = words.lower
    end = at + 1
    negative = False
    while end < last and end <= at + 4:
        word = low[end]
        if word in ("no", "not"):
            negative = True
        elif word in RIGHTS:
            return ("must-not" if negative else "may"), end + 1
        elif word in DUTIES:
            return ("need-not" if negative else "must"), end + 1
        elif not (word.endswith(("ive", "ole", "ly", "al", "er", "ute")) or word in ("further", "sole", "or", "and")):
            return None
        end += 1
    return None


def _negated_before(words: Words, start: int, at: int, end: int, last: int, force: str) -> str:
    """The force with a negation that stands before the verb: "neither party may", "in no event shall", "nothing"."""
    low = words.lower
    for index in range(at - 1, start - 1, -1):
        if words.broken[index] == 2 and index < at - 1 and low[index] not in ("neither", "nor", "no", "nothing"):
            return force
        word = low[index]
        if word == "nothing":
            behind = low[at : min(end + 3, last)]
            return "need-not" if any(verb in BINDS for verb in behind) else "must-not"
        if word in ("neither", "nor") or (
            word == "no" and (low[index + 1] not in LESS or (low[index - 1] in ("in", "under") and index > start))
        ):
            if word == "no" and low[index + 1] in ("later", "more", "less", "longer", "fewer"):
                continue
            return _DENIED.get(force, force)
    return force


def _subject(words: Words, first: int, at: int, end: int, last: int, found: Sequence[Predicate]) -> tuple[str, int]:
    """(who is bound, the word index of the subject)."""
    start = max(first, found[-1].end) if found else first
    if found and at > start and words.lower[at - 1] in ("it", "they"):
        return found[-1].bound, found[-1].subject
    if at - 1 > first and words.lower[at - 1] in ("that", "which", "who"):
        return (ROLES[words.keys[at - 2]], at - 2) if words.keys[at - 2] in ROLES else ("nobody", -1)
    for verb in (at, end):
        if verb + 1 < last and words.lower[verb] in BINDS and words.keys[verb + 1] in ROLES:
            return ROLES[words.keys[verb + 1]], verb + 1
    if words.lower[at] in PROMISE | STATE or words.lower[at] == "not":
        if words.keys[at - 1] not in ROLES and found:
            return found[-1].bound, found[-1].subject
    index = at - 1
    if at > first and words.broken[at] == 1:
        index = _before_parenthesis(words, first, at)
        if index < at - 1:
            start = max((p.end for p in found if p.end <= index + 1), default=first)
    while index >= start:
        if words.keys[index] in ROLES and _heads(words, index, at, start):
            return ROLES[words.keys[index]], index
        index -= 1
    if (
        end < last
        and words.keys[end] in ROLES
        and (end + 1 >= last or words.keys[end + 1] != "'s")
        and (at == first or words.broken[at] or words.lower[at - 1] in ("nor", "event", "circumstances", "time"))
    ):
        return ROLES[words.keys[end]], end
    by = _agent(words, end, last)
    if by >= 0:
        return ROLES[words.keys[by]], by
    between = words.lower[start:at]
    if found and (not between or all(word in JOINERS or word.endswith("ly") for word in between)):
        return found[-1].bound, found[-1].subject
    if found and words.lower[at - 1] in JOINERS and not any(word in ("which", "that", "who") for word in between):
        return found[-1].bound, found[-1].subject
    return "nobody", -1


def _before_parenthesis(words: Words, start: int, at: int) -> int:
    """Skip ", if Supplier agrees," before the verb: the index of the last word before the parenthesis."""
    for index in range(at - 1, start, -1):
        if words.broken[index] == 1 and words.lower[index] in OPENERS:
            return index - 1
        if words.broken[index] == 2:
            break
    return at - 1


def _heads(words: Words, index: int, at: int, start: int) -> bool:
    """Whether the party at `index` is itself the subject, not "of Supplier", "Supplier's systems", "Customer Data"."""
    low = words.lower
    if index > start and low[index - 1] in PREPOSITIONS and not _on_behalf(words, index, start):
        return False
    following = index + 1
    if following >= at:
        return True
    if words.keys[following] == "'s":
        return any(low[i] in PEOPLE for i in range(following + 1, min(following + 4, at)))
    if words.broken[following]:
        return True
    word = low[following]
    return word in AFTER_SUBJECT or word in PEOPLE or word.endswith(("ing", "ly"))


def _on_behalf(words: Words, index: int, start: int) -> bool:
    """ "the obligation of Supplier to ...": the party after "of" is bound where a duty or right is spoken of."""
    return words.lower[index - 1] == "of" and index - 2 >= start and words.lower[index - 2] in (DUTIES | RIGHTS)


def _agent(words: Words, end: int, last: int) -> int:
    """The party that a passive names: "shall be returned by the Supplier"; -1 if none."""
    low = words.lower
    if end >= last or (low[end] not in ("be", "been") and low[end - 1] not in ("be", "is", "are")):
        return -1
    for index in range(end, min(end + 14, last - 1)):
        if index > end and (words.broken[index] == 2 or low[index] in DUTY | RIGHT):
            return -1
        if low[index] == "by" and words.keys[index + 1] in ROLES and _heads(words, index + 1, last, index + 1):
            return index + 1
    return -1


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
    if before is None:
        return after or NONE
    if after is None or before.start >= span[0] or after.start >= last:
        return before
    low = words.lower
    edge = max(before.end, first)
    bounded = before.start < first or any(
        words.broken[i] == 2 or low[i] in BOUNDARY for i in range(edge, span[0] + 1) if i < last
    )
    clear = not any(words.broken[i] == 2 or low[i] in BOUNDARY for i in range(span[1], after.start))
    if bounded and clear and (after.subject < 0 or after.subject >= span[0]):
        return after
    return before


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

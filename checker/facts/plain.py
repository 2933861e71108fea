"""Duties in the plain present ("Supplier installs the servers"), told apart from nouns ("Supplier services")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.facts.vocabulary import (
    BOUNDARY,
    MODALS,
    OPENERS,
    PEOPLE,
    PREPOSITIONS,
    ROLES,
    Predicate,
    party_by,
)
from checker.words import BOTH, Words

#: What a party to a service contract does; none of these forms is a noun as well.
_ACTS = (
    "abide achieve acquire adapt adhere adjust administer advise allocate allow analyse analyze apply arrange "
    "assemble assist attend bear bring build carry coordinate co-ordinate collaborate collect complete comply "
    "configure confirm conform consult contribute convert cooperate co-operate correct create cure decommission "
    "defend delete deliver deploy destroy determine develop disclose dispatch distribute document employ enable "
    "encrypt enforce engage enhance establish examine execute exercise follow forward fulfil fulfill furnish gather "
    "generate give govern handle hire hold identify implement improve include inform inspect install integrate "
    "invoice invest investigate keep maintain make manage migrate mitigate monitor notify obey observe obtain offer "
    "operate organise organize oversee participate pay perform prepare prevent preserve produce protect provide "
    "provision publish recruit rectify reimburse reinstate remedy remove render repair replace resolve respond "
    "restrict retain save secure segregate select send serve settle set share specify store submit supervise "
    "supply take tell treat use verify owe lend insure equip translate write rewrite re-perform rework anonymise "
    "anonymize pseudonymise erase wipe purge nominate designate delegate validate calculate compute escalate convene "
    "vacate surrender shred redact replenish accommodate adopt align assess attain communicate compile conduct define "
    "deduct demonstrate describe devise eliminate evaluate explain extend facilitate finalise finalize formulate guide "
    "initiate instruct introduce isolate justify liaise minimise minimize negotiate optimise optimize prioritise "
    "prioritize promote propose pursue react reconcile redeploy reduce relocate remit replicate safeguard satisfy "
    "synchronise teach transmit uphold utilise utilize warn withdraw absorb"
)
#: The same, but the form in -s may be a noun ("Supplier reports"): a verb only with an article or a party behind it.
_ACTS_AND_THINGS = (
    "access answer audit back bill book change charge check clean cover credit deposit escrow fix help host issue "
    "lease limit log name open order patch plan post process purchase record refund register report return review run "
    "schedule screen service staff sublicense support test track train tune update upgrade visit work meet act rent "
    "sell buy compensate design tailor do draft lead award advance contact present direct sign mark label pack ship "
    "transport draw fund chair spend split"
)
#: What a party does to the contract; with a modal only.
_ENDS = frozenset(
    "elect end terminate cancel suspend withhold refuse reject rescind require request demand cease".split()
)
#: Verbs that are a duty with the word behind them only: "answers for", "stands behind", "sees to it", "puts in place".
_WITH = {
    "answer": "for", "stand": "behind by in", "put": "in into forward", "see": "to", "look": "after",
    "work": "to under", "come": "up", "stay": "within", "act": "as on under in for",
}  # fmt: skip
#: Of rights these tell who has them, and are no duty: "keeps all rights in its data".
_HOLDS = frozenset("keep hold acquire obtain retain take have".split())
_OWNED = frozenset("right rights title ownership property copyright interest".split())
_ADVERBS = frozenset(
    "also further additionally then thereafter always now hereby alone itself only each both never".split()
)
_PLURAL = frozenset("we you parties both they".split())
#: "have Supplier maintain", "let Customer use": what another brings about.
_BRINGS = frozenset("have has had having let make makes help helps to".split())
#: Behind these a party begins a clause; behind any other word it is a "service Supplier provides".
_LEADS = frozenset("and or but that then therefore accordingly each either neither both none".split())


def _third(base: str) -> str:
    if base.endswith(("s", "x", "ch", "sh", "z")) or base == "do":
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


BASE = frozenset((_ACTS + " " + _ACTS_AND_THINGS).split())
_UNDOUBTED = frozenset(_ACTS.split())
_FORMS = {_third(base): base for base in BASE | _WITH.keys()}
#: The words at which a main verb's predicate can be resumed.
RESUMES = BASE | _FORMS.keys() | _ENDS
_NOUNS = ("ments", "tions", "sions", "ities", "ings", "ances", "ences", "ials", "ers", "ors", "ees", "ures", "ss")


def party_before(words: Words, text: str, first: int, at: int) -> int:
    """The index of the party that stands before the verb at `at`, but for adverbs and what brackets or commas hold.

    "Supplier irrevocably grants", "Each party to this Agreement agrees", "Supplier, at its own cost, installs",
    `Supplier (an "Indemnifier") indemnifies`; -1 where no party is the subject.
    """
    low, keys = words.lower, words.keys
    index = at - 1
    if index > first and low[index] == "neither":
        index -= 1
    while index > max(first, at - 5) and (low[index] in _ADVERBS or low[index].endswith("ly") or low[index] == "and"):
        if low[index] == "and" and not low[index - 1].endswith("ly"):
            return -1
        index -= 1
    if index < first:
        return -1
    if keys[index] in ROLES:
        return -1 if index > first and low[index - 1] in PREPOSITIONS and not _of_each(words, first, index) else index
    if keys[index] == "agreement" and index - 2 >= first and low[index - 1] == "to" and keys[index - 2] == BOTH:
        return index - 2
    while index > first and (low[index] in PEOPLE or (low[index] in ("and", "or") and low[index - 1] in PEOPLE)):
        index -= 1 + (keys[index - 1] == "'s")  # "Supplier's staff", "each party, its affiliates and agents"
        if keys[index] in ROLES:
            return index
    if words.broken[at] == 1:
        return _beyond(words, text, first, at)
    return _described(words, first, at)


def _described(words: Words, first: int, at: int) -> int:
    """Either party by what it does or is: "the party asserting the claim bears the burden"."""
    for index in range(at - 2, max(first - 1, at - DESCRIBED), -1):
        if words.broken[index + 1] or words.lower[index + 1] in BOUNDARY:
            return -1
        if words.keys[index] == BOTH:
            opens = index == first or words.broken[index] > 0 or words.lower[index - 1] in _LEADS
            return index if opens and party_by(words.lower[index + 1]) else -1
    return -1


def _of_each(words: Words, first: int, party: int) -> bool:
    """Whether "of" before the party is that of "Each of the parties agrees" (the small word is not among the words)."""
    of = party - 1
    opens = of == first or words.broken[of] > 0 or words.lower[of - 1] in _LEADS
    return words.lower[of] == "of" and opens


#: How many words behind a party may say which one it is: "the party responsible for the delay bears the cost".
DESCRIBED = 10
#: How many words a bracket between a party and its verb may hold.
ASIDE = 14


def _beyond(words: Words, text: str, first: int, at: int) -> int:
    """The party before a bracket or before ", at its own cost," that ends right before the verb at `at`."""
    gap = text[words.ends[at - 1] : words.starts[at]]
    opening, closing = ("(", ")") if ")" in gap else (",", ",")
    if closing not in gap:
        return -1
    for index in range(at - 1, max(first, at - ASIDE), -1):
        if words.broken[index] == 2:
            return -1
        if opening in text[words.ends[index - 1] : words.starts[index]]:
            party = words.keys[index - 1] in ROLES
            return index - 1 if party and (opening == "(" or words.lower[index] in OPENERS | {"using"}) else -1
    return -1


def acts(words: Words, text: str, first: int, at: int, last: int) -> bool | None:
    """Whether a party does what the word at `at` says: "Supplier installs", "the parties meet".

    None where the word tells of the party, or of a case, and binds nobody ("services Supplier provides", "Customer
    receives"); False where it is no verb.
    """
    word = words.lower[at]
    plural = word in BASE
    if len(word) < 2 or not (plural or word.endswith("s")) or word in PEOPLE or not text[words.starts[at]].islower():
        return False
    if plural and (words.lower[at - 1] == "to" or words.lower[at - 1] in MODALS):
        return False  # "the party affected by it shall use its best efforts to remedy it"
    party = party_before(words, text, first, at)
    if party < 0 or (words.lower[at - 1] == "'s"):
        return False
    if party == at - 1 and text[words.ends[party] : words.starts[at]].strip():
        return False  # "Customer the services" holds a small word
    base = word if plural else _FORMS.get(word, "")
    if base in _HOLDS and _OWNED & set(words.lower[at + 1 : at + 4]):
        return None  # "keeps all rights in its data"
    sure = base in _UNDOUBTED or (bool(base) and _has_object(words, text, at, last))
    sure = sure or (bool(base) and words.lower[at - 1] == "neither")
    opens = _opens(words, text, first, party)
    if plural:
        return sure and opens and (party == first or words.lower[party - 1] not in _BRINGS)
    if sure:
        return opens or None
    follows = words.lower[at + 1] if at + 1 < last else ""
    noun = word.endswith(_NOUNS) or follows in MODALS | {"is", "are"} or bool(base)
    return False if noun or party < at - 1 or len(word) < 4 else None


def _has_object(words: Words, text: str, at: int, last: int) -> bool:
    """Whether an article or a party stands behind the word: "reports the costs", "hosts Customer's data"."""
    if at + 1 >= last:
        return False
    gap = text[words.ends[at] : words.starts[at + 1]]
    word = words.lower[at]
    together = words.lower[at + 1] in _WITH.get(_FORMS.get(word, word), "").split()
    following = words.keys[at + 1] in ROLES or words.lower[at + 1] in ("up", "as") or together
    return following or any(letter.isalpha() for letter in gap)


def _opens(words: Words, text: str, first: int, party: int) -> bool:
    """Whether the party opens a main clause, and is not "services Supplier provides" nor "as Supplier provides"."""
    if party == first or words.broken[party]:
        return True
    however = words.lower[party - 2 : party] == ["however", "that"] and party - 3 >= first
    before = [words.lower[party - 3], "that"] if however else words.lower[max(first, party - 2) : party]
    if before[-1] == "that" and before[0] in ("provided", "condition", "extent", "event"):
        return False  # "provided that Supplier sends an invoice"
    return before[-1] in _LEADS or _of_each(words, first, party)


def resumed(words: Words, text: str, at: int, last: int, found: Sequence[Predicate]) -> Predicate | None:
    """The main verb's predicate, where a bare verb at `at` goes on with it behind another clause.

    "Supplier shall (a) keep records which Customer may inspect; and (b) provide help", "installs servers that Customer
    selects, and monitors the logs".
    """
    low = words.lower
    word = low[at]
    base = word if word in BASE or word in _ENDS else _FORMS.get(word, "")
    if not base or not found or at < found[-1].end:
        return None
    if low[at - 1] == "to":
        return replace(found[-1], force="must") if _then_promised(words, at, found[-1]) else None
    if base not in _ENDS and base not in _UNDOUBTED and not _has_object(words, text, at, last):
        return None
    joins = low[at - 1] in ("and", "or")
    broken_off = _broken_off(words, text, at, found)
    if broken_off is not None:
        return broken_off
    edge = at - 1 if joins else at
    lettered = ")" in text[words.ends[at - 1] : words.starts[at]]
    if words.broken[edge] != 2 and not (joins and words.broken[edge] == 1) and not lettered:
        return None
    main = next((p for p in reversed(found) if not p.aside and p.host < 0), None)
    if main is None or main is found[-1] or (found[-1].bound, found[-1].force) == (main.bound, main.force):
        return None
    bare = low[main.start] in MODALS
    return main if (word in BASE) == bare and main.subject >= 0 else None


def _broken_off(words: Words, text: str, at: int, found: Sequence[Predicate]) -> Predicate | None:
    """The modal that a condition between commas parts from its verb: "may, if the delay is long, terminate"."""
    main = next((p for p in reversed(found) if not p.aside and p.host < 0), None)
    if main is None or main is found[-1] or words.lower[main.start] not in MODALS or main.end >= at:
        return None
    parted = words.broken[main.end] == 1 and words.lower[main.end] in OPENERS
    return main if parted and "," in text[words.ends[at - 1] : words.starts[at]] else None


def _then_promised(words: Words, at: int, before: Predicate) -> bool:
    """A prohibition that goes on with a duty: "agrees not to sell it and to return it"."""
    low = words.lower
    if before.force != "must-not" or low[before.start] in MODALS or low[before.end - 1] not in ("not", "to"):
        return False
    if words.broken[at - 1] != 1 and low[at - 2] != "and":
        return False
    return not any(low[i] == "to" and low[i + 1] in BASE for i in range(before.end + 1, at - 1))

"""Who is customer and who is supplier: from the parties' block, from role words, and from who provides and who pays."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.model import Role, Roles
from checker.segment.names import COMPANY, NO_PARTY, bare, full_name, is_name, is_plain, without_form
from checker.segment.parties import FEW, SHORT, Party, find_parties, subjects
from checker.segment.telling import BIDDERS, CUSTOMERS, SUPPLIERS, called, role_word, score

#: By how much one reading must lead over the other (verbs counted over the whole text).
MARGIN = 3
#: In a paper shorter than SHORT (about four pages) or than BRIEF characters few verbs are there to be counted.
SHORT_MARGIN, BRIEF, BRIEF_MARGIN = 1.5, 3_000, 1
#: The parties of papers that speak to the reader, and how often each side must be spoken of.
YOU, WE = ("you", "your", "yours"), ("we", "us", "our", "ours")
SPOKEN = 8
_HEAD = 9_000
_PERSON = {
    "we": re.compile(
        r"\(\s*(?:the\s+)?(?:[\"'][^\"'()]{2,50}[\"'],?\s*(?:or|and)?\s*)*[\"']?(?:we|us|our)\b", re.IGNORECASE
    ),
    "you": re.compile(
        r"\(\s*(?:the\s+)?(?:[\"'][^\"'()]{2,50}[\"'],?\s*(?:or|and)?\s*)*[\"']?(?:you|your)\b", re.IGNORECASE
    ),
}
#: How often a name must stand in small letters before a verb.
SMALL = 3
#: '"Owner" means Elm Trust, and each of its subsidiaries'.
_MEANS = re.compile(
    r'"(?P<term>[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)"\s+(?:means|shall mean|refers to)\s+(?P<said>[^.;]{3,160})'
)
_BY_LAW = {
    word: re.compile(rf"(?<![\w-])((?:Data )?{word}) (?:shall|will|must|may|agrees|undertakes)\b")
    for word in ("Controller", "Processor")
}
#: Role words that are too common as plain words to be counted where nothing else names a party.
_COMMON = frozenset(
    "user owner fund bank principal authority council recipient controller host operator cro processor carrier "
    "subcontractor".split()
)


def read_roles(text: str, customer: str | None = None, supplier: str | None = None) -> Roles:
    """The roles as read; a name given by the user stands, and settles the other side where there are two parties."""
    low = text.lower()
    parties: list[Party] = []
    roles: Roles | None = None
    for named in find_parties(text):
        _tell(text, low, named)
        parties = max(parties, named, key=len)
        roles = _settle(text, named)
        if roles is not None:
            parties = named
            break
    spoken = 0
    if low.count("you") >= SPOKEN:  # as each word for "you" begins
        spoken = min(len(re.findall(rf"\b(?:{'|'.join(words)})\b", low)) for words in (YOU, WE))
    roles = roles or _by_words(text, parties, spoken if spoken >= SPOKEN else 0)
    if customer or supplier:
        roles = _overridden(roles, parties, customer, supplier)
    roles = _in_person(text, low, roles, parties) if spoken >= SPOKEN else roles
    return _in_small_letters(text, _by_definition(text, _with_bidders(text, _in_law(text, roles))))


def _by_definition(text: str, roles: Roles) -> Roles:
    """The roles with the role words that a definition gives one side: '"Owner" means Elm Trust and its subsidiaries'."""
    if roles.customer is None or roles.supplier is None:
        return roles
    sides = {"customer": roles.customer, "supplier": roles.supplier}
    for match in _MEANS.finditer(text):
        if role_word(match["term"]) != match["term"].lower() or any(
            match["term"] in role.aliases for role in sides.values()
        ):
            continue
        named = {
            side
            for side, role in sides.items()
            if any(name[:1].isupper() and _first(match["said"], name) for name in role.aliases)
        }
        if len(named) == 1 and (role_word(match["term"]) in CUSTOMERS) == (named == {"customer"}):
            side = named.pop()
            sides[side] = replace(sides[side], aliases=(*sides[side].aliases, match["term"]))
    return Roles(sides["customer"], sides["supplier"], roles.why)


def _first(said: str, name: str) -> bool:
    """Whether a definition begins with the name, or with a list in whose second place it stands."""
    return (
        re.match(
            rf"(?:(?:the|each of|collectively|any of),?\s+)*(?:[A-Z][\w. ]{{1,40}},?\s+(?:and\s+)?)??{re.escape(name)}(?:,|\s+(?:and|or)\b|\s*\(|$)",
            said,
        )
        is not None
    )


def _in_small_letters(text: str, roles: Roles) -> Roles:
    """The roles with names in small letters, where the paper writes them so: "the administrator shall", "elm hosting"."""
    made: list[Role | None] = []
    for role in (roles.customer, roles.supplier):
        small = []
        for name in role.aliases if role else ():
            low = bare(name)
            if low == name or not low.replace(" ", "").isalpha() or low in (*YOU, *WE):
                continue
            lead = "" if " " in low else "the "
            if text.count(lead + low) < SMALL:
                continue
            count = len(re.findall(rf"\b{re.escape(lead + low)} (?:shall|will|must|may|is|has|does|agrees)\b", text))
            if count >= SMALL and count >= len(re.findall(rf"\b{re.escape(name)} (?:shall|will|must|may)\b", text)):
                small.append(low)
        made.append(replace(role, aliases=(*role.aliases, *small)) if role and small else role)
    return Roles(made[0], made[1], roles.why)


def _in_law(text: str, roles: Roles) -> Roles:
    """The roles with what data protection law calls the two sides, where the text says what these shall do."""
    if roles.customer is None or roles.supplier is None:
        return roles
    taken = {bare(name) for role in (roles.customer, roles.supplier) for name in role.aliases}
    said = {word: dict.fromkeys(pattern.findall(text) if word in text else ()) for word, pattern in _BY_LAW.items()}
    controllers, processors = ([name for name in names if bare(name) not in taken] for names in said.values())
    customer = replace(roles.customer, aliases=(*roles.customer.aliases, *controllers))
    return Roles(customer, replace(roles.supplier, aliases=(*roles.supplier.aliases, *processors)), roles.why)


def _with_bidders(text: str, roles: Roles) -> Roles:
    """The roles with the word for who bids among the supplier's names, where the paper of a tender has one."""
    words = tuple(
        word
        for word in sorted(map(str.title, BIDDERS))
        if text.count(word) >= SPOKEN and len(re.findall(rf"\b{word}\b", text)) >= SPOKEN
    )
    if not words or roles.supplier is None:
        return roles
    names = tuple(dict.fromkeys((*roles.supplier.aliases, *words)))
    return Roles(roles.customer, Role(roles.supplier.name, names), roles.why)


def _tell(text: str, low: str, parties: list[Party]) -> None:
    """Set what is told of each party; role words that all of them are called by ("Provider", "Labour Provider") tell nothing."""
    words = [called(party.shorts)[0] for party in parties]
    same = len(parties) > 1 and (min(words) > 0 or max(words) < 0)
    for party, points in zip(parties, words, strict=True):
        others = [short for other in parties if other is not party for short in other.shorts]
        party.score, party.why = score(text, low, party.shorts, others)
        if same:
            party.score -= points
            party.why = "provides" if party.score > 0 else "pays"


def _in_person(text: str, low: str, roles: Roles, parties: list[Party]) -> Roles:
    """The roles with "we" and "you" among their names, where the paper speaks so.

    Who "you" is follows from what the text says of it; "you" is the customer where it does not say.
    """
    known = {word: _known(text, word, parties) for word in ("you", "we")}
    margin = MARGIN
    if not parties and not any(known.values()):  # the one who is named here and there is whose paper it is
        parties = [party for party in subjects(text, [], FEW) if not role_word(party.name)]
        _tell(text, low, parties)
        margin = 1
    if len(parties) == 1 and not any(known.values()) and abs(parties[0].score) >= margin:
        known["we" if parties[0].score > 0 else "you"] = _role(parties).aliases
    buys = roles.customer is not None and roles.customer.name in known["we"]
    supplies = buys or score(text, low, YOU)[0] - score(text, low, WE)[0] >= MARGIN  # "you shall supply us"
    you, we = (*known["you"], *YOU, *_also(text, "you")), (*known["we"], *WE, *_also(text, "we|us"))
    sides = {"customer": we, "supplier": you} if supplies else {"customer": you, "supplier": we}
    made = {}
    for side, words in sides.items():
        role: Role | None = getattr(roles, side)
        made[side] = (
            Role(role.name, tuple(dict.fromkeys((*role.aliases, *words))))
            if role
            else Role(words[0], tuple(dict.fromkeys(words)))
        )
    why = roles.why if roles.customer and roles.supplier else "the paper speaks of you and us"
    return Roles(made["customer"], made["supplier"], why)


def _known(text: str, word: str, parties: list[Party]) -> tuple[str, ...]:
    """The names of the party that the opening calls "we" or "you", the full one first; () where it names none."""
    named = _PERSON[word].search(text[:_HEAD])
    if named is None:
        return ()
    for party in parties:
        if any(f'"{short}"' in named.group() for short in party.shorts):
            return (party.name, *party.shorts, *without_form(party.name))
    name = full_name(text[max(0, named.start() - 200) : named.start()])
    return (name, *without_form(name)) if name and (COMPANY.search(name) or is_plain(name)) else ()


def _also(text: str, words: str) -> tuple[str, ...]:
    """What a later part of the paper calls the party of these words: 'you ("Controller")', "us (the Processor)"."""
    short = r"(?:[\"'](?:the\s+)?(?P<quoted>[A-Z]\w+)[\"']|[Tt]he\s+(?P<plain>[A-Z]\w+))"
    found = re.finditer(rf"\b(?:{words}),?\s*\(\s*(?:hereinafter\s+|the\s+)?{short}\s*\)", text)
    names = (match["quoted"] or match["plain"] for match in found)
    return tuple(dict.fromkeys(name for name in names if role_word(name)))


def _settle(text: str, parties: list[Party]) -> Roles | None:
    """The roles by what is told of each party; None where that does not part them."""
    if len(parties) < 2:
        return None
    ranked = sorted(parties, key=lambda party: (-party.score, party.name))
    top, bottom = ranked[0], ranked[-1]
    margin = MARGIN if len(text) > SHORT else SHORT_MARGIN if len(text) > BRIEF else BRIEF_MARGIN
    if top.score - bottom.score < margin or top.name.lower() == bottom.name.lower():
        return None
    if (top.score < 0 and called(top.shorts)[0] < 0) or (bottom.score > 0 and called(bottom.shorts)[0] > 0):
        return None
    why = f"{top.shorts[0]} {_verb(top, True)}; {bottom.shorts[0]} {_verb(bottom, False)}"
    rest = [party for party in parties if party not in (top, bottom)]
    suppliers = [top, *[p for p in rest if p.score >= MARGIN and p.score > 0.5 * top.score]]
    customers = [bottom, *[p for p in rest if p.score <= -MARGIN and p.score < 0.5 * bottom.score]]
    return Roles(_role(customers), _role(suppliers), why)


def _verb(party: Party, supplies: bool) -> str:
    return (
        party.why if party.why.startswith("is called") else "provides the services" if supplies else "receives and pays"
    )


def _role(parties: list[Party]) -> Role:
    names: dict[str, None] = {}
    for party in parties:
        for name in (*party.shorts, party.name, *without_form(party.name)):
            if len(name) > 1 and bare(name) not in NO_PARTY and is_name(name):
                names[name] = None
    name = re.sub(r"\s+(?:is|was|are)$", "", parties[0].name)
    return Role(name if is_name(name) or not names else next(iter(names)), tuple(names))


def _by_words(text: str, parties: list[Party], spoken: int) -> Roles:
    """Papers that speak of roles only ("Customer", "Provider"): the word of each side that stands most often.

    In a paper that says "you" and "we" `spoken` times at the least, a word that stands less often names no side.
    """
    counts: dict[str, int] = {}
    for word in re.findall(r"(?<![.\"'(]\s)\b(?:[Tt]he\s+)?(Service Provider|[A-Z][a-z]+|[A-Z]{5,})(?='s)?\b", text):
        counts[word.title()] = counts.get(word.title(), 0) + 1
    best: list[str | None] = []
    for words in (
        CUSTOMERS - _COMMON,
        SUPPLIERS - _COMMON,
    ):
        ranked = sorted(((counts.get(word.title(), 0), word.title()) for word in words), reverse=True)
        best.append(ranked[0][1] if ranked[0][0] >= max(4, len(text) / 4000, spoken / 2) else None)
    customer, supplier = (_named(parties, word) if word else None for word in best)
    known = [role for role in (customer, supplier) if role]
    if len(known) == 1 and len(parties) == 2:
        other = [p for p in parties if not {bare(s) for s in p.shorts} & {bare(a) for a in known[0].aliases}]
        if len(other) == 1:
            role = _role(other)
            customer, supplier = (customer, role) if customer else (role, supplier)
    if customer and supplier and customer.name == supplier.name:  # a form in which both words stand beside one name
        customer, supplier = (Role(word, (word,)) if word else None for word in best)
    if customer is None and supplier is None:
        return Roles(None, None, "neither the parties' names nor their verbs tell who provides and who pays")
    return Roles(customer, supplier, "by the role words that the text uses")


def _named(parties: list[Party], word: str) -> Role:
    for party in parties:
        if word.lower() in {bare(short) for short in party.shorts}:
            return _role([party])
    return Role(word, (word,))


def _overridden(roles: Roles, parties: list[Party], customer: str | None, supplier: str | None) -> Roles:
    chosen: dict[str, Role | None] = {"customer": roles.customer, "supplier": roles.supplier}
    for side, name in (("customer", customer), ("supplier", supplier)):
        if name:
            chosen[side] = _match(parties, name) or Role(name, (name,))
    for side, other in (("customer", "supplier"), ("supplier", "customer")):
        given = chosen[other]
        same = chosen[side] is not None and given is not None and chosen[side].aliases == given.aliases  # type: ignore[union-attr]
        if {"customer": customer, "supplier": supplier}[side] is None and (same or chosen[side] is None):
            rest = [p for p in parties if given is None or p.name != given.name]
            chosen[side] = _role(rest[:1]) if len(parties) == 2 and len(rest) == 1 else None
    return Roles(chosen["customer"], chosen["supplier"], "as named by the user")


def _match(parties: list[Party], name: str) -> Role | None:
    wanted = name.lower()
    for party in parties:
        if any(wanted in known.lower() or known.lower() == wanted for known in (party.name, *party.shorts)):
            return _role([party])
    return None

"""Who is customer and who is supplier: from the parties' block, from role words, and from who provides and who pays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Role, Roles

#: Role words by side (catalogue 6.1); words that may stand for either side are told by their verbs.
SUPPLIERS = frozenset(
    "supplier vendor provider contractor consultant outsourcer host processor seller operator advisor adviser "
    "administrator licensor developer servicer cro subservicer".split()
) | {"service provider", "business associate", "transfer agent", "the service provider"}
CUSTOMERS = frozenset(
    "customer client authority buyer purchaser recipient licensee user bank fund principal owner employer controller "
    "subscriber sponsor lessee".split()
) | {"covered entity", "service recipient"}
#: What a role word counts, in verbs; words that can hardly mean the other side count more than any verbs about it.
CALLED, PLAIN = 8, 25
PLAIN_WORDS = frozenset(("customer", "client", "supplier", "vendor", "contractor", "consultant", "service provider"))
#: By how much one reading must lead over the other (verbs counted over the whole text).
MARGIN = 3
#: In a paper shorter than this many characters (about four pages) few verbs are there to be counted.
SHORT, SHORT_MARGIN = 12_000, 1.5
#: The parties of papers that speak to the reader, and how often each side must be spoken of.
YOU, WE = ("you", "your", "yours"), ("we", "us", "our", "ours")
SPOKEN = 8
_PERSON = re.compile(r"\(\s*(?:the\s+)?[\"']?(?:we|us|our)\b", re.IGNORECASE)
#: How often a name must be the subject of a duty to be taken for a party that the opening does not name.
SUBJECTS = 6
_SUBJECT = re.compile(r"\b(?P<name>[A-Z][A-Za-z&-]{1,24})\s+(?:shall|will|must|agrees|warrants)\b")
_NO_SUBJECTS = frozenset(
    "it they he she this that these those which each neither either both such all any no there what who information "
    "data fees payment notice section article employee employees personnel subcontractor force licensed software".split()
)
_HEAD = 9_000
#: How often the beginning of a name must stand in the text, if it is to be what the contract calls the party.
USED = 4
_BETWEEN = re.compile(
    r"\bbetween\b:?\s+(?P<one>[^;]{3,160}?)\s+and\s+(?P<other>[^;]{3,120}?)(?=[,.(;\n]|\sthere\b|$)", re.IGNORECASE
)
_DEFINER = re.compile(
    r"\((?P<inside>[^()]{0,160}?[\"'][^\"'()]{2,50}[\"'][^()]{0,90})\)|[,.]?\s(?:hereinafter|hereafter)[^\"'.;]{0,60}[\"'](?P<after>[^\"']{2,50})[\"']"
)
#: "(hereinafter referred to as Party A)": a short name without quotation marks.
_PLAIN = re.compile(
    r"\(\s*(?:hereinafter|hereafter|herein)\s+(?:also\s+)?(?:called|known\s+as|referred\s+to\s+as)\s+(?:the\s+)?"
    r"(?P<short>[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,3})\s*\)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[\"']([^\"'()]{2,50})[\"']")
_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|LTD|INC|LLC|L\.L\.C|LLP|L\.P|LP|Limited|LIMITED|Company|COMPANY|Bank|BANK|plc|PLC|GmbH|S\.A|N\.V|B\.V|"
    r"A/S|Co|CO|Association|Authority|Province|University|Government|Trust|Fund|Press|Foundation|Pty|AG|SE|SRL|S\.r\.l|CORPORATION|CORP|PROVINCE|MAJESTY|UNIVERSITY|GOVERNMENT|TRUST|STATE)\b"
)
_NOT_NAMES = frozenset(
    "agreement effective date parties party services service term contract commencement date act products product software "
    "confidential information exhibit schedule order site system systems deliverables work msa sow dpa sla baa nda addendum order".split()
)
_ENDS = re.compile(
    r",?\s+(?:an?\s|the\s+(?:duly|owner)|with\s|having\s|incorporated|located|whose\s|organi[sz]ed|registered|represented|acting|a\.k\.a|d/b/a|doing\s|"
    r"existing|formed|established|\d{2,}\s+[A-Z]|on\s+behalf|by\s+and\s+through|of\s+\d|company\s+number)|\s*\(|\n\s*\n|\s+\u2013\s|;|,\s+[A-Z]\w+\s+\d+\b"
)
#: A street and its number behind a name: "... International Landdrostlaan 51".
_STREET = re.compile(
    r",?\s+\S+(?:laan|straat|strasse|stra\u00dfe|weg|street|avenue|road)\s+\d+$|,?\s+\d{1,5}\s\S+$", re.IGNORECASE
)
_LEADING = re.compile(r"^[\s\",;:).]*(?:(?:and|AND|by|BY|with)\b:?[\s\",;:]*)*")
_TOGETHER = re.compile(r"\b(?:together|collectively|jointly)\b", re.IGNORECASE)
_RECITALS = re.compile(
    r"\b(?:WHEREAS|Whereas|RECITALS|Recitals|BACKGROUND|WITNESSETH|NOW,? THEREFORE|agree as follows|AGREE AS FOLLOWS)\b"
)
_NO_NAME = re.compile(
    r"\b(?:between|agreement|this|entered|dated|parties|whereas|hereby|shall|will|its|pursuant|page|exhibit|are|have)\b",
    re.IGNORECASE,
)
_LOWER_NAME = re.compile(r"^[a-z][\w.-]{1,20}(?:\s|$)")
_STARTS = re.compile(
    r"(?:\bby and between\b|\bbetween\b|\bamong(?:st)?\b|\bBETWEEN\b|\band\b(?=\s+[A-Z\"[])|\bAND\b|\(\d\)|\([a-z]\)|\b\d\.\s|:\s|\n\s*\n|\b(?:for|which)\b(?=\s+[A-Z])|\bis made (?:by|with)\b|"
    r"\bwith\b(?=\s+[A-Z]))\s*"
)
_DOES = (
    "provid|perform|render|deliver|host|maintain|develop|supply|furnish|manufactur|operat|design|support|install|implement|process|"
    "configur|staff|make available|assign qualified|correct|repair|administer|manag|conduct|invoice|carry out|back up|monitor"
)
_PAYS = "pay|remit|bear|reimburs|compensat|purchas|engag|retain|appoint|hire|(?:desires?|wish(?:es)?|intends?) to (?:obtain|engage|retain|outsource|have|receive|purchase|use|procure|appoint|contract)|order"


#: How far around a name its verbs are sought, in characters.
AROUND = 100
#: The cues that stand behind a name; the others stand before it.
AHEAD = frozenset(("does", "pays", "priced"))
#: What the text says of a name: by the words behind it ("does", "pays") or before it.
_TOLD = {
    "does": re.compile(
        rf"\s+(?:shall|will|agrees\s+to|must|is\s+responsible\s+for)\s+(?:\w+\s+){{0,3}}?(?:{_DOES})", re.I
    ),
    "pays": re.compile(
        rf"\s+(?:shall|will|agrees\s+to|must|hereby)?\s*(?:hereby\s+)?(?:\w+\s+){{0,2}}?(?:{_PAYS})", re.I
    ),
    "given": re.compile(
        r"\b(?:provided|performed|rendered|furnished|developed|supplied)\s+(?:\w+\s+){0,3}?by\s+(?:the\s+)?$", re.I
    ),
    "gets": re.compile(
        r"(?:provid|perform|render|deliver|suppl)\w*\s+(?:[\w,]+\s+){0,6}?(?:to|for)\s+(?:the\s+)?$", re.I
    ),
    "paid": re.compile(r"(?:pay|paid|payable|due|owed)\s+(?:\w+\s+){0,3}?(?:to\s+)?(?:the\s+)?$", re.I),
    "priced": re.compile(
        r"'s?\s+(?:[\w-]+\s+){0,2}(?:rates?|fees?|charges?|invoices?|prices?|price list)\b"
        r"|\s+(?:is\s+(?:engaged\s+)?in\s+the\s+business\s+of|offers|provides|specializ|has\s+(?:the\s+|substantial\s+)?(?:expertise|experience|skill))",
        re.I,
    ),
    "payer": re.compile(r"(?:paid|payable|due|owed)\s+(?:\w+\s+){0,3}?(?:by|from)\s+(?:the\s+)?$", re.I),
}


_PAID = ("pay", "paid", "payable", "due", "owed")


@dataclass
class _Party:
    name: str
    shorts: tuple[str, ...]
    score: float = 0.0
    why: str = ""


def read_roles(text: str, customer: str | None = None, supplier: str | None = None) -> Roles:
    """The roles as read; a name given by the user stands, and settles the other side where there are two parties."""
    parties = _parties(text)
    if len(parties) < 2:
        parties += _subjects(text, parties)
    if len(parties) < 2:
        parties = _unnamed(text) or parties
    low = text.lower()
    for party in parties:
        party.score, party.why = _score(text, low, party)
    roles = _settle(text, parties)
    if customer or supplier:
        roles = _overridden(roles, parties, customer, supplier)
    return _in_person(text, roles)


def _in_person(text: str, roles: Roles) -> Roles:
    """The roles with "we" and "you" among their names, where the paper speaks so.

    Who "you" is follows from what the text says of it; "you" is the customer where it does not say.
    """
    counts = [len(re.findall(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE)) for words in (YOU, WE)]
    if min(counts) < SPOKEN:
        return roles
    named = next(_PERSON.finditer(text[:_HEAD]), None)
    known = _name(text[max(0, named.start() - 200) : named.start()]) if named else ""
    you, we = (_score(text, text.lower(), _Party(words[0], words))[0] for words in (YOU, WE))
    supplies = you - we >= MARGIN  # a buyer's paper: "you shall supply us"
    sides: dict[str, tuple[str, ...]] = {
        "customer": YOU,
        "supplier": (*((known, *_variants(known)) if known else ()), *WE),
    }
    if supplies:
        sides = {"customer": sides["supplier"], "supplier": YOU}
    made = {}
    for side, words in sides.items():
        role: Role | None = getattr(roles, side)
        made[side] = Role(role.name, tuple(dict.fromkeys((*role.aliases, *words)))) if role else Role(words[0], words)
    why = roles.why if roles.customer and roles.supplier else "the paper speaks of you and us"
    return Roles(made["customer"], made["supplier"], why)


def _parties(text: str) -> list[_Party]:
    """Parties named with a short name in the opening, in the order of the text."""
    found: list[_Party] = []
    head = _opening(text)
    last = 0
    for match in sorted((*_DEFINER.finditer(head), *_PLAIN.finditer(head)), key=re.Match.start):
        told = match.groupdict()
        inside = told.get("inside") or f'"{told.get("after") or told.get("short")}"'
        name = _name(head[last : match.start()][-500:])
        shorts = tuple(short for short in map(_clean, _SHORT.findall(inside)) if _is_short(short, name))
        if not shorts:
            continue
        low = {_bare(short) for short in shorts}
        joined = [p for p in found if _TOGETHER.search(inside) and any(short in inside for short in p.shorts)]
        if joined:
            found = [party for party in found if party not in joined]
            names = tuple(short for party in joined for short in (*party.shorts, party.name))
            found.append(_Party(" and ".join(party.name for party in joined), (*shorts, *names)))
            last = match.end()
            continue
        begins = any(name.lower().startswith(bare) for bare in low) or (bool(name) and bool(told.get("short")))
        if not (low & (SUPPLIERS | CUSTOMERS) or _COMPANY.search(name) or _acronym(shorts, name) or begins):
            continue
        last = match.end()
        if any({_bare(s) for s in party.shorts} & low for party in found):
            continue
        found.append(_Party(name or shorts[0], shorts))
    return found[:6]


def _unnamed(text: str) -> list[_Party]:
    """Two parties that stand "between X Ltd and Y Inc" and get no short name: they go by the beginning of their names."""
    for match in _BETWEEN.finditer(text[: _HEAD // 2]):
        found = []
        for side in ("one", "other"):
            name = _name(match[side])
            first = re.match(r"[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)?", _variants(name)[0] if _variants(name) else name)
            words_of = first.group().split() if first else []
            shorts = tuple(
                short
                for short in dict.fromkeys((" ".join(words_of), words_of[0] if words_of else ""))
                if len(short) > 2
                and len(re.findall(rf"\b{re.escape(short)}\b", text)) >= USED
                and _is_short(short, name)
            )
            if name and shorts:
                found.append(_Party(name, shorts))
        if len(found) == 2 and _bare(found[0].shorts[-1]) != _bare(found[1].shorts[-1]):
            return found
    return []


def _subjects(text: str, known: list[_Party]) -> list[_Party]:
    """Names that stand as the subject of duties again and again, where the opening names no two parties."""
    taken = {_bare(short) for party in known for short in party.shorts}
    counts: dict[str, int] = {}
    for match in _SUBJECT.finditer(text):
        name = match["name"]
        if _bare(name) not in _NOT_NAMES and _bare(name) not in taken and _bare(name) not in _NO_SUBJECTS:
            counts[name] = counts.get(name, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: 2 - len(known)]
    return [_Party(name, (name,)) for name, count in ranked if count >= SUBJECTS]


def _opening(text: str) -> str:
    """The text up to the recitals or the words of agreement: short names defined later are no parties."""
    head = text[:_HEAD]
    end = _RECITALS.search(head, 200)
    named = _DEFINER.search(head)
    return head[: end.start()] if end and named and named.start() < end.start() else head


def _is_short(short: str, name: str) -> bool:
    bare = _bare(short)
    if (
        not bare
        or bare in _NOT_NAMES
        or bare.endswith((" agreement", " date", " addendum", " schedule", " terms"))
        or len(bare.split()) > 5
    ):
        return False
    return short.removeprefix("the ").removeprefix("The ")[:1].isupper() or bare in name.lower()


def _clean(short: str) -> str:
    return " ".join(short.split()).strip(" ,.;")


def _bare(short: str) -> str:
    return short.lower().removeprefix("the ").strip()


def _acronym(shorts: tuple[str, ...], name: str) -> bool:
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()
    return any(len(short) > 1 and short.isupper() and short in letters for short in shorts)


def _name(before: str) -> str:
    """The party's full name in the text before its short name: the first that looks like one."""
    names = []
    for start in (0, *(match.end() for match in _STARTS.finditer(before))):
        name = _LEADING.sub("", before[start:])
        end = _ENDS.search(name)
        name = " ".join((name[: end.start()] if end and end.start() > 2 else name).split()).strip(' ,"')
        name = _STREET.sub("", re.sub(r"\s+(?:is|was|are)$", "", name))
        if (
            2 <= len(name) <= 110
            and (name[0].isupper() or name[0] in "[<" or _LOWER_NAME.match(name))
            and not _NO_NAME.search(name)
        ):
            names.append(name)
    named = [name for name in names if _COMPANY.search(name)]
    return (named or names or [""])[-1]


def _score(text: str, low: str, party: _Party) -> tuple[float, str]:
    """Above zero speaks for supplier, below for customer; `low` is the text in lower case."""
    score, why = 0.0, ""
    for short in party.shorts:
        bare = _bare(short)
        weight = PLAIN if bare in PLAIN_WORDS else CALLED
        if bare in SUPPLIERS:
            score, why = score + weight, f"is called {short}"
        if bare in CUSTOMERS:
            score, why = score - weight, f"is called {short}"
        told = dict.fromkeys(_TOLD, 0)
        for start, end in _mentions(low, bare):
            ahead = text[end : end + AROUND]
            behind = text[max(0, start - AROUND) : start]
            for kind in AHEAD:
                told[kind] += bool(_TOLD[kind].match(ahead))
            for kind in _before(behind):
                told[kind] += bool(_TOLD[kind].search(behind))
        score += 0.5 * min(told["priced"], 10) + min(told["does"], 25) + min(told["given"], 15) + min(told["paid"], 15)
        score -= 1.5 * min(told["pays"], 20) + min(told["gets"], 15) + min(told["payer"], 15)
    return score, why or "provides" * (score > 0) or "pays"


def _before(behind: str) -> Iterator[str]:
    """What the last words before a name may tell of it: each kind ends in words of its own."""
    if not behind[-1:].isspace():
        return
    words = behind.lower().split()
    last = words[-1] if words else ""
    if last == "the" and len(words) > 1:
        last = words[-2]
    if last == "by":
        yield "given"
    if last in ("to", "for"):
        yield "gets"
    if any(word.endswith(_PAID) for word in words[-6:]):
        yield "paid"
    if last in ("by", "from"):
        yield "payer"


def _mentions(low: str, bare: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text in lower case, as a word of its own, whatever white space it is written with."""
    if not bare:
        return
    for match in re.finditer(r"\s+".join(re.escape(word) for word in bare.split()), low):
        start, end = match.span()
        if not (start and low[start - 1].isalnum()) and not low[end : end + 1].isalnum():
            yield start, end


def _settle(text: str, parties: list[_Party]) -> Roles:
    if len(parties) >= 2:
        ranked = sorted(parties, key=lambda party: (-party.score, party.name))
        top, bottom = ranked[0], ranked[-1]
        margin = MARGIN if len(text) > SHORT else SHORT_MARGIN
        if top.score - bottom.score >= margin and top.name != bottom.name:
            why = f"{top.shorts[0]} {_verb(top, True)}; {bottom.shorts[0]} {_verb(bottom, False)}"
            rest = [party for party in parties if party not in (top, bottom)]
            suppliers = [top, *[p for p in rest if p.score >= MARGIN and p.score > 0.5 * top.score]]
            customers = [bottom, *[p for p in rest if p.score <= -MARGIN and p.score < 0.5 * bottom.score]]
            return Roles(_role(customers), _role(suppliers), why)
    return _by_words(text, parties)


def _verb(party: _Party, supplies: bool) -> str:
    return (
        party.why if party.why.startswith("is called") else "provides the services" if supplies else "receives and pays"
    )


def _role(parties: list[_Party]) -> Role:
    names: dict[str, None] = {}
    for party in parties:
        for name in (*party.shorts, party.name, *_variants(party.name)):
            if len(name) > 1 and _bare(name) not in _NOT_NAMES and _is_name(name):
                names[name] = None
    name = re.sub(r"\s+(?:is|was|are)$", "", parties[0].name)
    return Role(name if _is_name(name) or not names else next(iter(names)), tuple(names))


def _is_name(name: str) -> bool:
    """Whether a party may be called so: a blank ("[-6]"), a capacity ("as servicer") or half a sentence is no name."""
    return (
        (sum(map(str.isalpha, name)) > 1 or bool(re.fullmatch(r"[A-Z]\d\w*", name)))
        and not name.startswith("as ")
        and len(name) <= 80
    )


def _variants(name: str) -> list[str]:
    bare = re.sub(
        r",?\s+(?:Inc|INC|Corp|CORP|Ltd|LTD|LLC|L\.L\.C|Limited|LIMITED|plc|PLC|LLP|L\.P|Corporation|CORPORATION|A/S|GmbH)\b\.?",
        "",
        name,
    ).strip(" ,")
    return [bare] if bare != name and len(bare) > 2 else []


def _by_words(text: str, parties: list[_Party]) -> Roles:
    """Papers that speak of roles only ("Customer", "Provider"): the word of each side that stands most often."""
    counts: dict[str, int] = {}
    for word in re.findall(r"(?<![.\"'(]\s)\b(?:[Tt]he\s+)?(Service Provider|[A-Z][a-z]+|[A-Z]{5,})(?='s)?\b", text):
        counts[word.title()] = counts.get(word.title(), 0) + 1
    best: list[str | None] = []
    for words in (
        CUSTOMERS - {"user", "owner", "fund", "bank", "principal", "authority"},
        SUPPLIERS - {"host", "operator", "cro"},
    ):
        ranked = sorted(((counts.get(word.title(), 0), word.title()) for word in words), reverse=True)
        best.append(ranked[0][1] if ranked[0][0] >= max(4, len(text) / 4000) else None)
    customer, supplier = (_named(parties, word) if word else None for word in best)
    known = [role for role in (customer, supplier) if role]
    if len(known) == 1 and len(parties) == 2:
        other = [p for p in parties if not {_bare(s) for s in p.shorts} & {_bare(a) for a in known[0].aliases}]
        if len(other) == 1:
            role = _role(other)
            customer, supplier = (customer, role) if customer else (role, supplier)
    if customer and supplier and customer.name == supplier.name:  # a form in which both words stand beside one name
        customer, supplier = (Role(word, (word,)) if word else None for word in best)
    if customer is None and supplier is None:
        return Roles(None, None, "neither the parties' names nor their verbs tell who provides and who pays")
    return Roles(customer, supplier, "by the role words that the text uses")


def _named(parties: list[_Party], word: str) -> Role:
    for party in parties:
        if word.lower() in {_bare(short) for short in party.shorts}:
            return _role([party])
    return Role(word, (word,))


def _overridden(roles: Roles, parties: list[_Party], customer: str | None, supplier: str | None) -> Roles:
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


def _match(parties: list[_Party], name: str) -> Role | None:
    wanted = name.lower()
    for party in parties:
        if any(wanted in known.lower() or known.lower() == wanted for known in (party.name, *party.shorts)):
            return _role([party])
    return None

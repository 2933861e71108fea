"""The parties of a contract: names with their short names in the opening, labelled names, and subjects of duties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.segment.names import (
    COMPANY,
    NO_LAST,
    NO_PARTY,
    acronym,
    bare,
    begins,
    blank,
    clean,
    full_name,
    holds,
    is_plain,
    without_form,
)
from checker.segment.places import matches, places_of
from checker.segment.telling import CUSTOMERS, role_word

#: What a party is called that may stand on either side.
NEUTRAL = frozenset("company executive employee manager partnership government state city county issuer agent".split())
_HEAD = 9_000
#: How much of the text before a short name may hold the full name.
_NEAR = 500
#: How often the beginning of a name must stand in the text, if it is to be what the contract calls the party.
USED = 4
#: How often a name must be the subject of a duty to be taken for a party that the opening does not name: in a text of
#: some length, and in one shorter than so many characters (once less where the opening names nobody).
SUBJECTS, FEW, SHORT = 6, 3, 12_000
_BETWEEN = re.compile(
    r"\bbetween\b:?\s+(?P<one>[^;]{3,160}?)\s+and\s+(?P<other>[^;]{3,120}?)(?=[,.(;\n]|\sthere\b|$)", re.IGNORECASE
)
_QUOTED = re.compile(
    r"\((?P<inside>[^()]{0,160}?[\"'][^\"'()]{2,50}[\"'][^()]{0,250})\)|[,.]?\s(?:hereinafter|hereafter|referred\s+to\s+(?:herein|in\s+this))[^\"'.;]{0,60}[\"'](?P<after>[^\"']{2,50})[\"']"
    r"|,?\s(?:trading\s+as|d/b/a)\s[\"'](?P<trade>[^\"'().,;]{2,50})[\"'](?!\s*\()"
)
#: What stands before a short name without brackets, behind a space and a comma at the most.
_BEFORE_NAMES = ("hereinafter", "hereafter", "referred", "trading", "d/b/a")
#: "(hereinafter referred to as Party A)": a short name without quotation marks.
_PLAIN = re.compile(
    r"\(\s*(?:hereinafter|hereafter|herein)\s+(?:also\s+)?(?:called|known\s+as|referred\s+to\s+as)\s+(?:the\s+)?"
    r"(?P<short>[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,3})\s*\)",
    re.IGNORECASE,
)
#: "(the Contractor)", "(Shipper)": the bare word in brackets.
_BRACKET = re.compile(r"\(\s*(?P<the>[Tt]he\s+)?(?P<bare>[A-Z][A-Za-z&-]+(?:\s+[A-Z][A-Za-z&-]+)?)\s*\)")
#: "HANGAR SEVEN SAS, a company of France, as Repairer".
_CAPACITY = re.compile(
    r",?\s+\(?(?:as|AS)\s+(?:the\s+|THE\s+)?(?P<as>[A-Z][A-Za-z]+(?:\s+[A-Z][a-z]+)?)(?=\s*(?:$|[\n,;.)]|and\b|AND\b))"
)
#: "Customer: Ferrand LLP", "Supplier | Cloudberry Ltd": the labels of cover pages and order forms.
_LABEL = re.compile(
    r"(?:^|\n|(?<=\.\s))(?:[Tt]he\s+)?(?P<role>Customer|CUSTOMER|Client|CLIENT|Buyer|BUYER|Purchaser|Supplier|SUPPLIER|Vendor|VENDOR|"
    r"Service Provider|Provider|PROVIDER|Contractor|CONTRACTOR|Consultant|Seller|SELLER|Licensor|Licensee|Host|Developer)"
    r"(?:\s+(?:[Nn]ame|[Ll]egal [Nn]ame|[Cc]ompany))?\s*[:|]\s*(?=(?P<name>[A-Z0-9][^\n|:_]{2,100}))"
)
_NO_LABEL = re.compile(
    r"\b(?:by|name|title|signature|address|date|attn|attention|means|shall|will|may|please|insert)\b", re.IGNORECASE
)
_COMMA = re.compile(r",(?!\s*(?:Inc|LLC|L\.L\.C|Ltd|LLP|L\.P|N\.A|Corp|S\.A)\b)|\.\s")
_SHORT = re.compile(r"[\"']([^\"'()]{2,50})[\"']")
_ONE_NAME = r"\(\s*(?:(?:collectively|together|jointly),?\s+)?(?:the\s+)?[\"']?(?P<name>[A-Z][\w-]+)[\"']?\s*\)"
_ADDRESSED = re.compile(r"\b(?:you|yourself)\W*$", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|collectively|jointly)\b", re.IGNORECASE)
#: The name of one of several: "on behalf of each of its series (each a "Fund")".
_EACH = re.compile(r"^\s*(?:each|individually)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:behalf|its|series|affiliates?|subsidiar\w+|portfolios?)\b")
_PARTIES = re.compile(r"[\"']part(?:y|ies)[,.]?[\"']", re.IGNORECASE)
#: Where a duty stands between two short names, the opening is over.
_DUTY = re.compile(r"\b(?:shall|will|must)\b")
_RECITALS = re.compile(
    r"\b(?:WHEREAS|Whereas|RECITALS|Recitals|BACKGROUND|WITNESSETH|NOW,? THEREFORE|agree as follows|AGREE AS FOLLOWS)\b"
)
_SUBJECT = re.compile(
    r"\b(?P<name>[A-Z][A-Za-z&-]{1,24}(?:\s[A-Z][A-Za-z&-]{1,24})?)\s+(?:shall|will|must|may|agrees|warrants|undertakes|commits|reserves)\b|"
    r"\b(?:by|between|and|of)\s(?P<object>[A-Z][A-Za-z&-]{1,24}(?:\s[A-Z][A-Za-z&-]{1,24})?)(?='s|\s(?:for|to|and|under|during)\b|[.,;])"
)
_NO_SUBJECTS = frozenset(
    "we you i us our your it they he she this that these those which each neither either both such all any no there what who information "
    "data fees payment notice section article employee employees personnel subcontractor majeure licensed software".split()
)


@dataclass
class Party:
    """A party as named: its full name, the short names that the contract gives it, and what they tell of its side."""

    name: str
    shorts: tuple[str, ...]
    score: float = 0.0
    why: str = ""


def find_parties(text: str) -> Iterator[list[Party]]:
    """The parties, in the order of the text and at the most six, by one way of naming them after the other.

    There is only one where the opening names two; else the caller takes the first whose sides can be told.
    """
    parties = _joint(text, _defined(text))
    if len(parties) < 2:
        parties = _labelled(text, parties)
    yield parties[:6]
    if len(parties) < 2:
        yield _unnamed(text)
        yield parties + subjects(text, parties)


def _defined(text: str) -> list[Party]:
    """Parties named with a short name in the opening."""
    head = _opening(text)
    named = [*_quoted(head), *_PLAIN.finditer(head)]
    found = _of(head, sorted(named, key=re.Match.start))
    if len(found) < 2:
        plain = [match for match in _BRACKET.finditer(head) if _is_role(match["bare"]) or match["the"]]
        found = _of(head, sorted((*named, *plain), key=re.Match.start))
    if len(found) < 2:
        capacities = [match for match in _CAPACITY.finditer(head) if _is_role(match["as"])]
        found = _of(head, capacities) if len(capacities) > 1 else found
    return found


def _quoted(head: str) -> Iterator[re.Match[str]]:
    """What `_QUOTED.finditer(head)` gives."""
    return matches(_QUOTED, head, sorted({*places_of(head, "("), *places_of(head, _BEFORE_NAMES, before=2)}))


def _of(head: str, matches: list[re.Match[str]]) -> list[Party]:
    """The parties whose short names the matches give, each with the name that stands before it."""
    found: list[Party] = []
    last = 0
    for number, match in enumerate(matches):
        told = match.groupdict()
        given = next((told[key] for key in ("after", "trade", "short", "bare", "as") if told.get(key)), "")
        inside = told.get("inside") or f'"{given}"'
        before = head[last : match.start()][-_NEAR:]
        if len(found) > 1 and (_PARTIES.search(inside) or _DUTY.search(before)):
            break
        called = [clean(short) for short in _SHORT.findall(inside)]
        addressed = _ADDRESSED.search(before) is not None  # you ("Customer")
        name = "" if addressed else full_name(before, called, bool(found) or number + 1 < len(matches))
        shorts = tuple(short for short in called if _is_short(short, name) or (told.get("trade") and name))
        if not shorts:
            continue
        low = {bare(short) for short in shorts}
        of_all = _PARTIES.search(inside)  # "and with Elm, each a "Party" and collectively the "Parties""
        joined = [
            p for p in found if _TOGETHER.search(inside) and not of_all and any(short in inside for short in p.shorts)
        ]
        if joined:
            found = [party for party in found if party not in joined]
            names = tuple(short for party in joined for short in (*party.shorts, party.name))
            found.append(Party(" and ".join(party.name for party in joined), (*shorts, *names)))
            last = match.end()
            continue
        if found and _EACH.match(inside) and _OWN.search(before):
            found[-1].shorts = (*found[-1].shorts, *shorts)
            last = match.end()
            continue
        fits = bool(name) and any(begins(name, short) or acronym(short, name) for short in shorts)
        fits = fits or (is_plain(name) and any(holds(name, short) for short in shorts))
        role = any(map(role_word, shorts)) or (bool(low & NEUTRAL) and (bool(given) or is_plain(name) or blank(name)))
        if not (role or COMPANY.search(name) or fits or (name and (told.get("short") or told.get("trade")))):
            continue
        last = match.end()
        same = next((party for party in found if name and party.name.lower() == name.lower()), None)
        if same is not None:
            same.shorts = tuple(dict.fromkeys((*same.shorts, *shorts)))
        elif not any({bare(s) for s in party.shorts} & low for party in found):
            found.append(Party(name or shorts[0], shorts))
    return found


def _joint(text: str, parties: list[Party]) -> list[Party]:
    """The parties with those as one that the text calls by one name: "Elm and Ash (the Agent)"."""
    named = {short: party for party in parties for short in party.shorts}
    either = "|".join(map(re.escape, named))
    if len(parties) < 3:
        return parties
    for match in re.finditer(rf"\b({either})\s+and\s+({either})\s*{_ONE_NAME}", text[:_HEAD]):
        one, other = named[match[1]], named[match[2]]
        if one is not other:
            names = (match["name"], *one.shorts, *other.shorts, one.name, other.name)
            both = Party(f"{one.name} and {other.name}", tuple(dict.fromkeys(names)))
            return [both if party is one else party for party in parties if party is not other]
    return parties


def _opening(text: str) -> str:
    """The text up to the recitals or the words of agreement: short names defined later are no parties."""
    head = text[:_HEAD]
    end = _RECITALS.search(head, 200)
    named = next((m for m in _quoted(head) if not _PARTIES.search(m.group())), None) or _BRACKET.search(head)
    return head[: end.start()] if end and named and named.start() < end.start() else head


def _is_role(word: str) -> bool:
    return bool(role_word(word)) or bare(word) in NEUTRAL


def _is_short(short: str, name: str) -> bool:
    low = bare(short)
    if not low or len(low.split()) > 5 or low in NO_PARTY or low.split()[-1] in NO_LAST:
        return False
    return short.removeprefix("the ").removeprefix("The ")[:1].isupper() or low in name.lower()


def _labelled(text: str, known: list[Party]) -> list[Party]:
    """The parties with those that a label names: "Customer: Ferrand LLP"."""
    found = list(known)
    for match in _LABEL.finditer(text[:_HEAD]):
        name = match["name"]
        end = _COMMA.search(name)
        name = (name[: end.start()] if end else name).strip()
        name = name.rstrip(".") if name.count(".") == 1 and not COMPANY.search(name.split()[-1]) else name
        role = match["role"].title()
        if len(name.split()) > 10 or _NO_LABEL.search(name) or any(role in party.shorts for party in found):
            continue
        found.append(Party(name, (role,)))
    return found


def _unnamed(text: str) -> list[Party]:
    """Two parties that stand "between X Ltd and Y Inc" and get no short name: they go by the beginning of their names."""
    for match in _BETWEEN.finditer(text[: _HEAD // 2]):
        found = []
        for side in ("one", "other"):
            name = full_name(match[side])
            if _is_role(name):  # "between the Employer and the Employee" names nobody
                return []
            formless = without_form(name)
            first = re.match(r"[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)?", formless[0] if formless else name)
            words_of = first.group().split() if first else []
            shorts = tuple(
                short
                for short in dict.fromkeys((" ".join(words_of), words_of[0] if words_of else ""))
                if len(short) > 2
                and len(re.findall(rf"\b{re.escape(short)}\b", text)) >= USED
                and _is_short(short, name)
            )
            if name and shorts:
                found.append(Party(name, shorts))
        if len(found) == 2 and bare(found[0].shorts[-1]) != bare(found[1].shorts[-1]):
            return found
    return []


def subjects(text: str, known: list[Party], few: int = SUBJECTS) -> list[Party]:
    """Names that stand as the subject of duties again and again, where the opening names no two parties.

    In a short text a name counts also where it stands behind "by", "between" or "of".
    """
    short = len(text) < SHORT
    taken = {bare(each) for party in known for each in party.shorts}
    counts: dict[str, int] = {}
    objects: dict[str, int] = {}
    for match in _SUBJECT.finditer(text):
        name = (match["name"] or match["object"]).removeprefix("The ")
        if bare(name) in taken or any(word in NO_PARTY | _NO_SUBJECTS for word in bare(name).split()):
            continue
        if match["name"] or short:
            counts[name] = counts.get(name, 0) + 1
        else:
            objects[name] = objects.get(name, 0) + 1
    for name in counts:  # who has few duties of its own, but is spoken of all the time
        if 1 < counts[name] < SUBJECTS <= objects.get(name, 0):
            counts[name] = SUBJECTS
    for name in list(counts):  # what is defined is a thing, and of many nobody is a party
        many = (" " in name and not (name.isupper() or COMPANY.search(name))) or name.endswith("s")
        if (many and f'"{name}"' in text) or (name.endswith("s") and re.search(rf"\b{re.escape(name[:-1])}\b", text)):
            del counts[name]
    least = (FEW if known else FEW - 1) if short else few
    often = max(counts.values(), default=0) / 2  # a role word goes first where it stands often enough

    def place(item: tuple[str, int]) -> tuple[bool, int, int, str]:
        name, count = item
        return not _is_role(name) or count < often, -count, -len(name), name

    ranked = [name for name, count in sorted(counts.items(), key=place) if count >= least]
    sides = [_side(short) for party in known for short in party.shorts]
    found: list[Party] = []
    for name in ranked:  # "Bidder" and "Contractor" are one side
        if len(known) + len(found) < 2 and (not _side(name) or _side(name) not in sides):
            found.append(Party(name, (name,)))
            sides.append(_side(name))
    return found


def _side(name: str) -> str:
    """Which side a name tells: "" where it is no role word."""
    word = role_word(name)
    return word and ("customer" if word in CUSTOMERS else "supplier")

"""The names of parties: where a full name begins and ends in the words before its short name, and what is no name."""

from __future__ import annotations

import re
from collections.abc import Sequence

COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|LTD|INC|LLC|L\.L\.C|LLP|L\.P|LP|Limited|LIMITED|Company|COMPANY|Bank|BANK|plc|PLC|GmbH|S\.A|N\.V|B\.V|S\.p\.A|"
    r"A/S|Co|CO|Association|Authority|Province|University|Government|Trust|Fund|Press|Foundation|Pty|AG|AB|SE|SA|SAS|SRL|S\.r\.l|CORPORATION|CORP|PROVINCE|MAJESTY|"
    r"UNIVERSITY|GOVERNMENT|TRUST|STATE|Council|COUNCIL|Ministry|Institute|Hospital|Partnership|PARTNERSHIP)\b"
)
_ENDS = re.compile(
    r",?\s+(?:an?\s|the\s+(?:duly|owner)|[Ww]ith\s|having\s|incorporated|located|set\s+out|identified|named\s|specified|whose\s|organi[sz]ed|registered|represented|acting|being\s|a\.k\.a|"
    r"[df]/[bk]/a|dba\s|t/a\s|(?:doing|operating|trading)\s|residing\s|existing|formed|established|\d{2,}\s+[A-Z]|on\s+behalf|by\s+and\s+through|"
    r"of\s+[\d\[]|company\s+number)|,\s+\d+\s+[A-Z]|\s*\(|\n\s*\n|\s+\u2013\s|;|\s+\"|,?\s+(?:together\b|and/or\s)|,\s+as\s|\s+of\s+(?:[A-Z]\w+\s+){1,3}\d|,\s+(?:[A-Z]\w+\s+){1,2}\d+\b|"
    r",\s+(?:[A-Z]\w+\s+){0,2}(?:corporation|limited liability company|limited partnership|partnership)\b"
)
#: A street and its number behind a name: "... International Landdrostlaan 51".
_STREET = re.compile(
    r",?\s+\S+(?:laan|straat|strasse|stra\u00dfe|weg|street|avenue|road)\s+\d+$|,?\s+\d{1,5}\s\S+$", re.IGNORECASE
)
_LEADING = re.compile(r"^[\s\",;:).-]*(?:(?:and|AND|by|BY|with)\b:?[\s\",;:-]*)*")
_STARTS = re.compile(
    r"(?:\bby and between\b|\bbetween\b|\bamong(?:st)?\b|\bBETWEEN\b|\band\b(?=\s+[A-Z0-9\"[])|\bAND\b|\(\d\)|\([a-z]\)|\b\d\.\s|:\s|\n\s*\n|"
    r"\b(?:for|which)\b(?=\s+[A-Z])|\bis made (?:by|with)\b|\binto by\b|\bwith\b(?=\s+[A-Z]))\s*"
)
#: What divides two parties may stand inside a name, too: "Light AND Power Company", "Institute for Isotopes".
_INSIDE = re.compile(r"\s+(?:and|AND|for)\s+$")
_NO_NAME = re.compile(
    r"\b(?:between|agreement|this|entered|dated|parties|whereas|hereby|shall|will|its|pursuant|page|exhibit|are|have|agree|filed|omitted|requested|"
    r"these|orders|conditions|is\s+the|is\s+an?|means)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\[[^\[\]]*\]|_{3,}")
#: "i-on interactive", "deltathree.com", "eLoyalty": names that begin with a small letter look so.
_LOWER_NAME = re.compile(r"^[a-z]{1,20}(?:[.\d-]\w|[A-Z])[\w.-]*(?:\s|$)")
_LEGAL_FORM = re.compile(
    r",?\s+(?:Inc|INC|Corp|CORP|Ltd|LTD|LLC|L\.L\.C|Limited|LIMITED|plc|PLC|LLP|L\.P|Corporation|CORPORATION|A/S|GmbH)\b\.?"
)
#: What a defined term is called that is no party: a date, a thing, a law, a paper; the others where they end it.
NO_PARTY = frozenset(
    "agreement effective date parties party services service term contract commencement act product products software "
    "confidential information exhibit schedule order site system systems deliverables work msa sow dpa sla baa nda addendum".split()
)
NO_LAST = frozenset(
    "agreement date addendum schedule summary terms contract amendment act form notice alert guidelines regulation regulations rules "
    "code law laws plan program statement policy report territory exhibit provisions conditions".split()
)
#: What a full name does not end with.
_NO_NAMES = frozenset(
    "act form notice alert code law laws regulations agreement policy addendum schedule exhibit".split()
)
#: The words of a longer name before a dividing word are no more than this many.
PREFIX = 6


def full_name(before: str, shorts: Sequence[str] = (), joined: bool = True) -> str:
    """The party's full name in the text before its short names `shorts`; "" if there is none.

    The name that the short name begins or abbreviates goes first, then the last that looks like a company's.  `joined`
    says whether an "and" may stand inside it.
    """
    found = [(start, name) for start in _starts(before) if (name := _at(before, start))]
    if not found:  # in the middle of a sentence, only the short name tells where the name begins
        own = {match.start() for short in shorts for match in re.finditer(rf"\b{re.escape(short)}\b", before)}
        found = [(start, name) for start in sorted(own) if (name := _at(before, start))]
    fitting = [name for _, name in found if any(begins(name, short) or acronym(short, name) for short in shorts)]
    if fitting:
        return fitting[-1]
    names = [name for _, name in found if COMPANY.search(name)] or [name for _, name in found]
    if not names:
        return ""
    last = names[-1]
    for longer in (name for _, name in reversed(found) if joined and name != last and name.endswith(last)):
        prefix = longer[: -len(last)]
        if not _INSIDE.search(prefix) or not _is_beginning(_INSIDE.sub("", prefix)):
            break
        last = longer
    return last


def _starts(before: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _STARTS.finditer(before)))


def _at(before: str, start: int) -> str:
    """The name that begins at an offset; "" if what stands there is none."""
    name = _LEADING.sub("", before[start:])
    if name.startswith("the ") and name[4:5].isupper():
        name = name[4:]
    end = _ENDS.search(name)
    name = " ".join((name[: end.start()] if end and end.start() > 2 else name).split()).strip(' ,"')
    name = _STREET.sub("", re.sub(r"\s+(?:is|was|are)$", "", name))
    if not 2 <= len(name) <= 110 or _NO_NAME.search(name) or name.split()[-1].lower() in _NO_NAMES:
        return ""
    large = name[0].isupper() or name[0] in "[<" or (name[0].isdigit() and COMPANY.search(name))
    return name if large or _LOWER_NAME.match(name) else ""


def _is_beginning(prefix: str) -> bool:
    """Whether words before an "and" belong to the name behind it: a few with capitals, no company and no comma."""
    words = prefix.split()
    large = [word for word in words if len(word) > 3]
    return (
        0 < len(words) <= PREFIX
        and not any(sign in prefix for sign in ",&")
        and not COMPANY.search(prefix)
        and all(word[0].isupper() for word in large)
    )


def begins(name: str, short: str) -> bool:
    """Whether a name begins with its short name."""
    return name.lower().startswith(bare(short))


def acronym(short: str, name: str) -> bool:
    """Whether a short name in capitals is made of first letters of the name's words."""
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()
    capitals = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper())
    return len(short) > 1 and short.isupper() and (short in letters or short in capitals)


def blank(name: str) -> bool:
    """Whether a name is one that is still to be filled in ("[name of company]", "____")."""
    return _BLANK.fullmatch(name) is not None


def is_plain(name: str) -> bool:
    """Whether a name without any legal form may be one: a few words with capitals."""
    words = name.split()
    return 0 < len(words) <= 6 and all(word[0].isupper() for word in words if len(word) > 3)


def holds(name: str, short: str) -> bool:
    """Whether a short name is a word of the name ("Maimon" of "Jon Maimon")."""
    return re.search(rf"\b{re.escape(short)}\b", name) is not None


def clean(short: str) -> str:
    """A short name without white space and stops around it."""
    return " ".join(short.split()).strip(" ,.;")


def bare(short: str) -> str:
    """A short name in small letters without its article."""
    return short.lower().removeprefix("the ").strip()


def without_form(name: str) -> list[str]:
    """The name without its legal form, where it has one: ["Alder Systems"] for "Alder Systems, Inc."."""
    short = _LEGAL_FORM.sub("", name).strip(" ,")
    return [short] if short != name and len(short) > 2 else []


def is_name(name: str) -> bool:
    """Whether a party may be called so: a blank ("[-6]"), a capacity ("as servicer") or half a sentence is no name."""
    return (
        (sum(map(str.isalpha, name)) > 1 or bool(re.fullmatch(r"[A-Z]\d\w*", name)))
        and not name.startswith("as ")
        and len(name) <= 80
    )

"""What the words of a contract tell of a party's side: what it is called, what it does, and who is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

#: Role words by side (catalogue 6.1); words that may stand for either side are told by their verbs.
SUPPLIERS = frozenset(
    "supplier vendor provider contractor consultant outsourcer host processor seller operator advisor adviser "
    "administrator licensor developer servicer cro subservicer transporter carrier repairer subcontractor".split()
) | {"service provider", "business associate", "transfer agent", "the service provider", "servicing agent"}
CUSTOMERS = frozenset(
    "customer client authority buyer purchaser recipient licensee user bank fund principal owner employer controller "
    "subscriber sponsor lessee shipper sender council".split()
) | {"covered entity", "service recipient"}
#: Who bids is the supplier of the contract to come.
BIDDERS = frozenset("bidder tenderer offeror proponent respondent".split())
#: Role words that end a longer one: "Labour Provider", "Approved Supplier", "Independent Contractor".
_LAST = frozenset("supplier vendor provider contractor consultant customer client purchaser".split())
#: What a role word counts, in verbs; words that can hardly mean the other side count more than any verbs about it.
CALLED, PLAIN = 8, 25
PLAIN_WORDS = frozenset(("customer", "client", "supplier", "vendor", "contractor", "consultant", "service provider"))
_DOES = (
    "provid|perform|render|deliver|host|maintain|develop|supply|furnish|manufactur|operat|design|support|install|implement|process|"
    "configur|staff|make available|assign qualified|correct|repair|administer|manag|conduct|invoice|carry out|back up|monitor"
)
_PAYS = "pay|remit|bear|reimburs|compensat|remunerat|purchas|engag|retain|appoint|hire|(?:desires?|wish(?:es)?|intends?) to (?:obtain|engage|retain|outsource|have|receive|purchase|use|procure|appoint|contract)|order"
#: How far around a name its verbs are sought, in characters.
AROUND = 100
#: What the text says of a name behind it.
_AHEAD = {
    "does": re.compile(
        rf"\s+(?:shall|will|agrees\s+to|must|is\s+responsible\s+for|(?:desires?|wish(?:es)?|is\s+willing)\s+to)\s+(?:\w+\s+){{0,3}}?(?:{_DOES}|produc)"
        r"|\s+(?:provides|performs|delivers|hosts|maintains|supplies|operates|installs|processes|submits|repairs)\b",
        re.I,
    ),
    "pays": re.compile(
        rf"\s+(?:shall|will|agrees\s+to|must|hereby)?\s*(?:hereby\s+)?(?:be\s+(?:required|obliged|obligated)\s+to\s+)?(?!be\s)(?:\w+\s+){{0,2}}?(?:{_PAYS})",
        re.I,
    ),
    "earns": re.compile(
        r"\s+(?:(?:shall|will|must)\s+(?:also\s+)?be|is|was\s+to\s+be)\s+(?:paid|reimbursed|compensated|remunerated|engaged|retained)\b",
        re.I,
    ),
    "priced": re.compile(
        r"'s?\s+(?:[\w-]+\s+){0,2}(?:rates?|fees?|charges?|invoices?|prices?|price list)\b"
        r"|\s+(?:is\s+(?:engaged\s+)?in\s+the\s+business\s+of|offers|provides|specializ|has\s+(?:the\s+|substantial\s+)?(?:expertise|experience|skill))",
        re.I,
    ),
}
#: So many times at most each of these counts.
MOST = {
    "priced": 10, "does": 25, "given": 15, "paid": 15, "earns": 5, "hired": 5, "pays": 20, "gets": 15, "payer": 15,
    "orders": 5,
}  # fmt: skip
#: What it says of a name before it.
_BEHIND = {
    "given": re.compile(
        r"\b(?:provided|performed|rendered|furnished|developed|supplied|made)\s+(?:\w+\s+){0,3}?by\s+(?:the\s+)?$", re.I
    ),
    "gets": re.compile(
        r"(?:provid|perform|render|deliver|suppl)\w*\s+(?:[\w,]+\s+){0,6}?(?:to|for)\s+(?:the\s+)?$"
        r"|(?:operat|host|maintain|process|produc|manufactur|furnish|install|collect|transport)\w*\s+(?:[\w,]+\s+){0,6}?for\s+(?:the\s+)?$",
        re.I,
    ),
    "paid": re.compile(
        r"(?:pay|paid|payable|due|owed)\s+(?:\w+\s+){0,3}?(?:to\s+)?(?:the\s+)?$"
        r"|(?:compensation|remuneration|fees?|payments?)\s+to\s+(?:the\s+)?$",
        re.I,
    ),
    "payer": re.compile(r"(?:paid|payable|due|owed)\s+(?:\w+\s+){0,3}?(?:by|from)\s+(?:the\s+)?$", re.I),
    "orders": re.compile(r"\b(?:instructions?|directions?)\s+(?:of|from|given\s+by)\s+(?:the\s+)?$", re.I),
    "hired": re.compile(
        r"(?:engag|retain|appoint|hir)(?:es?|ed|s)\s+(?:the\s+)?$|\b(?:agreement|contract|provides)\s+for\s+(?:the\s+)?$",
        re.I,
    ),
}
_PAID = ("pay", "paid", "payable", "due", "owed", "compensation", "remuneration", "fees", "fee", "payments", "payment")
_HIRED = ("engage", "engages", "engaged", "retains", "retained", "appoints", "appointed", "hires", "hired", "for")
_TO_DO = re.compile(rf"\s+to\s+(?:\w+\s+){{0,2}}?(?:{_DOES}|keep|service|draw|act)", re.I)


def role_word(short: str) -> str:
    """The role word that a short name is or ends in, in lower case; "" if it tells no side."""
    low = short.lower().removeprefix("the ").strip()
    last = low.rpartition(" ")[2]
    return low if low in SUPPLIERS | CUSTOMERS | BIDDERS else last if last in _LAST else ""


def called(shorts: Sequence[str]) -> tuple[float, str]:
    """(points, why) for what a party is called: above zero for a supplier, below for a customer."""
    points, why = 0.0, ""
    for short in shorts:
        word = role_word(short)
        if word:
            weight = PLAIN if word in PLAIN_WORDS else CALLED
            points += -weight if word in CUSTOMERS else weight
            why = f"is called {short}"
    return points, why


def score(text: str, low: str, shorts: Sequence[str], others: Sequence[str] = ()) -> tuple[float, str]:
    """(points, why) for a party called `shorts`: above zero for a supplier, below for a customer.

    `low` is the text in lower case, `others` are names of other parties: where one that ends in the party's name
    stands ("Labour Provider", "Provider"), the party is not spoken of.
    """
    points, why = called(shorts)
    longer = tuple(other.lower().removeprefix("the ").strip() for other in others)
    for short in shorts:
        bare = short.lower().removeprefix("the ").strip()
        before = tuple(other[: -len(bare)] for other in longer if bare and other.endswith(f" {bare}"))
        told = dict.fromkeys((*_AHEAD, *_BEHIND), 0)
        for start, end in _mentions(low, bare):
            ahead = text[end : end + AROUND]
            behind = text[max(0, start - AROUND) : start]
            if before and behind.lower().endswith(before):
                continue
            for kind, cue in _AHEAD.items() if ahead[:1] == "'" or ahead[:1].isspace() else ():
                told[kind] += told[kind] < MOST[kind] and bool(cue.match(ahead))
            for kind in _before(behind):
                if told[kind] < MOST[kind] and (kind != "hired" or _TO_DO.match(ahead)):
                    told[kind] += bool(_BEHIND[kind].search(behind))
        points += 0.5 * told["priced"] + told["does"] + told["given"] + told["paid"] + told["earns"] + told["hired"]
        points -= 1.5 * told["pays"] + told["gets"] + told["payer"] + told["orders"]
    return points, why or "provides" * (points > 0) or "pays"


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
    if last in ("of", "from", "by") and any(word.startswith(("instruction", "direction")) for word in words[-4:]):
        yield "orders"
    if last in _HIRED:
        yield "hired"


def _mentions(low: str, bare: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text in lower case, as a word of its own, whatever white space it is written with."""
    if not bare:
        return
    for match in re.finditer(r"\s+".join(re.escape(word) for word in bare.split()), low):
        start, end = match.span()
        if not (start and low[start - 1].isalnum()) and not low[end : end + 1].isalnum():
            yield start, end

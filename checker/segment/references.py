"""What the text points to: clauses, schedules, named documents, web addresses."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from checker.model import Clause, Reference
from checker.segment.headings import is_heading
from checker.segment.places import matches, places_of

_SCHEDULE_ID = r"[A-Z]{1,2}(?:[-.]?\d{1,2})?|[IVX]{1,5}|\d{1,2}(?:[-.]?[A-Z\d]{1,2})?"
_SCHEDULE = re.compile(
    r"\b(?P<kind>Schedule|Exhibit|Annexure|Annex|Appendix|Appendices|Attachment|Addendum|Addenda|"
    r"SCHEDULE|EXHIBIT|ANNEXURE|ANNEX|APPENDIX|APPENDICES|ATTACHMENT|ADDENDUM)(?P<many>e?s|E?S)?\s+"
    rf"(?:No\.?\s*)?[\"'(]?(?P<id>{_SCHEDULE_ID})\b[\"')]?"
)
_CLAUSE_ID = r"\d{1,2}(?:\.\d{1,3})*(?:\([a-z0-9ivx]+\))*|[IVXL]{1,6}\b"
_CLAUSE = re.compile(
    rf"\b(?P<kind>[Cc]lause|[Ss]ection|[Aa]rticle|[Pp]aragraph|\u00a7)(?P<many>s)?\s+(?P<id>{_CLAUSE_ID})"
)
#: What stands between the numbers of a list ("1, 2 and 5", "8 (Insurance) through 11"), and no amount behind them.
_JOIN = (
    r"(?:\s*\([^()]{2,60}\))?(?:\s*,\s*(?:and|or|&|to|through)?|\s+(?:and/or|and|or|&|to|through|thru)|\s*[\u2013-])\s*"
)
_AMOUNT = r"(?!\s*(?:%|(?:business|calendar|working)?\s*(?:hours?|days?|weeks?|months?|years?|percent|copies)\b))"
_FURTHER = {
    "schedule": re.compile(rf"(?P<join>{_JOIN})[\"'(]?(?P<id>{_SCHEDULE_ID})\b{_AMOUNT}[\"')]?"),
    "clause": re.compile(rf"(?P<join>{_JOIN})(?P<id>{_CLAUSE_ID}|\([a-z0-9ivx]{{1,4}}\))(?!\w){_AMOUNT}"),
}
_THROUGH = re.compile(r"\b(?:to|through|thru)\b|[\u2013-]")
_SPAN = re.compile(r"(?P<first>\d{1,2})-(?P<last>\d{1,2})$")
_LAST = re.compile(r"(?P<before>.*?)(?P<last>\d+|[A-Z])$")
#: A kind and its number are no longer than this.
_SPOKEN = 40
#: A span of numbers ("Sections 4 through 9") has no more than this many of them.
SPAN = 26
#: What the words of each kind of reference begin with, or hold: a match is tried nowhere else.
_SCHEDULES = ("Schedule", "SCHEDULE", "Exhibit", "EXHIBIT", "Annex", "ANNEX", "Append", "APPEND", "Attachment",
              "ATTACHMENT", "Addend", "ADDEND")  # fmt: skip
_CLAUSES = ("lause", "ection", "rticle", "aragraph", "\u00a7")
_MANY = ("lauses", "ections", "rticles", "aragraphs")
_CALLED = ("Polic", "Addendum", "Service Level Agreement", "Guidelines", "Proposal", "Statement", "Order Form",
           "Cover Page", "Key Terms", "Work Order", "Rate Card", "Fee Schedule", "Price List", "Security Measures",
           "Data Processing Agreement", "Data Protection Agreement", "Business Associate Agreement", "DPA", "SLA",
           "BAA")  # fmt: skip
#: Of which signs the words of a document's name are made.
_SIGNS = f"{string.ascii_letters}&-"
_URL = re.compile(r"\b(?:https?://|www\.)[^\s)\"'>\]]+", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?P<label>(?:[A-Z][A-Za-z&-]+\s+){0,4}(?:Policy|Policies|Addendum|Service Level Agreement|Guidelines|Proposal|"
    r"Statements? of Work|Order Forms?|Cover Page|Key Terms|Work Orders?|Rate Card|Fee Schedule|Price List|Security Measures|Data (?:Processing|Protection) Agreement|Business Associate Agreement))\b|"
    r"\b(?P<short>DPA|SLA|BAA)s?\b"
)
#: What a heading says of a document that is called by its initials.
_INITIALS = {"dpa": "data p", "sla": "service level", "baa": "business associate"}
#: Characters of text that a schedule must hold to be in the document, beyond its heading; fewer will do where they say
#: something: a sentence of so many words at the least, or an amount.
CONTENT, SAYS = 120, 6
_AMOUNT_IN = re.compile(r"[$\u20ac\u00a3]\s?\d|\d\s?%")
_SENTENCE = re.compile(r"[a-z]{2}\.(?:\s|$)")
#: What stands for a schedule that is not there.
_LEFT_OUT = re.compile(
    r"\b(?:omitted|intentionally|reserved|attached|to be (?:agreed|added|completed|provided|determined|inserted|attached)|insert|"
    r"redacted|not (?:applicable|used)|separate(?:ly)?|left blank|filed|signature|page|tbd|tbc|n/a|provided (?:on|in|by))\b|/s/|_{4}|\[[\W\d]*\]",
    re.IGNORECASE,
)
#: "Article V of the Parent Agreement": a clause of another paper.
_ELSEWHERE = re.compile(
    r"(?:\s*\([^()]{2,80}\))?\s+(?:of|in|under|to)\s+the\s+"
    r"(?P<paper>(?:(?:Parent|Head|Prime|Principal|Main|Underlying|Original)|(?:Framework|Master)(?:\s+[A-Z][a-z]+){0,3})\s+(?:Agreement|Contract))\b"
)
#: "The following Sections will survive: 2 through 6 and 8": the numbers stand behind a colon.
_SURVIVING = re.compile(
    r"\b(?P<kind>[Cc]lause|[Ss]ection|[Aa]rticle|[Pp]aragraph)(?P<many>s)\b(?![^.;:]{0,20}\d)(?=[^.;:]{0,60}\bsurviv)[^.;:]{0,140}:\s*"
    rf"(?:[Ss]ections?\s+)?(?P<id>{_CLAUSE_ID})"
)
#: A paper says within so many characters what it is itself.
_OPENING = 600
_PLURALS = {"Appendices": "Appendix", "APPENDICES": "APPENDIX", "Addenda": "Addendum"}
_SCHEDULE_WORD = {"annexure": "annex"}


def find_references(text: str, clauses: tuple[Clause, ...], alone: bool = True) -> tuple[Reference, ...]:
    """All references in the text, in order, each resolved inside the document if it can be.

    `alone` says that the text is one paper and no packet: then the clauses of a "Parent Agreement" are elsewhere.
    """
    schedules: dict[str, Clause] = {}
    for each in filter(_is_schedule, clauses):  # what is listed first may stand in full further down
        key = _key(*each.number.split(", ")[0].split(" ", 1))
        if key not in schedules or (not _holds(text, schedules[key]) and _holds(text, each)):
            schedules[key] = each
    numbers = {clause.number.lower(): clause for clause in reversed(clauses) if clause.number}
    headings = [(clause.heading.lower(), clause) for clause in clauses if clause.heading and clause.kind != "contents"]
    found: list[Reference] = []
    for match in matches(_SCHEDULE, text, places_of(text, _SCHEDULES)):
        for label, ident, start, end in _each("schedule", match):
            clause = schedules.get(_key(match["kind"], ident))
            if clause is not None and clause.start <= start < clause.start + len(match.group()) + 3:
                continue
            there = clause is not None and _holds(text, clause)
            found.append(_reference("schedule", label, start, end, there, clause))
    pointers = list(matches(_CLAUSE, text, places_of(text, _CLAUSES, 1)))
    if "surviv" in text:
        pointers += matches(_SURVIVING, text, places_of(text, _MANY, 1))
    for match in pointers:
        other = _ELSEWHERE.match(text, match.end()) if alone else None
        if other is not None and not _is_itself(text, other["paper"]):
            found.append(_reference("document", other["paper"], match.start(), other.end(), False, None))
            continue
        for label, ident, start, end in _each("clause", match):
            clause = _numbered(ident.lower(), numbers, text)
            found.append(_reference("clause", label, start, end, clause is not None, clause))
    low = text.lower()
    alike = len(low) == len(text)  # so that its offsets are those of the text
    for match in matches(_URL, text, places_of(low, ("http", "www."))) if alike else _URL.finditer(text):
        found.append(_reference("url", match.group(), match.start(), match.end(), False, None))
    for match in matches(_NAMED, text, _openings(text)):
        label = _INITIALS[match["short"].lower()] if match["short"] else match["label"].lower().rstrip("s")
        clause = next((c for heading, c in headings if label in heading and c.end - c.start > CONTENT), None)
        found.append(_reference("document", match.group(), match.start(), match.end(), clause is not None, clause))
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.kind)))


def _openings(text: str) -> Iterator[int]:
    """Where the name of a document may begin: at what it is called by, or in up to four words before that."""
    tried = -1
    for place in places_of(text, _CALLED):
        first = place
        for _ in range(4):
            near = text[max(0, first - 100) : first]
            before = near.rstrip()
            word = len(before) - len(before.rstrip(_SIGNS))
            if len(before) == len(near) or not word:
                break
            first -= len(near) - len(before) + word
        yield from (at for at in range(max(first, tried + 1), place + 1) if "A" <= text[at] <= "Z")
        tried = place


def _each(kind: str, match: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    """(label, number, start, end) of each number that a match points to: one, or all of a list ("Exhibits A and B").

    A list follows a word in the plural, or decimals ("Section 4.2 or 4.3").  A number within a span ("4.2 through
    4.6") stands where its last number stands.
    """
    many = bool(match["many"]) or match["kind"] in _PLURALS
    found: list[tuple[str, int, int]] = []
    last, at = match["id"], match.end()
    first = last
    if many and (span := _SPAN.match(last)) is not None:  # "Attachments 1-3"
        first, last = span["first"], span["last"]
        found = [(ident, match.start("id"), at) for ident in (*_between(first, last), last)]
    while (many or "." in last or "(" in last) and (further := _FURTHER[kind].match(match.string, at)) is not None:
        ident = further["id"]
        if ident[0] == "(":  # "4.2(a) and (b)"
            if "(" not in last:
                break
            ident = last[: last.rindex("(")] + ident
        elif not many and "." not in ident:
            break
        start, at = further.start("id"), further.end()
        if _THROUGH.search(further["join"]):
            found += [(between, start, at) for between in _between(last, ident)]
        found.append((ident, start, further.end("id")))
        last = ident
    word = _PLURALS.get(match["kind"], match["kind"])
    apart = match.end() - match.start() > _SPOKEN  # "Sections will survive: 2 through 6"
    begin = match.start("id") if apart else match.start()
    yield f"{word} {first}" if found or apart else match.group(), first, begin, match.end()
    for ident, start, end in found:
        yield f"{word} {ident}", ident, start, end


def _numbered(ident: str, numbers: dict[str, Clause], text: str) -> Clause | None:
    """The clause of that number; for an item of a list that runs inside a sentence, the clause that holds it."""
    clause = numbers.get(ident) or numbers.get(f"article {ident}")
    if clause is None and ident.endswith(")"):
        at = ident.rindex("(")
        above = _numbered(ident[:at], numbers, text)
        return above if above is not None and ident[at:] in text[above.start : above.end].lower() else None
    return clause


def _between(first: str, last: str) -> list[str]:
    """The numbers between two of one series: 4.3 to 4.5 for 4.2 and 4.6; [] if they are of none."""
    one, other = _LAST.match(first), _LAST.match(last)
    if one is None or other is None or one["before"] != other["before"]:
        return []
    if one["last"].isdigit() and other["last"].isdigit():
        return [f"{one['before']}{number}" for number in range(int(one["last"]) + 1, int(other["last"]))][:SPAN]
    if one["last"].isalpha() and other["last"].isalpha():
        return [f"{one['before']}{chr(code)}" for code in range(ord(one["last"]) + 1, ord(other["last"]))]
    return []


def _reference(kind: str, label: str, start: int, end: int, there: bool, clause: Clause | None) -> Reference:
    return Reference(kind, " ".join(label.split()), start, end, there, clause.index if there and clause else None)


def _is_itself(text: str, paper: str) -> bool:
    """Whether the text is the paper of that name: it is its title, or the opening says "this Master Agreement"."""
    name = re.escape(paper)
    return re.search(rf"(?:^|\n)\W*{name}\W*\n|\bthis {name}", text[:_OPENING], re.IGNORECASE) is not None


def _holds(text: str, schedule: Clause) -> bool:
    """Whether a schedule has text of its own: some length of it, or a few words that say something."""
    whole = text[schedule.start : schedule.end].strip()
    if len(whole) > CONTENT:
        return True
    body = whole.partition("\n")[2].strip()
    body = body.partition("\n")[2].strip() if is_heading(body.partition("\n")[0]) else body
    says = len(body.split()) >= SAYS and _SENTENCE.search(body) is not None
    return (says or _AMOUNT_IN.search(body) is not None) and not _LEFT_OUT.search(body)


def _is_schedule(clause: Clause) -> bool:
    word = clause.number.split(" ")[0].lower()
    return clause.parent is None and " " in clause.number and word in (
        "schedule", "exhibit", "annex", "annexure", "appendix", "attachment", "addendum"
    )  # fmt: skip


def _key(kind: str, ident: str = "") -> str:
    kind = _PLURALS.get(kind, kind).lower()
    return _SCHEDULE_WORD.get(kind, kind) + " " + ident.strip(' "').upper()

"""Makes the row of a protection from what was heard: the best evidence first, what is weak, why, and what to ask."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from checker.conditions import LocatedLike, Place
from checker.entry import Entry
from checker.hearing import Hearing, Hit, Verdict
from checker.model import NOT_FOUND, Contract, Evidence, Finding, Located, Statement, Weakness
from checker.pointers import read_with
from checker.words import root, tokens

#: Words of titles and headings that tell no subject.
_NO_SUBJECT = frozenset(
    root(word) for word in "customer supplier right service contract agreement general terms parties own keep".split()
)
#: How many nearest clauses are shown for a missing protection, and how much evidence for one that was found.
NEAREST, QUOTES = 3, 5


def made(
    contract: Contract, hearing: Hearing, status: str, located: LocatedLike, clauses: tuple[Located, ...], trace: bool,
    wide: Set[str],
) -> Finding:  # fmt: skip
    """The finding on a protection with its status; `wide` are words that bring no clause near it."""
    entry = hearing.entry
    shown = _shown(contract, hearing, status)
    evidence = tuple(_evidence(contract, verdict, located) for verdict in shown[:QUOTES])
    weaknesses = tuple(_weaknesses(contract, hearing, status, located))
    gone = status in ("missing", "not-applicable", "unclear")
    return Finding(
        id=entry.id, title=entry.title, family=entry.family, severity=entry.severity, status=status,
        say=_say(hearing, status, shown, weaknesses), ask=entry.ask, why=entry.why, evidence=evidence,
        weaknesses=weaknesses, advice=_advice(hearing, status, located), clauses=clauses,
        looked=_nearest(contract, entry, located, wide) if gone else (),
        sought=tuple(phrase.text for phrase in entry.subject) if gone else (),
        references=entry.references, trace=tuple(hearing.trace) if trace else (),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _named(text: str) -> frozenset[str]:
    """The words by which a title or a heading tells its subject."""
    return frozenset(token[0] for token in tokens(text) if len(token[0]) > 3) - _NO_SUBJECT


def _shown(contract: Contract, hearing: Hearing, status: str) -> list[Verdict]:
    """The verdicts that support the status, the best first: those of a clause headed by the subject, then as ruled."""
    wanted = {
        "present": ("present",), "weak": ("weak", "cut", "harmful", "present"), "harmful": ("harmful", "cut"),
        "elsewhere": ("elsewhere",),
    }.get(status, ())  # fmt: skip
    chosen = [verdict for verdict in hearing.verdicts if verdict.section in wanted]
    if status == "weak" and hearing.of("present"):
        wanted = ("cut", "harmful", "present", "weak")

    named = _named(hearing.entry.title)

    def rank(verdict: Verdict) -> tuple[int, bool, int, int, int]:
        conditions = len(verdict.rule.conditions) if verdict.rule else 0
        path = contract.clauses[contract.statements[verdict.statement].clause].path
        return (
            wanted.index(verdict.section),
            not named & _named(" ".join(path[-2:])),
            verdict.rule.index if verdict.rule else 99,
            -conditions,
            verdict.statement,
        )

    chosen.sort(key=rank)
    unique: dict[int, Verdict] = {}
    for verdict in chosen:
        unique.setdefault(verdict.statement, verdict)
    return list(unique.values())


def _evidence(contract: Contract, verdict: Verdict, located: LocatedLike) -> Evidence:
    statement = contract.statements[verdict.statement]
    clause = contract.clauses[statement.clause]
    place = verdict.place
    spans = sorted({*place.spans, *place.decided})
    inside = [located.char_span(*span) for span in spans]
    lead = " ".join(contract.statement_text(contract.statements[number]) for number in statement.leads)
    return Evidence(
        quote=contract.statement_text(statement), start=statement.start, end=statement.end,
        page=contract.document.page_at(statement.start).number, clause=clause.number, path=clause.path,
        supports=verdict.section, lead=lead,
        words=tuple(span for span in inside if statement.start <= span[0] and span[1] <= statement.end),
        document=contract.document.name_at(statement.start),
        read_with=read_with(contract, statement, place.facts.references(verdict.statement)),
    )  # fmt: skip


def _located(contract: Contract, number: int) -> Located:
    """The statement as a clause on the subject, with its lead-in where that stands right before it."""
    statement = contract.statements[number]
    clause = contract.clauses[statement.clause]
    first = contract.statements[number - 1] if number - 1 in statement.leads else statement
    page = contract.document.page_at(statement.start).number
    text = contract.quote(first.start, statement.end)
    name = contract.document.name_at(statement.start)
    return Located(text, first.start, statement.end, page, clause.number, clause.path, name)


def _weaknesses(contract: Contract, hearing: Hearing, status: str, located: LocatedLike) -> list[Weakness]:
    if status not in ("weak", "harmful"):
        return []
    given = {verdict.rule.part for verdict in hearing.of("present") if verdict.rule}
    found = []
    sections = ("cut", "harmful") if hearing.of("present") and not _partly(hearing) else ("weak", "cut", "harmful")
    for verdict in hearing.verdicts:
        if verdict.section in sections and verdict.rule is not None:
            statement = contract.statements[verdict.statement]
            start, end = _decisive(verdict.place, statement, located)
            code = verdict.rule.code or verdict.section.upper()
            found.append(Weakness(code, _filled(hearing, verdict), contract.quote(start, end), start, end))
    if _partly(hearing):
        absent = [part for part in hearing.entry.parts if part not in given]
        where = contract.statements[hearing.of("present")[0].statement]
        found.insert(0, Weakness("PART", f"{', '.join(absent)} is not found", "", where.start, where.start))
    unique: dict[tuple[str, int], Weakness] = {}
    for weakness in found:
        unique.setdefault((weakness.code, weakness.start), weakness)
    return list(unique.values())


def _partly(hearing: Hearing) -> bool:
    given = {verdict.rule.part for verdict in hearing.of("present") if verdict.rule}
    return bool(given) and any(part not in given for part in hearing.entry.parts)


def _decisive(place: Place, statement: Statement, located: LocatedLike) -> Hit:
    spans = [located.char_span(*span) for span in (place.decided or place.spans)]
    inside = [span for span in spans if statement.start <= span[0] and span[1] <= statement.end]
    if not inside:
        return statement.start, statement.end
    return min(span[0] for span in inside), max(span[1] for span in inside)


def _filled(hearing: Hearing, verdict: Verdict) -> str:
    rule, place = verdict.rule, verdict.place
    text = rule.say if rule else ""
    if "{" not in text:
        return text
    values = {name: threshold.text for name, threshold in hearing.entry.thresholds.items()}
    values["quote"] = place.contract.statement_text(place.contract.statements[verdict.statement])[:80]
    if place.number is not None:
        values["number"] = place.located.words_text(place.number.start, place.number.end)
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _say(hearing: Hearing, status: str, shown: list[Verdict], weaknesses: tuple[Weakness, ...]) -> str:
    """One sentence why, for a reader who has one minute."""
    said = [weakness.say for weakness in weaknesses if weakness.say]
    if status == "present":
        return next((_filled(hearing, v) for v in shown if v.rule and v.rule.say), "") or "The contract gives this."
    if status in ("weak", "harmful"):
        text = "; ".join(dict.fromkeys(said[:2])) or ("It is denied." if status == "harmful" else "It is given weakly.")
        return text[:1].upper() + text[1:].rstrip(".") + "."
    if status == "missing":
        return NOT_FOUND
    if status == "elsewhere":
        return "The text relies on a document that was not supplied."
    return hearing.ruling[:1].upper() + hearing.ruling[1:].rstrip(".") + "."


def _advice(hearing: Hearing, status: str, located: LocatedLike) -> tuple[str, ...]:
    if status not in ("present", "weak"):
        return ()
    numbers = {verdict.statement for verdict in hearing.verdicts} | set(hearing.about)
    said = []
    for advice in hearing.entry.advice:
        if not any(number in numbers for phrase in advice.absent for number in located.matches(phrase)):
            said.append(advice.say)
    return tuple(said)


def _nearest(contract: Contract, entry: Entry, located: LocatedLike, wide: Set[str]) -> tuple[Located, ...]:
    """The statements that hold most of what a subject phrase seeks, for the reader to check in seconds."""
    return tuple(_located(contract, number) for number in located.nearest(entry.subject, NEAREST, wide))

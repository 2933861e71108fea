"""Judges each protection from the facts: pure, and able to say which wording, which facts and which ruling decided."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from checker.conditions import PREDICATIVE, FactsLike, LocatedLike, Place, failed, places_of
from checker.denials import DENIED, EFFORT, denied, only_effort, refuses
from checker.entry import Entry, Library, Rule
from checker.errors import CheckerError, RuleError
from checker.model import EVIDENCE_KINDS, NOT_FOUND, Contract, Evidence, Finding, Located, Statement, Weakness
from checker.passages import listed, passages
from checker.pointers import read_with
from checker.words import root, tokens

Hit = tuple[int, int]

#: The order in which a statement's verdict is sought (docs/library.md, "What decides").
ORDER = ("harmful", "cut", "weak", "present", "elsewhere")
TAKING = ("harmful", "cut")
#: The section whose rules say what is listed as the protection's clauses (docs/library.md, "Clauses").
LISTING = "clauses"
#: Words of titles and headings that tell no subject.
_NO_SUBJECT = frozenset(
    root(word) for word in "customer supplier right service contract agreement general terms parties own keep".split()
)
#: A sentence that says of the one before it, without any condition, that it does not hold.
_TAKES_BACK = re.compile(
    r"\W*(?:however,? )?(?:the foregoing|the (?:above|preceding) (?:sentence|provision)"
    r"|this (?:sentence|provision|clause|section|paragraph))(?: obligations?| duty| duties| provisions?| sentence)? "
    r"(?:shall|will|does|do) (?:not (?:apply|bind)|have no (?:effect|force))(?: under this agreement)?\W*$",
    re.IGNORECASE,
)
#: How many nearest clauses are shown for a missing protection, and how much evidence for one that was found.
NEAREST, QUOTES = 3, 5
#: A statement of so many words without a verb says nothing of its own.
TITLE = 5
#: How many words may stand between the words on the subject and the document they are left to.
BESIDE = 6


@dataclass
class Verdict:
    """The verdict on one statement: the rule that fitted it and the place where it did."""

    statement: int
    section: str
    rule: Rule | None
    place: Place


@dataclass
class Hearing:
    """All that was found about one protection while it was judged; `telling` says whether it shall explain itself."""

    entry: Entry
    telling: bool = False
    verdicts: list[Verdict] = field(default_factory=list)
    about: dict[int, tuple[Hit, ...]] = field(default_factory=dict)
    unbound: bool = False
    trace: list[str] = field(default_factory=list)
    ruling: str = ""

    def of(self, section: str) -> list[Verdict]:
        """The verdicts of one section, in document order."""
        return [verdict for verdict in self.verdicts if verdict.section == section]


def judge(
    contract: Contract, library: Library, located: LocatedLike, facts: FactsLike, trace: Collection[str] = ()
) -> tuple[Finding, ...]:
    """One finding for each entry of the library, in its order.

    `trace` names the protections whose findings shall explain themselves.  Raises RuleError if a rule fails.
    """
    statuses: dict[str, str] = {}
    findings = []
    for entry in library.entries:
        try:
            finding = _judge(contract, entry, located, facts, statuses, entry.id in trace, library.wide)
        except CheckerError:
            raise
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as problem:
            raise RuleError(
                f"the rule '{entry.id}' failed on this document ({problem!r}); nothing was judged"
            ) from problem
        statuses[entry.id] = finding.status
        findings.append(finding)
    return tuple(findings)


def _judge(
    contract: Contract,
    entry: Entry,
    located: LocatedLike,
    facts: FactsLike,
    statuses: Mapping[str, str],
    trace: bool,
    wide: Set[str],
) -> Finding:
    hearing = Hearing(entry, trace)
    places = _places(contract, entry, located, hearing)
    for number, rules in places.items():
        _hear(number, rules, located, facts, statuses, hearing)
    _refusals(hearing, located, facts, statuses)
    _prevail(hearing, contract)
    status, hearing.ruling = _status(hearing, located, facts, statuses)
    hearing.trace.append(f"ruling: {status}: {hearing.ruling}")
    clauses = passages(contract, _listed(hearing, located, facts, statuses))
    return _finding(contract, hearing, status, located, clauses, trace, wide)


def _listed(
    hearing: Hearing, located: LocatedLike, facts: FactsLike, statuses: Mapping[str, str]
) -> Collection[int]:  # fmt: skip
    """The statements that are listed as the protection's clauses: by its own rules for this, else all it is about."""
    rules = hearing.entry.rules[LISTING]
    if rules:
        return listed(rules, located, facts, statuses)
    return {*hearing.about, *(verdict.statement for verdict in hearing.verdicts)}


def _prevail(hearing: Hearing, contract: Contract) -> None:
    """Drop what takes back in a document that ranks below the one that gives (the packet's order of precedence)."""
    if not contract.document.parts:
        return

    def rank(verdict: Verdict) -> int:
        part = contract.document.part_at(contract.statements[verdict.statement].start)
        return part.rank if part else 0

    given = [rank(verdict) for verdict in hearing.of("present")]
    below = [v for v in hearing.verdicts if v.section in TAKING and given and rank(v) > min(given)]
    for verdict in below:
        hearing.verdicts.remove(verdict)
        hearing.trace.append(f"statement {verdict.statement}: {verdict.section} set aside: a document above it gives")


def _places(
    contract: Contract, entry: Entry, located: LocatedLike, hearing: Hearing
) -> dict[int, list[tuple[Rule, tuple[Hit, ...]]]]:
    """Statement -> the rules to try there with the words at which each is tried, in the order of ORDER."""
    statements = contract.statements
    subject = places_of(entry.subject, located)
    barred = {number for phrase in entry.not_about for number in located.matches(phrase)}
    about = {
        number: matches
        for number, matches in subject.items()
        if statements[number].kind in EVIDENCE_KINDS and number not in barred
    }
    hearing.about = {number: matches[0] for number, matches in about.items()}
    places: dict[int, list[tuple[Rule, tuple[Hit, ...]]]] = {}
    for section in ORDER:
        for rule in entry.rules[section]:
            for number, matches in (places_of(rule.place, located) if rule.place else about).items():
                if statements[number].kind in EVIDENCE_KINDS:
                    places.setdefault(number, []).extend([(rule, match) for match in matches])
    return dict(sorted(places.items()))


def _hear(
    number: int, rules: list[tuple[Rule, tuple[Hit, ...]]], located: LocatedLike, facts: FactsLike,
    statuses: Mapping[str, str], hearing: Hearing,
) -> None:  # fmt: skip
    """Add the verdicts on one statement: the first rule that takes (harmful, cut) and the first that gives.

    One sentence may do both ("may not assign, except that ...").  Parts are given each for itself.
    """
    taken = given = False
    title = _title(located, facts, number)
    parts: set[str] = set()
    denial: Place | None = None
    for rule, spans in rules:
        takes = rule.section in TAKING
        if taken if takes else title or (given and (not rule.part or rule.part in parts)):
            continue
        place = Place(located, facts, number, spans, facts.governing(number, spans), statuses)
        fault = failed(rule, place)
        if hearing.telling:
            _note(hearing, rule, place, fault, number)
        if fault is None and not takes and _undone(located.contract, number):
            hearing.trace.append(f"statement {number}: the next sentence takes it back")
            return
        if fault is None:
            if rule.section == "present" and only_effort(rule, place):
                hearing.trace.append(f"statement {number}: only an effort is promised")
                rule = EFFORT
            hearing.verdicts.append(Verdict(number, rule.section, rule, place))
            taken, given = taken or takes, given or not takes
            parts.add(rule.part)
            if rule.section == "harmful":
                return
        elif fault == "bound" and _unresolved(located) and not takes and not hearing.unbound:
            rest = Place(located, facts, number, spans, (), statuses)
            hearing.unbound = failed(rule, rest, PREDICATIVE) is None
        elif fault == "force" and rule.section == "present" and denial is None:
            denial = place if denied(rule, place) else None
    if denial is not None and not taken and not given:
        hearing.trace.append(f"statement {number}: denies it")
        hearing.verdicts.append(Verdict(number, "cut", DENIED, denial))


def _title(located: LocatedLike, facts: FactsLike, number: int) -> bool:
    """Whether a statement is a bare title or label: a few words without verb, number or lead-in, which give nothing."""
    statement = located.contract.statements[number]
    text = located.contract.statement_text(statement)
    few = len(text.split()) <= TITLE and not statement.leads and not any(each.isdigit() for each in text)
    return few and not facts.predicates(number)


def _refusals(hearing: Hearing, located: LocatedLike, facts: FactsLike, statuses: Mapping[str, str]) -> None:
    """Add a cut for each statement on the subject that got no verdict and plainly refuses what is asked for."""
    given = next((rule for rule in hearing.entry.rules["present"] if not rule.part), None)
    if given is None:
        return
    heard = {verdict.statement for verdict in hearing.verdicts}
    for number, spans in hearing.about.items():
        if number in heard:
            continue
        place = Place(located, facts, number, spans, facts.governing(number, spans), statuses)
        if refuses(given, place):
            hearing.trace.append(f"statement {number}: refuses it")
            hearing.verdicts.append(Verdict(number, "cut", DENIED, place))


def _undone(contract: Contract, number: int) -> bool:
    """Whether the next sentence of the clause takes everything back: "The foregoing shall not apply."."""
    statements = contract.statements
    if number + 1 >= len(statements) or statements[number + 1].clause != statements[number].clause:
        return False
    return bool(_TAKES_BACK.match(contract.statement_text(statements[number + 1])))


def _unresolved(located: LocatedLike) -> bool:
    roles = located.contract.roles
    return roles.customer is None or roles.supplier is None


def _note(hearing: Hearing, rule: Rule, place: Place, fault: str | None, number: int) -> None:
    said = ", ".join(f"{p.bound} {p.force}" for p in place.predicates) or "nobody"
    outcome = "fits" if fault is None else f"fails at '{fault}'"
    hearing.trace.append(f"statement {number}: {rule.section}[{rule.index}] {outcome} (bound: {said})")


def _status(hearing: Hearing, located: LocatedLike, facts: FactsLike, statuses: Mapping[str, str]) -> tuple[str, str]:
    """The status of the protection and the ruling it follows from, one sentence."""
    entry = hearing.entry
    given = hearing.of("present")
    parts = {verdict.rule.part for verdict in given if verdict.rule}
    whole = bool(given) and all(part in parts for part in entry.parts)
    partly = bool(given) and not whole
    weak, cut, harmful = hearing.of("weak"), hearing.of("cut"), hearing.of("harmful")
    if whole and not cut and not harmful:
        return "present", "it is given and nothing cuts into it"
    if whole:
        return "weak", "it is given, and another clause cuts into it"
    if partly or weak:
        return (
            "weak",
            f"only {', '.join(sorted(parts))} of {', '.join(entry.parts)}" if partly else "it is given weakly",
        )
    if harmful:
        return "harmful", "it is denied or reversed, and nothing gives it back"
    pointing = hearing.of("elsewhere") or _pointing(hearing, located, facts, statuses)
    if pointing:
        hearing.verdicts += [verdict for verdict in pointing if verdict not in hearing.verdicts]
        return "elsewhere", "the text only points to a document that is not in it"
    for rule in entry.rules["not-applicable"]:
        if failed(rule, Place(located, facts, 0, (), (), statuses)) is None:
            return "not-applicable", rule.say or "its condition does not hold in this contract"
    if hearing.unbound:
        return "unclear", "the parties' roles are unresolved, so who is bound cannot be said"
    return "missing", "no statement gives it"


def _pointing(hearing: Hearing, located: LocatedLike, facts: FactsLike, statuses: Mapping[str, str]) -> list[Verdict]:
    """Statements on the subject that point to a document that is not in the text (the default `elsewhere` rule)."""
    if hearing.entry.rules["elsewhere"]:
        return []
    found = []
    for number, spans in hearing.about.items():
        if any(v.statement == number for v in hearing.verdicts):
            continue
        place = Place(located, facts, number, spans, facts.governing(number, spans), statuses)
        if any(p.force in ("must", "states") for p in place.predicates) and _leaves(place):
            found.append(Verdict(number, "elsewhere", None, place))
    return found


def _leaves(place: Place) -> bool:
    """Whether a pointer to an absent document stands at the words on the subject ("Service Levels in Exhibit B")."""
    for reference in place.facts.references(place.statement):
        if reference.resolved or reference.kind not in ("schedule", "document"):
            continue
        start, end = place.located.text_span(reference.start, reference.end)
        if any(-BESIDE <= start - span[1] <= BESIDE or 0 <= span[0] - end <= BESIDE for span in place.spans):
            place.decided.append((start, end))
            return True
    return False


# ------------------------------------------------------------------------------------------------ the finding


def _finding(
    contract: Contract, hearing: Hearing, status: str, located: LocatedLike, clauses: tuple[Located, ...], trace: bool,
    wide: Set[str],
) -> Finding:  # fmt: skip
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

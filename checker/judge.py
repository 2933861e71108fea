"""Judges each protection from the facts: pure, and able to say which wording, which facts and which ruling decided."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Set

from checker.beside import beside
from checker.conditions import PREDICATIVE, FactsLike, LocatedLike, Place, failed, places_of
from checker.denials import DENIED, EFFORT, denied, only_effort, refuses
from checker.entry import Entry, Library, Rule
from checker.errors import CheckerError, RuleError
from checker.finding import made
from checker.hearing import Hearing, Hit, Verdict
from checker.model import EVIDENCE_KINDS, Contract, Finding, Located
from checker.passages import Passages, listed
from checker.turned import turned

#: The order in which a statement's verdict is sought (docs/library.md, "What decides").
ORDER = ("harmful", "cut", "weak", "present", "elsewhere")
TAKING = ("harmful", "cut")
#: The section whose rules say what is listed as the protection's clauses (docs/library.md, "Clauses").
LISTING = "clauses"
#: A sentence that says of the one before it, without any condition, that it does not hold.
_TAKES_BACK = re.compile(
    r"\W*(?:however,? )?(?:the foregoing|the (?:above|preceding) (?:sentence|provision)"
    r"|this (?:sentence|provision|clause|section|paragraph))(?: obligations?| duty| duties| provisions?| sentence)? "
    r"(?:shall|will|does|do) (?:not (?:apply|bind)|have no (?:effect|force))(?: under this agreement)?\W*$",
    re.IGNORECASE,
)
#: A statement of so many words without a verb says nothing of its own.
TITLE = 5
#: How many words may stand between the words on the subject and the document they are left to.
BESIDE = 6


def judge(
    contract: Contract, library: Library, located: LocatedLike, facts: FactsLike, trace: Collection[str] = ()
) -> tuple[Finding, ...]:
    """One finding for each entry of the library, in its order.

    `trace` names the protections whose findings shall explain themselves.  Raises RuleError if a rule fails.
    """
    statuses: dict[str, str] = {}
    findings = []
    passages = Passages(contract)
    for entry in library.entries:
        try:
            finding = _judge(contract, entry, located, facts, statuses, passages, entry.id in trace, library.wide)
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
    passages: Passages,
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
    clauses = _clauses(hearing, located, facts, statuses, passages)
    return made(contract, hearing, status, located, clauses, trace, wide)


def _clauses(
    hearing: Hearing, located: LocatedLike, facts: FactsLike, statuses: Mapping[str, str], passages: Passages
) -> tuple[Located, ...]:  # fmt: skip
    """The passages that are listed as the protection's clauses.

    They are what its own rules for this list, with the further statements on it that stand beside these; without such
    rules all that it is about.
    """
    contract, rules = located.contract, hearing.entry.rules[LISTING]
    about = {*hearing.about, *(verdict.statement for verdict in hearing.verdicts)}
    if not rules:
        return passages.of(about)
    own = listed(rules, located, facts, statuses)
    found = passages.of(own)
    more = beside(contract, found, about - own)
    return passages.of(own | more) if more else found


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
    barring = located.standing(entry.not_about)
    about = {
        number: matches
        for number, matches in subject.items()
        if statements[number].kind in EVIDENCE_KINDS and not any(located.stands(phrase, number) for phrase in barring)
    }
    hearing.about = {number: matches[0] for number, matches in about.items()}
    places: dict[int, list[tuple[Rule, tuple[Hit, ...]]]] = {}
    for section in ORDER:
        for rule in entry.rules[section]:
            where = places_of(rule.place, located) if rule.place else about
            for number, matches in where.items():
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
        if fault is None and rule.section == "present" and turned(rule, place):
            hearing.trace.append(f"statement {number}: present[{rule.index}] is turned round by its own words")
            continue
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
    few = len(text.split(None, TITLE)) <= TITLE and not statement.leads and not any(each.isdigit() for each in text)
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

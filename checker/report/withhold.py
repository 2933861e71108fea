"""A report that discloses nothing of the contract: every text of it is replaced by its length and a keyed hash.

The key is taken of the whole text.  Whoever has the contract can test each hash; who has only the report cannot try out
names, figures or the sentences of a known form, as with a plain hash.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import replace
from functools import partial

from checker.decisions import Waiver, Withheld
from checker.errors import UsageError
from checker.model import Clause, Conflict, Document, Evidence, Finding, Located, Missing, Report, Role, Term, Weakness
from checker.report.identity import clause_digest, identity
from checker.report.wording import BLANK, withheld_text

#: So many words in a row that stand in the contract are the contract's, wherever the report says them.
RUN = 5
NOTE = (
    "The contract's text is withheld (--no-quotes): of each quote, heading, name and figure the report holds the "
    "length and a hash, which bpo-check verify holds against the contract."
)
#: How much of a statement a sentence of the report quotes at most (`judge` fills its `{quote}` so).
_QUOTED = 80
_KEY = b"bpo-check --no-quotes\0"
_TOKEN = re.compile(r"\w+|[%‰$€£¥]")
_FIGURE = re.compile(
    r"\d+\w*|[%‰$€£¥]|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|million|half|quarter)",
    re.IGNORECASE,
)
_ONE = frozenset(("a", "an", "one"))
_UNIT = re.compile(r"(?:business|calendar|working|minute|hour|day|week|month|year|percent|cent|times)s?", re.IGNORECASE)
_NAMED = re.compile(r"'(.+?)( \.\.\.)?'")
_IN_BRACKETS = re.compile(r"^(.*) \((.+)\)$")


class Cover:
    """Replaces texts of one document; equal texts of one document get equal hashes."""

    def __init__(self, text: str) -> None:
        words = [found[0].casefold() for found in _TOKEN.finditer(text)]
        self._words = frozenset(words)
        self._runs = frozenset(zip(*(words[first:] for first in range(RUN)), strict=False))
        self._plain = f" {' '.join(words)} "
        self._key = hashlib.sha256(_KEY + text.encode("utf-8", "replace")).digest()

    def digest(self, text: str) -> str:
        """The keyed hash (HMAC-SHA-256, hex) of a text."""
        return hmac.new(self._key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def over(self, text: str) -> str:
        """What stands in the place of a text of the contract; "" for no text."""
        return withheld_text(len(text), self.digest(text)) if text else ""

    def all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """The same for each of several."""
        return tuple(map(self.over, texts))

    def said(self, sentence: str, figures: bool = True) -> str:
        """A sentence of the report without what it says in the contract's words: figures, and RUN words in a row."""
        found = list(_TOKEN.finditer(sentence))
        words = [each[0].casefold() for each in found]
        hidden = {place for place in range(len(words)) if figures and self._figure(words, place)}
        for first in range(len(words) - RUN + 1):
            if tuple(words[first : first + RUN]) in self._runs:
                hidden.update(range(first, first + RUN))
        made, at, last = "", 0, -2
        for place in sorted(hidden):
            if place != last + 1:
                made += sentence[at : found[place].start()].removesuffix("(") + BLANK
            at, last = found[place].end(), place
            at += sentence[at : at + 1] == ")"
        return made + sentence[at:]

    def note(self, sentence: str) -> str:
        """A note of the reading, which counts pages and changes, without what it quotes of the text."""
        without = _NAMED.sub(lambda found: BLANK if self.has(found[1]) else found[0], sentence)
        return self.said(without, figures=False)

    def has(self, text: str) -> bool:
        """Whether these words stand in the contract."""
        words = [found[0].casefold() for found in _TOKEN.finditer(text)]
        return bool(words) and f" {' '.join(words)} " in self._plain

    def _figure(self, words: list[str], place: int) -> bool:
        """Whether a word is a figure that stands in the contract, or the unit after one."""
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else ""
        if word in _ONE:
            return _UNIT.fullmatch(after) is not None and self.has(f"{word} {after}")
        if _UNIT.fullmatch(word):
            return place > 0 and self._figure(words, place - 1)
        return word in self._words and _FIGURE.fullmatch(word) is not None


def withhold(report: Report) -> Report:
    """The report without the contract's text; one that is so already comes back as it is.

    Names of files, clause numbers, pages, offsets, statuses and the library's own words stay.  Raises UsageError for a
    report that came without the text, since nothing could be held against its hashes.
    """
    if report.withheld:
        return report
    document = report.document
    if not document.text:
        raise UsageError(f"{document.name}: the report holds no text of the contract, so no hash can be taken of it")
    cover = Cover(document.text)
    roles, options = report.roles, report.options
    told = Withheld(len(document.text), len(document.text.split()), cover.digest(document.text))
    return replace(
        report,
        document=_document(document),
        roles=replace(
            roles, customer=_role(roles.customer, cover), supplier=_role(roles.supplier, cover),
            why=BLANK if roles.why else "",
        ),
        findings=tuple(_finding(each, cover) for each in report.findings),
        notes=(*map(cover.note, report.notes), NOTE),
        options={k: cover.over(v) if k in ("customer", "supplier") else v for k, v in options.items()},
        terms=tuple(_term(each, cover) for each in report.terms),
        conflicts=tuple(_conflict(each, cover) for each in report.conflicts),
        obtain=tuple(_missing(each, cover) for each in report.obtain),
        clauses=tuple(_clause(each, cover) for each in report.clauses),
        withheld=told,
    )  # fmt: skip


def _document(document: Document) -> Document:
    return replace(document, text="", rows=(), notes=(), headings=())


def _role(role: Role | None, cover: Cover) -> Role | None:
    return role and Role(cover.over(role.name), cover.all(role.aliases))


def _finding(finding: Finding, cover: Cover) -> Finding:
    say = finding.say
    for each in finding.evidence:
        say = say.replace(each.quote[:_QUOTED], BLANK)
    return replace(
        finding, say=cover.said(say), evidence=tuple(_evidence(each, cover) for each in finding.evidence),
        weaknesses=tuple(_weakness(each, cover) for each in finding.weaknesses),
        clauses=tuple(_located(each, cover) for each in finding.clauses),
        looked=tuple(_located(each, cover) for each in finding.looked),
        trace=tuple(map(cover.said, finding.trace)),
        waiver=finding.waiver and _waiver(finding.waiver, finding, cover), digests=digests(finding, cover),
    )  # fmt: skip


def digests(finding: Finding, cover: Cover) -> tuple[str, str]:
    """Identity and clause digest of a finding with its quotes, under the document's key; a status stays a status."""
    clause = clause_digest(finding)
    return cover.digest(identity(finding)), cover.digest(clause) if finding.evidence else clause


def _waiver(waiver: Waiver, finding: Finding, cover: Cover) -> Waiver:
    return replace(waiver, text=cover.digest(waiver.text) if finding.evidence else waiver.text)


def _evidence(evidence: Evidence, cover: Cover) -> Evidence:
    return replace(
        evidence, quote=cover.over(evidence.quote), path=cover.all(evidence.path), lead=cover.over(evidence.lead)
    )


def _weakness(weakness: Weakness, cover: Cover) -> Weakness:
    return replace(weakness, quote=cover.over(weakness.quote), say=cover.said(weakness.say))


def _located(located: Located, cover: Cover) -> Located:
    return replace(located, text=cover.over(located.text), path=cover.all(located.path))


def _term(term: Term, cover: Cover) -> Term:
    """A key term as a place only: the value is the contract's, and the remark and a row's title tell it."""
    found = _IN_BRACKETS.match(term.title)
    title = f"{found[1]} ({BLANK})" if found and cover.has(found[2]) else term.title
    return replace(term, title=title, value=None, text=cover.over(term.text), quote=cover.over(term.quote), remark="")


def _conflict(conflict: Conflict, cover: Cover) -> Conflict:
    say = re.sub(r"\d[\d.,]*\d|\d", BLANK, cover.note(conflict.say))
    return replace(conflict, say=say, quotes=tuple(map(partial(_located, cover=cover), conflict.quotes)))


def _missing(missing: Missing, cover: Cover) -> Missing:
    return replace(missing, label=cover.over(missing.label), title=cover.over(missing.title))


def _clause(clause: Clause, cover: Cover) -> Clause:
    return replace(clause, heading=cover.over(clause.heading), path=cover.all(clause.path))

"""What the clause library is made of: entries, their rules, and phrases ready to be matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """Wordings that may stand at one place of a phrase: each a run of word keys (see `checker.words`)."""

    literals: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording of the library: parts that must all stand in a statement, each a sequence of pieces with gaps."""

    text: str
    parts: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A named number with its unit, in the words of the library ("72 hours"), and what it rests on."""

    value: float
    unit: str
    text: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class NumberTest:
    """A test on a number of a statement; times are in hours.  `none` asks that there is no such number."""

    unit: str
    kinds: frozenset[str] = frozenset()
    test: str = "any"
    limit: float = 0.0
    limit_text: str = ""
    none: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of an entry: all of its conditions must hold.  `section` is where it stands (present, weak, ...)."""

    section: str
    place: tuple[Phrase, ...]
    conditions: tuple[tuple[str, Any], ...]
    code: str = ""
    say: str = ""
    part: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class Advice:
    """A refinement to ask for where none of the phrases stands in what gives the protection."""

    absent: tuple[Phrase, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One protection of the library, compiled; `source` is the file it came from, relative to its library.

    `listed` and `unlisted` are examples: texts of which the rules of the section "clauses" list something, or nothing.
    `tested` are the limits, as they are written, against which a rule tests a number: names of thresholds and amounts.
    """

    id: str
    title: str
    family: str
    severity: str
    why: str
    ask: str
    subject: tuple[Phrase, ...]
    not_about: tuple[Phrase, ...]
    rules: Mapping[str, tuple[Rule, ...]]
    advice: tuple[Advice, ...]
    references: tuple[tuple[str, str], ...]
    thresholds: Mapping[str, Threshold]
    examples: Mapping[str, tuple[str, ...]]
    listed: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    severity_when: Mapping[str, str] | None = None
    source: str = ""
    tested: frozenset[str] = frozenset()

    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase that can bring this entry to a statement: its subject and the places of its rules."""
        return self.subject + tuple(p for rules in self.rules.values() for rule in rules for p in rule.place)


@dataclass(frozen=True, slots=True)
class TermRule:
    """A key term: at which phrases it stands, and the unit of the number (or "name") that is its value.

    `reach` is how many words from the phrase the number may stand.  In a table the value stands under a header that
    holds one of `column`.
    """

    id: str
    title: str
    unit: str
    phrases: tuple[Phrase, ...]
    kinds: frozenset[str] = frozenset()
    without: tuple[Phrase, ...] = ()
    reach: int = 20
    column: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """Two sides that contradict each other; `compare` asks something of their numbers (differ, first-smaller, ...)."""

    id: str
    title: str
    severity: str
    say: str
    sides: tuple[Rule, ...]
    compare: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of engagement: what it is known by, and which severities it shifts.

    `cues` are single wordings counted in the text; `severities` maps an id to a severity or "not-applicable", or to
    "+1" and "-1" for a step.
    """

    id: str
    title: str
    group: str
    cues: tuple[Phrase, ...]
    severities: Mapping[str, str]
    needs: int = 6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sub-paragraph of a regulation and the protections that answer it; `needed` must all be present.

    `trigger` is the further question on which this one depends, `note` what to bear in mind; "" where there is none.
    """

    ref: str
    content: str
    mark: str
    protections: tuple[str, ...]
    needed: frozenset[str]
    trigger: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation profile: its version, the question that says whether it applies, and its sub-paragraphs.

    `version` is the year and month whose law it shows; `note` says what is about to change in it, "" if nothing.
    """

    id: str
    title: str
    version: str
    trigger: str
    paragraphs: tuple[Paragraph, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """All entries in the order in which they are judged and reported, with the version and hash of their files.

    `wide` are the words that stand in the subjects of so many entries that they say nothing of which one is meant.
    `folders` are those of the house by name and SHA-256, in the order in which they were put on top of the shipped one.
    """

    entries: tuple[Entry, ...]
    version: str
    hash: str
    terms: tuple[TermRule, ...] = ()
    conflicts: tuple[ConflictRule, ...] = ()
    profiles: tuple[Profile, ...] = ()
    regulations: tuple[Regulation, ...] = ()
    folders: tuple[tuple[str, str], ...] = ()
    wide: frozenset[str] = frozenset()

    def __getitem__(self, protection: str) -> Entry:
        for entry in self.entries:
            if entry.id == protection:
                return entry
        raise KeyError(protection)

"""Finds every statement in which a wording of the library stands; knows nothing of right or wrong.

All wordings of all phrases are literal runs of word keys: single words are looked up, and one pass of spaCy's
PhraseMatcher over a document finds the longer ones, whatever their number.  Phrases with gaps are joined from these
hits, and only when somebody asks for the phrase.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from checker.entry import Library, Phrase, Piece, Rule
from checker.model import EVIDENCE_KINDS, Contract
from checker.phrases import GAP
from checker.words import CUSTOMER, SUPPLIER, Words, tokens, words

Hit = tuple[int, int]

#: A word that stands more often than this in a contract says nothing about what a clause is near to.
COMMON = 60
#: Matches of one phrase in one statement that are looked at.
MOST = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that stands in a statement: the word spans of its pieces, in the order of the phrase's first part."""

    spans: tuple[Hit, ...]

    @property
    def start(self) -> int:
        """The first word of the match."""
        return min(span[0] for span in self.spans)

    @property
    def end(self) -> int:
        """The word after the last of the match."""
        return max(span[1] for span in self.spans)


class Index:
    """All wordings of a set of phrases, ready for spaCy; built once for a library and used for every document.

    A wording of several words goes into spaCy's matcher with the first document that holds all of its words: most
    never do, and putting one in costs more than all else about it.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self._doc = Doc
        self.vocab = Vocab()
        # In tuples of numbers, which the garbage collector does not go through again and again.
        self.pieces: dict[str, tuple[tuple[int, ...], ...]] = {}
        self.every: dict[str, tuple[int, ...]] = {}  # the same without the parts
        pieces_of: list[list[int]] = []
        literal_ids: dict[tuple[str, ...], int] = {}
        piece_ids: dict[Piece, int] = {}
        for phrase in phrases:
            if phrase.text in self.pieces:
                continue
            parts = []
            for part in phrase.parts:
                numbered = []
                for piece in part:
                    if piece not in piece_ids:
                        number = piece_ids[piece] = len(piece_ids)
                        for run in piece.literals:
                            literal = literal_ids.setdefault(run, len(literal_ids))
                            if literal == len(pieces_of):
                                pieces_of.append([])
                            pieces_of[literal].append(number)
                    numbered.append(piece_ids[piece])
                parts.append(tuple(numbered))
            self.pieces[phrase.text] = tuple(parts)
            self.every[phrase.text] = tuple(piece for part in parts for piece in part)
        phrases_of: list[list[str]] = [[] for _ in piece_ids]
        for text, needed in self.every.items():
            for number in set(needed):
                phrases_of[number].append(text)
        self.phrases_of = [tuple(texts) for texts in phrases_of]  # piece -> the phrases that it is a piece of
        self.needs = {text: len(set(needed)) for text, needed in self.every.items()}
        self.pieces_of = [tuple(pieces) for pieces in pieces_of]  # literal -> the pieces it is a wording of
        self.lengths = [len(run) for run in literal_ids]  # literal -> how many words it has
        self.literals = literal_ids
        self.runs = list(literal_ids)  # literal -> its words
        self.matcher = PhraseMatcher(self.vocab, attr="ORTH")
        self.by_hash: dict[int, int] = {}
        self._waiting: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for run, number in literal_ids.items():
            if len(run) > 1:
                self._waiting.setdefault(max(run, key=len), []).append((run, number))

    def hits(self, keys: Sequence[str]) -> dict[int, list[int]]:
        """Where each wording that stands among `keys` begins: word indexes, in order."""
        found: dict[int, list[int]] = {}
        places: dict[str, list[int]] = {}
        for at, key in enumerate(keys):
            if key in places:
                places[key].append(at)
            else:
                places[key] = [at]
        for key, where in places.items():
            literal = self.literals.get((key,))
            if literal is not None:
                found[literal] = where
        self._admit(places.keys())
        by_hash = self.by_hash
        for key_hash, start, _ in self.matcher(self._doc(self.vocab, words=list(keys))):
            literal = by_hash[key_hash]
            if literal in found:
                found[literal].append(start)
            else:
                found[literal] = [start]
        return found

    def _admit(self, known: Set[str]) -> None:
        """Put into the matcher what waits for words that are all known now; a longest word is rarest."""
        for word in sorted(known & self._waiting.keys()):
            waiting = []
            for run, number in self._waiting[word]:
                if known >= set(run):
                    name = str(number)
                    self.matcher.add(name, [self._doc(self.vocab, words=list(run))])
                    self.by_hash[self.vocab.strings[name]] = number
                else:
                    waiting.append((run, number))
            self._waiting[word] = waiting


#: The matches of a phrase that stands in no statement.
_NOWHERE: dict[int, tuple[Match, ...]] = {}

#: Names for roles where the parties are unresolved or the paper only speaks of roles.
GENERIC = (
    (SUPPLIER, ("Supplier", "Vendor", "Provider", "Service Provider", "Contractor", "Outsourcer")),
    (CUSTOMER, ("Customer", "Client")),
)

#: What stands further from a place than this many words (the length of a common sentence) does not take it back.
NEAR = 25


@dataclass
class Located:
    """The words of a contract and where the library's phrases stand in it."""

    contract: Contract
    words: Words
    index: Index
    hits: dict[int, list[int]]  # of each wording, the words at which it begins
    ranges: list[Hit]  # of each statement, in words
    _literals: dict[int, dict[int, list[Hit]]] = field(default_factory=dict)
    _pieces: dict[int, list[dict[int, list[Hit]]]] = field(default_factory=dict)
    _rare: dict[int, int] = field(default_factory=dict)
    _single: dict[tuple[str, int], tuple[Match, ...]] = field(default_factory=dict)
    _matches: dict[str, dict[int, tuple[Match, ...]]] = field(default_factory=dict)

    def matches(self, phrase: Phrase) -> dict[int, tuple[Match, ...]]:
        """Statement index -> where the phrase stands in it (its lead-in counts, if a piece stands in it itself)."""
        found = self._matches.get(phrase.text)
        if found is None:
            found = self._match(phrase)
            self._matches[phrase.text] = found
        return found

    def any_of(self, phrases: Sequence[Phrase], statement: int) -> Match | None:
        """The first match of the first of the phrases that stands in the statement or wholly in its lead-in."""
        where = (statement, *reversed(self.contract.statements[statement].leads))
        for phrase in phrases:
            for number in where:
                found = self._at(phrase, number)
                if found:
                    return found[0]
        return None

    def any_near(self, phrases: Sequence[Phrase], statement: int, spans: tuple[Hit, ...]) -> bool:
        """Whether a phrase stands in the statement or its lead-in, at most NEAR words from the spans."""
        first, last = min(span[0] for span in spans) - NEAR, max(span[1] for span in spans) + NEAR
        where = (statement, *self.contract.statements[statement].leads)
        for phrase in phrases:
            for number in where:
                for match in self._at(phrase, number):
                    if any(start < last and first < end for start, end in match.spans):
                        return True
        return False

    def in_span(self, phrase: Phrase, start: int, end: int) -> bool:
        """Whether the phrase stands in `text[start:end]`."""
        first, last = self.words.span(start, end)
        parts = [[self._within(piece, first, last) for piece in part] for part in self.index.pieces[phrase.text]]
        return all(_chain(part, [(first, last)], part[0]) is not None for part in parts)

    def in_heading(self, phrase: Phrase, path: tuple[str, ...]) -> bool:
        """Whether the phrase stands in one of the headings (parties' names are not looked for there)."""
        return any(in_text(phrase, heading) for heading in path)

    def text_span(self, start: int, end: int) -> Hit:
        """The word indexes of `text[start:end]`."""
        return self.words.span(start, end)

    def char_span(self, first: int, last: int) -> Hit:
        """The offsets of the words `first:last`."""
        return self.words.starts[first], self.words.ends[last - 1]

    def words_text(self, first: int, last: int) -> str:
        """The verbatim text of the words `first:last`."""
        start, end = self.char_span(first, last)
        return " ".join(self.contract.quote(start, end).split())

    def statements_in(self, start: int, end: int) -> range:
        """The statements that begin in `text[start:end]`."""
        return range(bisect_left(self._begin, start), bisect_left(self._begin, end))

    def clause_at(self, offset: int) -> str:
        """The number of the innermost clause that holds the character at `offset`."""
        holding = [clause for clause in self.contract.clauses if clause.start <= offset < clause.end and clause.number]
        return holding[-1].number if holding else ""

    def starts_of(self, phrase: Phrase) -> list[int]:
        """The offsets at which a phrase of one piece stands, in the whole text."""
        every = self._within(self.index.pieces[phrase.text][0][0], 0, len(self.words.keys))
        return [self.words.starts[start] for start, _ in every]

    def has_stated(self, statement: int) -> bool:
        """Whether a number in both words and digits stands in the statement."""
        first, last = self.ranges[statement]
        return any(first <= at < last for at in self.words.stated)

    def holds(self, wanted: frozenset[str], first: int, last: int) -> bool:
        """Whether one of the lower-case words stands among the words `first:last`."""
        return any(word in wanted for word in self.words.lower[first:last])

    def given(self, at: int) -> tuple[float, float] | None:
        """The number in words and the one in digits, where the word `at` is given in both."""
        stated, value = self.words.stated.get(at), self.words.values.get(at)
        return None if stated is None or value is None else (stated, value)

    def nearest(self, phrases: Sequence[Phrase], count: int, wide: Set[str] = frozenset()) -> list[int]:
        """Up to `count` statements of evidence that hold most pieces of one of the phrases, more than none; best first.

        A wording of `wide` words does not count, unless it is a name of two words ("data breach"): it would bring any
        clause near.  A set of statements is an integer with a bit for each, so that a contract is counted through in
        a few steps.
        """
        holding = [0]  # holding[n]: the statements that hold at least n pieces of one phrase
        for phrase in phrases:
            counted = [self._evidence]
            for piece in self.index.every[phrase.text]:
                mask = self._rare.get(piece)
                if mask is None:
                    mask = self._rare[piece] = self._telling(piece, wide)
                if mask:
                    counted.append(0)
                    for number in range(len(counted) - 1, 0, -1):
                        counted[number] |= counted[number - 1] & mask
            holding += [0] * (len(counted) - len(holding))
            for number in range(1, len(counted)):
                holding[number] |= counted[number]
        best: dict[int, None] = {}
        for statements in reversed(holding):
            for statement in _bits(statements):
                best[statement] = None
                if len(best) == count:
                    return list(best)
        return list(best)

    def _telling(self, piece: int, wide: Set[str]) -> int:
        """The statements (a bit for each) that hold a wording of the piece that says what a clause is about."""
        if sum(len(self.hits[literal]) for literal in self._found.get(piece, ())) > COMMON:
            return 0
        mask = 0
        for literal in self._found.get(piece, ()):
            if _tells(self.index.runs[literal], wide):
                for number in self._placed(literal):
                    mask |= self._spread[number]
        return mask

    def _within(self, piece: int, first: int, last: int) -> list[Hit]:
        """The hits of a piece that lie wholly among the words `first:last`, in order."""
        found: list[Hit] = []
        for literal in self._found.get(piece, ()):
            begins, length = self.hits[literal], self.index.lengths[literal]
            inside = begins[bisect_left(begins, first) : bisect_right(begins, last - length)]
            found += [(at, at + length) for at in inside]
        return sorted(found)

    def _in(self, piece: int, statement: int) -> list[Hit]:
        """The hits of a piece that lie wholly in a statement, in order."""
        wordings = self._pieces.get(piece)
        if wordings is None:
            wordings = self._pieces[piece] = [self._placed(literal) for literal in self._found[piece]]
        found: list[Hit] = []
        parts = 0
        for wording in wordings:
            hits = wording.get(statement)
            if hits:
                found = found + hits if found else hits
                parts += 1
        return sorted(found) if parts > 1 else found

    def _placed(self, literal: int) -> dict[int, list[Hit]]:
        """Statement -> the hits of a wording that lie wholly in it, in order."""
        found = self._literals.get(literal)
        if found is None:
            found = self._literals[literal] = {}
            length, until, statement = self.index.lengths[literal], self._until, self._statement
            for at in self.hits[literal]:
                end = at + length
                if end <= until[at]:
                    number = statement[at]
                    if number in found:
                        found[number].append((at, end))
                    else:
                        found[number] = [(at, end)]
        return found

    def _at(self, phrase: Phrase, statement: int) -> tuple[Match, ...]:
        """Where the phrase stands in one statement; the others need not be gone through for that."""
        whole = self._matches.get(phrase.text)
        if whole is not None:
            return whole.get(statement, ())
        found = self._single.get((phrase.text, statement))
        if found is None:
            holds = self._holding(phrase) >> statement & 1
            found = self._found_at(phrase, statement) if holds else ()
            self._single[phrase.text, statement] = found
        return found

    def _holding(self, phrase: Phrase) -> int:
        """The statements (a bit for each) that hold every piece of the phrase, or are led in by one that does."""
        holding = -1
        for piece in self.index.every[phrase.text]:
            holding &= self._masks[piece]
        return holding

    def _match(self, phrase: Phrase) -> dict[int, tuple[Match, ...]]:
        found: dict[int, tuple[Match, ...]] = {}
        for number in _bits(self._holding(phrase)):
            matches = self._found_at(phrase, number)
            if matches:
                found[number] = matches
        return found

    def _found_at(self, phrase: Phrase, statement: int) -> tuple[Match, ...]:
        """Up to four matches of a phrase in a statement that may hold it."""
        parts = self.index.pieces[phrase.text]
        first = parts[0]
        if len(parts) > 1 or len(first) > 2 or (len(first) > 1 and self.contract.statements[statement].leads):
            return self._statement_matches(parts, statement)
        if len(first) == 1:
            return tuple([Match((hit,)) for hit in self._in(first[0], statement)[:MOST]])
        return _pairs(self._in(first[0], statement), self._in(first[1], statement))

    def _statement_matches(self, parts: Sequence[tuple[int, ...]], statement: int) -> tuple[Match, ...]:
        """Up to four matches of a phrase in a statement and its lead-ins, each with a piece in the statement itself."""
        where = (*self.contract.statements[statement].leads, statement)
        ranges = [self.ranges[number] for number in where]
        first, *others = (
            [[hit for number in where for hit in self._in(piece, number)] for piece in part] for part in parts
        )
        return _joined(first, others, ranges)

    def __post_init__(self) -> None:
        self._begin = [statement.start for statement in self.contract.statements]
        spread = self._spread = [1 << number for number in range(len(self.ranges))]  # with the items it leads in
        self._evidence = 0
        for statement in self.contract.statements:
            for lead in statement.leads:
                spread[lead] |= 1 << statement.index
            if statement.kind in EVIDENCE_KINDS:
                self._evidence |= 1 << statement.index
        self._found: dict[int, list[int]] = {}  # piece -> those of its wordings that stand in the text
        self._masks: dict[int, int] = {}  # piece -> the statements that hold one, or are led in by one that does
        self._statement, self._until = self._statement_of()
        for literal, begins in self.hits.items():
            length = self.index.lengths[literal]
            mask = 0
            for number in {self._statement[at] for at in begins if at + length <= self._until[at]}:
                mask |= spread[number]
            for piece in self.index.pieces_of[literal]:
                if piece in self._found:
                    self._found[piece].append(literal)
                    self._masks[piece] |= mask
                else:
                    self._found[piece] = [literal]
                    self._masks[piece] = mask
        counts = Counter(itertools.chain.from_iterable(map(self.index.phrases_of.__getitem__, self._found)))
        self._matches = dict.fromkeys(self.index.every, _NOWHERE)  # most phrases lack a piece
        for phrase, count in counts.items():
            if count == self.index.needs[phrase]:
                del self._matches[phrase]

    def _statement_of(self) -> tuple[list[int], list[int]]:
        """The statement of each word and where it ends; -1 for words that stand in none."""
        found = [-1] * len(self.words.keys)
        until = found[:]
        for first, last, number in sorted((*span, number) for number, span in enumerate(self.ranges)):
            found[first:last] = [number] * (last - first)
            until[first:last] = [last] * (last - first)
        return found, until


def _tells(run: tuple[str, ...], wide: Set[str]) -> bool:
    """Whether a wording says what a clause is about."""
    return not wide >= set(run) or sum(word.isalpha() and len(word) > 3 for word in run) > 1


def _bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _pairs(first: list[Hit], second: list[Hit]) -> tuple[Match, ...]:
    """Up to four matches of a phrase of two pieces with these hits in one statement without a lead-in."""
    found: list[Match] = []
    for hit in first:
        following = next((other for other in second if 0 <= other[0] - hit[1] <= GAP), None)
        if following is not None:
            found.append(Match((hit, following)))
            if len(found) == MOST:
                break
    return tuple(found)


def _joined(first: list[list[Hit]], others: list[list[list[Hit]]], ranges: list[Hit]) -> tuple[Match, ...]:
    """Up to four matches of a phrase whose pieces have these hits; the last range is the statement's own."""
    rest: list[Hit] = []
    for part in others:
        chain = _chain(part, ranges, part[0])
        if chain is None:
            return ()
        rest += chain
    own = ranges[-1]
    found: list[Match] = []
    starts = first[0]
    while len(found) < MOST:
        chain = _chain(first, ranges, starts)
        if chain is None:
            break
        spans = (*chain, *rest)
        if any(own[0] <= span[0] < own[1] for span in spans):
            found.append(Match(spans))
        starts = starts[bisect_right(starts, chain[0]) :]
    return tuple(found)


def _chain(inside: list[list[Hit]], ranges: list[Hit], starts: list[Hit]) -> list[Hit] | None:
    """The first sequence of hits, one a piece, each at most GAP words behind the last (or in a later range).

    It begins with one of `starts`.
    """
    if not all(inside):
        return None
    if len(inside) == 1:
        return starts[:1] or None
    return _go_on([], starts, inside[1:], ranges)


def _go_on(chain: list[Hit], hits: list[Hit], behind: list[list[Hit]], ranges: list[Hit]) -> list[Hit] | None:
    """The chain with the first of the hits from which it can be completed; None where there is none."""
    return _completed(chain, hits, behind, ranges, set())


def _completed(
    chain: list[Hit], hits: list[Hit], behind: list[list[Hit]], ranges: list[Hit], dead: set[tuple[int, Hit]]
) -> list[Hit] | None:
    """As `_go_on`; `dead` are the hits, with their depth, from which no chain goes on: each is tried once."""
    for hit in hits:
        if (len(behind), hit) in dead or (chain and not _reaches(chain[-1], hit, ranges)):
            continue
        if not behind:
            return [*chain, hit]
        found = _completed([*chain, hit], behind[0], behind[1:], ranges, dead)
        if found is not None:
            return found
        dead.add((len(behind), hit))
    return None


def _reaches(last: Hit, following: Hit, ranges: list[Hit]) -> bool:
    if following[0] < last[1]:
        return False
    if following[0] - last[1] <= GAP:
        return True
    for first, end in ranges:
        if first <= last[0] < end:
            return not first <= following[0] < end  # a lead-in may be long
    return False


def locate(contract: Contract, index: Index) -> Located:
    """The contract's words, and where the index's wordings stand among them."""
    roles = contract.roles
    parties = [
        (SUPPLIER, (roles.supplier.name, *roles.supplier.aliases) if roles.supplier else GENERIC[0][1]),
        (CUSTOMER, (roles.customer.name, *roles.customer.aliases) if roles.customer else GENERIC[1][1]),
    ]
    found = words(contract.document.text, parties)
    ranges = [found.span(statement.start, statement.end) for statement in contract.statements]
    return Located(contract, found, index, index.hits(found.keys), ranges)


@lru_cache(maxsize=4096)
def _text_keys(text: str) -> tuple[str, ...]:
    return tuple(token[0] for token in tokens(text))


@lru_cache(maxsize=65536)
def in_text(phrase: Phrase, text: str) -> bool:
    """Whether the phrase stands in a short text of its own, such as a heading (parties' names are not known there)."""
    keys = _text_keys(text)
    for part in phrase.parts:
        at = 0
        for piece in part:
            ends = [
                start + len(run)
                for start in range(at, len(keys))
                for run in piece.literals
                if keys[start : start + len(run)] == run
            ]
            if not ends:
                return False
            at = min(ends)
    return True


def library_phrases(library: Library) -> Iterable[Phrase]:
    """Every phrase of a library, those of conditions, advice, terms, conflicts and profiles too."""
    for entry in library.entries:
        yield from entry.subject
        yield from entry.not_about
        for advice in entry.advice:
            yield from advice.absent
        for rules in entry.rules.values():
            for rule in rules:
                yield from rule_phrases(rule)
    for term in library.terms:
        yield from (*term.phrases, *term.without)
    for conflict in library.conflicts:
        for side in conflict.sides:
            yield from rule_phrases(side)
    for profile in library.profiles:
        yield from profile.cues


def rule_phrases(rule: Rule) -> Iterable[Phrase]:
    """Every phrase of a rule."""
    yield from rule.place
    for name, value in rule.conditions:
        if name == "defined":
            for phrases in value.values():
                yield from phrases
        elif isinstance(value, tuple) and value and isinstance(value[0], Phrase):
            yield from value

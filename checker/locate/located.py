"""The words of a contract and where the library's phrases stand in it, worked out for what is asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from checker.entry import Phrase
from checker.locate.headings import in_text
from checker.locate.index import Index
from checker.locate.joining import MOST, Hit, Match, chain, joined, pairs
from checker.locate.sets import bits, tally
from checker.model import EVIDENCE_KINDS, Contract
from checker.words import Words

#: A word that stands more often than this in a contract says nothing about what a clause is near to.
COMMON = 60
#: What stands further from a place than this many words (the length of a common sentence) does not take it back.
NEAR = 25

#: The matches of a phrase that stands in no statement.
_NOWHERE: dict[int, tuple[Match, ...]] = {}


@dataclass
class Located:
    """The words of a contract and where the library's phrases stand in it.

    A set of statements is an integer with a bit for each, so that a contract is gone through in a few steps.
    """

    contract: Contract
    words: Words
    index: Index
    hits: dict[int, list[int]]  # of each wording, the words at which it begins
    ranges: list[Hit]  # of each statement, in words
    _masks: dict[int, int] = field(default_factory=dict)
    _begins: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    _telling: dict[int, int] = field(default_factory=dict)
    _single: dict[tuple[str, int], tuple[Match, ...]] = field(default_factory=dict)
    _matches: dict[str, dict[int, tuple[Match, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        statements = self.contract.statements
        self._begin = [statement.start for statement in statements]
        #: Each statement with the items that it leads in.
        spread = self._spread = [1 << number for number in range(len(self.ranges))]
        self._evidence = 0
        for statement in statements:
            for lead in statement.leads:
                spread[lead] |= 1 << statement.index
            if statement.kind in EVIDENCE_KINDS:
                self._evidence |= 1 << statement.index
        self._statement, self._until = self._statement_of()
        #: Wording -> the statements that hold it whole, and those that these lead in.
        self._held: dict[int, int] = {}
        lengths = self.index.lengths
        for literal, begins in self.hits.items():
            held = self._holders(lengths[literal], begins)
            if held:
                self._held[literal] = held
        #: Piece -> its wordings that stand in the text; first those that stand whole in a statement.
        self._wordings: defaultdict[int, list[int]] = defaultdict(list)
        found, pieces_of = self._wordings, self.index.pieces_of
        for literal in self._held:
            for piece in pieces_of[literal]:
                found[piece].append(literal)
        known = set(found)
        for literal in self.hits.keys() - self._held.keys():
            for piece in pieces_of[literal]:
                found[piece].append(literal)
        #: The phrases of which each piece stands somewhere; most are not among them.
        self._live = self.index.made_of(known)

    def _statement_of(self) -> tuple[list[int], list[int]]:
        """The statement of each word and where it ends; -1 for words that stand in none."""
        found = [-1] * len(self.words.keys)
        until = found[:]
        for first, last, number in sorted((*span, number) for number, span in enumerate(self.ranges)):
            found[first:last] = [number] * (last - first)
            until[first:last] = [last] * (last - first)
        return found, until

    # ---------------------------------------------------------------- phrases

    def matches(self, phrase: Phrase) -> dict[int, tuple[Match, ...]]:
        """Statement index -> where the phrase stands in it (its lead-in counts, if a piece stands in it itself)."""
        text = phrase.text
        if text not in self._live:
            return _NOWHERE
        found = self._matches.get(text)
        if found is None:
            found = self._matches[text] = self._match(text)
        return found

    def standing(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """Those of the phrases of which all pieces stand somewhere: only they can have matches."""
        live = self._live
        return [phrase for phrase in phrases if phrase.text in live]

    def stands(self, phrase: Phrase, statement: int) -> bool:
        """Whether `matches` has the statement; the others need not be gone through for that."""
        return bool(self._at(phrase.text, statement))

    def any_of(self, phrases: Sequence[Phrase], statement: int) -> Match | None:
        """The first match of the first of the phrases that stands in the statement or wholly in its lead-in."""
        where = (statement, *reversed(self.contract.statements[statement].leads))
        for phrase in self.standing(phrases):
            for number in where:
                found = self._at(phrase.text, number)
                if found:
                    return found[0]
        return None

    def any_near(self, phrases: Sequence[Phrase], statement: int, spans: tuple[Hit, ...]) -> bool:
        """Whether a phrase stands in the statement or its lead-in, at most NEAR words from the spans."""
        first, last = min(span[0] for span in spans) - NEAR, max(span[1] for span in spans) + NEAR
        where = (statement, *self.contract.statements[statement].leads)
        for phrase in phrases:
            for number in where:
                for match in self._at(phrase.text, number):
                    if any(start < last and first < end for start, end in match.spans):
                        return True
        return False

    def in_span(self, phrase: Phrase, start: int, end: int) -> bool:
        """Whether the phrase stands in `text[start:end]`."""
        first, last = self.words.span(start, end)
        parts = [[self._within(piece, first, last) for piece in part] for part in self.index.pieces[phrase.text]]
        return all(chain(part, [(first, last)], part[0]) is not None for part in parts)

    def in_heading(self, phrase: Phrase, path: tuple[str, ...]) -> bool:
        """Whether the phrase stands in one of the headings (parties' names are not looked for there)."""
        return any(in_text(phrase, heading) for heading in path)

    def starts_of(self, phrase: Phrase) -> list[int]:
        """The offsets at which a phrase of one piece stands, in the whole text."""
        every = self._within(self.index.pieces[phrase.text][0][0], 0, len(self.words.keys))
        return [self.words.starts[start] for start, _ in every]

    def nearest(self, phrases: Sequence[Phrase], count: int, wide: Set[str] = frozenset()) -> list[int]:
        """Up to `count` statements of evidence that hold most pieces of one of the phrases, at least one; best first.

        A wording of `wide` words does not count, unless it is a name of two words ("data breach"): it would bring any
        clause near.
        """
        holding = [0, 0]  # holding[n]: the statements that hold at least n pieces of one phrase
        telling, every = self._telling, self.index.every
        for phrase in phrases:
            held = []
            for piece in every[phrase.text]:
                mask = telling.get(piece)
                if mask is None:
                    mask = telling[piece] = self._tell(piece, wide)
                if mask:
                    held.append(mask)
            if len(held) == 1:
                holding[1] |= held[0]
            elif held:
                tally(held, holding)
        best: dict[int, None] = {}
        for statements in reversed(holding):
            for statement in bits(statements & self._evidence):
                best[statement] = None
                if len(best) == count:
                    return list(best)
        return list(best)

    def _tell(self, piece: int, wide: Set[str]) -> int:
        """The statements that hold a wording of the piece that says what a clause is about; none if it is common."""
        literals = self._wordings.get(piece)
        if literals is None or sum([len(self.hits[literal]) for literal in literals]) > COMMON:
            return 0
        silent, held = self.index.silent(wide), self._held
        mask = 0
        for literal in literals:
            if literal in held and not silent[literal]:
                mask |= held[literal]
        return mask

    def _holders(self, length: int, begins: Sequence[int]) -> int:
        """The statements in which a wording stands whole, and those that these lead in."""
        statement_of, until, spread = self._statement, self._until, self._spread
        if length > 1:
            begins = [at for at in begins if at + length <= until[at]]
        mask = 0
        for number in set(map(statement_of.__getitem__, begins)):
            if number >= 0:
                mask |= spread[number]
        return mask

    def _mask(self, piece: int) -> int:
        """The statements that hold a wording of the piece, or are led in by one that does."""
        mask = self._masks.get(piece)
        if mask is None:
            held, mask = self._held, 0
            for literal in self._wordings[piece]:
                if literal in held:
                    mask |= held[literal]
            self._masks[piece] = mask
        return mask

    def _within(self, piece: int, first: int, last: int) -> list[Hit]:
        """The hits of a piece that lie wholly among the words `first:last`, in order."""
        found: list[Hit] = []
        for literal in self._wordings.get(piece, ()):
            begins, length = self.hits[literal], self.index.lengths[literal]
            at = bisect_left(begins, first)
            for begin in begins[at : bisect_right(begins, last - length, at)]:
                found.append((begin, begin + length))
        found.sort()
        return found

    def _in(self, piece: int, statement: int) -> list[Hit]:
        """The hits of a piece that lie wholly in a statement, in order."""
        found: list[Hit] = []
        for literal in self._wordings[piece]:
            begins = self._where(literal).get(statement)
            if begins is not None:
                length = self.index.lengths[literal]
                found += [(begin, begin + length) for begin in begins]
        found.sort()
        return found

    def _where(self, literal: int) -> dict[int, list[int]]:
        """Statement -> where in it a wording begins that it holds whole; sorted out when it is first asked for."""
        where = self._begins.get(literal)
        if where is None:
            where = self._begins[literal] = {}
            statement_of, until, length = self._statement, self._until, self.index.lengths[literal]
            for begin in self.hits[literal]:
                if begin + length <= until[begin]:
                    number = statement_of[begin]
                    if number in where:
                        where[number].append(begin)
                    else:
                        where[number] = [begin]
        return where

    def _at(self, phrase: str, statement: int) -> tuple[Match, ...]:
        """Where the phrase stands in one statement; the others need not be gone through for that."""
        if phrase not in self._live:
            return ()
        whole = self._matches.get(phrase)
        if whole is not None:
            return whole.get(statement, ())
        found = self._single.get((phrase, statement))
        if found is None:
            holds = self._holding(phrase) >> statement & 1
            found = self._single[phrase, statement] = self._found_at(phrase, statement) if holds else ()
        return found

    def _holding(self, phrase: str) -> int:
        """The statements that hold every piece of a live phrase, or are led in by one that does."""
        holding = -1
        for piece in self.index.every[phrase]:
            holding &= self._mask(piece)
        return holding

    def _match(self, phrase: str) -> dict[int, tuple[Match, ...]]:
        if len(self.index.every[phrase]) == 1:
            return self._alone(self.index.every[phrase][0])
        found: dict[int, tuple[Match, ...]] = {}
        for number in bits(self._holding(phrase)):
            matches = self._found_at(phrase, number)
            if matches:
                found[number] = matches
        return found

    def _alone(self, piece: int) -> dict[int, tuple[Match, ...]]:
        """Statement -> up to MOST matches of a phrase that is one piece."""
        hits: dict[int, list[Hit]] = {}
        for literal in self._wordings[piece]:
            length = self.index.lengths[literal]
            for number, begins in self._where(literal).items():
                those = [(begin, begin + length) for begin in begins]
                if number in hits:
                    hits[number] += those
                else:
                    hits[number] = those
        return {number: tuple([Match((hit,)) for hit in sorted(hits[number])[:MOST]]) for number in sorted(hits)}

    def _found_at(self, phrase: str, statement: int) -> tuple[Match, ...]:
        """Up to MOST matches of a phrase in a statement that may hold it."""
        parts = self.index.pieces[phrase]
        first = parts[0]
        if len(parts) > 1 or self.contract.statements[statement].leads:
            return self._statement_matches(parts, statement)
        hits = [self._in(piece, statement) for piece in first]
        if len(hits) == 1:
            return tuple([Match((hit,)) for hit in hits[0][:MOST]])
        return pairs(*hits) if len(hits) == 2 else joined(hits, [], [self.ranges[statement]])

    def _statement_matches(self, parts: Sequence[tuple[int, ...]], statement: int) -> tuple[Match, ...]:
        """Up to MOST matches of a phrase in a statement and its lead-ins, each with a piece in the statement itself."""
        where = (*self.contract.statements[statement].leads, statement)
        ranges = [self.ranges[number] for number in where]
        own = {piece: self._in(piece, statement) for part in parts for piece in part}
        if not any(own.values()):
            return ()
        first, *others = (
            [[hit for number in where[:-1] for hit in self._in(piece, number)] + own[piece] for piece in part]
            for part in parts
        )
        return joined(first, others, ranges)

    # ---------------------------------------------------------------- words

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

    def has_stated(self, statement: int) -> bool:
        """Whether a number in both words and digits stands in the statement."""
        return not self.words.stated.keys().isdisjoint(range(*self.ranges[statement]))

    def holds(self, wanted: frozenset[str], first: int, last: int) -> bool:
        """Whether one of the lower-case words stands among the words `first:last`."""
        return not wanted.isdisjoint(self.words.lower[first:last])

    def given(self, at: int) -> tuple[float, float] | None:
        """The number in words and the one in digits, where the word `at` is given in both."""
        stated, value = self.words.stated.get(at), self.words.values.get(at)
        return None if stated is None or value is None else (stated, value)

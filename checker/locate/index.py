"""The wordings of a library, ready for spaCy: built once, and asked of each document where each of them begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise
from typing import Any

from checker.entry import Library, Phrase, Piece, Rule

#: Two or three words that stand next to each other.
Run = tuple[str, ...]


class Index:
    """All wordings of a set of phrases, each with a number, and so each piece; used for every document.

    A wording of several words goes into spaCy's matcher when each three of its words were seen next to each other in a
    document: most never are, and putting one in costs more than all else about it.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.pieces: dict[str, tuple[tuple[int, ...], ...]] = {}  # phrase -> the pieces of its parts
        self.every: dict[str, tuple[int, ...]] = {}  # the same without the parts
        self.literals: dict[Run, int] = {}  # each wording, with its number
        pieces: dict[Piece, int] = {}
        for phrase in phrases:
            if phrase.text not in self.pieces:
                parts = tuple([tuple([pieces.setdefault(each, len(pieces)) for each in part]) for part in phrase.parts])
                self.pieces[phrase.text] = parts
                self.every[phrase.text] = tuple([piece for part in parts for piece in part])
        self.literals_of: list[frozenset[int]] = []  # piece -> its wordings
        pieces_of: list[list[int]] = []
        for number, piece in enumerate(pieces):
            literals = frozenset([self.literals.setdefault(run, len(self.literals)) for run in piece.literals])
            pieces_of += [[] for _ in range(len(self.literals) - len(pieces_of))]
            for literal in literals:
                pieces_of[literal].append(number)
            self.literals_of.append(literals)
        self.alone: dict[int, list[str]] = {}  # piece -> the phrases that are this piece
        #: Piece -> other phrases of which it is the piece with the fewest wordings: those of two pieces with the other
        #: one, longer ones with all of theirs.
        self.paired: dict[int, list[tuple[int, str]]] = {}
        self.keyed: dict[int, list[tuple[frozenset[int], str]]] = {}
        for text, every in self.every.items():
            needed = frozenset(every)
            if len(needed) == 1:
                self.alone.setdefault(every[0], []).append(text)
                continue
            rarest = min(every, key=lambda piece: len(self.literals_of[piece]))
            if len(needed) == 2:
                self.paired.setdefault(rarest, []).append((next(iter(needed - {rarest})), text))
            else:
                self.keyed.setdefault(rarest, []).append((needed, text))
        # In tuples of numbers, which the garbage collector does not go through again and again.
        self.pieces_of = [tuple(each) for each in pieces_of]  # wording -> the pieces it is a wording of
        self.runs = list(self.literals)  # wording -> its words
        self.lengths = [len(run) for run in self.literals]  # and how many
        self._silent: dict[Set[str], _Silent] = {}
        self._single = {run[0]: literal for run, literal in self.literals.items() if len(run) == 1}
        self._waiting: dict[Run, list[tuple[Run, int]]] = {}  # words next to each other -> what waits for them
        self._unseen: set[Run] = set()  # those that no document held so far
        for run, literal in self.literals.items():
            if len(run) > 3:
                self._unseen.update(_stretches(run))
                self._waiting.setdefault(max(_stretches(run), key=_length), []).append((run, literal))
            elif len(run) > 1:  # its only stretch
                self._unseen.add(run)
                self._waiting.setdefault(run, []).append((run, literal))
        self._hashes: dict[str, int] = {}  # word -> spaCy's number for it
        self._literals: dict[int, int] = {}  # spaCy's number for a wording in the matcher -> its own
        self._start()

    def _start(self) -> None:
        """An empty matcher of spaCy's: its wordings come with the documents."""
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self._doc = Doc
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")

    def __getstate__(self) -> dict[str, Any]:
        """What a new index is made of; one that has met documents is not written down."""
        if self._literals or self._hashes:
            raise TypeError("the index holds what documents brought")
        return {
            name: value for name, value in vars(self).items() if name not in ("_doc", "_vocab", "_matcher", "_silent")
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._silent = {}
        self._start()

    def hits(self, keys: Sequence[str]) -> dict[int, list[int]]:
        """Where each wording that stands among `keys` begins: word indexes, in order."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(keys):
            places[key].append(at)
        single = self._single
        found = defaultdict(list, {single[key]: where for key, where in places.items() if key in single})
        self._admit(keys)
        literals = self._literals
        for number, start, _ in self._matcher(self._as_doc(keys, places.keys())):
            found[literals[number]].append(start)
        return dict(found)

    def made_of(self, pieces: Set[int]) -> set[str]:
        """The phrases of which every piece is among these."""
        found: set[str] = set().union(*[self.alone[piece] for piece in pieces & self.alone.keys()])
        pairs = [each for piece in pieces & self.paired.keys() for each in self.paired[piece]]
        found.update([text for other, text in pairs if other in pieces])
        longer = [each for piece in pieces & self.keyed.keys() for each in self.keyed[piece]]
        found.update([text for needed, text in longer if needed <= pieces])
        return found

    def silent(self, wide: Set[str]) -> Mapping[int, bool]:
        """For each wording, whether it does not say what a clause is about: only `wide` words, no name of two words."""
        if wide not in self._silent:
            self._silent[wide] = _Silent(self.runs, wide)
        return self._silent[wide]

    def _admit(self, keys: Sequence[str]) -> None:
        """Put into the matcher what waits for words that are known now; what lacks others waits for those."""
        seen = self._unseen.intersection(pairwise(keys))
        seen |= self._unseen.intersection(zip(keys, keys[1:], keys[2:], strict=False))
        self._unseen -= seen
        for stretch in sorted(seen & self._waiting.keys()):
            for run, literal in self._waiting.pop(stretch):
                lacking = next((each for each in _stretches(run) if each in self._unseen), None)
                if lacking is None:
                    name = str(literal)
                    self._matcher.add(name, [self._as_doc(run, run)])
                    self._literals[self._vocab.strings[name]] = literal
                else:
                    self._waiting.setdefault(lacking, []).append((run, literal))

    def _as_doc(self, keys: Sequence[str], among: Iterable[str]) -> Any:
        """The words for spaCy, by its numbers for them; `among` holds each of them at least once."""
        hashes = self._hashes
        for key in among:
            if key not in hashes:
                hashes[key] = self._vocab.strings.add(key)
        numbers: list[Any] = [hashes[key] for key in keys]
        return self._doc(self._vocab, words=numbers)


class _Silent(dict[int, bool]):
    """What `Index.silent` says, found out for a wording when it is first asked for."""

    def __init__(self, runs: Sequence[Run], wide: Set[str]) -> None:
        super().__init__()
        self.runs, self.wide = runs, wide

    def __missing__(self, literal: int) -> bool:
        run = self.runs[literal]
        named = sum(word.isalpha() and len(word) > 3 for word in run) > 1
        self[literal] = self.wide >= set(run) and not named
        return self[literal]


def _stretches(run: Run) -> Iterable[Run]:
    """Each three words that stand next to each other in a wording; the wording itself if it has but two."""
    return zip(run, run[1:], run[2:], strict=False) if len(run) > 2 else (run,)


def _length(run: Run) -> int:
    """How long the words are together: the longest are the rarest."""
    return sum(map(len, run))


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

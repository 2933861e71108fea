"""Locating: where the phrases of a library stand in a contract, found the quick way and the plain way."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from checker.check import index_of, shipped
from checker.entry import Phrase
from checker.locate import COMMON, Located, locate
from checker.model import EVIDENCE_KINDS
from checker.phrases import GAP
from checker.read import read
from checker.segment import segment

SAMPLES = Path(__file__).parent.parent / "samples"


@lru_cache(maxsize=4)
def located(name: str) -> Located:
    """A sample with the shipped library's phrases."""
    return locate(segment(read(SAMPLES / name)), index_of(shipped()))


def tells(run: tuple[str, ...]) -> bool:
    """Whether a wording is one by which a clause is near to something: no wide word, or a name of two words."""
    return any(word not in shipped().wide for word in run) or sum(len(w) > 3 and w.isalpha() for w in run) > 1


def spans(found: Located, phrase: Phrase) -> list[list[tuple[int, int]]]:
    """All spans of each piece of the phrase, found by comparing its wordings with every stretch of words."""
    keys = found.words.keys
    return [
        [
            (at, at + length)
            for at in range(len(keys))
            for length in sorted({len(run) for run in piece.literals})
            if tuple(keys[at : at + length]) in piece.literals
        ]
        for part in phrase.parts
        for piece in part
    ]


def holding(found: Located, hits: list[tuple[int, int]]) -> set[int]:
    """The statements in which one of the spans stands whole, and the items that they lead in."""
    own = {
        statement.index
        for statement in found.contract.statements
        for start, end in hits
        if found.ranges[statement.index][0] <= start and end <= found.ranges[statement.index][1]
    }
    return own | {s.index for s in found.contract.statements if own.intersection(s.leads)}


@pytest.mark.parametrize("name", ["supplier-paper.pdf", "thin-services-letter.pdf"])
def test_nearest_statements_are_those_that_a_count_of_every_statement_finds(name: str) -> None:
    """The nearest statements hold most pieces of one subject phrase, common and wide ones left out, earlier first."""
    found = located(name)
    for entry in shipped().entries[::22]:
        best: dict[int, int] = {}
        for phrase in entry.subject:
            held = [
                holding(found, [hit for hit in hits if tells(tuple(found.words.keys[hit[0] : hit[1]]))])
                for hits in spans(found, phrase)
                if len(hits) <= COMMON
            ]
            for statement in found.contract.statements:
                count = sum(statement.index in statements for statements in held)
                if count and statement.kind in EVIDENCE_KINDS:
                    best[statement.index] = max(best.get(statement.index, 0), count)
        ranked = sorted(best, key=lambda number: (-best[number], number))
        assert found.nearest(entry.subject, 3, shipped().wide) == ranked[:3], entry.id


@pytest.mark.parametrize("name", ["supplier-paper.pdf"])
def test_phrases_of_one_piece_are_found_where_a_plain_search_finds_them(name: str) -> None:
    """A phrase without a gap stands in exactly the statements that hold one of its wordings whole."""
    found = located(name)
    single = [p for entry in shipped().entries[::15] for p in entry.subject if [len(part) for part in p.parts] == [1]]
    assert single
    stands = 0
    for phrase in single:
        hits = spans(found, phrase)[0]
        plain = {
            number: tuple(hit for hit in hits if first <= hit[0] and hit[1] <= last)[:4]
            for number, (first, last) in enumerate(found.ranges)
        }
        expected = {number: inside for number, inside in plain.items() if inside}
        got = {number: tuple(match.spans[0] for match in matches) for number, matches in found.matches(phrase).items()}
        assert got == expected, phrase.text
        stands += len(expected)
    assert stands


@pytest.mark.parametrize("name", ["supplier-paper.pdf", "thin-services-letter.pdf"])
def test_one_pass_finds_every_wording(name: str) -> None:
    """Every wording of the library is found where its words stand one behind the other, and nowhere else."""
    found = located(name)
    keys = found.words.keys
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        places.setdefault(key, []).append(at)
    expected: dict[int, list[int]] = {}
    for run, number in found.index.literals.items():
        where = [at for at in places.get(run[0], ()) if tuple(keys[at : at + len(run)]) == run]
        if where:
            expected[number] = where
    assert expected
    assert found.index.hits(keys) == expected


@pytest.mark.parametrize("name", ["supplier-paper.pdf"])
def test_phrases_of_two_pieces_are_found_where_a_plain_search_finds_them(name: str) -> None:
    """Outside lists a phrase "a ... b" stands wherever b begins at most GAP words behind a, four times at most."""
    found = located(name)
    double = [p for entry in shipped().entries[::15] for p in entry.subject if [len(part) for part in p.parts] == [2]]
    stands = 0
    for phrase in double:
        first, second = spans(found, phrase)
        expected: dict[int, tuple[tuple[tuple[int, int], ...], ...]] = {}
        for number, (start, end) in enumerate(found.ranges):
            inside = [hit for hit in first if start <= hit[0] and hit[1] <= end]
            behind = [hit for hit in second if start <= hit[0] and hit[1] <= end]
            pairs = [(hit, next((b for b in behind if 0 <= b[0] - hit[1] <= GAP), None)) for hit in inside]
            kept = tuple((hit, other) for hit, other in pairs if other is not None)[:4]
            if kept and not found.contract.statements[number].leads:
                expected[number] = kept
        got = {
            number: tuple(match.spans for match in matches)
            for number, matches in found.matches(phrase).items()
            if not found.contract.statements[number].leads
        }
        assert got == expected, phrase.text
        stands += len(expected)
    assert stands

"""Phrases: the notation of the library."""

from __future__ import annotations

import pytest

from checker.phrases import PhraseError, compile_phrase


def runs(text: str, part: int = 0, piece: int = 0) -> frozenset[tuple[str, ...]]:
    """The wordings of one piece of a phrase."""
    return compile_phrase(text).parts[part][piece].literals


def test_slash_is_a_word_and_bar_a_wording() -> None:
    """`a/b c` are two wordings of one place, `a b|c` two wordings of a piece."""
    assert runs("notify/inform customer") >= {("notifi", "customer"), ("inform", "customer")}
    assert runs("prior notice|warning") == {("prior", "notic"), ("warn",)}


def test_parentheses_make_a_word_optional() -> None:
    """A word in parentheses may be there or not."""
    assert runs("(prior) written consent") == {("prior", "written", "consent"), ("written", "consent")}


def test_gaps_and_ampersands_divide() -> None:
    """`...` divides pieces, `&` parts."""
    phrase = compile_phrase("notify ... breach & within {time}")
    assert [len(part) for part in phrase.parts] == [2, 1]


def test_roles_stand_for_both_parties_too() -> None:
    """{supplier} also means mutual wording, {supplier-only} does not."""
    assert runs("{supplier} shall") == {("{supplier}", "shal"), ("{both}", "shal")}
    assert runs("{supplier-only} shall") == {("{supplier}", "shal")}


@pytest.mark.parametrize("text", ["", "the ... breach", "notify ... ", "{suplier} shall"])
def test_bad_phrases_are_refused(text: str) -> None:
    """An empty piece and an unknown brace are errors."""
    with pytest.raises(PhraseError):
        compile_phrase(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("backup ... daily|every|hourly", "'every' is not seen"),
        ("not (be) (obliged) ... report", "without the words in parentheses 'not (be) (obliged)' is 'not'"),
        ("(valid) for (indefinite) (period)|evergreen", "is 'for'"),
    ],
)
def test_a_wording_that_says_nothing_is_refused(text: str, said: str) -> None:
    """An alternative that is only a small word, or that comes down to a bare "not" or "for", is an error."""
    with pytest.raises(PhraseError) as error:
        compile_phrase(text)
    assert said in str(error.value)


def test_too_many_wordings_are_refused_before_they_are_made() -> None:
    """A phrase that stands for millions of wordings is an error at once, and not the end of all memory."""
    with pytest.raises(PhraseError, match="3486784401 wordings in one piece; split it"):
        compile_phrase("loss " + " ".join(["(direct/indirect)"] * 20))


def test_a_third_party_is_no_party() -> None:
    """ "third party" means the same in a phrase and in a text, also as one of two alternatives."""
    assert runs("third parties") == {("third", "party")}
    assert ("third", "party", "claim") in runs("third/other party claim")

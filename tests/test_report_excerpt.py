"""A quote is cut to the words that decided, in whole words, and says where it was cut."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checker.report.excerpt import excerpt, lead_in, marks, shown_evidence
from tests.report_sample import BREACH, FINDINGS, TEXT

START = TEXT.index(BREACH)


def said(text: str, spans: list[tuple[int, int]], limit: int, start: int = 0) -> str:
    """The cut quote as one string."""
    return "".join(piece.text for piece in excerpt(text, start, spans, limit))


def test_short_quote_stays_whole() -> None:
    """A quote within the limit is shown whole, on one line."""
    assert said("one two\n three", [], 100) == "one two three"


def test_cut_keeps_what_decided() -> None:
    """The words that decided survive any limit, with whole words around them."""
    spans = [(START + BREACH.index("without"), START + BREACH.index(" after completing"))]
    cut = said(BREACH, spans, 90, START)
    assert "without undue delay" in cut
    assert cut.startswith("… ")
    assert set(cut.replace("…", "").split()) <= set(BREACH.split())


def test_marks_are_marked() -> None:
    """Exactly the words that decided are marked."""
    pieces = excerpt("Supplier may suspend at will.", 100, [(109, 120)], 80)
    assert [piece.text for piece in pieces if piece.marked] == ["may suspend"]


def test_two_windows() -> None:
    """Words far apart are shown with an ellipsis between them."""
    text = "alpha " + "x " * 200 + "omega"
    cut = said(text, [(0, 5), (len(text) - 5, len(text))], 60)
    assert cut.startswith("alpha")
    assert cut.endswith("omega")
    assert cut.count("…") == 1


def test_no_marks_shows_the_beginning() -> None:
    """Without words that decided, the beginning is shown."""
    assert said("alpha beta gamma delta", [], 12) == "alpha beta …"


@given(
    st.text(alphabet=st.sampled_from("ab \n”<"), max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6),
    st.integers(10, 200),
)
def test_never_fails_and_never_invents(text: str, spans: list[tuple[int, int]], limit: int) -> None:
    """Whatever the spans, the cut holds only characters of the quote, in order, and ellipses."""
    shown = iter(text)
    for piece in excerpt(text, 0, spans, limit):
        for char in piece.text:
            assert char in " …" or char in shown


def test_lead_in_keeps_its_end() -> None:
    """Of a long lead-in the end is kept, which holds the party and its verb."""
    lead = "Without prejudice to any other right or remedy that a party may have, on expiry of the Term Supplier shall:"
    assert lead_in(lead, 40).startswith("… ")
    assert lead_in(lead, 40).endswith("Supplier shall:")
    assert lead_in("Supplier shall:") == "Supplier shall:"


def test_shown_evidence_holds_the_weakness() -> None:
    """Of several quotes the one that holds the first weakness is shown; without weaknesses the first."""
    finding = FINDINGS[4]
    assert shown_evidence(replace(finding, evidence=finding.evidence[::-1])) == finding.evidence[0]
    assert shown_evidence(replace(finding, weaknesses=())) == finding.evidence[0]
    assert shown_evidence(replace(finding, evidence=())) is None


def test_marks_prefer_weaknesses() -> None:
    """What is marked is what made it weak; the evidence's own words where no weakness stands in it."""
    breach = FINDINGS[0]
    marked = [TEXT[a:b] for a, b in marks(breach, breach.evidence[0])]
    assert marked == ["in Supplier's reasonable\nopinion is material", "without undue delay"]
    assert marks(FINDINGS[1], FINDINGS[1].evidence[0]) == FINDINGS[1].evidence[0].words

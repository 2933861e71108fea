"""Words: what is folded before phrases are matched."""

from __future__ import annotations

import pytest

from checker.words import BOTH, CUSTOMER, NUMBER, REDACTED, SUPPLIER, root, tokens, words


def keys(text: str) -> list[str]:
    """The keys of a text."""
    return [token[0] for token in tokens(text)]


@pytest.mark.parametrize(
    "forms",
    [
        "notify notifies notified notifying",
        "breach breaches breached breaching",
        "meeting meetings meet",
        "favourable favorable",
        "honoured honored",
        "licence license licences licensed licensing",
        "organisation organization organisations",
        "endeavour endeavours endeavor endeavoring",
        "keep keeps kept keeping",
        "pay pays paid paying",
        "policy policies",
        "dispute disputes disputed disputing",
        "use uses used using",
        "agree agrees agreed agreeing",
        "terminate terminates terminated terminating",
        "cancel cancels cancelled canceled cancelling",
    ],
)
def test_forms_share_a_root(forms: str) -> None:
    """All grammatical forms and both spellings of a word have one root."""
    assert len({root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("left", "right"), [("notify", "notice"), ("assign", "assignment"), ("during", "dure"), ("bus", "bu")]
)
def test_other_words_stay_apart(left: str, right: str) -> None:
    """Derived and unrelated words do not fall together."""
    assert root(left) != root(right)


@pytest.mark.parametrize(
    ("text", "value", "stated"),
    [
        ("thirty (30) days", 30.0, 30.0),
        ("thirty (60) days", 60.0, 30.0),
        ("ninety days", 90.0, None),
        ("one hundred and twenty (120) days", 120.0, 120.0),
        ("$1,000,000", 1_000_000.0, None),
        ("99.95%", 99.95, None),
        ("one year", 1.0, None),
    ],
)
def test_numbers_have_values(text: str, value: float, stated: float | None) -> None:
    """A number in words, digits or both is one word with its value, and the words beside digits are kept."""
    number = next(token for token in tokens(text) if token[0] == NUMBER)
    assert (number[4], number[6]) == (value, stated)


def test_one_is_a_number_only_with_a_unit() -> None:
    """ "no one party" holds no number."""
    assert NUMBER not in keys("no one party may rely on one another")


def test_redacted_numbers_are_seen() -> None:
    """A redaction is a word of its own, so that it can stand where a number is sought."""
    assert keys("[***] days") == [REDACTED, "day"]


def test_hyphens_do_not_matter() -> None:
    """sub-processor and subprocessor, third-party and third party are alike."""
    assert keys("Sub-processors") == keys("subprocessor")
    assert keys("third-party claim") == keys("third party claims")


def test_parties_become_roles() -> None:
    """A party's names stand for its role where they are written as names, and mutual words for both."""
    found = words(
        "The Bank shall pay ACME Systems, Inc. and any bank. Neither party may.",
        [(SUPPLIER, ["ACME Systems, Inc.", "ACME"]), (CUSTOMER, ["Bank"])],
    )
    assert found.keys[0] == CUSTOMER
    assert found.keys[3] == SUPPLIER
    assert "bank" in found.keys
    assert BOTH in found.keys


def test_offsets_point_into_the_text() -> None:
    """Every word's span holds that word in the text."""
    text = 'Supplier shall, within thirty (30) days, return the "Customer Data".'
    found = words(text)
    for low, start, end in zip(found.lower, found.starts, found.ends, strict=True):
        assert text[start:end].lower() == low


def test_breaks_are_known() -> None:
    """A comma and a semicolon before a word are told apart."""
    found = words("Supplier, shall perform; Customer pays")
    assert found.broken[found.lower.index("shall")] == 1
    assert found.broken[found.lower.index("customer")] == 2


@pytest.mark.parametrize("text", ["0.5 per cent of", "0.5 per\ncent of", "0.5 percent of", "0.5 % of"])
def test_per_cent_in_two_words_is_a_percentage(text: str) -> None:
    """The British "per cent" is the sign %, right behind its number, so that phrases with a percentage find it."""
    assert list(words(text).keys) == [NUMBER, "%", "of"]


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("1-1/2% per month", 1.5, None),
        ("one and one half percent (1 1/2%)", 1.5, 1.5),
        ("ninety-seven point five percent (97.5%)", 97.5, 97.5),
        ("ten percent (12%)", 12.0, 10.0),
        ("five and a half years", 5.5, None),
    ],
)
def test_fractions_and_points_are_one_number(text: str, value: float, said: float | None) -> None:
    """A fraction, a spoken point and the digits behind the unit belong to one number."""
    found = words(text)
    assert found.keys.count(NUMBER) == 1
    assert found.values[0] == pytest.approx(value)
    assert found.stated.get(0) == (None if said is None else pytest.approx(said))


@pytest.mark.parametrize(("one", "other"), [("notes", "not"), ("noted", "not"), ("rating", "rate")])
def test_words_that_only_look_alike_have_two_roots(one: str, other: str) -> None:
    """A note is no "not", and a rating is no rate."""
    assert root(one) != root(other)


def test_two_names_joined_are_both_parties() -> None:
    """ "Supplier and Customer" is both; "Supplier's and Customer's data" and a list are not."""
    parties = [(SUPPLIER, ["Supplier"]), (CUSTOMER, ["Customer"])]
    assert words("Supplier and Customer agree", parties).keys[:3] == [BOTH, "and", BOTH]
    assert words("Supplier and Customer's data", parties).keys[0] == SUPPLIER
    assert words("Supplier, and Customer agree", parties).keys[0] == SUPPLIER


def test_each_alone_is_both_parties() -> None:
    """ "Each agrees to" has the small word for its subject."""
    assert keys("Each agrees to pay")[0] == BOTH
    assert BOTH not in keys("each day")


def test_a_name_does_not_go_over_the_end_of_a_sentence() -> None:
    """ "... for the Services. Provider may" does not hold the name "Service Provider"; "U.S. Bank" is one."""
    found = words("It is paid for the Services. Provider may go.", [(SUPPLIER, ["Service Provider"])])
    assert SUPPLIER not in found.keys
    assert words("U.S. Bank shall pay.", [(CUSTOMER, ["U.S. Bank"])]).keys[0] == CUSTOMER

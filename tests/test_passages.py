"""The passages on a subject: what a reader would mark."""

from __future__ import annotations

import pytest

from checker.entry import Library
from checker.errors import LibraryError
from checker.library.compile import compile_entry
from checker.library.source import read_source
from checker.model import Contract, Document, Page
from checker.passages import Passages
from checker.segment import segment
from checker.verify import verify
from tests.judging import contract, finding

HEAD = "id: it\ntitle: It\nfamily: test\nseverity: high\nwhy: w\nask: a\n"


def of(text: str) -> Contract:
    """The structure of a text."""
    return segment(Document("t.txt", "0" * 64, text, (Page(1, "1", 0, len(text)),)))


def marked(text: str, *words: str) -> list[str]:
    """The passages where the statements that hold one of the words were located."""
    made = of(text)
    numbers = [s.index for s in made.statements if any(word in made.statement_text(s) for word in words)]
    return [" ".join(passage.text.split()) for passage in Passages(made).of(numbers)]


def test_an_item_inside_a_sentence_brings_the_sentence() -> None:
    """A located item of a run-in list is shown with its lead-in and its sisters."""
    text = (
        "1. The Supplier shall (a) keep all books of account in good order; (b) let the Customer see the books at "
        "any time; and (c) answer the questions of the auditors."
    )
    assert marked(f"{text}\n", "see the books") == [text.removeprefix("1. ")]


def test_neighbours_in_a_clause_are_one_passage() -> None:
    """Adjoining sentences of one clause are joined; a sentence that goes on with "Such" is taken along."""
    found = marked(
        "1. The Supplier shall hold insurance. The insurance covers a million. Such insurance is primary.\n\n"
        "2. The Supplier shall tell the Customer of its insurance.\n",
        "hold insurance", "covers", "tell",
    )  # fmt: skip
    assert found == [
        "The Supplier shall hold insurance. The insurance covers a million. Such insurance is primary.",
        "The Supplier shall tell the Customer of its insurance.",
    ]


#: The beginning of a sentence that goes on for long.
LONG = "it is all as it was before, and nothing that stands here is on the subject of this test in the least, nor is"


def test_an_item_on_its_own_line_brings_its_short_list() -> None:
    """An item of a short list is shown with the list; the first of a long one with the lead-in right before it only."""
    text = "1. The Supplier shall:\n\n(a) hold insurance;\n\n(b) keep books"
    assert marked(f"{text}.\n", "insurance") == ["The Supplier shall: (a) hold insurance; (b) keep books."]
    long = f"{text};\n\n(c) see to it that {', and that '.join([LONG] * 20)}.\n"
    assert marked(long, "insurance") == ["The Supplier shall: (a) hold insurance;"]


def test_an_item_of_a_long_list_brings_what_leads_to_it() -> None:
    """An item further on in a list that is too long to be shown is shown from the lead-in on, if that is not far."""
    long = f"(c) see to it that {', and that '.join([LONG] * 20)}"
    text = f"1. The Supplier shall:\n\n(a) keep books;\n\n(b) hold insurance;\n\n{long};\n\n(d) pay the insurers.\n"
    assert marked(text, "hold insurance") == ["The Supplier shall: (a) keep books; (b) hold insurance;"]
    assert marked(text, "insurers") == ["pay the insurers."]


def test_a_short_paragraph_is_whole_and_of_a_long_one_what_stands_beside() -> None:
    """A paragraph of less than a page is shown whole; of a longer one whole sentences to each side."""
    text = "1. The sky is blue. The sea is green. The Supplier shall hold insurance. The tea is hot. The sun is red."
    whole = text.removeprefix("1. ")
    assert marked(f"{text}\n\n2. The moon is round.\n", "insurance") == [whole]
    filler = " ".join([f"Then {LONG}."] * 20)
    (found,) = marked(f"1. {filler} {whole} {filler}\n", "insurance")
    before, behind = found.split("The Supplier shall hold insurance.")
    assert before.startswith("Then it is")
    assert before.endswith("The sea is green. ")
    assert behind.endswith("nor is.")
    assert all(120 < len(side.split()) <= 150 for side in (before, behind))


def test_a_short_gap_in_a_long_paragraph_is_listed_too() -> None:
    """Between two passages of one clause a few lines are listed with them; where a page stands between they are two."""
    first = "The Supplier shall hold insurance."

    def between(count: int) -> int:
        filler = " ".join([f"Then {LONG}."] * count)
        return len(marked(f"1. {first} {filler} The Customer shall pay the insurance. {filler}\n", "insurance"))

    assert between(15) == 1
    assert between(30) == 2


def test_a_lead_in_brings_its_list() -> None:
    """A located lead-in is shown with the items that it leads in to, each on its own line, and no further."""
    text = "1. On expiry the Supplier shall:\n\n(a) hold insurance;\n\n(b) keep books.\n\n2. All is well here.\n"
    assert marked(text, "On expiry") == ["On expiry the Supplier shall: (a) hold insurance; (b) keep books."]


RULES = """
subject: [books]
given-when: {bound: supplier, force: must}
present: [{force: must}]
clauses:
  - {phrase: [audit ... books], without: [by law]}
  - {phrase: [inspect ... books], bound: customer, force: may}
examples:
  present: [x]
  missing: [y]
  clauses: [Customer may audit the books.]
  no-clauses: [The books are blue.]
"""


AUDIT, KEPT, OTHER = "Customer may audit the books.", "Supplier shall keep books.", "The sky is blue."


def test_rules_of_an_entry_say_what_is_listed() -> None:
    """With `clauses` rules what they fit is listed, in either direction, and the status is what it was."""
    own = compile_entry(read_source(f"{HEAD}{RULES}".encode(), "it.yaml"))
    made = contract(
        "Supplier shall keep books.", OTHER, "Supplier may audit the books of Customer.", OTHER,
        "The books are audited by law.", OTHER, "Customer may inspect the books.", OTHER,
        "Supplier may inspect the books.",
    )  # fmt: skip
    found = finding(made, own)
    assert found.status == "present"
    assert [clause.text for clause in found.clauses] == [
        "Supplier may audit the books of Customer.", "Customer may inspect the books.",
    ]  # fmt: skip


def listed_beside(*clauses: str) -> list[str]:
    """What is listed for the entry of RULES in a contract of these clauses, numbered from 1."""
    own = compile_entry(read_source(f"{HEAD}{RULES}".encode(), "it.yaml"))
    numbered = "".join(f"{number}. {clause}\n\n" for number, clause in enumerate(clauses, 1))
    made = segment(Document("t.txt", "0" * 64, numbered, (Page(1, "1", 0, len(numbered)),)), customer="Customer")
    return [clause.text for clause in finding(made, own).clauses]


def test_what_is_on_the_subject_beside_a_listed_clause_is_listed() -> None:
    """A statement on the subject that no rule lists is listed right before or behind a clause that one does."""
    assert listed_beside(AUDIT, KEPT) == [AUDIT, KEPT]
    assert listed_beside(KEPT, AUDIT) == [KEPT, AUDIT]
    assert listed_beside(KEPT, OTHER, OTHER, AUDIT) == [AUDIT]
    assert listed_beside(KEPT, OTHER) == []


def test_what_points_to_a_listed_clause_or_is_pointed_to_is_listed() -> None:
    """So is one elsewhere that refers to a listed clause, or to which a listed clause refers."""
    naming = "Supplier shall keep books for audits under Section 4."
    assert listed_beside(naming, OTHER, OTHER, AUDIT) == [naming, AUDIT]
    named = "Customer may audit the books that Supplier keeps under Section 1."
    assert listed_beside(KEPT, OTHER, OTHER, named) == [KEPT, named]


def test_what_is_listed_has_examples() -> None:
    """An entry with `clauses` rules needs examples of what is listed and what is not, and is tested on them."""
    text = f"{HEAD}{RULES}".replace("  no-clauses: [The books are blue.]\n", "")
    with pytest.raises(LibraryError, match="examples of 'clauses' and 'no-clauses' are needed"):
        compile_entry(read_source(text.encode(), "it.yaml"))
    wrong = f"{HEAD}{RULES}".replace("The books are blue", "Supplier may audit the books")
    library = Library((compile_entry(read_source(wrong.encode(), "it.yaml")),), "0", "listed")
    assert any("an example of 'no-clauses' is listed" in problem for problem in verify(library))


def test_the_main_clause_behind_a_list_brings_the_list() -> None:
    """What a condition's list leads to is shown with the condition."""
    text = "If Supplier (a) breaks this Agreement in a serious way, or (b) stops paying its staff, Customer may leave."
    assert marked(f"1. {text}\n", "may leave") == [text]


def test_short_clauses_of_one_section_are_one_passage() -> None:
    """Clauses that stand directly behind each other in a section are listed as one passage; long ones are not."""
    from checker.passages import Passages
    from tests.test_segment import of

    made = of(
        "5. COVER\n\n5.1 The Seller shall insure its stock.\n\n5.2 The policy shall be shown each May.\n\n"
        "6. PAPERS\n\n6.1 The policy is kept for a year.\n\n6.2 " + "It is kept dry and is aired every week. " * 60
    )
    wanted = [
        s.index for s in made.statements if "policy" in made.statement_text(s) or "insure" in made.statement_text(s)
    ]
    found = Passages(made).of([*wanted, made.statements[-1].index])
    assert [each.clause for each in found] == ["5.1", "6.1", "6.2"]
    assert found[0].text.startswith("The Seller shall insure")
    assert found[0].text.endswith("each May.")

"""The language of a document: another than English is said by name, never judged as missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import UnreadableError
from checker.model import Document, Page
from checker.read import read
from checker.read.language import demand_english

ENGLISH = (
    "The Supplier shall provide the Services with reasonable skill and care, and shall keep the data of the Customer "
    "confidential for the term of this Agreement.\n\n"
)
OTHERS = {
    "German": "Der Auftragnehmer erbringt die vereinbarten Leistungen mit der Sorgfalt eines guten Kaufmanns und "
    "behandelt die Daten des Auftraggebers vertraulich. Die Haftung ist auf die Vergütung eines Jahres begrenzt.\n\n",
    "French": "Le prestataire s'engage à fournir les services conformément aux niveaux de service et à garder "
    "confidentielles les données du client pendant la durée du contrat et trois ans après son terme.\n\n",
    "Spanish": "El proveedor se obliga a prestar los servicios de acuerdo con los niveles de servicio y a mantener la "
    "confidencialidad de los datos del cliente durante la vigencia del contrato y tres años después.\n\n",
    "Chinese": "本协议由甲乙双方签订。乙方应当按照本协议的约定向甲方提供外包服务,并对甲方数据保密。\n\n",
}


def document(text: str) -> Document:
    """A document of one page."""
    return Document("contract.txt", "", text, (Page(1, "iv", 0, len(text)),))


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language: str) -> None:
    """A document that is not in English cannot be read, and the error names its language."""
    with pytest.raises(UnreadableError, match=f"is in {language}"):
        demand_english(document(OTHERS[language] * 8))


@pytest.mark.parametrize("language", OTHERS)
def test_a_foreign_passage_is_noted(language: str) -> None:
    """One clause in another language is noted with its page, and the rest is judged."""
    (note,) = demand_english(document(ENGLISH * 8 + OTHERS[language] + ENGLISH * 8))
    assert note.startswith(f"page iv: a passage in {language} was not understood")


def test_lists_and_tables_are_no_foreign_language() -> None:
    """Names, places and figures are neither English nor foreign: nothing is noted."""
    listed = "\n".join(f"Alberta Calgary Site {n} 99.9 % Priority {n} 4 hours" for n in range(60))
    assert demand_english(document(ENGLISH * 12 + listed + "\n\n" + ENGLISH)) == ()


def test_reading_tells_it(tmp_path: Path) -> None:
    """The reader refuses a German file, so that it never becomes a list of missing protections."""
    file = tmp_path / "vertrag.txt"
    file.write_text(OTHERS["German"] * 8, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"vertrag\.txt: is in German"):
        read(file)

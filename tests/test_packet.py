"""Packets: documents that are one contract; a protection counts wherever it stands, and rank decides conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.check import check, check_packet, examine, examine_packet, shipped
from checker.errors import UnreadableError, UsageError
from checker.model import Document, Page, Report
from checker.packet import join
from checker.packet.kinds import kind_of
from checker.segment import segment

EVALUATION = Path(__file__).resolve().parents[2] / "shared" / "eval"

AGREEMENT = """MASTER SERVICES AGREEMENT

This Agreement is made between Brightwater Council ("Customer") and Hollis Systems Ltd ("Supplier").

1. Services

1.1 Supplier shall provide the Services and shall meet the Service Levels in Schedule 2.

2. Confidentiality

2.1 Each party shall keep the other's Confidential Information confidential and use it only to perform this Agreement.

3. Data

3.1 Supplier may use Customer Data for any purpose of its own. The Data Processing Addendum applies.

4. Liability

4.1 Each party's total liability in each year shall not exceed 150% of the annual Charges.

5. Indemnity

5.1 Supplier shall indemnify Customer against third-party claims arising from its negligence.

6. Termination

6.1 Customer may terminate this Agreement without cause on 60 days' notice.

7. Assignment

7.1 Neither party may assign this Agreement without the other's prior written consent.

8. General

8.1 {order}

8.2 This Agreement is governed by the laws of England.
"""
LEVELS = """SCHEDULE 2

SERVICE LEVELS

1. Supplier shall ensure that the Service Desk answers 90% of calls within 30 seconds in each month.

2. Supplier shall credit Customer with 12% of the monthly Charges for each month in which a Service Level is missed.
"""
PRIVACY = """DATA PROCESSING ADDENDUM

1. Processor shall notify Customer of a Personal Data Breach within 24 hours after becoming aware of it.

2. Supplier shall use Customer Data only to perform the Services and for no other purpose.
"""
ORDER = "If there is a conflict, the following order of precedence applies: (a) {0}; (b) {1}."


def document(name: str, text: str) -> Document:
    """A document of one page, with a hash of its own."""
    return Document(name, f"{abs(hash(name)):064x}"[-64:], text, (Page(1, "1", 0, len(text)),))


def packet(order: str = "Notices are in writing.", *, levels: bool = True) -> Report:
    """The report on the packet of the three documents; `order` is what clause 8.1 says."""
    privacy, main = document("dpa.txt", PRIVACY), document("msa.txt", AGREEMENT.format(order=order))
    schedule = [document("service levels.txt", LEVELS)] if levels else []
    return examine_packet([privacy, main, *schedule], shipped())


def status(report: Report, protection: str) -> str:
    """The status of a protection."""
    return next(finding.status for finding in report.findings if finding.id == protection)


def test_a_protection_counts_wherever_it_stands() -> None:
    """What the schedule and the addendum give is given, with the name of the document and a true quote."""
    report = packet()
    for protection, name in (("sla-service-credits", "service levels.txt"), ("data-breach-notification", "dpa.txt")):
        finding = next(finding for finding in report.findings if finding.id == protection)
        assert finding.status == "present"
        (evidence, *_) = finding.evidence
        assert evidence.document == name
        assert report.document.text[evidence.start : evidence.end] == evidence.quote


def test_the_main_agreement_leads() -> None:
    """The agreement comes first, whatever the order on the command line, and each part says what it was taken for."""
    parts = packet().document.parts
    assert [(part.name, part.title) for part in parts] == [
        ("msa.txt", "main agreement"), ("dpa.txt", "data protection terms"),
        ("service levels.txt", "service level schedule"),
    ]  # fmt: skip
    assert all(packet().document.name_at(part.start) == part.name for part in parts)


def test_references_are_resolved_between_documents() -> None:
    """A schedule that is in the packet need not be obtained; one that was left out is named."""
    assert [missing.label for missing in packet().obtain] == []
    assert [missing.label for missing in packet(levels=False).obtain] == ["Schedule 2"]
    assert packet(levels=False).obtain[0].document == "msa.txt"


def test_the_order_of_precedence_decides() -> None:
    """A right to other uses of data in the agreement takes nothing back where the addendum prevails over it."""
    above, below = "the Data Processing Addendum", "this Agreement"
    assert [part.rank for part in packet(ORDER.format(above, below)).document.parts][:2] == [1, 0]
    assert status(packet(ORDER.format(above, below)), "data-no-secondary-use") == "present"
    assert status(packet(ORDER.format(below, above)), "data-no-secondary-use") == "weak"
    assert status(packet(), "data-no-secondary-use") == "weak"


def test_one_document_prevails() -> None:
    """A clause that lets one document prevail ranks it above all others."""
    report = packet(
        "If the Data Processing Addendum and this Agreement conflict, the Data Processing Addendum prevails."
    )
    assert [part.rank for part in report.document.parts] == [1, 0, 1]


def test_a_schedule_alone_is_judged_for_its_family() -> None:
    """A schedule without its agreement is silent on other families: elsewhere, with a note, and never missing."""
    report = examine(document("levels.txt", LEVELS), shipped())
    assert status(report, "sla-service-credits") == "present"
    others = {finding.status for finding in report.findings if finding.family not in ("sla",)}
    assert "missing" not in others
    assert "elsewhere" in others
    assert "without its main agreement" in report.notes[0]
    assert any(finding.status == "missing" for finding in report.findings if finding.family == "sla")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("MASTER SERVICES AGREEMENT", ""), ("Support and Maintenance Agreement", ""),
        ("Schedule 3 \u2013 Service Levels", "service-levels"), ("Service Level Agreement", "service-levels"),
        ("Data Protection Addendum (DPA)", "data-protection"), ("Business Associate Agreement", "data-protection"),
        ("SCHEDULE 4\n\nEXIT PLAN", "exit"), ("Order Form", "order"),
    ],
)  # fmt: skip
def test_kinds_are_known_by_their_titles(title: str, kind: str) -> None:
    """A document is what its title says."""
    assert kind_of(segment(document("x.txt", f"{title}\n\n1. Supplier shall do as is set out here."))) == kind


def test_an_agreement_with_a_schedules_title_is_an_agreement() -> None:
    """A document with the clauses of an agreement is one, even if its title speaks of service levels."""
    text = AGREEMENT.format(order="").replace("MASTER SERVICES", "SERVICE LEVEL")
    assert kind_of(segment(document("x.txt", text))) == ""


def test_an_agreement_under_a_rate_schedule_is_no_schedule() -> None:
    """What calls itself an agreement is judged in full, whatever schedule its title names."""
    text = "SERVICE AGREEMENT UNDER RATE SCHEDULE F\n\n1. Supplier shall do as is set out here."
    assert kind_of(segment(document("x.txt", text))) == ""


def test_the_same_document_twice_is_an_error() -> None:
    """A document stands in a packet once."""
    one = segment(document("a.txt", LEVELS))
    other = segment(Document("b.txt", one.document.sha256, LEVELS, one.document.pages))
    with pytest.raises(UsageError, match="are the same document"):
        join([one, other])


def test_one_unreadable_document_stops_the_packet(tmp_path: Path) -> None:
    """A packet of which a file cannot be read is not judged: its silence would look like a gap."""
    (tmp_path / "msa.txt").write_text(AGREEMENT.format(order=""), encoding="utf-8")
    (tmp_path / "sla.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(UnreadableError, match=r"sla\.pdf"):
        check_packet([tmp_path / "msa.txt", tmp_path / "sla.pdf"])


def test_a_packet_of_one_is_that_document(tmp_path: Path) -> None:
    """One document in a packet gets the statuses that it gets alone."""
    file = tmp_path / "msa.txt"
    file.write_text(AGREEMENT.format(order=""), encoding="utf-8")
    alone, packed = check(file), check_packet([file])
    assert [f.status for f in alone.findings] == [f.status for f in packed.findings]


@pytest.mark.skipif(not EVALUATION.is_dir(), reason="the labelled contracts are not beside the checkout")
@pytest.mark.parametrize(
    ("folder", "left_out", "levels", "privacy"),
    [
        ("bonterms", "Bonterms-Data-Protection-Addendum-DPA-Version-1.0.pdf", "Service-Level", "DPA"),
        ("commonpaper", "DPA.md", "sla.md", "DPA.md"),
    ],
)
def test_published_packets(folder: str, left_out: str, levels: str, privacy: str) -> None:
    """On published forms service credits are found in the SLA, breach notice in the DPA; a missing DPA is named."""
    supplied = EVALUATION / "packets-dev" / folder
    files = sorted(path for path in supplied.iterdir() if path.suffix in (".pdf", ".md"))
    rows = {finding.id: finding for finding in check_packet(files).findings}
    assert levels in rows["sla-service-credits"].evidence[0].document
    assert privacy in rows["data-breach-notification"].evidence[0].document
    without = check_packet([file for file in files if file.name != left_out])
    assert any("data p" in missing.label.lower() or "dpa" in missing.label.lower() for missing in without.obtain)


def test_a_definition_that_names_the_order_form_makes_no_order(tmp_path: Path) -> None:
    """Terms whose first definitions speak of an Order Form are a whole agreement, judged in full."""
    paper = tmp_path / "terms.txt"
    paper.write_text(
        'General Terms and Conditions\n\n1. Definitions\n\n"Start Date", the date set out in the Order Form;\n\n'
        + "2. Supplier shall provide the Services to Customer. Customer shall pay the fees monthly.\n\n" * 9
    )
    assert not check(paper).notes
    assert {finding.status for finding in check(paper).findings if finding.family == "liability"} != {"elsewhere"}

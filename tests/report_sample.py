"""A finished report on a small invented agreement, made by hand: every quote is a span of its text."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.decisions import Baseline, Policy, UsedThreshold, Waiver, WaiverProblem, WaiverUse
from checker.model import (
    Clause,
    Conflict,
    Coverage,
    Document,
    Engagement,
    Evidence,
    Finding,
    Located,
    Missing,
    Page,
    Report,
    Role,
    Roles,
    Term,
    UsedRegulation,
    Weakness,
)

TEXT = """MASTER SERVICES AGREEMENT

This Agreement is made between Harbour Mutual Insurance plc ("Harbour" or the "Customer") and Fernhill
Processing Ltd (the "Supplier").

3. SERVICE LEVELS
3.1 Supplier shall meet each Service Level in Schedule 2 in every calendar month.
3.2 If Supplier fails to meet a Service Level, Supplier shall credit 12% of the monthly Charges against the next
invoice. Service Credits are Customer's sole and exclusive remedy for any failure to meet a Service Level.

5. DATA
5.1 Supplier shall use commercially reasonable efforts to maintain appropriate safeguards to protect Customer Data
against unauthorised access, and shall, where it becomes aware of a Security Breach which in Supplier's reasonable
opinion is material and which affects Customer Data held on systems operated by Supplier or its subcontractors in the
ordinary course of the Services, notify Customer without undue delay after completing its own investigation.
5.2 Supplier may engage subprocessors at its discretion.

8. LIABILITY
8.1 In no event shall Supplier's aggregate liability exceed the Charges paid in the one (1) month before the claim.
8.2 Customer shall indemnify Supplier against all claims of third parties.

11. TERM AND EXIT
11.1 Either party may terminate this Agreement for material breach not cured within thirty (30) days of notice.
11.2 On expiry Supplier shall:
(a) return all Customer Data in the format described in Exhibit C; and
(b) cooperate as reasonably requested.

14. GENERAL
14.1 This Agreement is governed by the laws of England and Wales.
"""
_PAGE_TWO, _PAGE_THREE = TEXT.index("8. LIABILITY"), TEXT.index("14. GENERAL")

DOCUMENT = Document(
    name="harbour-msa.pdf",
    sha256="0f" * 32,
    text=TEXT,
    pages=(
        Page(1, "1", 0, _PAGE_TWO),
        Page(2, "2", _PAGE_TWO, _PAGE_THREE),
        Page(3, "A-1", _PAGE_THREE, len(TEXT), "ocr", 91.5),
    ),
    format="pdf",
)


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def evidence(quote: str, clause: str, path: tuple[str, ...], supports: str, *words: str, lead: str = "") -> Evidence:
    """Evidence that quotes `quote`, decided by `words`."""
    start, end = _span(quote)
    page = DOCUMENT.page_at(start).number
    return Evidence(quote, start, end, page, clause, path, supports, lead, tuple(_span(word) for word in words))


def located(text: str, clause: str, path: tuple[str, ...]) -> Located:
    """A clause that was located, by its text."""
    start, end = _span(text)
    return Located(text, start, end, DOCUMENT.page_at(start).number, clause, path)


def weakness(code: str, say: str, quote: str) -> Weakness:
    """A weakness that stands on `quote`."""
    return Weakness(code, say, quote, *_span(quote))


BREACH = TEXT[TEXT.index("and shall, where it") : TEXT.index("\n5.2")]
LEVELS = "Supplier shall meet each Service Level in Schedule 2 in every calendar month."
CREDIT = TEXT[TEXT.index("If Supplier fails") : TEXT.index(" Service Credits are")]
SOLE = "Service Credits are Customer's sole and exclusive remedy for any failure to meet a Service Level."
CAP = "In no event shall Supplier's aggregate liability exceed the Charges paid in the one (1) month before the claim."
INDEMNITY = "Customer shall indemnify Supplier against all claims of third parties."
TERMINATE = "Either party may terminate this Agreement for material breach not cured within thirty (30) days of notice."
FORMAT = "return all Customer Data in the format described in Exhibit C; and"

FINDINGS = (
    Finding(
        "data-breach-notification", "Supplier reports a data breach within a fixed number of hours", "data-security",
        "critical", "weak", "No number of hours: Supplier decides when the time begins.",
        "Supplier notifies within 24 hours of becoming aware, with content, cooperation and cost.",
        "The customer's own deadlines start when the supplier knows.",
        evidence=(evidence(BREACH, "5.1", ("DATA",), "weak", "notify Customer without undue delay"),),
        weaknesses=(
            weakness("H3", "no number of hours", "without undue delay"),
            weakness("H8", "only what Supplier holds material", "in Supplier's reasonable\nopinion is material"),
        ),
        advice=("Say what the notice must contain.",),
        clauses=(located(BREACH, "5.1", ("DATA",)),),
        references=(("GDPR 33(2)", "secondary"),),
        trace=("statement 7: weak[0] fits (bound: supplier must)", "ruling: weak: it is given weakly"),
    ),
    Finding(
        "data-subprocessors", "Subprocessors only with the customer's consent", "data-security", "high", "harmful",
        "Supplier is free to hand the data to anyone.",
        "No subprocessor without Customer's prior written consent; the same duties flow down.",
        "Whoever holds the data must be known.",
        evidence=(evidence("Supplier may engage subprocessors at its discretion.", "5.2", ("DATA",), "harmful",
                           "may engage subprocessors"),),
    ),
    Finding(
        "data-return-deletion", "Customer data is returned or deleted at the end", "data-security", "high", "elsewhere",
        "The text relies on a document that was not supplied.",
        "Return in a usual format within 30 days, then certified deletion.", "Data left behind is a risk for ever.",
        evidence=(evidence(FORMAT, "11.2(a)", ("TERM AND EXIT",), "elsewhere", "described in Exhibit C",
                           lead="On expiry Supplier shall:"),),
    ),
    Finding(
        "sla-defined-service-levels", "Service levels are defined and bind the supplier", "service-levels", "critical",
        "present", "The contract gives this.", "Numeric levels that bind.", "Without numbers nothing can be claimed.",
        evidence=(evidence(LEVELS, "3.1", ("SERVICE LEVELS",), "present", "shall meet"),),
        clauses=(located(LEVELS, "3.1", ("SERVICE LEVELS",)),),
    ),
    Finding(
        "sla-credits-not-sole-remedy", "Service credits are not the sole remedy", "service-levels", "high", "harmful",
        "Credits are the only remedy, and nothing else is kept.",
        "Credits are without prejudice to damages and termination.", "A price adjustment is not compensation.",
        evidence=(evidence(SOLE, "3.2", ("SERVICE LEVELS",), "harmful", "sole and exclusive remedy"),
                  evidence(CREDIT, "3.2", ("SERVICE LEVELS",), "present", "shall credit 12%")),
        weaknesses=(weakness("H5", "sole remedy", "sole and exclusive remedy"),),
    ),
    Finding(
        "liab-cap-adequate", "The supplier's liability cap is adequate", "liability", "critical", "weak",
        "One month is less than 12 months of charges.", "The greater of 150 % of annual charges and a fixed amount.",
        "A low cap makes every other protection cheap to breach.",
        evidence=(evidence(CAP, "8.1", ("LIABILITY",), "weak", "one (1) month"),),
        weaknesses=(weakness("N1", "one month is less than 12 months", "one (1) month"),),
    ),
    Finding(
        "indem-third-party-claims", "Supplier indemnifies third-party claims", "liability", "high", "unclear",
        "The parties' roles are unresolved, so who is bound cannot be said.",
        "Supplier indemnifies against third-party claims from its breach, negligence or injury.",
        "Third parties sue the customer first.", looked=(located(INDEMNITY, "8.2", ("LIABILITY",)),),
    ),
    Finding(
        "term-for-convenience", "Customer may terminate for convenience", "term", "high", "missing",
        "Not found in the text supplied.",
        "Customer may end the agreement at any time on 90 days' notice, free of charge.",
        "Needs change; a way out keeps the price honest.",
        looked=(located(TERMINATE, "11.1", ("TERM AND EXIT",)),
                located("On expiry Supplier shall:", "11.2", ("TERM AND EXIT",))),
        sought=("terminate ... for convenience", "terminate ... without cause"),
    ),
    Finding(
        "exit-plan", "An exit plan is kept ready", "exit", "medium", "missing", "Not found in the text supplied.",
        "Supplier keeps an exit plan, tested each year.", "An exit that is not planned is a hostage.",
    ),
    Finding(
        "term-material-breach", "Customer may terminate for material breach", "term", "high", "present",
        "The contract gives this.", "Cure within 30 days.", "The last remedy.",
        evidence=(evidence(TERMINATE, "11.1", ("TERM AND EXIT",), "present", "may terminate"),),
    ),
    Finding(
        "exit-step-in", "Customer may step in when the service fails", "exit", "low", "not-applicable",
        "A shared platform cannot be run by the customer.", "Step-in on critical failure.", "Service must go on.",
    ),
)  # fmt: skip


def _clauses() -> tuple[Clause, ...]:
    """The clause tree of TEXT: articles "3. SERVICE LEVELS", their clauses "3.1", and items "(a)"."""
    found = [(match.start(), match[1].rstrip("."), match[2] if match[2].isupper() else "")
             for match in re.finditer(r"^(\d+\.\d*|\(\w\))(?= ) ?(.*)$", TEXT, re.MULTILINE)]  # fmt: skip
    levels = [2 if number[0] == "(" else number.count(".") for _, number, _ in found]
    made: list[Clause] = [Clause(0, None, "", "", (), "parties", 0, found[0][0], 0)]
    for index, (start, number, heading) in enumerate(found):
        level = levels[index]
        end = next((found[i][0] for i in range(index + 1, len(found)) if levels[i] <= level), len(TEXT))
        above = next((clause for clause in reversed(made[1:]) if clause.level < level), None) if level else None
        cited = above.number + number if above and level == 2 else number
        path = (above.path if above else ()) + ((heading,) if heading else ())
        made.append(Clause(index + 1, above.index if above else None, cited, heading, path, "operative", start, end,
                           level))  # fmt: skip
    return tuple(made)


REPORT = Report(
    document=DOCUMENT,
    roles=Roles(
        Role("Harbour Mutual Insurance plc", ("Harbour", "Customer")),
        None,
        "the parties block names the customer only",
    ),
    findings=FINDINGS,
    library_version="2026.1",
    library_hash="ab" * 32,
    tool_version="0.1.0",
    notes=("1 page was read by OCR (mean confidence 91 of 100).",),
    options={"customer": "Harbour"},
    terms=(
        Term("cure-period", "Cure period", "time", 720.0, "thirty (30) days", TERMINATE, *_span("thirty (30) days"), 2,
             "11.1", "both"),
        Term("cap", "Cap", "money", None, "one (1) month", CAP, *_span("one (1) month"), 2, "8.1", "supplier",
             "one month of charges"),
    ),
    conflicts=(
        Conflict("sole-remedy-and-termination", "Sole remedy beside a right to terminate", "high",
                 "One clause takes what the other gives.",
                 (located(SOLE, "3.2", ("SERVICE LEVELS",)), located(TERMINATE, "11.1", ("TERM AND EXIT",)))),
    ),
    obtain=(Missing("Exhibit C", "Data formats", _span("Exhibit C")[0], 2, "11.2(a)", ("data-return-deletion",)),),
    engagement=Engagement(("claims-processing",), (("claims-processing", 7.0),), (("claims-processing", "claims", 3),)),
    regulations=(
        UsedRegulation("dora", "Regulation (EU) 2022/2554", "2026-11", "Is it an EU financial entity?",
                       "As of now."),
    ),
    coverage=(
        Coverage("dora", "30(2)(a)", "a clear description of the functions", "verified", "covered",
                 (("sla-defined-service-levels", "present"),)),
        Coverage("dora", "30(3)(f)", "exit strategies", "secondary", "not covered", (("exit-plan", "missing"),),
                 "Is the function critical?", "Look twice."),
    ),
    clauses=_clauses(),
)  # fmt: skip


def reported(*findings: Finding) -> Report:
    """The sample report with these findings only."""
    return replace(REPORT, findings=findings)


WAIVER = Waiver(
    "data-subprocessors", "harbour-msa.pdf", "ab" * 32, "All subprocessors are group companies", "J. Doe, Legal",
    "2027-01-31", "2026-11-27", "harmful", "bpo-check-waivers.yaml:2",
)  # fmt: skip
PROBLEM = WaiverProblem(
    "expired", "exit-plan", "expired on 2026-10-31; the finding counts again", "bpo-check-waivers.yaml:9"
)
UNUSED = WaiverProblem("unused", "term-material-breach", "the protection is present", "bpo-check-waivers.yaml:16")

#: The sample with one finding switched off, one waived, one known and one worse, one present that is switched off.
_MARKED = {
    "data-breach-notification": replace(FINDINGS[0], off="Fernhill holds no personal data", change="new"),
    "data-subprocessors": replace(FINDINGS[1], waiver=WAIVER, change="known"),
    "liab-cap-adequate": replace(FINDINGS[5], change="known"),
    "term-for-convenience": replace(FINDINGS[7], change="worse"),
    "term-material-breach": replace(FINDINGS[9], off="Covered by the framework agreement"),
}
DECIDED = replace(
    REPORT,
    findings=tuple(_MARKED.get(finding.id, finding) for finding in FINDINGS),
    policy=Policy(
        "high", required=("exit-plan",), off=tuple((each.id, each.off) for each in _MARKED.values() if each.off),
        severities=(("exit", "high"),), thresholds=(("liab-cap-adequate", "whole", "150 %"),),
        files=(("bpo-check.yaml", "cd" * 32),),
    ),
    thresholds=(UsedThreshold("liab-cap-adequate", "whole", "150 %", "policy"),),
    waivers=WaiverUse("2026-11-27", (("bpo-check-waivers.yaml", "ef" * 32),), (PROBLEM, UNUSED), 3),
    baseline=Baseline("harbour-msa.pdf", "1f" * 32, "ab" * 32, "00" * 32, 2),
)  # fmt: skip


#: One waiver as a file holds it, for a row that is missing.
WAIVER_ITEM = """\
- id: exit-plan
  document: a.pdf
  text: missing
  reason: Not needed here
  approver: J. Doe
  granted: 2026-11-01
  expires: 2027-01-31
"""

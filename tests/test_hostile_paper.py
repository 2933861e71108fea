"""Papers that talk of every protection and give none: a checker that calls one row of them present is no checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.check import check

#: Fifteen clauses, each of which denies; the protections stand in the table of contents only.
DENIALS = """\
OUTSOURCING SERVICES AGREEMENT

CONTENTS

1. Service Levels and Service Credits ............ 2
2. Data Protection ............................... 3
3. Data Security and Breach Notification ......... 3
4. Business Continuity and Disaster Recovery ..... 4
5. Exit Plan and Termination Assistance .......... 5
6. Insurance ..................................... 6
7. Audit Rights .................................. 6

This Agreement is made between Quillon Support Services Limited (the "Supplier") and Marsh End Trading Limited (the
"Customer").

1. Supplier excludes all liability whatsoever, whether in contract, tort or otherwise, to the fullest extent possible.

2. There is no service level commitment, and service credits shall not apply.

3. Customer may not terminate for convenience, and may not terminate for breach, insolvency or change of control.

4. Supplier may increase the Charges at any time. Customer shall pay all sums without set-off and may not withhold any
disputed amount.

5. Supplier owns all deliverables and all Customer data, and may use Customer data for any purpose.

6. Supplier shall have no obligation to notify Customer of any security breach, and gives no undertaking as to security.

7. Supplier owes no duty of confidentiality and may disclose any information of Customer to any person.

8. Supplier may subcontract or assign any part of this Agreement without the consent of Customer.

9. Supplier shall not be required to provide transition or termination assistance, an exit plan or the return of data.

10. Customer shall have no right of audit, inspection or access, and Supplier need not keep any records.

11. Supplier is not required to maintain insurance or a business continuity plan.

12. Supplier may suspend the Services at its sole discretion without notice, including during any dispute.

13. Supplier may amend this Agreement and change or withdraw the Services at any time without the consent of Customer.

14. The Services are provided "as is". Supplier gives no warranty and no indemnity. Customer shall indemnify Supplier
against all claims.

15. Supplier may replace any of its staff at any time and is not obliged to provide any specific person.
"""

#: The same in lists: the verb that denies stands in the lead-in, far from the words that sound like protection.
LISTS = """\
MASTER TERMS OF SUPPLY

These terms are between Brackenhoe Outsourcing Corp. ("Provider") and Ellery Dental Group, Inc. ("Client").

WHEREAS, Provider is renowned for its service levels, encryption, disaster recovery and SOC 2 Type II reports; and

WHEREAS, Client attaches importance to the ownership of its data and to an orderly exit;

ARTICLE 1. NO COMMITMENTS

1.1 Provider shall have no obligation under this Agreement or otherwise to:

(a) meet any service level, response time or resolution time;

(b) pay or allow any service credit, refund or reduction of the fees;

(c) carry out a root cause analysis or provide a remediation plan;

(d) deliver performance reports or permit monitoring;

(e) notify Client of a security incident within 24 hours or within any other time;

(f) encrypt Client Data, or maintain any certification, penetration test or security standard;

(g) return or delete Client Data upon termination;

(h) maintain professional liability insurance of $1,000,000 or of any other amount;

(i) maintain or test a business continuity plan; or

(j) provide an exit plan, knowledge transfer or termination assistance for any period.

1.2 Nothing in this Agreement shall require Provider to indemnify, defend or hold harmless Client against third-party
claims, whether for infringement of intellectual property, personal injury or otherwise.

1.3 In no event shall Client be entitled to:

(a) audit or inspect the premises or records of Provider;

(b) terminate this Agreement for convenience, for material breach, upon a change of control or upon insolvency;

(c) withhold disputed amounts or set off any sum;

(d) benchmark the fees or require most favored pricing;

(e) step in and perform the Services; or

(f) approve, object to or remove any subcontractor, subprocessor or key personnel.

ARTICLE 2. RIGHTS OF PROVIDER

2.1 Provider may, in its sole discretion and without notice:

(a) change the fees, the Services and these terms;

(b) suspend the Services, including while a dispute is pending;

(c) assign this Agreement and subcontract any part of it; and

(d) use, sell and commercialize Client Data.

2.2 All work product, and all improvements of Client's own materials, belong exclusively to Provider.

2.3 The foregoing applies notwithstanding any other provision, and no amendment in favor of Client shall be effective.

ARTICLE 3. LIABILITY

3.1 Provider shall not be liable for any damages of any kind, and its total liability shall in all cases be zero.

3.2 THE SERVICES ARE PROVIDED "AS IS" WITHOUT WARRANTY OF ANY KIND, AND PROVIDER DOES NOT WARRANT THAT THEY WILL BE
PERFORMED IN A PROFESSIONAL OR WORKMANLIKE MANNER.
"""

#: The words of protection bind the customer, belong to the supplier, or only define and promise in recitals.
REVERSED = """\
SERVICES CONTRACT

between

Vantry Business Process Ltd, hereinafter the "Vendor"

and

Oakmere Housing Association, hereinafter the "Client"

BACKGROUND

(A) The Vendor maintains ISO 27001 certification, carries cyber insurance of £10 million, and tests its business
continuity plan every year.

(B) The Client wishes to own all deliverables and to be told of any personal data breach within 24 hours.

1. DEFINITIONS

"Exit Plan" means a plan for the orderly transfer of the services to the Client or to a replacement supplier.

"Service Credits" means the sums, if any, that the Vendor may in its absolute discretion decide to allow.

"Service Levels" means availability of 99.9% in each calendar month.

2. DUTIES OF THE CLIENT

2.1 The Client shall keep the Vendor's information confidential, shall use it only to receive the services and shall
return or destroy it within ten days of termination.

2.2 The Client shall indemnify the Vendor against all third party claims, including claims that are caused by the
Vendor's negligence.

2.3 The Client shall maintain public liability insurance of not less than £5,000,000 and shall give the Vendor
certificates on request.

2.4 The Client shall keep complete records for seven years, and the Vendor may on five days' notice audit them and
inspect the Client's premises.

2.5 The Client shall not assign, subcontract or transfer any of its rights without the Vendor's prior written consent.
The Vendor is free to do so.

2.6 The Client shall continue to pay in full notwithstanding any dispute, without set-off or deduction.

3. RIGHTS OF THE VENDOR

3.1 The Vendor may terminate this contract for convenience on 30 days' notice, or at once if the Client commits a
material breach, becomes insolvent or undergoes a change of control.

3.2 The Vendor's liability is excluded. The Client's liability is unlimited, and nothing in this contract limits it for
fraud, wilful default or breach of confidentiality.

3.3 All intellectual property in the deliverables and all data that the Client supplies shall vest in the Vendor upon
creation, and the Client hereby assigns the same to the Vendor.

3.4 The Vendor may vary the services and the charges by notice, and the Client is bound by each variation.

3.5 The Vendor may suspend the services at any time.

3.6 The Vendor may engage sub-processors for personal data without notice to the Client and is not liable for them.

4. FORCE MAJEURE

4.1 The Vendor is not liable for any delay or failure that results from any cause, including strikes of its own staff,
failure of its subcontractors, and its own lack of resources. The Client's duties are not affected.
"""

PAPERS = {"denials": DENIALS, "lists": LISTS, "reversed": REVERSED}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_that_gives_nothing_has_no_present_row(name: str, tmp_path: Path) -> None:
    """No row of a paper that denies, reverses or merely names every protection is called present."""
    path = tmp_path / f"{name}.txt"
    path.write_text(PAPERS[name], encoding="utf-8")
    report = check(path)
    present = {
        finding.id: [evidence.quote for evidence in finding.evidence]
        for finding in report.findings
        if finding.status == "present"
    }
    assert not present


@pytest.mark.parametrize("name", PAPERS)
def test_the_parties_of_a_hostile_paper_are_read(name: str, tmp_path: Path) -> None:
    """The papers deny in the name of a supplier that is known: no row owes its status to unresolved roles."""
    path = tmp_path / f"{name}.txt"
    path.write_text(PAPERS[name], encoding="utf-8")
    roles = check(path).roles
    assert roles.customer is not None
    assert roles.supplier is not None
    assert roles.customer.name.startswith(("Marsh End", "Ellery", "Oakmere"))
    assert roles.supplier.name.startswith(("Quillon", "Brackenhoe", "Vantry"))


DENIED = (
    "liab-cap-adequate",
    "term-for-convenience",
    "sub-prior-consent",
    "ip-deliverables-ownership",
    "term-suspension-limits",
)


@pytest.mark.parametrize("identifier", DENIED)
def test_what_is_expressly_denied_is_harmful(identifier: str, tmp_path: Path) -> None:
    """A clause that denies a protection in plain words makes it harmful, which is worse than missing."""
    path = tmp_path / "denials.txt"
    path.write_text(DENIALS, encoding="utf-8")
    statuses = {finding.id: finding.status for finding in check(path).findings}
    assert statuses[identifier] == "harmful"

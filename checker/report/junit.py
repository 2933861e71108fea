"""The report as JUnit XML: a test case per protection, for build servers that show tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from checker.model import Document, Finding, Report
from checker.report.excerpt import shown_evidence
from checker.report.look import Look
from checker.report.wording import place, plain

#: How a test runner calls each status; `present` needs no element.
_ELEMENT = {
    "harmful": "failure", "missing": "failure", "weak": "failure", "unclear": "failure",
    "elsewhere": "skipped", "not-applicable": "skipped",
}  # fmt: skip


def render(report: Report, look: Look | None = None) -> bytes:
    """One suite, named after the document, with a case for each protection in the report's order."""
    elements = [_ELEMENT.get(finding.status, "") for finding in report.findings]
    counts = {
        "tests": str(len(elements)), "failures": str(elements.count("failure")), "errors": "0",
        "skipped": str(elements.count("skipped")),
    }  # fmt: skip
    suites = ET.Element("testsuites", {"name": "bpo-check", **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": plain(report.document.name), **counts})
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(report):
        ET.SubElement(properties, "property", {"name": name, "value": plain(value)})
    for finding, element in zip(report.findings, elements, strict=True):
        _case(suite, finding, element, report.document)
    ET.indent(suites, " ")
    data: bytes = ET.tostring(suites, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _properties(report: Report) -> list[tuple[str, str]]:
    roles = report.roles
    return [
        ("document.sha256", report.document.sha256),
        ("customer", roles.customer.name if roles.customer else ""),
        ("supplier", roles.supplier.name if roles.supplier else ""),
        ("library", f"{report.library_version} {report.library_hash}"),
        ("tool", report.tool_version),
        *(("note", note) for note in report.notes),
    ]


def _case(suite: ET.Element, finding: Finding, element: str, document: Document) -> None:
    case = ET.SubElement(suite, "testcase", {"classname": plain(finding.family), "name": finding.id})
    if not element:
        return
    told = ET.SubElement(case, element, {"message": f"{finding.status}: {plain(finding.say)}"})
    if element == "failure":
        told.set("type", finding.severity)
    evidence = shown_evidence(finding)
    lines = [plain(finding.title)]
    if evidence:
        lines.append(f"{place(evidence, document)}: “{plain(evidence.lead + ' ' + evidence.quote)}”")
    lines += [f"looked at {place(clause, document)}: “{plain(clause.text)}”" for clause in finding.looked]
    lines.append(f"Ask: {plain(finding.ask)}")
    told.text = "\n".join(lines)

"""The report as JUnit XML: a test case per protection, for build servers that show tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from checker.decisions import WaiverProblem
from checker.model import Document, Finding, Report
from checker.report.excerpt import shown_evidence
from checker.report.look import Look
from checker.report.wording import place, plain, why_aside

#: How a test runner calls each status; `present` needs no element.
_ELEMENT = {
    "harmful": "failure", "missing": "failure", "weak": "failure", "unclear": "failure",
    "elsewhere": "skipped", "not-applicable": "skipped",
}  # fmt: skip


def render(report: Report, look: Look | None = None) -> bytes:
    """One suite, named after the document, with a case for each protection in the report's order."""
    problems = report.waivers.problems if report.waivers else ()
    elements = [_element(finding) for finding in report.findings]
    told = [*elements, *("skipped" if problem.kind == "unused" else "failure" for problem in problems)]
    counts = {
        "tests": str(len(told)), "failures": str(told.count("failure")), "errors": "0",
        "skipped": str(told.count("skipped")),
    }  # fmt: skip
    suites = ET.Element("testsuites", {"name": "bpo-check", **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": plain(report.document.name), **counts})
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(report):
        ET.SubElement(properties, "property", {"name": name, "value": plain(value)})
    for finding, element in zip(report.findings, elements, strict=True):
        _case(suite, finding, element, report.document)
    for problem in problems:
        _waiver(suite, problem)
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


def _element(finding: Finding) -> str:
    return "skipped" if finding.set_aside and finding.status in _ELEMENT else _ELEMENT.get(finding.status, "")


def _waiver(suite: ET.Element, problem: WaiverProblem) -> None:
    """A waiver that does not count, or is not needed, as a case of its own."""
    name = f"{problem.kind} {plain(problem.id)} {plain(problem.source)}"
    case = ET.SubElement(suite, "testcase", {"classname": "waivers", "name": plain(name)})
    element = "skipped" if problem.kind == "unused" else "failure"
    ET.SubElement(case, element, {"message": plain(f"{problem.kind}: {problem.say}")})


def _case(suite: ET.Element, finding: Finding, element: str, document: Document) -> None:
    case = ET.SubElement(suite, "testcase", {"classname": plain(finding.family), "name": finding.id})
    if not element:
        return
    why = f" ({why_aside(finding)})" if finding.set_aside else ""
    told = ET.SubElement(case, element, {"message": f"{plain(finding.status)}: {plain(finding.say)}{why}"})
    if element == "failure":
        told.set("type", finding.severity)
    evidence = shown_evidence(finding)
    lines = [plain(finding.title)]
    if evidence:
        lines.append(f"{place(evidence, document)}: “{plain(evidence.lead + ' ' + evidence.quote)}”")
    lines += [f"looked at {place(clause, document)}: “{plain(clause.text)}”" for clause in finding.looked]
    lines.append(f"Ask: {plain(finding.ask)}")
    told.text = "\n".join(lines)

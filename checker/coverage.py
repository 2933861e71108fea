"""Regulation coverage: each sub-paragraph of a profile against the statuses of the protections that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.entry import Library, Paragraph, Regulation
from checker.errors import UsageError
from checker.library.source import hint
from checker.model import NOT_IN_LIBRARY, SWITCHED_OFF, Coverage, Finding, UsedRegulation


def used_regulations(library: Library, names: Iterable[str]) -> tuple[UsedRegulation, ...]:
    """The named regulations, each once, in their order: what they are, and when they apply.

    Raises UsageError for one that the library does not hold, with the nearest right name.
    """
    return tuple(
        UsedRegulation(each.id, each.title, each.version, each.trigger, each.note) for each in _named(library, names)
    )


def cover(findings: Iterable[Finding], library: Library, regulations: Iterable[str]) -> tuple[Coverage, ...]:
    """A row for each sub-paragraph of the named regulations, in their order.

    A protection that the policy switched off, or that no finding is on, has a word of its own: it is never "missing".
    Raises UsageError for a regulation that the library does not hold, with the nearest right name.
    """
    statuses = {finding.id: SWITCHED_OFF if finding.off else finding.status for finding in findings}
    rows = []
    for regulation in _named(library, regulations):
        for paragraph in regulation.paragraphs:
            pairs = tuple((item, statuses.get(item, NOT_IN_LIBRARY)) for item in paragraph.protections)
            rows.append(_row(regulation, paragraph, pairs))
    return tuple(rows)


def _row(regulation: Regulation, paragraph: Paragraph, pairs: tuple[tuple[str, str], ...]) -> Coverage:
    return Coverage(
        regulation.id, paragraph.ref, paragraph.content, paragraph.mark, _result(paragraph, dict(pairs)), pairs,
        paragraph.trigger, paragraph.note,
    )  # fmt: skip


def _named(library: Library, names: Iterable[str]) -> list[Regulation]:
    known = {regulation.id: regulation for regulation in library.regulations}
    found = []
    for name in dict.fromkeys(names):
        if name not in known:
            raise UsageError(f"--profile '{name}' is no regulation profile of the library{_near(name, library)}")
        found.append(known[name])
    return found


def _near(wrong: str, library: Library) -> str:
    """What to add to the error: the profile whose title has the word, else the id that is nearest."""
    word = wrong.strip().casefold()
    titled = [each.id for each in library.regulations if word in each.title.casefold().split()]
    if len(titled) == 1:
        return f"; did you mean '{titled[0]}'?"
    return hint(wrong, [each.id for each in library.regulations])


def _result(paragraph: Paragraph, answers: Mapping[str, str]) -> str:
    """The coverage rule: a harmful protection fails the sub-paragraph, every needed one must be present.

    What is not applicable is left out.  What was not judged can neither cover a sub-paragraph nor leave it uncovered.
    """
    asked = {item: answer for item, answer in answers.items() if answer != "not-applicable"}
    if not asked:
        return "not applicable"
    if "harmful" in asked.values():
        return "failed"
    needed = [answer for item, answer in asked.items() if item in paragraph.needed]
    if needed and all(answer == "present" for answer in needed):
        return "covered"
    if not needed and "present" in asked.values():
        return "covered"
    if {"present", "weak"} & set(asked.values()):
        return "partial"
    unjudged = [answer in (SWITCHED_OFF, NOT_IN_LIBRARY) for answer in needed or asked.values()]
    return "not judged" if all(unjudged) else "not covered"

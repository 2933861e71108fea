"""A new entry of a house library: a commented skeleton that is valid as it stands, or a shipped entry to change."""

from __future__ import annotations

import re

from checker.entry import Library
from checker.errors import UsageError
from checker.library.source import hint
from checker.resources import folder

#: What the skeleton says where the author has to say something; `library test` reports what is left of it.
TODO = "TODO"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_FAMILY = re.compile(r"[a-z]+(-[a-z]+)*")

_SKELETON = """\
# A protection of your own. docs/house-library.md takes you through it, docs/library.md has every key and condition.
# This stands as an example that works: change it piece by piece, and run `bpo-check library test` after each.
id: {id}
title: "TODO: what the customer gets, in one line"
family: {family}
severity: high                     # critical | high | medium | low
why: "TODO: what goes wrong without it, in one sentence."
ask: "TODO: what to ask the supplier for, in one sentence."

# Your figures, by name. A policy may change them. basis: evidenced | practice
thresholds:
  standard: {{value: 10 days, basis: practice, source: "TODO: where the figure comes from"}}

# Who must be bound, and how, for it to be given: {{bound: customer, force: may}} is a right of the customer.
given-when: {{bound: supplier, force: must}}

# A statement is about this protection if it holds one of these wordings. a|b: either; a/b: either word; ...: a gap.
subject:
  - deliver/provide ... quarterly report
not-about:                         # ... unless it holds one of these
  - report of auditor

# Rules are tried in this order: what denies it, what weakens it, what gives it. The first that fits decides.
harmful:
  - {{phrase: [no obligation to deliver/provide ... quarterly report], say: the duty to report is denied}}
weak:
  - {{code: H1, hedge: [H1], say: "only an effort is promised: {{quote}}"}}
  - {{code: H3, number: {{unit: time, none: true}}, say: no time is stated}}
  - {{code: N1, number: {{unit: time, over: standard}}, say: "{{number}} is longer than {{standard}}"}}
present:
  - {{number: {{unit: time, at-most: standard}}}}

# The test of all this. Each text must come out under its heading; the parties are called Supplier and Customer.
examples:
  present:
    - Supplier shall deliver the quarterly report to Customer within 10 days after the end of the quarter.
    - Provider will provide Client with a quarterly report no later than 5 days after each quarter.
  weak:
    - Supplier shall use reasonable efforts to deliver the quarterly report within 10 days.
    - Supplier shall provide Customer with a quarterly report.
    - Supplier shall deliver the quarterly report within 30 days after the end of the quarter.
  harmful:
    - Supplier has no obligation to deliver a quarterly report.
  missing:                         # near misses: the same words, another matter
    - Supplier shall deliver the quarterly report of the auditor within 10 days.
    - Supplier shall deliver the Services.
"""


def skeleton(library: Library, protection: str, family: str | None, like: str | None) -> str:
    """The text of the file of a new entry.

    With `like` it is that shipped entry under the new id; without, where the library has the id, it is the entry that
    the new one takes the place of.  Raises UsageError for an id, a family or an entry that cannot be.
    """
    if not _ID.fullmatch(protection):
        raise UsageError(f"'{protection}' is no id: small letters, digits and hyphens, in two parts at least")
    if family is not None and not _FAMILY.fullmatch(family):
        raise UsageError(f"'{family}' is no family: small letters and hyphens")
    known = {entry.id: entry for entry in library.entries}
    if like is not None and like not in known:
        raise UsageError(f"--from '{like}' is no id of the library{hint(like, known)}")
    source = like or (protection if protection in known else None)
    if source is None:
        return _SKELETON.format(id=protection, family=family or "house")
    text = (folder("clause_library") / known[source].source).read_text("utf-8")
    text = re.sub(r"(?m)^id:.*$", f"id: {protection}", text, count=1)
    if family is not None:
        text = re.sub(r"(?m)^family:.*$", f"family: {family}", text, count=1)
    kind = "in place of the shipped entry" if source == protection else f"made from the shipped {source}"
    return f"# {protection}, {kind}: change what your standard has otherwise, examples too.\n{text}"


def unfinished(text: str) -> list[int]:
    """The lines of an entry, from 1, that still say TODO."""
    return [number for number, line in enumerate(text.splitlines(), 1) if TODO in line]

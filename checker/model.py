"""The data that flows from stage to stage: frozen, and all offsets are into `Document.text`.

`document.text[start:end]` is the quote, always: the text is normalised once, when it is read,
before any offset exists.  Offsets count characters (code points), start inclusive, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from checker.decisions import Baseline, Policy, Stamp, UsedThreshold, Waiver, WaiverUse, Withheld


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its running number from 1, its printed label, and its span of text.

    `source` is "text" (read from the file), "ocr" (recognised from a picture) or "unread".
    `confidence` is the mean word confidence of OCR, 0 to 1; None for text.
    """

    number: int
    label: str
    start: int
    end: int
    source: str = "text"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: its column's header text ("" where there is none) and its span."""

    header: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table that stands in the text: its cells in order, and its whole span."""

    cells: tuple[Cell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a packet: its name, hash and format, its pages, its span of the packet's text, and what it is.

    `rank` is its place in the packet's order of precedence: 0 prevails; all are 0 where the packet does not say.
    """

    name: str
    sha256: str
    format: str
    pages: int
    start: int
    end: int
    title: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its normalised text, where its pages lie, and what the reader noticed.

    `sha256` is of the file's bytes (of a packet: of its files' hashes, in order).  `notes` are sentences for the user
    about the reading.  `parts` are the files of a packet, () for a single file; pages then count within their file.
    `headings` are the offsets of the lines that the file itself marks as headings.
    """

    name: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    rows: tuple[TableRow, ...] = ()
    notes: tuple[str, ...] = ()
    format: str = ""
    parts: tuple[Part, ...] = ()
    headings: tuple[int, ...] = ()

    def part_at(self, offset: int) -> Part | None:
        """The file of a packet in which the character at `offset` stands; None where there is only one file."""
        index = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[max(index, 0)] if self.parts else None

    def name_at(self, offset: int) -> str:
        """The name of that file; "" where there is only one."""
        part = self.part_at(offset)
        return part.name if part else ""

    def page_at(self, offset: int) -> Page:
        """The page on which the character at `offset` stands."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(index, 0)]


#: What a clause or a statement is.  Only `operative` and `table` text can be evidence.
KINDS = ("operative", "table", "definition", "recital", "heading", "contents", "parties", "signature", "note")
EVIDENCE_KINDS = frozenset({"operative", "table"})

#: What a finding says of a protection that no statement gives.
NOT_FOUND = "Not found in the text supplied."


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered or headed part of a contract, a node of the clause tree.

    `index` is its place in `Contract.clauses` (document order); `parent` is its parent's index or None.
    `number` is the full number as a lawyer would cite it: "4.1(a)(ii)", "Article IV", "Schedule 2, 3.1"; "" if it
    has none.  `heading` is its own heading ("" if none), `path` the headings from the top down, its own included.
    `start:end` is the clause with all that stands below it.
    """

    index: int
    parent: int | None
    number: str
    heading: str
    path: tuple[str, ...]
    kind: str
    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, or one item of a list: the unit that is judged.

    `clause` is the index of the innermost clause that holds it.  `leads` are the indexes of the statements that
    lead in to this list item, outermost first: "Supplier shall:" for "(a) notify ...".  `start:end` is the
    statement's own text without its lead-in, without its number or heading.
    """

    index: int
    clause: int
    start: int
    end: int
    kind: str = "operative"
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term and the span of the text that says what it means."""

    term: str
    start: int
    end: int
    statement: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer from the text to a clause, a schedule, a document or a URL.

    `kind` is "clause", "schedule" (also exhibit, annex, appendix, attachment, order form, statement of work),
    "document" (another named agreement or policy) or "url".  `label` is as written ("Schedule 3").
    `resolved` says whether what it points to stands in this document; `target` is the clause's index if so.
    """

    kind: str
    label: str
    start: int
    end: int
    resolved: bool
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A party as read: its full name and the short names and role words the contract uses for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is customer and who is supplier; None where the text does not settle it.  `why` says how it was read."""

    customer: Role | None
    supplier: Role | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """A document with its structure: the clause tree, statements, definitions, roles and references."""

    document: Document
    clauses: tuple[Clause, ...]
    statements: tuple[Statement, ...]
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]
    roles: Roles

    def quote(self, start: int, end: int) -> str:
        """The verbatim text of a span."""
        return self.document.text[start:end]

    def statement_text(self, statement: Statement) -> str:
        """The verbatim text of a statement, without its lead-in."""
        return self.document.text[statement.start : statement.end]


# --------------------------------------------------------------------------- what a check finds

STATUSES = ("present", "weak", "harmful", "missing", "elsewhere", "unclear", "not-applicable")
SEVERITIES = ("low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that supports a status: where it stands and what it supports.

    `supports` is the verdict on this very statement: "present", "weak", "cut" (it takes back), "harmful",
    "elsewhere".  `lead` is the verbatim lead-in of a list item ("" if none).  `words` are spans inside the quote
    (absolute offsets) that decided.  `read_with` are the numbers of the clauses that limit the statement by
    its own words ("Subject to Section 7"): they are shown, and do not bear on the status.
    """

    quote: str
    start: int
    end: int
    page: int
    clause: str
    path: tuple[str, ...]
    supports: str
    lead: str = ""
    words: tuple[tuple[int, int], ...] = ()
    document: str = ""
    read_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weakness:
    """A decisive weakness: its code (H1-H13 or one of the entry's own), one sentence, and the words it stands on."""

    code: str
    say: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """A clause on the subject, whichever party it favours; for a missing protection, the nearest one."""

    text: str
    start: int
    end: int
    page: int
    clause: str
    path: tuple[str, ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The row of one protection in one document: status, evidence, why, and what to ask for.

    `clauses` are all clauses located on the subject; `looked` are the nearest clauses of a missing protection.
    `sought` are the library's wordings that were looked for.  `trace` is the explanation, a line a step.
    `off` is the policy's reason where it does not count, `waiver` that which covers it, `change` how it stands to the
    baseline ("" without one, or where there is nothing to act on).  `digests` are the row's identity and clause digest
    where its quotes are withheld, so that they cannot be taken of them; else ().
    """

    id: str
    title: str
    family: str
    severity: str
    status: str
    say: str
    ask: str
    why: str
    evidence: tuple[Evidence, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()
    advice: tuple[str, ...] = ()
    clauses: tuple[Located, ...] = ()
    looked: tuple[Located, ...] = ()
    sought: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    trace: tuple[str, ...] = ()
    off: str = ""
    waiver: Waiver | None = None
    change: str = ""
    digests: tuple[str, ...] = ()

    @property
    def set_aside(self) -> str:
        """Why the finding does not count: "off", "waived" or "known"; "" if it counts."""
        return "off" if self.off else "waived" if self.waiver else "known" if self.change == "known" else ""


@dataclass(frozen=True, slots=True)
class Term:
    """A key term as a value: `value` in `unit` (times in hours, None where redacted or blank) and as written.

    `text` is the value as the contract writes it, `remark` what follows from it (99.5 % a month = 3.6 h of outage).
    """

    id: str
    title: str
    unit: str
    value: float | None
    text: str
    quote: str
    start: int
    end: int
    page: int
    clause: str
    bound: str = ""
    remark: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two clauses that contradict each other (or one that contradicts itself), with both quotes."""

    id: str
    title: str
    severity: str
    say: str
    quotes: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that the text relies on and that was not supplied: where it is named, and who relies on it."""

    label: str
    title: str
    start: int
    page: int
    clause: str
    protections: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """What kind of engagement the contract is: `types` with their scores, location, extent, criticality, with cues.

    Each cue is the words found and how often.  `chosen` are the profiles in force, by the text or by the user.
    """

    chosen: tuple[str, ...]
    scores: tuple[tuple[str, float], ...]
    cues: tuple[tuple[str, str, int], ...]
    by_user: bool = False


COVERAGE = ("covered", "partial", "not covered", "failed", "not judged", "not applicable")

#: What stands in a coverage for the status of a protection that was not judged, or does not count.
NOT_IN_LIBRARY, SWITCHED_OFF = "not-in-library", "switched-off"
ANSWERS = (*STATUSES, SWITCHED_OFF, NOT_IN_LIBRARY)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the text supplied says on one sub-paragraph of a regulation: a word of COVERAGE, never a legal conclusion.

    `protections` pairs each protection that answers it with a word of ANSWERS; `mark` says how the reference was
    checked.  `trigger` is the further question on which this sub-paragraph depends, `note` what to bear in mind.
    """

    regulation: str
    ref: str
    content: str
    mark: str
    result: str
    protections: tuple[tuple[str, str], ...]
    trigger: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class UsedRegulation:
    """A regulation whose coverage is told: `trigger` is the question that says whether it applies, for counsel."""

    id: str
    title: str
    version: str
    trigger: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that one check found: the document, the roles, a finding for every protection of the library.

    `clauses` is the document's clause tree, for reports that show the text.  `versions` are what bears on text and
    judgement beside the tool, `library_folders` the house's folders by name and SHA-256.  `stamp` says when and by
    whom, where that was asked for.  `withheld` is there where the report discloses nothing of the text.
    """

    document: Document
    roles: Roles
    findings: tuple[Finding, ...]
    library_version: str
    library_hash: str
    tool_version: str
    notes: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    obtain: tuple[Missing, ...] = ()
    engagement: Engagement | None = None
    regulations: tuple[UsedRegulation, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    policy: Policy = field(default_factory=Policy)
    thresholds: tuple[UsedThreshold, ...] = ()
    waivers: WaiverUse | None = None
    baseline: Baseline | None = None
    clauses: tuple[Clause, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    library_folders: tuple[tuple[str, str], ...] = ()
    stamp: Stamp | None = None
    withheld: Withheld | None = None

    def counts(self) -> dict[str, int]:
        """How many findings have each status, every status named."""
        tally = dict.fromkeys(STATUSES, 0)
        for finding in self.findings:
            tally[finding.status] += 1
        return tally

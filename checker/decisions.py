"""What people decided about findings: the policy in force, waivers, and the baseline a report is compared with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

#: What `fail-on` takes, strictest last but one; `never` lets every report pass.
LEVELS = ("critical", "high", "medium", "low", "never")

#: What may be wrong with a waiver: it does not count, or it is not needed.
WAIVER_PROBLEMS = ("malformed", "unknown", "expired", "lapsed", "ignored", "unused")

#: How a finding stands to the baseline.
CHANGES = ("known", "worse", "new")

#: Why a finding does not count, the first that holds.
SET_ASIDE = ("off", "waived", "known")


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules that a report is held to.

    `off` pairs an id with the reason why it does not count, `severities` an id or a family with its severity,
    `thresholds` hold id, name and value ("24 hours").  `engagement` are the kinds in force instead of those read,
    `profiles` the regulation profiles that must be covered, `library` the names of further library folders.
    `longest_waiver` is a time as written.  `files` are the policy files by name and SHA-256, the nearest first.
    """

    fail_on: str = "high"
    required: tuple[str, ...] = ()
    off: tuple[tuple[str, str], ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    thresholds: tuple[tuple[str, str, str], ...] = ()
    engagement: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    library: tuple[str, ...] = ()
    local_waivers: bool = True
    longest_waiver: str = "12 months"
    files: tuple[tuple[str, str], ...] = ()

    @property
    def hash(self) -> str:
        """The SHA-256 (hex) of the rules, wherever they came from: two policies of equal hash decide alike."""
        rules = asdict(self)
        del rules["files"]
        return hashlib.sha256(json.dumps(rules, sort_keys=True).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class UsedThreshold:
    """A threshold that a report was judged by; `by` is "library" or "policy"."""

    id: str
    name: str
    value: str
    by: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that someone answers for until a day, in one document, for one wording of its clause.

    `document` is the document's name or the SHA-256 of its file; `text` the digest of the clause's text, or the status
    of a finding that has no text ("missing").  `granted` and `expires` are days (2027-01-31), the last day included.
    `status` is what the finding was when it was waived ("" where not told); `source` says `file:line`.
    """

    id: str
    document: str
    text: str
    reason: str
    approver: str
    expires: str
    granted: str = ""
    status: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class WaiverProblem:
    """A waiver that does not count or is not needed: a word of WAIVER_PROBLEMS, its id ("" if unknown), one sentence.

    `source` says `file:line`, the file without its folder.
    """

    kind: str
    id: str
    say: str
    source: str


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """What came of the waivers: the day they were held against, their files by name and SHA-256, what is wrong.

    `elsewhere` counts waivers for other documents.
    """

    today: str
    files: tuple[tuple[str, str], ...]
    problems: tuple[WaiverProblem, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Baseline:
    """The report that this one was compared with, and how many findings it had that are gone now.

    `sha256` is of the document it is on, `report` of its own file.
    """

    document: str
    sha256: str
    library_hash: str
    policy_hash: str
    gone: int
    report: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a report was made (UTC, ISO 8601) and by which user: only where the audit asks for it."""

    time: str
    user: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is told of a text that a report does not disclose: its characters, its words, and its keyed hash (hex)."""

    characters: int
    words: int
    text: str

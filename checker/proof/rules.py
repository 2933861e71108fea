"""Holds the rules that a report was made by against those that would be judged by here: policy and library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from checker.decisions import Policy
from checker.entry import Library
from checker.model import Report
from checker.policy.apply import used_thresholds, with_thresholds
from checker.proof.differences import Difference, differing
from checker.report.decided import policy_data


def against_rules(report: Report, policy: Policy, library: Library) -> Iterator[Difference]:
    """What the report was made by and is otherwise here, the hashes first.

    Of the policy the rules count, wherever they come from: a file with other comments is the same policy.
    """
    yield from differing("library.version", library.version, report.library_version)
    yield from differing("library.hash (another library)", library.hash, report.library_hash)
    yield from differing("library.folders", dict(library.folders), dict(report.library_folders))
    if policy.hash != report.policy.hash:
        yield Difference("policy.hash (another policy)", policy.hash, report.policy.hash)
        ours, theirs = (policy_data(replace(each, files=())) for each in (policy, report.policy))
        yield from differing("policy", {**ours, "hash": ""}, {**theirs, "hash": ""})
    if library.hash != report.library_hash or policy.hash != report.policy.hash:
        return
    names = [entry.id for entry in library.entries], [finding.id for finding in report.findings]
    yield from differing("protections (the library's)", *names)
    used = used_thresholds(with_thresholds(library, policy), policy)
    yield from differing("thresholds", [asdict(each) for each in used], [asdict(each) for each in report.thresholds])

"""What kind of engagement a contract is, read from its words with the cues shown, and what that shifts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checker.conditions import LocatedLike
from checker.entry import Library, Profile
from checker.errors import UsageError
from checker.model import SEVERITIES, Contract, Engagement, Finding

#: The first part of a contract (title, recitals, scope) says most about its kind; it counts twice.
HEAD = 0.15
#: A kind of the same group is read beside the strongest one only if it has this share of its score.
NEXT_TO_BEST = 0.6


def read_engagement(
    contract: Contract, library: Library, located: LocatedLike, chosen: Iterable[str] = ()
) -> Engagement:
    """The profiles in force: those `chosen` by the user, else those the text's words reach.

    Raises UsageError for a profile that the library does not hold.
    """
    named = tuple(chosen)
    known = {profile.id for profile in library.profiles}
    for name in named:
        if name not in known:
            raise UsageError(f"--engagement '{name}' is not one of {', '.join(sorted(known))}")
    cues: list[tuple[str, str, int]] = []
    scores: dict[str, float] = {}
    edge = contract.document.text[: int(len(contract.document.text) * HEAD)]
    for profile in library.profiles:
        score = 0.0
        for phrase in profile.cues:
            starts = located.starts_of(phrase)
            if starts:
                cues.append((profile.id, phrase.text, len(starts)))
                score += len(starts) + sum(start < len(edge) for start in starts)
        scores[profile.id] = score
    read = named or _reached(library.profiles, scores)
    ordered = tuple(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
    return Engagement(read, ordered, tuple(cues), bool(named))


def _reached(profiles: Iterable[Profile], scores: Mapping[str, float]) -> tuple[str, ...]:
    best: dict[str, float] = {}
    for profile in profiles:
        best[profile.group] = max(best.get(profile.group, 0.0), scores[profile.id])
    return tuple(
        profile.id
        for profile in profiles
        if scores[profile.id] >= profile.needs and scores[profile.id] >= NEXT_TO_BEST * best[profile.group]
    )


def shift(findings: tuple[Finding, ...], library: Library, engagement: Engagement) -> tuple[Finding, ...]:
    """The findings with the severities of the engagement; a later profile does not lower what an earlier one raised.

    A protection that makes no sense in the engagement and was not found becomes not-applicable.
    """
    profiles = [profile for profile in library.profiles if profile.id in engagement.chosen]
    return tuple(_shifted(finding, profiles) for finding in findings)


def _shifted(finding: Finding, profiles: list[Profile]) -> Finding:
    rank = SEVERITIES.index(finding.severity)
    wanted = rank
    for profile in profiles:
        to = profile.severities.get(finding.id)
        if to is None:
            continue
        if to == "not-applicable":
            if finding.status == "missing":
                say = f"Not asked for in an engagement of this kind ({profile.title})."
                return replace(finding, status="not-applicable", say=say)
            continue
        step = rank + int(to) if to in ("+1", "-1") else SEVERITIES.index(to)
        wanted = max(wanted, step) if wanted != rank else step
    severity = SEVERITIES[min(max(wanted, 0), len(SEVERITIES) - 1)]
    return finding if severity == finding.severity else replace(finding, severity=severity)

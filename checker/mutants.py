"""Changes examples of a protection so that they no longer give it: what is still present is found too easily."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.entry import Library
from checker.model import Evidence
from checker.verify import judged

#: What is done to an example.
KINDS = ("deleted", "negated", "weakened")

_MODAL = re.compile(r"\b(shall|will|must|may|can)( not)?\b", re.IGNORECASE)
#: Words whose statement turns into something else, not into its reverse, when its verb is denied.
_LIMITED = re.compile(r"\b(no more|no less|only|solely|except|unless|without|until)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(neither|no)\b(?! (?:later|more|less|fewer|longer|event))", re.IGNORECASE)
_SOME = {"neither": "either", "no": "any"}
_PLAIN = re.compile(r"\b(is|are|was|were)( not)?\b")
_VERB = re.compile(
    r"\b(has|owns|retains|grants|assigns|warrants|represents|agrees|undertakes|accepts|acknowledges|remains|belongs)\b"
)
_ROOT = {"has": "have"}
_SUPPLIER = re.compile(r"\b(Supplier|Provider|Vendor|Contractor|Customer|Client|party|parties)\b")
_EFFORT = " use reasonable efforts to"


@dataclass(frozen=True, slots=True)
class Survivor:
    """A changed example that is still found present: of which protection, what was done, and the changed text."""

    id: str
    kind: str
    text: str


def survivors(library: Library, only: Iterable[str]) -> tuple[int, list[Survivor]]:
    """How many changed examples of the protections `only` were judged, and those that are still found present."""
    wanted, tried, found = set(only), 0, []
    for entry in library.entries:
        for text in entry.examples.get("present", ()) if entry.id in wanted else ():
            text = text.strip()
            evidence = [each for each in judged(text, entry, library).evidence if each.supports == "present"]
            for kind, changed in mutants(text, evidence):
                tried += 1
                if judged(changed, entry, library).status == "present":
                    found.append(Survivor(entry.id, kind, changed))
    return tried, found


def mutants(text: str, evidence: list[Evidence]) -> Iterator[tuple[str, str]]:
    """The example without what gives the protection, with it denied, and with an effort in place of the duty.

    One that cannot be changed in a way is left out, and so is one of which nothing is left.
    """
    if not evidence:
        return
    for kind, change in (("deleted", _deleted), ("negated", _negated), ("weakened", _weakened)):
        changed, done = text, False
        for each in sorted(evidence, key=lambda item: -item.start):  # from the end: earlier offsets stay
            new = change(changed, each)
            done = done or new != changed
            changed = new
        if done and re.search(r"\w", changed):
            yield kind, changed


def _deleted(text: str, evidence: Evidence) -> str:
    return text[: evidence.start] + text[evidence.end :]


def _negated(text: str, evidence: Evidence) -> str:
    """The text with the statement's duty or right denied, or its denial taken away."""
    start = _from(text, evidence)
    if _LIMITED.search(text, start, evidence.end):
        return text
    if none := _NONE.search(text, start, evidence.end):
        some = _SOME[none[1].lower()]
        return text[: none.start()] + (some.capitalize() if none[1][0].isupper() else some) + text[none.end() :]
    if modal := _modal(text, evidence):
        return text[: modal.start()] + modal[1] + ("" if modal[2] else " not") + text[modal.end() :]
    if verb := _VERB.search(text, start, evidence.end):
        root = _ROOT.get(verb[1], verb[1].removesuffix("s"))
        return f"{text[: verb.start()]}does not {root}{text[verb.end() :]}"
    if plain := _PLAIN.search(text, start, evidence.end):
        return text[: plain.start()] + plain[1] + ("" if plain[2] else " not") + text[plain.end() :]
    return text


def _weakened(text: str, evidence: Evidence) -> str:
    """The text with "use reasonable efforts to" in the supplier's duty; as it is where there is none."""
    modal = _modal(text, evidence)
    if modal is None or modal[2] or modal[1].lower() in ("may", "can") or _NONE.search(text, modal.end(), evidence.end):
        return text
    parties = _SUPPLIER.findall(text, _from(text, evidence), modal.start())
    if not parties or parties[-1] not in ("Supplier", "Provider", "Vendor", "Contractor"):
        return text
    return text[: modal.end()] + _EFFORT + text[modal.end() :]


def _from(text: str, evidence: Evidence) -> int:
    """Where the statement begins, with the lead-in of a list item."""
    lead = text.rfind(evidence.lead, 0, evidence.start) if evidence.lead else -1
    return lead if lead >= 0 else evidence.start


def _modal(text: str, evidence: Evidence) -> re.Match[str] | None:
    """The modal verb that carries the words that decided: the last before they begin, else the first behind."""
    decided = min((start for start, _ in evidence.words), default=evidence.start)
    found = list(_MODAL.finditer(text, _from(text, evidence), evidence.end))
    before = [each for each in found if each.start() <= decided]
    return before[-1] if before else found[0] if found else None

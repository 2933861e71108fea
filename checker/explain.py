"""A protection of the library as a page to read: what is asked, what counts, what does not, and on whose word."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from checker.entry import Entry, Library, NumberTest, Phrase, Rule
from checker.errors import UsageError
from checker.report.look import Look
from checker.report.sheet import Sheet

#: The weaknesses that all protections share, by code.
HEDGES = {
    "H1": "effort only", "H2": "vague time", "H3": "no number", "H4": "may be changed by one side",
    "H5": "sole remedy", "H6": "the customer pays", "H7": "a hurdle before the claim", "H8": "carved back",
    "H9": "does not survive", "H10": "serves the supplier", "H11": "an agreement to agree, or a blank",
    "H12": "only as far as known", "H13": "only if material",
}  # fmt: skip

_SECTIONS = {
    "present": "Present when", "weak": "Weak when", "cut": "Taken back when", "harmful": "Harmful when",
    "elsewhere": "Elsewhere when", "not-applicable": "Not applicable when", "clauses": "Listed as a clause on it",
}  # fmt: skip


def find(library: Library, wanted: str) -> Entry:
    """The entry with the id `wanted`; raises UsageError that names the nearest ids."""
    for entry in library.entries:
        if entry.id == wanted:
            return entry
    near = difflib.get_close_matches(wanted, [entry.id for entry in library.entries], 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`bpo-check list` names all of them"
    raise UsageError(f"there is no protection '{wanted}': {hint}")


def listing(library: Library, look: Look) -> bytes:
    """All protections by family: id, severity and title."""
    sheet = Sheet(look)
    by_family: dict[str, list[Entry]] = {}
    for entry in library.entries:
        by_family.setdefault(entry.family, []).append(entry)
    for family, entries in sorted(by_family.items()):
        sheet.put((f"{family} ({len(entries)})", "bold"))
        for entry in sorted(entries, key=lambda entry: entry.id):
            sheet.put((entry.title, "dim"), indent=2, label=f"{entry.id} ({entry.severity}):", hang=6, style="")
        sheet.blank()
    noun = "protection" if len(library.entries) == 1 else "protections"
    sheet.put((f"{len(library.entries)} {noun}, library {library.version} ({library.hash[:12]})", ""))
    return sheet.data()


def profile_listing(library: Library, look: Look) -> bytes:
    """All regulation profiles: id, title, version, the question that says when each applies, and its status."""
    sheet = Sheet(look)
    for each in library.regulations:
        sheet.put((each.title, ""), (f" ({len(each.paragraphs)} sub-paragraphs, {each.version})", "dim"),
                  label=f"{each.id}:", hang=2, style="bold")  # fmt: skip
        sheet.put((each.trigger, ""), label="Applies if:", indent=2)
        if each.note:
            sheet.put((each.note, "dim"), label="Note:", indent=2)
    sheet.blank()
    noun = "regulation profile" if len(library.regulations) == 1 else "regulation profiles"
    sheet.put((f"{len(library.regulations)} {noun}, library {library.version} ({library.hash[:12]})", ""))
    return sheet.data()


def page(entry: Entry, look: Look) -> bytes:
    """One protection as a page."""
    sheet = Sheet(look)
    sheet.put((entry.title, "bold"))
    sheet.put((f"{entry.id}, {entry.family}, {entry.severity}", "dim"))
    sheet.blank()
    sheet.put((entry.why, ""), label="Why it matters:", hang=2, style="bold")
    sheet.put((entry.ask, ""), label="Ask for:", hang=2, style="bold")
    _many(sheet, "Sought", map(_wide, entry.subject))
    _many(sheet, "Not about", map(_wide, entry.not_about))
    for section, heading in _SECTIONS.items():
        _many(sheet, heading, [_rule(entry, rule) for rule in entry.rules.get(section, ())])
    thresholds = entry.thresholds.items()
    _many(sheet, "Thresholds", [f"{name}: {each.text} ({each.basis}: {each.source})" for name, each in thresholds])
    _many(sheet, "Severity changes", [f"{status}: {level}" for status, level in (entry.severity_when or {}).items()])
    _many(sheet, "Advice where it is not said", [advice.say for advice in entry.advice])
    for status, examples in entry.examples.items():
        near_miss = " (the same words, another matter)" if status == "missing" else ""
        _many(sheet, f"Examples: {status.replace('-', ' ')}{near_miss}", [f"“{_line(text)}”" for text in examples])
    _many(sheet, "Examples: listed as a clause", [f"“{_line(text)}”" for text in entry.listed])
    _many(sheet, "Examples: not listed", [f"“{_line(text)}”" for text in entry.unlisted])
    _many(sheet, "References", [f"{ref} [{mark}]" for ref, mark in entry.references])
    sheet.blank()
    sheet.put((entry.source, "dim"), label="File:")
    return sheet.data()


def _many(sheet: Sheet, heading: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        sheet.blank()
        sheet.put((heading, "bold"))
        for line in lines:
            sheet.put((line, ""), indent=2, label="-")


def _line(text: str) -> str:
    return " ".join(text.split())


def _rule(entry: Entry, rule: Rule) -> str:
    """A rule as a sentence: its code, what it says, and its conditions."""
    texts = {name: threshold.text for name, threshold in entry.thresholds.items()}
    told = [_words(rule.place)] if rule.place else []
    conditions = dict(rule.conditions)
    if who := _who(conditions.pop("bound", ()), conditions.pop("force", ())):
        told.append(who)
    for name, value in conditions.items():
        told.append(_number(value, texts) if name == "number" else _CONDITIONS.get(name, partial(_other, name))(value))
    say = rule.say.replace("{number}", "the number").replace("{quote}", "the quote")
    for name, text in texts.items():
        say = say.replace("{" + name + "}", text)
    head = [f"{rule.code}:" if rule.code else "", f"[{rule.part}]" if rule.part else "", f"{say}:" if say else ""]
    return " ".join(part for part in (*head, "; ".join(told)) if part).removesuffix(":")


def _other(name: str, value: object) -> str:
    """A condition that this page has no words for yet: better its name than its silence."""
    return f"{name} {value}"


def _who(bound: Iterable[str], force: Iterable[str]) -> str:
    return _bound(bound or ("anyone",), force or ("any",)) if bound or force else ""


def _bound(bound: Iterable[str], force: Iterable[str]) -> str:
    return f"{_either(bound)} {_either(force)}"


def _either(values: Iterable[str]) -> str:
    return "/".join(sorted(values))


def _words(phrases: Iterable[Phrase]) -> str:
    return " or ".join(f"“{_wide(phrase)}”" for phrase in phrases)


def _wide(phrase: Phrase) -> str:
    """A phrase with room around its alternatives, so that a line can end between them."""
    return phrase.text.replace("|", " | ")


def _hedges(codes: Iterable[str]) -> str:
    in_order = sorted(codes, key=lambda code: int(code[1:]))
    return ", ".join(f"{HEDGES.get(code, '')} ({code})".strip() for code in in_order)


def _number(test: NumberTest, texts: Mapping[str, str]) -> str:
    kinds = f" ({_either(test.kinds)})" if test.kinds else ""
    if test.none:
        return f"no {test.unit}{kinds} is stated"
    if test.test == "any":
        return f"a {test.unit}{kinds} is stated"
    limit = f"{texts[test.limit_text]} ({test.limit_text})" if test.limit_text in texts else test.limit_text
    return f"a {test.unit}{kinds} {test.test.replace('-', ' ')} {limit}"


def _defined(terms: Mapping[str, Iterable[Phrase]]) -> str:
    return "; ".join(f"“{term}” is defined with {_words(phrases)}" for term, phrases in terms.items())


def _statuses(statuses: Mapping[str, Iterable[str]]) -> str:
    return "; ".join(f"{other} is {_either(wanted)}" for other, wanted in statuses.items())


#: How each condition of docs/library.md reads; `bound` with `force`, and `number`, are told by `_rule`.
_CONDITIONS: dict[str, Callable[[Any], str]] = {
    "denied": lambda value: f"the reverse of: {_bound(*value)}",
    "with": lambda value: f"with {_words(value)}",
    "with-all": lambda value: f"with all of {_words(value).replace('” or “', '” and “')}",
    "without": lambda value: f"without {_words(value)}",
    "nearby": lambda value: f"in the same section {_words(value)}",
    "not-nearby": lambda value: f"in the same section no {_words(value)}",
    "heading": lambda value: f"under a heading with {_words(value)}",
    "not-heading": lambda value: f"under no heading with {_words(value)}",
    "contract-has": lambda value: f"the contract holds {_words(value)}",
    "contract-lacks": lambda value: f"the contract holds no {_words(value)}",
    "exception": lambda value: f"an exception with {_words(value)}",
    "hedge": lambda value: f"hedged: {_hedges(value)}",
    "no-hedge": lambda value: f"not hedged: {_hedges(value)}",
    "defined": _defined,
    "points-to": lambda value: f"it points to: {_either(value)}",
    "points-into": lambda value: f"it points to no other clause than one with {_words(value)}",
    "statuses": _statuses,
}

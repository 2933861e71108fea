"""The root that all grammatical forms and both spellings of a word share."""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am be", "have": "has had having have", "do": "does did done doing do",
        "give": "gave given giving", "keep": "kept", "pay": "paid", "bear": "bore borne", "hold": "held",
        "make": "made making", "take": "took taken taking", "sell": "sold", "become": "became", "send": "sent",
        "lose": "lost losing", "leave": "left", "bring": "brought", "seek": "sought", "arise": "arose arisen",
        "undertake": "undertook undertaken undertaking", "use": "using", "agree": "agreed agreeing agrees",
        "guarantee": "guaranteed guaranteeing", "die": "dying died", "buy": "bought", "find": "found",
        "choose": "chose chosen", "begin": "began begun", "show": "shown", "know": "known knew", "meet": "met meeting",
        "build": "built", "withhold": "withheld", "withdraw": "withdrew withdrawn", "shall": "shalt",
        "rating": "ratings", "license": "licence licences licenced licencing", "program": "programme programmes", "center": "centre centres",
        "judgment": "judgement judgements", "fulfil": "fulfill fulfills fulfilled fulfilling", "artifact": "artefact",
        "favor": "favour", "endeavor": "endeavour endeavours endeavouring endeavoured", "labor": "labour",
        "behavior": "behaviour", "honor": "honour", "defense": "defence", "offense": "offence", "other": "others",
        "premise": "premises", "thing": "thing", "data": "datum", "run": "ran running", "person": "persons people",
        "child": "children", "basis": "bases", "analysis": "analyses", "percent": "percentum",
        "subcontract": "subcontracts subcontracted subcontracting",
    }.items()
    for form in forms.split()
}  # fmt: skip
_KEEP = frozenset(
    "during rating thing nothing anything something everything being king ring spring string willing notwithstanding "
    "outstanding pending news always perhaps less unless process business access address gross loss regardless "
    "is as us his this various previous thus plus bus status basis series species speed need feed seed indeed exceed "
    "proceed succeed hundred red bed shed evening ceiling sibling sterling".split()
)


#: British -our in all forms: favourable, labours, neighbouring.
_OUR = re.compile(r"\b(fav|hon|lab|col|behavi|endeav|neighb|harb|rum|hum|vig|rig)our")
#: Words that another word without its -e would become: "note" is not "not".
_TAKEN = frozenset("not for can car far fin par plan star hop cap her".split())


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The root that all grammatical forms and both spellings of a lower-case word share."""
    if word.endswith("ings") and len(word) > 6:
        word = word[:-1]
    word = _OUR.sub(r"\1or", word)
    word = _IRREGULAR.get(word, word)
    if len(word) > 3 and word not in _KEEP:
        word = _strip(word)
    if len(word) > 3 and word.endswith("e") and word[:-1] not in _TAKEN:
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if len(word) > 6 and word.endswith("isation"):
        word = word[:-7] + "ization"
    if len(word) > 5 and word.endswith("is") and word not in _KEEP:
        word = word[:-2] + "iz"
    return word


def _strip(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and not word.endswith("eed"):
            stem = word[: -len(ending)]
            if stem in _TAKEN:
                return stem + "e"
            if re.search("[aeiouy]", stem):
                return stem if len(stem) > 2 else word[:-1] if ending == "ed" else word
    return word

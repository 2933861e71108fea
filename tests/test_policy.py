"""The policy: where it is found, how its files merge, what it refuses, and what it changes in the judgement."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from checker.check import examine, shipped
from checker.decisions import Policy
from checker.errors import CheckerError, ConfigError
from checker.model import Document, Finding, Page
from checker.policy.apply import in_use, used_thresholds, with_thresholds
from checker.policy.files import LARGEST, POLICY
from checker.policy.rules import Rule, Rules, rules_for
from checker.policy.settle import settle
from checker.resources import folder

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file into an empty working folder and gives its path; text may be bytes."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def put(text: str | bytes, name: str = POLICY) -> Path:
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def policy(place: Path | None = None, **more: Rule) -> Policy:
    """The policy in force in a folder."""
    return settle(rules_for(place), shipped())


def refused(text: str | bytes, write: Write) -> str:
    """What a policy of this text is refused with."""
    write(text)
    with pytest.raises(CheckerError) as refusal:
        policy()
    assert refusal.value.exit_code == 2
    assert "\n" not in str(refusal.value).strip()
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fail-on: high\nfail-on: low\n", "bpo-check.yaml:2:1: the key 'fail-on' stands here twice"),
        ("off:\n  exit-plan: not yet\n  exit-plan: nor later\n", "3:3: the key 'exit-plan' stands here twice"),
        ("off:\n\texit-plan: not bought\n", "2:1: a tab stands here: indent with spaces"),
        ("fail_on: high\n", "1:1: fail_on: 'fail_on' is not known here; did you mean 'fail-on'?"),
        ("waivers:\n  locl: allowed\n", "2:3: waivers.locl: 'locl' is not known here; did you mean 'local'?"),
        ("fail-on: hihg\n", "1:1: fail-on: 'hihg' is not one of critical, high, medium, low, never; did you me"),
        ("fail-on: no\n", "'no' is not one of critical, high"),
        ("fail-on: [high]\n", "is not one of"),
        ("", "1:1: is empty"),
        ("# only a comment\n", "is empty"),
        ("{}\n", "holds nothing"),
        ("- fail-on: high\n", "1:1: a mapping of keys to values is wanted here"),
        ("high\n", "a mapping of keys to values is wanted here"),
        ("fail-on: high\n---\nfail-on: low\n", "but found another document"),
        (b"fail-on: h\xefgh\n", "1:1: is not UTF-8 text"),
        (b"\xff\xfef\x00", "is not UTF-8 text"),
        ("off: [exit-plan]\n", "1:1: off: a mapping of keys to values is wanted here"),
        ("off: {exit-plan: }\n", "off.exit-plan: nothing stands here; wanted is the reason"),
        ("off: {exit-plan: no}\n", "the reason, in more than one word"),
        ("required: exit-plan\n", "1:1: required: a list is wanted here"),
        ("required: [exit-plan, exit-plan]\n", "stands in the list twice"),
        ("required:\n  - Exit-Plan\n", "2:5: required[0]: 'Exit-Plan' is no id of the library; did you mean '"),
        ("required: [2026-02-30]\n", "'2026-02-30' is no id of the library"),
        ("off:\n  DATA_BREACH_NOTIFICATION: not bought yet\n", "2:3: off.DATA_BREACH_NOTIFICATION: 'DATA_BREACH_NOTI"
         "FICATION' is no id of the library; did you mean 'data-breach-notification'?"),
        ("severities: {data-secrity: low}\n", "is no id or family of the library; did you mean 'data-security'?"),
        ("severities: {sla: sever}\n", "'sever' is not one of critical, high, medium, low"),
        ("thresholds:\n  data-breach-notification:\n    longst: 24 hours\n",
         "3:5: thresholds.data-breach-notification.longst: 'longst' is no threshold of data-breach-notification; did "
         "you mean 'longest'?"),
        ("thresholds: {data-breach-notification: {longest: 24 %}}\n", "'24 %' is not a time such as the library's '"),
        ("thresholds: {data-breach-notification: {longest: 24}}\n", "'24' is not a time"),
        ("thresholds: {data-breach-notification: {longest: soon}}\n", "'soon' is not a time"),
        ("thresholds: {data-breach-notification: {longest: -1 hours}}\n", "'-1 hours' is not a time"),
        ("thresholds: {data-breach-notification: {longest: .inf}}\n", "'inf' is not a time"),
        ("thresholds: {data-breach-notification: {longest: [24 hours]}}\n", "is not what is wanted: an amount"),
        ("thresholds: {data-breach-notification: 24 hours}\n", "a mapping of keys to values is wanted here"),
        ("thresholds: {data-no-secondary-use: {longest: 24 hours}}\n", "; it has none"),
        ("engagement: [callcenter]\n", "is no kind of engagement of the library"),
        ("profiles: [doora]\n", "is no regulation profile of the library; did you mean 'dora'?"),
        ("library: [house]\n", "1:11: library[0]: there is no folder house"),
        ("extends: base.yaml\n", "1:1: extends: there is no file base.yaml"),
        ("extends: bpo-check.yaml\n", "1:1: extends: goes in a circle: bpo-check.yaml -> bpo-check.yaml"),
        ("waivers: {longest: 12}\n", "a time such as '12 months'"),
        ("waivers: {longest: 0 days}\n", "a time such as '12 months'"),
        ("waivers: {local: true}\n", "'True' is not one of allowed, forbidden"),
        ("off: {exit-plan: not bought}\nrequired: [exit-plan]\n", "'exit-plan' is required too: one of them must go"),
        ("off: &x {exit-plan: not bought}\n", "1:6: anchors and aliases (& and *) are not used here"),
        ("off: " + "[" * 30 + "]" * 30, "is nested deeper than 20 levels"),
        ("off: " + "[" * 5000, "maximum nesting depth"),
        ("? [a, b]\n: c\n", "1:3: a key is a word"),
        ("off: !!python/object:os.system {}\n", "could not determine a constructor"),
        ("fail-on: high\n" + "#" * (10 * 1024 * 1024), "is larger than 250,000 bytes"),
    ],
)  # fmt: skip
def test_what_cannot_be_used(text: str | bytes, told: str, write: Write) -> None:
    """Bad input is exit 2 and one line that says the file, the place, what is wrong, and the nearest right name."""
    said = refused(text, write)
    assert told in said
    assert said.startswith("bpo-check.yaml:")


def test_extended_files_can_be_wrong_too(write: Write) -> None:
    """An error in the extended file names that file; a circle of two files names both."""
    write("fail-on: hi\n", "company/base.yaml")
    assert refused("extends: company/base.yaml\n", write).startswith("company/base.yaml:1:1: fail-on: 'hi' is not")
    write("extends: ../bpo-check.yaml\n", "company/base.yaml")
    assert "goes in a circle: bpo-check.yaml -> company/base.yaml -> " in refused("extends: company/base.yaml\n", write)


def test_a_policy_that_cannot_be_opened(write: Write, tmp_path: Path) -> None:
    """A named file that is not there, or is a folder, is one clear line."""
    for file, told in ((tmp_path / "none.yaml", "No such file"), (tmp_path, "directory")):
        with pytest.raises(ConfigError, match=f"cannot be read: .*{told}"):
            rules_for(file=file)


def test_found_by_walking_up(write: Write, tmp_path: Path) -> None:
    """The nearest file above the document goes first, then the one above the working folder; one can be named."""
    far, near = tmp_path / "far", tmp_path / "far" / "deal" / "drafts"
    near.mkdir(parents=True)
    assert policy(near).fail_on == "high"
    write("fail-on: low\n")
    assert policy(near).fail_on == "low"
    (far / POLICY).write_text("fail-on: medium\n", "utf-8")
    assert policy(near).fail_on == "medium"
    assert rules_for(near).files[0].path == far / POLICY
    named = write("fail-on: never\n", "other.yaml")
    assert settle(rules_for(near, named), shipped()).fail_on == "never"
    assert settle(rules_for(near, none=True), shipped()) == Policy()


def test_nearer_values_go_before(write: Write) -> None:
    """Options go before the nearest file, that before the extended one, and each value knows where it stands."""
    write("fail-on: low\nseverities: {sla: low, exit: low}\nrequired: [exit-plan]\nengagement: [ito]\n", "base.yaml")
    write(
        "extends: base.yaml\nseverities:\n  sla: critical\noff:\n  exit-plan: We plan the exit ourselves\n"
        "required: [data-subprocessors]\nengagement: [cloud]\n"
    )
    rules = rules_for()
    held = settle(rules, shipped())
    assert held.fail_on == "low"
    assert held.severities == (("exit", "low"), ("sla", "critical"))
    assert held.required == ("data-subprocessors",)  # whoever is nearer decides, with a reason in the report
    assert held.off == (("exit-plan", "We plan the exit ourselves"),)
    assert held.engagement == ("cloud",)
    assert [name for name, _ in held.files] == [POLICY, "base.yaml"]
    assert rules.rules["severities", "sla"].place == "bpo-check.yaml:3"
    assert rules.rules["fail-on",].place == "base.yaml:1"
    rules = rules_for(options={("fail-on",): Rule("never", "--fail-on"), ("engagement", "kpo"): Rule("kpo", "X")})
    held = settle(rules, shipped())
    assert (held.fail_on, held.engagement) == ("never", ("kpo",))


@pytest.mark.parametrize(
    ("base", "near", "told"),
    [
        ("local: forbidden", "local: allowed", "'allowed' cannot undo 'forbidden' of base.yaml:1"),
        ("longest: 6 months", "longest: 1 year", "'1 year' is longer than the 6 months of base.yaml:1"),
    ],
)
def test_nearer_files_cannot_loosen_waivers(base: str, near: str, told: str, write: Write) -> None:
    """What a company forbids about waivers, a nearer file cannot allow; it can be stricter."""
    write(f"waivers: {{{base}}}\n", "base.yaml")
    assert told in refused(f"extends: base.yaml\nwaivers: {{{near}}}\n", write)
    write("waivers: {local: allowed, longest: 6 months}\n", "base.yaml")
    write("extends: base.yaml\nwaivers: {local: forbidden, longest: 90 days}\n")
    assert (policy().local_waivers, policy().longest_waiver) == (False, "90 days")


def test_house_library_folders_are_beside_their_file(write: Write) -> None:
    """A folder of the house library is relative to the policy file that names it; the nearer one comes last."""
    write("x", "company/rules/x.txt")
    write("x", "mine/x.txt")
    write("library: [rules]\n", "company/base.yaml")
    write("extends: company/base.yaml\nlibrary: [mine]\n")
    assert [path.name for path in rules_for().folders()] == ["rules", "mine"]


def test_hash_is_of_the_rules(write: Write) -> None:
    """Two policies of equal rules have the same hash wherever they stand; another rule makes another hash."""
    write("fail-on: low\n")
    first = policy()
    write("# a comment\nfail-on:   low\n")
    assert policy().hash == first.hash
    assert policy().files != first.files
    assert settle(Rules({("fail-on",): Rule("low", "--fail-on")}), shipped()).hash == first.hash
    assert replace(first, required=("x",)).hash != first.hash != Policy().hash


def test_schema_is_valid_and_described() -> None:
    """Both schemas are valid, and each key of the policy has a description."""
    for name in ("policy", "waivers"):
        schema = json.loads((folder("schemas") / f"{name}.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
    schema = json.loads((folder("schemas") / "policy.schema.json").read_text("utf-8"))
    assert all(each.get("description") for each in schema["properties"].values())
    assert LARGEST[POLICY] < 1_000_000


TEXT = """MASTER SERVICES AGREEMENT

This Agreement is made between Acme Insurance Ltd (the "Customer") and Borealis Processing Ltd (the "Supplier").

1.1 Supplier shall notify Customer of any security breach within 48 hours after becoming aware of it.

1.2 Each party's aggregate liability under this Agreement shall not exceed 100 % of the annual charges.

1.3 Supplier shall ensure availability of the system of at least 99.7 % in each calendar month.
"""


def judged(rules: Policy) -> dict[str, Finding]:
    """The findings on the text under a policy, by id."""
    document = Document("x.txt", "0" * 64, TEXT, (Page(1, "1", 0, len(TEXT)),))
    return {finding.id: finding for finding in examine(document, shipped(), policy=rules).findings}


def test_thresholds_change_the_judgement() -> None:
    """What is enough for the library is too little for a house that asks for 24 hours, 150 % and 99.9 %."""
    plain = judged(Policy())
    asked = {
        "data-breach-notification": ("longest", "24 h"), "liab-cap-adequate": ("whole", "150 %"),
        "sla-availability-target": ("least", "99.9 %"),
    }  # fmt: skip
    strict = judged(Policy(thresholds=tuple((name, *value) for name, value in asked.items())))
    assert [plain[name].status for name in asked] == ["present"] * 3
    assert [strict[name].status for name in asked] == ["weak"] * 3
    assert strict["data-breach-notification"].say == "48 hours is longer than 24 h."


def test_thresholds_used_are_told() -> None:
    """Every threshold of the library is told, those of the policy with its value."""
    rules = Policy(thresholds=(("data-breach-notification", "longest", "24 h"),))
    library = with_thresholds(shipped(), rules)
    used = {(each.id, each.name): (each.value, each.by) for each in used_thresholds(library, rules)}
    assert used["data-breach-notification", "longest"] == ("24 h", "policy")
    assert used["liab-cap-adequate", "year"] == ("12 months", "library")
    assert len(used) == sum(len(in_use(entry)) for entry in shipped().entries) > 15
    assert library.hash == shipped().hash
    with pytest.raises(ConfigError, match="does not fit the library"):
        with_thresholds(shipped(), Policy(thresholds=(("liab-cap-adequate", "year", "3 %"),)))


def test_a_threshold_that_changes_nothing_is_refused() -> None:
    """Each threshold that a rule tests changes the rules; one that none tests cannot be set."""
    for entry in shipped().entries:
        for name, own in entry.thresholds.items():
            rules = Policy(thresholds=((entry.id, name, f"987 {own.text.split(' ', 1)[-1]}"),))
            changed = with_thresholds(shipped(), rules)[entry.id].rules != entry.rules
            assert changed is (name in in_use(entry)), f"{entry.id}.{name}"
    idle = replace(shipped()["liab-cap-adequate"], rules={}, tested=frozenset())
    library = replace(shipped(), entries=(idle,))
    rule = Rule("12 months", "p.yaml:1")
    with pytest.raises(ConfigError, match="no rule of liab-cap-adequate tests 'year'"):
        settle(Rules({("thresholds", "liab-cap-adequate", "year"): rule}), library)


def test_severities_and_off() -> None:
    """A severity by id goes before its family's; what is switched off keeps its status and has the reason."""
    found = judged(
        Policy(
            severities=(("data-security", "low"), ("data-breach-notification", "high")),
            off=(("data-subprocessors", "No personal data"),),
        )
    )
    assert found["data-breach-notification"].severity == "high"
    assert found["data-subprocessors"].severity == "low"
    assert (found["data-subprocessors"].status, found["data-subprocessors"].set_aside) == ("missing", "off")

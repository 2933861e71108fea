"""Writes one waiver for a row of a JSON report into a file of waivers, whose comments and order stay."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from checker.baseline import read_report
from checker.decisions import Waiver
from checker.errors import ConfigError, UsageError
from checker.library.source import hint, read_source
from checker.policy.files import told
from checker.waivers import WAIVABLE, read_waivers, until

_HEAD = "# Waivers of bpo-check: findings someone answers for until a day. `bpo-check waive` appends to this list.\n"
_KEYS = ("id", "document", "text", "status", "reason", "approver", "granted", "expires")


def waiver_for(
    report: Path, protection: str, *, reason: str, approver: str, granted: date, expires: date, longest: str,
    by_hash: bool = False,
) -> Waiver:  # fmt: skip
    """The waiver for the row `protection` of the report; bound to the file itself with `by_hash`, else to its name.

    Raises UsageError for a row that needs no waiver, an id that is not there, a reason of one word, an approver
    without a name, and days that cannot be.
    """
    data = read_report(report)
    try:
        rows: dict[str, Any] = {row["id"]: row for row in data["protections"]}
        document = data["document"]["sha256" if by_hash else "name"]
        if protection not in rows:
            raise UsageError(f"'{protection}' is no row of {told(report)}{hint(protection, rows)}")
        status, text = rows[protection]["status"], rows[protection]["clause_digest"]
    except (KeyError, TypeError):
        raise ConfigError(f"{told(report)}: lacks what a waiver is bound to; make it again with this version") from None
    if status not in WAIVABLE:
        raise UsageError(f"{protection} is {status} in {told(report)}: there is nothing to waive")
    if expires < granted:
        raise UsageError(f"--expires {expires} lies before {granted}")
    if expires > (latest := until(granted, longest)):
        raise UsageError(f"--expires {expires} is more than {longest} from {granted}: at most {latest}")
    return Waiver(
        protection, document, text, _words(reason, "--reason", 2), _words(approver, "--approver", 1),
        expires.isoformat(), granted.isoformat(), status,
    )  # fmt: skip


def _words(text: str, option: str, least: int) -> str:
    words = "".join(char if char.isprintable() else " " for char in text).split()
    if len(words) < least:
        raise UsageError(f"{option} says nothing" if least == 1 else f"{option} needs more than one word")
    return " ".join(words)


def appended(path: Path, waiver: Waiver) -> bytes:
    """The bytes of the file `path` with the waiver at its end; those of a new file where there is none.

    Raises ConfigError where the file holds a waiver that is malformed, or is so written that nothing can be appended.
    """
    try:
        old = path.read_bytes() if path.exists() else b""
    except OSError as problem:
        raise ConfigError(f"{told(path)}: cannot be read: {problem.strerror or problem}") from None
    before = read_waivers(path) if old else None
    if before and before.problems:
        worst = before.problems[0]
        raise ConfigError(f"{worst.source}: mend this waiver first: {worst.say}")
    if before and any(asdict(known) == {**asdict(waiver), "source": known.source} for known in before.waivers):
        raise UsageError(f"{told(path)} holds this waiver already")
    end = "\r\n" if b"\r\n" in old else "\n"
    values = {key: getattr(waiver, key) for key in _KEYS}
    lines = [f"{'  ' if number else '- '}{key}: {_scalar(value)}" for number, (key, value) in enumerate(values.items())]
    text = old.decode("utf-8") if old else _HEAD
    text += "" if text.endswith("\n") or not text else end
    data = (text + ("" if not old or text.endswith(end * 2) else end) + end.join(lines) + end).encode("utf-8")
    try:
        whole = read_source(data, told(path), ConfigError).data == [*(before.items if before else ()), values]
    except ConfigError:
        whole = False
    if not whole:
        raise ConfigError(f"{told(path)}: is so written that nothing can be appended: write each waiver as '- id: ...'")
    return data


def _scalar(value: str) -> str:
    """A YAML scalar: bare where it is a plain word, else as JSON writes it, which YAML reads alike."""
    bare = value.replace("-", "").replace(".", "").replace("_", "")
    if value[:1].isalpha() and bare.isascii() and bare.isalnum() and value.casefold() not in _NOT_BARE:
        return value
    return json.dumps(value, ensure_ascii=False)


_NOT_BARE = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

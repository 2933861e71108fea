"""Plain data as indented JSON: `json` writes without indents in C, and with them in Python, thirty times as slowly."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any


def indented(value: Any) -> str:
    """What `json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)` gives, for keys that are text.

    Raises ValueError for a number that JSON has not, TypeError for what is no plain data.
    """
    return _written(value, "\n")


def _written(value: Any, line: str) -> str:
    """The value; `line` is the line end with the indent of what holds it."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is dict:
        if not value:
            return "{}"
        inner = line + " "
        quoted = encode_basestring
        pairs = [
            f"{quoted(key)}: {quoted(each) if type(each) is str else _written(each, inner)}"
            for key, each in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}"
    if kind is list or kind is tuple:
        if not value:
            return "[]"
        inner = line + " "
        quoted = encode_basestring
        items = [quoted(each) if type(each) is str else _written(each, inner) for each in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]"
    if kind is int:
        return repr(value)
    if value is None:
        return "null"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

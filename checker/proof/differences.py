"""What a report says otherwise than it should, one line each: where, what was expected, what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.report.wording import plain

#: Characters of a value that a line tells, around the place where two long ones part.
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in the report that is not as it should be; `expected` and `found` are words for a person."""

    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        return plain(f"{self.where}: expected {self.expected}, found {self.found}")


def differing(where: str, expected: Any, found: Any) -> Iterator[Difference]:
    """A line for each place below `where` at which two values of JSON differ; none where they are equal."""
    if type(expected) is type(found) and expected == found:
        return
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys((*expected, *found)):
            yield from differing(f"{where}.{key}" if where else str(key), _at(expected, key), _at(found, key))
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, pair in enumerate(zip(expected, found, strict=True)):
            yield from differing(f"{where}[{index}]{_named(pair[0])}", *pair)
    elif isinstance(expected, list) and isinstance(found, list):
        yield Difference(where, f"{len(expected)} items", f"{len(found)}")
    else:
        yield Difference(where, *told(expected, found))


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


_NOTHING = _Nothing()


def _at(values: Mapping[str, Any], key: str) -> Any:
    return values.get(key, _NOTHING)


def _named(value: Any) -> str:
    return f" ({value['id']})" if isinstance(value, Mapping) and isinstance(value.get("id"), str) else ""


def told(expected: Any, found: Any) -> tuple[str, str]:
    """Both values in few characters; of long texts what stands around the first character that differs."""
    if isinstance(expected, str) and isinstance(found, str):
        same = next((i for i, pair in enumerate(zip(expected, found, strict=False)) if pair[0] != pair[1]), None)
        at = min(len(expected), len(found)) if same is None else same
        return _text(expected, at), _text(found, at)
    return _value(expected), _value(found)


def _text(text: str, at: int) -> str:
    if len(text) <= _SHOWN:
        return f"'{text}'"
    first = max(0, min(at - _SHOWN // 3, len(text) - _SHOWN))
    return f"'{'…' if first else ''}{text[first : first + _SHOWN]}{'…' if first + _SHOWN < len(text) else ''}'"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value, 0)
    said = "nothing" if value is None else str(value)
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"

"""The garbage collector looks rarely while documents are checked, and as before when that is over."""

from __future__ import annotations

import gc

import pytest

from checker.unhurried import OBJECTS, unhurried


def test_the_collector_is_as_before_when_it_is_over() -> None:
    """Inside it looks rarely but is not off; behind it, also behind an error, it has its own pace again."""
    before = gc.get_threshold()
    with unhurried():
        assert gc.isenabled()
        assert gc.get_threshold() == (OBJECTS, *before[1:])
    assert gc.get_threshold() == before
    with pytest.raises(ZeroDivisionError), unhurried():
        1 / 0  # noqa: B018 (the error is what is wanted)
    assert gc.get_threshold() == before

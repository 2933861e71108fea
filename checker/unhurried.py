"""A garbage collector that looks rarely: Python's own pace is for programs that make rubbish in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: How many more objects there are when the collector looks, instead of Python's 700: the check of a hundred pages.
OBJECTS = 500_000


@contextmanager
def unhurried() -> Iterator[None]:
    """While it lasts, the collector looks at new objects after OBJECTS of them.

    For a process that only checks documents: a library and a report are many objects, all of which stay, and a third
    of the time of a check went into looking at them.  What nothing refers to is freed at once, as ever.
    """
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

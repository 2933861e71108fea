"""When and by whom a report is made: the only facts of a run that its input does not give, and only where asked for."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime

from checker.decisions import Stamp
from checker.errors import UsageError

_EPOCH = "SOURCE_DATE_EPOCH"


def stamp() -> Stamp:
    """The time now (UTC), or that of SOURCE_DATE_EPOCH (seconds since 1970), and the user as the system names them.

    Raises UsageError where SOURCE_DATE_EPOCH is no such time, or where nothing tells the user.
    """
    return Stamp(_time().strftime("%Y-%m-%dT%H:%M:%SZ"), _user())


def _time() -> datetime:
    given = os.environ.get(_EPOCH)
    if not given:
        return datetime.now(UTC)
    try:
        if given.isascii() and given.isdecimal():
            return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise UsageError(f"{_EPOCH} '{given}' is no number of seconds since 1970 such as 1800000000")


def _user() -> str:
    try:
        found = " ".join(getpass.getuser().split())
    except (KeyError, OSError, ImportError):  # a container may have no name for its user
        found = ""
    if not found:
        raise UsageError("--stamp: nothing tells who the user is; set the variable USER")
    return found

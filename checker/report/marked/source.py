"""The contract's own file, for reports that are made in it."""

from __future__ import annotations

import hashlib

from checker.errors import UsageError
from checker.model import Report
from checker.report.look import Look


def source(report: Report, look: Look, form: str, said: str) -> bytes:
    """The bytes of the file that the report is on, which must be of the format `form`, called `said` in errors.

    Raises UsageError where the report withholds the text, where it is another format, not at hand, or no longer the
    file that was checked.
    """
    document = report.document
    if report.withheld:
        raise UsageError(f"{document.name}: the report withholds the contract's text, which a marked copy would show")
    if document.format != form:
        raise UsageError(f"{document.name}: only {said} can be marked in this format")
    if not look.contracts:
        raise UsageError(f"{document.name}: to mark the contract its file is needed; name it with --contract")
    for path in look.contracts:
        try:
            data = path.read_bytes()
        except OSError as problem:
            raise UsageError(f"{path.name}: cannot be opened ({problem.strerror or problem})") from None
        if hashlib.sha256(data).hexdigest() == document.sha256:
            return data
    raise UsageError(f"{look.contracts[0].name}: is not the file that was checked; check it again")

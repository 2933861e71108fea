"""The errors a user can meet; each kind has one exit code and says in one line what to do."""

from __future__ import annotations


class CheckerError(Exception):
    """Any failure that must never look like a pass; `exit_code` is what the command ends with."""

    exit_code = 2


class UsageError(CheckerError):
    """The command line or an option cannot be used as given (exit 2)."""


class LibraryError(CheckerError):
    """A library entry is invalid; the text says `file:line:column`, what is wrong and what is allowed (exit 2)."""


class ConfigError(CheckerError):
    """A policy, waiver or baseline file cannot be used (exit 2)."""


class UnreadableError(CheckerError):
    """A document could not be read, so it was not judged (exit 3)."""

    exit_code = 3


class RuleError(CheckerError):
    """A rule failed while it judged a document: a fault of the program or the library, never a pass (exit 2)."""

"""The clause library: read from YAML, compiled, and verified on its own examples."""

from __future__ import annotations

from checker.library.load import load
from checker.library.validate import validate

__all__ = ["load", "validate"]

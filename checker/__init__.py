"""bpo-check: what an outsourcing contract gives its customer, and what it lacks."""

from __future__ import annotations

__version__ = "0.1.0"

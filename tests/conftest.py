"""Lets tests import the samples that stand beside them (`report_sample`)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

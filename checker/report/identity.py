"""What makes a finding the same finding in the next version of a document: the protection and the words, no place."""

from __future__ import annotations

import hashlib
import re

from checker.model import Finding
from checker.report.excerpt import shown_evidence

_WORD = re.compile(r"[^\W_]+")


def identity(finding: Finding) -> str:
    """A digest (hex) of the id and the quote's words: page, offset, case, spacing and punctuation do not change it."""
    evidence = shown_evidence(finding)
    words = _WORD.findall(evidence.quote.casefold()) if evidence else []
    return hashlib.sha256("\n".join((finding.id, " ".join(words))).encode("utf-8", "replace")).hexdigest()

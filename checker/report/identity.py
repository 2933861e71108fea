"""What makes a finding the same finding in the next version of a document: the protection and the words, no place."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from checker.model import Finding
from checker.report.excerpt import shown_evidence

_WORD = re.compile(r"[^\W_]+")


def identity(finding: Finding) -> str:
    """A digest (hex) of the id and the quote's words: page, offset, case, spacing and punctuation do not change it."""
    if finding.digests:
        return finding.digests[0]
    evidence = shown_evidence(finding)
    words = _WORD.findall(evidence.quote.casefold()) if evidence else []
    return hashlib.sha256("\n".join((finding.id, " ".join(words))).encode("utf-8", "replace")).hexdigest()


def clause_digest(finding: Finding) -> str:
    """A digest (hex) of all text that the finding rests on; the status itself where there is none ("missing").

    Case, spacing, page and offset do not change it, nor does punctuation but for signs that bear on a number: a
    currency, per cent, a decimal point.
    """
    if finding.digests:
        return finding.digests[1]
    if not finding.evidence:
        return finding.status
    texts = sorted({" ".join(_signs(f"{evidence.lead} {evidence.quote}")) for evidence in finding.evidence})
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()


def _signs(text: str) -> list[str]:
    """The words of `text`, with decimal points, currencies and the signs of arithmetic."""
    return _SIGN.findall((text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold())


_CURRENCY = "$¢£¤¥\u058f\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20cf"
_SIGN = re.compile(rf"\d+(?:[.,]\d+)*|[^\W_]+|[%‰<>=+±{_CURRENCY}]")

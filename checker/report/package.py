"""Office packages: the libraries that write them are an extra, and the same content gives the same bytes."""

from __future__ import annotations

import importlib
import io
import zipfile
from typing import Any

from checker.errors import UsageError

#: The first date that a ZIP archive can hold.
_DATE = (1980, 1, 1, 0, 0, 0)


def extra(module: str, distribution: str, form: str) -> Any:
    """The module of an optional library; raises UsageError that says how to install it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise UsageError(f"the format '{form}' needs {distribution}: pip install 'bpo-check[office]'") from None


def repack(data: bytes) -> bytes:
    """The package with its parts in their order, without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return out.getvalue()

"""Old Word files, RTF and OpenDocument text: LibreOffice, where it is installed, makes a .docx of them."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from checker.errors import UnreadableError
from checker.model import Document
from checker.read.docx import read_docx
from checker.read.options import Options

#: Seconds that a conversion may take; a long agreement takes some five, the first start of LibreOffice ten.
LONGEST = 120
#: Macros are never run and links never followed, whatever the user's own LibreOffice allows.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read_office(path: Path, data: bytes, options: Options) -> Document:
    """The document in a file that LibreOffice reads.

    Raises UnreadableError where LibreOffice is not installed, cannot open the file, or takes too long.
    """
    kind = _kind(data)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError(
            f"{path.name}: {kind[1:].upper()} files are read through LibreOffice, which is not installed; "
            "install it (Debian: apt install libreoffice-writer), or save the contract as .docx or .pdf"
        )
    if kind == ".odt" and b"manifest:encryption-data" in _manifest(data):
        raise UnreadableError(f"{path.name}: is password protected; open it, take the password out and save it")
    made = read_docx(path, _converted(path, data, program, kind), options)
    return replace(
        made, sha256=sha256(data).hexdigest(), format=kind[1:],
        notes=(*made.notes, "read through LibreOffice"),
    )  # fmt: skip


def _kind(data: bytes) -> str:
    """The suffix that the content has, whatever the file's name."""
    head = data[:4096].lstrip()
    if head.startswith(b"PK") or b"<office:document" in head:
        return ".odt" if head.startswith(b"PK") else ".fodt"
    return ".rtf" if b"{\\rtf" in head[:16] else ".xml" if b"<?xml" in head[:64] else ".doc"


def _manifest(data: bytes) -> bytes:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as stream:
            return stream.read(1_000_000)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError):
        return b""


def _converted(path: Path, data: bytes, program: str, kind: str) -> bytes:
    """The bytes of the .docx; the conversion sees only a folder of its own, and leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="bpo-check-") as folder:
        here = Path(folder)
        (here / "profile" / "user").mkdir(parents=True)
        (here / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = here / f"document{kind}"
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={(here / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--convert-to", "docx", "--outdir", str(here / "out"), str(source),
        ]  # fmt: skip
        _run(path, command, here)
        target = here / "out" / "document.docx"
        if not target.is_file():
            raise UnreadableError(
                f"{path.name}: LibreOffice cannot open it (broken, or password protected?); save it as .docx or .pdf"
            )
        return target.read_bytes()


def _run(path: Path, command: list[str], folder: Path) -> None:
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(LONGEST)
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            f"{path.name}: LibreOffice did not finish within {LONGEST} seconds; save it as .docx or .pdf"
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with all that it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()

"""Make the picture of the HTML report for README.md from a sample; needs Chromium.

python samples/shots.py                 write docs/report.png
python samples/shots.py --all FOLDER    write every view to look at: wide, phone, light, dark, print
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from checker.check import check
from checker.gate import gate
from checker.report import RENDERERS, Look, Verdict

HERE = Path(__file__).resolve().parent
SAMPLE = HERE / "supplier-paper.pdf"
PICTURE = HERE.parent / "docs" / "report.png"

#: Bytes that the picture may have, and the colours it is brought down to.
MOST, COLOURS = 300_000, 256
QUIET = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")


def page(contract: Path) -> bytes:
    """The HTML report on the contract, as the command writes it."""
    report = check(contract, regulations=["dora"])
    verdict = gate(report)
    look = Look(verdict=Verdict(verdict.passed, str(verdict)), contracts=(contract,))
    return RENDERERS["html"].render(report, look)


def shoot(address: str, target: Path, *options: str) -> None:
    """Let Chromium show the address and write what it shows; raises CalledProcessError where it fails."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    print_or_picture = f"--print-to-pdf={target}" if target.suffix == ".pdf" else f"--screenshot={target}"
    command = [chromium, *QUIET, *options, print_or_picture, address]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def small(picture: Path) -> bytes:
    """The picture as a PNG with few colours."""
    out = io.BytesIO()
    with Image.open(picture) as image:
        image.convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Write docs/report.png, or with --all every view into a folder."""
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "report.html"
        html.write_bytes(page(SAMPLE))
        if arguments[:1] == ["--all"]:
            views(html.as_uri(), Path(arguments[1]))
            return 0
        shot = Path(folder) / "shot.png"
        shoot(html.as_uri(), shot, "--window-size=1280,1160", "--force-device-scale-factor=1.25")
        data = small(shot)
    if len(data) > MOST:
        print(f"the picture has {len(data)} bytes, more than {MOST}")
        return 1
    PICTURE.write_bytes(data)
    return 0


def views(address: str, folder: Path) -> None:
    """Every view that a change of the page must be looked at in."""
    folder.mkdir(parents=True, exist_ok=True)
    for width, height in ((1280, 900), (390, 844)):
        for scheme, options in (("light", ()), ("dark", ("--blink-settings=preferredColorScheme=0",))):
            for name, place in (("first", ""), ("finding", "#f-data-customer-ownership"), ("terms", "#terms")):
                target = folder / f"{width}-{scheme}-{name}.png"
                shoot(address + place, target, f"--window-size={width},{height}", *options)
    shoot(address, folder / "print.pdf", "--no-pdf-header-footer")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

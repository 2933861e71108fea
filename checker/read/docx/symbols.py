"""Signs that Word writes in the private code points of its symbol fonts."""

from __future__ import annotations

_SYMBOL = {
    0xA3: "\u2264", 0xB3: "\u2265", 0xB0: "\u00b0", 0xB1: "\u00b1", 0xB4: "\u00d7", 0xB7: "\u2022", 0xB9: "\u2260",
    0xD2: "\u00ae", 0xD3: "\u00a9", 0xD4: "\u2122", 0xE2: "\u00ae", 0xE3: "\u00a9", 0xE4: "\u2122", 0xA7: "\u2022",
}  # fmt: skip
_DINGS = {
    0x6F: "\u2610", 0xA8: "\u2610", 0x71: "\u2610", 0x72: "\u2610", 0xFE: "\u2612", 0x78: "\u2612", 0xFD: "\u2612",
    0xFC: "\u2713", 0xFB: "\u2717", 0x51: "\u2612", 0x52: "\u2611", 0x53: "\u2612", 0xA3: "\u2610",
    0xA7: "\u2022", 0x6E: "\u2022", 0x6C: "\u2022", 0xD8: "\u2022", 0x76: "\u2022", 0xE0: "\u2192", 0x9F: "\u2022",
}  # fmt: skip


def symbol(code: str, font: str) -> str:
    """The sign with the hexadecimal code in a symbol font; "" for one that says nothing."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    point = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
    table = _DINGS if "dings" in font.lower() else _SYMBOL
    if point in table:
        return table[point]
    return chr(point) if 0x20 <= point < 0x7F and "dings" not in font.lower() else ""


def symbols(text: str, font: str) -> str:
    """The text with the signs of a symbol font in the place of its private code points."""
    return "".join(symbol(f"{ord(sign):x}", font) if "\uf000" <= sign <= "\uf0ff" else sign for sign in text)

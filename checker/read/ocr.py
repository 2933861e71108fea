"""Pages that are pictures of text, read through Tesseract: several at a time, each only once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from checker.read.cache import keep, kept, name_of
from checker.read.options import Options
from checker.read.page import RawPage
from checker.read.picture import draw
from checker.read.tesseract import Reading, read_picture, version

#: Why a picture of text needs OCR.
SCAN = "scanned"
#: Below this mean confidence the words are guesses, and the page counts as unread.
GUESS = 0.5
#: Letters below which a page that was read holds a picture or a drawing and no text.
TEXT = 10

INSTALL = "; to read it by OCR, install Tesseract (Debian: apt install tesseract-ocr) and pip install 'bpo-check[ocr]'"


def recognise(pdf: Any, pages: Sequence[RawPage], wanted: Mapping[int, str], options: Options) -> list[RawPage]:
    """The pages, those of `wanted` (index, and why they need it) read through OCR, or unread and why.

    Pictures are drawn one after the other, since pdfium can do no more, and read by as many Tesseracts as there are
    processors; at most one picture a processor waits, so that memory stays bounded.
    """
    made = list(pages)
    found = version() if options.ocr else ""
    if not found:
        how = INSTALL if options.ocr else ", and --no-ocr leaves it so"
        for number, why in wanted.items():
            made[number] = _unread(pages[number], f"{why}{how}")
        return made
    workers = os.cpu_count() or 1
    running: list[tuple[int, Future[Reading]]] = []
    readings: dict[int, Reading] = {}

    def collect(most: int) -> None:
        while len(running) > most:
            number, work = running.pop(0)
            readings[number] = work.result()
            _tell(options, f"OCR: {len(readings)} of {len(wanted)} pages")

    _tell(options, f"OCR: 0 of {len(wanted)} pages")
    with ThreadPoolExecutor(workers) as pool:
        for number in wanted:
            page = pdf[number]
            try:
                picture = draw(page)
            finally:
                page.close()
            running.append((number, pool.submit(_read_once, picture, found)))
            collect(2 * workers - 1)
        collect(0)
    _tell(options, "")
    for number, why in wanted.items():
        made[number] = _page(pages[number], readings[number], why)
    return made


def _tell(options: Options, line: str) -> None:
    if options.progress is not None:
        options.progress(line)


def _read_once(picture: Any, found: str) -> Reading:
    name = name_of(picture, found)
    reading = kept(name)
    if reading is None:
        reading = read_picture(picture)
        keep(name, reading)
    return reading


def _page(page: RawPage, reading: Reading, why: str) -> RawPage:
    letters = sum(sum(map(str.isalpha, line.text)) for line in reading.lines)
    if letters >= TEXT and reading.confidence < GUESS:
        return _unread(page, f"{why}, and OCR is not sure of it ({reading.confidence:.0%}): scan it again")
    if letters < TEXT and why != SCAN:
        return _unread(page, f"{why}, and OCR finds no text on it")
    lines = reading.lines if letters >= TEXT else page.lines
    return replace(
        page, lines=lines, width=float(reading.width), height=float(reading.height), source="ocr",
        confidence=reading.confidence, struck="", watermark="", filled=0,
    )  # fmt: skip


def _unread(page: RawPage, why: str) -> RawPage:
    return replace(page, lines=(), source="unread", why=why)

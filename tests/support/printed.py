"""A PDF as a reader sees it: texts, where they stand, in which type, on what size of sheet."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

MM = 72 / 25.4
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """One page; lengths in mm from the top left corner, boxes as left, top, right, bottom."""

    width: float
    height: float
    text: str
    boxes: tuple[Box, ...]
    fonts: frozenset[str]
    number: str

    def ink(self, below: float) -> Box:
        """The bounds of all letters that stand lower than this."""
        body = [box for box in self.boxes if box[1] >= below]
        lefts, tops, rights, bottoms = zip(*body, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def sheets(pdf: bytes) -> list[Sheet]:
    """All pages of a document."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_sheet(document[place]) for place in range(len(document))]
    finally:
        document.close()


def picture(pdf: bytes, place: int, dots_per_inch: int = 150) -> Image.Image:
    """One page as it would come out of a printer; negative places count from the end."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[place % len(document)]
        return page.render(scale=dots_per_inch / 72).to_pil().convert("RGB")
    finally:
        document.close()


def tagged(pdf: bytes) -> bool:
    """Whether it says what is a heading, a table, a paragraph."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return bool(raw.FPDFCatalog_IsTagged(document.raw))
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    text = page.get_textpage()
    middle = (width / 2 - 30 * MM, height - 20 * MM, width / 2 + 30 * MM, height)
    return Sheet(
        width / MM,
        height / MM,
        text.get_text_range().replace("\r\n", "\n"),
        tuple(_boxes(text, height)),
        frozenset(_fonts(page)),
        text.get_text_bounded(*middle).strip(),
    )


def _boxes(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Box]:
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        if right > left and not chr(raw.FPDFText_GetUnicode(text.raw, place)).isspace():
            yield left / MM, (height - top) / MM, right / MM, (height - bottom) / MM


def _fonts(page: pypdfium2.PdfPage) -> Iterator[str]:
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(one.raw)
        name = ctypes.create_string_buffer(100)
        raw.FPDFFont_GetBaseFontName(font, name, 100)
        yield name.value.decode()

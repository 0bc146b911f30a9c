"""What the bundled type can print, and the form in which any text may be printed.

The documents' type is Tinos, which has the metrics of Times New Roman; it comes with the product,
so that a document looks alike everywhere. What it has no letter for is shown as a box: an archive
format must not name a letter that is not in the file.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
BOX = "□"
# A word longer than this finds room in no column; a break is allowed after each so many letters.
WORD_CHARS_MAX = 24
BREAK = "\u200b"

_UNICODE_PLATFORMS = ((3, 1), (0, 3))
_LONG_WORD = re.compile(rf"\S{{{WORD_CHARS_MAX}}}(?=\S)")
# Figures and their units stay on one line: "10 giờ 51 phút", "ngày 08 tháng 9 năm 2023".
_WHOLE = re.compile(r"\b(?:\d\d giờ \d\d(?: phút)?(?: –)?|ngày \d\d|tháng \d\d?|năm \d{4})(?!\w)")
_SPACE, NO_BREAK = " ", "\u00a0"


def printable(text: str) -> str:
    """The text as it goes on paper: legible, times and dates unbroken, with breaks allowed in words
    that fit nowhere."""
    # A break that a table asked for, in a code, is not one of the marks that are dropped.
    clean = BREAK.join(map(legible, text.split(BREAK)))
    whole = _WHOLE.sub(lambda found: found[0].replace(_SPACE, NO_BREAK), clean)
    return _LONG_WORD.sub(rf"\g<0>{BREAK}", whole)


def legible(text: str) -> str:
    """Composed letters (NFC), no control or direction marks, a box for what the type lacks."""
    if text.isascii() and text.isprintable():
        return text
    known = letters()
    return "".join(
        one if one in known or one == "\n" else BOX
        for one in unicodedata.normalize("NFC", text)
        if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Zl", "Zp")
    )


@cache
def letters() -> frozenset[str]:
    """The characters that all four faces have."""
    faces = [_letters(file.read_bytes()) for file in sorted(FONTS.glob("*.ttf"))]
    return frozenset(map(chr, frozenset.intersection(*faces)))


def _letters(font: bytes) -> frozenset[int]:
    """The code points of a TrueType font's character map (OpenType, `cmap`, format 4)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for record in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * record)
        if (platform, encoding) in _UNICODE_PLATFORMS:
            return _format_4(font, start + offset)
    raise AssertionError("the bundled type has a Unicode map")


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(12, 12 + 16 * count, 16):
        if font[record : record + 4] == name:
            (offset,) = struct.unpack_from(">I", font, record + 8)
            return int(offset)
    raise AssertionError(name)


def _format_4(font: bytes, at: int) -> frozenset[int]:
    kind, _, _, doubled = struct.unpack_from(">4H", font, at)
    assert kind == 4, "the map of the basic plane"
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + doubled)
    shifts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    found = set()
    for segment in range(count):
        place = offsets_at + 2 * segment
        (offset,) = struct.unpack_from(">H", font, place)
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code + shifts[segment]
            if offset:
                (glyph,) = struct.unpack_from(
                    ">H", font, place + offset + 2 * (code - starts[segment])
                )
                glyph += shifts[segment] if glyph else 0
            if glyph & 0xFFFF:
                found.add(code)
    return frozenset(found)

"""The picture of a code, read back by a reader of another hand."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from coordinator.console.qr import QUIET_ZONE, SIDE, qr_path
from wire.checkin import make_code, payload, read_code

CODES = [make_code(bytes((place, 0x3C, 0x5A, 0x1E, 7 * place % 256))) for place in range(12)]


def drawn(path: str, scale: int = 6) -> Image.Image:
    """The path as pixels: it consists of rows of modules only."""
    picture = Image.new("L", (SIDE * scale, SIDE * scale), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        left, top = int(x) * scale, int(y) * scale
        pen.rectangle((left, top, left + int(width) * scale - 1, top + scale - 1), fill=0)
    return picture


@pytest.mark.parametrize("code", CODES)
def test_the_picture_holds_the_code_and_no_more(code: str) -> None:
    (found,) = zxingcpp.read_barcodes(drawn(qr_path(code)))
    assert (found.text, read_code(found.text).code) == (payload(code), code)


def test_a_soiled_picture_is_read_still() -> None:
    picture = drawn(qr_path(CODES[3]))
    ImageDraw.Draw(picture).rectangle((90, 90, 120, 120), fill=0)
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == payload(CODES[3])


def test_the_quiet_zone_is_left_white() -> None:
    picture = drawn(qr_path(CODES[0]), scale=1)
    dark = [(x, y) for x in range(SIDE) for y in range(SIDE) if picture.getpixel((x, y)) == 0]
    edge = SIDE - QUIET_ZONE
    assert all(QUIET_ZONE <= x < edge and QUIET_ZONE <= y < edge for x, y in dark)

"""TSL UMD, the protocol of under-monitor displays: names and lamps for multiviewers and mixers.

Version 5.0 colours its lamps and carries UTF-16; a packet holds many displays, and on TCP is
wrapped in DLE STX with DLE doubled. Version 3.1 has 18 bytes for one display: sixteen ASCII
characters and four lamps without a colour. Source: TSL Products, "UMD Protocol" V3.1 and V5.0.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator.views.tally import Tally
from wire.text import fold

PACKET_BYTES_MAX = 2_048
INDEX_MAX = 0xFFFE
ADDRESS_MAX = 126
TEXT_CHARS_MAX = 64
LABEL_CHARS = 16

_DLE, _STX = b"\xfe", b"\x02"
_HEADER = struct.Struct("<HBBH")
_DISPLAY = struct.Struct("<HHH")
_MINOR_VERSION, _UTF_16, _SCREEN = 0, 1, 0

_OFF, _RED, _GREEN, _AMBER = range(4)
_COLOURS = {Tally.ON_AIR: _RED, Tally.READY: _GREEN, Tally.STANDBY: _AMBER}
_BRIGHT = 3 << 6

# Without colours each state has a lamp of its own, so that none can be taken for another.
_LAMPS = {Tally.ON_AIR: 0b0001, Tally.READY: 0b0010, Tally.STANDBY: 0b0100}
_BRIGHT_3 = 0b11 << 4


@dataclass(frozen=True, slots=True)
class Display:
    """One display: its index, what it says, and its lamp."""

    index: int
    text: str
    lamp: Tally


def packets(displays: Iterable[Display]) -> Iterator[bytes]:
    """Version 5.0: as few packets as hold them all."""
    body = b""
    for display in displays:
        part = _display(display)
        if len(body) + len(part) + _HEADER.size > PACKET_BYTES_MAX:
            yield _packet(body)
            body = b""
        body += part
    if body:
        yield _packet(body)


def _packet(body: bytes) -> bytes:
    """The byte count leaves out the two bytes it takes itself."""
    return _HEADER.pack(len(body) + _HEADER.size - 2, _MINOR_VERSION, _UTF_16, _SCREEN) + body


def _display(display: Display) -> bytes:
    """Left lamp, right lamp and text in one colour."""
    assert 0 <= display.index <= INDEX_MAX, "the index was checked where it was configured"
    colour = _COLOURS.get(display.lamp, _OFF)
    words = display.text[:TEXT_CHARS_MAX].encode("utf-16-le", "replace")
    control = colour | colour << 2 | colour << 4 | _BRIGHT
    return _DISPLAY.pack(display.index, control, len(words)) + words


def wrapped(packet: bytes) -> bytes:
    """A packet of version 5.0 as it travels on TCP."""
    return _DLE + _STX + packet.replace(_DLE, _DLE + _DLE)


def labels(displays: Iterable[Display]) -> Iterator[bytes]:
    """Version 3.1: one message a display; those beyond its 127 addresses have none."""
    for display in displays:
        if display.index <= ADDRESS_MAX:
            words = ascii_label(display.text).encode()
            yield bytes((0x80 + display.index, _LAMPS.get(display.lamp, 0) | _BRIGHT_3)) + words


def ascii_label(text: str) -> str:
    """Sixteen characters without diacritics, in capitals: "GIA LAI         "."""
    plain = fold(text).replace("–", "-").upper()
    shown = "".join(char if " " <= char <= "~" else "?" for char in plain)
    return shown[:LABEL_CHARS].ljust(LABEL_CHARS)

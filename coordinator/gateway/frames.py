"""Frames made once and written to many: an unmasked text frame, whole (RFC 6455 §5.2)."""

from __future__ import annotations

import struct

from wire.codec import encode
from wire.records import Message

_FIN_TEXT = 0x81


def text_frame(payload: bytes) -> bytes:
    """The payload with its header; fit to be written to any link that does not compress."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", _FIN_TEXT, size)
    elif size < 65_536:
        head = struct.pack("!BBH", _FIN_TEXT, 126, size)
    else:
        head = struct.pack("!BBQ", _FIN_TEXT, 127, size)
    return head + payload


def frame_of(message: Message) -> bytes:
    """One message as the bytes of its frame."""
    return text_frame(encode(message).encode())

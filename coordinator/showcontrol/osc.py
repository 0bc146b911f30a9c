"""OSC 1.0 messages: variables out, presses of buttons in.

One argument a variable, of a type that every receiver knows: text, or a 32-bit integer (yes is 1,
no is 0); a larger number, such as an instant in ms, is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pythonosc.osc_message import OscMessage, ParseError
from pythonosc.osc_message_builder import OscMessageBuilder

from coordinator.views.variables import Value

ROOT = "diemcau"
MESSAGE_BYTES_MAX = 1_024
INT_MAX = 2**31 - 1
# Types that a button may send; the library writes a line to the log for each that it does not know.
_PLAIN = re.compile(rb"/[^\0]*\0+(?:\Z|,[ishfdTFN]*\0)")


@dataclass(frozen=True, slots=True)
class Refresh:
    """The whole set of variables is wanted."""

    session: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed: what for, under which key, and by whose right."""

    session: str
    act: str
    key: str
    token: str = field(repr=False)


def variable(session: str, name: str, value: Value) -> bytes:
    """`/diemcau/SESSION/NAME value`."""
    return message(f"/{ROOT}/{session}/{name}", value)


def message(address: str, *values: Value) -> bytes:
    """One message with these arguments."""
    builder = OscMessageBuilder(address)
    for value in values:
        if isinstance(value, int) and abs(value) <= INT_MAX:
            builder.add_arg(int(value), OscMessageBuilder.ARG_TYPE_INT)
        else:
            builder.add_arg(str(value), OscMessageBuilder.ARG_TYPE_STRING)
    return builder.build().dgram


def read(datagram: bytes) -> Press | Refresh | None:
    """What somebody asks for, or None for anything that is not for us.

    `/diemcau/SESSION/refresh`, and `/diemcau/SESSION/acts/ACT key token`; a key may be a number."""
    if len(datagram) > MESSAGE_BYTES_MAX or not _PLAIN.match(datagram):
        return None
    try:
        found = OscMessage(datagram)
    except (ParseError, ValueError, IndexError, OverflowError):
        return None
    match found.address.split("/"):
        case ["", root, session, "refresh"] if root == ROOT:
            return Refresh(session)
        case ["", root, session, "acts", act] if root == ROOT:
            return _press(session, act, found.params)
    return None


def _press(session: str, act: str, params: list[object]) -> Press | None:
    match params:
        case [str() | int() as key, str() as token] if not isinstance(key, bool):
            return Press(session, act, str(key), token)
    return None

"""A press for a test's own door, in a folder that goes with it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from coordinator.credentials import Credentials
from coordinator.hall import Hall
from coordinator.ports import Clock
from coordinator.press.door import PressRoom


def press_of(hall: Hall, credentials: Credentials, clock: Clock) -> tuple[PressRoom, Path]:
    """The press that hears of these sessions, and its folder; its address is still to be told."""
    folder = Path(tempfile.mkdtemp())
    press = PressRoom(hall, credentials, clock, folder)
    for one in hall:
        press.adopt(one)
    return press, folder

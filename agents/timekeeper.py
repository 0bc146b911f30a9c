"""Session time on this machine: measured by the beats, remembered across restarts, never the wall
clock's guess when something better is known.
"""

from __future__ import annotations

import json

from agents.clock import Clock
from agents.measure import SessionTime
from agents.stamp import Anchor, Stamp

STEP_MS = 250


class Timekeeper:
    """One for all points of the process: they have the same clocks and the same coordinator."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.time = SessionTime()
        self._kept: tuple[int, int] | None = None

    def now(self) -> int:
        """Session time as far as it is known, else what the wall clock says."""
        at = self.time.at(self.clock.mono_ms())
        return self.clock.wall_ms() if at is None else at

    def at(self, mono: int | None) -> int | None:
        """Session time at a reading of the monotonic clock."""
        return None if mono is None else self.now() - (self.clock.mono_ms() - mono)

    def offset_ms(self) -> int | None:
        """What to add to the wall clock; None before anything was measured."""
        at = self.time.at(self.clock.mono_ms())
        return None if at is None else at - self.clock.wall_ms()

    def anchor(self) -> Anchor:
        return Anchor(self.clock.boot, self.time.ahead_ms, self.offset_ms())

    def stamp(self) -> Stamp:
        """Now, by both clocks."""
        clock = self.clock
        return Stamp(clock.wall_ms(), clock.mono_ms(), clock.boot, self.offset_ms())

    # --- across restarts ------------------------------------------------------------------------

    def to_keep(self) -> str | None:
        """What to remember, if it has changed by more than `STEP_MS` since it was last `kept`."""
        ahead, offset = self.time.ahead_ms, self.offset_ms()
        if ahead is None or offset is None:
            return None
        before = self._kept
        if before is not None and max(abs(ahead - before[0]), abs(offset - before[1])) < STEP_MS:
            return None
        return json.dumps({"boot": self.clock.boot, "ahead_ms": ahead, "offset_ms": offset})

    def kept(self, anchor: str) -> None:
        """This is on the disk now."""
        said = json.loads(anchor)
        self._kept = (said["ahead_ms"], said["offset_ms"])

    def recall(self, kept: str) -> None:
        """Of the same boot the measure still holds; after a reboot the wall clock has to do, with
        the offset it had then."""
        said = json.loads(kept)
        if said["boot"] == self.clock.boot:
            ahead = int(said["ahead_ms"])
        else:
            ahead = int(self.clock.wall_ms() + said["offset_ms"] - self.clock.mono_ms())
        self.time = SessionTime(ahead)

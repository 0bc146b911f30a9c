"""When an act was made, in session time, however wrong the clock of the site is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """When an act was made, by both clocks of the machine; the offset if one was known then."""

    device_at: int
    mono_ms: int
    boot: str
    offset_ms: int | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of session time now: how far it is ahead of the monotonic clock of this boot,
    and of the wall clock; None if it was never measured."""

    boot: str
    ahead_ms: int | None
    offset_ms: int | None = None

    def offset(self, stamp: Stamp) -> int | None:
        """What to add to the device's time of an act. Rebuilt from the monotonic clock when the
        act is of this boot, however the wall clock was set since; else what was known then; else
        what is known now."""
        if stamp.boot == self.boot and self.ahead_ms is not None:
            return stamp.mono_ms + self.ahead_ms - stamp.device_at
        return self.offset_ms if stamp.offset_ms is None else stamp.offset_ms

"""The session clock: monotonic, anchored at start to the later of wall clock and last record."""

from __future__ import annotations

import time


class SessionClock:
    """Session time in ms since the epoch. A stepped wall clock neither expires nor delays."""

    def __init__(self, last_record_at: int = 0) -> None:
        self._anchor_ms = max(time.time_ns() // 1_000_000, last_record_at)
        self._anchor_mono = time.monotonic_ns()

    def now(self) -> int:
        return self._anchor_ms + (time.monotonic_ns() - self._anchor_mono) // 1_000_000

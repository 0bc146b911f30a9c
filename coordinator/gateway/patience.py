"""What a link may do before it is told to slow down, and how often before it is sent away.

The caller tells the time, in seconds of a monotonic clock.
"""

from __future__ import annotations

from wire.limits import (
    BAD_MESSAGES_PER_MINUTE_MAX,
    FORBIDDEN_PER_LINK_MAX,
    MESSAGES_BURST_MAX,
    MESSAGES_PER_S_MAX,
    MESSAGES_PER_SITE_MAX,
    SLOW_DOWNS_PER_MINUTE_MAX,
)

MINUTE_S = 60.0
SLOW_DOWN_MS = 1_000


class Budget:
    """A token bucket; it grows with the sites that the link speaks for."""

    __slots__ = ("_at", "_burst", "_left", "_per_s")

    def __init__(self, now: float) -> None:
        self._burst, self._per_s = float(MESSAGES_BURST_MAX), float(MESSAGES_PER_S_MAX)
        self._left, self._at = self._burst, now

    def serve(self, sites: int) -> None:
        """The link speaks for so many sites."""
        self._burst = MESSAGES_BURST_MAX + float(sites * MESSAGES_PER_SITE_MAX)
        self._per_s = MESSAGES_PER_S_MAX + float(sites * MESSAGES_PER_SITE_MAX)
        self._left += sites * MESSAGES_PER_SITE_MAX

    def spend(self, now: float) -> bool:
        """Take one message's worth; False when there is none left."""
        self._left = min(self._burst, self._left + (now - self._at) * self._per_s)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Strikes:
    """Faults within the last `window_s` (None: ever); more than `most` is too many."""

    __slots__ = ("_at", "_most", "_window_s")

    def __init__(self, most: int, window_s: float | None) -> None:
        self._most, self._window_s = most, window_s
        self._at: tuple[float, ...] = ()

    def too_many(self, now: float) -> bool:
        """Count one more."""
        self._at = (*self._at[-self._most :], now)
        recent = self._window_s is None or now - self._at[0] < self._window_s
        return len(self._at) > self._most and recent


class Patience:
    """All that is counted of one link."""

    __slots__ = ("bad", "budget", "forbidden", "hush_until", "slowed")

    def __init__(self, now: float) -> None:
        self.budget = Budget(now)
        self.bad = Strikes(BAD_MESSAGES_PER_MINUTE_MAX, MINUTE_S)
        self.forbidden = Strikes(FORBIDDEN_PER_LINK_MAX, None)
        self.slowed = Strikes(SLOW_DOWNS_PER_MINUTE_MAX, MINUTE_S)
        self.hush_until = 0.0

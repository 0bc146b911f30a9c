"""When to try again: spread over the window first, then with full jitter and a growing cap.

`docs/protocol.md` §12. The cap is 2 s during the first 10 s of an outage, so that a coordinator
that was only restarted has everyone back within 3 s; after that it is a fifth of the outage so
far, at most 60 s: nobody waits long compared with what has passed already.
"""

from __future__ import annotations

import random

FIRST_CAP_MS = 2_000
CAP_MS_MAX = 60_000
OUTAGE_SHARE = 5
FLOOR_MS = 250
STABLE_MS = 60_000
DENIED_MS = 5 * 60_000
DENIED_MS_MAX = 30 * 60_000
PROXY_CAP_MS = 5 * 60_000


class Backoff:
    """The waits of one link. The caller tells the time, monotonic ms."""

    def __init__(self, rng: random.Random, now: int) -> None:
        self._rng = rng
        self._tries = 0
        self._denials = 0
        self._down_at = now
        self._up_at: int | None = None

    def came_up(self, now: int) -> None:
        """A link was welcomed."""
        self._up_at = now
        self._denials = 0

    def went_down(self, now: int, window_ms: int) -> int:
        """The last link was lost; the wait before the first try, in ms."""
        if self._up_at is not None and now - self._up_at >= STABLE_MS:
            self._tries = 0
        self._down_at, self._up_at = now, None
        return self._rng.randint(0, max(0, window_ms))

    def failed(self, now: int, *, cap_ms: int | None = None) -> int:
        """A try failed; the wait before the next, in ms. `cap_ms` replaces the greatest cap."""
        self._tries = min(self._tries + 1, 30)
        most = min(1_000 << self._tries, self._cap_ms(now, cap_ms or CAP_MS_MAX))
        return self._rng.randint(FLOOR_MS, max(FLOOR_MS, most))

    def denied(self) -> int:
        """The credential was not accepted: 5 min, doubling to 30 min."""
        wait = min(DENIED_MS << self._denials, DENIED_MS_MAX)
        self._denials = min(self._denials + 1, 30)
        return wait

    def _cap_ms(self, now: int, most: int) -> int:
        return min(max((now - self._down_at) // OUTAGE_SHARE, FIRST_CAP_MS), most)

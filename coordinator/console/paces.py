"""How often somebody may do something: counted per key, bounded in memory, told the time."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

KEYS_MAX = 10_000


class Bucket:
    """A token bucket per key: `per_s` on average, `burst` at once (after RFC 2697)."""

    def __init__(self, per_s: float, burst: int) -> None:
        self._per_s, self._burst = per_s, burst
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Spend one; False when there is none left."""
        now = time.monotonic()
        level, at = self._levels.pop(key, (float(self._burst), now))
        level = min(self._burst, level + (now - at) * self._per_s)
        allowed = level >= 1
        self._levels[key] = (level - 1 if allowed else level, now)
        if len(self._levels) > KEYS_MAX:
            self._levels.popitem(last=False)
        return allowed


class Strikes:
    """Failures per key within a sliding time: at most `limit` in `within_s`."""

    def __init__(self, limit: int, within_s: float) -> None:
        self._limit, self._within_s = limit, within_s
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_s(self, key: str) -> int:
        """How many seconds until the next try is allowed; 0 when it is now."""
        failed = self._failed.get(key)
        if failed is None:
            return 0
        now = time.monotonic()
        while failed and now - failed[0] >= self._within_s:
            failed.popleft()
        if len(failed) < self._limit:
            return 0
        return max(1, round(self._within_s - (now - failed[0]) + 0.5))

    def strike(self, key: str) -> None:
        """Note a failure."""
        failed = self._failed.pop(key, None) or deque(maxlen=self._limit)
        failed.append(time.monotonic())
        self._failed[key] = failed
        if len(self._failed) > KEYS_MAX:
            self._failed.popitem(last=False)

"""A clock that stands still until it is told otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class StillClock:
    """Session time as the test says."""

    at: int

    def now(self) -> int:
        return self.at

    def pass_ms(self, ms: int) -> None:
        self.at += ms

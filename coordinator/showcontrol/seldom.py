"""Warnings that a stranger can cause: at most one every 10 s, with how many were left out."""

from __future__ import annotations

import time

import structlog

EVERY_S = 10.0

log = structlog.get_logger()


class Seldom:
    """Warnings by what they are about. `what` must come from a fixed set, never from outside."""

    def __init__(self, every_s: float = EVERY_S) -> None:
        self._every_s = every_s
        self._told_at: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def warn(self, what: str, **fields: str) -> None:
        """Write it, or only count it."""
        now = time.monotonic()
        if now - self._told_at.get(what, -self._every_s) < self._every_s:
            self._left_out[what] = self._left_out.get(what, 0) + 1
            return
        self._told_at[what] = now
        log.warning(what, left_out=self._left_out.pop(what, 0), **fields)

"""The process itself: file limit, collector, loop lag. What breaks a p99 is measured and shown.

A full collection at 10,000 connections stops the loop for 0.3–0.4 s, so after a join storm what
is there is frozen, and the collector is told to look less often.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FILES_RESERVED = 200
GC_THRESHOLD = (20_000, 50, 1_000)
FREEZE_AFTER_JOINS = 500
CALM_S = 3
LAG_EVERY_S = 0.25


@dataclass(slots=True)
class Gauges:
    """What is measured of the process, in ms."""

    loop_lag_ms: float = 0.0
    loop_lag_ms_max: float = 0.0
    gc_pause_ms_max: float = 0.0
    gc_pause_ms_sum: float = 0.0
    gc_collections: int = 0
    freezes: int = 0
    freeze_ms_max: float = 0.0


def raise_file_limit() -> int:
    """Raise the soft limit of open files to the hard one; returns how many connections fit."""
    try:
        import resource
    except ImportError:  # Windows has no such limit on sockets
        return 10_000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else max(soft, 65_536)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(0, wanted - FILES_RESERVED)


class Collector:
    """Watches the collector's pauses, and freezes what is there when a join storm has passed."""

    def __init__(self, gauges: Gauges, joined: Callable[[], int]) -> None:
        self._gauges, self._joined = gauges, joined
        self._frozen_at = 0
        self._began = 0.0
        self._freezing = False

    def start(self) -> None:
        gc.set_threshold(*GC_THRESHOLD)
        gc.callbacks.append(self._noted)

    def stop(self) -> None:
        if self._noted in gc.callbacks:
            gc.callbacks.remove(self._noted)

    async def run(self) -> None:
        """Freeze after every `FREEZE_AFTER_JOINS` joins, once nobody has joined for a while."""
        before = 0
        while True:
            await asyncio.sleep(CALM_S)
            joined = self._joined()
            calm, grown = joined == before, joined - self._frozen_at >= FREEZE_AFTER_JOINS
            if calm and grown:
                self.freeze()
                self._frozen_at = joined
            before = joined

    def freeze(self) -> None:
        """Collect once more, and leave what is there out of every later collection."""
        self._freezing = True
        gc.collect()
        gc.freeze()
        self._freezing = False
        self._gauges.freezes += 1

    def _noted(self, phase: str, _: Mapping[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
            return
        pause_ms = (time.perf_counter() - self._began) * 1000
        if self._freezing:
            self._gauges.freeze_ms_max = max(self._gauges.freeze_ms_max, pause_ms)
            return
        self._gauges.gc_collections += 1
        self._gauges.gc_pause_ms_sum += pause_ms
        self._gauges.gc_pause_ms_max = max(self._gauges.gc_pause_ms_max, pause_ms)


async def measure_lag(gauges: Gauges) -> None:
    """How late the loop wakes us, again and again."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(LAG_EVERY_S)
        gauges.loop_lag_ms = max(0.0, (time.perf_counter() - began - LAG_EVERY_S) * 1000)
        gauges.loop_lag_ms_max = max(gauges.loop_lag_ms_max, gauges.loop_lag_ms)

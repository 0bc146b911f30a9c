"""The process: file limit, pauses, freezing, loop lag."""

from __future__ import annotations

import asyncio
import gc

import pytest

from coordinator import runtime
from coordinator.runtime import Collector, Gauges, measure_lag, raise_file_limit
from tests.support.until import until_async


def test_the_soft_file_limit_becomes_the_hard_one() -> None:
    resource = pytest.importorskip("resource")
    fits = raise_file_limit()
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert fits == soft - runtime.FILES_RESERVED


def test_pauses_of_the_collector_are_counted() -> None:
    gauges = Gauges()
    collector = Collector(gauges, lambda: 0)
    thresholds = gc.get_threshold()
    collector.start()
    try:
        gc.collect()
    finally:
        collector.stop()
        gc.set_threshold(*thresholds)
    assert gauges.gc_collections >= 1
    assert gauges.gc_pause_ms_max > 0
    assert gauges.gc_pause_ms_sum >= gauges.gc_pause_ms_max
    assert collector._noted not in gc.callbacks


async def test_a_join_storm_is_frozen_once_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "CALM_S", 0.01)
    gauges, joined = Gauges(), [0]
    task = asyncio.create_task(Collector(gauges, lambda: joined[0]).run())
    try:
        joined[0] = runtime.FREEZE_AFTER_JOINS
        await until_async(lambda: gauges.freezes == 1, "frozen")
        joined[0] += 1
        await asyncio.sleep(0)
        assert gauges.freezes == 1
    finally:
        task.cancel()
        gc.unfreeze()


async def test_a_blocked_loop_shows_as_lag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "LAG_EVERY_S", 0.001)
    gauges = Gauges()
    task = asyncio.create_task(measure_lag(gauges))
    try:
        await until_async(lambda: gauges.loop_lag_ms_max > 0, "some lag")
    finally:
        task.cancel()

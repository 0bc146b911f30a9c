"""Session time: monotonic, and never before the last record."""

from __future__ import annotations

import time

import pytest

from coordinator.clock import SessionClock


def test_it_starts_at_the_wall_clock() -> None:
    before = time.time_ns() // 1_000_000
    now = SessionClock().now()
    assert before <= now <= time.time_ns() // 1_000_000 + 1


def test_it_starts_at_the_last_record_if_the_wall_clock_is_behind() -> None:
    tomorrow = time.time_ns() // 1_000_000 + 86_400_000
    assert SessionClock(tomorrow).now() >= tomorrow


def test_a_stepped_wall_clock_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SessionClock()
    before = clock.now()
    for step_ns in (-3_600_000_000_000, 86_400_000_000_000):
        wall = time.time_ns() + step_ns
        monkeypatch.setattr(time, "time_ns", lambda wall=wall: wall)
        assert before <= clock.now() < before + 60_000


def test_it_goes_with_the_monotonic_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SessionClock(10**15)
    start_ns = time.monotonic_ns()
    monkeypatch.setattr(time, "monotonic_ns", lambda: start_ns + 5_000_000_000)
    assert 10**15 + 4_900 <= clock.now() <= 10**15 + 5_100

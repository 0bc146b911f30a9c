"""The machine's clocks."""

from __future__ import annotations

import time

from agents.clock import AgentClock


def test_the_wall_clock_is_the_machines() -> None:
    assert abs(AgentClock().wall_ms() - time.time_ns() // 1_000_000) < 1_000


def test_a_shift_moves_the_wall_clock_alone() -> None:
    right, fast, slow = AgentClock(), AgentClock(840), AgentClock(-840)
    assert 839_000 < fast.wall_ms() - right.wall_ms() < 841_000
    assert -841_000 < slow.wall_ms() - right.wall_ms() < -839_000
    assert abs(fast.mono_ms() - right.mono_ms()) < 1_000


def test_the_monotonic_clock_never_goes_back() -> None:
    clock = AgentClock()
    readings = [clock.mono_ms() for _ in range(1_000)]
    assert readings == sorted(readings)


def test_two_clocks_of_one_boot_name_it_alike() -> None:
    assert AgentClock().boot
    assert AgentClock().boot == AgentClock().boot

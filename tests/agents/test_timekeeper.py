"""Session time across restarts and reboots."""

from __future__ import annotations

import json

from agents.timekeeper import STEP_MS, Timekeeper
from tests.support.agent_clock import WALL_AT, FakeClock

AHEAD = 1_694_000_000_000


def measured(clock: FakeClock) -> Timekeeper:
    time = Timekeeper(clock)
    mono = clock.mono_ms()
    time.time.take(mono, mono + AHEAD, mono + AHEAD, mono)
    return time


def test_before_anything_was_measured_it_is_the_wall_clock() -> None:
    time = Timekeeper(FakeClock())
    assert time.now() == WALL_AT
    assert time.offset_ms() is None
    assert time.stamp().offset_ms is None
    assert time.to_keep() is None
    assert time.at(None) is None


def test_once_measured_it_goes_on_whatever_is_done_to_the_wall_clock() -> None:
    clock = FakeClock()
    time = measured(clock)
    before = time.now()
    clock.set_wall(0)
    clock.go(5_000)
    assert time.now() == before + 5_000
    assert time.offset_ms() == time.now() - 5_000
    assert time.at(clock.mono_ms() - 700) == time.now() - 700


def test_the_same_boot_remembers_the_measure() -> None:
    clock = FakeClock()
    kept = measured(clock).to_keep()
    assert kept is not None
    clock.go(3_600_000)
    clock.set_wall(12)
    again = Timekeeper(clock)
    again.recall(kept)
    assert again.now() == clock.mono_ms() + AHEAD


def test_after_a_reboot_the_wall_clock_with_its_old_offset_has_to_do() -> None:
    clock = FakeClock()
    time = measured(clock)
    kept, offset = time.to_keep(), time.offset_ms()
    assert kept is not None
    clock.go(60_000)
    clock.reboot()
    again = Timekeeper(clock)
    again.recall(kept)
    assert again.now() == clock.wall_ms() + (offset or 0)


def test_only_a_change_is_kept_again() -> None:
    clock = FakeClock()
    time = measured(clock)
    first = time.to_keep()
    assert first is not None
    assert json.loads(first)["ahead_ms"] == AHEAD
    assert time.to_keep() == first, "until it is said to be on the disk"
    time.kept(first)
    assert time.to_keep() is None
    clock.set_wall(clock.wall_ms() + STEP_MS)
    assert time.to_keep() is not None

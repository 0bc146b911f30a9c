"""How often somebody may do something."""

from __future__ import annotations

import pytest

from coordinator.console import paces
from coordinator.console.paces import Bucket, Strikes


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr(paces.time, "monotonic", lambda: now[0])
    return now


def test_a_bucket_gives_a_burst_and_then_its_pace(clock: list[float]) -> None:
    bucket = Bucket(2.0, 3)
    assert [bucket.take("a") for _ in range(4)] == [True, True, True, False]
    assert bucket.take("b"), "everyone has a bucket of their own"
    clock[0] += 0.5
    assert [bucket.take("a") for _ in range(2)] == [True, False]
    clock[0] += 3_600
    assert [bucket.take("a") for _ in range(4)] == [True, True, True, False]


def test_strikes_are_forgotten_after_their_time(clock: list[float]) -> None:
    strikes = Strikes(2, 60.0)
    assert strikes.wait_s("a") == 0
    strikes.strike("a")
    clock[0] += 30
    strikes.strike("a")
    assert strikes.wait_s("a") == 30
    assert strikes.wait_s("b") == 0
    clock[0] += 31
    assert strikes.wait_s("a") == 0
    strikes.strike("a")
    assert strikes.wait_s("a") >= 29


def test_memory_is_bounded(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paces, "KEYS_MAX", 3)
    bucket, strikes = Bucket(1.0, 1), Strikes(1, 60.0)
    for key in "abcde":
        bucket.take(key)
        strikes.strike(key)
    assert bucket.take("a"), "the oldest was forgotten"
    assert not bucket.take("e")
    assert strikes.wait_s("a") == 0
    assert strikes.wait_s("e") > 0

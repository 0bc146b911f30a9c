"""When to try again."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from agents.backoff import DENIED_MS, DENIED_MS_MAX, Backoff

RNG = st.builds(random.Random, st.integers())


@given(RNG, st.integers(0, 200_000))
def test_the_first_try_is_spread_over_the_window(rng: random.Random, window_ms: int) -> None:
    back = Backoff(rng, 0)
    back.came_up(0)
    assert 0 <= back.went_down(5_000, window_ms) <= window_ms


@given(RNG)
def test_within_the_first_ten_seconds_nobody_waits_longer_than_two(rng: random.Random) -> None:
    back = Backoff(rng, 0)
    back.came_up(0)
    now = 100_000
    now += back.went_down(now, 2_000)
    while now <= 110_000:
        wait = back.failed(now)
        assert 250 <= wait <= 2_000
        now += wait


@given(RNG, st.integers(10_000, 10_000_000))
def test_later_the_wait_is_at_most_a_fifth_of_the_outage_and_a_minute(
    rng: random.Random, outage_ms: int
) -> None:
    back = Backoff(rng, 0)
    for _ in range(10):
        back.failed(0)
    assert 250 <= back.failed(outage_ms) <= max(2_000, min(outage_ms // 5, 60_000))


def test_the_second_try_comes_within_two_seconds_however_long_the_outage_was_seen() -> None:
    waits = [Backoff(random.Random(seed), -10_000_000).failed(0) for seed in range(500)]
    assert max(waits) <= 2_000


def test_tries_start_over_only_after_a_link_that_held_for_a_minute() -> None:
    def later(held_ms: int) -> int:
        longest = 0
        for seed in range(200):
            back = Backoff(random.Random(seed), 0)
            for _ in range(10):
                back.failed(0)
            back.came_up(0)
            back.went_down(held_ms, 0)
            longest = max(longest, back.failed(held_ms + 40_000))
        return longest

    assert later(60_000) <= 2_000
    assert later(59_000) > 4_000


def test_a_credential_that_is_not_accepted_waits_five_minutes_doubling_to_thirty() -> None:
    back = Backoff(random.Random(1), 0)
    waits = [back.denied() for _ in range(6)]
    assert waits == [DENIED_MS, 2 * DENIED_MS, 4 * DENIED_MS, *[DENIED_MS_MAX] * 3]
    back.came_up(0)
    assert back.denied() == DENIED_MS


def test_a_proxy_in_the_way_may_be_left_alone_for_five_minutes() -> None:
    waits = []
    for seed in range(300):
        back = Backoff(random.Random(seed), 0)
        for _ in range(20):
            back.failed(0)
        waits.append(back.failed(10_000_000, cap_ms=300_000))
    assert 60_000 < max(waits) <= 300_000

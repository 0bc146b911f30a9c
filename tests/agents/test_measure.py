"""Session time and the line, from the beats."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agents.measure import STEP_MS, LineMeter, Reading, SessionTime

TRUE_AHEAD = 1_694_134_000_000


def exchange(time: SessionTime, mono: int, there_ms: int, back_ms: int, ahead: int) -> int:
    """One beat with these delays each way; returns our clock at its end."""
    arrived = mono + there_ms
    time.take(mono, arrived + ahead, arrived + ahead, arrived + back_ms)
    return arrived + back_ms


@given(
    st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 2_000)), min_size=1, max_size=30),
    st.integers(-(10**12), 10**13),
)
def test_the_error_is_at_most_half_the_least_round_trip(
    delays: list[tuple[int, int]], ahead: int
) -> None:
    time = SessionTime()
    mono = 1_000
    for there, back in delays:
        mono = exchange(time, mono, there, back, ahead) + 5_000
    assert time.ahead_ms is not None
    least = min(there + back for there, back in delays[-8:])
    assert abs(time.ahead_ms - ahead) <= least / 2 + 1


def test_an_exchange_after_the_clocks_parted_counts_at_once() -> None:
    """A machine that slept kept its monotonic clock still: old samples tell an old time."""
    time = SessionTime()
    mono = exchange(time, 0, 5, 5, TRUE_AHEAD)
    exchange(time, mono + 5_000, 40, 40, TRUE_AHEAD + 3_600_000)
    assert time.ahead_ms is not None
    assert abs(time.ahead_ms - (TRUE_AHEAD + 3_600_000)) <= 40


def test_a_slow_exchange_that_agrees_does_not_move_a_quick_one() -> None:
    time = SessionTime()
    mono = exchange(time, 0, 1, 1, TRUE_AHEAD)
    exchange(time, mono + 5_000, 100, 300, TRUE_AHEAD)
    assert time.ahead_ms == TRUE_AHEAD


def test_a_hint_counts_until_the_first_exchange_and_never_after() -> None:
    time = SessionTime()
    assert time.at(7) is None
    time.hint(TRUE_AHEAD + 100, 100)
    assert time.at(200) == TRUE_AHEAD + 200
    exchange(time, 1_000, 2, 2, TRUE_AHEAD + 9)
    time.hint(5, 5)
    assert time.ahead_ms == TRUE_AHEAD + 9


def test_after_a_doubt_the_next_exchange_counts_whatever_its_round_trip() -> None:
    time = SessionTime()
    mono = exchange(time, 0, 1, 1, TRUE_AHEAD)
    time.doubt()
    assert time.ahead_ms == TRUE_AHEAD, "the best there is until then"
    exchange(time, mono, 200, 200, TRUE_AHEAD + STEP_MS // 2)
    assert time.ahead_ms == TRUE_AHEAD + STEP_MS // 2


def beat(meter: LineMeter, n: int, at: int, rtt: int | None) -> None:
    meter.sent([(1, n)], at)
    if rtt is not None:
        meter.answered((1, n), at + rtt)


def test_a_reading_is_the_median_the_mean_step_and_the_missed() -> None:
    meter = LineMeter()
    for n, (at, rtt) in enumerate([(0, 40), (5_000, 60), (10_000, 20), (14_000, 30)], start=1):
        beat(meter, n, at, rtt)
    assert meter.reading(14_500) == Reading(
        rtt_ms=35, jitter_ms=round((20 + 40 + 10) / 3), missed=0
    )


def test_a_beat_without_an_answer_within_five_seconds_is_missed() -> None:
    meter = LineMeter()
    beat(meter, 1, 0, 40)
    beat(meter, 2, 5_000, None)
    beat(meter, 3, 5_100, 5_050)
    assert meter.reading(10_000) == Reading(40 + 2_505, 5_010, 1)
    reading = meter.reading(10_200)
    assert reading is not None
    assert reading.missed == 2


def test_without_an_answered_beat_in_the_window_there_is_no_reading() -> None:
    meter = LineMeter()
    assert meter.reading(0) is None
    beat(meter, 1, 0, 40)
    assert meter.reading(15_000) is not None
    assert meter.reading(15_001) is None


def test_a_beat_on_two_connections_counts_once_by_its_first_answer() -> None:
    meter = LineMeter()
    meter.sent([(1, 7), (2, 1)], 100)
    assert meter.answered((2, 1), 130) == 100
    assert meter.answered((1, 7), 4_000) == 100
    assert meter.reading(4_000) == Reading(30, 0, 0)


def test_an_answer_to_no_beat_of_ours_is_passed_over() -> None:
    assert LineMeter().answered((1, 1), 5) is None

"""The line from the beat: the worst metric decides, and a flicker is no flip."""

from __future__ import annotations

import pytest

from coordinator.core.health import FALL_AFTER, RISE_AFTER, Bands, Line, Reading, judge, take
from wire.vocabulary import Band, LineReason

BANDS = Bands()


def reading(rtt_ms: int = 20, jitter_ms: int = 2, missed: int = 0) -> Reading:
    return Reading(1_000, rtt_ms, jitter_ms, missed)


@pytest.mark.parametrize(
    ("given", "band", "reason"),
    [
        (reading(), Band.GOOD, LineReason.NONE),
        (reading(rtt_ms=150, jitter_ms=30), Band.GOOD, LineReason.NONE),
        (reading(rtt_ms=151), Band.FAIR, LineReason.ROUND_TRIP),
        (reading(jitter_ms=31), Band.FAIR, LineReason.JITTER),
        (reading(missed=1), Band.FAIR, LineReason.MISSED_BEATS),
        (reading(rtt_ms=301), Band.POOR, LineReason.ROUND_TRIP),
        (reading(jitter_ms=51), Band.POOR, LineReason.JITTER),
        (reading(missed=2), Band.POOR, LineReason.MISSED_BEATS),
        (reading(rtt_ms=151, missed=2), Band.POOR, LineReason.MISSED_BEATS),
        (reading(rtt_ms=301, jitter_ms=51, missed=2), Band.POOR, LineReason.ROUND_TRIP),
    ],
)
def test_the_worst_metric_decides(given: Reading, band: Band, reason: LineReason) -> None:
    assert judge(given, BANDS) == (band, reason)


def test_the_first_reading_decides_at_once() -> None:
    line = Line()
    assert take(line, reading(missed=2), BANDS)
    assert (line.band, line.reason) == (Band.POOR, LineReason.MISSED_BEATS)


def test_two_worse_readings_fall_four_better_ones_rise() -> None:
    line = Line()
    take(line, reading(), BANDS)
    flips = [take(line, reading(rtt_ms=400), BANDS) for _ in range(FALL_AFTER)]
    assert flips == [False, True]
    assert line.band is Band.POOR
    flips = [take(line, reading(), BANDS) for _ in range(RISE_AFTER)]
    assert flips == [False, False, False, True]
    assert (line.band, line.reason) == (Band.GOOD, LineReason.NONE)


def test_one_reading_of_the_old_band_starts_the_count_again() -> None:
    line = Line()
    take(line, reading(), BANDS)
    for given in (reading(rtt_ms=400), reading(), reading(rtt_ms=400)):
        assert not take(line, given, BANDS)
    assert take(line, reading(rtt_ms=200), BANDS)
    assert line.band is Band.FAIR


def test_the_reason_follows_the_newest_reading_of_a_band() -> None:
    line = Line()
    take(line, reading(missed=2), BANDS)
    assert not take(line, reading(rtt_ms=400), BANDS)
    assert (line.band, line.reason) == (Band.POOR, LineReason.ROUND_TRIP)


def test_sums_are_kept_for_the_minute() -> None:
    line = Line()
    for given in (reading(20, 2, 0), reading(400, 10, 1)):
        take(line, given, BANDS)
    assert line.sums == [2, 420, 400, 12, 1]
    assert line.reading == reading(400, 10, 1)


def test_after_a_flip_the_counting_starts_again() -> None:
    line = Line()
    take(line, reading(), BANDS)
    for _ in range(FALL_AFTER):
        take(line, reading(rtt_ms=200), BANDS)
    assert line.band is Band.FAIR
    assert not take(line, reading(rtt_ms=400), BANDS), "one worse reading is no fall"
    take(line, reading(rtt_ms=400), BANDS)
    for _ in range(RISE_AFTER):
        take(line, reading(rtt_ms=200), BANDS)
    flips = [take(line, reading(), BANDS) for _ in range(RISE_AFTER)]
    assert flips == [False, False, False, True]

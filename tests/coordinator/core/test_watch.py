"""Who was heard lately: deadlines, dated by themselves, and flips that alternate."""

from __future__ import annotations

import pytest

from coordinator.core.base import Draft
from coordinator.core.health import Reading
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from coordinator.core.watch import MinuteSum, Watch
from tests.support.small_meeting import CB, GL, clock
from wire.vocabulary import Band, LineReason

S = 1_000
T = clock("9:00")


def heard(site: str, at: int) -> Draft:
    return Draft(SiteHeard(GL if site == "64" else CB), at)


def weak(at: int) -> Draft:
    return Draft(LineBandChanged(GL, Band.POOR, LineReason.MISSED_BEATS), at)


def lost(at: int) -> Draft:
    return Draft(SiteWentQuiet(GL), at)


def test_weak_must_be_two_beats_and_lost_later() -> None:
    for weak_ms, lost_ms in ((9_999, 30_000), (15_000, 15_000)):
        with pytest.raises(ValueError, match="two beats"):
            Watch(weak_ms, lost_ms)
    assert Watch(10_000, 10_001).wake_at() is None


def test_the_first_word_is_a_flip_and_further_ones_are_not() -> None:
    watch = Watch()
    assert watch.wake_at() is None
    assert watch.heard(GL, T)
    assert not watch.heard(GL, T + 5 * S)
    assert watch.flips(T + 5 * S) == [heard("64", T)]
    assert watch.flips(T + 6 * S) == []


def test_silence_is_weak_after_15_s_and_lost_after_30_dated_by_the_deadline() -> None:
    watch = Watch()
    watch.heard(GL, T)
    watch.flips(T)
    assert watch.wake_at() == T + 15 * S
    assert watch.flips(T + 14_999) == []
    assert watch.flips(T + 17 * S) == [weak(T + 15 * S)]
    assert watch.flips(T + 45 * S) == [lost(T + 30 * S)]
    assert watch.wake_at() is None


def test_a_word_moves_the_deadline() -> None:
    watch = Watch()
    watch.heard(GL, T)
    watch.heard(GL, T + 10 * S)
    watch.flips(T + 15 * S)
    assert watch.wake_at() == T + 25 * S
    assert watch.flips(T + 25 * S) == [weak(T + 25 * S)]


def test_a_line_that_was_weak_and_speaks_again_is_watched_as_before() -> None:
    watch = Watch()
    watch.heard(GL, T)
    assert watch.flips(T + 16 * S) == [heard("64", T), weak(T + 15 * S)]
    watch.heard(GL, T + 20 * S)
    # Its band is poor already: another silence of 15 s says nothing new.
    assert watch.flips(T + 36 * S) == []
    assert watch.flips(T + 60 * S) == [lost(T + 50 * S)]


def test_a_lost_site_is_back_after_two_words_within_the_lost_time() -> None:
    watch = Watch()
    watch.heard(GL, T)
    watch.flips(T + 30 * S)
    assert not watch.heard(GL, T + 60 * S)
    assert not watch.heard(GL, T + 600 * S), "two words ten minutes apart are no line"
    assert watch.heard(GL, T + 605 * S)
    assert watch.flips(T + 605 * S) == [heard("64", T + 605 * S)]


def test_one_deadline_lapses_once_even_if_an_older_one_falls_on_it() -> None:
    watch = Watch()
    watch.expect(GL, T + 35 * S)
    watch.heard(GL, T + 5 * S)
    flips = [flip for second in range(5, 37) for flip in watch.flips(T + second * S)]
    assert flips == [heard("64", T + 5 * S), weak(T + 20 * S), lost(T + 35 * S)]


def test_after_a_restart_a_site_is_expected_until_the_grace_is_over() -> None:
    watch = Watch()
    watch.expect(GL, T + 35 * S)
    watch.expect(CB, T + 35 * S)
    assert watch.heard(CB, T + 1 * S)
    watch.heard(CB, T + 30 * S)
    assert watch.flips(T + 34_999) == [heard("04", T + 1 * S)]
    assert watch.flips(T + 35 * S) == [lost(T + 35 * S)]


def test_a_meeting_that_goes_on_begins_anew_and_its_log_of_lines_does_not() -> None:
    watch = Watch()
    watch.heard(GL, T)
    watch.report(GL, Reading(T, 40, 3, 1))
    watch.heard(CB, T)
    watch.forget()
    assert (watch.flips(T + 60 * S), watch.wake_at()) == ([], None)
    assert watch.minutes(T) == [MinuteSum(GL, T, 1, 40, 40, 3, 1)]
    assert watch.heard(GL, T + 61 * S)
    assert watch.flips(T + 61 * S) == [heard("64", T + 61 * S)]


def test_a_judgement_that_comes_late_tells_only_the_last() -> None:
    watch = Watch()
    watch.heard(GL, T)
    assert watch.flips(T + 600 * S) == [heard("64", T), lost(T + 30 * S)]


def test_a_clock_that_steps_back_is_not_believed() -> None:
    watch = Watch()
    watch.heard(GL, T)
    watch.heard(CB, T - 60 * S)
    assert watch.flips(T - 50 * S) == [heard("64", T), heard("04", T)]
    assert watch.flips(T + 14 * S) == []


def test_reports_count_only_from_a_site_that_is_heard() -> None:
    watch = Watch()
    good, poor = Reading(T + S, 20, 2, 0), Reading(T + 2 * S, 20, 2, 3)
    assert not watch.report(GL, good)
    watch.expect(GL, T + 35 * S)
    assert not watch.report(GL, good)
    watch.heard(GL, T)
    assert watch.report(GL, good)
    assert not watch.report(GL, poor)
    assert watch.report(GL, poor)
    assert watch.flips(T + 2 * S) == [
        heard("64", T),
        Draft(LineBandChanged(GL, Band.GOOD), T + S),
        Draft(LineBandChanged(GL, Band.POOR, LineReason.MISSED_BEATS), T + 2 * S),
    ]


def test_a_report_is_a_word() -> None:
    watch = Watch()
    watch.heard(GL, T)
    watch.report(GL, Reading(T + 12 * S, 20, 2, 0))
    assert [type(flip.event) for flip in watch.flips(T + 16 * S)] == [SiteHeard, LineBandChanged]
    assert watch.slots[GL].presence.value == "heard"
    assert watch.wake_at() == T + 27 * S


def test_minute_sums_start_again_when_taken() -> None:
    watch = Watch()
    watch.heard(GL, T)
    watch.heard(CB, T)
    for rtt_ms in (20, 60):
        watch.report(GL, Reading(T + S, rtt_ms, 2, 0))
    assert watch.minutes(T) == [MinuteSum(GL, T, 2, 80, 60, 4, 0)]
    watch.report(CB, Reading(T + S, 0, 0, 0))
    assert watch.minutes(T) == [MinuteSum(CB, T, 1, 0, 0, 0, 0)]
    assert watch.minutes(T + 60 * S) == []

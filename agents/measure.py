"""What the beats tell: session time, and how good the line is.

Session time is kept against the monotonic clock, so that a wall clock that is wrong, or is set
while we look, changes nothing. The offset comes from the four instants of RFC 5905 §8.
"""

from __future__ import annotations

import itertools
import statistics
from collections import deque
from dataclasses import dataclass

from wire.limits import BEAT_S

SAMPLES_KEPT = 8
WINDOW_MS = 15_000
ANSWER_WITHIN_MS = BEAT_S * 1000

# Beyond both errors and this much drift, two samples speak of different clocks.
STEP_MS = 80


@dataclass(frozen=True, slots=True)
class Sample:
    """One exchange: session time minus our monotonic time, and its round trip; ms."""

    ahead_ms: int
    rtt_ms: int


class SessionTime:
    """The session clock as this machine knows it; None before anything was heard."""

    def __init__(self, ahead_ms: int | None = None) -> None:
        """`ahead_ms` is what an earlier run of this boot had measured, if any."""
        self._samples: deque[Sample] = deque(maxlen=SAMPLES_KEPT)
        self._ahead_ms = ahead_ms

    def take(self, sent_mono: int, t1: int, t2: int, heard_mono: int) -> None:
        """One exchange: sent and heard here, received `t1` and answered `t2` there."""
        rtt = max(0, (heard_mono - sent_mono) - (t2 - t1))
        sample = Sample(((t1 - sent_mono) + (t2 - heard_mono)) // 2, rtt)
        best = self._best()
        if best is not None and _differ(best, sample):
            self._samples.clear()
        self._samples.append(sample)
        best = self._best()
        assert best is not None, "a sample was just kept"
        self._ahead_ms = best.ahead_ms

    def hint(self, now: int, mono: int) -> None:
        """A message says when it was made: good enough until the first exchange."""
        if self._ahead_ms is None:
            self._ahead_ms = now - mono

    def doubt(self) -> None:
        """The two clocks of this machine have parted: what was measured may be old."""
        self._samples.clear()

    @property
    def ahead_ms(self) -> int | None:
        """Session time minus the monotonic clock, by the exchange with the least round trip."""
        return self._ahead_ms

    def at(self, mono: int) -> int | None:
        """Session time at a reading of the monotonic clock of this boot."""
        return None if self._ahead_ms is None else mono + self._ahead_ms

    def _best(self) -> Sample | None:
        """The error of a sample is at most half its round trip; of equals the newest counts."""
        return min(reversed(self._samples), key=lambda sample: sample.rtt_ms, default=None)


def _differ(one: Sample, other: Sample) -> bool:
    return abs(one.ahead_ms - other.ahead_ms) > (one.rtt_ms + other.rtt_ms) // 2 + STEP_MS


@dataclass(slots=True)
class _Beat:
    sent_at: int
    rtt_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the beats of the last `WINDOW_MS` showed."""

    rtt_ms: int
    jitter_ms: int
    missed: int


class LineMeter:
    """Round trip, jitter and missed beats. A beat sent on two connections at once counts once."""

    def __init__(self) -> None:
        self._beats: deque[_Beat] = deque()
        self._open: dict[tuple[int, int], _Beat] = {}

    def sent(self, keys: list[tuple[int, int]], now: int) -> None:
        """A beat went out as these (connection, number); monotonic ms."""
        if not keys:
            return
        beat = _Beat(now)
        self._beats.append(beat)
        for key in keys:
            self._open[key] = beat
        self._drop(now)

    def answered(self, key: tuple[int, int], now: int) -> int | None:
        """The beat's answer came; returns when it had been sent, None for one not known."""
        beat = self._open.pop(key, None)
        if beat is None:
            return None
        if beat.rtt_ms is None:
            beat.rtt_ms = now - beat.sent_at
        return beat.sent_at

    def reading(self, now: int) -> Reading | None:
        """The window's values; None when no beat in it was answered."""
        self._drop(now)
        trips = [beat.rtt_ms for beat in self._beats if beat.rtt_ms is not None]
        if not trips:
            return None
        steps = [abs(after - before) for before, after in itertools.pairwise(trips)]
        return Reading(
            rtt_ms=round(statistics.median(trips)),
            jitter_ms=round(statistics.fmean(steps)) if steps else 0,
            missed=sum(_missed(beat, now) for beat in self._beats),
        )

    def _drop(self, now: int) -> None:
        while self._beats and now - self._beats[0].sent_at > WINDOW_MS:
            gone = self._beats.popleft()
            for key in [key for key, beat in self._open.items() if beat is gone]:
                del self._open[key]


def _missed(beat: _Beat, now: int) -> bool:
    waited = now - beat.sent_at if beat.rtt_ms is None else beat.rtt_ms
    return waited > ANSWER_WITHIN_MS

"""Line health from the beat: round trip, jitter and missed beats over 15 s, worst metric decides.

Bands (defaults, round trip not one-way): good up to 150 ms, 30 ms jitter, no missed beat; fair up
to 300 ms, 50 ms, one missed; else poor. Sources: ITU-T G.114 (delay), common practice of video
platforms for jitter (30 ms). Hysteresis: 2 readings worse to fall, 4 better to rise, so that the
wall does not flicker. Jitter is the mean difference of successive round trips (RFC 3550 §A.8).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wire.vocabulary import Band, LineReason

WINDOW_MS = 15_000
FALL_AFTER = 2
RISE_AFTER = 4

_RANK = {Band.GOOD: 0, Band.FAIR: 1, Band.POOR: 2}
_BANDS = (Band.GOOD, Band.FAIR, Band.POOR)


@dataclass(frozen=True, slots=True)
class Bands:
    """The upper bounds of good and fair for each metric; a site may have a profile of its own."""

    round_trip_ms: tuple[int, int] = (150, 300)
    jitter_ms: tuple[int, int] = (30, 50)
    missed: tuple[int, int] = (0, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an agent measured over its last window."""

    at: int
    rtt_ms: int
    jitter_ms: int
    missed: int


@dataclass(slots=True)
class Line:
    """A site's line: the band shown, the last reading, and how long another band has insisted."""

    band: Band = Band.UNKNOWN
    reason: LineReason = LineReason.NONE
    reading: Reading | None = None
    worse: int = 0
    better: int = 0
    sums: list[int] = field(default_factory=lambda: [0, 0, 0, 0, 0])


def judge(reading: Reading, bands: Bands) -> tuple[Band, LineReason]:
    """The band of one reading and the metric that decided; the worst decides."""
    worst, reason = 0, LineReason.NONE
    for value, bounds, metric in (
        (reading.rtt_ms, bands.round_trip_ms, LineReason.ROUND_TRIP),
        (reading.jitter_ms, bands.jitter_ms, LineReason.JITTER),
        (reading.missed, bands.missed, LineReason.MISSED_BEATS),
    ):
        rank = (value > bounds[0]) + (value > bounds[1])
        if rank > worst:
            worst, reason = rank, metric
    return _BANDS[worst], reason


def take(line: Line, reading: Reading, bands: Bands) -> bool:
    """Take a reading; True when the band flips. The first reading decides at once."""
    line.reading = reading
    _sum(line, reading)
    band, reason = judge(reading, bands)
    if line.band is Band.UNKNOWN:
        line.band, line.reason = band, reason
        return True
    if band is line.band:
        line.reason, line.worse, line.better = reason, 0, 0
        return False
    if _RANK[band] > _RANK[line.band]:
        line.worse, line.better = line.worse + 1, 0
    else:
        line.worse, line.better = 0, line.better + 1
    if line.worse < FALL_AFTER and line.better < RISE_AFTER:
        return False
    line.band, line.reason, line.worse, line.better = band, reason, 0, 0
    return True


def _sum(line: Line, reading: Reading) -> None:
    sums = line.sums
    sums[0] += 1
    sums[1] += reading.rtt_ms
    sums[2] = max(sums[2], reading.rtt_ms)
    sums[3] += reading.jitter_ms
    sums[4] += reading.missed

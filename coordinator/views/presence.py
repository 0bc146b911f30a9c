"""Who was there, when, and for how long: every figure from intervals, with its rule.

The meeting's time is its sittings, without recesses and rehearsals. A person's presence is the
union of the intervals between a state of presence and the next other state, so that two devices or
a double entry count no second twice. All of it can be asked of any moment, as known now or as
known then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import PRESENT, AttendanceEntry, Person
from coordinator.core.sites import Interval
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as long enough, late and early. `share_percent`: there for at least that much of
    the meeting. `late_ms`: first arrival later than so long after the opening. `early_ms`: gone,
    and not back, earlier than so long before the end."""

    share_percent: int = 85
    late_ms: int = 15 * MINUTE_MS
    early_ms: int = 15 * MINUTE_MS


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked: the state at `at`, as known now; or as known at revision `known`; or as known
    at the time `known_at`."""

    at: int
    known: int | None = None
    known_at: int | None = None

    def revision(self, person: Person) -> int | None:
        """The revision whose knowledge of this person is meant; None: all there is.

        Revisions and the times they were recorded at grow together."""
        if self.known_at is None:
            return self.known
        by_then = (entry.rev for entry in person.history if entry.recorded_at <= self.known_at)
        last = max(by_then, default=0)
        return last if self.known is None else min(last, self.known)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting's time up to `until`: `since` is its opening (None: not begun), `length_ms` that
    of its `sittings`."""

    since: int | None
    until: int
    sittings: tuple[tuple[int, int], ...]
    length_ms: int
    recess_ms: int

    def within_ms(self, since: int, until: int) -> int:
        """How much of a stretch lies in the meeting."""
        total = 0
        for begun, ended in self.sittings:
            total += max(0, min(until, ended) - max(since, begun))
        return total


def end_of(session: Session, now: int) -> int:
    """Where the meeting's time ends: now, or its closing. Of a meeting that is reopened to put its
    record right nobody's time grows."""
    ended = ended_at(session)
    return now if ended is None else min(ended, now)


def meeting_time(session: Session, until: int) -> Meeting:
    """The sittings up to `until`, an instant that is no later than the meeting's end."""
    cut = [
        (one.since, until if one.until is None else min(one.until, until))
        for one in session.sittings
        if one.since < until
    ]
    length = sum(ended - begun for begun, ended in cut)
    if not cut:
        return Meeting(None, until, (), 0, 0)
    whole = cut[-1][1] - cut[0][0]
    return Meeting(cut[0][0], until, tuple(cut), length, whole - length)


@dataclass(frozen=True, slots=True)
class Stay:
    """A person's presence in the meeting. `arrived_at` may lie before the opening; `left_at` is
    None for whoever is there at the end. `present_ms` and the interruptions are of the meeting's
    time."""

    arrived_at: int | None
    left_at: int | None
    present_ms: int
    interruptions: int
    interrupted_ms: int

    @property
    def came(self) -> bool:
        return self.arrived_at is not None


NOBODY = Stay(None, None, 0, 0, 0)


def intervals(person: Person, until: int, known: int | None = None) -> list[Interval]:
    """When the person was there up to and including the instant `until`; who is there then has an
    interval that ends after it."""
    return spans.intervals(person, until + 1, known)


def stay(person: Person, meeting: Meeting, known: int | None = None) -> Stay:
    """Arrival, departure and the time between, as far as was known."""
    history = person.history
    if not history:
        return NOBODY
    if len(history) == 1:  # as for nearly everybody
        only = history[0]
        if not holds(only, known) or only.effective_at > meeting.until:
            return NOBODY
        if only.status not in PRESENT:
            return NOBODY
        present = meeting.within_ms(only.effective_at, meeting.until)
        return Stay(only.effective_at, None, present, 0, 0)
    return stay_of(intervals(person, meeting.until, known), meeting)


def holds(only: AttendanceEntry, known: int | None) -> bool:
    """Whether the one entry there is holds, as far as was known."""
    if known is None:
        return only.replaced_by is None
    return only.rev <= known and (only.replaced_by is None or only.replaced_by > known)


def stay_of(found: list[Interval], meeting: Meeting) -> Stay:
    """The same from intervals that are apart and in order."""
    closed = reaching(((one.since, one.until or meeting.until) for one in found), meeting)
    if not closed:
        return NOBODY
    missed = missed_ms(closed, meeting)
    last = closed[-1][1]
    return Stay(
        closed[0][0],
        last if last <= meeting.until else None,
        sum(meeting.within_ms(since, until) for since, until in closed),
        len(missed),
        sum(missed),
    )


def reaching(spans: Iterable[tuple[int, int]], meeting: Meeting) -> list[tuple[int, int]]:
    """Those that were not over when the meeting was opened; before the opening, all there are."""
    return [one for one in spans if meeting.since is None or one[1] > meeting.since]


def missed_ms(spans: Iterable[tuple[int, int]], meeting: Meeting) -> list[int]:
    """How much of the meeting lies between each stretch and the next; where nothing of it does, in
    a recess or while the meeting was closed, nothing was missed."""
    between = pairwise(reaching(spans, meeting))
    return [gap for (_, left), (back, _) in between if (gap := meeting.within_ms(left, back))]


def interrupted_ms(spans: Iterable[tuple[int, int]], meeting: Meeting) -> list[int]:
    """The same of a line; before the opening, when lines are tried, each gap counts whole."""
    if meeting.since is not None:
        return missed_ms(spans, meeting)
    return [gap for (_, left), (back, _) in pairwise(spans) if (gap := back - left) > 0]


def long_enough(stayed: Stay, meeting: Meeting, rules: Rules) -> bool:
    """Counted in whole milliseconds, so that nothing is rounded up."""
    whole = meeting.length_ms
    return stayed.came and 100 * stayed.present_ms >= rules.share_percent * whole > 0

"""All people of a session counted at one moment, point by point, so that it can be done in slices.

A great session has a quarter of a million people: whoever counts them takes some points at a time
and lets the meeting go on in between. What is counted is as known at one revision, so that the
slices agree with each other whatever happens meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from coordinator.core.attendance.facts import Person
from coordinator.core.state import Session
from coordinator.views.marks import BIT, mark
from coordinator.views.presence import (
    MINUTE_MS,
    Meeting,
    Moment,
    Rules,
    Stay,
    end_of,
    intervals,
    meeting_time,
)
from wire.vocabulary import PersonId, SiteId

STEPS_SHOWN_MAX = 360


@dataclass(frozen=True, slots=True)
class PresenceStep:
    """At this whole minute so many had arrived for the first time, and so many were there."""

    at: int
    arrived: int
    present: int


@dataclass(slots=True)
class Times:
    """Of the people of a point: the first arrival, the last departure among those who left, how
    many are there still; gaps between presences, and the time present, in the meeting, summed."""

    first_at: int | None = None
    left_at: int | None = None
    here: int = 0
    interruptions: int = 0
    interrupted_ms: int = 0
    present_ms: int = 0

    def add(self, stayed: Stay) -> None:
        """One more person who came."""
        assert stayed.arrived_at is not None
        self.first_at = min(stayed.arrived_at, self.first_at or stayed.arrived_at)
        if stayed.left_at is None:
            self.here += 1
        else:
            self.left_at = max(stayed.left_at, self.left_at or 0)
        self.interruptions += stayed.interruptions
        self.interrupted_ms += stayed.interrupted_ms
        self.present_ms += stayed.present_ms

    def merge(self, other: Times) -> None:
        """The people of another point, too."""
        firsts = [at for at in (self.first_at, other.first_at) if at is not None]
        lefts = [at for at in (self.left_at, other.left_at) if at is not None]
        self.first_at, self.left_at = min(firsts, default=None), max(lefts, default=None)
        self.here += other.here
        self.interruptions += other.interruptions
        self.interrupted_ms += other.interrupted_ms
        self.present_ms += other.present_ms


@dataclass(slots=True)
class Survey:
    """The count. `sites` is people by their marks, at the points where they are at the moment;
    `arrivals` and `changes` are by the minute from which they are true; `corrections` are the
    revisions of all corrections, with the person; `moved` are those of a transfer."""

    moment: Moment
    meeting: Meeting
    rules: Rules
    rev: int
    sites: dict[SiteId, Counter[int]] = field(default_factory=dict)
    arrivals: Counter[int] = field(default_factory=Counter)
    changes: Counter[int] = field(default_factory=Counter)
    corrections: list[tuple[int, PersonId]] = field(default_factory=list)
    moved: list[PersonId] = field(default_factory=list)
    times: dict[SiteId, Times] = field(default_factory=dict)

    def take(self, session: Session, sites: Iterable[SiteId]) -> None:
        """Count everybody of these points."""
        for site in sites:
            for one in session.sites[site].people:
                self._person(session.people[one], site)

    def _person(self, person: Person, site: SiteId) -> None:
        bits, stayed = mark(person, self.moment, self.meeting, self.rules)
        if not bits:
            return
        where = site
        if person.moves:
            self.moved.append(person.spec.id)
            where = person.site_at(self.moment.at)
        self.sites.setdefault(where, Counter())[bits] += 1
        if stayed.came:
            self._moves(person, stayed)
            self.times.setdefault(where, Times()).add(stayed)
        if bits & BIT["corrected"]:
            self.corrections.extend(
                (entry.rev, person.spec.id)
                for entry in person.history
                if entry.corrects is not None and entry.rev <= self.rev
            )

    def _moves(self, person: Person, stayed: Stay) -> None:
        assert stayed.arrived_at is not None
        minute = -(-stayed.arrived_at // MINUTE_MS)
        self.arrivals[minute] += 1
        if len(person.history) == 1:
            self.changes[minute] += 1
            return
        for span in intervals(person, self.moment.at, self.moment.revision(person)):
            if span.since < stayed.arrived_at:
                continue  # Over before the opening: nobody arrived then.
            self.changes[-(-span.since // MINUTE_MS)] += 1
            if span.until is not None and span.until <= self.moment.at:
                self.changes[-(-span.until // MINUTE_MS)] -= 1

    def count(self, name: str, site: SiteId | None = None) -> int:
        """How many have this mark, at one point or at all."""
        bit = BIT[name]
        found = self.sites.values() if site is None else (self.sites.get(site, Counter()),)
        return sum(many for by_bits in found for bits, many in by_bits.items() if bits & bit)

    def many(self, name: str | None, site: SiteId) -> int:
        """How many of one point have this mark, or are counted there at all."""
        if name is None:
            return self.sites[site].total() if site in self.sites else 0
        return self.count(name, site)

    def steps(self) -> tuple[PresenceStep, ...]:
        """Arrivals and presence over time, each step exact at its own minute; of a long meeting
        every so many minutes."""
        minutes = sorted(self.arrivals.keys() | self.changes.keys())
        if not minutes:
            return ()
        each = 1 + (minutes[-1] - minutes[0]) // STEPS_SHOWN_MAX
        found: dict[int, PresenceStep] = {}
        arrived = present = 0
        for minute in minutes:
            arrived += self.arrivals[minute]
            present += self.changes[minute]
            shown = -(-minute // each) * each
            found[shown] = PresenceStep(shown * MINUTE_MS, arrived, present)
        return tuple(found.values())


def begin(session: Session, now: int, moment: Moment | None, rules: Rules) -> Survey:
    """A count that nobody is in yet: of `moment`, or of now, and never of a time after the end.

    It is bound to this revision: what is recorded later is not in it."""
    end = end_of(session, now)
    asked = moment or Moment(end)
    known = session.rev if asked.known is None else min(asked.known, session.rev)
    bound = Moment(min(asked.at, end), known, asked.known_at)
    return Survey(bound, meeting_time(session, bound.at), rules, known)


def survey(
    session: Session, now: int, moment: Moment | None = None, rules: Rules | None = None
) -> Survey:
    """The whole count at one go, for a small session."""
    found = begin(session, now, moment, rules or Rules())
    found.take(session, session.site_order)
    return found

"""What an organizer sees first: figures of people and points at one moment, each with its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from coordinator.core.rollcall import is_expected
from coordinator.core.state import Session
from coordinator.views.marks import BIT, MARKS
from coordinator.views.presence import Rules, end_of
from coordinator.views.roll_calls import RollCallRow, roll_call_row
from coordinator.views.rollup import PointHeads, counted_heads
from coordinator.views.sources import LaneSpan, outages, was_heard
from coordinator.views.survey import PresenceStep, Survey, Times
from wire.record_words import ReviewState
from wire.vocabulary import Phase, SiteId, SiteKind


@dataclass(frozen=True, slots=True)
class Figures:
    """People by what is true of them at the moment; the seven states add up to `people`, and so do
    `invited` and `added`. Tables show them as present (in person, online, deputised), left, away
    (excused, absent) and not called: everybody stands in one of these columns.

    `never`: invited and not come up to the moment, whether noted as away or not called. `long` and
    `short` are of those who came, by the share of the meeting; `late`, `early`, `interrupted` by
    the rules."""

    people: int
    invited: int
    added: int
    present: int
    in_person: int
    online: int
    deputised: int
    left: int
    excused: int
    absent: int
    not_called: int
    came: int
    never: int
    long: int
    short: int
    late: int
    early: int
    interrupted: int
    corrected: int


@dataclass(frozen=True, slots=True)
class PresenceTime:
    """The meeting's time that shares are of: from `since_at` (None: not begun) to `until_at`,
    `length_ms` without `recess_ms`."""

    since_at: int | None
    until_at: int
    length_ms: int
    recess_ms: int
    sittings: tuple[LaneSpan, ...]


@dataclass(frozen=True, slots=True)
class PeopleTimes:
    """Of the people of a point or an area who came: the first arrival; the last departure, None
    while somebody is there or nobody came; gaps between presences and the time present, in the
    meeting, summed over people."""

    first_at: int | None
    last_at: int | None
    here: int
    interruptions: int
    interrupted_ms: int
    present_ms: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A point under no other with all below it: a province with its communes, a ministry.

    `present` (of whom some `deputised`), `left`, `excused`, `absent` and `not_called` add up to
    `invited` and `added`; `never` is the question across these columns (`Figures`)."""

    site: str
    name: str
    short: str
    kind: SiteKind
    points: int
    invited: int
    added: int
    present: int
    deputised: int
    left: int
    excused: int
    absent: int
    not_called: int
    came: int
    never: int
    long: int
    heads: PointHeads
    times: PeopleTimes


@dataclass(frozen=True, slots=True)
class Overview:
    """`asked_at` is the moment of the figures, `at` when they were made; `known_rev` and
    `known_at` say as known when. `points_with_line` may speak, so that a line is expected of them;
    of these, `points_heard` were heard in the meeting up to the moment. `heads` is the sum over the
    tree, `heads_apart` how many areas have two figures that differ. Charts begin at `from_at`."""

    session: str
    title: str
    rev: int
    at: int
    asked_at: int
    known_rev: int
    known_at: int | None
    phase: Phase
    starts_at: int
    started_at: int | None
    closed_at: int | None
    end_at: int
    from_at: int
    rules: Rules
    time: PresenceTime
    figures: Figures
    heads: int
    heads_apart: int
    points: int
    points_with_line: int
    points_heard: int
    reviews_open: int
    corrections: int
    speeches: int
    roll_calls: tuple[RollCallRow, ...]
    outages: tuple[LaneSpan, ...]
    areas: tuple[AreaRow, ...]
    steps: tuple[PresenceStep, ...]


def figures(counted: Iterable[Counter[int]]) -> Figures:
    """The figures of some points."""
    by_bits: Counter[int] = Counter()
    for one in counted:
        by_bits.update(one)
    found = dict.fromkeys(MARKS, 0)
    for bits, many in by_bits.items():
        for name, bit in BIT.items():
            if bits & bit:
                found[name] += many
    del found["struck"]
    return Figures(people=by_bits.total(), **found)


def overview(session: Session, counted: Survey, now: int) -> Overview:
    """The survey in figures."""
    at = counted.moment.at
    heads = counted_heads(session, counted)
    areas = _areas(session, counted, heads)
    steps = counted.steps()
    lines = [site for site in session.sites.values() if is_expected(site)]
    first = [steps[0].at] if steps else []
    return Overview(
        session=session.id,
        title=session.title,
        rev=counted.rev,
        at=now,
        asked_at=at,
        known_rev=counted.rev,
        known_at=counted.moment.known_at,
        phase=session.phase,
        starts_at=session.starts_at,
        started_at=session.started_at,
        closed_at=session.closed_at,
        end_at=end_of(session, now),
        from_at=min([*first, session.started_at or at, at]),
        rules=counted.rules,
        time=_time(counted),
        figures=figures(counted.sites.values()),
        heads=sum(area.heads.total for area in areas),
        heads_apart=sum(one.other is not None for one in heads.values()),
        points=len(session.sites),
        points_with_line=len(lines),
        points_heard=sum(was_heard(site, counted.meeting) for site in lines),
        reviews_open=sum(one.state is ReviewState.OPEN for one in session.reviews.values()),
        corrections=len(counted.corrections),
        speeches=len(session.floor.entries),
        roll_calls=tuple(roll_call_row(call) for call in session.roll_calls),
        outages=outages(session, now),
        areas=areas,
        steps=steps,
    )


def _time(counted: Survey) -> PresenceTime:
    meeting = counted.meeting
    return PresenceTime(
        meeting.since,
        meeting.until,
        meeting.length_ms,
        meeting.recess_ms,
        tuple(LaneSpan(*one) for one in meeting.sittings),
    )


def _areas(
    session: Session, counted: Survey, heads: dict[SiteId, PointHeads]
) -> tuple[AreaRow, ...]:
    members: dict[SiteId, list[SiteId]] = {}
    for site in session.site_order:
        members.setdefault(top_of(session, site), []).append(site)
    return tuple(_area(session, top, below, counted, heads[top]) for top, below in members.items())


def top_of(session: Session, site: SiteId) -> SiteId:
    """The point above all others that this one stands under."""
    above = session.sites[site].spec.parent
    while above is not None:
        site, above = above, session.sites[above].spec.parent
    return site


def _area(
    session: Session, top: SiteId, below: list[SiteId], counted: Survey, heads: PointHeads
) -> AreaRow:
    spec = session.sites[top].spec
    found = figures(counted.sites[site] for site in below if site in counted.sites)
    return AreaRow(
        site=top,
        name=spec.name,
        short=spec.short,
        kind=spec.kind,
        points=len(below),
        invited=found.invited,
        added=found.added,
        present=found.present,
        deputised=found.deputised,
        left=found.left,
        excused=found.excused,
        absent=found.absent,
        not_called=found.not_called,
        came=found.came,
        never=found.never,
        long=found.long,
        heads=heads,
        times=times_of(counted, below),
    )


def times_of(counted: Survey, sites: Iterable[SiteId]) -> PeopleTimes:
    """When the people of these points came and went."""
    whole = Times()
    for site in sites:
        if site in counted.times:
            whole.merge(counted.times[site])
    last = None if whole.here else whole.left_at
    return PeopleTimes(
        whole.first_at,
        last,
        whole.here,
        whole.interruptions,
        whole.interrupted_ms,
        whole.present_ms,
    )

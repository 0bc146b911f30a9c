"""The attendance log: per point and person, intervals, roll calls, corrections, totals.

Fetched when asked for, never streamed. Totals are counted from the rows shown, so that they add up
by construction; a test compares them with the counters that the core keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from coordinator.core.attendance.facts import PRESENT, Person
from coordinator.core.people import People
from coordinator.core.rollcall import is_expected
from coordinator.core.sittings import ended_at
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.log_places import head_count, people_there, told_at
from coordinator.views.marks import counted, state_at
from coordinator.views.movers import moved_at, movers
from coordinator.views.person_records import PersonRecord, person_record
from coordinator.views.point_lines import spoken
from coordinator.views.presence import end_of, meeting_time, interrupted_ms
from coordinator.views.roll_calls import (
    RollAnswerRow,
    RollCallRow,
    roll_answer_row,
    roll_call_row,
)
from coordinator.views.rollup import PointHeads, all_heads
from wire.vocabulary import Attendance, PersonId, Phase, SiteId, SiteKind


@dataclass(frozen=True, slots=True)
class Counts:
    """People by attendance state; `invited` is the roster without those added on the day, or struck
    and come all the same. Who was struck and did not come is in none of them."""

    invited: int
    added: int
    in_person: int
    online: int
    deputised: int
    excused: int
    absent: int
    not_called: int
    left: int

    @property
    def present(self) -> int:
        return self.in_person + self.online + self.deputised


@dataclass(frozen=True, slots=True)
class IntervalRow:
    since_at: int
    until_at: int | None


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One point. `interruptions` are the gaps between intervals, `lost_ms` how long they were, both
    of the meeting's time; `present` counts in person, online and deputised. `head_count` is the
    newest count of the room as it was given."""

    site: str
    name: str
    short: str
    kind: SiteKind
    parent: str | None
    line: bool
    state: str
    head: str
    counts: Counts
    present: int
    head_count: int | None
    heard_at: int | None
    intervals: tuple[IntervalRow, ...]
    interruptions: int
    lost_ms: int
    speeches: int


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A room after whose newest head-count people were transferred into it and out of it."""

    site: str
    moved_in: int
    moved_out: int


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """The whole log without persons. `until_at` is where bars end: the closing, or now.
    `head_count` are the heads rolled up (`coordinator.views.rollup`), `moved` the rooms whose own
    count was carried forward for that. `sites_with_line` may speak; `sites_heard` of these were
    heard in the meeting."""

    session: str
    title: str
    rev: int
    at: int
    phase: Phase
    starts_at: int
    started_at: int | None
    closed_at: int | None
    from_at: int
    until_at: int
    totals: Counts
    present: int
    head_count: int
    moved: tuple[MovedRow, ...]
    sites_with_line: int
    sites_heard: int
    sites: tuple[SiteRow, ...]
    roll_calls: tuple[RollCallRow, ...]
    outages: tuple[IntervalRow, ...]


@dataclass(frozen=True, slots=True)
class SiteDetail:
    """One point with its persons or some of them, and its answers; `listed` are all there are."""

    row: SiteRow
    people: tuple[PersonRecord, ...]
    roll_answers: tuple[RollAnswerRow, ...]
    listed: int


def attendance_view(session: Session, people: People, now: int) -> AttendanceView:
    """The log at `now`."""
    moved = moved_at(session, session.site_order)
    return log_of(session, site_rows(session, people, session.site_order, now, moved), moved, now)


def site_rows(
    session: Session,
    people: People,
    sites: Iterable[SiteId],
    now: int,
    moved: Iterable[PersonId] | None = None,
) -> tuple[SiteRow, ...]:
    """Some rows of the log: that of a great session is not made at one go."""
    held, there = spoken(session), people_there(session, sites, now, moved)
    return tuple(
        _site(session, people, site, now, persons=there[site], held=held) for site in there
    )


def log_of(
    session: Session, sites: tuple[SiteRow, ...], moved: Iterable[PersonId], now: int
) -> AttendanceView:
    """The log with these rows; its totals are theirs, whenever each was made. `moved` are all who
    were ever transferred."""
    until = ended_at(session) or now
    totals = _sum(row.counts for row in sites)
    heads = _heads(session, sites, moved, now)
    tops = (site for site, slot in session.sites.items() if slot.spec.parent is None)
    lines = [row for row in sites if is_expected(session.sites[SiteId(row.site)])]
    begun = [row.intervals[0].since_at for row in sites if row.intervals]
    return AttendanceView(
        session=session.id,
        title=session.title,
        rev=session.rev,
        at=now,
        phase=session.phase,
        starts_at=session.starts_at,
        started_at=session.started_at,
        closed_at=session.closed_at,
        from_at=min([*begun, session.started_at or until]),
        until_at=until,
        totals=totals,
        present=totals.present,
        head_count=sum(heads[top].total for top in tops),
        moved=tuple(
            MovedRow(site, one.room.moved_in, one.room.moved_out)
            for site, one in heads.items()
            if one.room is not None and (one.room.moved_in or one.room.moved_out)
        ),
        sites_with_line=len(lines),
        sites_heard=sum(bool(row.intervals) for row in lines),
        sites=sites,
        roll_calls=tuple(roll_call_row(call) for call in session.roll_calls),
        outages=_within(session, session.outages, now),
    )


def _heads(
    session: Session, sites: Iterable[SiteRow], moved: Iterable[PersonId], now: int
) -> dict[SiteId, PointHeads]:
    named = {row.site: row.present for row in sites}
    at = told_at(session, now)
    found = movers(session, moved, lambda person: person.status_at(at) in PRESENT, at)
    return all_heads(session, lambda site: named.get(site, 0), at, found)


def site_detail(session: Session, people: People, site: SiteId, now: int) -> SiteDetail:
    """One point with its persons."""
    return site_details(session, people, (site,), now)[0]


def site_details(
    session: Session,
    people: People,
    sites: Iterable[SiteId],
    now: int,
    part: slice = slice(None),
    *,
    moved: Iterable[PersonId] | None = None,
) -> list[SiteDetail]:
    """Points with their persons, or this part of them; the speeches are counted once for all."""
    held, at = spoken(session), told_at(session, now)
    return [
        SiteDetail(
            _site(session, people, site, now, persons=persons, held=held),
            tuple(person_record(people, person, at) for person in persons[part]),
            tuple(roll_answer_row(call, site) for call in session.roll_calls),
            len(persons),
        )
        for site, persons in people_there(session, sites, now, moved).items()
    ]


def _within(
    session: Session, spans: Iterable[tuple[int, int | None]], now: int
) -> tuple[IntervalRow, ...]:
    """What touches the session: nothing that was over before it began (a trial the day before),
    nothing after its end; what lasts beyond the end ends with it."""
    first, lasting = session.started_at or 0, ended_at(session)
    bound = lasting or now
    return tuple(
        IntervalRow(since, lasting if until is None else min(until, bound))
        for since, until in spans
        if since <= bound and (until is None or until > first)
    )


def _site(
    session: Session,
    people: People,
    site_id: SiteId,
    now: int,
    *,
    persons: list[Person],
    held: dict[SiteId, int],
) -> SiteRow:
    site, at = session.sites[site_id], told_at(session, now)
    head = parts.head_of(session, site_id)
    counts = _counts(persons, at)
    spans = ((item.since, item.until) for item in site.intervals)
    intervals = _within(session, spans, now)
    meeting = meeting_time(session, end_of(session, now))
    closed = ((one.since_at, one.until_at or meeting.until) for one in intervals)
    gaps = interrupted_ms(closed, meeting)
    return SiteRow(
        site=site_id,
        name=site.spec.name,
        short=site.spec.short,
        kind=site.spec.kind,
        parent=site.spec.parent,
        line=site.spec.line,
        state=site.state.value,
        head=parts.name_of(people, head.spec.id) if head else "",
        counts=counts,
        present=counts.present,
        head_count=head_count(site, at),
        heard_at=site.heard_at,
        intervals=intervals,
        interruptions=len(gaps),
        lost_ms=sum(gaps),
        speeches=held.get(site_id, 0),
    )


def _counts(persons: Iterable[Person], at: int) -> Counts:
    by_status = dict.fromkeys(Attendance, 0)
    added = 0
    for person in persons:
        state = state_at(person, at)
        if counted(person, state):
            by_status[state] += 1
            added += person.spec.added or person.spec.struck
    return Counts(
        invited=sum(by_status.values()) - added,
        added=added,
        in_person=by_status[Attendance.IN_PERSON],
        online=by_status[Attendance.ONLINE],
        deputised=by_status[Attendance.DEPUTISED],
        excused=by_status[Attendance.EXCUSED],
        absent=by_status[Attendance.ABSENT],
        not_called=by_status[Attendance.NOT_CALLED],
        left=by_status[Attendance.LEFT],
    )


def _sum(rows: Iterable[Counts]) -> Counts:
    nothing = Counts(*[0] * len(fields(Counts)))
    columns = zip(*(astuple(row) for row in (nothing, *rows)), strict=True)
    return Counts(*(sum(column) for column in columns))

"""The rows about points: who came to each, how its line was, what it said, and its roll-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import Person
from coordinator.core.sites import Interval, Site
from coordinator.core.state import Session
from coordinator.reports import people, presence
from coordinator.reports.figures import (
    Carried,
    Heads,
    Named,
    PeopleFigures,
    Quality,
    SiteFigures,
    SiteNote,
    Span,
)
from coordinator.reports.names import Names
from coordinator.reports.rows import ProvinceRow, RollAnswer, RollCallRow, SiteRow
from coordinator.views import parts
from coordinator.views.movers import moved_at, movers
from coordinator.views.presence import Meeting, interrupted_ms
from coordinator.views.rollup import PointHeads, all_heads
from coordinator.views.speeches import SpeechRow
from wire.vocabulary import EntryState, SiteId

ANSWERED, LATE, SILENT, MISSING = "answered", "late", "silent", ""


@dataclass(slots=True)
class Found:
    """What was counted beforehand, by point."""

    within: Meeting
    persons: Mapping[SiteId, list[Person]]
    people: Mapping[SiteId, PeopleFigures]
    heads: Mapping[SiteId, PointHeads]
    quality: Mapping[SiteId, Quality]
    notes: Mapping[SiteId, tuple[SiteNote, ...]]
    speeches: dict[str, int] = field(default_factory=dict)
    spoken_ms: dict[str, int] = field(default_factory=dict)
    answers: dict[str, dict[int, str]] = field(default_factory=dict)

    def speak(self, rows: Iterable[SpeechRow]) -> None:
        """Count the speeches that were held, and how long each point has spoken."""
        for row in rows:
            held = row.state is EntryState.ENDED
            self.speeches[row.site] = self.speeches.get(row.site, 0) + held
            self.spoken_ms[row.site] = self.spoken_ms.get(row.site, 0) + row.spoken_ms

    def answer(self, calls: Iterable[RollCallRow]) -> None:
        """Keep what each point answered to each roll call."""
        for call in calls:
            for given in call.answers:
                self.answers.setdefault(given.site, {})[call.number] = answer(given)


def answer(given: RollAnswer) -> str:
    """The answer in one word: the newest there is, "" for nothing heard."""
    if given.answered_at is not None:
        return ANSWERED
    if given.late_at is not None:
        return LATE
    return MISSING if given.silent_at is None else SILENT


@dataclass(frozen=True, slots=True)
class Line:
    """A line over the meeting: see `line`."""

    connected_at: int | None
    left_at: int | None
    connected_ms: int
    lost_ms: int
    interruptions: int


def line(intervals: Iterable[Interval], within: Meeting) -> Line:
    """How a line was over the meeting. Nothing of what was over before the opening counts; what
    was open at the opening is told from its beginning, and counted from the opening.

    `lost_ms` is what of the meeting lies between the intervals, and an interruption is one such
    gap; before the first and after the last nothing was interrupted. `left_at` None: connected to
    the end."""
    opened = within.since or 0
    found = [
        one for one in spans.union(intervals, within.until) if (one.until or within.until) > opened
    ]
    if not found:
        return Line(None, None, 0, 0, 0)
    last = found[-1].until or within.until
    gaps = interrupted_ms(((one.since, one.until or within.until) for one in found), within)
    return Line(
        found[0].since,
        last if last < within.until else None,
        spans.total_ms(spans.within(found, opened, within.until)),
        sum(gaps),
        len(gaps),
    )


def site_rows(session: Session, names: Names, found: Found) -> Iterator[SiteRow]:
    """One row per point in the organizers' order."""
    for number, site in enumerate(session.site_order, start=1):
        yield _site(session, names, session.sites[site], number, found)


def _site(session: Session, names: Names, slot: Site, number: int, found: Found) -> SiteRow:
    spec, site = slot.spec, slot.spec.id
    seen = line(slot.intervals, found.within)
    head = parts.head_of(session, site)
    persons = found.persons[site]
    return SiteRow(
        number=number,
        site=site,
        name=spec.name,
        kind=spec.kind,
        parent=spec.parent,
        parent_name=session.sites[spec.parent].spec.name if spec.parent else "",
        line=spec.line,
        receive_only=spec.receive_only,
        state=slot.state.value,
        head=names.of(head) if head else Named(),
        people=found.people[site],
        heads=heads(found.heads[site]),
        absences=people.absences(persons, names, found.within),
        substitutions=people.substitutions(persons, names, found.within),
        connected_at=seen.connected_at,
        left_at=seen.left_at,
        connected_ms=seen.connected_ms,
        lost_ms=seen.lost_ms,
        interruptions=seen.interruptions,
        media=_media(slot, found.within),
        quality=found.quality.get(site),
        answers=found.answers.get(site, {}),
        speeches=found.speeches.get(site, 0),
        notes=found.notes.get(site, ()),
        phone=names.phone(site),
    )


def heads_by_site(
    session: Session, by_site: Mapping[SiteId, PeopleFigures], within: Meeting
) -> dict[SiteId, PointHeads]:
    """The heads of every point, by those who came; whoever was transferred is where they belonged
    at the end."""
    moved = movers(
        session,
        moved_at(session, session.site_order),
        # As `presence.figures` counts those who attended.
        lambda person: presence.attended(person, within),
        within.until,
    )
    return all_heads(session, lambda site: by_site[site].attended, within.until, moved)


def heads(found: PointHeads) -> Heads:
    """The roll-up of a point (`coordinator.views.rollup`), where those who came by name are
    counted, also when they had left by the end."""
    carried = tuple(
        Carried(one.count, one.at, covers, one.moved_in, one.moved_out)
        for covers, one in ((False, found.room), (True, found.covering))
        if one is not None and (one.moved_in or one.moved_out)
    )
    return Heads(found.room.count if found.room else None, found.total, found.other, carried)


def _media(slot: Site, within: Meeting) -> tuple[Span, ...]:
    """When the bridge had the point's picture, as far as it was reported, within the meeting."""
    union = spans.union(slot.media_intervals, within.until)
    parts_of = spans.within(union, within.since or 0, within.until)
    return tuple(Span(one.since, one.until) for one in parts_of)


def figures_by_site(
    persons: Mapping[SiteId, list[Person]], within: Meeting
) -> dict[SiteId, PeopleFigures]:
    """How the people of each point add up."""
    return {site: presence.figures(there, within) for site, there in persons.items()}


def site_figures(rows: Iterable[SiteRow]) -> SiteFigures:
    """How many points there are of each kind; every point is a seat, receive-only, or has a line
    of which something is expected, and only of those "never" and "lost" are said."""
    rows = list(rows)
    lines = [row for row in rows if row.line and not row.receive_only]
    return SiteFigures(
        invited=len(rows),
        with_line=len(lines),
        connected=sum(row.connected_at is not None for row in lines),
        lost=sum(row.left_at is not None for row in lines),
        never=sum(row.connected_at is None for row in lines),
        receive_only=sum(row.receive_only for row in rows),
        seats=sum(not row.line for row in rows),
        listening=sum(row.receive_only and row.connected_at is not None for row in rows),
    )


def provinces(session: Session, rows: Iterable[SiteRow], found: Found) -> tuple[ProvinceRow, ...]:
    """Each point that stands under no other, with all below it."""
    under: dict[str, list[SiteRow]] = {}
    for row in rows:
        under.setdefault(_top(session, SiteId(row.site)), []).append(row)
    return tuple(
        _province(number, SiteId(top), below, found)
        for number, (top, below) in enumerate(under.items(), start=1)
    )


def _top(session: Session, site: SiteId) -> SiteId:
    parent = session.sites[site].spec.parent
    return site if parent is None else _top(session, parent)


def _province(number: int, top: SiteId, rows: list[SiteRow], found: Found) -> ProvinceRow:
    own = next(row for row in rows if row.site == top)
    return ProvinceRow(
        number=number,
        site=top,
        name=own.name,
        kind=own.kind,
        points=len(rows),
        connected=sum(row.connected_at is not None for row in rows),
        people=presence.summed(row.people for row in rows),
        heads=heads(found.heads[top]),
        speeches=sum(row.speeches for row in rows),
        spoken_ms=sum(found.spoken_ms.get(row.site, 0) for row in rows),
    )

"""Sessions of a series side by side: who came to which, for how long.

People are the same when they have the same id in a standing roster; where one of them has none,
when name and unit are the same, whatever the marks of tone. Somebody who is named twice in one
session is never joined with anybody by the name alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coordinator.core.attendance.facts import Person
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.marks import mark, state_at
from coordinator.views.overview import Figures, figures
from coordinator.views.presence import Rules, long_enough
from coordinator.views.survey import Survey, begin
from wire.text import fold
from wire.vocabulary import Attendance, Phase, SiteId

# Of a great session only those of a standing roster are compared.
EVERYBODY_MAX = 5_000


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """One person in one session, at its end or now."""

    person: str
    site: str
    status: Attendance
    arrived_at: int | None
    left_at: int | None
    present_ms: int
    came: bool
    long: bool


@dataclass(frozen=True, slots=True)
class SeriesSession:
    """One session of the comparison; `length_ms` is the meeting's time without recesses.

    `invited_came` of `figures.invited` came, and `added_came` who were not on the list: together
    they are `figures.came`. `members_only`: it has so many people that only those of a standing
    roster are listed."""

    session: str
    title: str
    starts_at: int
    phase: Phase
    length_ms: int
    figures: Figures
    invited_came: int
    added_came: int
    members_only: bool


@dataclass(frozen=True, slots=True)
class SeriesPerson:
    """One person over all sessions; a cell is None where they were not on the list.

    `invited` is in how many sessions they were on the list, or were added, `came` to how many of
    these they came. `member` is the id in the standing roster, "" if matched by name and unit."""

    name: str
    post: str
    member: str
    invited: int
    came: int
    long: int
    cells: tuple[SeriesCell | None, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """People from `offset` on, in the order in which they first appear."""

    sessions: tuple[SeriesSession, ...]
    offset: int
    total: int
    rows: tuple[SeriesPerson, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """One person of one session, with what they can be recognised by."""

    member: str
    key: str
    name: str
    post: str
    cell: SeriesCell


@dataclass(slots=True)
class Part:
    """One session while it is read, point by point."""

    session: str
    title: str
    starts_at: int
    phase: Phase
    counted: Survey
    members_only: bool
    seats: list[Seat] = field(default_factory=list)

    def take(self, session: Session, people: People, sites: Iterable[SiteId]) -> None:
        """The people of these points."""
        here = list(sites)
        self.counted.take(session, here)
        for site in here:
            for one in session.sites[site].people:
                person = session.people[one]
                if person.spec.member or not self.members_only:
                    self._seat(people, person)

    def _seat(self, people: People, person: Person) -> None:
        counted = self.counted
        bits, stayed = mark(person, counted.moment, counted.meeting, counted.rules)
        if not bits:
            return
        spec, text = person.spec, people.of(person.spec.id)
        name = text.get("name", "")
        cell = SeriesCell(
            spec.id,
            spec.site,
            state_at(person, counted.moment.at, counted.moment.revision(person)),
            stayed.arrived_at,
            stayed.left_at,
            stayed.present_ms,
            stayed.came,
            long_enough(stayed, counted.meeting, counted.rules),
        )
        unit = text.get("unit", "") or text.get("post", "") or spec.site
        key = f"{fold(name)}|{fold(unit)}" if name else ""
        post = parts.post_of(people, spec.id)
        self.seats.append(Seat(spec.member or "", key, name, post, cell))

    def told(self) -> SeriesSession:
        """The session itself."""
        found = figures(self.counted.sites.values())
        came = found.invited - found.never
        return SeriesSession(
            self.session,
            self.title,
            self.starts_at,
            self.phase,
            self.counted.meeting.length_ms,
            found,
            came,
            found.came - came,
            self.members_only,
        )


def part(session: Session, now: int, rules: Rules) -> Part:
    """A session that nobody is read of yet."""
    return Part(
        session.id,
        session.title,
        session.starts_at,
        session.phase,
        begin(session, now, None, rules),
        len(session.people) > EVERYBODY_MAX,
    )


@dataclass(slots=True)
class _Row:
    seat: Seat
    member: str
    cells: list[SeriesCell | None]


def series_view(found: Sequence[Part], offset: int, limit: int) -> SeriesView:
    """The sessions in the order they began, and some of their people."""
    ordered = sorted(found, key=lambda one: (one.starts_at, one.session))
    rows: list[_Row] = []
    by_member: dict[str, _Row] = {}
    by_key: dict[str, _Row] = {}
    for place, one in enumerate(ordered):
        twice = Counter(seat.key for seat in one.seats)
        for seat in one.seats:
            key = seat.key if twice[seat.key] == 1 else ""
            row = _same(seat, key, place, (by_member, by_key))
            if row is None:
                row = _Row(seat, seat.member, [None] * len(ordered))
                rows.append(row)
            row.cells[place] = seat.cell
            row.member = row.member or seat.member
            if row.member:
                by_member.setdefault(row.member, row)
            if key:
                by_key.setdefault(key, row)
    shown = rows[offset : offset + limit]
    sessions = tuple(one.told() for one in ordered)
    return SeriesView(sessions, offset, len(rows), tuple(map(_person, shown)))


def _same(
    seat: Seat, key: str, place: int, known: tuple[dict[str, _Row], dict[str, _Row]]
) -> _Row | None:
    by_member, by_key = known
    row = by_member.get(seat.member) if seat.member else None
    if row is None and key:
        row = by_key.get(key)
        if row is not None and row.member and seat.member:
            return None  # two members of one name are two people
    return row if row is not None and row.cells[place] is None else None


def _person(row: _Row) -> SeriesPerson:
    cells = [cell for cell in row.cells if cell is not None]
    return SeriesPerson(
        row.seat.name,
        row.seat.post,
        row.member,
        len(cells),
        sum(cell.came for cell in cells),
        sum(cell.long for cell in cells),
        tuple(row.cells),
    )

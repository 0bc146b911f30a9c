"""The people of a point, names and states apart: names in pages with a tag, states in short.

A tag rests on the salted commitments of the names and not on the names, so that it costs no look
into the people store, and nobody can find an erased name again by trying names against it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coordinator.core.attendance.events import (
    AttendanceCorrected,
    AttendanceNoted,
    AttendeeAdded,
    HeadChanged,
    PersonMoved,
    RosterChanged,
    RosterSet,
)
from coordinator.core.attendance.facts import AttendanceEntry, Person, PersonSpec
from coordinator.core.base import Event, PersonErased, Recorded
from coordinator.core.people import People
from coordinator.core.session import PhaseChanged
from coordinator.core.state import Session
from coordinator.views import parts
from wire.limits import ROSTER_PAGE_PEOPLE_MAX
from wire.roster import (
    MINUTE_MS,
    NOT_SAID,
    PersonSaid,
    RosterNow,
    RosterPage,
    RosterPerson,
    letter,
    minutes,
)
from wire.vocabulary import PersonId, SiteId

TAG_CHARS = 12
# Before anybody was noted; the first note begins the count of minutes.
NOBODY_YET = 2**53


@dataclass(slots=True)
class _Packed:
    """One point's people: where each stands, and what is told of each."""

    places: dict[PersonId, int]
    pages: tuple[str, ...]
    states: list[str]
    since_from: int
    since: list[str]
    head: str

    def now(self) -> RosterNow:
        states, since = "".join(self.states), "".join(self.since)
        since_from = 0 if self.since_from == NOBODY_YET else self.since_from
        return RosterNow(self.pages, states, since_from, since, self.head)


class Rosters:
    """The states of the points that somebody looks at, kept as they change: in a room of two
    thousand a tick costs no more than in one of ten. Whoever keeps one tells it of each commit."""

    def __init__(self) -> None:
        self._packed: dict[SiteId, _Packed] = {}

    def now(self, session: Session, site: SiteId) -> RosterNow:
        """The states of a point's people, and the tags of the pages that have their names."""
        packed = self._packed.get(site)
        if packed is None:
            packed = self._packed[site] = _pack(session, site)
        return packed.now()

    def forget(self, site: SiteId) -> None:
        """Nobody looks at this point any more."""
        self._packed.pop(site, None)

    def follow(self, session: Session, recorded: Iterable[Recorded]) -> None:
        """Keep step with a commit."""
        for item in recorded if self._packed else ():
            event = item.event
            if isinstance(event, (AttendanceNoted, AttendanceCorrected)):
                self._noted(session, event.person)
            elif isinstance(event, PhaseChanged):
                self._packed.clear()  # with a rehearsal goes what was noted in it
            elif isinstance(event, _OTHERWISE):
                for site in changed_by(session, event):
                    self.forget(site)

    def _noted(self, session: Session, person_id: PersonId) -> None:
        person = session.people[person_id]
        packed = self._packed.get(person.spec.site)
        if packed is None:
            return
        entry = person.current
        if entry is not None and not packed.since_from <= entry.effective_at:
            self.forget(person.spec.site)  # all are told from the first of them on
            return
        place = packed.places[person_id]
        packed.states[place] = _letter(person)
        packed.since[place] = _since(entry, packed.since_from)


# What changes names, their order, or states in another way than one by one.
_OTHERWISE = (RosterSet, RosterChanged, AttendeeAdded, HeadChanged, PersonMoved, PersonErased)


def changed_by(session: Session, event: Event) -> set[SiteId]:
    """The points whose rosters an event changed."""
    match event:
        case RosterSet(people):
            return {spec.site for spec in people}
        case RosterChanged(added, changed, struck):
            known = {session.people[person].spec.site for person in struck}
            return known | {spec.site for spec in (*added, *changed)}
        case AttendeeAdded(person=PersonSpec(site=site)) | HeadChanged(site=site):
            return {site}
        case PersonMoved(person=person) | PersonErased(person=person):
            return set(homes(session.people[person]))
    raise AssertionError(event)


def roster_now(session: Session, site: SiteId) -> RosterNow:
    """As `Rosters.now`, of a point that is looked at once."""
    return _pack(session, site).now()


def _pack(session: Session, site: SiteId) -> _Packed:
    ids = [PersonId(person) for person in session.sites[site].people]
    persons = [session.people[person] for person in ids]
    entries = [person.current for person in persons]
    first = min((entry.effective_at for entry in entries if entry), default=None)
    since_from = NOBODY_YET if first is None else first - first % MINUTE_MS
    return _Packed(
        places={person: place for place, person in enumerate(ids)},
        pages=tuple(map(_tag, _pages(persons))),
        states=[_letter(person) for person in persons],
        since_from=since_from,
        since=[_since(entry, since_from) for entry in entries],
        head=next((person.spec.id for person in persons if person.spec.head), ""),
    )


def roster_pages(
    session: Session, people: People, site: SiteId, numbers: Iterable[int] | None = None
) -> tuple[RosterPage, ...]:
    """These pages of a point's roster with the names, or all; one beyond the last is empty."""
    ids = session.sites[site].people
    last = -(-len(ids) // ROSTER_PAGE_PEOPLE_MAX)
    return tuple(
        _page(session, people, site, number)
        for number in (range(last) if numbers is None else dict.fromkeys(numbers))
    )


def said_of(
    session: Session, people: People, site: SiteId, persons: Iterable[str], bytes_max: int
) -> tuple[PersonSaid, ...]:
    """What belongs to the states of these people of the point: the first that fit."""
    found = (session.people.get(PersonId(person)) for person in persons)
    return parts.fit(
        (_said(people, person) for person in found if person and person.spec.site == site),
        bytes_max,
    )


def homes(person: Person) -> frozenset[SiteId]:
    """Every point that the person was ever of: there the name may be kept."""
    return frozenset((person.spec.site, person.home, *(move.site for move in person.moves)))


def _pages(persons: Sequence[Person]) -> list[Sequence[Person]]:
    return [
        persons[start : start + ROSTER_PAGE_PEOPLE_MAX]
        for start in range(0, len(persons), ROSTER_PAGE_PEOPLE_MAX)
    ]


def _page(session: Session, people: People, site: SiteId, number: int) -> RosterPage:
    start = number * ROSTER_PAGE_PEOPLE_MAX
    ids = session.sites[site].people[start : start + ROSTER_PAGE_PEOPLE_MAX]
    persons = [session.people[PersonId(person)] for person in ids]
    rows = tuple(_row(people, person) for person in persons)
    return RosterPage(site, number, _tag(persons) if persons else "", rows)


def _row(people: People, person: Person) -> RosterPerson:
    spec = person.spec
    return RosterPerson(
        id=spec.id,
        name=parts.name_of(people, spec.id),
        post=parts.post_of(people, spec.id),
        code="" if person.erased else spec.code,
        added=spec.added,
        struck=spec.struck,
    )


def _tag(persons: Sequence[Person]) -> str:
    """Changes with every name, post, code or mark of the page, and with the order."""
    said = "\n".join(
        f"{spec.id} {spec.commitment} {spec.code} {spec.added:d}{spec.struck:d}{erased:d}"
        for spec, erased in ((person.spec, person.erased) for person in persons)
    )
    return hashlib.sha256(said.encode()).hexdigest()[:TAG_CHARS]


def _since(entry: AttendanceEntry | None, since_from: int) -> str:
    return NOT_SAID if entry is None else minutes((entry.effective_at - since_from) // MINUTE_MS)


def _letter(person: Person) -> str:
    return letter(person.status, corrected=_corrections(person) > 0)


def _corrections(person: Person) -> int:
    return sum(entry.corrects is not None for entry in person.history)


def _said(people: People, person: Person) -> PersonSaid:
    entry = person.current
    return PersonSaid(
        person=person.spec.id,
        deputy=parts.name_of(people, entry.deputy) if entry else "",
        deputy_post=parts.post_of(people, entry.deputy) if entry else "",
        approver=people.of(entry.approver).get("text", "") if entry else "",
        reason=people.of(entry.reason).get("text", "") if entry else "",
        corrections=_corrections(person),
    )

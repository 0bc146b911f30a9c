"""One person in a line: state, arrival, departure, share of the meeting, and what is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import PRESENT, AttendanceEntry, Person
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.marks import BIT, mark, names_of, state_at
from coordinator.views.survey import Survey
from wire.record_words import ReviewState
from wire.vocabulary import Attendance, PersonId, SiteId


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person at the survey's moment. `present_ms` of `PresenceTime.length_ms` is the share;
    `marks` are of `coordinator.views.marks`; `review` is what waits for a second person, or "".

    Deputy, approver and reason are those of the entry that holds."""

    person: str
    name: str
    post: str
    site: str
    site_name: str
    home: str
    head: bool
    added: bool
    struck: bool
    erased: bool
    status: Attendance
    since_at: int | None
    arrived_at: int | None
    left_at: int | None
    present_ms: int
    interruptions: int
    interrupted_ms: int
    corrections: int
    marks: tuple[str, ...]
    review: str
    deputy: str
    deputy_post: str
    approver: str
    reason: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some of the people that were asked for, from `offset` on. `total` are all of them; None where
    names were searched and more may follow."""

    rev: int
    at: int
    offset: int
    total: int | None
    rows: tuple[PersonLine, ...]


def open_reviews(session: Session) -> dict[PersonId, str]:
    """What waits about each person; the oldest of several."""
    found: dict[PersonId, str] = {}
    for review in session.reviews.values():
        person = review.proposal.person
        if review.state is ReviewState.OPEN and person is not None:
            found.setdefault(person, review.id)
    return found


def person_line(
    session: Session, people: People, person: Person, counted: Survey, reviews: dict[PersonId, str]
) -> PersonLine:
    """The line of one person, as the survey counted it."""
    moment, spec = counted.moment, person.spec
    known = moment.revision(person)
    bits, stayed = mark(person, moment, counted.meeting, counted.rules)
    entry, site = _holding(person, moment.at, known), person.site_at(moment.at)
    return PersonLine(
        person=spec.id,
        name=parts.name_of(people, spec.id),
        post=parts.post_of(people, spec.id),
        site=site,
        site_name=session.sites[site].spec.name,
        home=person.home or spec.site,
        head=spec.head,
        added=spec.added,
        struck=spec.struck,
        erased=person.erased,
        status=state_at(person, moment.at, known),
        since_at=entry.effective_at if entry else None,
        arrived_at=stayed.arrived_at,
        left_at=stayed.left_at,
        present_ms=stayed.present_ms,
        interruptions=stayed.interruptions,
        interrupted_ms=stayed.interrupted_ms,
        corrections=sum(one.corrects is not None for one in person.history),
        marks=tuple(names_of(bits)),
        review=reviews.get(spec.id, ""),
        deputy=parts.name_of(people, entry.deputy) if entry else "",
        deputy_post=parts.post_of(people, entry.deputy) if entry else "",
        approver=people.of(entry.approver).get("text", "") if entry else "",
        reason=people.of(entry.reason).get("text", "") if entry else "",
    )


def _holding(person: Person, at: int, known: int | None) -> AttendanceEntry | None:
    """The entry that held at the moment; of whoever has left, the one that said so."""
    held = spans.entries(person, known)
    return next((one for one in reversed(held) if one.effective_at <= at), None)


def last_presence(person: Person, at: int, known: int | None = None) -> AttendanceEntry | None:
    """The last entry up to the moment that says that somebody was there."""
    held = reversed(spans.entries(person, known))
    return next((one for one in held if one.effective_at <= at and one.status in PRESENT), None)


def marked(
    session: Session, counted: Survey, sites: Iterable[SiteId], wanted: str | None
) -> list[PersonId]:
    """Those whom the survey counts at these points, with the mark if one is wanted: in the roster's
    order, and after them whoever was there at the moment and has moved on."""
    bit = BIT[wanted] if wanted else ~0
    found = []
    for site in sites:
        for one in _there(session, counted, site):
            bits, _ = mark(session.people[one], counted.moment, counted.meeting, counted.rules)
            if bits & bit:
                found.append(one)
    return found


def _there(session: Session, counted: Survey, site: SiteId) -> list[PersonId]:
    people, at = session.people, counted.moment.at
    here = [
        one
        for one in session.sites[site].people
        if not people[one].moves or people[one].site_at(at) == site
    ]
    known = set(here)
    gone = (one for one in counted.moved if people[one].site_at(at) == site)
    return [*here, *(one for one in gone if one not in known)]

"""The only code that changes what is known of attendance, and the counters kept with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.core.attendance.events import (
    AttendanceCorrected,
    AttendanceNoted,
    AttendeeAdded,
    HeadChanged,
    HeadCountNoted,
    PersonMoved,
    RosterChanged,
    RosterSet,
)
from coordinator.core.attendance.facts import (
    CAME,
    AttendanceEntry,
    Move,
    Note,
    Person,
    PersonSpec,
)
from coordinator.core.base import Recorded
from coordinator.core.sites import HeadCount, Site
from wire.vocabulary import Attendance, PersonId

if TYPE_CHECKING:
    from coordinator.core.state import Session

# A member's own `value` is looked up in Python; a large meeting counts a million times.
_KEYS = {status: status.value for status in Attendance}


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one attendance event."""
    match recorded.event:
        case RosterSet(people):
            for spec in people:
                _enrol(session, spec)
        case RosterChanged():
            _import(session, recorded.event)
        case AttendanceNoted(person, note, late, review):
            entry = _entry(session, recorded, note, late=late, review=review)
            _enter(session, session.people[person], entry)
        case AttendanceCorrected() as event:
            _correct(session, recorded, event)
        case AttendeeAdded(spec, status, late, review):
            _enrol(session, spec)
            entry = _entry(session, recorded, Note(status), late=late, review=review)
            _enter(session, session.people[spec.id], entry)
        case HeadCountNoted(site, count, covers, means):
            counts = session.sites[site].head_counts
            counts.append(HeadCount(recorded.effective_at, count, covers, means))
            counts.sort(key=lambda counted: counted.at)
        case HeadChanged(site, head):
            _head(session, session.sites[site], head, recorded.effective_at)
        case PersonMoved(person, _, to):
            move = Move(recorded.effective_at, recorded.rev, to)
            _move(session, session.people[person], move)
        case _:
            raise AssertionError(recorded.event)


def _import(session: Session, event: RosterChanged) -> None:
    for spec in event.added:
        _enrol(session, spec)
    for spec in event.changed:
        _respecify(session, session.people[spec.id], spec)
    for struck in event.struck:
        person = session.people[struck]
        _respecify(session, person, replace(person.spec, struck=True, head=False))


def _respecify(session: Session, person: Person, spec: PersonSpec) -> None:
    site = session.sites[spec.site]
    tally(session, site, person, -1)
    person.spec = spec
    tally(session, site, person, +1)
    if spec.head:
        _only_head(session, site, spec.id)


def _head(session: Session, site: Site, head: PersonId, at: int) -> None:
    """The newest by its own time holds, whenever it arrives; nobody heads a point they left."""
    if at < site.head_at or head not in site.people:
        return
    site.head_at = at
    _only_head(session, site, head)


def _only_head(session: Session, site: Site, head: PersonId) -> None:
    for one in map(session.people.__getitem__, site.people):
        if one.spec.head is not (one.spec.id == head):
            one.spec = replace(one.spec, head=one.spec.id == head)


def _move(session: Session, person: Person, move: Move) -> None:
    """Put the transfer at its place in time; where the person belongs is the newest of them."""
    tally(session, session.sites[person.spec.site], person, -1)
    session.sites[person.spec.site].people.remove(person.spec.id)
    person.moves.append(replace(move, headed=person.spec.head))
    person.moves.sort(key=lambda one: (one.at, one.rev))
    now_at = person.moves[-1].site
    stays = now_at == person.spec.site
    person.spec = replace(person.spec, site=now_at, head=person.spec.head and stays)
    session.sites[now_at].people.append(person.spec.id)
    tally(session, session.sites[now_at], person, +1)


def _correct(session: Session, recorded: Recorded, event: AttendanceCorrected) -> None:
    """The corrected entry stays readable, and no longer holds."""
    person = session.people[event.person]
    tally(session, session.sites[person.spec.site], person, -1)
    person.history = [
        replace(entry, replaced_by=recorded.rev) if entry.rev == event.replaces else entry
        for entry in person.history
    ]
    tally(session, session.sites[person.spec.site], person, +1)
    entry = _entry(session, recorded, event.note, late=event.late, review=event.review)
    corrected = replace(entry, corrects=event.was, because=event.because.id, said_at=event.said_at)
    _enter(session, person, corrected)


def _entry(
    session: Session, recorded: Recorded, note: Note, *, late: bool, review: str | None
) -> AttendanceEntry:
    # What a second person let in is still the word of whoever brought it.
    # One of a rehearsal was once let in after it, and is no longer kept.
    said = session.reviews.get(review) if review is not None else None
    return AttendanceEntry(
        status=note.status,
        effective_at=recorded.effective_at,
        rev=recorded.rev,
        recorded_at=recorded.recorded_at,
        by=said.by if said else recorded.actor.id,
        role=said.role if said else recorded.actor.role.value,
        deputy=note.deputy.id if note.deputy else None,
        approver=note.approver.id if note.approver else None,
        reason=note.reason.id if note.reason else None,
        late=late,
        review=review,
    )


def _enrol(session: Session, spec: PersonSpec) -> None:
    person = Person(spec, home=spec.site, erased=spec.id in session.erased)
    session.people[spec.id] = person
    site = session.sites[spec.site]
    site.people.append(spec.id)
    tally(session, site, person, +1)
    if spec.head and len(site.people) > 1:
        _only_head(session, site, spec.id)


def _enter(session: Session, person: Person, entry: AttendanceEntry) -> None:
    """Put the entry at its place in time; what holds is the newest by effective time."""
    before = person.status
    at = len(person.history)
    while at and person.history[at - 1].effective_at > entry.effective_at:
        at -= 1
    person.history.insert(at, entry)
    texts = (entry.deputy, entry.approver, entry.reason, entry.because)
    person.texts.extend([text for text in texts if text is not None])
    after = person.status
    if after is not before:
        site = session.sites[person.spec.site]
        _count(session, site, person, before, -1)
        _count(session, site, person, after, +1)


def tally(session: Session, site: Site, person: Person, step: int) -> None:
    """Add a person to the counters, or take them away, in the state that holds."""
    _count(session, site, person, person.status, step)


def _count(session: Session, site: Site, person: Person, status: Attendance, step: int) -> None:
    """Who is no longer invited counts only for having come after all."""
    if person.spec.struck and status not in CAME:
        return
    key = _KEYS[status]
    site.counts[key] = site.counts.get(key, 0) + step
    session.attendance[key] = session.attendance.get(key, 0) + step
    _count_invited(session, person, status, step)


def _count_invited(session: Session, person: Person, status: Attendance, step: int) -> None:
    spec = person.spec
    if not spec.added and not spec.struck:
        key = _KEYS[status]
        session.invited[key] = session.invited.get(key, 0) + step


def recount_invited(session: Session) -> None:
    """Those on the list by state, anew: a state from before this was kept has no such figures."""
    session.invited = {}
    for person in session.people.values():
        _count_invited(session, person, person.status, +1)

"""What may be noted of attendance, and the only code that changes it.

What a device says happened earlier takes its place by the corrected device time; the newest by
that time is what holds. A correction never removes what it corrects.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.core.attendance.facts import (
    AddAttendee,
    AttendanceCorrected,
    AttendanceEntry,
    AttendanceNoted,
    AttendeeAdded,
    ChangeHead,
    CorrectAttendance,
    HeadChanged,
    HeadCountNoted,
    Note,
    NoteAttendance,
    NoteHeadCount,
    Person,
    PersonSpec,
    RosterSet,
)
from coordinator.core.base import Asked, Draft, Recorded, Refused
from coordinator.core.sites import HeadCount, Site, require
from wire.codes import Refusal
from wire.limits import HEAD_COUNT_MAX, PEOPLE_PER_SITE_MAX
from wire.vocabulary import Attendance, PersonId, Phase

if TYPE_CHECKING:
    from coordinator.core.state import Session


def decide(session: Session, asked: Asked, effective_at: int) -> list[Draft]:
    """Events for an attendance command, or Refused."""
    command = asked.command
    _not_of_a_rehearsal(session, asked, effective_at)
    late = _late(session, asked, effective_at)
    match command:
        case NoteAttendance(person, note):
            _complete(note)
            if _same(_person(session, person), note, effective_at):
                return []
            return [Draft(AttendanceNoted(person, note, late), effective_at)]
        case CorrectAttendance(person, note, because):
            _complete(note)
            if because is None:
                raise Refused(Refusal.REASON_REQUIRED)
            was = _person(session, person).status_at(effective_at)
            return [Draft(AttendanceCorrected(person, was, note, because, late), effective_at)]
        case AddAttendee(person=spec, status=status):
            _may_add(session, spec, status)
            return [Draft(AttendeeAdded(spec, status, late), effective_at)]
        case NoteHeadCount(site, count):
            require(session, site)
            if not 0 <= count <= HEAD_COUNT_MAX:
                raise Refused(Refusal.BAD_VALUE, field="count")
            return [Draft(HeadCountNoted(site, count), effective_at)]
        case ChangeHead(person):
            spec = _person(session, person).spec
            return [] if spec.head else [Draft(HeadChanged(spec.site, person), effective_at)]
    raise AssertionError(command)


def _not_of_a_rehearsal(session: Session, asked: Asked, effective_at: int) -> None:
    """What a device noted during a rehearsal and sends after it never enters the attendance."""
    if asked.source and any(since <= effective_at < end for since, end in session.rehearsals):
        raise Refused(Refusal.WRONG_PHASE, phase=Phase.REHEARSAL)


def _late(session: Session, asked: Asked, effective_at: int) -> bool:
    """After closing only what happened before it may still come in, and corrections."""
    if session.phase is not Phase.CLOSED:
        return False
    happened_before = session.closed_at is not None and effective_at <= session.closed_at
    if isinstance(asked.command, CorrectAttendance) or (asked.source and happened_before):
        return True
    raise Refused(Refusal.WRONG_PHASE, phase=session.phase)


def _complete(note: Note) -> None:
    if note.status is Attendance.DEPUTISED:
        if note.deputy is None:
            raise Refused(Refusal.DEPUTY_REQUIRED)
        if note.approver is None:
            raise Refused(Refusal.APPROVER_REQUIRED)
    if note.status is Attendance.EXCUSED and note.reason is None:
        raise Refused(Refusal.REASON_REQUIRED)


def _person(session: Session, person: PersonId) -> Person:
    found = session.people.get(person)
    if found is None:
        raise Refused(Refusal.UNKNOWN_PERSON, person=person)
    return found


def _same(person: Person, note: Note, at: int) -> bool:
    """True already at that time: the same state with nothing new to keep beside it."""
    new_text = note.deputy or note.approver or note.reason
    return new_text is None and person.status_at(at) is note.status


def _may_add(session: Session, spec: PersonSpec, status: Attendance) -> None:
    site = require(session, spec.site)
    if spec.id in session.people:
        raise Refused(Refusal.ALREADY_EXISTS, person=spec.id)
    if not spec.id.startswith(f"{spec.site}."):
        raise Refused(Refusal.BAD_VALUE, field="person")
    if len(site.people) >= PEOPLE_PER_SITE_MAX:
        raise Refused(Refusal.SITE_FULL, limit=PEOPLE_PER_SITE_MAX)
    if status not in (Attendance.IN_PERSON, Attendance.ONLINE):
        raise Refused(Refusal.BAD_VALUE, field="status")


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one attendance event."""
    match recorded.event:
        case RosterSet(people):
            for spec in people:
                _enrol(session, spec)
        case AttendanceNoted(person, note, late):
            _enter(session, session.people[person], _entry(recorded, note, late=late))
        case AttendanceCorrected(person, was, note, because, late):
            entry = _entry(recorded, note, late=late, corrects=was, because=because.id)
            _enter(session, session.people[person], entry)
        case AttendeeAdded(spec, status, late):
            _enrol(session, spec)
            _enter(session, session.people[spec.id], _entry(recorded, Note(status), late=late))
        case HeadCountNoted(site, count):
            counts = session.sites[site].head_counts
            counts.append(HeadCount(recorded.effective_at, count))
            counts.sort(key=lambda counted: counted.at)
        case HeadChanged(site, head):
            _head(session, session.sites[site], head, recorded.effective_at)
        case _:
            raise AssertionError(recorded.event)


def _head(session: Session, site: Site, head: PersonId, at: int) -> None:
    """The newest by its own time holds, whenever it arrives."""
    if at < site.head_at:
        return
    site.head_at = at
    for one in map(session.people.__getitem__, site.people):
        one.spec = replace(one.spec, head=one.spec.id == head)


def _entry(
    recorded: Recorded,
    note: Note,
    *,
    late: bool,
    corrects: Attendance | None = None,
    because: str | None = None,
) -> AttendanceEntry:
    return AttendanceEntry(
        status=note.status,
        effective_at=recorded.effective_at,
        rev=recorded.rev,
        recorded_at=recorded.recorded_at,
        by=recorded.actor.id,
        role=recorded.actor.role.value,
        deputy=note.deputy.id if note.deputy else None,
        approver=note.approver.id if note.approver else None,
        reason=note.reason.id if note.reason else None,
        corrects=corrects,
        because=because,
        late=late,
    )


def _enrol(session: Session, spec: PersonSpec) -> None:
    person = Person(spec)
    session.people[spec.id] = person
    site = session.sites[spec.site]
    site.people.append(spec.id)
    _tally(session, site, person.status, +1)


def _enter(session: Session, person: Person, entry: AttendanceEntry) -> None:
    """Put the entry at its place in time; what holds is the newest by effective time."""
    site = session.sites[person.spec.site]
    _tally(session, site, person.status, -1)
    at = len(person.history)
    while at and person.history[at - 1].effective_at > entry.effective_at:
        at -= 1
    person.history.insert(at, entry)
    texts = (entry.deputy, entry.approver, entry.reason, entry.because)
    person.texts.extend(text for text in texts if text is not None)
    _tally(session, site, person.status, +1)


def _tally(session: Session, site: Site, status: Attendance, step: int) -> None:
    site.counts[status.value] = site.counts.get(status.value, 0) + step
    session.attendance[status.value] = session.attendance.get(status.value, 0) + step


def forget_since(session: Session, since: int) -> None:
    """A rehearsal never counts: what was noted of it goes, what was known before (somebody
    excused in advance) stays. People added then stay on the list, not called."""
    session.attendance = {}
    for site in session.sites.values():
        site.counts = {}
        site.head_counts = [counted for counted in site.head_counts if counted.at < since]
    for person in session.people.values():
        person.history = [entry for entry in person.history if entry.effective_at < since]
        _tally(session, session.sites[person.spec.site], person.status, +1)

"""What may be noted of attendance.

What a device says happened earlier takes its place by the corrected device time; the newest by
that time is what holds. A correction never removes what it corrects. What is said of the meeting
after it was closed waits for a second person (`reviews`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core.attendance import reviews
from coordinator.core.attendance.commands import (
    AddAttendee,
    ChangeHead,
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
    TransferPerson,
)
from coordinator.core.attendance.events import (
    AttendanceCorrected,
    AttendanceNoted,
    AttendeeAdded,
    HeadChanged,
    HeadCountNoted,
    PersonMoved,
)
from coordinator.core.attendance.facts import Note, Person, PersonSpec
from coordinator.core.base import Actor, Asked, Draft, Refused
from coordinator.core.sites import require
from coordinator.core.sittings import ended_at
from wire.codes import Refusal
from wire.limits import HEAD_COUNT_MAX, PEOPLE_PER_SITE_MAX
from wire.vocabulary import Attendance, PersonId, Phase, Role, SiteId

if TYPE_CHECKING:
    from coordinator.core.attendance.facts import AttendanceEntry
    from coordinator.core.state import Session


def decide(session: Session, asked: Asked, now: int, effective_at: int) -> list[Draft]:
    """Events for what is said of people and rooms, or Refused."""
    at = _when(session, asked, now, effective_at)
    _not_of_a_rehearsal(session, asked, at)
    draft = _draft(session, asked, at, effective_at)
    if draft is None:
        return []
    return [reviews.opened(session, draft) if reviews.needed(session, draft) else draft]


def _when(session: Session, asked: Asked, now: int, effective_at: int) -> int:
    """The time that is meant: said by a person, counted back on a device, or that of the asking.
    A meeting is reopened for the sake of its record: what is said then without a time is of its
    end."""
    said = getattr(asked.command, "at", None)
    if said is None:
        at = max(0, effective_at - getattr(asked.command, "ago_ms", 0))
        reopened = session.phase is Phase.REOPENED and asked.source is None
        return min(at, ended_at(session) or at) if reopened else at
    if not 0 <= said <= now:
        raise Refused(Refusal.BAD_VALUE, field="at")
    return int(said)


def _not_of_a_rehearsal(session: Session, asked: Asked, at: int) -> None:
    """What a device noted during a rehearsal and sends after it never enters the attendance."""
    if asked.source and any(since <= at < end for since, end in session.rehearsals):
        raise Refused(Refusal.WRONG_PHASE, phase=Phase.REHEARSAL)


def _draft(session: Session, asked: Asked, at: int, said_at: int) -> Draft | None:
    """What is to be recorded; None when it is true already."""
    match asked.command:
        case NoteAttendance(person, note):
            _still_theirs(session, asked.by, person, at)
            _complete(note)
            if _same(person_of(session, person), note, at):
                return None
            return Draft(AttendanceNoted(person, note), at)
        case CorrectAttendance() as command:
            draft = _corrected(session, command, at, said_at)
            _still_theirs(session, asked.by, command.person, *_spoken_of(session, draft))
            return draft
        case AddAttendee(person=spec, status=status):
            _may_add(session, spec, status)
            return Draft(AttendeeAdded(spec, status), at)
        case NoteHeadCount(site, count, covers, means):
            require(session, site)
            if not 0 <= count <= HEAD_COUNT_MAX:
                raise Refused(Refusal.BAD_VALUE, field="count")
            return Draft(HeadCountNoted(site, count, covers, means), at)
        case ChangeHead(person):
            spec = person_of(session, person).spec
            return None if spec.head else Draft(HeadChanged(spec.site, person), at)
        case TransferPerson(person, to):
            return _moved(session, person_of(session, person), to, at)
    raise AssertionError(asked.command)


def _still_theirs(session: Session, by: Actor, person: PersonId, *times: int) -> None:
    """Whoever was transferred is no longer the old point's to note, but for the time they were
    there: that may arrive late. Refused(forbidden), in the words of what was never theirs."""
    who = person_of(session, person)
    if by.role is not Role.SITE or who.spec.site in by.sites:
        return
    if any(who.site_at(at) not in by.sites for at in times):
        raise Refused(Refusal.FORBIDDEN)


def _spoken_of(session: Session, draft: Draft) -> tuple[int, ...]:
    """The time a correction speaks of, and that of the entry whose place it takes."""
    event, at = draft.event, draft.effective_at
    assert isinstance(event, AttendanceCorrected)
    assert at is not None
    holding = session.people[event.person].holding()
    return (at, *(entry.effective_at for entry in holding if entry.rev == event.replaces))


def _corrected(session: Session, command: CorrectAttendance, at: int, said_at: int) -> Draft:
    """In the place of the entry that was wrong, and at its time unless another is said."""
    _complete(command.note)
    if command.because is None:
        raise Refused(Refusal.REASON_REQUIRED)
    person = person_of(session, command.person)
    wrong = person.entry_at(at) if command.entry is None else _entry(person, command.entry)
    was = wrong.status if wrong else Attendance.NOT_CALLED
    if command.at is None and command.ago_ms == 0:
        at = wrong.effective_at if wrong else min(at, ended_at(session) or at)
    event = AttendanceCorrected(
        command.person,
        was,
        command.note,
        command.because,
        replaces=wrong.rev if wrong else None,
        said_at=said_at,
    )
    return Draft(event, at)


def _entry(person: Person, rev: int) -> AttendanceEntry:
    """The entry of this revision, if it still holds."""
    found = next((entry for entry in person.holding() if entry.rev == rev), None)
    if found is None:
        raise Refused(Refusal.WRONG_STATE, field="entry")
    return found


def _moved(session: Session, person: Person, to: SiteId, at: int) -> Draft | None:
    require(session, to)
    if person.site_at(at) == to:
        return None
    room_for(session, to, 1)
    return Draft(PersonMoved(person.spec.id, person.site_at(at), to), at)


def _complete(note: Note) -> None:
    if note.status is Attendance.DEPUTISED:
        if note.deputy is None:
            raise Refused(Refusal.DEPUTY_REQUIRED)
        if note.approver is None:
            raise Refused(Refusal.APPROVER_REQUIRED)
    if note.status is Attendance.EXCUSED and note.reason is None:
        raise Refused(Refusal.REASON_REQUIRED)


def person_of(session: Session, person: PersonId) -> Person:
    """The person, or Refused(unknown_person)."""
    found = session.people.get(person)
    if found is None:
        raise Refused(Refusal.UNKNOWN_PERSON, person=person)
    return found


def room_for(session: Session, site: SiteId, more: int) -> None:
    """Refused(site_full) if so many more people do not fit one point."""
    if len(session.sites[site].people) + more > PEOPLE_PER_SITE_MAX:
        raise Refused(Refusal.SITE_FULL, limit=PEOPLE_PER_SITE_MAX, site=site)


def _same(person: Person, note: Note, at: int) -> bool:
    """Said already, of that very instant. Of another instant it is a sighting of its own: one that
    says otherwise of the time between may still arrive."""
    said = person.entry_at(at)
    known = said is not None and (said.effective_at, said.status) == (at, note.status)
    return known and not note.texts


def _may_add(session: Session, spec: PersonSpec, status: Attendance) -> None:
    require(session, spec.site)
    if spec.id in session.people:
        raise Refused(Refusal.ALREADY_EXISTS, person=spec.id)
    if not spec.id.startswith(f"{spec.site}."):
        raise Refused(Refusal.BAD_VALUE, field="person")
    room_for(session, spec.site, 1)
    if status not in (Attendance.IN_PERSON, Attendance.ONLINE):
        raise Refused(Refusal.BAD_VALUE, field="status")

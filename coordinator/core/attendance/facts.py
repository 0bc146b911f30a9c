"""Attendance's commands, events and state: the unit is a person in a room."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core.base import Command, Event, Ref
from wire.vocabulary import Attendance, PersonId, SiteId

PRESENT = (Attendance.IN_PERSON, Attendance.ONLINE, Attendance.DEPUTISED)


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """A delegate. Name, post and unit are in the people store under the person's id."""

    id: PersonId
    site: SiteId
    commitment: str
    head: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceEntry:
    """One state a person was said to be in; `corrects` is the value a correction replaced."""

    status: Attendance
    effective_at: int
    rev: int
    recorded_at: int
    by: str
    role: str
    deputy: str | None = None
    approver: str | None = None
    reason: str | None = None
    corrects: Attendance | None = None
    because: str | None = None
    late: bool = False


@dataclass(slots=True)
class Person:
    """`history` is in the order of its time; `texts` are all references ever made in entries on
    this person, so that an erasure finds them, those of a rehearsal too."""

    spec: PersonSpec
    history: list[AttendanceEntry] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    erased: bool = False

    @property
    def current(self) -> AttendanceEntry | None:
        return self.history[-1] if self.history else None

    @property
    def status(self) -> Attendance:
        return self.history[-1].status if self.history else Attendance.NOT_CALLED

    def status_at(self, at: int) -> Attendance:
        """What held at that time, as far as is known now."""
        for entry in reversed(self.history):
            if entry.effective_at <= at:
                return entry.status
        return Attendance.NOT_CALLED


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a person besides the state; references into the people store."""

    status: Attendance
    deputy: Ref | None = None
    approver: Ref | None = None
    reason: Ref | None = None


@dataclass(frozen=True, slots=True)
class NoteAttendance(Command):
    person: PersonId
    note: Note


@dataclass(frozen=True, slots=True)
class CorrectAttendance(Command):
    """The last entry was wrong: `because` is required and kept."""

    person: PersonId
    note: Note
    because: Ref | None


@dataclass(frozen=True, slots=True)
class AddAttendee(Command):
    """Somebody not on the roster came."""

    person: PersonSpec
    status: Attendance


@dataclass(frozen=True, slots=True)
class NoteHeadCount(Command):
    site: SiteId
    count: int


@dataclass(frozen=True, slots=True)
class ChangeHead(Command):
    """Another heads the person's point from now on: leaders come late and leave early."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class RosterSet(Event):
    people: tuple[PersonSpec, ...]


@dataclass(frozen=True, slots=True)
class AttendanceNoted(Event):
    person: PersonId
    note: Note
    late: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceCorrected(Event):
    person: PersonId
    was: Attendance
    note: Note
    because: Ref
    late: bool = False


@dataclass(frozen=True, slots=True)
class AttendeeAdded(Event):
    person: PersonSpec
    status: Attendance
    late: bool = False


@dataclass(frozen=True, slots=True)
class HeadCountNoted(Event):
    site: SiteId
    count: int


@dataclass(frozen=True, slots=True)
class HeadChanged(Event):
    site: SiteId
    person: PersonId


ATTENDANCE_EVENTS = (
    RosterSet,
    AttendanceNoted,
    AttendanceCorrected,
    AttendeeAdded,
    HeadCountNoted,
    HeadChanged,
)

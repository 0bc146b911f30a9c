"""What has been recorded about attendance."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Event, Ref
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, PersonId, SiteId


@dataclass(frozen=True, slots=True)
class RosterSet(Event):
    people: tuple[PersonSpec, ...]


@dataclass(frozen=True, slots=True)
class RosterChanged(Event):
    """An import: `changed` are known people whose texts or marks are new. The text of a changed
    person replaces the one before under the same reference: only the newest commitment of a
    reference has a text."""

    added: tuple[PersonSpec, ...] = ()
    changed: tuple[PersonSpec, ...] = ()
    struck: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceNoted(Event):
    person: PersonId
    note: Note
    late: bool = False
    review: str | None = None


@dataclass(frozen=True, slots=True)
class AttendanceCorrected(Event):
    """`replaces` is the revision of the entry whose place it takes, if there was one; `said_at`
    is when it was made, while the event's own time is that of what it says."""

    person: PersonId
    was: Attendance
    note: Note
    because: Ref
    late: bool = False
    replaces: int | None = None
    review: str | None = None
    said_at: int | None = None


@dataclass(frozen=True, slots=True)
class AttendeeAdded(Event):
    person: PersonSpec
    status: Attendance
    late: bool = False
    review: str | None = None


@dataclass(frozen=True, slots=True)
class HeadCountNoted(Event):
    site: SiteId
    count: int
    covers: bool = False
    means: CountedBy = CountedBy.AGENT
    review: str | None = None


@dataclass(frozen=True, slots=True)
class HeadChanged(Event):
    site: SiteId
    person: PersonId


@dataclass(frozen=True, slots=True)
class PersonMoved(Event):
    """A transfer: from the event's own time on the person is at `to`, and was at `was` before."""

    person: PersonId
    was: SiteId
    to: SiteId


ATTENDANCE_EVENTS = (
    RosterSet,
    RosterChanged,
    AttendanceNoted,
    AttendanceCorrected,
    AttendeeAdded,
    HeadCountNoted,
    HeadChanged,
    PersonMoved,
)

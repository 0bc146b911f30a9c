"""What may be asked for about attendance."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Command, Ref
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, PersonId, SiteId


@dataclass(frozen=True, slots=True)
class NoteAttendance(Command):
    """A person is in a state: since now, since `at` (said at a console), or since `ago_ms` before
    the record was made (said on a device, whose clock need not be right)."""

    person: PersonId
    note: Note
    at: int | None = None
    ago_ms: int = 0


@dataclass(frozen=True, slots=True)
class CorrectAttendance(Command):
    """An entry was wrong: the one of revision `entry`, or the one that holds. The correction takes
    its place and, unless `at` or `ago_ms` say otherwise, its time. `because` is required."""

    person: PersonId
    note: Note
    because: Ref | None
    at: int | None = None
    ago_ms: int = 0
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class AddAttendee(Command):
    """Somebody not on the roster came."""

    person: PersonSpec
    status: Attendance
    at: int | None = None


@dataclass(frozen=True, slots=True)
class NoteHeadCount(Command):
    """So many in the room, or (`covers`) at the point and all points below it."""

    site: SiteId
    count: int
    covers: bool = False
    means: CountedBy = CountedBy.AGENT


@dataclass(frozen=True, slots=True)
class ChangeHead(Command):
    """Another heads the person's point from now on: leaders come late and leave early."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TransferPerson(Command):
    """The same person sits at another point from now on (or from `at`)."""

    person: PersonId
    to: SiteId
    at: int | None = None


@dataclass(frozen=True, slots=True)
class ImportRoster(Command):
    """People invited, known ones with what is new of them, and those no longer invited."""

    people: tuple[PersonSpec, ...]
    struck: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class SettleReview(Command):
    """A second person lets in what came after closing, or does not."""

    review: str
    accept: bool
    because: Ref | None = None


ATTENDANCE_COMMANDS = (
    NoteAttendance,
    CorrectAttendance,
    AddAttendee,
    NoteHeadCount,
    ChangeHead,
    TransferPerson,
)
ROSTER_COMMANDS = (ImportRoster, SettleReview)

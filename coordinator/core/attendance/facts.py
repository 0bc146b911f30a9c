"""Attendance's state: the unit is a person in a room, whatever the connection does.

A person's history keeps every entry ever made. A correction takes the place of the entry it
corrects: that one stays readable and no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coordinator.core.base import Ref
from wire.vocabulary import Attendance, PersonId, SiteId

NOWHERE = SiteId("")

PRESENT = (Attendance.IN_PERSON, Attendance.ONLINE, Attendance.DEPUTISED)
# Of whoever is no longer invited only these are anything to count: they came all the same.
CAME = (*PRESENT, Attendance.LEFT)


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """A delegate. Name, post and unit are in the people store under the person's id.

    `code` stands on the invitation (`wire.checkin`), `member` is the id in a standing roster, and
    `struck` says that the person is no longer invited. `site` is where the person belongs now:
    an id keeps the point of its making, even after a transfer."""

    id: PersonId
    site: SiteId
    commitment: str
    head: bool = False
    added: bool = False
    code: str = ""
    member: str | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceEntry:
    """One state a person was said to be in; `corrects` is the value a correction replaced.

    `replaced_by` is the revision of the correction that took its place; `review` the review that
    let it in. A correction rules from `effective_at` to `said_at`, when it was made: what comes in
    later about that time and contradicts it waits for a review."""

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
    replaced_by: int | None = None
    review: str | None = None
    said_at: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """From `at` on the person is at `site`; `headed` the point that was left."""

    at: int
    rev: int
    site: SiteId
    headed: bool = False


@dataclass(slots=True)
class Person:
    """`history` is in the order of its time; `texts` are all references ever made in entries on
    this person, so that an erasure finds them, those of a rehearsal too. `home` is the point of
    the roster, `moves` are the transfers since, in the order of their time."""

    spec: PersonSpec
    history: list[AttendanceEntry] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    erased: bool = False
    home: SiteId = NOWHERE
    moves: list[Move] = field(default_factory=list)

    def holding(self) -> Iterator[AttendanceEntry]:
        """The entries that hold, the newest by its own time first."""
        return (entry for entry in reversed(self.history) if entry.replaced_by is None)

    @property
    def current(self) -> AttendanceEntry | None:
        for entry in reversed(self.history):
            if entry.replaced_by is None:
                return entry
        return None

    @property
    def status(self) -> Attendance:
        current = self.current
        return current.status if current else Attendance.NOT_CALLED

    def entry_at(self, at: int) -> AttendanceEntry | None:
        """The entry that held at that time, as far as is known now."""
        return next((entry for entry in self.holding() if entry.effective_at <= at), None)

    def status_at(self, at: int) -> Attendance:
        """What held at that time, as far as is known now."""
        entry = self.entry_at(at)
        return entry.status if entry else Attendance.NOT_CALLED

    def ruling(self, at: int) -> AttendanceEntry | None:
        """The correction that rules over that time, if one does."""
        rules = (one for one in self.holding() if one.said_at is not None)
        return next((one for one in rules if one.effective_at <= at <= (one.said_at or 0)), None)

    def site_at(self, at: int) -> SiteId:
        """Where the person belonged at that time."""
        moved = next((move.site for move in reversed(self.moves) if move.at <= at), None)
        return moved or self.home or self.spec.site


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a person besides the state; references into the people store."""

    status: Attendance
    deputy: Ref | None = None
    approver: Ref | None = None
    reason: Ref | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The references that are there."""
        return tuple(ref.id for ref in (self.deputy, self.approver, self.reason) if ref)

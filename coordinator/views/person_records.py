"""One person of the attendance log, with every entry that was ever made."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.attendance.facts import AttendanceEntry, Person
from coordinator.core.people import People
from coordinator.views import parts
from wire.vocabulary import Attendance


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of a person's history; a correction keeps what it corrected and why.

    `effective_at` is when it was true, `recorded_at` when the coordinator had it; `replaced_by` is
    the revision of the correction that took its place."""

    rev: int
    status: Attendance
    effective_at: int
    recorded_at: int
    role: str
    deputy: str
    approver: str
    reason: str
    corrects: Attendance | None
    because: str
    late: bool
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    person: str
    name: str
    post: str
    head: bool
    added: bool
    struck: bool
    erased: bool
    status: Attendance
    since_at: int | None
    history: tuple[HistoryRow, ...]


def person_record(people: People, person: Person, at: int) -> PersonRecord:
    """One person as at that time, with the whole history."""
    entry = person.entry_at(at)
    return PersonRecord(
        person=person.spec.id,
        name=parts.name_of(people, person.spec.id),
        post=parts.post_of(people, person.spec.id),
        head=person.spec.head,
        added=person.spec.added,
        struck=person.spec.struck,
        erased=person.erased,
        status=entry.status if entry else Attendance.NOT_CALLED,
        since_at=entry.effective_at if entry else None,
        history=tuple(_history(people, item) for item in person.history),
    )


def _history(people: People, entry: AttendanceEntry) -> HistoryRow:
    return HistoryRow(
        rev=entry.rev,
        status=entry.status,
        effective_at=entry.effective_at,
        recorded_at=entry.recorded_at,
        role=entry.role,
        deputy=parts.name_of(people, entry.deputy),
        approver=people.of(entry.approver).get("text", ""),
        reason=people.of(entry.reason).get("text", ""),
        corrects=entry.corrects,
        because=people.of(entry.because).get("text", ""),
        late=entry.late,
        replaced_by=entry.replaced_by,
    )

"""A person's state is the newest entry; what held earlier can be asked for."""

from __future__ import annotations

from coordinator.core.attendance.facts import AttendanceEntry, Person, PersonSpec
from tests.support.small_meeting import GL, HEAD
from wire.vocabulary import Attendance

A = Attendance


def entry(at: int, status: Attendance) -> AttendanceEntry:
    return AttendanceEntry(status, at, at, at, "host-1", "host")


def test_nobody_is_absent_before_being_called() -> None:
    person = Person(PersonSpec(HEAD, GL, "00"))
    assert (person.status, person.current) == (A.NOT_CALLED, None)
    assert person.status_at(10) is A.NOT_CALLED


def test_what_held_at_a_time() -> None:
    history = [entry(10, A.IN_PERSON), entry(20, A.ABSENT)]
    person = Person(PersonSpec(HEAD, GL, "00"), history)
    assert (person.status, person.current) == (A.ABSENT, history[1])
    held = [person.status_at(at) for at in (9, 10, 19, 20)]
    assert held == [A.NOT_CALLED, A.IN_PERSON, A.IN_PERSON, A.ABSENT]

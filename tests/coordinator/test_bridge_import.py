"""What is entered of a bridge's stays, and what waits for a person."""

from __future__ import annotations

from coordinator.bridge_import import Record, _record, known, outside, stays, waits
from coordinator.rosters.attending import Participant, Span, Whose
from coordinator.rosters.limits import INTERVALS_PER_PERSON_MAX
from tests.support.reported import reopened
from tests.support.small_meeting import CHAIR, clock
from wire.vocabulary import Attendance, PersonId, SiteId

ONE = PersonId("64.01")


def kept(status: Attendance = Attendance.NOT_CALLED, closed: int | None = None) -> Record:
    return Record(frozenset(), {ONE: status}, 1_000, closed, 10_000)


def came(*spans: Span, whose: Whose = Whose.PERSON) -> Participant:
    person = ONE if whose in (Whose.PERSON, Whose.LIKE) else None
    return Participant("Mẫu", "CSV!A2", spans, whose, person, SiteId("64"))


def test_a_stay_is_a_coming_and_a_leaving() -> None:
    both = [(Attendance.ONLINE, 2_000), (Attendance.LEFT, 3_000)]
    assert list(stays(came(Span(2_000, 3_000)), kept())) == both


def test_an_end_nobody_saw_is_none() -> None:
    assert list(stays(came(Span(2_000, None)), kept())) == [(Attendance.ONLINE, 2_000)]


def test_who_outstayed_the_meeting_left_with_it() -> None:
    assert list(stays(came(Span(2_000, 9_000)), kept(closed=8_000))) == [(Attendance.ONLINE, 2_000)]
    assert list(stays(came(Span(9_000, 9_500)), kept(closed=8_000))) == []


def test_nothing_is_entered_of_the_future() -> None:
    assert list(stays(came(Span(2_000, 20_000)), kept())) == [(Attendance.ONLINE, 2_000)]
    assert list(stays(came(Span(20_000, None)), kept())) == []


def test_a_flapping_line_does_not_fill_the_record() -> None:
    many = tuple(Span(at, at + 1) for at in range(0, 2_000, 10))
    assert len(list(stays(came(*many), kept()))) == 2 * INTERVALS_PER_PERSON_MAX


def test_who_waits_for_a_person() -> None:
    span = Span(2_000, 3_000)
    assert not waits(came(span), kept())
    assert not waits(came(span), kept(Attendance.ONLINE))
    assert waits(came(span), kept(Attendance.IN_PERSON))
    assert waits(came(span), kept(Attendance.ABSENT))
    assert waits(came(span, whose=Whose.LIKE), kept())
    assert waits(came(span, whose=Whose.UNKNOWN), kept())
    assert not waits(came(span, whose=Whose.SITE), kept())


def test_what_is_in_the_record_is_known() -> None:
    said = frozenset(((ONE, Attendance.ONLINE, 2_000), (ONE, Attendance.LEFT, 3_000)))
    record = Record(said, {ONE: Attendance.IN_PERSON}, 1_000, None, 10_000)
    assert known(came(Span(2_000, 3_000)), record)
    assert not waits(came(Span(2_000, 3_000)), record)
    assert not known(came(Span(2_000, 4_000)), record)


def test_whoever_hung_up_after_the_end_of_a_reopened_meeting_has_not_left_it() -> None:
    record = _record(reopened().session, clock("15:05"))
    online = came(Span(clock("9:40"), clock("11:00:20")))
    assert list(stays(online, record)) == [(Attendance.ONLINE, clock("9:40"))]
    assert record.status[CHAIR] is Attendance.IN_PERSON


def test_who_came_after_the_closing_was_not_in_the_meeting() -> None:
    late, record = Span(9_000, 9_500), kept(closed=8_000)
    assert outside(came(late), record)
    assert not outside(came(Span(2_000, 3_000), late), record)
    assert not waits(came(late, whose=Whose.UNKNOWN), record)
    assert not waits(came(late), kept(Attendance.ABSENT, closed=8_000))

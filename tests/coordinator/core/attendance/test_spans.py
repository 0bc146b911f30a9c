"""Presence is a union of intervals, and can be asked for as it was known."""

from __future__ import annotations

from hypothesis import given as any_of
from hypothesis import strategies as st

from coordinator.core.attendance import spans
from coordinator.core.attendance.commands import CorrectAttendance, NoteAttendance, TransferPerson
from coordinator.core.attendance.facts import Note
from coordinator.core.sites import Interval
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, GL, HEAD, clock, live, ref
from wire.vocabulary import Attendance

A = Attendance


def came_and_went() -> Script:
    """Here at nine, away at half past, by line at ten, gone for good at eleven."""
    script = given(*live())
    for at, status in (("9:00", A.IN_PERSON), ("9:30", A.LEFT), ("10:00", A.ONLINE)):
        script.done(NoteAttendance(HEAD, Note(status)), at=at)
    return script.done(NoteAttendance(HEAD, Note(A.LEFT)), at="11:00")


def read(found: list[Interval]) -> list[tuple[str, str]]:
    def at(ms: int | None) -> str:
        minutes = ((ms or 0) - clock("0:00")) // 60_000
        return f"{minutes // 60}:{minutes % 60:02d}"

    return [(at(one.since), at(one.until)) for one in found]


def test_coming_and_going() -> None:
    person = came_and_went().session.people[HEAD]
    assert read(spans.intervals(person, clock("12:00"))) == [("9:00", "9:30"), ("10:00", "11:00")]
    assert read(spans.intervals(person, clock("10:20"))) == [("9:00", "9:30"), ("10:00", "10:20")]
    assert spans.intervals(person, clock("9:00")) == []
    assert spans.total_ms(spans.intervals(person, clock("12:00"))) == 90 * 60_000
    there = [spans.present_at(person, clock(at)) for at in ("8:59", "9:00", "9:30", "10:30")]
    assert there == [False, True, False, True]


def test_going_from_one_way_of_being_there_to_another_is_no_gap() -> None:
    script = given(*live())
    ways = (("8:50", A.ABSENT), ("9:00", A.IN_PERSON), ("9:30", A.ONLINE), ("9:40", A.ABSENT))
    for at, status in ways:
        script.done(NoteAttendance(HEAD, Note(status)), at=at)
    person = script.session.people[HEAD]
    assert read(spans.intervals(person, clock("12:00"))) == [("9:00", "9:40")]


def test_as_it_was_known_before_a_correction() -> None:
    script = came_and_went()
    person, before = script.session.people[HEAD], script.session.rev
    wrong = person.history[0].rev
    late = CorrectAttendance(HEAD, Note(A.IN_PERSON), ref("why"), at=clock("9:20"), entry=wrong)
    script.done(late, at="11:30")
    person = script.session.people[HEAD]
    assert read(spans.intervals(person, clock("12:00")))[0] == ("9:20", "9:30")
    assert read(spans.intervals(person, clock("12:00"), before))[0] == ("9:00", "9:30")
    assert spans.status_at(person, clock("9:10")) is A.NOT_CALLED
    assert spans.status_at(person, clock("9:10"), before) is A.IN_PERSON
    assert spans.entries(person, 0) == []


def test_a_stay_is_cut_where_the_person_moved() -> None:
    script = came_and_went()
    script.done(TransferPerson(HEAD, CB, at=clock("10:30")), at="11:30")
    stays = spans.stays(script.session.people[HEAD], clock("12:00"))
    assert [(site, *read([span])[0]) for site, span in stays] == [
        (GL, "9:00", "9:30"),
        (GL, "10:00", "10:30"),
        (CB, "10:30", "11:00"),
    ]


SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.none() | st.integers(0, 50)).map(lambda two: Interval(*two)),
    max_size=8,
)


@any_of(SPANS, st.integers(0, 50))
def test_no_second_is_counted_twice_whatever_overlaps(found: list[Interval], end: int) -> None:
    seconds = {
        second
        for one in found
        for second in range(one.since, end if one.until is None else min(one.until, end))
    }
    joined = spans.union(found, end)
    assert spans.total_ms(joined) == len(seconds)
    edges = [edge for one in joined for edge in (one.since, one.until)]
    assert edges == sorted(set(edges)), "in order, apart, none empty"


@any_of(SPANS, st.integers(0, 25), st.integers(26, 50))
def test_a_part_of_the_time(found: list[Interval], since: int, until: int) -> None:
    joined = spans.union(found, 50)
    part = spans.within(joined, since, until)
    seconds = {s for one in joined for s in range(one.since, one.until or 0) if since <= s < until}
    assert spans.total_ms(part) == len(seconds)

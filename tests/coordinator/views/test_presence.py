"""Presence against a naive recount that looks at every instant of a short meeting one by one."""

from __future__ import annotations

from hypothesis import given as drawn
from hypothesis import strategies as st

from coordinator.core.attendance.commands import CorrectAttendance, NoteAttendance
from coordinator.core.attendance.facts import PRESENT, AttendanceEntry, Note, Person, PersonSpec
from coordinator.core.session import (
    CloseSession,
    PauseSession,
    ReopenSession,
    ResumeSession,
    StartSession,
)
from coordinator.core.sites import Interval
from coordinator.core.state import Session
from coordinator.views.presence import (
    NOBODY,
    Moment,
    Rules,
    Stay,
    end_of,
    intervals,
    long_enough,
    meeting_time,
    stay,
)
from tests.support.playbook import Script, given
from tests.support.small_meeting import GL, HEAD, clock, live, ref, small_meeting
from wire.vocabulary import Attendance, PersonId, SessionId

A = Attendance
LAST = 24
MINUTE = 60_000


def entry(at: int, rev: int, status: Attendance, replaced_by: int | None = None) -> AttendanceEntry:
    return AttendanceEntry(status, at, rev, 100 + rev, "x", "site", replaced_by=replaced_by)


@st.composite
def histories(draw: st.DrawFn) -> list[AttendanceEntry]:
    """Entries at any times, some of them replaced by one that was made later."""
    made = draw(st.lists(st.tuples(st.integers(0, LAST), st.sampled_from(A)), max_size=7))
    found = []
    for rev, (at, status) in enumerate(made, start=1):
        later = st.one_of(st.none(), st.integers(rev, len(made)))
        replaced = draw(later)
        found.append(entry(at, rev, status, None if replaced == rev else replaced))
    return sorted(found, key=lambda one: one.effective_at)


sittings = st.lists(st.integers(0, LAST), max_size=6, unique=True).map(
    lambda ends: [Interval(*pair) for pair in zip(*[iter(sorted(ends))] * 2, strict=False)]
)


def naive_state(person: Person, at: int, known: int) -> Attendance:
    """What was last said of that instant, of all that was known."""
    state = A.NOT_CALLED
    for one in person.history:
        gone = one.replaced_by is not None and one.replaced_by <= known
        if one.rev <= known and not gone and one.effective_at <= at:
            state = one.status
    return state


def naive(person: Person, until: int, known: int, sat: list[Interval]) -> Stay:
    """Instant by instant: `t` stands for the stretch from t to t + 1."""
    there = [naive_state(person, t, known) in PRESENT for t in range(until + 1)]
    opened = min((s.since for s in sat if s.since < until), default=0)
    for t in range(opened):  # Who had gone when it was opened was not there.
        there[t] = all(there[t : opened + 1])
    meets = [any(s.since <= t < (s.until or until) for s in sat) for t in range(until)]
    if True not in there:
        return NOBODY
    arrived = there.index(True)
    left = None if there[until] else max(t for t in range(until) if there[t]) + 1
    gaps, missed, run = 0, 0, 0
    for t in range(arrived, left or until):
        if there[t]:
            gaps, run = gaps + (run > 0), 0
        else:
            run += meets[t]
            missed += meets[t]
    if left is None and run:
        gaps += 1
    return Stay(
        arrived, left, sum(a and b for a, b in zip(there, meets, strict=False)), gaps, missed
    )


@drawn(histories(), sittings, st.integers(0, LAST), st.integers(0, 8))
def test_a_stay_is_what_a_look_at_every_instant_finds(
    history: list[AttendanceEntry], sat: list[Interval], until: int, known: int
) -> None:
    person = Person(PersonSpec(PersonId("64.01"), GL, "00"), history)
    session = Session(SessionId("s"), sittings=sat)
    meeting = meeting_time(session, until)
    assert stay(person, meeting, known) == naive(person, until, known, sat)
    if all(one.rev <= known for one in history):
        assert stay(person, meeting) == naive(person, until, known, sat)
    whole = sum(any(s.since <= t < (s.until or until) for s in sat) for t in range(until))
    assert meeting.length_ms == whole
    assert stay(person, meeting).present_ms <= whole


def there(*words: str) -> Script:
    """ "+9:05": noted as there; "-9:10": noted as gone."""
    script = given(*live(), at="9:00")
    for word in words:
        status = A.IN_PERSON if word[0] == "+" else A.LEFT
        script.done(NoteAttendance(HEAD, Note(status)), at=word[1:])
    return script


def stayed(script: Script, at: str) -> Stay:
    session = script.session
    return stay(session.people[HEAD], meeting_time(session, clock(at)))


def test_arrival_departure_and_the_time_between() -> None:
    script = there("+9:10", "-9:40", "+9:50")
    assert stayed(script, "10:00") == Stay(clock("9:10"), None, 40 * MINUTE, 1, 10 * MINUTE)
    assert stayed(script, "9:45") == Stay(clock("9:10"), clock("9:40"), 30 * MINUTE, 0, 0)
    assert stayed(script, "9:05") == NOBODY
    # Who comes at that very instant is there.
    assert stayed(script, "9:10") == Stay(clock("9:10"), None, 0, 0, 0)


def test_who_had_gone_before_the_opening_was_not_there() -> None:
    script = given(*small_meeting(), at="7:00")
    for at, status in (("7:40", A.IN_PERSON), ("7:41", A.ABSENT), ("8:00", A.IN_PERSON)):
        script.done(NoteAttendance(HEAD, Note(status)), at=at)
    script.done(NoteAttendance(HEAD, Note(A.LEFT)), at="8:30")
    assert stayed(script, "8:45") == Stay(clock("7:40"), clock("8:30"), 0, 0, 0)
    script.done(StartSession(), at="9:00")
    assert stayed(script, "9:05") == NOBODY
    script.done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:10")
    assert stayed(script, "9:30") == Stay(clock("9:10"), None, 20 * MINUTE, 0, 0)


def test_a_recess_is_no_time_of_the_meeting_and_nobody_misses_it() -> None:
    script = there("+9:00").done(PauseSession(), at="10:00")
    script.done(NoteAttendance(HEAD, Note(A.LEFT)), at="10:01")
    script.done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="10:09").done(
        ResumeSession(), at="10:10"
    )
    meeting = meeting_time(script.session, clock("10:20"))
    assert (meeting.length_ms, meeting.recess_ms) == (70 * MINUTE, 10 * MINUTE)
    found = stayed(script, "10:20")
    assert found == Stay(clock("9:00"), None, 70 * MINUTE, 0, 0)
    assert long_enough(found, meeting, Rules(share_percent=100))


def test_eighty_five_percent_is_counted_in_whole_milliseconds() -> None:
    meeting = meeting_time(Session(SessionId("s"), sittings=[Interval(0, 1000)]), 1000)
    assert long_enough(Stay(0, 850, 850, 0, 0), meeting, Rules())
    assert not long_enough(Stay(0, 849, 849, 0, 0), meeting, Rules())
    before = meeting_time(Session(SessionId("s")), 1000)
    assert not long_enough(Stay(0, None, 0, 0, 0), before, Rules())


def test_a_moment_can_be_asked_as_known_then() -> None:
    script = there("+9:05")
    script.done(CorrectAttendance(HEAD, Note(A.ABSENT), ref("why")), at="9:30")
    person = script.session.people[HEAD]
    meeting = meeting_time(script.session, clock("9:20"))
    then = Moment(clock("9:20"), known_at=clock("9:20"))
    assert stay(person, meeting, then.revision(person)).came
    assert not stay(person, meeting).came
    assert Moment(0).revision(person) is None
    assert Moment(0, known=3).revision(person) == 3
    rev = person.history[0].rev
    assert Moment(0, known=rev - 1, known_at=clock("9:20")).revision(person) == rev - 1
    assert Moment(0, known_at=clock("9:04")).revision(person) == 0
    assert intervals(person, clock("9:20"), rev)[0].since == clock("9:05")


def test_time_ends_with_the_meeting_and_a_reopening_adds_none() -> None:
    script = there("+9:00").done(CloseSession(), at="11:00")
    assert end_of(script.session, clock("12:00")) == clock("11:00")
    assert end_of(script.session, clock("10:00")) == clock("10:00")
    script.done(ReopenSession(), at="11:30")
    assert end_of(script.session, clock("12:00")) == clock("11:00")

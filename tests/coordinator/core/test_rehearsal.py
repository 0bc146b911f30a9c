"""A rehearsal never counts: nothing of it enters the records, and all of it can be erased."""

from __future__ import annotations

import pytest

from coordinator.core.attendance.commands import (
    AddAttendee,
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
)
from coordinator.core.attendance.events import AttendeeAdded
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Command, ErasePerson, PersonErased
from coordinator.core.floor import commands as c
from coordinator.core.floor.events import ListOpenSet
from coordinator.core.programme import BeginItem
from coordinator.core.rollcall import CloseRollCall, OpenRollCall, RollCallClosed, RollCallOpened
from coordinator.core.session import (
    BeginRehearsal,
    EndRehearsal,
    PhaseChanged,
    StartSession,
)
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    E1,
    GIA_LAI,
    GL,
    HEAD,
    MEMBER,
    OPENING,
    ORGANIZER,
    SECOND,
    clock,
    record,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.vocabulary import (
    HALL,
    Attendance,
    EntryId,
    LimitKey,
    PersonId,
    Phase,
    RollCallId,
    SpeechKind,
)

P = Phase
SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)


def rehearsed() -> Script:
    """A rehearsal from 8:10 with a bit of everything in it, and something known before."""
    script = given(*small_meeting(), at="8:00")
    excused = Note(Attendance.EXCUSED, reason=ref("leave"))
    script.done(NoteAttendance(SECOND, excused), NoteHeadCount(GL, 5), at="8:05")
    script.done(OpenRollCall(60_000), at="8:06")
    script.done(BeginRehearsal(), at="8:10")
    script.done(BeginItem(OPENING), OpenRollCall(60_000), NoteHeadCount(GL, 40), at="8:10")
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    script.done(CorrectAttendance(SECOND, Note(Attendance.ONLINE), ref("test")))
    script.done(c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD, topic=ref("topic")))
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE, topic=ref("other")), SPEAK_HALL)
    return script.done(c.ChangeLimits({LimitKey.DEBATE: 60_000}), c.GiveFloor(E1))


SPEAK_HALL = c.RequestFloor(HALL, SpeechKind.DEBATE, MEMBER)


@pytest.mark.parametrize("ending", [EndRehearsal(), StartSession()], ids=["end", "start"])
def test_nothing_of_a_rehearsal_enters_the_records(ending: Command) -> None:
    script = rehearsed().done(ending, at="8:30")
    session = script.session
    assert session.rehearsals == [(clock("8:10"), clock("8:30"))]
    assert session.people[HEAD].status is Attendance.NOT_CALLED
    assert (session.floor.entries, session.floor.order, session.floor.current) == ({}, [], None)
    assert (session.programme.current, session.programme.begun_at) == (None, {})


def test_what_was_known_before_a_rehearsal_stays() -> None:
    session = rehearsed().done(EndRehearsal(), at="8:30").session
    assert session.people[SECOND].status is Attendance.EXCUSED
    assert session.sites[GL].head_count == 5
    assert session.attendance == {"not_called": 5, "excused": 1}
    assert session.sites[GL].counts == {"not_called": 1, "excused": 1}
    assert [call.id for call in session.roll_calls] == ["r1"]
    assert session.floor.limits[LimitKey.DEBATE] == 180_000, "what was tried is not meant"


def test_a_rehearsal_closes_the_roll_call_that_was_open() -> None:
    script = given(*small_meeting()).done(OpenRollCall(60_000), at="8:09:30")
    script.when(BeginRehearsal(), at="8:10").then(
        RollCallClosed(RollCallId("r1")), PhaseChanged(P.REHEARSAL)
    )


def test_numbers_go_on_after_a_rehearsal() -> None:
    script = rehearsed().done(StartSession(), at="9:00")
    script.done(SPEAK, OpenRollCall(60_000))
    assert list(script.session.floor.entries) == [EntryId("e4")]
    last = script.session.roll_calls[-1]
    assert last.id == RollCallId("r3")
    assert last.number == 2, "people do not count the one of the rehearsal"


def test_a_record_that_counted_a_rehearsals_roll_calls_is_told_without_them() -> None:
    script = rehearsed().done(StartSession(), at="9:00")
    opened = RollCallOpened(RollCallId("r3"), 3, clock("9:02"), 4)
    script.given(opened)
    assert [call.number for call in script.session.roll_calls] == [1, 2]
    script.done(CloseRollCall(RollCallId("r3")), OpenRollCall(60_000))
    assert [call.id for call in script.session.roll_calls] == ["r1", "r3", "r4"]


@pytest.mark.parametrize("opens", [True, False])
def test_the_list_begins_as_the_plan_says_whatever_the_rehearsal_did(opens: bool) -> None:
    script = given(*small_meeting(), ListOpenSet(opens)).done(BeginRehearsal())
    assert script.session.floor.list_open is opens
    script.done(c.SetListOpen(not opens), EndRehearsal(), StartSession())
    assert script.session.floor.list_open is opens


def test_the_end_of_a_rehearsal_changes_the_floor_for_those_who_look_at_it() -> None:
    script = rehearsed()
    old = script.session.floor.rev
    script.done(StartSession(), at="9:00").done(SPEAK)
    script.when(c.SetListOpen(False), rev=old).refused(
        Refusal.CONFLICT, what="PhaseChanged", role="host", entry=""
    )


def test_a_person_added_in_a_rehearsal_stays_on_the_list_not_called() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:10")
    spec = PersonSpec(PersonId("64.x1"), GL, "00", added=True)
    add = AddAttendee(spec, Attendance.IN_PERSON)
    script.when(add).then(AttendeeAdded(spec, Attendance.IN_PERSON))
    session = script.done(EndRehearsal(), at="8:30").session
    assert session.people[spec.id].status is Attendance.NOT_CALLED
    assert session.sites[GL].counts == {"not_called": 3}


def test_what_a_device_noted_in_a_rehearsal_and_sends_later_is_refused() -> None:
    script = rehearsed().done(EndRehearsal(), at="8:30")
    note = NoteAttendance(HEAD, Note(Attendance.IN_PERSON))
    late = script.when(note, by=GIA_LAI, source=record(1, "8:20"), at="8:40")
    late.refused(Refusal.WRONG_PHASE, phase="rehearsal")
    script.when(note, by=GIA_LAI, source=record(2, "8:30")).accepted()
    script.when(NoteHeadCount(GL, 9), at="8:41").accepted()


def test_erasing_finds_the_texts_of_a_rehearsal() -> None:
    script = rehearsed().done(EndRehearsal(), at="8:30")
    step = script.when(ErasePerson(HEAD), by=ORGANIZER)
    step.then(PersonErased(HEAD, ("64.01", "t_topic")))
    step = script.when(ErasePerson(SECOND), by=ORGANIZER)
    step.then(PersonErased(SECOND, ("64.02", "t_leave", "t_test")))

"""The session's phases as a table, what each change winds up, rehearsals, outages, erasures."""

from __future__ import annotations

import pytest

from coordinator.core.attendance.facts import (
    AddAttendee,
    AttendeeAdded,
    CorrectAttendance,
    Note,
    NoteAttendance,
    NoteHeadCount,
    PersonSpec,
)
from coordinator.core.base import Command, ErasePerson, PersonErased
from coordinator.core.conduct import RecessSet
from coordinator.core.floor import commands as c
from coordinator.core.floor.events import ListOpenSet, SpeechEnded, SpeechPaused
from coordinator.core.floor.turns import HandOverAsked, LosePicture
from coordinator.core.programme import BeginItem
from coordinator.core.rollcall import OpenRollCall, RollCallClosed
from coordinator.core.session import (
    TRANSITIONS,
    BeginRehearsal,
    CloseSession,
    CoordinatorRestarted,
    EndRehearsal,
    PauseSession,
    PhaseChanged,
    ReopenSession,
    ResumeSession,
    SessionPrepared,
    StartSession,
)
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    CB,
    E1,
    E2,
    GIA_LAI,
    GL,
    HEAD,
    MEMBER,
    OPENING,
    ORGANIZER,
    OTHER,
    SECOND,
    clock,
    live,
    record,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.floor_words import PauseCause, Question
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
TO: dict[Phase, tuple[Command, ...]] = {
    P.PREPARED: (),
    P.REHEARSAL: (BeginRehearsal(),),
    P.LIVE: (StartSession(),),
    P.PAUSED: (StartSession(), PauseSession()),
    P.CLOSED: (StartSession(), CloseSession()),
    P.REOPENED: (StartSession(), CloseSession(), ReopenSession()),
}
SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)


def in_phase(phase: Phase) -> Script:
    return given(*small_meeting()).done(*TO[phase])


def speaking() -> Script:
    """A live meeting in which Gia Lai has the floor since 9:05."""
    return given(*live()).done(SPEAK, c.GiveFloor(E1), at="9:05")


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("kind", TRANSITIONS, ids=lambda kind: kind.__name__)
def test_the_table_of_phases(phase: Phase, kind: type[Command]) -> None:
    script, (sources, target) = in_phase(phase), TRANSITIONS[kind]
    assert script.session.phase is phase
    step = script.when(kind(), at="10:00")
    if phase is target:
        step.noted()
    elif phase in sources:
        step.then(PhaseChanged(target))
        assert (script.session.phase, script.session.phase_at) == (target, clock("10:00"))
    else:
        step.refused(Refusal.WRONG_PHASE, phase=phase.value)


def test_the_preparation_is_the_first_event() -> None:
    limits = {LimitKey.DEBATE: 120_000}
    prepared = SessionPrepared("Phiên họp", "Họp", 5, "plan", GL, "none", limits)
    session = given(prepared).session
    assert (session.title, session.short_title, session.starts_at) == ("Phiên họp", "Họp", 5)
    assert (session.plan, session.chair_site, session.honorific) == ("plan", GL, "none")
    assert session.floor.limits[LimitKey.DEBATE] == 120_000
    assert session.floor.limits[LimitKey.PRESENTATION] == 600_000


def test_it_is_known_when_it_began_and_ended() -> None:
    script = given(*small_meeting()).done(StartSession(), at="9:00")
    script.done(PauseSession(), ResumeSession(), at="10:00").done(CloseSession(), at="11:00")
    assert (script.session.started_at, script.session.closed_at) == (
        clock("9:00"),
        clock("11:00"),
    )
    script.done(ReopenSession(), at="11:05")
    assert script.session.closed_at is None
    script.done(StartSession(), at="11:06")
    assert script.session.started_at == clock("9:00")


def test_a_pause_of_the_session_pauses_the_speech_until_somebody_resumes_it() -> None:
    script = speaking()
    script.when(PauseSession(), at="9:06").then(
        SpeechPaused(E1, PauseCause.RECESS), PhaseChanged(P.PAUSED)
    )
    script.when(c.ResumeSpeech(E1)).refused(Refusal.WRONG_PHASE, phase="paused")
    script.done(ResumeSession(), at="9:10").done(c.ResumeSpeech(E1), at="9:11")
    assert script.session.floor.entries[E1].paused_ms == 5 * 60_000


def test_a_speech_that_is_paused_already_stays_so() -> None:
    script = speaking().done(c.PauseSpeech(E1), at="9:06")
    script.when(PauseSession(), at="9:07").then(PhaseChanged(P.PAUSED))


def test_the_end_ends_the_speech_and_keeps_the_list() -> None:
    script = speaking().done(c.RequestFloor(CB, SpeechKind.DEBATE))
    script.when(CloseSession(), at="9:20").then(SpeechEnded(E1), PhaseChanged(P.CLOSED))
    assert (script.session.floor.current, script.session.floor.order) == (None, [E2])
    script.done(ReopenSession(), StartSession())
    assert script.session.floor.order == [E2]


def test_a_change_of_phase_cannot_be_undone_by_an_undo_of_the_floor() -> None:
    script = speaking().done(PauseSession(), at="9:05:05")
    script.when(c.UndoFloorAct(script.session.rev - 1)).refused(Refusal.UNDO_GONE)


# --- a recess -----------------------------------------------------------------------------------


def test_a_recess_may_say_when_it_ends_and_say_it_anew() -> None:
    script = given(*live())
    ten, eleven = clock("10:00"), clock("11:00")
    script.when(PauseSession(ten), at="9:30").then(PhaseChanged(P.PAUSED), RecessSet(ten))
    assert script.session.conduct.resumes_at == ten
    script.when(PauseSession(ten)).noted()
    script.when(PauseSession()).noted()
    script.when(PauseSession(eleven), at="9:50").then(RecessSet(eleven))
    assert (script.session.conduct.resumes_at, script.session.phase_at) == (eleven, clock("9:30"))
    script.done(ResumeSession())
    assert script.session.conduct.resumes_at is None
    script.done(PauseSession())
    assert script.session.conduct.resumes_at is None


def test_a_speaker_whose_picture_was_lost_before_the_recess_stays_held() -> None:
    script = speaking().done(LosePicture(E1), at="9:06")
    script.when(PauseSession(), at="9:06:30").then(PhaseChanged(P.PAUSED))
    script.done(ResumeSession(), at="9:30")
    assert script.session.floor.entries[E1].pause_cause is PauseCause.LINE
    script.time("9:31").then(On("9:31", HandOverAsked(E1, Question.LINE_LOST)))


def test_the_end_numbers_those_who_wait_anew() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1), SPEAK, BeginItem(OPENING))
    assert script.session.floor.entries[E2].ordinal == 1
    script.done(CloseSession())
    assert script.session.floor.entries[E2].ordinal == 2


# --- rehearsal ----------------------------------------------------------------------------------


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
    assert session.floor.limits[LimitKey.DEBATE] == 60_000


def test_a_rehearsal_closes_the_roll_call_that_was_open() -> None:
    script = given(*small_meeting()).done(OpenRollCall(60_000), at="8:09:30")
    script.when(BeginRehearsal(), at="8:10").then(
        RollCallClosed(RollCallId("r1")), PhaseChanged(P.REHEARSAL)
    )


def test_numbers_go_on_after_a_rehearsal() -> None:
    script = rehearsed().done(StartSession(), at="9:00")
    script.done(SPEAK, OpenRollCall(60_000))
    assert list(script.session.floor.entries) == [EntryId("e4")]
    assert script.session.roll_calls[-1].number == 3


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


# --- outages and erasures -----------------------------------------------------------------------


def test_an_outage_is_recorded_and_never_begins_before_the_last_record() -> None:
    script = given(*live(), at="9:00")
    script.restart("8:00", "9:10").then(CoordinatorRestarted(clock("9:00"), clock("9:10")))
    script.restart("9:20", "9:15").then(CoordinatorRestarted(clock("9:15"), clock("9:15")))
    assert script.session.outages == [
        (clock("9:00"), clock("9:10")),
        (clock("9:15"), clock("9:15")),
    ]


def test_erasing_takes_all_texts_of_the_person_and_no_facts() -> None:
    script = given(*live())
    deputised = Note(Attendance.DEPUTISED, ref("deputy"), ref("approver"))
    excused = Note(Attendance.EXCUSED, reason=ref("reason"))
    script.done(NoteAttendance(HEAD, deputised), CorrectAttendance(HEAD, excused, ref("because")))
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD, topic=ref("topic")))
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE, OTHER, topic=ref("not mine")))
    script.done(c.RequestFloor(HALL, SpeechKind.DEBATE, HEAD))
    counts = dict(script.session.attendance)
    refs = ("64.01", "t_deputy", "t_approver", "t_reason", "t_because", "t_topic")
    script.when(ErasePerson(HEAD), by=ORGANIZER).then(PersonErased(HEAD, refs))
    script.when(ErasePerson(HEAD), by=ORGANIZER).noted()
    session = script.session
    assert session.people[HEAD].erased
    assert session.erased == {HEAD}
    assert session.attendance == counts


def test_erasing_finds_the_texts_of_a_rehearsal() -> None:
    script = rehearsed().done(EndRehearsal(), at="8:30")
    step = script.when(ErasePerson(HEAD), by=ORGANIZER)
    step.then(PersonErased(HEAD, ("64.01", "t_topic")))
    step = script.when(ErasePerson(SECOND), by=ORGANIZER)
    step.then(PersonErased(SECOND, ("64.02", "t_leave", "t_test")))


def test_nobody_unknown_is_erased() -> None:
    step = given(*live()).when(ErasePerson(PersonId("64.99")), by=ORGANIZER)
    step.refused(Refusal.UNKNOWN_PERSON, person="64.99")


def test_a_recess_has_an_end_that_can_be_moved() -> None:
    script = given(*live())
    later, latest = clock("10:45"), clock("10:50")
    script.when(PauseSession(later), at="10:30").then(PhaseChanged(P.PAUSED), RecessSet(later))
    script.when(PauseSession(later)).noted()
    script.when(PauseSession()).noted()
    script.when(PauseSession(latest), at="10:40").then(RecessSet(latest))
    assert script.session.conduct.resumes_at == latest
    script.done(ResumeSession(), at="10:50")
    assert script.session.conduct.resumes_at is None

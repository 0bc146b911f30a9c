"""Whom a commit concerns: every event has an answer, also one that undoes what others made."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    AddAttendee,
    CorrectAttendance,
    ImportRoster,
    NoteAttendance,
    NoteHeadCount,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Command, ErasePerson
from coordinator.core.conduct import (
    BeginRestricted,
    EndRestricted,
    HandChair,
    LogCall,
    TakeShift,
)
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.media import ReportMediaLeg
from coordinator.core.minutes import NoteSpeech
from coordinator.core.notices import ReadMessage, SendMessage, SendNotice
from coordinator.core.programme import BeginItem
from coordinator.core.rollcall import (
    AnswerRollCall,
    AskSite,
    CloseRollCall,
    MarkSilent,
    OpenRollCall,
)
from coordinator.core.session import BeginRehearsal, PauseSession, StartSession
from coordinator.views.concern import changes_floor, sites_of
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    CHAIR,
    E1,
    E2,
    GIA_LAI,
    GL,
    HEAD,
    OPENING,
    ORGANIZER,
    live,
    ref,
    small_meeting,
)
from wire.floor_words import CallOutcome, NoteKind
from wire.record_words import RollCallWay
from wire.vocabulary import (
    HALL,
    Attendance,
    IncidentKind,
    IncidentState,
    PersonId,
    RollCallId,
    SiteId,
    SpeechKind,
)

HERE = Note(Attendance.IN_PERSON)


def concerned(script: Script, command: Command) -> tuple[bool, set[SiteId] | None]:
    """What a command's commit concerns: the floor, and whose frames."""
    by = ORGANIZER if isinstance(command, ErasePerson) else None
    by = GIA_LAI if isinstance(command, SendMessage) else by
    step = script.when(command, by=by) if by else script.when(command)
    found = changes_floor(step.recorded), sites_of(script.session, step.recorded)
    step.accepted()
    return found


def test_attendance_concerns_one_point_and_not_the_floor() -> None:
    script = given(*live())
    person = PersonSpec(PersonId("64.x1"), GL, "00", added=True)
    for command in (
        NoteAttendance(HEAD, HERE),
        CorrectAttendance(HEAD, HERE, ref("why")),
        AddAttendee(person, Attendance.ONLINE),
        NoteHeadCount(GL, 3),
        ReportIncident(GL, IncidentKind.POWER),
        MoveIncident("i1", IncidentState.RESOLVED),
        SendNotice((GL,), ref("notice")),
    ):
        assert concerned(script, command) == (False, {GL}), command


def test_a_list_that_comes_late_concerns_the_points_it_names() -> None:
    script = given(*live())
    come = PersonSpec(PersonId("04.x1"), CB, "00")
    assert concerned(script, ImportRoster((come,))) == (False, {CB})
    assert concerned(script, ImportRoster((), (HEAD,))) == (False, {GL})


def test_the_list_concerns_all_who_wait() -> None:
    script = given(*live())
    assert concerned(script, c.RequestFloor(GL, SpeechKind.DEBATE)) == (True, {GL})
    assert concerned(script, c.RequestFloor(CB, SpeechKind.DEBATE)) == (True, {GL, CB})
    assert concerned(script, c.GiveFloor(E1)) == (True, {GL, CB})
    assert concerned(script, c.EndSpeech(E1)) == (True, {GL, CB})
    assert concerned(script, c.SetListOpen(False)) == (True, {CB})


def test_a_phase_a_roll_call_and_a_notice_to_all_concern_everyone() -> None:
    script = given(*live())
    assert concerned(script, OpenRollCall(60_000)) == (True, None)
    assert concerned(script, SendNotice((), ref("notice"))) == (False, None)
    assert concerned(script, PauseSession()) == (True, None)


def test_a_roll_call_by_voice_is_followed_by_all_and_one_at_once_by_each_for_itself() -> None:
    script = given(*live()).done(OpenRollCall(3_600_000, RollCallWay.IN_ORDER))
    assert concerned(script, AnswerRollCall(RollCallId("r1"), HALL)) == (True, {HALL})
    # Out of its turn: the same point is still being called.
    assert concerned(script, AnswerRollCall(RollCallId("r1"), CB)) == (False, {CB})
    assert concerned(script, MarkSilent(RollCallId("r1"), GL)) == (True, {GL})
    assert concerned(script, AskSite(RollCallId("r1"), GL)) == (True, {GL})


def test_a_transfer_concerns_both_points_and_the_bridge_only_its_own() -> None:
    script = given(*live())
    assert concerned(script, TransferPerson(HEAD, CB)) == (False, {GL, CB})
    assert concerned(script, ReportMediaLeg(GL, up=True)) == (False, {GL})


def test_other_acts() -> None:
    script = given(*live()).done(OpenRollCall(60_000))
    assert concerned(script, AnswerRollCall(RollCallId("r1"), GL)) == (False, {GL})
    assert concerned(script, CloseRollCall(RollCallId("r1"))) == (True, set())
    assert concerned(script, BeginItem(OPENING)) == (True, set())
    assert concerned(script, ErasePerson(HEAD)) == (True, {GL})


def test_the_next_item_concerns_all_who_wait_since_their_limits_are_others() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.INTERVENTION))
    assert concerned(script, BeginItem(OPENING)) == (True, {GL})


def test_the_end_of_a_rehearsal_concerns_everyone_though_its_entries_are_gone() -> None:
    script = given(*small_meeting()).done(BeginRehearsal())
    request = script.when(c.RequestFloor(GL, SpeechKind.DEBATE))
    request.accepted()
    given_floor = script.when(c.GiveFloor(E1))
    given_floor.accepted()
    began = script.when(StartSession())
    began.accepted()
    batch = [*request.recorded, *given_floor.recorded, *began.recorded]
    assert sites_of(script.session, batch) is None


def test_who_leaves_the_list_for_now_or_for_good_is_concerned() -> None:
    script = given(*live())
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE), c.RequestFloor(CB, SpeechKind.DEBATE))
    assert concerned(script, t.SetAside(E1)) == (True, {GL, CB})
    assert concerned(script, c.DeclineRequest(E2)) == (True, {GL, CB})
    assert concerned(script, t.ReceiveWritten(E2)) == (True, {GL, CB})
    assert concerned(script, t.ReturnRequest(E1)) == (True, {GL})
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE), c.CallPoint(E1))
    assert concerned(script, t.PassOver(E1)) == (True, {GL, CB})
    assert concerned(script, t.WindDown(0)) == (True, {GL, CB})


def test_a_restricted_part_and_who_chairs_are_of_the_floor() -> None:
    script = given(*live())
    assert concerned(script, BeginRestricted((GL,))) == (True, set())
    assert concerned(script, EndRestricted()) == (True, set())
    assert concerned(script, HandChair(CHAIR)) == (True, {SiteId("TW")})
    assert concerned(script, TakeShift()) == (False, set())


def test_messages_calls_and_notes_concern_their_point() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    assert concerned(script, SendMessage(GL, ref("m"))) == (False, {GL})
    assert concerned(script, ReadMessage("m1")) == (False, {GL})
    assert concerned(script, LogCall(GL, CallOutcome.BUSY)) == (False, {GL})
    assert concerned(script, NoteSpeech(E1, NoteKind.TASK, ref("n"))) == (False, {GL})

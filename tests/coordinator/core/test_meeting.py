"""Time passes first, then the command meets the session as it has become."""

from __future__ import annotations

import copy

import pytest

from coordinator.core import incidents, meeting, notices, programme, rollcall
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.base import SYSTEM, Asked, Command, CommandRefused, Draft, FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from coordinator.core.floor import turns as t
from coordinator.core.rollcall import OpenRollCall, RollCallClosed
from coordinator.core.session import CloseSession, PauseSession, PhaseChanged, StartSession
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    CAO_BANG,
    CB,
    E1,
    E2,
    GIA_LAI,
    GL,
    HEAD,
    HOST,
    HOST_2,
    OPERATOR,
    SECRETARY,
    clock,
    live,
    record,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.floor_words import PauseCause
from wire.vocabulary import Attendance, Band, IncidentKind, Phase, RollCallId, SpeechKind

SPEAK, SPEAK_CB = (c.RequestFloor(site, SpeechKind.INTERVENTION) for site in (GL, CB))


def test_each_record_has_its_revision_its_times_and_its_author() -> None:
    script = given(*small_meeting(), at="8:00")
    step = script.when(StartSession(), id="c1", at="9:00")
    recorded = step.recorded[0]
    assert (recorded.rev, recorded.actor, recorded.command_id) == (5, HOST, "c1")
    assert (recorded.recorded_at, recorded.effective_at) == (clock("9:00"), clock("9:00"))
    assert script.journal[0].actor == SYSTEM
    step.then(PhaseChanged(Phase.LIVE))


def test_a_records_source_is_kept_with_its_event() -> None:
    script = given(*live())
    source = record(1, "9:00")
    step = script.when(NoteAttendance(HEAD, Note(Attendance.ABSENT)), by=GIA_LAI, source=source)
    assert step.recorded[0].source == source
    step.accepted()


def test_what_lapses_comes_first_in_the_order_of_its_time() -> None:
    script = given(*live()).done(OpenRollCall(60_000), at="9:00")
    script.time(
        "9:02",
        Draft(SiteHeard(GL), clock("9:01:30")),
        Draft(SiteHeard(CB)),
        Draft(SiteWentQuiet(GL), clock("9:01:45")),
        Draft(SiteHeard(GL), clock("9:00:30")),
    ).then(
        On("9:00:30", SiteHeard(GL)),
        On("9:01", RollCallClosed(RollCallId("r1"))),
        On("9:01:30", SiteHeard(GL)),
        On("9:01:45", SiteWentQuiet(GL)),
        On("9:02", SiteHeard(CB)),
    )


def test_time_never_runs_backwards_and_nothing_takes_effect_in_the_future() -> None:
    script = given(*live(), at="9:00")
    script.time("8:00", Draft(SiteHeard(GL), clock("10:00"))).then(On("9:00", SiteHeard(GL)))
    script.when(PauseSession(), at="7:00").then(On("9:00", PhaseChanged(Phase.PAUSED)))
    script.given(PhaseChanged(Phase.LIVE), at="6:00")
    times = [recorded.recorded_at for recorded in script.journal]
    assert times == sorted(times)
    assert all(one.effective_at <= one.recorded_at for one in script.journal)


# --- conflicts ----------------------------------------------------------------------------------


def waiting() -> Script:
    """Gia Lai and Cao Bằng wait."""
    return given(*live()).done(SPEAK, by=GIA_LAI).done(SPEAK_CB, by=CAO_BANG)


def test_two_hosts_press_at_the_same_moment_and_one_wins() -> None:
    script = waiting()
    seen = script.session.floor.rev
    script.when(c.CallPoint(E1), rev=seen, at="9:05").then(e.PointCalled(E1))
    script.when(c.CallPoint(E1), by=HOST_2, rev=seen).refused(
        Refusal.CONFLICT,
        current_rev=script.session.floor.rev,
        by="host-1",
        role="host",
        what="PointCalled",
        entry="e1",
        at=clock("9:05"),
    )


def test_attendance_conflicts_with_nothing() -> None:
    script = waiting()
    seen = script.session.floor.rev
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    script.when(c.CallPoint(E1), rev=seen).accepted()


def test_what_a_point_writes_or_reads_after_not_arranged_conflicts_with_no_act() -> None:
    script = waiting().done(c.DeclineRequest(E1))
    seen = script.session.floor.rev
    script.done(t.ReadDecline(E1), t.ReceiveWritten(E1), by=GIA_LAI)
    assert script.session.floor.rev == seen + 2
    script.when(c.CallPoint(E2), rev=seen).then(e.PointCalled(E2))


def test_an_opinion_in_writing_of_one_who_waits_is_like_leaving() -> None:
    script = waiting()
    seen = script.session.floor.rev
    script.done(t.ReceiveWritten(E1), by=GIA_LAI)
    script.when(c.CallPoint(E2), rev=seen).refused(
        Refusal.CONFLICT, what="WrittenReceived", role="site", entry="e1"
    )


def test_a_picture_confirmed_conflicts_with_no_act_and_one_lost_does() -> None:
    script = waiting().done(c.CallPoint(E1))
    seen = script.session.floor.rev
    script.done(t.ConfirmPicture(E1), by=OPERATOR)
    script.when(c.GiveFloor(E1), rev=seen).accepted()
    seen = script.session.floor.rev
    script.done(t.LosePicture(E1), by=OPERATOR)
    script.when(c.EndSpeech(E1), rev=seen).refused(Refusal.CONFLICT, role="operator")


def test_a_hand_that_goes_up_or_a_ready_conflicts_with_no_act() -> None:
    script = given(*live()).done(SPEAK).done(c.CallPoint(E1), at="9:05")
    seen = script.session.floor.rev
    script.done(SPEAK_CB, by=CAO_BANG).done(c.ReportReady(E1, clock("9:05"), True), by=GIA_LAI)
    script.when(c.GiveFloor(E1), rev=seen).then(e.FloorGiven(E1, 420_000, True))


def test_a_point_that_leaves_or_is_not_ready_does_conflict() -> None:
    script = waiting().done(c.CallPoint(E1), at="9:05")
    seen = script.session.floor.rev
    script.done(c.WithdrawRequest(E2), by=CAO_BANG)
    script.when(c.GiveFloor(E1), rev=seen).refused(Refusal.CONFLICT, what="RequestWithdrawn")


def test_a_picture_of_the_future_is_a_conflict_too() -> None:
    script = given(*live())
    script.when(c.SetListOpen(False), rev=99).refused(
        Refusal.CONFLICT, current_rev=0, by="", what="", at=0
    )
    script.when(c.SetListOpen(False), rev=0).accepted()


def test_only_commands_on_the_floor_rest_on_a_picture_of_it() -> None:
    waiting().when(PauseSession(), rev=0).accepted()


def test_without_a_revision_the_act_is_taken_as_it_comes() -> None:
    script = waiting().done(c.CallPoint(E1))
    script.when(c.CallPoint(E2), by=SECRETARY).accepted()


# --- refusals and outcomes ----------------------------------------------------------------------


def test_a_refusal_is_recorded_and_changes_only_revision_and_outcome() -> None:
    script = waiting()
    before = copy.deepcopy(script.session)
    step = script.when(c.GiveFloor(E1), by=GIA_LAI, id="c9")
    assert step.recorded[0].event == CommandRefused(Refusal.FORBIDDEN)
    step.refused(Refusal.FORBIDDEN)
    after = script.session
    before.rev, before.recorded_at, before.outcomes = after.rev, after.recorded_at, after.outcomes
    assert before == after


def test_an_outcome_names_the_entry_that_was_made() -> None:
    script = given(*live())
    step = script.when(SPEAK, id="c1")
    assert step.outcome.entry == "e1"
    step.accepted()
    without_id = script.when(SPEAK_CB)
    assert (without_id.outcome.accepted, without_id.outcome.rev) == (True, script.session.rev)
    without_id.accepted()


def test_an_outcome_of_several_events_keeps_the_entry_and_the_last_revision() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1))
    step = script.when(PauseSession(), id="c1")
    assert (step.outcome.entry, step.outcome.rev) == ("e1", script.session.rev)
    step.then(e.SpeechPaused(E1, PauseCause.RECESS), PhaseChanged(Phase.PAUSED))


def test_wake_up_is_the_deadline_of_the_open_roll_call() -> None:
    script = given(*live())
    assert meeting.wake_at(script.session) is None
    script.done(OpenRollCall(60_000), at="9:00")
    assert meeting.wake_at(script.session) == clock("9:01")
    script.time("9:01").accepted()
    script.time("9:01").then()
    assert meeting.wake_at(script.session) is None


# --- each module refuses what is not its own ----------------------------------------------------


@pytest.mark.parametrize(
    "decide",
    [
        lambda s, a: rollcall.decide(s, a, 0, 0),
        lambda s, a: programme.decide(s, a),
        lambda s, a: notices.decide(s, a, 0),
        lambda s, a: incidents.decide(s, a, 0),
    ],
)
def test_a_command_of_another_module_is_our_own_mistake(decide: object) -> None:
    assert callable(decide)
    with pytest.raises(AssertionError):
        decide(given(*live()).session, Asked(StartSession(), HOST))


def test_a_command_nobody_decides_is_our_own_mistake() -> None:
    class Unknown(Command):
        pass

    session = given(*live()).session
    with pytest.raises(AssertionError):
        meeting._decide(session, Asked(Unknown(), HOST), 0)
    assert not issubclass(Unknown, FloorCommand)


def test_every_module_is_reached() -> None:
    script = given(*live())
    script.done(
        SPEAK,
        NoteAttendance(HEAD, Note(Attendance.IN_PERSON)),
        OpenRollCall(60_000),
        programme.BeginItem(script.session.programme.items[0].id),
        notices.SendNotice((), ref("notice")),
        incidents.ReportIncident(GL, IncidentKind.POWER),
        PauseSession(),
    )
    assert script.session.phase is Phase.PAUSED


def test_of_a_meeting_that_is_over_nobody_is_watched_and_its_record_stands_still() -> None:
    script = given(*live()).done(CloseSession(), at="11:00")
    at = clock("11:01")
    flips = SiteHeard(GL), LineBandChanged(GL, Band.FAIR), SiteWentQuiet(GL)
    assert meeting.advance(script.session, [Draft(one, at) for one in flips], at) == []
    assert meeting.recover(script.session, at, clock("11:30")) == []

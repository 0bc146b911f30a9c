"""Roll call: a beginning, a deadline, an answer per point, and a result that never changes."""

from __future__ import annotations

import copy

from coordinator.core.attendance.commands import NoteAttendance, NoteHeadCount
from coordinator.core.attendance.facts import Note
from coordinator.core.meeting import wake_at
from coordinator.core.rollcall import (
    AnswerRollCall,
    CloseRollCall,
    FrozenSite,
    OpenRollCall,
    RollCallAnswered,
    RollCallClosed,
    RollCallExtended,
    RollCallOpened,
)
from coordinator.core.session import (
    CloseSession,
    CoordinatorRestarted,
    ReopenSession,
    StartSession,
)
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CAO_BANG,
    CB,
    CHU_PAH,
    CLUSTER,
    GIA_LAI,
    GL,
    HEAD,
    HOST_2,
    clock,
    live,
    record,
    small_meeting,
)
from wire.codes import Refusal
from wire.vocabulary import HALL, Attendance, RollCallId, SiteId

R1, R2 = RollCallId("r1"), RollCallId("r2")


def opened(at: str = "9:00") -> Script:
    """A meeting with a roll call of one minute open."""
    return given(*live()).done(OpenRollCall(60_000), at=at)


def test_it_asks_the_points_with_a_line_that_may_speak() -> None:
    script = given(*live())
    script.when(OpenRollCall(60_000), at="9:00").then(RollCallOpened(R1, 1, clock("9:01"), 4))
    assert wake_at(script.session) == clock("9:01")


def test_only_one_at_a_time_and_of_a_sensible_length() -> None:
    given(*live()).when(OpenRollCall(4_999)).refused(Refusal.BAD_VALUE, field="duration_ms")
    given(*live()).when(OpenRollCall(1_800_001)).refused(Refusal.BAD_VALUE)
    opened().when(OpenRollCall(60_000)).refused(Refusal.ROLL_CALL_OPEN)
    given(*live()).done(OpenRollCall(1_800_000))
    given(*small_meeting()).done(OpenRollCall(5_000))


def test_none_after_the_end_nor_while_the_record_is_put_right() -> None:
    reopened = given(*live()).done(CloseSession()).done(ReopenSession())
    reopened.when(OpenRollCall(60_000)).refused(Refusal.WRONG_PHASE, phase="reopened")
    reopened.done(StartSession()).when(OpenRollCall(60_000)).accepted()
    given(*live()).done(CloseSession()).when(OpenRollCall(60_000)).refused(
        Refusal.WRONG_PHASE, phase="closed"
    )


def test_an_answer_counts_once_at_its_own_time() -> None:
    script = opened()
    answer = AnswerRollCall(R1, GL)
    step = script.when(answer, by=GIA_LAI, source=record(1, "9:00:20"), at="9:00:40")
    step.then(On("9:00:20", RollCallAnswered(R1, GL)))
    script.when(answer, by=GIA_LAI, source=record(2, "9:00:30")).noted()
    script.when(AnswerRollCall(R1, CB), at="9:00:50").then(RollCallAnswered(R1, CB))
    assert script.session.roll_calls[0].answers == {GL: clock("9:00:20"), CB: clock("9:00:50")}


def test_nobody_answers_before_the_call_was_made() -> None:
    step = opened().when(AnswerRollCall(R1, GL), by=GIA_LAI, source=record(1, "8:45"), at="9:00:10")
    step.then(On("9:00", RollCallAnswered(R1, GL)))


def test_who_was_not_called_cannot_answer() -> None:
    script = opened()
    for site in (BTC, ALAN):
        script.when(AnswerRollCall(R1, site)).refused(Refusal.NOT_CALLED, site=site)
    script.when(AnswerRollCall(R1, SiteId("99"))).refused(Refusal.UNKNOWN_SITE)
    script.when(AnswerRollCall(R2, GL)).refused(Refusal.UNKNOWN_ROLL_CALL)


def test_the_deadline_freezes_the_result_dated_by_itself() -> None:
    script = opened()
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), NoteHeadCount(GL, 12))
    script.done(AnswerRollCall(R1, GL), at="9:00:30")
    script.time("9:00:59.999").then()
    script.time("9:07").then(On("9:01", RollCallClosed(R1)))
    call = script.session.roll_calls[0]
    assert call.closed_at == clock("9:01")
    assert call.frozen[GL] == FrozenSite(clock("9:00:30"), {"not_called": 1, "in_person": 1}, 12)
    assert call.frozen[CB] == FrozenSite(None, {"not_called": 1}, None)
    assert wake_at(script.session) is None


def test_an_answer_at_the_very_deadline_is_late() -> None:
    script = opened()
    script.when(AnswerRollCall(R1, GL), at="9:01").then(RollCallAnswered(R1, GL, late=True))


def test_a_late_answer_is_kept_and_changes_nothing_that_was_frozen() -> None:
    script = opened().done(AnswerRollCall(R1, CB), at="9:00:30")
    script.time("9:01").then(RollCallClosed(R1))
    frozen = copy.deepcopy(script.session.roll_calls[0].frozen)
    # Answered in time by the device, but the line was down: the result had been read out.
    step = script.when(AnswerRollCall(R1, GL), by=GIA_LAI, source=record(1, "9:00:20"), at="9:20")
    step.then(On("9:00:20", RollCallAnswered(R1, GL, late=True)))
    script.when(AnswerRollCall(R1, GL), by=GIA_LAI, source=record(2, "9:20"), at="9:21").noted()
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    call = script.session.roll_calls[0]
    assert call.frozen == frozen
    assert (call.answers, call.late) == ({CB: clock("9:00:30")}, {GL: clock("9:00:20")})


def test_the_host_closes_early_and_only_once() -> None:
    script = opened()
    script.when(CloseRollCall(R1), at="9:00:30").then(RollCallClosed(R1))
    script.when(CloseRollCall(R1), by=HOST_2).noted()
    script.when(CloseRollCall(R2)).refused(Refusal.UNKNOWN_ROLL_CALL)
    script.done(OpenRollCall(60_000))
    assert [call.id for call in script.session.roll_calls] == [R1, R2]


def test_an_answer_names_its_roll_call() -> None:
    script = opened().done(CloseRollCall(R1)).done(OpenRollCall(60_000), at="9:10")
    script.when(AnswerRollCall(R1, CB), by=CAO_BANG).then(RollCallAnswered(R1, CB, late=True))
    script.when(AnswerRollCall(R2, CHU_PAH), by=CLUSTER).then(RollCallAnswered(R2, CHU_PAH))


def test_the_end_of_the_session_closes_it() -> None:
    script = opened().done(CloseSession(), at="9:00:30")
    assert script.session.roll_calls[0].closed_at == clock("9:00:30")


def test_an_outage_gives_its_time_back() -> None:
    script = opened()
    script.restart("9:00:20", "9:05").then(
        CoordinatorRestarted(clock("9:00:20"), clock("9:05")),
        RollCallExtended(R1, clock("9:05:40")),
    )
    script.when(AnswerRollCall(R1, GL), at="9:05:30").then(RollCallAnswered(R1, GL))
    script.time("9:06").then(On("9:05:40", RollCallClosed(R1)))


def test_a_deadline_before_the_outage_lapses_as_it_was() -> None:
    script = opened()
    script.restart("9:01", "9:05").then(CoordinatorRestarted(clock("9:01"), clock("9:05")))
    script.time("9:05").then(On("9:01", RollCallClosed(R1)))


def test_the_hall_is_asked_like_every_point() -> None:
    opened().when(AnswerRollCall(R1, HALL)).then(RollCallAnswered(R1, HALL))

"""Roll calls in the log: counted while open, frozen afterwards."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.rollcall import AnswerRollCall, MarkSilent, OpenRollCall
from coordinator.views.roll_calls import RollAnswerRow, roll_answer_row, roll_call_row
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, GL, HEAD, OTHER, clock, live
from wire.record_words import RollCallWay
from wire.vocabulary import HALL, Attendance, RollCallId

R1 = RollCallId("r1")
HERE = Note(Attendance.IN_PERSON)


def opened() -> Script:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), OpenRollCall(60_000), at="9:00")
    return script.done(AnswerRollCall(R1, GL), at="9:00:30")


def test_an_open_one_has_no_result_yet() -> None:
    row = roll_call_row(opened().session.roll_calls[0])
    assert (row.number, row.expected, row.answered, row.late) == (1, 4, 1, 0)
    assert (row.opened_at, row.deadline_at) == (clock("9:00"), clock("9:01"))
    assert (row.closed_at, row.present) == (None, None)
    answer = roll_answer_row(opened().session.roll_calls[0], GL)
    assert answer == RollAnswerRow(1, clock("9:00:30"), None, None, None)


def test_the_result_is_of_the_moment_it_was_frozen() -> None:
    script = opened()
    script.time("9:01").accepted()
    script.done(NoteAttendance(OTHER, HERE), AnswerRollCall(R1, CB), at="9:05")
    call = script.session.roll_calls[0]
    row = roll_call_row(call)
    assert (row.answered, row.late, row.present, row.closed_at) == (1, 1, 1, clock("9:01"))
    assert roll_answer_row(call, GL) == RollAnswerRow(1, clock("9:00:30"), None, 1, None)
    assert roll_answer_row(call, CB) == RollAnswerRow(1, None, clock("9:05"), 0, None)


def test_a_call_by_voice_tells_who_was_silent_and_what_was_known() -> None:
    script = given(*live()).done(OpenRollCall(60_000, RollCallWay.IN_ORDER), at="9:00")
    script.done(MarkSilent(R1, HALL), at="9:00:10").done(AnswerRollCall(R1, GL), at="9:00:20")
    script.time("9:01").accepted()
    call = script.session.roll_calls[0]
    row = roll_call_row(call)
    assert (row.way, row.silent, row.answered) == (RollCallWay.IN_ORDER, 1, 1)
    assert row.closed_rev == script.session.rev
    assert roll_answer_row(call, HALL).silent_at == clock("9:00:10")

"""How far a roll call has come: figures that add up, and what those who conduct must see of it."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.rollcall import (
    AnswerRollCall,
    AskSite,
    CloseRollCall,
    MarkSilent,
    OpenRollCall,
)
from coordinator.views import roll_progress
from coordinator.views.parts import roll_call_now
from coordinator.views.roll_progress import (
    RollAnswer,
    RollCallProgress,
    RollMark,
    answer_of,
    roll_call,
    unanswered,
)
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import ALAN, BTC, CB, CHU_PAH, GIA_LAI, GL, HEAD, clock, live
from wire.record_words import RollCallWay
from wire.vocabulary import HALL, Attendance, RollCallId

R1 = RollCallId("r1")


def seen(script: Script) -> RollCallProgress:
    found = roll_call(script.session)
    assert found is not None
    return found


def test_progress_of_the_last_roll_call() -> None:
    script = given(*live())
    assert roll_call(script.session) is None
    script.done(OpenRollCall(60_000), AnswerRollCall(R1, GL), at="9:00")
    script.time("9:01").accepted()
    script.done(AnswerRollCall(R1, CB), at="9:02")
    found = seen(script)
    assert (found.expected, found.answered, found.late) == (4, 1, 1)
    assert found.missing == (HALL, CHU_PAH)
    assert found.answered + found.late + len(found.missing) == found.expected
    assert (found.number, found.closed_at) == (1, clock("9:01"))
    assert (found.way, found.asked, found.coming, found.marks) == (
        RollCallWay.AT_ONCE,
        None,
        (),
        (),
    )


def by_voice() -> Script:
    return given(*live()).done(OpenRollCall(3_600_000, RollCallWay.IN_ORDER), at="9:00")


def test_by_voice_it_shows_who_is_called_who_comes_and_what_was_noted() -> None:
    script = by_voice()
    assert (seen(script).asked, seen(script).coming) == (HALL, (GL, CB, CHU_PAH))
    script.done(AnswerRollCall(R1, HALL), at="9:01").done(MarkSilent(R1, GL), at="9:02")
    script.done(AnswerRollCall(R1, CHU_PAH), by=GIA_LAI_AND_BELOW, at="9:03")
    found = seen(script)
    assert (found.asked, found.coming) == (CB, ())
    assert (found.answered, found.silent, found.silent_first) == (2, 1, (GL,))
    assert found.marks == (
        RollMark(CHU_PAH, "present", clock("9:03"), own=True),
        RollMark(GL, "silent", clock("9:02"), own=False),
        RollMark(HALL, "present", clock("9:01"), own=False),
    )
    now = roll_call_now(script.session)
    assert now is not None
    assert (now.way, now.asked) == (RollCallWay.IN_ORDER, CB)


GIA_LAI_AND_BELOW = type(GIA_LAI)("site-64", GIA_LAI.role, frozenset({GL, CHU_PAH}))


def test_one_that_is_called_again_is_neither_silent_nor_to_come() -> None:
    script = by_voice().done(MarkSilent(R1, HALL), AskSite(R1, HALL))
    found = seen(script)
    assert (found.asked, found.coming, found.silent) == (HALL, (GL, CB, CHU_PAH), 0)


def test_those_to_come_come_once() -> None:
    script = by_voice().done(AnswerRollCall(R1, HALL), AnswerRollCall(R1, GL))
    assert (seen(script).asked, seen(script).coming) == (CB, (CHU_PAH,))


def test_the_result_says_how_many_were_there_when_it_was_closed() -> None:
    script = by_voice().done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    assert seen(script).present is None
    script.done(CloseRollCall(R1), NoteAttendance(HEAD, Note(Attendance.LEFT)))
    assert (seen(script).present, seen(script).asked, seen(script).coming) == (1, None, ())


def test_what_one_point_said_in_the_newest() -> None:
    script = given(*live())
    assert answer_of(script.session, GL) is None
    script = (
        by_voice().done(AnswerRollCall(R1, HALL), at="9:01").done(MarkSilent(R1, GL), at="9:02")
    )
    answers = {site: answer_of(script.session, site) for site in script.session.site_order}
    assert answers == {
        HALL: RollAnswer(1, "present", clock("9:01"), asked=False),
        GL: RollAnswer(1, "silent", clock("9:02"), asked=False),
        CB: RollAnswer(1, "none", None, asked=True),
        CHU_PAH: RollAnswer(1, "none", None, asked=False),
        BTC: None,
        ALAN: None,
    }
    script.done(CloseRollCall(R1), AnswerRollCall(R1, CB), at="9:09")
    assert answer_of(script.session, CB) == RollAnswer(1, "late", clock("9:09"), asked=False)


def test_only_some_of_the_missing_are_named() -> None:
    session = BigMeeting("x", communes=0).session
    found = roll_call(session)
    assert found is not None
    assert len(found.missing) == roll_progress.MISSING_SHOWN
    assert list(unanswered(session))[: len(found.missing)] == list(found.missing)
    assert list(unanswered(given(*live()).session)) == []

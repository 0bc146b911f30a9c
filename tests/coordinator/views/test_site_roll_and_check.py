"""A point's own frame: called by voice and not heard, and the sheet of the voice check."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.core.media import ReportMediaLeg
from coordinator.core.people import PrivateRow
from coordinator.core.rollcall import AskSite, CloseRollCall, MarkSilent, OpenRollCall
from coordinator.core.session import StartSession
from coordinator.core.voice_check import NoteVoiceCheck
from coordinator.core.watch import Watch
from coordinator.views.roster import roster_now
from coordinator.views.site import floor_frame, own_frame
from tests.support.playbook import Script, given
from tests.support.small_meeting import GL, OPERATOR, SALT, clock, live, ref, small_meeting, texts
from wire.record_words import CheckItem, CheckResult, RollCallWay
from wire.site_view import OwnFrame, VoiceCheckNow
from wire.vocabulary import HALL, Presence, RollCallId

R1 = RollCallId("r1")


def own(script: Script) -> OwnFrame:
    people = texts()
    people.keep([PrivateRow(ref("who").id, SALT, {"name": "Cán bộ kỹ thuật mẫu"})])
    session = script.session
    return own_frame(session, people, Watch(), GL, roster_now(session, GL))


def test_all_see_whom_the_roll_call_calls_and_one_that_was_silent_sees_since_when() -> None:
    script = given(*live()).done(OpenRollCall(3_600_000, RollCallWay.IN_ORDER), at="9:00")
    call = floor_frame(script.session, texts(), script.now).roll_call
    assert call is not None
    assert (call.way, call.asked) == (RollCallWay.IN_ORDER, HALL)
    assert own(script).roll_silent_at is None
    script.done(AskSite(R1, GL), MarkSilent(R1, GL), at="9:02")
    assert own(script).roll_silent_at == clock("9:02")
    script.done(CloseRollCall(R1))
    assert (own(script).roll_silent_at, own(script).roll_answer) == (None, None)


def test_the_sheet_is_shown_before_the_meeting_only() -> None:
    script = given(*small_meeting())
    assert own(script).voice_check is None
    checks = {CheckItem.PICTURE: CheckResult.PASS}
    script.done(NoteVoiceCheck(GL, checks, ref("who")), at="8:00")
    shown = {"picture": CheckResult.PASS}
    assert own(script).voice_check == VoiceCheckNow(clock("8:00"), shown, "Cán bộ kỹ thuật mẫu")
    script.done(StartSession())
    assert own(script).voice_check is None


def test_a_province_sees_what_it_has_counted_with_the_points_below() -> None:
    script = given(*live())
    assert (own(script).below, own(script).head_count_below) == (2, None)
    script.done(NoteHeadCount(GL, 20), NoteHeadCount(GL, 340, covers=True), NoteHeadCount(GL, 21))
    assert (own(script).head_count, own(script).head_count_below) == (21, 340)


def test_a_point_sees_what_the_bridge_says_of_it() -> None:
    script = given(*live()).done(ReportMediaLeg(GL, True), by=OPERATOR)
    assert own(script).line.media is Presence.HEARD

"""One point's story: every head-count and every answer to a roll call."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteAttendance, NoteHeadCount
from coordinator.core.attendance.facts import Note
from coordinator.core.rollcall import AnswerRollCall, OpenRollCall
from coordinator.core.watch import Watch
from coordinator.views.point_lines import PointTable
from coordinator.views.point_story import PointStory, point_story
from coordinator.views.rollup import CountRow
from coordinator.views.sources import HowAnswered
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.small_meeting import ALAN, CHU_PAH, GL, HEAD, clock, live, texts
from wire.record_words import CountedBy, RollCallWay
from wire.vocabulary import Attendance, RollCallId, SiteId

R1 = RollCallId("r1")


def story(script: Script, site: SiteId = GL, at: str = "12:00") -> PointStory:
    session, now = script.session, clock(at)
    table = PointTable(session, texts(), Watch(), survey(session, now), now)
    return point_story(session, table, site, now)


def test_head_counts_of_the_room_and_of_all_below_stand_apart() -> None:
    script = given(*live(), at="9:00").done(NoteHeadCount(GL, 20), at="9:05")
    script.done(NoteHeadCount(GL, 31, covers=True, means=CountedBy.SHEET), at="9:10")
    script.done(NoteHeadCount(GL, 22, means=CountedBy.TELEPHONE), at="9:30")
    found = story(script)
    assert found.room_counts == (
        CountRow(20, clock("9:05"), CountedBy.AGENT),
        CountRow(22, clock("9:30"), CountedBy.TELEPHONE),
    )
    assert found.covering_counts == (CountRow(31, clock("9:10"), CountedBy.SHEET),)
    assert (found.row.heads.total, found.row.heads.other) == (31, 22)
    assert (found.parent_name, story(script, CHU_PAH).parent_name) == ("", "Gia Lai")


def test_answers_with_who_was_present_when_it_was_frozen() -> None:
    here = Note(Attendance.IN_PERSON)
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, here), OpenRollCall(60_000))
    script.done(AnswerRollCall(R1, GL), at="9:00:30")
    (roll,) = story(script, at="9:00:40").rolls
    assert (roll.roll.answer, roll.present, roll.closed_at) == (HowAnswered.ANSWERED, None, None)
    script.time("9:01").accepted()
    script.done(NoteAttendance(HEAD, Note(Attendance.LEFT)), at="9:02")
    script.done(OpenRollCall(60_000, RollCallWay.IN_ORDER), at="9:10")
    first, second = story(script).rolls
    assert (first.present, first.by_voice, first.closed_at) == (1, False, clock("9:01"))
    assert (second.by_voice, second.present, second.roll.answer) == (True, None, HowAnswered.ASKED)
    assert (story(script).expected, story(script, ALAN).expected) == (True, False)

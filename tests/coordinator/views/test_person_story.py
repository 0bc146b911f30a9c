"""One person's story: nothing is lost, and the figures are the sum of what is listed."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    CorrectAttendance,
    NoteAttendance,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note
from coordinator.core.people import PrivateRow
from coordinator.core.session import CloseSession
from coordinator.views.person_story import MoveRow, PersonStory, person_story
from coordinator.views.sources import LaneSpan
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, GL, HEAD, ORGANIZER, SALT, clock, live, ref, texts
from wire.vocabulary import Attendance

A = Attendance


def story(script: Script, at: str = "12:00") -> PersonStory:
    people = texts()
    people.keep([PrivateRow("t_why", SALT, {"text": "ghi nhầm giờ"})])
    counted = survey(script.session, clock(at))
    return person_story(script.session, people, HEAD, counted, ORGANIZER.id)


def test_a_correction_of_the_hour_keeps_the_old_entry_and_moves_the_figures() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:30")
    wrong = script.session.people[HEAD].history[0].rev
    right = CorrectAttendance(HEAD, Note(A.IN_PERSON), ref("why"), clock("9:10"), entry=wrong)
    script.done(right, by=ORGANIZER, at="9:40").done(NoteAttendance(HEAD, Note(A.LEFT)), at="10:10")
    found = story(script, "10:30")
    assert [(one.status, one.replaced_by is None) for one in found.entries] == [
        (A.IN_PERSON, True),
        (A.IN_PERSON, False),
        (A.LEFT, True),
    ]
    assert (found.entries[0].because, found.entries[0].role) == ("ghi nhầm giờ", "organizer")
    assert found.entries[1].replaced_by == found.entries[0].rev
    assert found.spans == (LaneSpan(clock("9:10"), clock("10:10")),)
    assert found.line.present_ms == sum(one.until_at - one.since_at for one in found.spans)
    assert found.meeting_ms == 90 * 60_000


def test_presence_that_lasts_ends_with_the_moment() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.ONLINE)), at="9:30")
    assert story(script, "9:45").spans == (LaneSpan(clock("9:30"), clock("9:45")),)


def test_transfers_and_reviews_are_part_of_the_story() -> None:
    script = given(*live(), at="9:00").done(TransferPerson(HEAD, CB), at="9:30")
    script.done(CloseSession(), at="11:00")
    correction = CorrectAttendance(HEAD, Note(A.ABSENT), ref("why"))
    script.when(correction, by=ORGANIZER, at="11:10").accepted()
    found = story(script)
    assert found.moves == (MoveRow(clock("9:30"), CB, "Cao Bằng"),)
    assert (found.home_name, found.line.home) == ("Gia Lai", GL)
    assert [(one.because, one.mine) for one in found.reviews] == [("ghi nhầm giờ", True)]

"""The marks of a person: an organizer's questions, each answered by its rule."""

from __future__ import annotations

import pytest

from coordinator.core.attendance.commands import CorrectAttendance, ImportRoster, NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.session import CloseSession
from coordinator.views.marks import mark, names_of
from coordinator.views.presence import Moment, Rules, meeting_time
from tests.support.playbook import Script, given
from tests.support.small_meeting import HEAD, SECOND, clock, live, ref, small_meeting
from wire.vocabulary import Attendance, PersonId

A = Attendance


def marks(script: Script, at: str, person: PersonId = HEAD, **moment: int) -> set[str]:
    session = script.session
    asked = Moment(clock(at), **moment)
    bits, _ = mark(session.people[person], asked, meeting_time(session, clock(at)), Rules())
    return set(names_of(bits))


def noted(*words: str) -> Script:
    script = given(*live(), at="9:00")
    for word in words:
        at, status = word.split()
        script.done(NoteAttendance(HEAD, Note(A(status))), at=at)
    return script


CASES = {
    "nothing said": ((), "10:00", {"not_called", "never", "invited"}),
    "there all the time": (
        ("9:00 in_person",),
        "10:00",
        {"in_person", "present", "came", "long", "invited"},
    ),
    "late": (("9:16 online",), "11:00", {"online", "present", "came", "long", "late", "invited"}),
    "a quarter of an hour is not late": (
        ("9:15 online",),
        "11:00",
        {"online", "present", "came", "long", "invited"},
    ),
    "late and short": (
        ("9:30 online",),
        "10:00",
        {"online", "present", "came", "short", "late", "invited"},
    ),
    "left early": (
        ("9:00 in_person", "9:44 left"),
        "10:00",
        {"left", "came", "short", "early", "invited"},
    ),
    "left at the end": (
        ("9:00 in_person", "9:55 left"),
        "10:00",
        {"left", "came", "long", "invited"},
    ),
    "back again": (
        ("9:00 in_person", "9:20 left", "9:23 in_person"),
        "10:00",
        {"in_person", "present", "came", "long", "interrupted", "invited"},
    ),
    "excused": (("9:00 absent",), "10:00", {"absent", "never", "invited"}),
}


@pytest.mark.parametrize(("said", "at", "want"), CASES.values(), ids=CASES.keys())
def test_the_marks_of_a_story(said: tuple[str, ...], at: str, want: set[str]) -> None:
    assert marks(noted(*said), at) == want


def test_a_correction_marks_from_when_it_is_known() -> None:
    script = noted("9:00 absent")
    before = script.session.rev
    script.done(CorrectAttendance(HEAD, Note(A.IN_PERSON), ref("why")), at="9:30")
    assert {"corrected", "long", "in_person"} <= marks(script, "10:00")
    assert marks(script, "10:00", known=before) == {"absent", "never", "invited"}
    alone = given(*live(), at="9:00")
    alone.done(CorrectAttendance(SECOND, Note(A.ABSENT), ref("why")), at="9:10")
    assert "corrected" in marks(alone, "10:00", SECOND)


def test_who_was_struck_counts_only_for_having_come() -> None:
    script = given(*live(), at="9:00").done(ImportRoster((), (HEAD,)))
    assert marks(script, "10:00") == set()
    script.done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:01")
    assert {"struck", "added", "present"} <= marks(script, "10:00")


@pytest.mark.parametrize("status", [A.EXCUSED, A.ABSENT])
def test_who_was_struck_and_stayed_away_counts_nowhere(status: A) -> None:
    said = Note(status, reason=ref("why"))
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, said), at="9:01")
    script.done(ImportRoster((), (HEAD,)), at="9:02")
    assert marks(script, "10:00") == set()


def test_before_the_opening_nobody_is_late_or_short() -> None:
    script = given(*small_meeting()).done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="8:30")
    assert marks(script, "8:40") == {"in_person", "present", "came", "invited"}
    closed = noted("9:00 in_person").done(CloseSession(), at="10:00")
    assert "long" in marks(closed, "10:00")

"""A correction takes the place of what was wrong, and never hides it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.attendance.commands import (
    CorrectAttendance,
    NoteAttendance,
    SettleReview,
)
from coordinator.core.attendance.events import (
    AttendanceCorrected,
    AttendanceNoted,
)
from coordinator.core.attendance.facts import AttendanceEntry, Note
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    clock,
    live,
    record,
    ref,
)
from wire.codes import Refusal
from wire.vocabulary import Attendance, PersonId, SiteId

A = Attendance
HERE, AWAY = Note(A.IN_PERSON), Note(A.ABSENT)


def counts(script: Script, site: SiteId = GL) -> dict[str, int]:
    return {key: value for key, value in script.session.sites[site].counts.items() if value}


def history(script: Script, person: PersonId = HEAD) -> list[tuple[str, str]]:
    """What a person's log reads like."""
    return [
        (entry.status.value, f"{(entry.effective_at - clock('9:00')) // 60_000:+d} min")
        for entry in script.session.people[person].history
    ]


def holds(script: Script, person: PersonId = HEAD) -> AttendanceEntry:
    """The entry that holds of a person."""
    entry = script.session.people[person].current
    assert entry is not None
    return entry


def corrected(was: A, note: Note, *, said: str, replaces: int | None) -> AttendanceCorrected:
    return AttendanceCorrected(HEAD, was, note, ref("why"), replaces=replaces, said_at=clock(said))


def test_a_correction_keeps_what_it_corrects_and_why() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:00")
    wrong = holds(script)
    correction = CorrectAttendance(HEAD, AWAY, ref("why"))
    script.when(correction, by=ORGANIZER, at="9:05").then(
        On("9:00", corrected(A.IN_PERSON, AWAY, said="9:05", replaces=wrong.rev))
    )
    entry = script.session.people[HEAD].current
    assert entry is not None
    assert (entry.corrects, entry.because) == (A.IN_PERSON, "t_why")
    assert script.session.people[HEAD].history[0] == replace(wrong, replaced_by=entry.rev)
    assert counts(script) == {"absent": 1, "not_called": 1}
    script.when(CorrectAttendance(HEAD, HERE, None)).refused(Refusal.REASON_REQUIRED)


def test_a_late_correction_corrects_what_held_at_its_time() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:10")
    wrong = holds(script)
    script.done(NoteAttendance(HEAD, Note(A.ONLINE)), at="9:30")
    correction = CorrectAttendance(HEAD, AWAY, ref("why"))
    script.when(correction, by=GIA_LAI, source=record(1, "9:20"), at="9:40").then(
        On("9:10", corrected(A.IN_PERSON, AWAY, said="9:20", replaces=wrong.rev))
    )
    assert script.session.people[HEAD].status is A.ONLINE


def test_a_late_correction_does_not_replace_the_newer_one_of_somebody_else() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, AWAY), by=GIA_LAI, at="8:10")
    script.done(CorrectAttendance(HEAD, HERE, ref("why")), by=ORGANIZER, at="9:00")
    excused = Note(A.EXCUSED, reason=ref("reason"))
    stale = CorrectAttendance(HEAD, excused, ref("why"))
    script.when(stale, by=GIA_LAI, source=record(1, "8:30"), at="10:00").accepted()
    assert script.session.people[HEAD].status is A.IN_PERSON
    (review,) = script.session.reviews.values()
    corrected = review.proposal.corrected
    assert (review.proposal.at, corrected and corrected.note) == (clock("8:10"), excused)
    script.done(SettleReview(review.id, True), by=ORGANIZER)
    assert script.session.people[HEAD].status is A.EXCUSED


def test_a_late_correction_does_not_cut_into_the_time_of_a_newer_one() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, AWAY), by=GIA_LAI, at="8:10")
    script.done(NoteAttendance(HEAD, Note(A.ONLINE)), by=GIA_LAI, at="8:40")
    script.done(
        CorrectAttendance(HEAD, HERE, ref("why"), at=clock("8:15")), by=ORGANIZER, at="9:00"
    )
    assert holds(script).status is A.ONLINE
    cuts = CorrectAttendance(HEAD, AWAY, ref("why"), entry=holds(script).rev, at=clock("8:20"))
    script.when(cuts, by=GIA_LAI, source=record(1, "8:50"), at="10:00").accepted()
    assert len(script.session.reviews) == 1
    assert script.session.people[HEAD].status is A.ONLINE


@pytest.mark.parametrize(("note", "made"), [(HERE, "8:30"), (AWAY, "9:30")])
def test_a_late_correction_that_agrees_or_is_newer_comes_in(note: Note, made: str) -> None:
    script = given(*live()).done(NoteAttendance(HEAD, AWAY), by=GIA_LAI, at="8:10")
    script.done(CorrectAttendance(HEAD, HERE, ref("why")), by=ORGANIZER, at="9:00")
    again = CorrectAttendance(HEAD, note, ref("why"))
    script.when(again, by=GIA_LAI, source=record(1, made), at="10:00").accepted()
    assert not script.session.reviews
    assert script.session.people[HEAD].status is note.status


def test_a_late_tick_does_not_override_the_correction_that_came_after_it() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:10")
    script.done(CorrectAttendance(HEAD, AWAY, ref("why")), by=ORGANIZER, at="9:30")
    late = NoteAttendance(HEAD, Note(A.ONLINE))
    script.when(late, by=GIA_LAI, source=record(1, "9:20"), at="9:40").accepted()
    assert script.session.people[HEAD].status is A.ABSENT
    (review,) = script.session.reviews.values()
    assert review.proposal.noted == AttendanceNoted(HEAD, Note(A.ONLINE))
    gone = NoteAttendance(HEAD, Note(A.ABSENT))
    script.when(gone, by=GIA_LAI, source=record(2, "9:25"), at="9:40").accepted()
    script.done(SettleReview(review.id, True), by=ORGANIZER)
    assert script.session.people[HEAD].status_at(clock("9:24")) is A.ONLINE
    assert script.session.people[HEAD].status is A.ABSENT
    script.when(NoteAttendance(HEAD, HERE), by=GIA_LAI, source=record(3, "9:31")).accepted()
    assert script.session.people[HEAD].status is A.IN_PERSON


def test_a_correction_may_say_which_entry_and_another_time() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:10")
    first = holds(script)
    script.done(NoteAttendance(HEAD, Note(A.LEFT)), at="9:30")
    earlier = CorrectAttendance(HEAD, HERE, ref("why"), at=clock("9:02"), entry=first.rev)
    script.when(earlier, at="9:40").then(
        On("9:02", corrected(A.IN_PERSON, HERE, said="9:40", replaces=first.rev))
    )
    assert history(script) == [
        ("in_person", "+2 min"),
        ("in_person", "+10 min"),
        ("left", "+30 min"),
    ]
    gone = CorrectAttendance(HEAD, HERE, ref("why"), entry=first.rev)
    script.when(gone).refused(Refusal.WRONG_STATE, field="entry")

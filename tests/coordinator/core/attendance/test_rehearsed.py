"""What a rehearsal leaves: nothing of the attendance, and everybody back where they were."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    ChangeHead,
    CorrectAttendance,
    ImportRoster,
    NoteAttendance,
    NoteHeadCount,
    SettleReview,
    TransferPerson,
)
from coordinator.core.attendance.events import AttendanceNoted
from coordinator.core.attendance.facts import Note
from coordinator.core.attendance.reviews import ReviewSettled
from coordinator.core.session import BeginRehearsal, EndRehearsal, PhaseChanged, StartSession
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    OTHER,
    SECOND,
    clock,
    record,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.vocabulary import Attendance, PersonId, Phase

HERE = Note(Attendance.IN_PERSON)


def test_ticks_heads_and_transfers_of_a_rehearsal_go_with_it() -> None:
    script = given(*small_meeting()).done(NoteHeadCount(GL, 3), at="8:00")
    before = dict(script.session.attendance)
    script.done(BeginRehearsal(), at="8:30")
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), NoteHeadCount(GL, 40))
    script.done(TransferPerson(SECOND, CB), at="8:35").done(EndRehearsal(), at="8:50")
    session = script.session
    assert session.attendance == before
    assert session.sites[GL].head_count == 3
    assert sorted(session.sites[GL].people) == sorted([HEAD, SECOND])
    assert session.people[SECOND].moves == []


# --- what waited for a second person ------------------------------------------------------------


def contradicted() -> Script:
    """In the rehearsal somebody was corrected to absent, and a late tick says otherwise."""
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(NoteAttendance(HEAD, HERE), at="8:06")
    script.done(CorrectAttendance(HEAD, Note(Attendance.ABSENT), ref("why")), at="8:10")
    late = record(1, "8:08")
    return script.when(NoteAttendance(HEAD, HERE), by=GIA_LAI, source=late, at="8:11").accepted()


def test_what_waited_in_a_rehearsal_is_let_in_by_nobody() -> None:
    script = contradicted()
    (review,) = script.session.reviews
    script.done(StartSession(), at="9:00")
    assert script.session.reviews == {}
    settled = SettleReview(review, True)
    script.when(settled, by=ORGANIZER, at="9:05").refused(Refusal.UNKNOWN_REVIEW)
    assert script.session.people[HEAD].status is Attendance.NOT_CALLED


def test_what_waited_before_a_rehearsal_still_does() -> None:
    script = given(*small_meeting()).done(NoteAttendance(HEAD, HERE), at="8:00")
    script.done(CorrectAttendance(HEAD, Note(Attendance.ABSENT), ref("why")), at="8:10")
    source = record(1, "8:05")
    script.when(NoteAttendance(HEAD, HERE), by=GIA_LAI, source=source, at="8:11").accepted()
    script.done(BeginRehearsal(), at="8:30").done(EndRehearsal(), at="8:40")
    (review,) = script.session.reviews
    script.when(SettleReview(review, True), by=ORGANIZER).accepted()


def test_a_record_in_which_such_a_thing_was_let_in_can_still_be_read() -> None:
    script = contradicted()
    (review,) = script.session.reviews
    noted = AttendanceNoted(HEAD, HERE, late=True, review=review)
    script.given(PhaseChanged(Phase.LIVE), ReviewSettled(review, True), noted, at="9:00")
    assert script.session.people[HEAD].status is Attendance.IN_PERSON


# --- who headed the points ----------------------------------------------------------------------


def heads(script: Script) -> list[PersonId]:
    return [one for one, person in script.session.people.items() if person.spec.head]


def test_whoever_headed_a_point_heads_it_again() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(ChangeHead(SECOND), ChangeHead(OTHER), at="8:06")
    assert heads(script) == [SECOND, OTHER]
    script.done(EndRehearsal(), at="8:10")
    assert heads(script) == [HEAD], "nobody headed Cao Bằng"
    assert [script.session.sites[one].head_at for one in (GL, CB)] == [0, 0]


def test_a_head_named_before_a_rehearsal_stays_with_its_time() -> None:
    script = given(*small_meeting()).done(ChangeHead(SECOND), at="8:00")
    script.done(BeginRehearsal(), at="8:05").done(EndRehearsal(), at="8:10")
    assert (heads(script), script.session.sites[GL].head_at) == ([SECOND], clock("8:00"))
    script.done(BeginRehearsal(), at="8:15").done(ChangeHead(HEAD), at="8:16")
    script.done(StartSession(), at="9:00")
    assert (heads(script), script.session.sites[GL].head_at) == ([SECOND], clock("8:00"))


def test_a_head_who_was_sent_elsewhere_in_a_rehearsal_is_head_again() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(TransferPerson(HEAD, CB), ChangeHead(SECOND), ChangeHead(HEAD), at="8:06")
    script.done(EndRehearsal(), at="8:10")
    assert heads(script) == [HEAD]


def test_who_is_no_longer_invited_since_heads_nothing() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(ChangeHead(SECOND), ImportRoster((), struck=(HEAD,)), at="8:06")
    script.done(EndRehearsal(), at="8:10")
    assert heads(script) == []


def test_nobody_heads_the_point_they_come_back_to_who_did_not_before() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(TransferPerson(OTHER, GL), ChangeHead(OTHER), at="8:06")
    script.done(EndRehearsal(), at="8:10")
    assert heads(script) == [HEAD], "nobody headed Cao Bằng"


# --- what devices made before and sent in it ----------------------------------------------------


def test_a_correction_made_before_a_rehearsal_and_sent_in_it_stays() -> None:
    why = ref("why")
    excused = Note(Attendance.EXCUSED, reason=ref("ill"))
    script = given(*small_meeting()).done(NoteAttendance(HEAD, excused), at="8:01")
    script.done(BeginRehearsal(), at="8:30")
    online = CorrectAttendance(HEAD, Note(Attendance.ONLINE), why)
    script.when(online, by=GIA_LAI, source=record(1, "8:20"), at="8:35").accepted()
    wrong = CorrectAttendance(HEAD, Note(Attendance.ABSENT), why)
    script.when(wrong, by=GIA_LAI, source=record(2, "8:36"), at="8:36").accepted()
    assert script.session.people[HEAD].status is Attendance.ABSENT
    script.done(EndRehearsal(), at="8:40")
    assert script.session.people[HEAD].status is Attendance.ONLINE

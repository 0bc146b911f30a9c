"""After closing nothing enters the attendance on one person's word."""

from __future__ import annotations

import pytest

from coordinator.core.attendance.commands import (
    AddAttendee,
    ChangeHead,
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
    SettleReview,
    TransferPerson,
)
from coordinator.core.attendance.events import (
    AttendanceCorrected,
    AttendanceNoted,
    AttendeeAdded,
    HeadChanged,
    HeadCountNoted,
    PersonMoved,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.attendance.reviews import Proposal, ReviewOpened, ReviewSettled
from coordinator.core.base import Command, ErasePerson, PersonErased
from coordinator.core.session import CloseSession, ReopenSession
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    CB,
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    SECOND,
    SECRETARY,
    clock,
    live,
    record,
    ref,
)
from wire.codes import Refusal
from wire.record_words import ReviewState
from wire.vocabulary import Attendance, PersonId

A = Attendance
HERE, AWAY = Note(A.IN_PERSON), Note(A.ABSENT)
EXCUSED = Note(A.EXCUSED, reason=ref("reason"))


def closed(*, noted: bool = True) -> Script:
    """Over since eleven; the head was noted at nine."""
    script = given(*live())
    if noted:
        script.done(NoteAttendance(HEAD, HERE), at="9:00")
    return script.done(CloseSession(), at="11:00")


def late(script: Script, command: Command, at: str = "10:00", seq: int = 1) -> str:
    """A record that arrives after closing; the id of its review."""
    script.when(command, by=GIA_LAI, source=record(seq, at), at="12:00").accepted()
    return next(reversed(script.session.reviews))


def test_a_correction_waits_and_says_what_it_would_change() -> None:
    script = closed()
    wrong = script.session.people[HEAD].history[0]
    proposed = AttendanceCorrected(
        HEAD, A.IN_PERSON, EXCUSED, ref("why"), replaces=wrong.rev, said_at=clock("11:30")
    )
    number = script.session.rev + 1
    script.when(CorrectAttendance(HEAD, EXCUSED, ref("why")), by=ORGANIZER, at="11:30").then(
        ReviewOpened(f"v{number}", Proposal(clock("9:00"), corrected=proposed))
    )
    review = script.session.reviews[f"v{number}"]
    assert (review.state, review.by, review.role) == (ReviewState.OPEN, "organizer-1", "organizer")
    assert review.proposal.person == HEAD
    assert script.session.people[HEAD].status is A.IN_PERSON
    assert script.session.people[HEAD].texts == ["t_reason", "t_why"]


def test_a_second_person_lets_it_in_at_its_own_time() -> None:
    script = closed()
    script.done(CorrectAttendance(HEAD, AWAY, ref("why")), by=ORGANIZER, at="11:30")
    (number,) = script.session.reviews
    script.when(SettleReview(number, True), by=ORGANIZER).refused(Refusal.SECOND_PERSON)
    corrected = AttendanceCorrected(
        HEAD,
        A.IN_PERSON,
        AWAY,
        ref("why"),
        late=True,
        replaces=script.session.people[HEAD].history[0].rev,
        review=number,
        said_at=clock("11:30"),
    )
    script.when(SettleReview(number, True), by=SECRETARY, at="11:40").then(
        ReviewSettled(number, True), On("9:00", corrected)
    )
    person = script.session.people[HEAD]
    assert (person.status, len(person.history)) == (A.ABSENT, 2)
    entry = person.current
    assert entry is not None
    assert (entry.late, entry.review, entry.effective_at) == (True, number, clock("9:00"))
    assert (entry.by, entry.role) == ("organizer-1", "organizer"), "whoever said it, not who agreed"
    review = script.session.reviews[number]
    assert (review.state, review.settled_by) == (ReviewState.ACCEPTED, "secretary-1")
    script.when(SettleReview(number, True), by=SECRETARY).noted()
    script.when(SettleReview(number, False, ref("no")), by=SECRETARY).refused(
        Refusal.WRONG_STATE, state="accepted"
    )


def test_a_no_needs_a_reason_and_changes_nothing() -> None:
    script = closed()
    script.done(CorrectAttendance(HEAD, AWAY, ref("why")), by=ORGANIZER, at="11:30")
    (number,) = script.session.reviews
    script.when(SettleReview(number, False), by=SECRETARY).refused(Refusal.REASON_REQUIRED)
    script.when(SettleReview(number, False, ref("no")), by=SECRETARY).then(
        ReviewSettled(number, False, ref("no"))
    )
    assert script.session.people[HEAD].status is A.IN_PERSON
    assert script.session.people[HEAD].texts == ["t_why", "t_no"]
    assert script.session.reviews[number].because == "t_no"


def test_nobody_knows_a_review_that_is_none() -> None:
    closed().when(SettleReview("v99", True), by=SECRETARY).refused(Refusal.UNKNOWN_REVIEW)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (NoteAttendance(SECOND, HERE), AttendanceNoted(SECOND, HERE, late=True, review="?")),
        (NoteHeadCount(GL, 40), HeadCountNoted(GL, 40, review="?")),
        (ChangeHead(SECOND), HeadChanged(GL, SECOND)),
        (
            AddAttendee(PersonSpec(PersonId("64.x1"), GL, "00", added=True), A.IN_PERSON),
            AttendeeAdded(
                PersonSpec(PersonId("64.x1"), GL, "00", added=True),
                A.IN_PERSON,
                late=True,
                review="?",
            ),
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_late_records_wait_for_one_who_did_not_send_them(command: object, event: object) -> None:
    script = closed()
    number = late(script, command)
    told = script.when(SettleReview(number, True), by=ORGANIZER, at="12:10")
    let_in = told.recorded[1]
    told.accepted()
    assert str(let_in.event) == str(event).replace("'?'", f"'{number}'")
    assert (let_in.effective_at, let_in.actor) == (clock("10:00"), ORGANIZER)


def test_a_transfer_that_is_told_afterwards_waits_too() -> None:
    script = closed()
    moved = TransferPerson(SECOND, CB, at=clock("10:15"))
    script.when(moved, by=ORGANIZER, at="11:30").accepted()
    (number,) = script.session.reviews
    script.when(SettleReview(number, True), by=SECRETARY).then(
        ReviewSettled(number, True), On("10:15", PersonMoved(SECOND, GL, CB))
    )
    assert script.session.people[SECOND].spec.site == CB


def test_two_corrections_of_one_entry_do_not_both_come_in() -> None:
    script = closed()
    script.done(CorrectAttendance(HEAD, AWAY, ref("why")), by=ORGANIZER, at="11:30")
    script.done(CorrectAttendance(HEAD, EXCUSED, ref("other")), by=ORGANIZER, at="11:31")
    first, second = script.session.reviews
    script.done(SettleReview(first, True), by=SECRETARY)
    script.when(SettleReview(second, True), by=SECRETARY).refused(
        Refusal.WRONG_STATE, field="entry"
    )


def test_the_same_attendee_twice_comes_in_once() -> None:
    script = closed()
    command = AddAttendee(PersonSpec(PersonId("64.x1"), GL, "00", added=True), A.IN_PERSON)
    first, second = late(script, command), late(script, command, seq=2)
    script.done(SettleReview(first, True), by=SECRETARY)
    script.when(SettleReview(second, True), by=SECRETARY).refused(Refusal.ALREADY_EXISTS)


def test_an_attendee_who_is_not_let_in_leaves_no_name() -> None:
    script = closed()
    new = PersonId("64.x1")
    number = late(script, AddAttendee(PersonSpec(new, GL, "00", added=True), A.IN_PERSON))
    script.when(SettleReview(number, False, ref("no")), by=SECRETARY).then(
        ReviewSettled(number, False, ref("no")), PersonErased(new, (new,))
    )
    assert new in script.session.erased
    assert new not in script.session.people


def test_somebody_who_waits_to_be_added_can_be_erased() -> None:
    script = closed()
    new = PersonId("64.x1")
    late(script, AddAttendee(PersonSpec(new, GL, "00", added=True), A.IN_PERSON))
    script.when(ErasePerson(new), by=ORGANIZER).then(PersonErased(new, (new,)))
    script.when(ErasePerson(new), by=ORGANIZER).noted()
    script.when(ErasePerson(PersonId("64.x9")), by=ORGANIZER).refused(Refusal.UNKNOWN_PERSON)


def test_who_was_never_called_is_corrected_as_of_the_end() -> None:
    script = closed()
    script.done(CorrectAttendance(SECOND, HERE, ref("why")), by=ORGANIZER, at="11:30")
    (review,) = script.session.reviews.values()
    assert review.proposal.at == clock("11:00")


def test_what_happened_after_the_end_is_not_of_the_meeting() -> None:
    script = closed()
    ended = CorrectAttendance(HEAD, AWAY, ref("why"), at=clock("11:20"))
    script.when(ended, by=ORGANIZER, at="11:30").refused(Refusal.WRONG_PHASE, phase="closed")


def test_reopening_is_no_way_round_the_second_person() -> None:
    script = closed().done(ReopenSession(), at="11:10")
    script.done(CorrectAttendance(HEAD, AWAY, ref("why")), at="11:11")
    assert [one.proposal.person for one in script.session.reviews.values()] == [HEAD]
    script.done(NoteAttendance(SECOND, HERE, at=clock("11:11")), at="11:12")
    assert script.session.people[SECOND].status is A.IN_PERSON
    of_then = CorrectAttendance(SECOND, AWAY, ref("why"), at=clock("11:11"))
    script.done(of_then, at="11:13")
    assert script.session.people[SECOND].status is A.ABSENT, "noted after reopening"


def test_what_is_said_without_a_time_after_reopening_is_of_the_end() -> None:
    script = closed().done(ReopenSession(), at="11:10")
    script.done(NoteAttendance(SECOND, HERE), at="11:12")
    script.done(NoteAttendance(HEAD, AWAY, ago_ms=60_000), at="11:12")
    script.done(TransferPerson(SECOND, CB), by=ORGANIZER, at="11:13")
    script.done(ChangeHead(SECOND), at="11:14")
    waits = [one.proposal for one in script.session.reviews.values()]
    assert [one.at for one in waits] == [clock("11:00")] * 4
    assert script.session.people[SECOND].status is A.NOT_CALLED

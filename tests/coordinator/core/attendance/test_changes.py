"""Transfers, struck people and rehearsals: the counters follow, the past stays."""

from __future__ import annotations

import pytest

from coordinator.core.attendance import changes
from coordinator.core.attendance.commands import (
    ChangeHead,
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
    TransferPerson,
)
from coordinator.core.attendance.events import PersonMoved
from coordinator.core.attendance.facts import Move, Note
from coordinator.core.base import Command, CommandNoted, Recorded
from coordinator.core.session import BeginRehearsal, EndRehearsal, StartSession
from coordinator.core.sites import HeadCount
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    CAO_BANG,
    CB,
    CHU_PAH,
    GIA_LAI,
    GL,
    HEAD,
    HOST,
    SECOND,
    clock,
    live,
    record,
    ref,
    small_meeting,
)
from wire.codes import Refusal
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, PersonId, SiteId

A = Attendance
HERE = Note(A.IN_PERSON)


def test_a_delegate_who_moves_is_the_same_person_elsewhere() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, HERE), at="9:00")
    script.when(TransferPerson(HEAD, CB), at="9:30").then(PersonMoved(HEAD, GL, CB))
    person = script.session.people[HEAD]
    assert (person.spec.site, person.spec.head, person.home) == (CB, False, GL)
    assert [person.site_at(clock(at)) for at in ("8:59", "9:29", "9:30")] == [GL, GL, CB]
    sites = script.session.sites
    assert (sites[GL].people, sites[CB].people[-1]) == ([SECOND], HEAD)
    assert (sites[GL].counts["in_person"], sites[CB].counts["in_person"]) == (0, 1)
    assert script.session.attendance["in_person"] == 1
    script.when(TransferPerson(HEAD, CB)).noted()


def test_transfers_told_out_of_order_take_their_places() -> None:
    script = given(*live()).done(TransferPerson(SECOND, CB), at="9:30")
    earlier = TransferPerson(SECOND, CHU_PAH, at=clock("9:10"))
    script.when(earlier, at="9:40").then(On("9:10", PersonMoved(SECOND, GL, CHU_PAH)))
    person = script.session.people[SECOND]
    assert [(move.at, move.site) for move in person.moves] == [
        (clock("9:10"), CHU_PAH),
        (clock("9:30"), CB),
    ]
    assert isinstance(person.moves[0], Move)
    assert person.spec.site == CB
    assert script.session.sites[CB].people.count(SECOND) == 1


def test_nobody_moves_to_nowhere_or_into_a_full_room(monkeypatch: pytest.MonkeyPatch) -> None:
    script = given(*live())
    script.when(TransferPerson(HEAD, SiteId("99"))).refused(Refusal.UNKNOWN_SITE)
    script.when(TransferPerson(PersonId("64.99"), CB)).refused(Refusal.UNKNOWN_PERSON)
    monkeypatch.setattr("coordinator.core.attendance.rules.PEOPLE_PER_SITE_MAX", 1)
    script.when(TransferPerson(HEAD, CB)).refused(Refusal.SITE_FULL, site=CB)


def test_nobody_heads_a_point_they_left() -> None:
    script = given(*live()).done(TransferPerson(SECOND, CB), at="9:30")
    script.done(ChangeHead(SECOND), at="9:31")
    assert script.session.people[SECOND].spec.head, "of where they are now"
    assert script.session.people[HEAD].spec.head
    head = changes.HeadChanged(GL, SECOND)
    event = Recorded(script.session.rev + 1, script.now, script.now, HOST, head)
    changes.evolve(script.session, event)
    assert script.session.people[HEAD].spec.head


@pytest.mark.parametrize("ending", [EndRehearsal(), StartSession()])
def test_a_transfer_of_a_rehearsal_is_taken_back_with_whoever_headed(ending: Command) -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:02")
    script.done(TransferPerson(HEAD, CB), at="8:05").done(TransferPerson(SECOND, CB), at="8:06")
    script.done(TransferPerson(SECOND, GL), at="8:07").done(ending, at="8:40")
    session = script.session
    assert [session.people[one].spec.site for one in (HEAD, SECOND)] == [GL, GL]
    assert session.people[HEAD].spec.head
    assert not session.people[SECOND].spec.head
    assert (session.people[HEAD].moves, set(session.sites[GL].people)) == ([], {HEAD, SECOND})
    assert HEAD not in session.sites[CB].people
    assert session.sites[GL].counts == {"not_called": 2}


def test_a_transfer_from_before_a_rehearsal_stays() -> None:
    script = given(*small_meeting()).done(TransferPerson(SECOND, CB), at="8:01")
    script.done(BeginRehearsal(), at="8:02").done(TransferPerson(SECOND, GL), at="8:05")
    script.done(EndRehearsal(), at="8:40")
    assert script.session.people[SECOND].spec.site == CB
    assert [move.site for move in script.session.people[SECOND].moves] == [CB]


def test_a_count_may_cover_the_points_below() -> None:
    script = given(*live())
    script.done(NoteHeadCount(GL, 30), NoteHeadCount(GL, 900, True, CountedBy.TELEPHONE))
    site = script.session.sites[GL]
    assert site.head_count == 30
    assert site.counted(covers=True) == HeadCount(script.now, 900, True, CountedBy.TELEPHONE)
    assert script.session.sites[CB].counted() is None


def test_a_rehearsals_corrections_go_with_it() -> None:
    script = given(*small_meeting()).done(
        NoteAttendance(HEAD, Note(A.EXCUSED, reason=ref("trip"))), at="8:00"
    )
    script.done(BeginRehearsal(), at="8:30")
    script.done(CorrectAttendance(HEAD, HERE, ref("why")), at="8:40")
    assert script.session.people[HEAD].status is A.IN_PERSON
    script.done(EndRehearsal(), at="8:50")
    (entry,) = script.session.people[HEAD].history
    assert (entry.status, entry.replaced_by) == (A.EXCUSED, None)


def test_a_correction_of_before_stays_after_a_rehearsal() -> None:
    script = given(*small_meeting()).done(NoteAttendance(HEAD, HERE), at="8:00")
    script.done(CorrectAttendance(HEAD, Note(A.ABSENT), ref("why")), at="8:05")
    script.done(BeginRehearsal(), at="8:30").done(EndRehearsal(), at="8:50")
    assert [one.replaced_by is None for one in script.session.people[HEAD].history] == [False, True]


def test_what_the_old_point_noted_before_a_transfer_still_arrives() -> None:
    script = given(*live()).done(TransferPerson(HEAD, CB), at="9:30")
    note = NoteAttendance(HEAD, HERE)
    script.when(note, by=GIA_LAI, source=record(1, "9:20"), at="9:40").accepted()
    script.when(TransferPerson(HEAD, GL), by=GIA_LAI).refused(Refusal.FORBIDDEN)
    nobody = NoteAttendance(PersonId("04.99"), HERE)
    script.when(nobody, by=GIA_LAI, source=record(2, "9:20")).refused(Refusal.FORBIDDEN)


def transferred() -> Script:
    """Here at Gia Lai since 8:10, at Cao Bằng from 9:00, and seen there at 9:05."""
    script = given(*live()).done(NoteAttendance(SECOND, HERE), by=GIA_LAI, at="8:10")
    script.done(TransferPerson(SECOND, CB), at="9:00")
    return script.done(NoteAttendance(SECOND, HERE), by=CAO_BANG, at="9:05")


def test_the_old_point_says_nothing_of_the_time_after_a_transfer() -> None:
    script = transferred()
    absent = NoteAttendance(SECOND, Note(A.ABSENT))
    offline = record(1, "9:30")
    script.when(absent, by=GIA_LAI, source=offline, at="10:00").refused(Refusal.FORBIDDEN)
    script.when(absent, by=GIA_LAI, at="10:30").refused(Refusal.FORBIDDEN)
    at_that_instant = record(2, "9:00")
    script.when(absent, by=GIA_LAI, source=at_that_instant).refused(Refusal.FORBIDDEN)
    again = record(3, "9:05")
    script.when(NoteAttendance(SECOND, HERE), by=GIA_LAI, source=again).refused(Refusal.FORBIDDEN)
    assert script.session.people[SECOND].status is A.IN_PERSON
    script.when(absent, by=CAO_BANG, at="10:31").accepted()


def test_the_old_point_corrects_what_it_noted_and_not_what_the_new_one_did() -> None:
    script = transferred()
    own, theirs = (one.rev for one in script.session.people[SECOND].history)
    why, absent = ref("why"), Note(A.ABSENT)
    of_now = CorrectAttendance(SECOND, absent, why)
    script.when(of_now, by=GIA_LAI, at="10:00").refused(Refusal.FORBIDDEN)
    of_theirs = CorrectAttendance(SECOND, absent, why, at=clock("8:30"), entry=theirs)
    script.when(of_theirs, by=GIA_LAI).refused(Refusal.FORBIDDEN)
    script.when(CorrectAttendance(SECOND, absent, why, entry=own), by=GIA_LAI).accepted()
    assert script.session.people[SECOND].status is A.IN_PERSON, "seen at Cao Bằng since"


def test_only_attendance_changes_here() -> None:
    script = given(*live())
    with pytest.raises(AssertionError):
        changes.evolve(script.session, Recorded(9, 0, 0, HOST, CommandNoted()))

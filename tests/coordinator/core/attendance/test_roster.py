"""Importing a roster again brings no doubles, and strikes without forgetting."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from coordinator.core.attendance import roster, rules
from coordinator.core.attendance.commands import ImportRoster, NoteAttendance
from coordinator.core.attendance.events import RosterChanged
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import ErasePerson
from coordinator.core.session import CloseSession
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, GL, HEAD, ORGANIZER, SECOND, live, ref, small_meeting
from wire.codes import Refusal
from wire.vocabulary import Attendance, PersonId, SiteId

NEW = PersonSpec(PersonId("64.r1"), GL, "11" * 32, code="ABCD1234X", member="m.7")


def spec(script: Script, person: PersonId) -> PersonSpec:
    return script.session.people[person].spec


def test_new_people_are_added_and_the_same_file_again_changes_nothing() -> None:
    script = given(*small_meeting())
    known = spec(script, HEAD)
    script.when(ImportRoster((known, NEW)), by=ORGANIZER).then(RosterChanged((NEW,)))
    script.when(ImportRoster((known, NEW)), by=ORGANIZER).noted()
    assert script.session.sites[GL].people == [HEAD, SECOND, NEW.id]
    assert script.session.attendance == {"not_called": 7}


def test_a_known_person_gets_new_texts_and_keeps_the_history() -> None:
    script = given(*live()).done(NoteAttendance(HEAD, Note(Attendance.ONLINE)))
    renamed = replace(spec(script, HEAD), commitment="22" * 32)
    script.when(ImportRoster((renamed,))).then(RosterChanged(changed=(renamed,)))
    assert spec(script, HEAD) == renamed
    assert script.session.people[HEAD].status is Attendance.ONLINE
    assert script.session.attendance == {"not_called": 5, "online": 1}


def test_another_head_takes_the_place_of_the_first() -> None:
    script = given(*small_meeting())
    script.done(ImportRoster((replace(spec(script, SECOND), head=True),)))
    assert [spec(script, one).head for one in (HEAD, SECOND)] == [False, True]
    script.done(ImportRoster((replace(NEW, head=True),)))
    assert [spec(script, one).head for one in (HEAD, SECOND, NEW.id)] == [False, False, True]


def test_who_is_struck_counts_only_for_having_come() -> None:
    script = given(*live())
    script.when(ImportRoster((), (HEAD, HEAD))).then(RosterChanged(struck=(HEAD,)))
    assert (spec(script, HEAD).struck, spec(script, HEAD).head) == (True, False)
    assert script.session.sites[GL].counts == {"not_called": 1}
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    assert script.session.sites[GL].counts == {"not_called": 1, "in_person": 1}
    script.done(NoteAttendance(HEAD, Note(Attendance.LEFT)))
    assert +Counter(script.session.sites[GL].counts) == {"not_called": 1, "left": 1}
    script.when(ImportRoster((), (HEAD,))).noted()
    script.done(ImportRoster((replace(spec(script, HEAD), struck=False),)))
    assert not spec(script, HEAD).struck


@pytest.mark.parametrize("status", [Attendance.EXCUSED, Attendance.ABSENT])
def test_who_is_struck_and_stays_away_counts_nowhere(status: Attendance) -> None:
    script = given(*live()).done(NoteAttendance(HEAD, Note(status, reason=ref("why"))))
    assert +Counter(script.session.attendance) == {status.value: 1, "not_called": 5}
    script.done(ImportRoster((), (HEAD,)))
    assert +Counter(script.session.attendance) == {"not_called": 5}
    assert +Counter(script.session.sites[GL].counts) == {"not_called": 1}


def test_an_import_never_moves_anybody() -> None:
    script = given(*small_meeting())
    elsewhere = replace(spec(script, HEAD), site=CB)
    script.when(ImportRoster((elsewhere,))).refused(Refusal.BAD_VALUE, field="site", person=HEAD)


@pytest.mark.parametrize(
    ("people", "struck", "code"),
    [
        ((NEW, NEW), (), Refusal.BAD_VALUE),
        ((replace(NEW, id=PersonId("04.r1")),), (), Refusal.BAD_VALUE),
        ((replace(NEW, struck=True),), (), Refusal.BAD_VALUE),
        ((replace(NEW, site=SiteId("99"), id=PersonId("99.r1")),), (), Refusal.UNKNOWN_SITE),
        ((), (PersonId("64.99"),), Refusal.UNKNOWN_PERSON),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    people: tuple[PersonSpec, ...], struck: tuple[PersonId, ...], code: Refusal
) -> None:
    given(*small_meeting()).when(ImportRoster(people, struck)).refused(code)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    script = given(*small_meeting())
    monkeypatch.setattr(rules, "PEOPLE_PER_SITE_MAX", 2)
    script.when(ImportRoster((NEW,))).refused(Refusal.SITE_FULL, limit=2, site=GL)
    monkeypatch.setattr(roster, "ROSTER_CHUNK_MAX", 1)
    script.when(ImportRoster((NEW,), (HEAD,))).refused(Refusal.BAD_VALUE, field="people")


def test_not_after_the_end_and_not_who_was_erased() -> None:
    script = given(*live()).done(ErasePerson(HEAD), by=ORGANIZER)
    known = spec(script, HEAD)
    script.when(ImportRoster((known,))).refused(Refusal.ERASED, person=HEAD)
    script.done(CloseSession())
    script.when(ImportRoster((NEW,))).refused(Refusal.WRONG_PHASE, phase="closed")

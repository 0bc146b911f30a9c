"""An erasure names every text that speaks of the person, and leaves the facts."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    AddAttendee,
    CorrectAttendance,
    NoteAttendance,
    SettleReview,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import ErasePerson, PersonErased
from coordinator.core.floor import commands as c
from coordinator.core.session import CloseSession
from tests.support.playbook import given
from tests.support.small_meeting import (
    CB,
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    OTHER,
    SECRETARY,
    live,
    record,
    ref,
)
from wire.codes import Refusal
from wire.vocabulary import HALL, Attendance, PersonId, SpeechKind


def test_erasing_takes_all_texts_of_the_person_and_no_facts() -> None:
    script = given(*live())
    deputised = Note(Attendance.DEPUTISED, ref("deputy"), ref("approver"))
    excused = Note(Attendance.EXCUSED, reason=ref("reason"))
    script.done(NoteAttendance(HEAD, deputised), CorrectAttendance(HEAD, excused, ref("because")))
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD, topic=ref("topic")))
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE, OTHER, topic=ref("not mine")))
    script.done(c.RequestFloor(HALL, SpeechKind.DEBATE, HEAD))
    counts = dict(script.session.attendance)
    refs = ("64.01", "t_deputy", "t_approver", "t_reason", "t_because", "t_topic")
    script.when(ErasePerson(HEAD), by=ORGANIZER).then(PersonErased(HEAD, refs))
    script.when(ErasePerson(HEAD), by=ORGANIZER).noted()
    session = script.session
    assert session.people[HEAD].erased
    assert session.erased == {HEAD}
    assert session.attendance == counts


def test_nobody_unknown_is_erased() -> None:
    step = given(*live()).when(ErasePerson(PersonId("64.99")), by=ORGANIZER)
    step.refused(Refusal.UNKNOWN_PERSON, person="64.99")


def test_who_is_let_in_after_an_erasure_stays_nameless() -> None:
    script = given(*live()).done(CloseSession(), at="11:00")
    new = PersonId("64.x1")
    command = AddAttendee(PersonSpec(new, GL, "00", added=True), Attendance.IN_PERSON)
    script.when(command, by=GIA_LAI, source=record(1, "10:00"), at="12:00").accepted()
    (number,) = script.session.reviews
    script.done(ErasePerson(new), by=ORGANIZER)
    script.done(SettleReview(number, True), by=SECRETARY)
    assert script.session.people[new].erased

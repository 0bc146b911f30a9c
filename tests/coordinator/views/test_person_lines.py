"""Lines of people: state, times and marks at the survey's moment; whoever moved is counted once."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    CorrectAttendance,
    NoteAttendance,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note
from coordinator.core.people import People, PrivateRow
from coordinator.core.session import CloseSession
from coordinator.views.person_lines import (
    PersonLine,
    last_presence,
    marked,
    open_reviews,
    person_line,
)
from coordinator.views.presence import Moment
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    GL,
    HEAD,
    ORGANIZER,
    OTHER,
    SALT,
    SECOND,
    clock,
    live,
    ref,
    texts,
)
from wire.vocabulary import Attendance, PersonId

A = Attendance
MINUTE = 60_000
DEPUTISED = Note(A.DEPUTISED, ref("deputy"), ref("approver"))


def known() -> People:
    people = texts()
    fields = {"name": "Đại biểu mẫu 90", "post": "Chức danh mẫu"}
    people.keep([PrivateRow("t_deputy", SALT, fields)])
    people.keep([PrivateRow("t_approver", SALT, {"text": "Chủ trì hội nghị"})])
    return people


def line(script: Script, at: str, person: PersonId = HEAD) -> PersonLine:
    session = script.session
    counted = survey(session, clock("15:00"), Moment(clock(at)))
    return person_line(session, known(), session.people[person], counted, open_reviews(session))


def test_a_line_says_when_somebody_came_and_how_long_they_stayed() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, DEPUTISED), at="9:10")
    script.done(NoteAttendance(HEAD, Note(A.LEFT)), at="9:40")
    found = line(script, "10:00")
    assert (found.arrived_at, found.left_at) == (clock("9:10"), clock("9:40"))
    assert (found.present_ms, found.status, found.since_at) == (30 * MINUTE, A.LEFT, clock("9:40"))
    assert {"early", "short", "left"} <= set(found.marks)
    there = line(script, "9:20")
    assert (there.status, there.deputy, there.approver) == (
        A.DEPUTISED,
        "Đại biểu mẫu 90",
        "Chủ trì hội nghị",
    )
    nobody = line(script, "9:05")
    assert (nobody.status, nobody.arrived_at, nobody.since_at) == (A.NOT_CALLED, None, None)
    last = last_presence(script.session.people[HEAD], clock("10:00"))
    assert last is not None
    assert last.deputy == "t_deputy"
    assert last_presence(script.session.people[HEAD], clock("9:05")) is None


def test_whoever_moved_is_listed_where_they_were_at_the_moment() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:01")
    script.done(TransferPerson(HEAD, CB), at="9:30")
    session = script.session
    for at, where, elsewhere in (("9:20", GL, CB), ("9:40", CB, GL)):
        counted = survey(session, clock("10:00"), Moment(clock(at)))
        assert HEAD in marked(session, counted, [where], "present")
        assert HEAD not in marked(session, counted, [elsewhere], None)
        everybody = marked(session, counted, session.site_order, None)
        assert sorted(everybody) == sorted(session.people)
    found = line(script, "9:40")
    assert (found.site_name, found.home) == ("Cao Bằng", GL)


def test_marks_select_and_the_counts_agree() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.IN_PERSON)))
    script.done(NoteAttendance(OTHER, Note(A.ABSENT)))
    session, counted = script.session, survey(script.session, clock("10:00"))
    for mark in ("present", "never", "absent", "long", "invited"):
        found = marked(session, counted, session.site_order, mark)
        assert len(found) == counted.count(mark)


def test_a_line_names_what_waits_for_a_second_person() -> None:
    script = given(*live(), at="9:00").done(CloseSession(), at="10:00")
    for status in (A.IN_PERSON, A.ONLINE):
        correction = CorrectAttendance(SECOND, Note(status), ref("why"))
        script.when(correction, by=ORGANIZER, at="10:05").accepted()
    first = next(iter(script.session.reviews))
    assert line(script, "10:00", SECOND).review == first
    assert line(script, "10:00").review == ""

"""One person of the log, with every entry that was ever made."""

from __future__ import annotations

from coordinator.core.attendance.commands import CorrectAttendance, NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.people import PrivateRow
from coordinator.views.person_records import person_record
from tests.support.playbook import given
from tests.support.small_meeting import HEAD, ORGANIZER, SALT, SECOND, clock, live, ref, texts
from wire.vocabulary import Attendance


def test_what_was_corrected_stays_readable_beside_what_holds() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(Attendance.ONLINE)))
    deputised = Note(Attendance.DEPUTISED, ref("deputy"), ref("approver"))
    script.done(CorrectAttendance(HEAD, deputised, ref("why")), by=ORGANIZER, at="9:40")
    people = texts()
    people.keep([PrivateRow("t_deputy", SALT, {"name": "Đại biểu mẫu 09"})])
    people.keep(PrivateRow(f"t_{one}", SALT, {"text": one}) for one in ("approver", "why"))
    found = person_record(people, script.session.people[HEAD], clock("10:00"))
    assert (found.name, found.head, found.erased) == ("Đại biểu mẫu 01 – 64", True, False)
    assert (found.status, found.since_at) == (Attendance.DEPUTISED, clock("9:00"))
    first, second = found.history
    assert (first.status, first.replaced_by, first.corrects) == (
        Attendance.ONLINE,
        second.rev,
        None,
    )
    assert (second.deputy, second.approver, second.because) == (
        "Đại biểu mẫu 09",
        "approver",
        "why",
    )
    assert (second.recorded_at, second.role) == (clock("9:40"), "organizer")


def test_who_was_never_noted_has_no_history() -> None:
    found = person_record(texts(), given(*live()).session.people[SECOND], clock("10:00"))
    assert (found.status, found.since_at, found.history) == (Attendance.NOT_CALLED, None, ())

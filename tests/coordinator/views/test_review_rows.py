"""What waits for a second person, with the old value beside the new; and all corrections."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    AddAttendee,
    ChangeHead,
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
    SettleReview,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.people import People, PrivateRow
from coordinator.core.session import CloseSession
from coordinator.views.review_rows import (
    CorrectionPage,
    ReviewKind,
    ReviewPage,
    correction_page,
    review_page,
)
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    SALT,
    SECOND,
    SECRETARY,
    clock,
    live,
    record,
    ref,
    texts,
)
from wire.record_words import ReviewState
from wire.vocabulary import Attendance, PersonId

A = Attendance


def known() -> People:
    people = texts()
    people.keep(PrivateRow(f"t_{name}", SALT, {"text": name}) for name in ("why", "no", "reason"))
    return people


def page(script: Script, asker: str = ORGANIZER.id, offset: int = 0, limit: int = 50) -> ReviewPage:
    return review_page(script.session, known(), asker, offset, limit)


def corrections(script: Script, offset: int = 0, limit: int = 50) -> CorrectionPage:
    made = survey(script.session, clock("15:00")).corrections
    return correction_page(script.session, known(), made, offset, limit)


def closed() -> Script:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.ABSENT)), at="9:05")
    return script.done(NoteHeadCount(GL, 12), at="9:06").done(CloseSession(), at="11:00")


def test_a_correction_after_closing_shows_what_it_would_change_and_who_brought_it() -> None:
    script = closed()
    command = CorrectAttendance(HEAD, Note(A.IN_PERSON), ref("why"))
    script.when(command, by=ORGANIZER, at="11:30").accepted()
    (row,) = page(script).rows
    assert (row.kind, row.state, row.site_name) == (
        ReviewKind.CORRECTION,
        ReviewState.OPEN,
        "Gia Lai",
    )
    assert (row.was, row.was_at, row.status, row.at) == (
        A.ABSENT,
        clock("9:05"),
        A.IN_PERSON,
        clock("9:05"),
    )
    assert (row.name, row.because, row.role) == ("Đại biểu mẫu 01 – 64", "why", "organizer")
    assert (row.mine, page(script, SECRETARY.id).rows[0].mine) == (True, False)
    assert (row.opened_at, row.settled_at, row.by) == (clock("11:30"), None, ORGANIZER.id)
    script.when(SettleReview(row.id, False, ref("no")), by=SECRETARY, at="11:40").accepted()
    (row,) = page(script).rows
    assert (row.state, row.verdict, row.settled_by) == (ReviewState.REJECTED, "no", SECRETARY.id)
    assert corrections(script).total == 0


def test_every_kind_of_proposal_says_the_old_and_the_new() -> None:
    script = closed()
    spec = PersonSpec(PersonId("64.x1"), GL, "00", added=True)
    late = (
        (NoteAttendance(SECOND, Note(A.EXCUSED, reason=ref("reason"))), "9:30"),
        (AddAttendee(spec, A.ONLINE), "9:40"),
        (NoteHeadCount(GL, 20), "9:50"),
        (ChangeHead(SECOND), "9:55"),
    )
    for seq, (command, device) in enumerate(late, start=1):
        script.when(command, by=GIA_LAI, source=record(seq, device), at="11:10").accepted()
    moved = TransferPerson(HEAD, CB, at=clock("10:00"))
    script.when(moved, by=ORGANIZER, at="11:20").accepted()
    rows = page(script).rows
    assert [row.kind.value for row in rows] == ["note", "added", "head_count", "head", "transfer"]
    note, added, counted, _, transfer = rows
    assert (note.was, note.status, note.reason) == (A.NOT_CALLED, A.EXCUSED, "reason")
    assert (added.was, added.status, added.site) == (None, A.ONLINE, "64")
    assert (counted.was_count, counted.count, counted.person) == (12, 20, "")
    assert (transfer.was_site, transfer.site_name) == ("Gia Lai", "Cao Bằng")
    assert all(row.role == "site" for row in rows[:4])


def test_those_that_wait_come_first_and_pages_follow_each_other() -> None:
    script = closed()
    for minute, status in enumerate((A.IN_PERSON, A.ONLINE, A.EXCUSED)):
        note = Note(status, reason=ref("reason"))
        at = f"11:{10 + minute}"
        script.when(CorrectAttendance(SECOND, note, ref("why")), by=ORGANIZER, at=at).accepted()
    first = page(script).rows[0].id
    script.when(SettleReview(first, True), by=SECRETARY, at="11:30").accepted()
    whole = page(script)
    assert (whole.total, whole.open) == (3, 2)
    assert [row.id for row in whole.rows][-1] == first
    assert page(script, offset=1, limit=1).rows == whole.rows[1:2]


def test_corrections_are_listed_the_newest_first_with_what_they_replaced() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.ABSENT)), at="9:05")
    because = ref("why")
    script.done(CorrectAttendance(HEAD, Note(A.ONLINE), because), by=ORGANIZER, at="9:10")
    script.done(CorrectAttendance(SECOND, Note(A.ABSENT), because), by=ORGANIZER, at="9:11")
    script.done(CorrectAttendance(HEAD, Note(A.IN_PERSON), because), by=SECRETARY, at="9:20")
    found = corrections(script)
    assert [(row.person, row.was, row.status, row.undone) for row in found.rows] == [
        (HEAD, A.ONLINE, A.IN_PERSON, False),
        (SECOND, A.NOT_CALLED, A.ABSENT, False),
        (HEAD, A.ABSENT, A.ONLINE, True),
    ]
    newest = found.rows[0]
    assert (newest.was_at, newest.status_at, newest.corrected_at) == (
        clock("9:05"),
        clock("9:05"),
        clock("9:20"),
    )
    assert (newest.because, newest.role, found.rows[1].was_at) == ("why", "secretary", None)
    assert corrections(script, offset=2, limit=5).rows == found.rows[2:]
    gone = correction_page(script.session, known(), [(1, HEAD)], 0, 5)
    assert (gone.total, gone.rows) == (1, ())

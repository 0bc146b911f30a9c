"""The rows about people, where they are out of the ordinary."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    AddAttendee,
    NoteHeadCount,
    SettleReview,
    TransferPerson,
)
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.session import CloseSession, ReopenSession
from coordinator.reports.model import ERASED
from tests.support.reported import HERE, Reported
from tests.support.small_meeting import ALAN, CB, CHU_PAH, GL, SECOND, SECRETARY, clock
from wire.vocabulary import Attendance, PersonId


def closed() -> Reported:
    kept = Reported()
    kept.do("11:00", CloseSession())
    kept.do("11:05", ReopenSession())
    return kept


def test_two_transfers_name_both_points_before() -> None:
    kept = Reported()
    kept.do("9:10", TransferPerson(SECOND, CB))
    kept.do("9:20", TransferPerson(SECOND, CHU_PAH))
    (row,) = [row for row in kept.report("10:00").people if row.person == SECOND]
    assert (row.site, row.moved_from) == (CHU_PAH, (GL, CB))


def test_a_deputy_who_left_stays_in_the_row_with_the_time() -> None:
    kept = Reported()
    deputy, approver = kept.text("d8", name="Đại biểu mẫu 58"), kept.text("a8", text="Chủ trì")
    kept.note("9:12", SECOND, Attendance.DEPUTISED, deputy=deputy, approver=approver)
    kept.note("10:30", SECOND, Attendance.LEFT)
    (row,) = [row for row in kept.report("11:00").people if row.person == SECOND]
    assert (row.status, row.deputy.name, row.approver, row.deputised_at) == (
        Attendance.LEFT,
        "Đại biểu mẫu 58",
        "Chủ trì",
        clock("9:12"),
    )
    kept.note("10:40", SECOND, HERE)
    (row,) = [row for row in kept.report("11:00").people if row.person == SECOND]
    assert (row.deputy.name, row.deputised_at) == ("", None)


def test_a_head_count_and_a_newcomer_wait_in_a_review() -> None:
    kept = closed()
    kept.do("11:10", NoteHeadCount(ALAN, 7))
    newcomer = PersonId("04.x9")
    kept.text(newcomer, name="Đại biểu mẫu 91")
    spec = PersonSpec(newcomer, CB, "1" * 64, added=True)
    kept.do("11:11", AddAttendee(spec, HERE, at=clock("9:30")), SECRETARY)
    rows = kept.report("12:00").reviews
    assert [(row.kind, row.site, row.said, row.at) for row in rows] == [
        ("head_count", ALAN, None, clock("11:00")),
        ("added", CB, Attendance.IN_PERSON, clock("9:30")),
    ], "a count without a time is of the end"
    assert rows[1].name == "Đại biểu mẫu 91"


def test_a_refused_newcomer_is_named_nowhere() -> None:
    kept = closed()
    newcomer = PersonId("04.x9")
    kept.text(newcomer, name="Đại biểu mẫu 91")
    spec = PersonSpec(newcomer, CB, "1" * 64, added=True)
    kept.do("11:11", AddAttendee(spec, HERE, at=clock("9:30")), SECRETARY)
    (review,) = kept.session.reviews
    no = SettleReview(review, accept=False, because=kept.text("no", text="Không có mặt"))
    kept.do("11:20", no)
    kept.people.forget([newcomer])
    (row,) = kept.report("12:00").reviews
    assert (row.name, row.because) == (ERASED, "Không có mặt")

"""A whole report of a meeting with everything in it: the figures that a reader would recount."""

from __future__ import annotations

from coordinator.reports.build import report
from coordinator.reports.figures import Named, Quality
from coordinator.reports.model import ERASED, Options, Seal
from coordinator.reports.table import hour
from coordinator.reports.wording import noted
from tests.support.reported import EVERYTHING, NEWCOMER, STRUCK, whole_morning
from tests.support.small_meeting import CB, CHAIR, GL, HEAD, OTHER, SECOND, clock
from wire.vocabulary import Attendance

KEPT = whole_morning()
WHOLE = KEPT.report("12:00")
PEOPLE = {row.person: row for row in WHOLE.people}
SITES = {row.site: row for row in WHOLE.sites}


def test_the_head_says_when_where_and_who_chaired() -> None:
    header = WHOLE.header
    assert (header.started_at, header.closed_at) == (clock("9:00"), clock("11:00"))
    assert (header.until_at, header.generated_at) == (clock("11:00"), clock("12:00"))
    assert header.chair == Named(ERASED)
    assert [one.name for one in header.co_chairs] == ["Đại biểu mẫu 02 – TW"]


def test_points_are_counted_once_each() -> None:
    points = WHOLE.points
    assert (points.invited, points.with_line, points.receive_only, points.seats) == (6, 4, 1, 1)
    assert points.with_line + points.receive_only + points.seats == points.invited
    assert (points.connected, points.never, points.lost) == (2, 2, 0)


def test_people_add_up_over_points_provinces_and_persons() -> None:
    totals = WHOLE.totals
    rows = [row for row in WHOLE.people if not row.struck]
    assert (totals.invited, totals.added, totals.struck) == (6, 1, 1)
    assert totals.invited + totals.added == len(rows)
    assert totals.attended == sum(row.arrived_at is not None for row in WHOLE.people)
    assert totals.long_enough == sum(row.long_enough for row in WHOLE.people)
    assert sum(row.people.attended for row in WHOLE.sites) == totals.attended
    assert sum(row.people.attended for row in WHOLE.provinces) == totals.attended
    assert sum(row.points for row in WHOLE.provinces) == len(WHOLE.sites)


def test_a_person_who_went_and_came_back() -> None:
    row = PEOPLE[SECOND]
    assert (row.arrived_at, row.left_at, row.interruptions) == (clock("9:04"), None, 1)
    assert row.total_ms == (26 + 80) * 60_000
    assert row.share == row.total_ms / (120 * 60_000)


def test_a_deputy_is_told_with_both_names_and_who_agreed() -> None:
    row = PEOPLE[HEAD]
    assert (row.deputy.name, row.approver) == ("Đại biểu mẫu 31", "Chủ trì điểm cầu")
    (instead,) = SITES[GL].substitutions
    assert (instead.person, instead.deputy) == (row.name, row.deputy.name)
    assert instead.at == clock("9:03")


def test_a_transfer_stays_one_person() -> None:
    row = PEOPLE[NEWCOMER]
    assert (row.site, row.moved_from, row.added) == (GL, (CB,), True)
    assert row.total_ms == 114 * 60_000


def test_what_came_after_closing_counts_once_a_second_person_let_it_in() -> None:
    row = PEOPLE[OTHER]
    assert (row.status, row.late, row.corrections) == (Attendance.IN_PERSON, True, 1)
    accepted, waiting = WHOLE.reviews
    assert (accepted.by, accepted.settled_by) == ("secretary-1", "organizer-1")
    assert (accepted.kind, waiting.kind) == ("correction", "note")
    assert PEOPLE["BTC.01"].status is Attendance.NOT_CALLED


def test_corrections_keep_the_old_value_its_time_and_the_reason() -> None:
    first, second = WHOLE.corrections
    assert (first.was, first.status) == (Attendance.ONLINE, Attendance.IN_PERSON)
    assert (first.was_at, first.role) == (clock("9:02"), "secretary")
    assert (second.was, second.because) == (Attendance.EXCUSED, "Đại biểu có đến")
    assert second.review == WHOLE.reviews[0].id


def test_the_line_its_gap_and_its_incident() -> None:
    row = SITES[GL]
    assert (row.connected_at, row.left_at) == (clock("9:00"), None)
    assert (row.connected_ms, row.lost_ms, row.interruptions) == (118 * 60_000, 120_000, 1)
    (note,) = row.notes
    assert (note.words, note.outcome) == ("Không có tiếng", "đã khắc phục")
    assert noted(note) == "Không có tiếng 09 giờ 53: đã khắc phục"
    assert noted(note, hour) == "Không có tiếng 09:53: đã khắc phục"
    assert row.answers == {1: "answered"}


def test_who_was_taken_off_the_roster_is_marked_and_counted_nowhere() -> None:
    assert PEOPLE[STRUCK].struck
    assert SITES[GL].people.invited == 2


def test_nothing_personal_is_left_without_names() -> None:
    bare = KEPT.report("12:00", Options(names=False))
    told = repr((bare, list(bare.people), list(bare.corrections)))
    for text in ("Đại biểu", "Chức danh", "công tác", "đất đai", "mẫu đơn", "chiều đi", "0269"):
        assert text not in told, text
    assert bare.totals == WHOLE.totals


def test_telephones_only_on_wish() -> None:
    assert SITES[GL].phone == "0269 000 064"
    assert not any(row.phone for row in KEPT.report("12:00", Options()).sites)


def test_the_erased_are_told_as_such() -> None:
    assert PEOPLE[CHAIR].name == ERASED
    assert PEOPLE[CHAIR].post == ""


def test_the_seal_and_the_quality_come_from_the_record() -> None:
    seal = Seal(41, "cm9vdA==", "hop\n41\n", "key")
    found = report(
        KEPT.session,
        KEPT.people,
        clock("12:00"),
        EVERYTHING,
        seal=seal,
        quality={GL: Quality(90, 10, 0)},
    )
    assert found.header.seal == seal
    assert {row.site for row in found.sites if row.quality} == {GL}

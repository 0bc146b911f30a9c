"""The annex of delegates by name."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.annexes import delegates
from coordinator.reports.figures import Named
from coordinator.reports.model import Rows
from coordinator.reports.paper import Paragraph, Table
from coordinator.reports.rows import PersonRow
from tests.support.signed_meeting import signed_report
from tests.support.small_meeting import clock
from wire.vocabulary import Attendance


def rows(*people: PersonRow) -> list[tuple[str, ...]]:
    report = signed_report()
    if people:
        report = replace(report, people=Rows(lambda: people))
    tables = [one for one in delegates.blocks(report) if isinstance(one, Table)]
    return [row for table in tables for row in table.rows]


def person(name: str = "Nguyễn Hữu Quế") -> PersonRow:
    return next(row for row in signed_report().people if row.name == name)


def test_everybody_invited_stands_once_under_the_point() -> None:
    found = rows()
    assert sum(len(row) > 1 for row in found) == 1_530
    assert found[0] == ("Trung ương",)
    assert found[1][:5] == (
        "1",
        "Trần Lưu Quang",
        "Phó Thủ tướng Chính phủ, Tổ trưởng Tổ công tác",
        "Tại điểm cầu",
        "07 giờ 40",
    )
    assert found[1][7] == "100%"
    assert found[1][8] == "Chủ trì điểm cầu"


def test_a_deputy_is_named_with_whom_he_stands_for() -> None:
    notes = [row[8] for row in rows() if len(row) > 1 and row[3] == "Dự thay"]
    assert len(notes) == 9
    assert all(" vắng – Đại biểu mẫu 90 – " in note and " dự thay, " in note for note in notes)


def test_a_deputy_who_left_is_named_with_the_time_of_coming() -> None:
    gone = replace(
        person(),
        status=Attendance.LEFT,
        deputy=Named("Đại biểu mẫu 90", ""),
        approver="chủ trì hội nghị",
        deputised_at=clock("9:12"),
        since_at=clock("10:30"),
    )
    (_, row) = rows(gone)
    assert row[3] == "Đã về"
    assert (
        "Nguyễn Hữu Quế vắng – Đại biểu mẫu 90 dự thay, chủ trì hội nghị đồng ý 09 giờ 12 phút"
        in row[8]
    )


def test_who_did_not_come_has_no_times() -> None:
    away = next(row for row in rows() if len(row) > 1 and row[3] == "Vắng có lý do")
    assert away[4:8] == ("", "", "", "")
    assert away[8] == "Công tác nước ngoài theo kế hoạch mẫu"


def test_notes_tell_transfers_corrections_and_late_entries() -> None:
    moved = replace(
        person(), added=True, moved_from=("64-01",), corrections=2, late=True, head=False
    )
    (_, row) = rows(moved)
    assert row[8].startswith(
        "Bổ sung ngoài danh sách; chuyển từ 64-01; đính chính 2 lần; ghi nhận sau khi kết thúc, "
    )


def test_what_was_noted_on_another_day_says_on_which() -> None:
    """Put right the morning after."""
    late = replace(person(), late=True, noted_at=clock("9:00") + 86_400_000)
    (_, row) = rows(late)
    assert row[8].endswith("sau khi kết thúc, 09 giờ 00 phút, ngày 09 tháng 9 năm 2023")


def test_who_was_struck_off_is_listed_only_if_they_came() -> None:
    kept = replace(person(), share=None)
    away = replace(person(), struck=True, status=Attendance.NOT_CALLED)
    assert len(rows(away, kept)) == 2
    assert len(rows(replace(away, status=Attendance.EXCUSED), kept)) == 2
    found = rows(replace(person(), struck=True), kept)
    assert len(found) == 3
    assert found[2][7] == ""


def test_a_list_that_nobody_could_read_is_not_printed_and_that_is_said() -> None:
    report = signed_report()
    many = replace(report, totals=replace(report.totals, invited=230_000))
    (said,) = delegates.blocks(many)
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Danh sách có 230.000 đại biểu, nhiều hơn 5.000 người")

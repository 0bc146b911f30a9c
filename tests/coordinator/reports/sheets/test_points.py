"""What the tables about points say in words."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.figures import Quality
from coordinator.reports.rows import Substitution
from coordinator.reports.sheets.points import ROLL_CALLS, SITES, UNITS, answered, instead
from tests.support.reported import whole_morning
from tests.support.small_meeting import GL, clock

WHOLE = whole_morning().report("12:00")
GIA_LAI = next(row for row in WHOLE.sites if row.site == GL)


def cell(title: str, row: object = GIA_LAI) -> object:
    (column,) = [column for column in SITES.columns if column.title == title]
    return column.read(row)  # type: ignore[arg-type]  # a row of this table


def test_a_deputy_is_told_with_both_names() -> None:
    one = Substitution("A", "B", "", "chủ trì", clock("8:02"))
    assert instead(one) == "A vắng – B dự thay, chủ trì đồng ý 08:02"
    assert instead(Substitution("A", "B", "", "", clock("8:02"))) == "A vắng – B dự thay 08:02"


def test_the_line_of_a_point_that_was_not_measured_has_no_quality() -> None:
    assert cell("Đường truyền tốt") is None
    measured = replace(GIA_LAI, quality=Quality(90, 8, 2))
    told = [cell(f"Đường truyền {word}", measured) for word in ("tốt", "trung bình", "kém")]
    assert told == [0.9, 0.08, 0.02]


def test_a_count_after_which_somebody_moved_says_so() -> None:
    told = "báo chung 40 lúc 09:21, sau đó 1 người chuyển đến"
    assert (cell("Chuyển điểm cầu sau khi đếm"), cell("Tổng số người")) == (told, 41)
    assert cell("Chuyển điểm cầu sau khi đếm", WHOLE.sites[0]) == ""
    (unit,) = [column for column in UNITS.columns if column.key == "heads_carried"]
    assert [unit.read(row) for row in WHOLE.provinces if row.site == GL] == [told]


def test_roll_call_answers_in_the_points_row_and_in_a_row_of_their_own() -> None:
    assert cell("Điểm danh") == "Lần 1: Đã trả lời"
    rows = [
        [column.read(row) for column in ROLL_CALLS.columns] for row in answered(WHOLE.roll_calls)
    ]
    assert [row[7] for row in rows] == [
        "Chưa trả lời", "Đã trả lời", "Chưa trả lời", "Chưa trả lời",
    ]  # fmt: skip

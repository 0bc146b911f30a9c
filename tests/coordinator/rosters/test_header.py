"""Headings, however they are written, merged or misspelt."""

from __future__ import annotations

import pytest

from coordinator.rosters.grid import Grid, Merge
from coordinator.rosters.header import HEADINGS, Column, Reason, classify, find_layout, plain


@pytest.mark.parametrize(
    ("heading", "holds"),
    [
        ("Họ và tên", Column.NAME),
        ("HỌ TÊN", Column.NAME),
        ("Họ và tên, chức vụ", Column.NAME),
        ("Chức danh/ Chức vụ", Column.POST),
        ("Cơ quan, đơn vị công tác", Column.UNIT),
        ("Số ĐT liên hệ", Column.PHONE),
        ("Mã điểm cầu", Column.CODE),
        ("Năm sinh", Column.NOT_TAKEN),
        ("Dự tại", Column.UNIT),
        ("Dự họp tại", Column.UNIT),
        ("Tham dự tại", Column.UNIT),
        ("NƠI DỰ", Column.UNIT),
        ("Nơi dự (ghi rõ)", Column.UNIT),
        ("Điểm dự", Column.UNIT),
        ("Điểm dự họp", Column.UNIT),
        ("Địa điểm", Column.UNIT),
        ("Địa điểm dự", Column.UNIT),
        ("Địa điểm tham dự", Column.UNIT),
        ("Đại biểu dự tại điểm cầu", Column.NAME),
        ("Nội dung", Column.NOTHING),
        ("Điểm danh", Column.NOTHING),
        ("Địa chỉ", Column.NOT_TAKEN),
        ("DANH SÁCH ĐẠI BIỂU THAM DỰ HỘI NGHỊ TRỰC TUYẾN", Column.NOTHING),
    ],
)
def test_headings(heading: str, holds: Column) -> None:
    assert classify(heading)[0] is holds


def test_the_column_of_the_point_beside_that_of_the_office() -> None:
    rows = (("STT", "Họ và tên", "Chức vụ", "Dự tại"), ("1", "Mẫu An", "Giám đốc", "Cao Bằng"))
    layout = find_layout(Grid("S", rows))
    assert layout is not None
    assert (layout.of(Column.UNIT), layout.of(Column.POST)) == (3, 2)


def test_a_misspelt_heading_is_less_sure() -> None:
    holds, sure, reason = classify("Chưc danhh")
    assert (holds, reason) == (Column.POST, Reason.LIKE_HEADING)
    assert sure < classify("Chức danh")[1]


def test_every_known_heading_is_written_as_it_is_looked_for() -> None:
    assert all(
        plain(words) == words for many in HEADINGS.values() for words in many if words != "no."
    )


def test_lines_merged_down_belong_to_the_headings() -> None:
    rows = (("TT", "Họ và tên", "Chức vụ", ""), ("", "", "Đảng", "Chính quyền"), ("1", "Mẫu An"))
    layout = find_layout(Grid("S", rows, (Merge(0, 0, 1, 0), Merge(0, 1, 1, 1), Merge(0, 2, 0, 3))))
    assert layout is not None
    assert (layout.top, layout.below) == (0, 2)
    assert [one.holds for one in layout.guesses][2:] == [Column.POST, Column.POST]


def test_one_heading_over_two_columns_of_names() -> None:
    rows = (("TT", "Họ và tên", "", "Đơn vị"), ("1", "Mẫu Văn", "An", "Cao Bằng"))
    layout = find_layout(Grid("S", rows, (Merge(0, 1, 0, 2),)))
    assert layout is not None
    assert [one.holds for one in layout.guesses][1:3] == [Column.FAMILY, Column.GIVEN]


def test_a_letter_has_no_table() -> None:
    assert find_layout(Grid("S", (("Kính gửi: các đơn vị",), ("Nội dung",)))) is None

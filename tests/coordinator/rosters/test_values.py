"""Columns without headings."""

from __future__ import annotations

from coordinator.rosters.grid import Grid
from coordinator.rosters.header import Column, Reason, find_layout
from coordinator.rosters.values import by_values, complete

ROWS = (
    ("Mẫu Văn An", "Phó Chủ tịch", "UBND tỉnh Cao Bằng", "0912000001"),
    ("Mẫu Thị Bình", "Giám đốc", "Sở Nội vụ", "0912000002"),
)


def test_columns_without_headings_are_known_by_what_they_hold() -> None:
    layout = by_values(Grid("S", ROWS))
    assert layout is not None
    assert [one.holds for one in layout.guesses] == [
        Column.NAME, Column.POST, Column.UNIT, Column.PHONE,
    ]  # fmt: skip
    assert {one.reason for one in layout.guesses} == {Reason.VALUES}
    assert all(one.sure <= 60 for one in layout.guesses)


def test_one_sentence_is_no_list() -> None:
    assert by_values(Grid("S", (("Điền Từ Đây",),))) is None


def test_what_headings_leave_open_is_filled() -> None:
    grid = Grid("S", (("Họ tên", "Đơn vị", ""), *(row[:1] + row[2:] for row in ROWS)))
    layout = find_layout(grid)
    assert layout is not None
    assert complete(grid, layout).of(Column.PHONE) == 2

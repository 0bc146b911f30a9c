"""Rows that are no people are told apart."""

from __future__ import annotations

import pytest

from coordinator.rosters.grid import Grid, Merge
from coordinator.rosters.header import find_layout
from coordinator.rosters.row_kinds import RowKind, RowKinds, unmarked

HEAD = ("STT", "Họ và tên", "Chức vụ", "Ghi chú")


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("", "", "", ""), RowKind.BLANK),
        (("1", "Mẫu Văn An", "Giám đốc", ""), RowKind.PERSON),
        (("I", "KHỐI BỘ, NGÀNH", "", "15"), RowKind.SECTION),
        (("B. Các tỉnh", "", "", ""), RowKind.SECTION),
        (("1", "Bộ Công an", "", ""), RowKind.SECTION),
        (("(1)", "(2)", "(3)", "(4)"), RowKind.NUMBERS),
        (("Tổng cộng", "15", "", ""), RowKind.TOTAL),
        (("", "Tổng số: 15 đại biểu", "", ""), RowKind.TOTAL),
        (("", "(Danh sách này có 1.495 đại biểu)", "", ""), RowKind.TOTAL),
        (("", "Danh sách gồm 25 đồng chí./.", "", ""), RowKind.TOTAL),
        (("", "(Danh sách này có 1,495 đại biểu)", "", ""), RowKind.TOTAL),
        (("", "Danh sách gồm 1\u00a0495 đồng chí./.", "", ""), RowKind.TOTAL),
        (("1.495", "Mẫu Văn An", "Ký, đóng dấu", ""), RowKind.PERSON),
        (("1", "Mẫu Văn Tổng", "Tổng cục trưởng", ""), RowKind.PERSON),
        (("STT", "Họ và tên", "Chức vụ", "Ghi chú"), RowKind.HEADING),
        (("", "Nơi nhận:", "", ""), RowKind.FOOTER),
        (("", "", "Cao Bằng, ngày 06 tháng 9 năm 2023", ""), RowKind.FOOTER),
    ],
)
def test_rows_are_told_apart(row: tuple[str, ...], kind: RowKind) -> None:
    grid = Grid("S", (HEAD, row))
    layout = find_layout(Grid("S", (HEAD,)))
    assert layout is not None
    assert RowKinds(grid, layout).of(1) is kind


def test_what_is_merged_wide_is_a_title() -> None:
    grid = Grid("S", (HEAD, ("Đoàn thứ nhất", "", "", "")), (Merge(1, 0, 1, 3),))
    layout = find_layout(grid)
    assert layout is not None
    assert RowKinds(grid, layout).of(1) is RowKind.SECTION


def test_titles_lose_their_numbers() -> None:
    assert [unmarked(text) for text in ("II. Các tỉnh:", "1.2. Bộ Mẫu", "Tỉnh Mẫu")] == [
        "Các tỉnh", "Bộ Mẫu", "Tỉnh Mẫu",
    ]  # fmt: skip

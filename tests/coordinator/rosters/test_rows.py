"""Rows become people, and faults have their cell."""

from __future__ import annotations

import pytest

from coordinator.rosters.faults import Fault
from coordinator.rosters.grid import Grid, Merge
from coordinator.rosters.header import find_layout
from coordinator.rosters.persons import Said
from coordinator.rosters.row_kinds import RowKind
from coordinator.rosters.rows import SheetRows, read_rows

HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Ghi chú")


def read(*rows: tuple[str, ...], merges: tuple[Merge, ...] = ()) -> SheetRows:
    grid = Grid("S", (HEAD, *rows), merges)
    layout = find_layout(grid)
    assert layout is not None
    return read_rows(grid, layout)


def test_everything_of_one_row() -> None:
    (entry,) = read(("1", "TS. Mẫu Văn An", "Trưởng đoàn", "Cao Bằng", "Vắng có lý do")).entries
    assert (entry.name, entry.title, entry.cell, entry.units) == (
        "Mẫu Văn An", "TS.", "S!B2", ("Cao Bằng",),
    )  # fmt: skip
    assert entry.head
    assert entry.said is Said.EXCUSED
    assert entry.unit_cell == "S!D2"


def test_a_unit_stands_for_those_below_it_until_the_next_group() -> None:
    found = read(
        ("1", "Mẫu Văn An", "", "Bộ Mẫu", ""),
        ("2", "Mẫu Văn Bảo", "", "", ""),
        ("II", "Các tỉnh", "", "", ""),
        ("3", "Mẫu Văn Chung", "", "", ""),
    )
    assert [(entry.units, entry.carried) for entry in found.entries] == [
        (("Bộ Mẫu",), False), (("Bộ Mẫu",), True), (("Các tỉnh",), False),
    ]  # fmt: skip
    assert found.kinds[3] is RowKind.SECTION


def test_ditto_marks_are_the_unit_above() -> None:
    found = read(("1", "Mẫu Văn An", "", "Bộ Mẫu", ""), ("2", "Mẫu Văn Bảo", "", "-nt-", ""))
    assert [entry.units for entry in found.entries] == [("Bộ Mẫu",), ("Bộ Mẫu",)]


def test_a_name_over_two_rows_is_one_person() -> None:
    merges = (Merge(1, 1, 2, 1),)
    found = read(
        ("1", "Mẫu Văn An", "Bí thư", "Mẫu", ""), ("", "", "Chủ tịch", "", ""), merges=merges
    )
    assert len(found.entries) == 1
    assert found.troubles == []


def test_faults_have_their_cell() -> None:
    found = read(
        ("1", "", "Giám đốc", "Mẫu", ""),
        ("2", "Mẫu Văn An", "Giám\u202e đốc", "Mẫu", ""),
        ("3", "M?u V?n B", "", "Mẫu", ""),
    )
    assert [(one.cell, one.fault) for one in found.troubles] == [
        ("S!B2", Fault.NAME_MISSING), ("S!C3", Fault.BAD_NAME), ("S!B4", Fault.LETTERS_LOST),
    ]  # fmt: skip
    assert found.entries == []


@pytest.mark.parametrize("said", ["1.495", "1 495", "1,495", "1\u00a0495"])
def test_a_stated_total_is_one_number_however_it_is_written(said: str) -> None:
    found = read(("1", "Mẫu Văn An", "", "Mẫu", ""), ("", "Tổng cộng", said, "64 điểm cầu", ""))
    (trouble,) = found.troubles
    assert (trouble.cell, dict(trouble.params)) == ("S!B3", {"said": 1495, "counted": 1})
    people = [(str(n), f"Mẫu Văn An {n}", "", "Mẫu", "") for n in range(1495)]
    assert read(*people, ("", f"Tổng cộng: {said} đại biểu", "", "", "")).troubles == []


def kinds_of(head: tuple[str, ...], *rows: tuple[str, ...]) -> tuple[SheetRows, list[RowKind]]:
    grid = Grid("S", (head, *rows))
    layout = find_layout(grid)
    assert layout is not None
    found = read_rows(grid, layout)
    return found, found.kinds[layout.below :]


def test_a_surname_that_sounds_like_a_group_is_no_title() -> None:
    found, kinds = kinds_of(
        ("STT", "Họ và tên"),
        ("1", "Nguyễn Văn An"), ("2", "Đoàn Văn Bình"), ("3", "Tô Thị Cúc"), ("4", "Lê Văn Dũng"),
        ("5", "Tống Công Minh"), ("6", "Đặng Cử"),
    )  # fmt: skip
    assert kinds == [RowKind.PERSON] * 6
    assert {entry.units for entry in found.entries} == {()}
    assert found.troubles == []


def test_a_text_that_can_be_either_is_told_and_is_nobodys_unit() -> None:
    found, kinds = kinds_of(
        ("STT", "Họ và tên"), ("I", "Các tỉnh"), ("1", "Đoàn Thái Bình"), ("2", "Lê Văn An")
    )
    assert kinds == [RowKind.SECTION, RowKind.FAULTY, RowKind.PERSON]
    assert [(one.cell, one.fault) for one in found.troubles] == [("S!B3", Fault.NOT_A_NAME)]
    assert [entry.units for entry in found.entries] == [()]


def test_the_end_of_a_list_is_no_end_when_people_follow() -> None:
    head = ("Họ và tên", "Chức vụ", "Đơn vị")
    found, kinds = kinds_of(
        head,
        ("Lưu Yến Nhi", "Phó Giám đốc", "Sở Mẫu"),
        ("Lưu ý: đến trước 15 phút", "", ""),
        ("Mẫu Văn An", "Giám đốc", "Sở Mẫu"),
        ("Nơi nhận:", "", ""),
        ("Mẫu Văn Ký", "", ""),
        ("", "", "Mẫu Văn Dấu"),
    )
    assert [entry.name for entry in found.entries] == ["Lưu Yến Nhi", "Mẫu Văn An"]
    assert kinds[3:] == [RowKind.FOOTER, RowKind.FAULTY, RowKind.FOOTER]
    assert [(one.cell, one.fault) for one in found.troubles] == [("S!A6", Fault.NOT_A_NAME)]


def test_cells_merged_as_their_heading_is_are_no_titles() -> None:
    head = ("STT", "Họ và tên", "Chức vụ, đơn vị công tác", "", "")
    rows = [(str(n), f"Mẫu Văn {n}", "Phó Giám đốc Sở Y tế tỉnh Mẫu", "", "") for n in range(1, 4)]
    merges = tuple(Merge(row, 2, row, 4) for row in range(4))
    grid = Grid("S", (head, *rows), merges)
    layout = find_layout(grid)
    assert layout is not None
    assert len(read_rows(grid, layout).entries) == 3


def test_names_merged_wide_are_told_or_read() -> None:
    merged = (Merge(1, 1, 1, 4), Merge(2, 1, 2, 4))
    found = read(("1", "Lê Văn An", "", "", ""), ("", "ĐOÀN CAO BẰNG", "", "", ""), merges=merged)
    assert found.kinds[1:] == [RowKind.FAULTY, RowKind.SECTION]
    assert [one.cell for one in found.troubles] == ["S!B2"]

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

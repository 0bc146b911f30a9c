"""Rows become people, and faults have their cell."""

from __future__ import annotations

import time

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
    for second in ("Chủ tịch", "Công an tỉnh", "Sở Mẫu"):
        found = read(
            ("1", "Mẫu Văn An", "Bí thư", "Mẫu", ""), ("", "", second, "", ""), merges=merges
        )
        assert [kind is RowKind.BLANK for kind in found.kinds[1:]] == [False, True]
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


NAMES = ("STT", "Họ và tên")


def test_a_doubt_that_is_counted_on_leaves_the_others_where_they_are() -> None:
    found, kinds = kinds_of(
        NAMES, ("I", "Các tỉnh"), ("1", "Lê Văn An"), ("2", "Đoàn Thái Bình"),
        ("3", "Lê Văn Chung"), ("4", "Đoàn Nam Định"), ("5", "Đoàn Thái Bình"),
        ("6", "Lê Văn Dũng"),
    )  # fmt: skip
    assert [kind is RowKind.FAULTY for kind in kinds] == [
        False,
        False,
        True,
        False,
        True,
        True,
        False,
    ]
    assert [entry.units for entry in found.entries] == [("Các tỉnh",)] * 3
    assert [one.cell for one in found.troubles] == ["S!B4", "S!B6", "S!B7"]


def test_a_doubt_that_breaks_the_series_may_be_a_title() -> None:
    found, _ = kinds_of(
        NAMES, ("I", "Các tỉnh"), ("1", "Lê Văn An"), ("2", "Đoàn Thái Bình"), ("1", "Lê Văn Chung")
    )
    assert [entry.units for entry in found.entries] == [("Các tỉnh",), ()]


def test_a_doubt_takes_no_unit_from_those_below_it() -> None:
    head = ("Họ và tên", "Đơn vị")
    found, kinds = kinds_of(
        head, ("Lê Văn An", "Sở Mẫu"), ("Đoàn Thái Bình", ""), ("Lê Văn Chung", "")
    )
    assert kinds[1] is RowKind.FAULTY
    assert [entry.units for entry in found.entries] == [("Sở Mẫu",)] * 2
    assert found.entries[1].carried


def test_a_doubt_with_a_unit_of_its_own_hands_it_on_but_is_none() -> None:
    head = ("Họ và tên", "Đơn vị")
    doubt = ("Đoàn Thái Bình", "Sở khác")
    found, kinds = kinds_of(head, ("Lê Văn An", "Sở Mẫu"), doubt, ("Lê Văn Chung", "nt"))
    assert kinds[1] is RowKind.FAULTY
    assert found.entries[-1].units == ("Sở khác",)
    merged = (Merge(2, 0, 2, 4),)
    rows = (("1", "Lê Văn An", "", "Sở Mẫu", ""), ("Lê Văn Doanh", "", "", "", ""),
            ("2", "Lê Văn Chung", "", "", ""))  # fmt: skip
    again = read(*rows, merges=merged)
    assert again.kinds[2] is RowKind.FAULTY
    assert again.entries[-1].units == ("Sở Mẫu",)


def test_to_whom_a_letter_is_sent_is_no_unit_of_who_signs() -> None:
    found = read(
        ("1", "Lê Văn An", "", "Sở Mẫu", ""),
        ("Nơi nhận:", "", "", "", ""),
        ("- Như trên;", "", "", "", ""),
        ("- UBND tỉnh;", "", "", "", ""),
        ("- Lưu: VT, KSTT.", "", "", "", ""),
        ("", "Lê Thị Lan", "Chánh Văn phòng", "", ""),
    )
    assert found.kinds[2:6] == [RowKind.FOOTER] * 4
    assert [entry.units for entry in found.entries] == [("Sở Mẫu",)] * 2
    again = read(("1", "Lê Văn An", "", "", ""), ("", "Lưu ý: mẫu", "", "", ""),
                 ("II", "Mẫu khác", "", "", ""), ("", "Khối tỉnh", "", "", ""))  # fmt: skip
    assert again.kinds[2:] == [RowKind.FOOTER, RowKind.SECTION, RowKind.SECTION]


def test_a_line_that_is_kept_by_the_writers_is_an_end() -> None:
    found = read(("1", "Lê Văn An", "", "", ""), ("- Lưu: VT, KSTT.", "", "", "", ""))
    assert found.kinds[2] is RowKind.FOOTER


def test_two_who_sign_beside_each_other_are_an_end_and_one_is_told() -> None:
    end = (("1", "Lê Văn An", "", "", ""), ("Nơi nhận:", "", "", "", ""))
    both = read(*end, ("", "Nguyễn Thị Lan", "", "Trần Văn Hùng", ""))
    assert (both.kinds[3], both.troubles) == (RowKind.FOOTER, [])
    for row in (("", "Nguyễn Thị Lan", "", "", ""), ("", "Nguyễn Thị Lan", "", "Cao Bằng", "")):
        one = read(*end, row)
        assert one.kinds[3] is RowKind.FAULTY
        assert [trouble.cell for trouble in one.troubles] == ["S!B4"]


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("Trần" + " " * 1_990 + "An", None),
        ("Trần An" + "\n " * 900, None),
        ("1, " * 660, Fault.TOO_LONG),
        ("a - " * 490, Fault.TOO_LONG),
        ("Trần Văn An, " * 150, Fault.TOO_LONG),
    ],
)
def test_a_padded_cell_costs_little(cell: str, fault: Fault | None) -> None:
    count = 300
    begun = time.process_time()
    found = read(*((str(n), f"{cell}{n}", "", "", "") for n in range(count)))
    assert time.process_time() - begun < count * 0.01  # without bounds 20 to 400 ms each
    assert {one.fault for one in found.troubles} == ({fault} if fault else set())
    assert len(found.entries) == (0 if fault else count)


def test_a_long_remark_ends_a_list_as_a_short_one_does() -> None:
    found = read(("1", "Lê Văn An", "", "", ""), ("", "Ghi chú: " + "mẫu " * 200, "", "", ""))
    assert (found.kinds[2], found.troubles) == (RowKind.FOOTER, [])

"""Nobody is lost in silence for the sound of a name: every surname is read, or its row is told.

The names are put together from the commonest surnames and from given names that sound like words
of such lists; nobody is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest

from coordinator.rosters.grid import Grid
from coordinator.rosters.header import find_layout
from coordinator.rosters.rows import SheetRows, read_rows

_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Tô Trương Tống "
    "Vương Lưu Đinh Mai Cao Lâm Phùng Quách Thái Tạ Viên Ban Quan Phương Xa Bế Lò Lường Nông Giàng "
    "Vàng Sùng Thào Ma Chu Hà Khổng Kiều Nghiêm Ông Thân Tiêu Triệu Từ Văn Âu Diệp Doãn Đàm Đào "
    "Điền Giáp Hứa La Lại Lương Mạc Ninh Phí Sầm Thạch Tăng Trịnh Châu Cổ Cù Đồng Hàn Khúc Lục "
    "Nhâm Quản Trà Ung Vi Vĩnh Y H' K' Danh"
)
SURNAMES = _SURNAMES.split()
_GIVEN = (
    "Hiếu|Chánh|Công|Sơn|Cử|Cừ|Cư|Viện|Trưởng|Tổng|Quân|Phường|Sở|Phòng|Văn An|Thị Bình|Yến Nhi|"
    "Công Minh|Sơn Hà|Thanh Niên|Văn Sở|Trưởng Thành|Kim Loan|Thị Thu Hà|Văn Công Phòng|Bình"
)
GIVEN = _GIVEN.split("|")
BARE = "without marks"
STYLES = ("as usual", "in capitals", BARE)


SHIFTS = range(0, len(GIVEN), 5)  # which given name the first surname has


def named(shift: int, style: str) -> list[str]:
    """A person of every surname, the given names in turn."""
    names = [f"{one} {GIVEN[(n + shift) % len(GIVEN)]}" for n, one in enumerate(SURNAMES)]
    if style == "in capitals":
        return [name.upper() for name in names]
    return [bare(name) for name in names] if style == BARE else names


def bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")


def read(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> SheetRows:
    grid = Grid("S", (head, *rows))
    layout = find_layout(grid)
    assert layout is not None
    return read_rows(grid, layout)


def told(found: SheetRows) -> set[int]:
    """The rows that a trouble names."""
    rows = (re.search(r"[0-9]+$", one.cell) for one in found.troubles if one.stops)
    return {int(row[0]) - 1 for row in rows if row}


def check(found: SheetRows, names: dict[int, str], doubts_max: int) -> None:
    """Everybody is read with exactly that name, or told; nobody else is made of them."""
    entries = {entry.row: entry.name for entry in found.entries}
    assert len(entries) == len(found.entries)
    rows = told(found)
    lost = {row: (name, entries.get(row)) for row, name in names.items() if row not in rows}
    assert {row: pair for row, pair in lost.items() if pair[0] != pair[1]} == {}
    assert entries.keys() <= names.keys()
    assert len(rows) <= doubts_max, [names.get(row) for row in rows]
    assert {unit for entry in found.entries for unit in entry.units} <= {"Sở Mẫu", "So Mau"}


POST = "Phó Giám đốc"
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a number and a name": (("STT", "Họ và tên"), ("#", "{}")),
    "a name and a post": (("Họ và tên", "Chức vụ"), ("{}", POST)),
    "a name alone": (("Họ và tên", "Chức vụ"), ("{}", "")),
    "number, name and post": (("STT", "Họ và tên", "Chức vụ"), ("#", "{}", POST)),
    "an empty number": (("STT", "Họ và tên", "Chức vụ"), ("", "{}", POST)),
    "number and name of three": (("STT", "Họ và tên", "Chức vụ"), ("#", "{}", "")),
    "a note that says so": (("Họ và tên", "Chức vụ", "Ghi chú"), ("{}", "", "Xác nhận tham dự")),
    "a post behind a dash": (("STT", "Họ và tên, chức vụ"), ("#", "{} - Giám đốc Sở Y tế")),
    "a post behind a comma": (("STT", "Họ và tên, chức vụ"), ("#", "{}, Phó Giám đốc")),
    "a post below": (("STT", "Họ và tên, chức vụ"), ("#", "{}\nChủ tịch UBND tỉnh")),
    "an address": (("STT", "Họ và tên", "Đơn vị"), ("#", "Đ/c {}", "Sở Mẫu")),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("table", TABLES)
def test_everybody_is_read_or_told(table: str, shift: int, style: str) -> None:
    head, cells = TABLES[table]
    if style == BARE:
        cells = tuple(map(bare, cells))
    names = dict(enumerate(named(shift, style), 1))
    rows = [
        tuple(cell.replace("#", str(row)).replace("{}", name) for cell in cells)
        for row, name in names.items()
    ]
    found = read(head, rows)
    check(found, names, 20 if style == BARE else 4)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shift", SHIFTS)
def test_totals_and_ends_around_take_nobody_along(shift: int, style: str) -> None:
    names, rows = {}, []
    around = (
        ("", "Tổng số: 5 đại biểu", ""),
        ("", "Ghi chú: danh sách mẫu", ""),
        ("", "Lưu ý", ""),
    )
    for number, name in enumerate(named(shift, style)):
        rows += [tuple(map(bare, around[number % 3])) if style == BARE else around[number % 3]]
        rows += [(str(number + 1), name, "")]
        names[len(rows)] = name
    check(read(("STT", "Họ và tên", "Chức vụ"), rows), names, 25 if style == BARE else 4)


@pytest.mark.parametrize("between", ["\n", "; ", ", ", " - ", " và ", "/"])
@pytest.mark.parametrize("shift", SHIFTS)
def test_two_in_one_cell_are_told(shift: int, between: str) -> None:
    # Behind a dash only "Văn" and "Thị" tell a name from a place, three words behind a comma.
    least = 3 if between in (" - ", ", ") else 2
    names = [name for name in named(shift, "as usual") if len(name.split()) >= least]
    if between == " - ":
        names = [name for name in names if name.split()[1] in ("Văn", "Thị")]
        names = [name for name in names if not name.endswith(" An")]  # may be a former name
    names = [name for name in names if name not in ("Ninh Bình", "Thái Bình")]
    rows = [(str(n), f"Nguyễn Văn An{between}{name}") for n, name in enumerate(names, 1)]
    found = read(("STT", "Họ và tên, chức vụ"), rows)
    assert [entry.name for entry in found.entries] == []
    assert told(found) == set(range(1, len(rows) + 1))


@pytest.mark.parametrize("given", ["Y", "Tổng", "Cộng", "Công", "Sơn", "Vi"])
def test_names_in_two_columns_are_no_markers_and_totals(given: str) -> None:
    rows = [(surname, given, "") for surname in SURNAMES]
    names = {row: f"{surname} {given}" for row, surname in enumerate(SURNAMES, 1)}
    check(read(("Họ và tên đệm", "Tên", "Chức vụ"), rows), names, 0)

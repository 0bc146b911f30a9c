"""Sample rosters whose table is the trouble: where it begins, and what else stands in it."""

from __future__ import annotations

from coordinator.rosters.faults import Fault
from tests.support.office_files import Sheet, delimited, ods, xls, xlsx
from tests.support.roster_sample import HEAD, RosterFile, sample


def _table(numbers: tuple[int, ...] = (1, 2, 3)) -> list[list[str | int]]:
    head: list[str | int] = list(HEAD)
    rows: list[list[str | int]] = [
        [n, sample(n, "Cao Bằng"), "Đại biểu", "UBND tỉnh Cao Bằng", "", ""] for n in numbers
    ]
    return [head, *rows]


def plain() -> bytes:
    return xlsx(Sheet("Sheet1", _table()))


def _title_above() -> bytes:
    above: list[list[str | int]] = [
        ["UBND TỈNH CAO BẰNG", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""],
        ["VĂN PHÒNG", "", "", "Độc lập - Tự do - Hạnh phúc", "", ""],
        [],
        ["DANH SÁCH ĐẠI BIỂU THAM DỰ HỘI NGHỊ TRỰC TUYẾN TOÀN QUỐC", "", "", "", "", ""],
        ["(Kèm theo Công văn số     /VP ngày 06 tháng 9 năm 2023)", "", "", "", "", ""],
        [],
    ]
    merges = ((0, 0, 0, 2), (0, 3, 0, 5), (1, 0, 1, 2), (1, 3, 1, 5), (3, 0, 3, 5), (4, 0, 4, 5))
    return xlsx(Sheet("Sheet1", [*above, *_table()], merges))


def _two_lines() -> bytes:
    rows = [
        ["TT", "Họ và tên", "Chức vụ", "", "Đơn vị", "Ghi chú"],
        ["", "", "Đảng", "Chính quyền", "", ""],
        [1, "Mẫu Văn An", "Tỉnh ủy viên", "Phó Chủ tịch UBND tỉnh", "Tỉnh Gia Lai", ""],
        [2, "Mẫu Thị Bình", "", "Chánh Văn phòng UBND tỉnh", "Tỉnh Gia Lai", ""],
    ]
    merges = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (0, 5, 1, 5))
    return xlsx(Sheet("Sheet1", rows, merges))


_UNITS = [
    ["STT", "Đơn vị", "Họ và tên", "Chức vụ"],
    [1, "Bộ Công an", "Mẫu Văn An", "Thứ trưởng"],
    [2, "", "Mẫu Văn Bảo", "Cục trưởng"],
    [3, "Bộ Nội vụ", "Mẫu Thị Chi", "Thứ trưởng"],
]


def _merged_units() -> bytes:
    return xlsx(Sheet("Sheet1", _UNITS, ((1, 1, 2, 1),)))


def _sparse_units() -> bytes:
    return xls(Sheet("Sheet1", _UNITS))


def _sections() -> bytes:
    rows = [
        ["STT", "Họ và tên", "Chức vụ", "Ghi chú"],
        ["I. KHỐI BỘ, NGÀNH", "", "", ""],
        ["1", "Bộ Công an", "", ""],
        ["", "Mẫu Văn An", "Thứ trưởng", ""],
        ["", "Mẫu Văn Bảo", "Cục trưởng", ""],
        ["2", "Bộ Nội vụ", "", ""],
        ["", "Mẫu Thị Chi", "Thứ trưởng", ""],
        ["II", "CÁC TỈNH, THÀNH PHỐ", "", ""],
        ["1", "Tỉnh Cao Bằng", "", ""],
        ["", "Mẫu Văn Dũng", "Phó Chủ tịch UBND tỉnh", ""],
        ["2", "Tỉnh Gia Lai", "", ""],
        ["", "Mẫu Thị Em", "Giám đốc Sở Nội vụ", ""],
    ]
    return xlsx(Sheet("Sheet1", rows, ((1, 0, 1, 3),)))


def _total() -> bytes:
    after: list[list[str | int]] = [
        [],
        ["Tổng cộng: 04 người", "", "", "", "", ""],
        [],
        ["", "", "", "Cao Bằng, ngày 06 tháng 9 năm 2023", "", ""],
        ["Người lập biểu", "", "", "KT. CHỦ TỊCH", "", ""],
        ["", "", "", "Mẫu Văn Ký", "", ""],
    ]
    return xls(Sheet("Sheet1", [*_table(), *after]))


def _sheet_per_province() -> bytes:
    def page(site: str) -> Sheet:
        return Sheet(site, [["STT", "Họ và tên", "Chức vụ"], [1, sample(1, site), "Đại biểu"]])

    return xlsx(page("Cao Bằng"), page("Gia Lai"), Sheet("Hướng dẫn", [["Điền từ dòng 2."]]))


def _hidden() -> bytes:
    old = [["STT", "Họ và tên", "Chức vụ", "Đơn vị"], [1, "Mẫu Văn Cũ", "", "Cao Bằng"]]
    return xlsx(Sheet("Sheet1", _table()), Sheet("Bản cũ", old, hidden=True))


def _repeated_header() -> bytes:
    table = _table()
    numbers: list[str | int] = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    return ods(Sheet("Sheet1", [table[0], numbers, *table[1:3], [], table[0], numbers, table[3]]))


def _empty_lines() -> bytes:
    table = _table()
    spare: list[list[str | int]] = [[n, "", "", "", "", ""] for n in (4, 5, 6)]
    return xls(Sheet("Sheet1", [[], *table[:2], [], [], *table[2:], *spare]))


cao_bang = tuple((sample(n, "Cao Bằng"), "04") for n in (1, 2, 3))

TABLES: tuple[RosterFile, ...] = (
    RosterFile("plain.xlsx", plain, cao_bang),
    RosterFile("title_above.xlsx", _title_above, cao_bang),
    RosterFile(
        "two_line_header.xlsx",
        _two_lines,
        (("Mẫu Văn An", "64"), ("Mẫu Thị Bình", "64")),
        (("Mẫu Văn An", "Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh"),),
    ),
    RosterFile(
        "merged_units.xlsx",
        _merged_units,
        (("Mẫu Văn An", "BCA"), ("Mẫu Văn Bảo", "BCA"), ("Mẫu Thị Chi", "BNV")),
    ),
    RosterFile(
        "sparse_units.xls",
        _sparse_units,
        (("Mẫu Văn An", "BCA"), ("Mẫu Văn Bảo", "BCA"), ("Mẫu Thị Chi", "BNV")),
    ),
    RosterFile(
        "sections.xlsx",
        _sections,
        (
            ("Mẫu Văn An", "BCA"),
            ("Mẫu Văn Bảo", "BCA"),
            ("Mẫu Thị Chi", "BNV"),
            ("Mẫu Văn Dũng", "04"),
            ("Mẫu Thị Em", "64"),
        ),
    ),
    RosterFile(
        "total_and_signature.xls",
        _total,
        cao_bang,
        troubles=(("Sheet1!A6", Fault.TOTAL_DIFFERS),),
    ),
    RosterFile(
        "sheet_per_province.xlsx",
        _sheet_per_province,
        ((sample(1, "Cao Bằng"), "04"), (sample(1, "Gia Lai"), "64")),
    ),
    RosterFile(
        "hidden_sheet.xlsx",
        _hidden,
        cao_bang,
        troubles=(("'Bản cũ'", Fault.HIDDEN_SHEET),),
    ),
    RosterFile("repeated_header.ods", _repeated_header, cao_bang),
    RosterFile(
        "no_header.csv",
        lambda: delimited(
            (
                ("Mẫu Văn An", "Phó Chủ tịch", "UBND tỉnh Cao Bằng", "0912000001"),
                ("Mẫu Thị Bình", "Giám đốc", "Sở Nội vụ tỉnh Cao Bằng", "0912000002"),
                ("Mẫu Văn Chung", "Chuyên viên", "Sở Nội vụ tỉnh Gia Lai", "0912000003"),
            ),
            ",",
            "utf-8",
        ),
        (("Mẫu Văn An", "04"), ("Mẫu Thị Bình", "04"), ("Mẫu Văn Chung", "64")),
        (("Mẫu Thị Bình", "Giám đốc"),),
    ),
    RosterFile("empty_lines.xls", _empty_lines, cao_bang),
)

"""Sample rosters whose cells are the trouble: what people write into them."""

from __future__ import annotations

from coordinator.rosters.faults import Fault
from tests.support.office_files import Sheet, ods, xls, xlsx
from tests.support.roster_sample import HEAD, RosterFile, sample


def _honorifics() -> bytes:
    names = [
        "Đồng chí Mẫu Văn An", "Bà Mẫu Thị Bình", "Đ/c Mẫu Văn Cường", "TS. Mẫu Thị Dung",
        "Ông: Mẫu Văn Em",
    ]  # fmt: skip
    rows = [[n, name, "UBND tỉnh Cao Bằng"] for n, name in enumerate(names, start=1)]
    return ods(Sheet("Sheet1", [["STT", "Họ và tên", "Đơn vị"], *rows]))


def _name_and_post() -> bytes:
    rows = [
        ["STT", "Họ và tên, chức vụ", "Đơn vị"],
        [1, "Mẫu Văn An, Phó Chủ tịch UBND tỉnh", "Cao Bằng"],
        [2, "Mẫu Thị Bình\nGiám đốc Sở Nội vụ", "Cao Bằng"],
        [3, sample(7, "Cao Bằng"), "Cao Bằng"],
    ]
    return ods(Sheet("Sheet1", rows))


def _phones() -> bytes:
    phones: list[str | int | float] = [912000001, "+84 912 000 002", "9,12E+08", "hỏi văn thư"]
    rows = [
        [sample(n, "Cao Bằng"), "Đại biểu", "Cao Bằng", phone]
        for n, phone in enumerate(phones, start=1)
    ]
    return xlsx(Sheet("Sheet1", [["Họ tên", "Chức danh", "Cơ quan", "Số ĐT"], *rows]))


def _notes() -> bytes:
    rows = [
        list(HEAD),
        [1, "Mẫu Văn An", "Phó Chủ tịch", "Cao Bằng", "", "Vắng có lý do: đi công tác"],
        [2, "Mẫu Thị Bình", "Giám đốc", "Cao Bằng", "", "Dự thay đ/c Mẫu Văn An"],
    ]
    return xlsx(Sheet("Sheet1", rows))


def _doubles() -> bytes:
    rows = [
        list(HEAD),
        [1, "Mẫu Thị Hoà", "Phó Chủ tịch", "Cao Bằng", "", ""],
        [2, "Mẫu Văn An", "Giám đốc", "Cao Bằng", "", ""],
        [3, "MẪU THỊ HÒA", "Phó Chủ tịch", "UBND tỉnh Cao Bằng", "", ""],
        [],
        [4, "Mẫu Văn An", "Kế toán", "Cao Bằng", "", ""],
    ]
    return xlsx(Sheet("Sheet1", rows))


def _bad_names() -> bytes:
    rows = [
        list(HEAD),
        [1, "Mẫu Văn \u202egnấĐ", "Đại biểu", "Cao Bằng", "", ""],
        [2, "Mẫu\u200b Văn Ẩn", "Đại biểu", "Cao Bằng", "", ""],
        [3, "Mẫu " + "Dài " * 40, "Đại biểu", "Cao Bằng", "", ""],
        [4, "Mẫu Văn Lành", "Đại biểu", "Cao Bằng", "", ""],
        [5, "", "Phó Chủ tịch", "Cao Bằng", "", ""],
    ]
    return xlsx(Sheet("Sheet1", rows))


def _no_names() -> bytes:
    rows = [
        list(HEAD),
        [1, "02 đồng chí lãnh đạo", "", "Cao Bằng", "", ""],
        [2, "(chưa cử)", "", "Cao Bằng", "", ""],
        [3, "1. Mẫu Văn Một\n2. Mẫu Văn Hai", "", "Cao Bằng", "", ""],
        [4, "Mẫu Văn An", "", "Cao Bằng", "", ""],
    ]
    return xls(Sheet("Sheet1", rows))


def _family_apart() -> bytes:
    rows = [
        ["STT", "Họ và tên đệm", "Tên", "Cơ quan, đơn vị"],
        [1, "Mẫu Văn", "An", "Cao Bằng"],
        [2, "Mẫu", "Bình", "Cao Bằng"],
    ]
    return xlsx(Sheet("Sheet1", rows))


def _not_taken() -> bytes:
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Đơn vị"],
        [1, "Mẫu Văn An", "01/01/1970", "000000000000", "Cao Bằng"],
    ]
    return xlsx(Sheet("Sheet1", rows))


def _two_heads() -> bytes:
    rows = [
        ["STT", "Họ và tên", "Đơn vị", "Trưởng đoàn"],
        [1, "Mẫu Văn An", "Cao Bằng", "x"],
        [2, "Mẫu Thị Bình", "Cao Bằng", "X"],
    ]
    return xlsx(Sheet("Sheet1", rows))


CELLS: tuple[RosterFile, ...] = (
    RosterFile(
        "honorifics.ods",
        _honorifics,
        (
            ("Mẫu Văn An", "04"),
            ("Mẫu Thị Bình", "04"),
            ("Mẫu Văn Cường", "04"),
            ("Mẫu Thị Dung", "04"),
            ("Mẫu Văn Em", "04"),
        ),
    ),
    RosterFile(
        "name_and_post.ods",
        _name_and_post,
        (("Mẫu Văn An", "04"), ("Mẫu Thị Bình", "04"), (sample(7, "Cao Bằng"), "04")),
        (
            ("Mẫu Văn An", "Phó Chủ tịch UBND tỉnh"),
            ("Mẫu Thị Bình", "Giám đốc Sở Nội vụ"),
            (sample(7, "Cao Bằng"), ""),
        ),
    ),
    RosterFile(
        "phones.xlsx",
        _phones,
        tuple((sample(n, "Cao Bằng"), "04") for n in (1, 2, 3, 4)),
        troubles=(("Sheet1!D4", Fault.PHONE_LOST), ("Sheet1!D5", Fault.BAD_PHONE)),
    ),
    RosterFile("notes.xlsx", _notes, (("Mẫu Văn An", "04"), ("Mẫu Thị Bình", "04"))),
    RosterFile(
        "doubles.xlsx",
        _doubles,
        (("Mẫu Thị Hoà", "04"), ("Mẫu Văn An", "04"), ("Mẫu Văn An", "04")),
        troubles=(("Sheet1!B4", Fault.DUPLICATE), ("Sheet1!B6", Fault.SAME_NAME)),
    ),
    RosterFile(
        "bad_names.xlsx",
        _bad_names,
        (("Mẫu Văn Lành", "04"),),
        troubles=(
            ("Sheet1!B2", Fault.BAD_NAME),
            ("Sheet1!B3", Fault.BAD_NAME),
            ("Sheet1!B4", Fault.TOO_LONG),
            ("Sheet1!B6", Fault.NAME_MISSING),
        ),
    ),
    RosterFile(
        "no_names.xls",
        _no_names,
        (("Mẫu Văn An", "04"),),
        troubles=(
            ("Sheet1!B2", Fault.NOT_A_NAME),
            ("Sheet1!B3", Fault.NOT_A_NAME),
            ("Sheet1!B4", Fault.SEVERAL_NAMES),
        ),
    ),
    RosterFile("family_apart.xlsx", _family_apart, (("Mẫu Văn An", "04"), ("Mẫu Bình", "04"))),
    RosterFile(
        "not_taken.xlsx",
        _not_taken,
        (("Mẫu Văn An", "04"),),
        troubles=(("Sheet1!C1", Fault.NOT_TAKEN), ("Sheet1!D1", Fault.NOT_TAKEN)),
    ),
    RosterFile(
        "two_heads.xlsx",
        _two_heads,
        (("Mẫu Văn An", "04"), ("Mẫu Thị Bình", "04")),
        troubles=(("Sheet1!B3", Fault.TWO_HEADS),),
    ),
)

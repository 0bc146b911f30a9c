"""Sample rosters whose units are the trouble, and files that are no rosters at all."""

from __future__ import annotations

from coordinator.rosters.faults import Fault
from tests.support.office_files import Sheet, delimited, xls, xlsx
from tests.support.roster_sample import RosterFile
from tests.support.roster_tables import plain


def _listed(units: list[str]) -> bytes:
    rows = [[f"Mẫu Văn Số{n:02d}", unit] for n, unit in enumerate(units, start=1)]
    return delimited([["Họ và tên", "Đơn vị công tác"], *rows], ";", "utf-8-sig")


def _communes() -> bytes:
    rows = [
        ["STT", "Họ và tên", "Xã, phường", "Thuộc tỉnh"],
        [1, "Mẫu Văn An", "Xã Bình Sơn", "Cao Bằng"],
        [2, "Mẫu Thị Bình", "UBND xã Bình Sơn", "Gia Lai"],
        [3, "Mẫu Văn Chung", "Xã Ia Mẫu", ""],
        [4, "Mẫu Văn Dũng", "Phường Mẫu, tỉnh Cao Bằng", ""],
        [5, "Mẫu Thị Em", "Xã Bình Sơn", ""],
    ]
    return xlsx(Sheet("Sheet1", rows))


def _unknown_units() -> bytes:
    rows = [
        ["STT", "Họ và tên", "Đơn vị"],
        [1, "Mẫu Văn An", "UBND tỉnh Cao Bàng"],
        [2, "Mẫu Thị Bình", "Tổng công ty Mẫu"],
    ]
    return xlsx(Sheet("Sheet1", rows))


def _codes() -> bytes:
    rows = [
        ["STT", "Mã điểm cầu", "Họ và tên", "Trưởng đoàn"],
        [1, 4, "Mẫu Văn An", "x"],
        [2, 64, "Mẫu Thị Bình", ""],
        [3, "tw", "Mẫu Văn Chung", True],
    ]
    return xls(Sheet("Sheet1", rows))


short = (
    ("Bộ KH&ĐT", "BKHDT"), ("Bộ NN&PTNT", "BNNPTNT"), ("Bộ LĐ-TB&XH", "BLDTBXH"),
    ("TP.HCM", "79"), ("TP. Hồ Chí Minh", "79"), ("BR-VT", "77"), ("TT. Huế", "46"),
    ("Tỉnh Đắc Lắc", "66"), ("UBND tỉnh Hoà Bình", "17"), ("Ngân hàng Nhà nước", "NHNN"),
    ("VPCP", "VPCP"), ("Công an tỉnh Gia Lai", "64"), ("Hội trường chính", "TW"),
)  # fmt: skip

UNITS: tuple[RosterFile, ...] = (
    RosterFile(
        "short_forms.csv",
        lambda: _listed([unit for unit, _ in short]),
        tuple((f"Mẫu Văn Số{n:02d}", site) for n, (_, site) in enumerate(short, start=1)),
    ),
    RosterFile(
        "communes.xlsx",
        _communes,
        (
            ("Mẫu Văn An", "04001"),
            ("Mẫu Thị Bình", "64001"),
            ("Mẫu Văn Chung", "64002"),
            ("Mẫu Văn Dũng", "04002"),
        ),
        troubles=(("Sheet1!C6", Fault.SITE_UNCLEAR),),
    ),
    RosterFile(
        "unknown_units.xlsx",
        _unknown_units,
        (("Mẫu Văn An", "04"),),
        troubles=(("Sheet1!C3", Fault.SITE_UNKNOWN),),
    ),
    RosterFile(
        "codes_as_numbers.xls",
        _codes,
        (("Mẫu Văn An", "04"), ("Mẫu Thị Bình", "64"), ("Mẫu Văn Chung", "TW")),
    ),
)


html = "<html><body><table><tr><td>Họ và tên</td></tr></table></body></html>"

REFUSED: tuple[RosterFile, ...] = (
    RosterFile("web_page.xls", html.encode, troubles=(("", Fault.WRONG_KIND),)),
    RosterFile("nothing.xlsx", lambda: b"", troubles=(("", Fault.EMPTY_FILE),)),
    RosterFile("cut.xlsx", lambda: plain()[:3000], troubles=(("", Fault.DAMAGED),)),
    RosterFile(
        "no_table.xlsx",
        lambda: xlsx(Sheet("Sheet1", [["Kính gửi: các đơn vị"], ["Nội dung như sau:"]])),
        troubles=(("", Fault.NO_TABLE),),
    ),
    RosterFile(
        "no_points.xlsx",
        lambda: xlsx(Sheet("Sheet1", [["STT", "Họ và tên", "Chức vụ"], [1, "Mẫu An", "Vụ"]])),
        troubles=(("Sheet1!B2", Fault.SITE_MISSING),),
    ),
)

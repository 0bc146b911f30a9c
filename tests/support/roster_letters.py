"""Sample rosters whose letters are the trouble: how the text was stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from coordinator.rosters.faults import Fault
from tests.support.office_files import Sheet, delimited, xls, xlsx
from tests.support.old_letters import doubled, lost, tcvn3, vni, windows_1258
from tests.support.roster_sample import RosterFile

people = (("Mẫu Thị Hòa", "04"), ("Mẫu Văn Quyết", "64"))
posts = (("Mẫu Văn Quyết", "Giám đốc Sở Kế hoạch"),)
text = [
    ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
    ["1", "Mẫu Thị Hòa", "Phó Chủ tịch", "UBND tỉnh Cao Bằng"],
    ["2", "Mẫu Văn Quyết", "Giám đốc Sở Kế hoạch", "UBND tỉnh Gia Lai"],
]


def spoilt(by: Callable[[str], str]) -> list[list[str]]:
    return [[by(cell) for cell in row] for row in text]


def nfd(cell: str) -> str:
    return unicodedata.normalize("NFD", cell)


def converted(sheet: str) -> tuple[tuple[str, Fault], ...]:
    return ((sheet, Fault.CONVERTED),)


LETTERS: tuple[RosterFile, ...] = (
    RosterFile("nfd.csv", lambda: delimited(spoilt(nfd), ",", "utf-8"), people, posts),
    RosterFile("bom.csv", lambda: delimited(text, ";", "utf-8-sig"), people, posts),
    RosterFile("utf16.txt", lambda: delimited(text, "\t", "utf-16"), people, posts),
    RosterFile("utf16_bare.csv", lambda: delimited(text, "\t", "utf-16-le"), people, posts),
    RosterFile(
        "windows_1258.csv",
        lambda: b"\r\n".join(windows_1258(";".join(row)) for row in text),
        people,
        posts,
        converted("CSV"),
    ),
    RosterFile(
        "tcvn3.xls",
        lambda: xls(Sheet("Sheet1", spoilt(tcvn3))),
        people,
        posts,
        converted("Sheet1"),
    ),
    RosterFile(
        "tcvn3.csv",
        lambda: delimited(spoilt(tcvn3), ",", "cp1252"),
        people,
        posts,
        converted("CSV"),
    ),
    RosterFile(
        "vni.xlsx",
        lambda: xlsx(Sheet("Sheet1", spoilt(vni))),
        people,
        posts,
        converted("Sheet1"),
    ),
    RosterFile(
        "doubled.csv",
        lambda: delimited(spoilt(doubled), ",", "utf-8"),
        people,
        posts,
        converted("CSV"),
    ),
    RosterFile(
        "letters_lost.csv",
        lambda: delimited(spoilt(lost), ",", "cp1252"),
        troubles=(("CSV!B2", Fault.LETTERS_LOST), ("CSV!B3", Fault.LETTERS_LOST)),
    ),
)

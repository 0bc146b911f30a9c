"""Names of places in one form."""

from __future__ import annotations

import pytest

from coordinator.rosters import place_keys as keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("TP. Hồ Chí Minh", "thanh pho ho chi minh"),
        ("TP.HCM", "thanh pho hcm"),
        ("UBND tỉnh Hoà Bình", "uy ban nhan dan tinh hoa binh"),
        ("UBND tỉnh Hòa Bình", "uy ban nhan dan tinh hoa binh"),
        ("Bộ KH&ĐT", "bo kh va dt"),
        ("Đắc Lắc", "dak lak"),
        ("BTP TW", "btp trung uong"),
    ],
)
def test_keys(text: str, key: str) -> None:
    assert keys.key(text) == key


def test_what_stands_before_a_name_is_taken_off() -> None:
    assert keys.bare("uy ban nhan dan tinh hoa binh") == "hoa binh"
    assert keys.bare("dau cau thanh pho ha noi") == "ha noi"
    assert keys.without_level("phuong mau") == "mau"
    assert keys.compact("dak lak") == "daklak"
    assert keys.initials("bo ke hoach va dau tu") == "bkhdt"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Bộ KH&ĐT", "bkhdt"),
        ("NN&PTNT", "nnptnt"),
        ("Bộ LĐ-TB&XH", "bldtbxh"),
        ("TP.HCM", "hcm"),
        ("Văn phòng UBND", ""),
        ("Sở KH&ĐT", ""),
        ("Cao Bằng", ""),
    ],
)
def test_short_forms(text: str, letters: str) -> None:
    assert keys.abbreviation(text) == letters


def test_bodies_below_a_point() -> None:
    assert keys.is_below("so noi vu")
    assert not keys.is_below("bo noi vu")
    assert keys.parts("Sở Nội vụ, tỉnh Mẫu") == ["so noi vu", "tinh mau"]

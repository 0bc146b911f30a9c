"""Names in Vietnamese order."""

from __future__ import annotations

from coordinator.views.collation import collated


def test_letters_of_their_own_and_tones_last() -> None:
    wanted = ["An Giang", "Bạc Liêu", "Cà Mau", "Cần Thơ", "Du", "Đà Nẵng", "Điện Biên", "Ea Súp"]
    mixed = wanted[3:] + wanted[:3]
    assert sorted(mixed, key=collated) == wanted
    assert sorted(["Ô Lâm", "Ơ Ly", "O Ni"], key=collated) == ["O Ni", "Ô Lâm", "Ơ Ly"]


def test_tone_marks_and_capitals_only_decide_between_equals() -> None:
    assert collated("HÀ NỘI") == collated("hà nội")
    assert collated("Hòa")[0] == collated("Hoa")[0]
    assert sorted(["Xã 2", "Xã 1", "Xã"], key=collated) == ["Xã", "Xã 1", "Xã 2"]

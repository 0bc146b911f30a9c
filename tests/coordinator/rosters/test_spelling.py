"""Both styles of tone marks are one spelling."""

from __future__ import annotations

from coordinator.rosters.spelling import canonical


def test_both_styles_of_tones_are_the_same_text() -> None:
    assert canonical("Mẫu Thị HOÀ") == canonical("mẫu thị hòa")
    assert canonical("Mẫu Thuý") == canonical("Mẫu Thúy")
    assert canonical("Mẫu An") != canonical("Mẫu Ân")


def test_a_word_has_one_tone_wherever_it_stands() -> None:
    assert canonical("Quý") == canonical("Qúy")
    assert canonical("  Ea  H’leo ") == canonical("ea h'leo")
    assert canonical("Văn Lang") != canonical("Văn Lăng")

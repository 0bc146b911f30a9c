"""The bundled type has every Vietnamese letter, and nothing else reaches the typesetter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.reports.glyphs import BOX, BREAK, FONTS, WORD_CHARS_MAX, letters, printable

MARKS = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYđĐ"


def test_every_vietnamese_letter_has_a_glyph_in_all_four_faces() -> None:
    composed = {unicodedata.normalize("NFC", base + mark) for base in BASES for mark in MARKS}
    wanted = {one for one in composed if len(one) == 1} | set(BASES) | set("0123456789–…“”/.,%□₫")
    assert wanted <= letters()
    assert len(list(FONTS.glob("Tinos-*.ttf"))) == 4
    assert "SIL Open Font License" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Đại biểu mẫu 07 – Cao Bằng", "Đại biểu mẫu 07 – Cao Bằng"),
        (unicodedata.normalize("NFD", "Nguyễn Hữu Quế"), "Nguyễn Hữu Quế"),
        ("a\u202eb\u200fc\u0000d\ufeff", "abcd"),
        ("hai\ndòng", "hai\ndòng"),
        ("北京 🎉", f"{BOX * 2} {BOX}"),
        ('#eval("1") *x* $x$ `y`', '#eval("1") *x* $x$ `y`'),
    ],
)
def test_a_text_is_printed_as_it_was_written_or_as_boxes(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_a_word_that_fits_nowhere_may_be_broken() -> None:
    whole = "W" * (2 * WORD_CHARS_MAX + 1)
    assert printable(whole).split(BREAK) == ["W" * WORD_CHARS_MAX, "W" * WORD_CHARS_MAX, "W"]
    assert printable("W" * WORD_CHARS_MAX) == "W" * WORD_CHARS_MAX


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        (
            "lúc 10 giờ 51 phút, ngày 08 tháng 9 năm 2023",
            "10~giờ~51~phút, ngày~08 tháng~9 năm~2023",
        ),
        ("10 giờ 51 và 10 giờ", "10~giờ~51 và 10 giờ"),
        ("(08 giờ 05 phút – 08 giờ 12 phút)", "(08~giờ~05~phút~– 08~giờ~12~phút)"),
        ("ngày 123, năm 20234", "ngày 123, năm 20234"),
    ],
)
def test_times_and_dates_are_not_parted(typed: str, whole: str) -> None:
    assert printable(typed).endswith(whole.replace("~", "\u00a0"))


@given(st.text())
def test_what_is_printed_has_a_glyph_for_everything(text: str) -> None:
    assert set(printable(text)) <= letters() | {"\n", BREAK}

"""Old letters are known by the syllables that come out, and had back."""

from __future__ import annotations

import pytest

from coordinator.rosters import legacy
from tests.support.old_letters import doubled, tcvn3, vni, windows_1258

TEXT = (
    "Mẫu Thị Hòa, Phó Chủ tịch Uỷ ban nhân dân tỉnh Đắk Lắk, Sở Kế hoạch và Đầu tư, "
    "ừ ữ ợ ỡ ẳ ẵ ỵ ĩ ở ể ễ ị ỷ ỹ ặ ậ ộ ẹ"
)


@pytest.mark.parametrize(
    ("encoding", "stored"),
    [
        ("tcvn3", tcvn3(TEXT)),
        ("vni", vni(TEXT)),
        ("utf-8", doubled(TEXT)),
        ("windows-1258", windows_1258(TEXT).decode("cp1252")),
    ],
)
def test_old_letters_are_known_and_had_back(encoding: str, stored: str) -> None:
    assert stored != TEXT
    assert legacy.guess([stored]) == encoding
    assert legacy.mended([stored], encoding)(stored) == TEXT


def test_what_is_unicode_is_left_alone() -> None:
    assert legacy.guess([TEXT, "Krông Mẫu", "Ea H’leo", "plain"]) == ""
    assert legacy.guess(["only ascii"]) == ""


def test_in_a_mixed_sheet_only_strange_cells_change() -> None:
    mend = legacy.mended([TEXT, tcvn3("Đại biểu")], "tcvn3")
    assert mend("Giám đốc") == "Giám đốc"
    assert mend("Bà") == "Bà"
    assert mend(tcvn3("Đại biểu mẫu")) == "Đại biểu mẫu"


def test_letters_of_nobody_knows_what_are_said_to_be_unknown() -> None:
    assert legacy.guess(["Ŧħĕŵ ŷőű šţřàñğéř ĉŵm"]) == "unknown"


@pytest.mark.parametrize("word", ["Nguyễn", "quyết", "Khuê", "ngoằn", "Đắk"])
def test_syllables_fit(word: str) -> None:
    assert legacy.fits(word)


@pytest.mark.parametrize("word", ["tòch", "Ñôn", "Müller", "ấấ"])
def test_other_words_do_not(word: str) -> None:
    assert not legacy.fits(word)

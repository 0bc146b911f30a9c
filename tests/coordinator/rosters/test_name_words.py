"""Words that tell a person from a group and a post: by their marks, and without them."""

from __future__ import annotations

import pytest

from coordinator.rosters import name_words
from coordinator.rosters.name_words import Sort, Words, sort_of


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Tô Thị Cúc", Sort.PERSON),
        ("Vũ Văn Bình", Sort.PERSON),
        ("TRƯƠNG CÔNG MINH", Sort.PERSON),
        ("vu van binh", Sort.PERSON),
        ("Tổ công tác số 2", Sort.GROUP),
        ("Vụ Tổ chức cán bộ", Sort.OTHER),
        ("Đoàn đại biểu Quốc hội", Sort.GROUP),
        ("Đoàn kiểm tra số 3", Sort.GROUP),
        ("ĐOÀN CAO BẰNG", Sort.DOUBT),
        ("Đoàn Thái Bình", Sort.DOUBT),
        ("Đoàn Thanh Niên", Sort.DOUBT),
        ("Sở Y tế", Sort.GROUP),
        ("Ban Tổ chức", Sort.GROUP),
        ("Nguyễn Văn An (Sở Y tế)", Sort.PERSON),
    ],
)
def test_what_stands_alone(text: str, sort: Sort) -> None:
    assert sort_of(text) is sort


def test_a_text_without_marks_in_a_list_with_marks_is_no_bare_one() -> None:
    assert sort_of("Xa Minh") is Sort.DOUBT
    assert sort_of("Xa Minh", marked=True) is Sort.PERSON


def test_words_are_met_with_their_marks_and_bare_only_in_bare_texts() -> None:
    words = Words(r"^tổng cộng\b")
    assert words.match("Tổng  cộng: 12")
    assert words.match("tong cong: 12")
    assert not words.match("Tống Công Minh")
    assert not words.match("Tong Cong Minh", marked=True)
    assert words.search("TỔNG CỘNG")


@pytest.mark.parametrize("text", ["Phó Giám đốc", "Trưởng phòng", "Chu tich", "Truong phong"])
def test_posts(text: str) -> None:
    assert name_words.begins_post(text)
    assert not name_words.looks_like_name(text)


@pytest.mark.parametrize("text", ["Trương Thị Hoa", "Vũ Trọng Mẫu", "Chu Thi Hoa", "H'Hen Niê"])
def test_surnames_that_sound_like_posts(text: str) -> None:
    assert not name_words.begins_post(text)
    assert name_words.looks_like_name(text)


def test_provinces_of_both_maps_with_and_without_marks() -> None:
    assert name_words.is_province("Thái Bình")
    assert name_words.is_province("dak lak")
    assert not name_words.is_province("Thai Bình")
    assert name_words.is_province("Hồ Chí Minh")
    assert name_words.is_province("Bà Rịa - Vũng Tàu")
    assert name_words.is_province("ba ria vung tau")
    assert name_words.is_province("Thừa Thiên Huế")
    assert name_words.is_province("Đắc Lắc")
    assert name_words.is_province("Đak Lak")


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Công an tỉnh", Sort.GROUP),
        ("Vụ Pháp chế", Sort.GROUP),
        ("Trường Đại học Mẫu", Sort.GROUP),
        ("Lãnh đạo Bộ", Sort.GROUP),
        ("Trường Văn An", Sort.DOUBT),
        ("VU PHAP CHE", Sort.DOUBT),
        ("Truong Minh Tam", Sort.DOUBT),
        ("Truong Van Tam", Sort.PERSON),
        ("Trương Minh Tâm", Sort.PERSON),
        ("Vũ Minh Tâm", Sort.PERSON),
        ("Dự án Mẫu", Sort.DOUBT),
    ],
)
def test_what_stands_alone_among_numbers(text: str, sort: Sort) -> None:
    assert name_words.sort_over(text) is sort


@pytest.mark.parametrize("text", ["Đoàn Hồ Chí Minh", "Đoàn Bà Rịa - Vũng Tàu"])
def test_delegations_of_long_provinces_can_be_names(text: str) -> None:
    assert sort_of(text) is Sort.DOUBT

"""What stands in the cells of one person."""

from __future__ import annotations

import pytest

from coordinator.rosters import persons
from coordinator.rosters.persons import Named, Phone, Said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Đồng chí Mẫu Văn An", Named("Mẫu Văn An")),
        ("Đ/c Mẫu Văn An, Phó Chủ tịch", Named("Mẫu Văn An", "", "Phó Chủ tịch")),
        ("PGS.TS Mẫu Thị Bình - Giám đốc", Named("Mẫu Thị Bình", "PGS.TS", "Giám đốc")),
        ("Thiếu tướng Mẫu Văn Cường", Named("Mẫu Văn Cường", "Thiếu tướng")),
        ("Mẫu An (Phó Chánh Văn phòng)", Named("Mẫu An", "", "Phó Chánh Văn phòng")),
        ("Đại biểu mẫu 07 – Cao Bằng", Named("Đại biểu mẫu 07 – Cao Bằng")),
        ("Mẫu Văn An\nChủ tịch UBND", Named("Mẫu Văn An", "", "Chủ tịch UBND")),
    ],
)
def test_a_name_without_what_stands_around_it(text: str, named: Named) -> None:
    assert persons.split_name(text, usual=False) == named


def test_a_surname_is_no_form_of_address_unless_those_are_usual() -> None:
    assert persons.split_name("Ông Mẫu Tùng", usual=False).name == "Ông Mẫu Tùng"
    assert persons.split_name("Ông Mẫu Tùng", usual=True).name == "Mẫu Tùng"
    assert persons.split_name("Ông Mẫu Văn Tùng", usual=False).name == "Mẫu Văn Tùng"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("912000001", Phone("0912000001")),
        ("+84 912 000 002", Phone("0912000002")),
        ("2438000001", Phone("02438000001")),
        ("0912.000.003/0912000004", Phone("0912000003")),
        ("912,000,005", Phone("0912000005")),
        ("0912000006, 0912000007", Phone("0912000006")),
        ("9.12E+08", Phone("", lost=True)),
        ("hỏi văn thư", Phone("hỏi văn thư", odd=True)),
        ("", Phone("")),
    ],
)
def test_telephones(text: str, phone: Phone) -> None:
    assert persons.phone_of(text) == phone


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Vắng có lý do: đi học", Said.EXCUSED),
        ("vắng không lý do", Said.ABSENT),
        ("Vắng", Said.ABSENT),
        ("Dự thay đ/c Mẫu An", Said.DEPUTY),
        ("Dự trực tuyến", Said.ONLINE),
        ("Mang tài liệu", Said.NOTHING),
    ],
)
def test_notes(note: str, said: Said) -> None:
    assert persons.said_in(note) is said


@pytest.mark.parametrize("text", ["02 đồng chí", "(chưa cử)", "…", "123", "x", "(khuyết)", "-"])
def test_what_is_no_name(text: str) -> None:
    assert persons.no_name(text)


def test_several_people_in_one_cell() -> None:
    assert persons.lines_of_names("1. Mẫu Văn An\n2. Mẫu Thị Bình") == 2
    assert persons.lines_of_names("Mẫu Văn An\nPhó Chủ tịch UBND tỉnh") == 1


def test_heads() -> None:
    assert persons.head_of("x")
    assert persons.head_of("Trưởng đoàn")
    assert not persons.head_of("không")
    assert persons.says_head("Phó Chủ tịch, trưởng đoàn")
    assert not persons.says_head("Phó Trưởng đoàn ĐBQH tỉnh")
    assert not persons.says_head("Trưởng đoàn đại biểu Quốc hội tỉnh")
    assert not persons.says_head("Phó trưởng đoàn")
    assert not persons.says_head("đi cùng ông Trương Doãn Mẫu")
    assert persons.says_head("truong doan")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Vũ Văn An - Giám đốc Sở Y tế", Named("Vũ Văn An", "", "Giám đốc Sở Y tế")),
        ("Trương Thị Bình, Phó Giám đốc", Named("Trương Thị Bình", "", "Phó Giám đốc")),
        ("Vu Van An - Giam doc", Named("Vu Van An", "", "Giam doc")),
        ("Cổ Thị Thu Hà", Named("Cổ Thị Thu Hà")),
        ("Đ/c Ông Hiếu", Named("Ông Hiếu")),
    ],
)
def test_surnames_that_sound_like_posts_and_addresses(text: str, named: Named) -> None:
    assert persons.split_name(text, usual=False) == named


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn An\nVũ Văn Bình",
        "Nguyễn Văn An; Trương Thị Hoa",
        "Nguyễn Văn An, Giám đốc\nTống Thị Hoa, Phó Giám đốc",
    ],
)
def test_a_second_person_is_no_post(text: str) -> None:
    assert persons.lines_of_names(text) == 2


def test_open_places_are_no_surnames() -> None:
    assert persons.no_name("đang cử")
    assert not persons.no_name("Đặng Cử")
    assert not persons.no_name("Đặng Cừ")


@pytest.mark.parametrize(
    "text",
    [
        "Trần An, Mai Châu",
        "Nguyễn Văn An (Hồ Chí Minh)",
        "Nguyễn Văn An, Hồ Chí Minh",
        "Trần An - Cao Lãnh Đồng Tháp",
        "Nguyễn Thị Hoa (Hoàng Thị Hoa)",
        "Nguyễn Văn An - Bà Rịa - Vũng Tàu",
        "Tran An (Ba Dinh Ha Noi)",
        "Trần An (Cô Tô Quảng Ninh)",
    ],
)
def test_a_place_or_a_former_name_beside_is_no_second_person(text: str) -> None:
    assert persons.lines_of_names(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Trần An, đ/c Mai Châu",
        "Trần An, TS. Lê Bình",
        "Trần An, Lê Công Bình",
        "Trần An (ông Mai Châu)",
        "Tran An (ong Mai Chau)",
        "Đ/c Trần An - Đ/c Lê Bình",
        "Trần An - Lê Thị Hoa",
        "Trần An, Lê Văn Bình (Sở Y tế)",
        "1, Lê An\n2, Trần Bình",
        "Ông Hiếu và Lê An",
    ],
)
def test_a_second_person_is_told_by_an_address_or_by_three_words(text: str) -> None:
    assert persons.lines_of_names(text) == 2

"""Rows that are no people are told apart."""

from __future__ import annotations

import pytest

from coordinator.rosters.grid import Grid, Merge
from coordinator.rosters.header import find_layout
from coordinator.rosters.row_kinds import RowKind, RowKinds, unmarked

HEAD = ("STT", "Họ và tên", "Chức vụ", "Ghi chú")


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("", "", "", ""), RowKind.BLANK),
        (("1", "Mẫu Văn An", "Giám đốc", ""), RowKind.PERSON),
        (("I", "KHỐI BỘ, NGÀNH", "", "15"), RowKind.SECTION),
        (("B. Các tỉnh", "", "", ""), RowKind.SECTION),
        (("1", "Bộ Công an", "", ""), RowKind.SECTION),
        (("(1)", "(2)", "(3)", "(4)"), RowKind.NUMBERS),
        (("Tổng cộng", "15", "", ""), RowKind.TOTAL),
        (("", "Tổng số: 15 đại biểu", "", ""), RowKind.TOTAL),
        (("", "(Danh sách này có 1.495 đại biểu)", "", ""), RowKind.TOTAL),
        (("", "Danh sách gồm 25 đồng chí./.", "", ""), RowKind.TOTAL),
        (("", "(Danh sách này có 1,495 đại biểu)", "", ""), RowKind.TOTAL),
        (("", "Danh sách gồm 1\u00a0495 đồng chí./.", "", ""), RowKind.TOTAL),
        (("1.495", "Mẫu Văn An", "Ký, đóng dấu", ""), RowKind.PERSON),
        (("1", "Mẫu Văn Tổng", "Tổng cục trưởng", ""), RowKind.PERSON),
        (("STT", "Họ và tên", "Chức vụ", "Ghi chú"), RowKind.HEADING),
        (("", "Nơi nhận:", "", ""), RowKind.FOOTER),
        (("", "", "Cao Bằng, ngày 06 tháng 9 năm 2023", ""), RowKind.FOOTER),
    ],
)
def test_rows_are_told_apart(row: tuple[str, ...], kind: RowKind) -> None:
    grid = Grid("S", (HEAD, row))
    layout = find_layout(Grid("S", (HEAD,)))
    assert layout is not None
    assert RowKinds(grid, layout).of(1) is kind


def test_what_is_merged_wide_is_a_title() -> None:
    grid = Grid("S", (HEAD, ("Đoàn thứ nhất", "", "", "")), (Merge(1, 0, 1, 3),))
    layout = find_layout(grid)
    assert layout is not None
    assert RowKinds(grid, layout).of(1) is RowKind.SECTION


def test_titles_lose_their_numbers() -> None:
    assert [unmarked(text) for text in ("II. Các tỉnh:", "1.2. Bộ Mẫu", "Tỉnh Mẫu")] == [
        "Các tỉnh", "Bộ Mẫu", "Tỉnh Mẫu",
    ]  # fmt: skip


def kind_of(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> RowKind:
    """What the second row under the headings is."""
    grid = Grid("S", (head, *rows))
    layout = find_layout(Grid("S", (head,)))
    assert layout is not None
    return RowKinds(grid, layout).of(2)


FIRST = ("1", "Mẫu Văn An", "Giám đốc", "")
NEXT = ("2", "Mẫu Văn Bình", "Giám đốc", "")


@pytest.mark.parametrize("marker", ["VII", "VIII", "XIII", "XVIII", "XXXVIII."])
def test_a_long_roman_numeral_is_no_post_beside_a_name(marker: str) -> None:
    assert kind_of(FIRST, (marker, "Yên Thành", "", ""), NEXT) is RowKind.SECTION


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Công an tỉnh", RowKind.SECTION),
        ("Vụ Pháp chế", RowKind.SECTION),
        ("Kho bạc Nhà nước", RowKind.SECTION),
        ("Thường trực HĐND", RowKind.SECTION),
        ("Lãnh đạo Bộ", RowKind.SECTION),
        ("Toà án nhân dân", RowKind.SECTION),
        ("Đoàn Hồ Chí Minh", RowKind.SECTION),
        ("Dự án Mẫu", RowKind.FAULTY),
        ("Siu Mẫu", RowKind.FAULTY),
        ("TS. Lê Văn An", RowKind.PERSON),
        ("Đ/c Lê Văn An", RowKind.PERSON),
        ("Vũ Minh Tâm", RowKind.PERSON),
        ("…", RowKind.PERSON),  # told for what it is
    ],
)
def test_what_stands_alone_without_a_number_among_numbers(text: str, kind: RowKind) -> None:
    assert kind_of(FIRST, ("", text, "Chức vụ" if text == "…" else "", ""), NEXT) is kind


@pytest.mark.parametrize("text", ["Siu Mẫu", "Mẫu Văn Bình", "Trường Văn An", "VU MINH TAM"])
def test_in_a_list_without_numbers_everybody_stands_alone(text: str) -> None:
    head = ("Họ và tên", "Chức vụ")
    assert kind_of(("Lê Văn An", ""), (text, ""), head=head) is RowKind.PERSON


@pytest.mark.parametrize("text", ["Hoi Nguyen", "Bo Lan"])
def test_two_bare_words_in_a_series_are_a_doubt(text: str) -> None:
    head = ("STT", "Họ và tên")
    first, between, after = ("9", "Le Van An"), ("10", text), ("11", "Le Van Binh")
    assert kind_of(first, between, after, head=head) is RowKind.FAULTY
    assert kind_of(first, between, head=head) is RowKind.FAULTY
    assert kind_of(first, between, ("1", "Le Van Binh"), head=head) is RowKind.SECTION
    assert kind_of(first, ("10", "So Y te"), after, head=head) is RowKind.SECTION
    assert kind_of(("9", "Lê An"), ("10", "Khối tỉnh"), after, head=head) is RowKind.SECTION

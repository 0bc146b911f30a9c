"""Numbers in every way of writing thousands."""

from __future__ import annotations

import pytest

from coordinator.rosters.numbers import whole, whole_numbers


@pytest.mark.parametrize(
    "text", ["1495", "1.495", "1,495", "1 495", "1\u00a0495", "1\u202f495", "1'495", "1.495,00"]
)
def test_one_number_however_its_thousands_are_written(text: str) -> None:
    assert whole(text) == 1495
    assert whole_numbers(f"Tổng cộng: {text} đại biểu") == [1495]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("230.000 người, 3.321 điểm cầu", [230_000, 3_321]),
        ("1.234.567", [1_234_567]),
        ("1.234,567", [1_234, 567]),
        ("64 điểm cầu, 12 người", [64, 12]),
        ("ngày 08.9.2023", [8, 9, 2023]),
        ("1.4950", [1, 4950]),
        ("không có số", []),
    ],
)
def test_several_numbers_stay_several(text: str, numbers: list[int]) -> None:
    assert whole_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "1.1", "12 người", "08/9", "1.495 - 2"])
def test_what_is_more_than_a_number_is_none(text: str) -> None:
    assert whole(text) is None

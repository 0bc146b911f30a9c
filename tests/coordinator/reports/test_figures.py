"""The figures of a report: what adds up to a hundred, and what is present."""

from __future__ import annotations

import pytest

from coordinator.reports.figures import PeopleFigures, Quality


def test_a_line_that_was_not_measured_has_no_quality() -> None:
    assert Quality(0, 0, 0).percent() is None


@pytest.mark.parametrize(
    ("good", "fair", "poor", "expected"),
    [(1, 1, 1, (34, 33, 33)), (995, 4, 1, (100, 0, 0)), (0, 0, 5, (0, 0, 100))],
)
def test_the_three_parts_add_up_to_a_hundred(
    good: int, fair: int, poor: int, expected: tuple[int, int, int]
) -> None:
    found = Quality(good, fair, poor).percent()
    assert found == expected
    assert sum(found) == 100


def test_present_leaves_out_those_who_have_left() -> None:
    assert PeopleFigures(in_person=3, online=2, deputised=1, left=9).present == 6

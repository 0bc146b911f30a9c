"""Rows that are made when they are asked for."""

from __future__ import annotations

from coordinator.reports.model import Rows


def test_rows_are_made_anew_each_time() -> None:
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return [1, 2, 3]

    rows = Rows(make)
    assert not made
    assert list(rows) == list(rows) == [1, 2, 3]
    assert len(made) == 2

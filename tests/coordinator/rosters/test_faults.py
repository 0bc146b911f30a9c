"""Faults stop a row, warnings do not."""

from __future__ import annotations

from coordinator.rosters.faults import WARNINGS, Fault, Trouble, Unreadable


def test_warnings_let_the_row_in() -> None:
    assert not Trouble("S!A1", Fault.SAME_NAME).stops
    assert Trouble("S!A1", Fault.BAD_NAME).stops
    assert set(Fault) > WARNINGS


def test_an_unreadable_file_says_why() -> None:
    trouble = Unreadable(Fault.TOO_MANY_ROWS, "S", limit=5).trouble
    assert (trouble.cell, trouble.fault, trouble.params) == ("S", Fault.TOO_MANY_ROWS, {"limit": 5})

"""Faults stop a row, warnings do not."""

from __future__ import annotations

from coordinator.rosters.faults import PLACELESS, WARNINGS, Fault, Trouble, Unreadable, shown


def test_warnings_let_the_row_in() -> None:
    assert not Trouble("S!A1", Fault.SAME_NAME).stops
    assert Trouble("S!A1", Fault.BAD_NAME).stops
    assert set(Fault) > WARNINGS


def test_an_unreadable_file_says_why() -> None:
    trouble = Unreadable(Fault.TOO_MANY_ROWS, "S", limit=5).trouble
    assert (trouble.cell, trouble.fault, trouble.params) == ("S", Fault.TOO_MANY_ROWS, {"limit": 5})


def test_what_stops_is_shown_before_warnings_from_the_top_down() -> None:
    told = [
        Trouble("S!A9", Fault.SAME_NAME),
        Trouble("S!A10", Fault.BAD_NAME),
        Trouble("S!A2", Fault.SITE_UNKNOWN),
        Trouble("", Fault.NO_TABLE),
    ]
    assert [one.cell for one in shown(told)] == ["", "S!A2", "S!A10", "S!A9"]
    assert [one.placeless for one in shown(told)] == [False, True, False, False]
    assert not PLACELESS & WARNINGS

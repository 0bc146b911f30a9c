"""Cells, merged cells, and how people call them."""

from __future__ import annotations

from coordinator.rosters.grid import Grid, Merge, letters, quoted


def test_cells_are_named_as_people_name_them() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
    assert Grid("Sheet1", ()).cell(13, 2) == "Sheet1!C14"
    assert quoted("Danh sách") == "'Danh sách'"
    assert quoted("Bà Mẫu's") == "'Bà Mẫu''s'"


def test_a_merged_cell_shows_in_all_its_parts() -> None:
    grid = Grid("S", (("a", "b", ""), ("c", "", "")), (Merge(0, 1, 1, 2),))
    assert (grid.at(1, 2), grid.spread(1, 2), grid.spread(1, 0)) == ("", "b", "c")
    assert grid.at(9, 9) == grid.at(-1, 0) == ""


def test_a_merge_over_the_whole_sheet_costs_no_more_than_the_sheet() -> None:
    grid = Grid("S", (("a", "b"),), (Merge(0, 0, 1_048_575, 16_383),))
    assert grid.spread(0, 1) == "a"
    assert grid.merge_at(5, 5) is None

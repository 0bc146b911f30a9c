"""Groups stay whole, and no table grows too long."""

from __future__ import annotations

from coordinator.reports.annexes.groups import TABLE_ROWS_MAX, grouped
from coordinator.reports.paper import Column

COLUMNS = (Column("STT", 1), Column("Tên", 2))


def group(name: str, count: int) -> tuple[str, list[tuple[str, ...]]]:
    return name, [(str(at), name) for at in range(count)]


def test_small_groups_share_a_table_and_a_long_one_has_its_own() -> None:
    found = list(grouped(COLUMNS, [group("a", 3), group("b", 4), group("c", 150)], ("", "157")))
    assert [len(table.rows) for table in found] == [9, 151]
    assert [row[0] for row in found[0].rows if len(row) == 1] == ["a", "b"]
    assert [table.total for table in found] == [(), ("", "157")]


def test_groups_are_together_up_to_the_bound() -> None:
    half = TABLE_ROWS_MAX // 2 - 1
    assert len(list(grouped(COLUMNS, [group("a", half), group("b", half)]))) == 1
    assert len(list(grouped(COLUMNS, [group("a", half), group("b", half + 1)]))) == 2


def test_nothing_is_an_empty_table() -> None:
    (table,) = grouped(COLUMNS, [])
    assert table.rows == ()

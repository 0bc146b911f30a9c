"""All tables: each has as many rows as it says."""

from __future__ import annotations

from coordinator.reports.sheets.whole import SHEETS, tables
from tests.support.reported import whole_morning


def test_every_table_has_as_many_rows_as_it_says() -> None:
    found = tables(whole_morning().report("12:00"))
    assert [table.sheet for table in found] == list(SHEETS)
    for table in found:
        assert table.count == len(list(table.values())), table.sheet.name

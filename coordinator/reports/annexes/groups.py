"""Long lists in groups: each under its name, and in tables that are not too long to be set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordinator.reports.paper import WIDE_SIZE_PT, Column, Table

# The typesetter's memory grows with a table's length: one of 3,356 rows takes 750 MB, in parts 460.
TABLE_ROWS_MAX = 100

Cells = tuple[str, ...]
Group = tuple[str, Iterable[Cells]]


def grouped(
    columns: tuple[Column, ...], groups: Iterable[Group], total: Cells = ()
) -> Iterator[Table]:
    """Tables of whole groups; the sum stands at the end of the last."""
    tables = list(_together(groups))
    for place, rows in enumerate(tables, start=1):
        sums = total if place == len(tables) else ()
        yield Table(columns, tuple(rows), sums, WIDE_SIZE_PT)


def _together(groups: Iterable[Group]) -> Iterator[list[Cells]]:
    rows: list[Cells] = []
    for name, cells in groups:
        group: list[Cells] = [(name,), *cells]
        if rows and len(rows) + len(group) > TABLE_ROWS_MAX:
            yield rows
            rows = []
        rows += group
    yield rows

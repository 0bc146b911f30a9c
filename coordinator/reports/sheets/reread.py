"""Read a workbook of ours back: the same values that were written, to the millisecond."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from coordinator.reports.rows import PersonRow
from coordinator.reports.sheets.columns import Kind, Sheet, Value
from coordinator.reports.sheets.people import PEOPLE, person_row
from coordinator.reports.sheets.stream import HERE_MS, TICKED
from coordinator.reports.sheets.whole import SHEETS


class NotOurs(ValueError):
    """The workbook has not the sheets and columns that a report has; the text says what is off."""


def reread(file: Path) -> dict[str, list[list[Value]]]:
    """Every table by its slug: the values of each row, in the columns' order.

    Raises NotOurs, OSError."""
    with CalamineWorkbook.from_path(str(file)) as book:
        names = list(book.sheet_names)
        return {sheet.slug: list(_rows(book, names, sheet)) for sheet in SHEETS}


def reread_people(file: Path) -> Iterator[PersonRow]:
    """The delegates of a workbook, as the report had them. Raises NotOurs, OSError."""
    keys = [column.key for column in PEOPLE.columns]
    with CalamineWorkbook.from_path(str(file)) as book:
        for row in _rows(book, list(book.sheet_names), PEOPLE):
            yield person_row({key: value for key, value in zip(keys, row, strict=True) if key})


def _rows(book: CalamineWorkbook, names: list[str], sheet: Sheet[Any]) -> Iterator[list[Value]]:
    """The rows of a table, over all the sheets that it took."""
    if sheet.name not in names:
        raise NotOurs(f"there is no sheet {sheet.name!r}")
    titles = [column.title for column in sheet.columns]
    for name in names:
        if name != sheet.name and not name.startswith(f"{sheet.name} ("):
            continue
        rows = iter(book.get_sheet_by_name(name).iter_rows())
        found = [str(cell) for cell in next(rows, [])]
        if found != titles:
            raise NotOurs(f"sheet {name!r} has other columns")
        for row in rows:
            yield [
                value(column.kind, cell) for column, cell in zip(sheet.columns, row, strict=True)
            ]


def value(kind: Kind, cell: Any) -> Value:
    """What was written into this cell. Raises NotOurs for a cell of another kind."""
    if kind is Kind.TEXT:
        return str(cell)
    if kind is Kind.TICK:
        return bool(cell == TICKED)
    if cell == "":
        return None
    if kind is Kind.INSTANT and isinstance(cell, date):
        # Exactly midnight is a whole number of days, and is read as a date without a time.
        moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time.min)
        since = moment.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return _ms(since) - HERE_MS
    if kind is Kind.LENGTH and isinstance(cell, timedelta):
        return _ms(cell)
    if kind in (Kind.NUMBER, Kind.SHARE) and isinstance(cell, float):
        return int(cell) if kind is Kind.NUMBER else cell
    raise NotOurs(f"a cell holds {type(cell).__name__}, not {kind.value}")


def _ms(length: timedelta) -> int:
    """To the nearest: a day as a float is a little off the millisecond."""
    return round(length / timedelta(milliseconds=1))

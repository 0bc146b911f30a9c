"""One table of a report as CSV, in which nothing computes: see `coordinator.reports.table`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from coordinator.reports.model import Report
from coordinator.reports.sheets.columns import Column, Filled, Kind, Value
from coordinator.reports.sheets.whole import SHEETS, tables
from coordinator.reports.table import DELIMITERS, clock, seconds, write_table

TABLES = tuple(sheet.slug for sheet in SHEETS)
UNIT = {Kind.LENGTH: " (giây)", Kind.SHARE: " (%)"}
TOLD_EVERY = 2_000


def write(
    report: Report,
    file: Path,
    told: Callable[[float], None] = lambda share: None,
    *,
    slug: str = "people",
    delimiter: str = "comma",
) -> None:
    """Write the table of this slug, hidden columns too. Raises OSError, KeyError for a delimiter
    that is not one of `DELIMITERS`."""
    table = next(one for one in tables(report) if one.sheet.slug == slug)
    head = [f"{one.title}{UNIT.get(one.kind, '')}" for one in table.sheet.columns]
    with file.open("w", encoding="utf-8", errors="replace", newline="") as out:
        write_table(out, head, _rows(table, told), DELIMITERS[delimiter])


def _rows(table: Filled, told: Callable[[float], None]) -> Iterator[list[str]]:
    columns: tuple[Column[object], ...] = table.sheet.columns
    for number, row in enumerate(table.values(), start=1):
        yield [words(one.kind, value) for one, value in zip(columns, row, strict=True)]
        if not number % TOLD_EVERY:
            told(number / table.count)


def words(kind: Kind, value: Value) -> str:
    """A value as text: instants to the second in Vietnam, lengths in seconds, shares in percent."""
    if value is None or value is False:
        return ""
    if kind is Kind.INSTANT:
        return clock(int(value))
    if kind is Kind.LENGTH:
        return str(seconds(int(value)))
    if kind is Kind.SHARE:
        return f"{100 * float(value):.1f}"
    return "x" if value is True else str(value)

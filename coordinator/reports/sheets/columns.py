"""What a table is: its columns with their kind, and the values that stand in a row.

A value is a text, a whole number, an instant or a length (ms), a share (0 to 1), or a tick. What is
not known is None, and "" for a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

Value = str | int | float | bool | None
Row = TypeVar("Row")


class Kind(Enum):
    """How a value is written in a cell, and read back from it."""

    TEXT = "text"
    NUMBER = "number"
    INSTANT = "instant"
    LENGTH = "length"
    SHARE = "share"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`title` heads the column, `width` is in characters. `key` names what the value is when the
    table is read back; a column without one only says in words what another says. `hidden` columns
    are for programs."""

    title: str
    kind: Kind
    width: int
    read: Callable[[Row], Value]
    key: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """One table: `name` is that of its sheet, `slug` what a program calls it."""

    name: str
    slug: str
    columns: tuple[Column[Row], ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows; `count` is how many there are."""

    sheet: Sheet[Any]
    rows: Iterable[Any]
    count: int

    def values(self) -> Iterator[list[Value]]:
        """Each row as the values of its columns."""
        reads = [column.read for column in self.sheet.columns]
        return ([read(row) for read in reads] for row in self.rows)


def filled(sheet: Sheet[Row], rows: tuple[Row, ...]) -> Filled:
    """A table of rows that are all there."""
    return Filled(sheet, rows, len(rows))

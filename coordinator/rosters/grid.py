"""Sheets as plain text in rows and columns, however they were stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one; rows and columns count from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet from A1 on: `rows` may be of different lengths. `encoding` says what the text was
    stored in, "" for plain Unicode."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    encoding: str = ""
    _covered: dict[tuple[int, int], Merge] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for merge in self.merges:
            for place in _places(merge, len(self.rows), self.width):
                self._covered[place] = merge

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> str:
        """The text of a cell; "" where there is none."""
        if not 0 <= row < len(self.rows):
            return ""
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    def spread(self, row: int, column: int) -> str:
        """The same, with what a merged cell shows standing in all of its parts."""
        merge = self._covered.get((row, column))
        return self.at(row, column) if merge is None else self.at(merge.top, merge.left)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged cell that covers a place, if any."""
        return self._covered.get((row, column))

    def cell(self, row: int, column: int) -> str:
        """How people call a cell: "Sheet1!C14", with quotes where the name has spaces."""
        return f"{quoted(self.name)}!{letters(column)}{row + 1}"


def _places(merge: Merge, rows: int, width: int) -> Iterator[tuple[int, int]]:
    """The places of a merge within the sheet; a hostile one may claim all of it."""
    for row in range(merge.top, min(merge.bottom, rows - 1) + 1):
        for column in range(merge.left, min(merge.right, width - 1) + 1):
            yield row, column


def letters(column: int) -> str:
    """The letters of a column from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def quoted(sheet: str) -> str:
    """A sheet's name as it stands in a reference."""
    if sheet.isidentifier() and sheet.isascii():
        return sheet
    return "'" + sheet.replace("'", "''") + "'"

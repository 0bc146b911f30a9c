"""A worksheet whose rows are made while the file is written, and typed to the last cell.

Cells are numbers or inline strings (ECMA-376 Part 1, 18.3.1.4 and 18.18.11): there is no way to
write a formula. 230,000 people have seven million cells, so what a value becomes is kept for the
next row that has it: points, posts, states and instants come again and again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TextIO

from xlsxwriter.format import Format  # type: ignore[import-untyped]  # has no types
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # has no types

from coordinator.reports.sheets.columns import Kind, Value

CELL_CHARS_MAX = 32_767
CUT = "… (còn tiếp, xem bản ghi)"
TICKED = "x"
DAY_MS = 86_400_000
# Vietnam has been seven hours ahead since 1975; a spreadsheet counts days since 30 December 1899.
HERE_MS, EPOCH_DAYS = 7 * 3_600_000, 25_569
TOLD_EVERY = 2_000
# So many values of a column's kind are kept as cells; a row has a dozen.
KEPT_MAX = 4_096

# What XML has no room for, or a reader would take for an escape (ECMA-376 Part 1, 22.9.2.19).
_RARE = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
# The letters of it, but for what begins an escape, and a line's end: seldom there, and looked for
# in one pass.
_odd = re.compile("[&<>\x00-\x08\n\x0b-\x1f\ufffe\uffff\ud800-\udfff]").search
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Cells:
    """How the values of one column become cells."""

    kind: Kind
    format: Format


class StreamedSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """Call `hold` once, before the workbook is closed; nothing else may write cells."""

    def hold(
        self,
        head: Sequence[tuple[str, Format]],
        cells: Sequence[Cells],
        rows: Iterable[Sequence[Value]],
        count: int,
        told: Callable[[int], None],
    ) -> None:
        """The title row, how each column is written, and the rows. `told` hears how many rows are
        written, now and then."""
        # Asked for here, a format is known to the book before its styles are written.
        letters = [xl_col_to_name(index) for index in range(len(cells))]
        self._titles = [
            text_cell(f"{letter}1", style._get_xf_index(), title)
            for letter, (title, style) in zip(letters, head, strict=True)
        ]
        begins = (f'<c r="{letter}' for letter in letters)
        self._columns = list(zip(begins, _ends(cells), strict=True))
        self._rows, self._told = rows, told
        self.dim_rowmin, self.dim_colmin = 0, 0
        self.dim_rowmax, self.dim_colmax = count, len(cells) - 1

    def write_to(self, text: TextIO) -> None:
        """Write the whole sheet."""
        self.fh, self.internal_fh = text, False
        self._assemble_xml_file()

    def _write_sheet_data(self) -> None:
        """Where the library would write the cells that it holds."""
        write = self.fh.write
        write(f'<sheetData><row r="1" ht="45" customHeight="1">{"".join(self._titles)}</row>')
        columns = self._columns
        for row_number, row in enumerate(self._rows, start=2):
            number = str(row_number)
            found = [
                begin + number + end(value)
                for (begin, end), value in zip(columns, row, strict=True)
                if value or (value is not None and value is not False and value != "")
            ]
            write(f'<row r="{number}">{"".join(found)}</row>')
            if not row_number % TOLD_EVERY:
                self._told(row_number)
        write("</sheetData>")


def _ends(cells: Iterable[Cells]) -> list[Callable[[Any], str]]:
    """What writes each column's cells, from behind their address on. Columns of one kind and style
    share what they keep: arrival, state and recording are mostly of one instant."""
    kept: dict[tuple[Kind, int], Callable[[Any], str]] = {}
    found = []
    for one in cells:
        how = (one.kind, one.format._get_xf_index())
        if how not in kept:
            kept[how] = lru_cache(KEPT_MAX, typed=True)(maker(*how))
        found.append(kept[how])
    return found


def maker(kind: Kind, style: int) -> Callable[[Any], str]:
    """What writes a value of this kind as a cell in XML, from behind the address on."""
    if kind is Kind.TICK:
        return lambda value: text_end(style, TICKED)
    if kind is Kind.TEXT:
        return lambda value: text_end(style, value)
    as_number = _AS_NUMBER.get(kind, repr)
    return lambda value: f'" s="{style}"><v>{as_number(value)}</v></c>'


def serial(at: int) -> float:
    """An instant (ms) as the day of a spreadsheet, in Vietnam; exact to the millisecond."""
    return (at + HERE_MS) / DAY_MS + EPOCH_DAYS


_AS_NUMBER: dict[Kind, Callable[[Any], object]] = {
    Kind.INSTANT: serial,
    Kind.LENGTH: lambda length_ms: length_ms / DAY_MS,
}


def text_cell(where: str, style: int, text: str) -> str:
    """A cell that is a text and nothing else, whatever stands in it."""
    return f'<c r="{where}{text_end(style, text)}'


def text_end(style: int, text: str) -> str:
    """The same from behind its address on. Space that a reader would drop is kept."""
    kept = ""
    if len(text) > CELL_CHARS_MAX:
        text = text[: CELL_CHARS_MAX - len(CUT)] + CUT
    if _odd(text) or "_x" in text or text != text.strip():
        kept, text = ' xml:space="preserve"', _RARE.sub(_escaped, text)
    return f'" s="{style}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    rare = found[0]
    if rare in _NAMED:
        return _NAMED[rare]
    if "\ud800" <= rare <= "\udfff":
        return "\ufffd"  # half a letter, that no file in UTF-8 can hold
    return f"_x{ord(rare):04X}_"

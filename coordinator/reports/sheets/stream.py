"""A worksheet whose rows are made while the file is written, and typed to the last cell.

Cells are numbers or inline strings (ECMA-376 Part 1, 18.3.1.4 and 18.18.11): there is no way to
write a formula. XlsxWriter puts a cell at 6 µs, of which this needs one: 230,000 people have
seven million cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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

# What XML has no room for, or a reader would take for an escape (ECMA-376 Part 1, 22.9.2.19).
_RARE = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
# That, or space that a reader would drop: seldom there, and looked for once.
_odd = re.compile(rf"{_RARE.pattern}|\n|^\s|\s$").search
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
        self._head, self._cells, self._rows, self._told = head, cells, rows, told
        self.dim_rowmin, self.dim_colmin = 0, 0
        self.dim_rowmax, self.dim_colmax = count, len(cells) - 1

    def _write_sheet_data(self) -> None:
        """Where the library would write the cells that it holds."""
        write = self.fh.write
        letters = [xl_col_to_name(index) for index in range(len(self._cells))]
        titles = [
            text_cell(f"{letter}1", style._get_xf_index(), title)
            for letter, (title, style) in zip(letters, self._head, strict=True)
        ]
        write(f'<sheetData><row r="1" ht="45" customHeight="1">{"".join(titles)}</row>')
        makers = [maker(one.kind, one.format._get_xf_index()) for one in self._cells]
        columns = list(zip(letters, makers, strict=True))
        for number, row in enumerate(self._rows, start=2):
            found = [
                make(f"{letter}{number}", value)
                for (letter, make), value in zip(columns, row, strict=True)
                if value or (value is not None and value is not False and value != "")
            ]
            write(f'<row r="{number}">{"".join(found)}</row>')
            if not number % TOLD_EVERY:
                self._told(number)
        write("</sheetData>")


def maker(kind: Kind, style: int) -> Callable[[str, Any], str]:
    """What writes a cell of this kind, at an address, in XML."""
    if kind in (Kind.TEXT, Kind.TICK):
        ticked = kind is Kind.TICK

        def written(where: str, value: Any) -> str:
            return text_cell(where, style, TICKED if ticked else value)

        return written
    as_number = _AS_NUMBER.get(kind, repr)

    def counted(where: str, value: Any) -> str:
        return f'<c r="{where}" s="{style}"><v>{as_number(value)}</v></c>'

    return counted


def serial(at: int) -> float:
    """An instant (ms) as the day of a spreadsheet, in Vietnam; exact to the millisecond."""
    return (at + HERE_MS) / DAY_MS + EPOCH_DAYS


_AS_NUMBER: dict[Kind, Callable[[Any], object]] = {
    Kind.INSTANT: serial,
    Kind.LENGTH: lambda length_ms: length_ms / DAY_MS,
}


def text_cell(where: str, style: int, text: str) -> str:
    """A cell that is a text and nothing else, whatever stands in it."""
    kept = ""
    if len(text) > CELL_CHARS_MAX:
        text = text[: CELL_CHARS_MAX - len(CUT)] + CUT
    if _odd(text):
        kept, text = ' xml:space="preserve"', _RARE.sub(_escaped, text)
    return f'<c r="{where}" s="{style}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    rare = found[0]
    if rare in _NAMED:
        return _NAMED[rare]
    if "\ud800" <= rare <= "\udfff":
        return "\ufffd"  # half a letter, that no file in UTF-8 can hold
    return f"_x{ord(rare):04X}_"

"""A report as a workbook (XLSX): typed cells, real dates, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # has no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # has no types

from coordinator.reports.model import Report
from coordinator.reports.sheets.columns import Filled, Kind, Value
from coordinator.reports.sheets.facts import Fact, proof, summary
from coordinator.reports.sheets.package import StreamedBook
from coordinator.reports.sheets.stream import DAY_MS, Cells, StreamedSheet, serial
from coordinator.reports.sheets.whole import tables

SUMMARY, PROOF = "Tổng hợp", "Xác thực"
# A sheet has 1,048,576 rows, one of them the titles; what is more goes on in another sheet.
ROWS_MAX = 1_048_575
A4 = 9
HEADER_CHARS_MAX = 200
# So many characters stand on a page when it is printed at two thirds of its size.
PAGE_CHARS, REPEATED_COLUMNS = 210, 3
TO_THE_RIGHT = {"valign": "top", "align": "right", "indent": 1}
FORMATS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"num_format": "@", "valign": "top"},
    Kind.NUMBER: {"num_format": "#,##0", **TO_THE_RIGHT},
    Kind.INSTANT: {"num_format": "dd/mm/yyyy hh:mm:ss", **TO_THE_RIGHT},
    Kind.LENGTH: {"num_format": "[h]:mm:ss", **TO_THE_RIGHT},
    Kind.SHARE: {"num_format": "0.0%", **TO_THE_RIGHT},
    Kind.TICK: {"num_format": "@", "valign": "top", "align": "center"},
}
FACT_WIDTHS, FACT_LINE_PT = (30, 44, 60), 15.0
TITLES = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DDE6F0", "border": 1}

Told = Callable[[float], None]


def write(report: Report, file: Path, told: Told = lambda share: None) -> None:
    """Write the workbook; `told` hears from 0 to 1 how far it is. Raises OSError."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(file.parent),  # whole folder is ours alone, and swept
    }
    with StreamedBook(str(file), options) as book:
        book.set_properties({"title": report.header.title, "comments": report.header.session})
        styles = _Styles(book)
        _facts(book.add_worksheet(SUMMARY), summary(report), styles)
        whole = tables(report)
        progress = _Progress(sum(table.count for table in whole), told)
        for table in whole:
            for name, part, count in parts(table):
                sheet = book.add_worksheet(name, worksheet_class=StreamedSheet)
                _table(sheet, table, styles, (part, count), progress)
                _printed(sheet, report, table)
        _facts(book.add_worksheet(PROOF), proof(report), styles)


def parts(table: Filled) -> Iterator[tuple[str, Iterable[list[Value]], int]]:
    """A table as the sheets it needs: each with its name, its rows, and how many they are."""
    values, left = table.values(), table.count
    for number in range(1, max(1, -(-table.count // ROWS_MAX)) + 1):
        count = min(left, ROWS_MAX)
        name = table.sheet.name if number == 1 else f"{table.sheet.name} ({number})"
        yield name, islice(values, count), count
        left -= count


class _Styles:
    """The formats of a workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        self.of: dict[Kind, Format] = {k: book.add_format(how) for k, how in FORMATS.items()}
        self.titles = book.add_format(TITLES)
        self.grey = book.add_format({**TITLES, "font_color": "#777777"})
        text = {"text_wrap": True, "valign": "top", "num_format": "@"}
        self.heading = book.add_format({**text, "bold": True, "bg_color": "#DDE6F0"})
        self.rule = book.add_format({**text, "italic": True, "font_color": "#444444"})
        self.wrapped = book.add_format(text)
        to_the_left = {"align": "left", "indent": 0}
        self.single = {k: book.add_format({**how, **to_the_left}) for k, how in FORMATS.items()}


class _Progress:
    """Adds up the rows of all tables."""

    def __init__(self, whole: int, told: Told) -> None:
        self._whole, self._told, self._before = max(1, whole), told, 0

    def begin(self, count: int) -> Callable[[int], None]:
        """What a table of so many rows tells its progress to."""
        before = self._before
        self._before += count
        return lambda rows: self._told(min(1.0, (before + rows) / self._whole))


def _table(
    sheet: Any,
    table: Filled,
    styles: _Styles,
    part: tuple[Iterable[list[Value]], int],
    progress: _Progress,
) -> None:
    """One table: title row, columns with their widths, filters, and rows to come."""
    columns, (rows, count) = table.sheet.columns, part
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, None, {"hidden": column.hidden})
    head = [(one.title, styles.grey if one.hidden else styles.titles) for one in columns]
    cells = [Cells(one.kind, styles.of[one.kind]) for one in columns]
    sheet.hold(head, cells, rows, count, progress.begin(count))
    sheet.autofilter(0, 0, max(1, count), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _printed(sheet: Worksheet, report: Report, table: Filled) -> None:
    """A4 landscape with the title and the page's number: as many pages wide as can be read, and on
    each of them who it is about."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    shown = sum(column.width for column in table.sheet.columns if not column.hidden)
    wide = max(1, round(shown / PAGE_CHARS))
    sheet.fit_to_pages(wide, 0)
    if wide > 1:
        sheet.repeat_columns(0, REPEATED_COLUMNS - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    title = (report.header.short_title or report.header.title)[:HEADER_CHARS_MAX]
    sheet.set_header("&L" + title.replace("&", "&&") + "&R&A")
    sheet.set_footer("&CTrang &P/&N")


def _facts(sheet: Worksheet, facts: Iterable[Fact], styles: _Styles) -> None:
    """Single figures: label, value, how it was counted, and a hidden column for programs."""
    for index, width in enumerate(FACT_WIDTHS):
        sheet.set_column(index, index, width)
    sheet.set_column(3, 3, 18, None, {"hidden": True})
    for row, fact in enumerate(facts):
        sheet.set_row(row, FACT_LINE_PT * _lines(fact))
        if not fact.key:
            for column in range(len(FACT_WIDTHS)):
                sheet.write_string(row, column, "" if column else fact.label, styles.heading)
        else:
            sheet.write_string(row, 0, fact.label, styles.wrapped)
            _value(sheet, row, fact, styles)
            sheet.write_string(row, 2, fact.rule, styles.rule)
            sheet.write_string(row, 3, fact.key, styles.of[Kind.TEXT])
    sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _lines(fact: Fact) -> int:
    """How many lines the fact takes: no program makes rows higher by itself in a file it opens."""
    texts = (fact.label, str(fact.value) if fact.kind is Kind.TEXT else "", fact.rule)
    needed = [
        sum(max(1, -(-len(part) // width)) for part in text.split("\n"))
        for text, width in zip(texts, FACT_WIDTHS, strict=True)
    ]
    return max(needed)


def _value(sheet: Worksheet, row: int, fact: Fact, styles: _Styles) -> None:
    """The value as what it is."""
    style, value = styles.single[fact.kind], fact.value
    if isinstance(value, str):
        sheet.write_string(row, 1, value, styles.wrapped)
    elif value is not None:
        sheet.write_number(row, 1, _number(fact.kind, value), style)


def _number(kind: Kind, value: int | float) -> float:
    """A value as a spreadsheet counts it: times in days."""
    if kind is Kind.INSTANT:
        return serial(int(value))
    return value / DAY_MS if kind is Kind.LENGTH else value

"""Writes small workbooks as offices send them: .xlsx, .xls, .ods and delimited text.

A sheet is its name, its rows, merged cells as (top, left, bottom, right) from 0, and whether it is
hidden. The same sheets always give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

import xlsxwriter
import xlwt

Cell = str | int | float | bool
FIXED = datetime(2023, 9, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[tuple[int, int, int, int]] = field(default=())
    hidden: bool = False


def xlsx(*sheets: Sheet) -> bytes:
    """A workbook of Excel 2007 and later."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": FIXED})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        covered = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        for at_row, row in enumerate(sheet.rows):
            for at_column, cell in enumerate(row):
                if (at_row, at_column) in covered:
                    bottom, right = covered[at_row, at_column]
                    page.merge_range(at_row, at_column, bottom, right, cell)
                elif cell != "":
                    _write(page, at_row, at_column, cell)
    book.close()
    return made.getvalue()


def _write(page: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    else:
        page.write_number(row, column, cell)


def xls(*sheets: Sheet) -> bytes:
    """A workbook of Excel 97."""
    made = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        page.visibility = 1 if sheet.hidden else 0
        covered = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        for at_row, row in enumerate(sheet.rows):
            for at_column, cell in enumerate(row):
                if (at_row, at_column) in covered:
                    bottom, right = covered[at_row, at_column]
                    page.write_merge(at_row, bottom, at_column, right, cell)
                elif cell != "":
                    page.write(at_row, at_column, cell)
    book.save(made)
    return made.getvalue()


_ODS = (
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
)


def ods(*sheets: Sheet) -> bytes:
    """A workbook of OpenDocument (ISO/IEC 26300)."""
    office, table, text = _ODS
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{text}" office:version="1.2"><office:body><office:spreadsheet>'
    )
    tail = "</office:spreadsheet></office:body></office:document-content>"
    body = "".join(map(_ods_sheet, sheets))
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listing = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{manifest}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return packed(
        {"mimetype": mime, "content.xml": head + body + tail, "META-INF/manifest.xml": listing}
    )


def packed(parts: dict[str, str]) -> bytes:
    """A zip of texts, always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(info, content)
    return made.getvalue()


def _ods_sheet(sheet: Sheet) -> str:
    rows = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
        for row in sheet.rows
    )
    return f'<table:table table:name="{escape(sheet.name)}">{rows}</table:table>'


def _ods_cell(cell: Cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, (int, float)):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def delimited(rows: Sequence[Sequence[Cell]], delimiter: str, encoding: str) -> bytes:
    """Rows as text with CRLF; a cell with the delimiter, a quote or a line break is quoted."""
    lines = (delimiter.join(_quoted(str(cell), delimiter) for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _quoted(cell: str, delimiter: str) -> str:
    if any(char in cell for char in (delimiter, '"', "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell

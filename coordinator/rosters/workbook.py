"""A roster file of any kind to its sheets: .xls, .xlsx, .xlsm, .ods, .csv, .txt.

Known by what is in it, never by its name. A packed workbook is unpacked once beside, and counted,
before it is read, since what it claims of its size may be untrue.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from coordinator.rosters import legacy
from coordinator.rosters.delimited import read_delimited, wide_encoding
from coordinator.rosters.faults import Fault, Unreadable
from coordinator.rosters.grid import Grid, Merge
from coordinator.rosters.limits import (
    CELL_CHARS_MAX,
    COLUMNS_MAX,
    PARTS_MAX,
    ROWS_MAX,
    SHEETS_MAX,
    UNPACKED_BYTES_MAX,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_CHUNK = 1 << 20
_MERGES_MAX = 20_000


def read_workbook(data: bytes) -> tuple[Grid, ...]:
    """The sheets of a file, in its order, text as Unicode. Raises Unreadable."""
    if not data.strip(b"\x00\xff\xfe\xef\xbb\xbf \r\n\t"):
        raise Unreadable(Fault.EMPTY_FILE)
    kind = _kind(data)
    if kind == "text":
        return (_mended(read_delimited(data)),)
    if kind not in ("zip", "ole"):
        raise Unreadable(Fault.WRONG_KIND, kind=kind)
    if kind == "zip":
        _survey(data)
    try:
        with load_workbook(io.BytesIO(data)) as workbook:
            return _sheets(workbook)
    except PasswordError:
        raise Unreadable(Fault.PASSWORD) from None
    except (CalamineError, ValueError, OSError):
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data:
            raise Unreadable(Fault.PASSWORD) from None
        raise Unreadable(Fault.DAMAGED) from None
    except BaseException as error:
        # The native reader gives up on some damage with a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(Fault.DAMAGED) from None


def _kind(data: bytes) -> str:
    """What the bytes are: zip, ole and text may be rosters; the rest is named, to be told."""
    head = data[:4096].lstrip().lower()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(data):
        return "text"
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        return "word" if "WordDocument".encode("utf-16-le") in data else "ole"
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(_PICTURES):
        return "picture"
    if b"<html" in head or head.startswith((b"<!doctype html", b"<table")):
        return "html"
    if b"<?xml" in head[:200]:
        return "xml"
    if data.startswith(b"{\\rtf"):
        return "word"
    # A text has no control characters, but in UTF-16 every other byte may be zero.
    controls = sum(byte < 32 and byte not in (0, 9, 10, 12, 13) for byte in data[:4096])
    return "text" if controls <= len(data[:4096]) // 200 else "unknown"


def _survey(data: bytes) -> None:
    """Unpack all parts once, counting. Raises Unreadable(unpacked_too_big | wrong_kind | …)."""
    whole = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if "word/document.xml" in names:
                raise Unreadable(Fault.WRONG_KIND, kind="word")
            if len(parts) > PARTS_MAX:
                raise Unreadable(Fault.DAMAGED)
            for part in parts:
                if part.flag_bits & 1:
                    raise Unreadable(Fault.PASSWORD)
                whole = _unpack(packed, part, whole)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        raise Unreadable(Fault.DAMAGED) from None


def _unpack(packed: zipfile.ZipFile, part: zipfile.ZipInfo, whole: int) -> int:
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            whole += len(chunk)
            if whole > UNPACKED_BYTES_MAX:
                limit = UNPACKED_BYTES_MAX // (1024 * 1024)
                raise Unreadable(Fault.UNPACKED_TOO_BIG, limit=limit)
    return whole


def _sheets(workbook: CalamineWorkbook) -> tuple[Grid, ...]:
    sheets = [one for one in workbook.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
    if len(sheets) > SHEETS_MAX:
        raise Unreadable(Fault.TOO_MANY_SHEETS, limit=SHEETS_MAX, count=len(sheets))
    found, rows = [], 0
    for meta in sheets:
        hidden = meta.visible is not SheetVisibleEnum.Visible
        grid = _grid(workbook.get_sheet_by_name(meta.name), hidden)
        rows += len(grid.rows)
        if rows > ROWS_MAX:
            raise Unreadable(Fault.TOO_MANY_ROWS, meta.name, limit=ROWS_MAX)
        found.append(_mended(grid))
    return tuple(found)


def _grid(sheet: CalamineSheet, hidden: bool) -> Grid:
    if sheet.end is not None:
        if sheet.end[0] >= ROWS_MAX:
            raise Unreadable(Fault.TOO_MANY_ROWS, sheet.name, limit=ROWS_MAX)
        if sheet.end[1] >= COLUMNS_MAX * 4:
            raise Unreadable(Fault.TOO_MANY_COLUMNS, sheet.name, limit=COLUMNS_MAX)
    rows = [tuple(map(_text, _cut(row))) for row in sheet.to_python(skip_empty_area=False)]
    if max(map(len, rows), default=0) > COLUMNS_MAX:
        raise Unreadable(Fault.TOO_MANY_COLUMNS, sheet.name, limit=COLUMNS_MAX)
    while rows and not rows[-1]:
        rows.pop()
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MERGES_MAX]
    )
    return Grid(sheet.name, tuple(rows), merges, hidden)


def _cut(row: Sequence[object]) -> list[object]:
    """A row without the empty cells at its end."""
    cells = list(row)
    while cells and (cells[-1] == "" or cells[-1] is None):
        cells.pop()
    return cells


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _text(value: object) -> str:
    """What a cell shows, as far as it can be known without its number format."""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, (int, float)):
        whole = int(value) if abs(value) < 1e15 and value == int(value) else None
        return str(value) if whole is None else str(whole)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    text = "" if value is None else str(value)
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text[:CELL_CHARS_MAX])
    return unicodedata.normalize("NFC", text)


def _mended(grid: Grid) -> Grid:
    """The sheet with text from before Unicode had back."""
    encoding = legacy.guess(text for row in grid.rows for text in row)
    stored = encoding or (grid.encoding if grid.encoding == "utf-16" else "")
    known = "" if encoding == "unknown" else encoding
    mend = legacy.mended((text for row in grid.rows for text in row), known)
    rows = tuple(
        tuple(unicodedata.normalize("NFC", mend(text)) for text in row) for row in grid.rows
    )
    return Grid(grid.name, rows, grid.merges, grid.hidden, stored)

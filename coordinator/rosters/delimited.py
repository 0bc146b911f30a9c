"""CSV as Excel and the bridges write it: its bytes, its letters, its delimiter."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from coordinator.rosters.faults import Fault, Unreadable
from coordinator.rosters.grid import Grid
from coordinator.rosters.limits import COLUMNS_MAX, ROWS_MAX

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = ("\t", ";", ",", "|")
LINES_TRIED = 60
_TRIED_CHARS = 200_000


def read_delimited(data: bytes, name: str = "CSV") -> Grid:
    """The one sheet of a delimited text. Raises Unreadable(damaged | too_many_rows |
    too_many_columns)."""
    text, encoding = decode(data)
    declared, text = _declared(text)
    delimiter = declared or delimiter_of(text)
    rows: list[tuple[str, ...]] = []
    try:
        for row in _rows(text, delimiter):
            if len(rows) >= ROWS_MAX:
                raise Unreadable(Fault.TOO_MANY_ROWS, limit=ROWS_MAX)
            if len(row) > COLUMNS_MAX and any(row[COLUMNS_MAX:]):
                raise Unreadable(Fault.TOO_MANY_COLUMNS, limit=COLUMNS_MAX, row=len(rows) + 1)
            rows.append(tuple(map(_plain, row[:COLUMNS_MAX])))
    except csv.Error:
        raise Unreadable(Fault.DAMAGED, row=len(rows) + 1) from None
    return Grid(name, tuple(rows), encoding=encoding)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(_marks_kept(text, delimiter), newline=""), delimiter=delimiter)


def _marks_kept(text: str, delimiter: str) -> str:
    """The text with those quotation marks quoted which begin a cell and quote nothing. Alone in a
    cell they say "as above", and a reader of CSV would take all up to the next one for one cell."""
    apart = re.escape(delimiter)
    begins, ends = re.compile(rf'(?<![^\r\n{apart}])"'), re.compile(rf"[\r\n{apart}]|\Z")
    done, parts = 0, []
    found = begins.search(text)
    while found is not None:
        start, close = found.start(), _close(text, found.end())
        end = close + 1
        if not _quotes(text, start, close, delimiter):
            end = next(ends.finditer(text, start)).start()
            kept = text[start:end].replace('"', '""')
            parts += [text[done:start], f'"{kept}"']
            done = end
        found = begins.search(text, end)
    return "".join((*parts, text[done:]))


def _close(text: str, at: int) -> int:
    """The next quotation mark that is not one of two, -1 without any."""
    close = text.find('"', at)
    while close >= 0 and text.startswith('"', close + 1):
        close = text.find('"', close + 2)
    return close


def _quotes(text: str, start: int, close: int, delimiter: str) -> bool:
    """Whether what stands between two quotation marks is one cell, and not two marks of their own
    with cells between them."""
    if close < 0:
        return False
    inside = text[start + 1 : close]
    apart = (delimiter, "\n", "\r")
    first = inside.split('"')[0]
    # One column alone has no cell between two marks: those are a cell's own empty lines.
    torn = inside.lstrip(" ").startswith(apart) and first.rstrip(" ").endswith(apart)
    if torn and delimiter in first:
        return False
    if "\n" not in inside and "\r" not in inside:
        return True
    # A cell may have lines, and commas in them, but hardly tabs.
    after = text[close + 1 : close + 9].lstrip(" ")
    ended = not after or after.startswith((*apart, *_DELIMITERS))
    return ended and not (delimiter == "\t" and delimiter in inside)


def _plain(cell: str) -> str:
    """A cell without the `="…"` that keeps a spreadsheet from changing what is in it."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1]
    return cell


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and in what it was stored, "" for UTF-8. Bytes that are no Unicode are
    read as Windows-1252; `coordinator.rosters.legacy` then finds what they were."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return text, "" if encoding == "utf-8" else "utf-16"
    if wide := wide_encoding(data):
        return data.decode(wide, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return "".join(map(_as_1252, data)), "windows-1252"


def wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain text is zero."""
    head = data[:2_000]
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.05 else ""


def _as_1252(byte: int) -> str:
    """Windows-1252 with its five holes filled from Latin-1, so that no byte is lost."""
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _declared(text: str) -> tuple[str, str]:
    """The delimiter that a first line `sep=;` declares, and the text after it."""
    first, _, rest = text.partition("\n")
    word = first.strip()
    if word.lower().startswith("sep=") and len(word) == 5:
        return word[-1], rest
    return "", text


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the most lines into the same number of parts."""
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            rows = _rows(text[:_TRIED_CHARS], delimiter)
            for row, _ in zip(rows, range(LINES_TRIED), strict=False):
                widths[len(row)] += len(row) > 1
        except csv.Error:
            continue
        score = max(((width - 1) * count for width, count in widths.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best

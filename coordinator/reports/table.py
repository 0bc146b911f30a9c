"""A table as CSV that opens right in a spreadsheet in Vietnamese, and in which nothing computes.

RFC 4180 with UTF-8 and BOM, CRLF, every field quoted. A field whose first character could begin a
formula gets an apostrophe in front (OWASP ASVS 5.0, 1.2.10).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BOM = "\ufeff"
STARTS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")
HERE = ZoneInfo("Asia/Ho_Chi_Minh")

Cell = str | int | None


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The whole document. Raises AssertionError when a row is not as wide as the head."""
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([plain(cell) for cell in head])
    for row in rows:
        assert len(row) == len(head), "every row has a cell for every column"
        writer.writerow([plain(cell) for cell in row])
    return out.getvalue()


def plain(cell: Cell) -> str:
    """A cell's text, which no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in STARTS_FORMULA else text


def clock(at: int | None) -> str:
    """An instant (ms since the epoch) as dd/MM/yyyy HH:mm:ss in Vietnam; "" for None."""
    if at is None:
        return ""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(HERE).strftime("%d/%m/%Y %H:%M:%S")


def seconds(length_ms: int) -> int:
    """A length in whole seconds, rounded to the nearest."""
    return (length_ms + 500) // 1000


def words(length_ms: int) -> str:
    """A length in words, as it is said: "1 giờ 2 phút 5 giây", "0 giây"."""
    minutes, rest = divmod(seconds(length_ms), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "giờ"), (minutes, "phút"), (rest, "giây")]
    return " ".join(f"{value} {unit}" for value, unit in parts if value) or "0 giây"

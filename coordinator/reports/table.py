"""A table as CSV that opens right in a spreadsheet in Vietnamese, and in which nothing computes.

RFC 4180 with UTF-8 and BOM, CRLF, every field quoted. A text that could begin a formula, after
whatever space or apostrophes stand in front, gets an apostrophe (OWASP ASVS 5.0, 1.2.10); `bare`
takes exactly that one away again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import TextIO
from zoneinfo import ZoneInfo

BOM = "\ufeff"
STARTS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
# What may stand in front and be dropped: apostrophes and every kind of space.
SKIPPED = "'" + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
# A row says some of its instants twice, and so does the next.
INSTANTS_KEPT = 4_096

Cell = str | int | None


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The whole document. Raises AssertionError when a row is not as wide as the head."""
    out = io.StringIO(newline="")
    write_table(out, head, rows)
    return out.getvalue()


def write_table(
    out: TextIO, head: Sequence[str], rows: Iterable[Sequence[Cell]], delimiter: str = ","
) -> None:
    """The same into a file that is open as UTF-8 with `newline=""`."""
    out.write(BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n", delimiter=delimiter)
    writer.writerow([plain(cell) for cell in head])
    for row in rows:
        assert len(row) == len(head), "every row has a cell for every column"
        writer.writerow([plain(cell) for cell in row])


def plain(cell: Cell) -> str:
    """A cell's text, which no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _starts_formula(text) else text


def bare(text: str) -> str:
    """What `plain` was given."""
    return text[1:] if text.startswith("'") and _starts_formula(text[1:]) else text


def _starts_formula(text: str) -> bool:
    """Whether some program may compute it: some drop space or an apostrophe before they look."""
    if text[:1].isalnum():  # as nearly every text does
        return False
    return text[:1] in STARTS_FORMULA or text.lstrip(SKIPPED)[:1] in STARTS_FORMULA


def clock(at: int | None) -> str:
    """An instant (ms since the epoch) as dd/MM/yyyy HH:mm:ss in Vietnam; "" for None."""
    return "" if at is None else _clock(at // 1000)


@lru_cache(INSTANTS_KEPT)
def _clock(at_s: int) -> str:
    return datetime.fromtimestamp(at_s, UTC).astimezone(HERE).strftime("%d/%m/%Y %H:%M:%S")


def hour(at: int | None) -> str:
    """An instant as HH:mm in Vietnam; "" for None."""
    return "" if at is None else clock(at)[11:16]


def seconds(length_ms: int) -> int:
    """A length in whole seconds, rounded to the nearest."""
    return (length_ms + 500) // 1000


def words(length_ms: int) -> str:
    """A length in words, as it is said: "1 giờ 2 phút 5 giây", "0 giây"."""
    minutes, rest = divmod(seconds(length_ms), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "giờ"), (minutes, "phút"), (rest, "giây")]
    return " ".join(f"{value} {unit}" for value, unit in parts if value) or "0 giây"

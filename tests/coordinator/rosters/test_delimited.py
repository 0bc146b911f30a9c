"""Delimited text in every storage that offices and bridges use."""

from __future__ import annotations

import csv
import io

import pytest

from coordinator.rosters.delimited import decode, delimiter_of, read_delimited
from coordinator.rosters.faults import Fault, Unreadable
from coordinator.rosters.limits import COLUMNS_MAX, ROWS_MAX


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Mẫu".encode(), ""),
        ("Mẫu".encode("utf-8-sig"), ""),
        ("\ufeffMẫu".encode("utf-16-le"), "utf-16"),
        ("\ufeffMẫu".encode("utf-16-be"), "utf-16"),
        (b"M\xaau", "windows-1252"),
    ],
)
def test_bytes_become_text(data: bytes, encoding: str) -> None:
    text, stored = decode(data)
    assert stored == encoding
    assert text[0] == "M"


def test_no_byte_is_lost() -> None:
    assert decode(bytes(range(0x80, 0x100)))[0].encode("latin-1", "ignore").__len__() >= 101


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_although_posts_have_commas(delimiter: str) -> None:
    row = delimiter.join(("1", '"Mẫu Văn An"', '"Phó Giám đốc, Sở Nội vụ"', "04"))
    assert delimiter_of("\n".join([row] * 5)) == delimiter


def test_a_declared_delimiter_and_guarded_cells() -> None:
    grid = read_delimited('sep=;\r\nTên;Lúc\r\n="Mẫu An";="2023-09-08 08:00:00"\r\n'.encode())
    assert grid.rows == (("Tên", "Lúc"), ("Mẫu An", "2023-09-08 08:00:00"))


def test_a_quoted_cell_has_its_lines() -> None:
    assert read_delimited(b'a,"b\r\nc"\r\n').rows == (("a", "b\r\nc"),)


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize("after", ["", "x"])
@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_marks_that_say_as_above_are_cells_of_their_own(
    delimiter: str, after: str, count: int
) -> None:
    rows = [("1", "Mẫu An", "Sở Y tế", after)]
    rows += [(str(n + 2), "Mẫu Bình", '"', after) for n in range(count)]
    text = "\r\n".join(delimiter.join(row).rstrip(delimiter) for row in rows)
    found = read_delimited(text.encode()).rows
    assert [row[2] for row in found] == ["Sở Y tế", *['"'] * count]
    assert len({len(row) for row in found}) == 1


def test_marks_as_above_stand_beside_each_other_and_beside_quoted_cells() -> None:
    text = '1\tAn\tSở\tHà Nội\n2\tBình\t"\t"\n3\tCúc\t"hai\ndòng"\t" \n4\t"Hoa" Sen\t"\t'
    assert read_delimited(text.encode()).rows == (
        ("1", "An", "Sở", "Hà Nội"),
        ("2", "Bình", '"', '"'),
        ("3", "Cúc", "hai\ndòng", '" '),
        ("4", "Hoa Sen", '"', ""),
    )


def test_a_mark_that_nobody_closed_takes_no_lines() -> None:
    text = '1\t"Hoa Sen\tx\n2\tBình "B"\ty\n' + "3\tCúc\tz\n" * 30_000
    found = read_delimited(text.encode()).rows
    assert (found[0], found[1]) == (("1", '"Hoa Sen', "x"), ("2", 'Bình "B"', "y"))
    assert len(found) == 30_002


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize(
    "cell",
    [
        "Phó Giám đốc, Sở Nội vụ;\nkiêm Trưởng ban, từ 2023; tạm",
        "\nPhó Giám đốc, Sở Nội vụ; tạm",
        ", rồi; thế",
        'Công ty "Hoa Sen",\n"A"; B',
        '"',
        '""',
        "a\r\n\r\nb",
    ],
)
def test_what_was_quoted_rightly_is_read_as_it_was(delimiter: str, cell: str) -> None:
    rows = (("1", cell, "x"), ("2", "", cell), (cell, "y", "z"))
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter).writerows(rows)
    text = f"sep={delimiter}\n{made.getvalue()}"
    assert read_delimited(text.encode()).rows == rows
    csv.writer(
        made := io.StringIO(newline=""), delimiter=delimiter, quoting=csv.QUOTE_ALL
    ).writerows(rows)
    text = f"sep={delimiter}\n{made.getvalue()}"
    assert read_delimited(text.encode()).rows == rows


def test_limits() -> None:
    with pytest.raises(Unreadable) as rows:
        read_delimited(b"a\n" * (ROWS_MAX + 1))
    assert rows.value.trouble.fault is Fault.TOO_MANY_ROWS
    with pytest.raises(Unreadable) as columns:
        read_delimited(b"a," * COLUMNS_MAX + b"z\n")
    assert columns.value.trouble.params == {"limit": COLUMNS_MAX, "row": 1}


@pytest.mark.parametrize("cell", ["\nMẫu Văn An\n", "\r\nMẫu An\r\nGiám đốc\r\n"])
def test_a_cell_that_begins_and_ends_with_a_line_break_is_one(cell: str) -> None:
    text = f'1,"{cell}",Sở A\n2,Mẫu Văn Bình,Sở B\n'
    rows = (("1", cell, "Sở A"), ("2", "Mẫu Văn Bình", "Sở B"))
    assert read_delimited(text.encode()).rows == rows

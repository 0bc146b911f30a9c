"""Delimited text in every storage that offices and bridges use."""

from __future__ import annotations

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


def test_limits() -> None:
    with pytest.raises(Unreadable) as rows:
        read_delimited(b"a\n" * (ROWS_MAX + 1))
    assert rows.value.trouble.fault is Fault.TOO_MANY_ROWS
    with pytest.raises(Unreadable) as columns:
        read_delimited(b"a," * COLUMNS_MAX + b"z\n")
    assert columns.value.trouble.params == {"limit": COLUMNS_MAX, "row": 1}

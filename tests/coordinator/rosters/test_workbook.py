"""Workbooks of every kind, and what is no workbook."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordinator.rosters.faults import Fault, Unreadable
from coordinator.rosters.limits import COLUMNS_MAX, SHEETS_MAX, UNPACKED_BYTES_MAX
from coordinator.rosters.preview import Choices, RosterNow, make_preview
from coordinator.rosters.workbook import read_workbook
from tests.support.office_files import Sheet, ods, packed, xls, xlsx
from tests.support.roster_places import roster_places

ROWS = (("a", 1, 2.5), ("", "đ\nê", True))


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as caught:
        read_workbook(data)
    return caught.value.trouble.fault


@pytest.mark.parametrize("make", [xlsx, xls])
def test_old_and_new_excel_read_alike(make: object) -> None:
    assert callable(make)
    (grid,) = read_workbook(make(Sheet("Trang", ROWS)))
    assert grid.rows == (("a", "1", "2.5"), ("", "đ\nê", "x"))


def test_open_document() -> None:
    (grid,) = read_workbook(ods(Sheet("Trang", (("a", 1), ("", "đ\nê")))))
    assert grid.rows == (("a", "1"), ("", "đ\nê"))


def test_hidden_sheets_and_merged_cells_are_known() -> None:
    shown, hidden = read_workbook(
        xlsx(Sheet("A", ROWS, ((0, 0, 0, 2),)), Sheet("B", ROWS, hidden=True))
    )
    assert (shown.hidden, hidden.hidden) == (False, True)
    assert shown.spread(0, 2) == "a"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY_FILE),
        (b"\n \r\n", Fault.EMPTY_FILE),
        (b"%PDF-1.7", Fault.WRONG_KIND),
        (b"\x89PNG\r\n", Fault.WRONG_KIND),
        (b"{\\rtf1 a}", Fault.WRONG_KIND),
        (b"<!DOCTYPE html><p>", Fault.WRONG_KIND),
        (bytes(range(1, 32)) * 9, Fault.WRONG_KIND),
        (b"PK\x03\x04 and no more", Fault.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Fault.DAMAGED),
    ],
)
def test_what_is_no_roster_is_said(data: bytes, fault: Fault) -> None:
    assert fault_of(data) is fault


def test_a_letter_in_word_is_said_to_be_one() -> None:
    with pytest.raises(Unreadable) as caught:
        read_workbook(packed({"word/document.xml": "<w/>"}))
    assert caught.value.trouble.params == {"kind": "word"}


def test_a_password_is_said() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert fault_of(data) is Fault.PASSWORD


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("xl/workbook.xml", b" " * (UNPACKED_BYTES_MAX + 1))
    assert len(made.getvalue()) < 1_000_000
    assert fault_of(made.getvalue()) is Fault.UNPACKED_TOO_BIG


def test_limits_of_sheets_and_columns() -> None:
    assert fault_of(xlsx(Sheet("A", ((*[""] * COLUMNS_MAX, "z"),)))) is Fault.TOO_MANY_COLUMNS
    many = [Sheet(f"S{n}", (("a",),)) for n in range(SHEETS_MAX + 1)]
    assert fault_of(xlsx(*many)) is Fault.TOO_MANY_SHEETS


PLAIN = {
    "xlsx": xlsx(Sheet("Trang", ROWS)),
    "xls": xls(Sheet("Trang", ROWS)),
    "ods": ods(Sheet("Trang", (("a", 1), ("", "đ")))),
    "csv": "STT,Họ và tên\r\n1,Mẫu Văn An\r\n".encode("utf-16"),
}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(PLAIN)),
    st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 255)), max_size=6),
    st.integers(0, 6_000),
)
def test_a_damaged_file_is_read_or_said_to_be_damaged(
    kind: str, changes: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(PLAIN[kind])
    for place, byte in changes:
        data[place % len(data)] = byte
    with contextlib.suppress(Unreadable):
        read_workbook(bytes(data[: max(1, len(data) - cut % len(data))]))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        make_preview(read_workbook(data), Choices(), RosterNow(roster_places(), ()))

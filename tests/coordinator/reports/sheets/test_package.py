"""The parcel of a workbook: every sheet is in it once, and no second copy lies beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from coordinator.reports.sheets.columns import Kind
from coordinator.reports.sheets.package import StreamedBook
from coordinator.reports.sheets.stream import Cells, StreamedSheet


def write(folder: Path, rows: Iterator[list[int]]) -> Path:
    """A plain sheet, a streamed one in a format of its own, and a plain one."""
    file = folder / "a.xlsx"
    with StreamedBook(str(file), {"tmpdir": str(folder)}) as book:
        book.add_worksheet("before").write_string(0, 0, "first")
        sheet = book.add_worksheet("rows", worksheet_class=StreamedSheet)
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        cells = [Cells(Kind.NUMBER, style)]
        sheet.hold([("Day", style)], cells, rows, 3, lambda row: None)
        book.add_worksheet("after").write_string(0, 0, "last")
        book.close()  # closing twice is closing once
    return file


def test_sheets_come_back_in_their_order_and_their_formats(tmp_path: Path) -> None:
    file = write(tmp_path, iter([[1], [2], [3]]))
    with CalamineWorkbook.from_path(str(file)) as book:
        assert book.sheet_names == ["before", "rows", "after"]
        rows = book.get_sheet_by_name("rows").to_python()
        assert book.get_sheet_by_name("after").to_python() == [["last"]]
    assert [str(row[0])[:10] for row in rows] == ["Day", "1900-01-01", "1900-01-02", "1900-01-03"]


def test_each_part_is_there_once_and_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(write(tmp_path, iter([[1]]))) as parcel:
        names = parcel.namelist()
        assert parcel.testzip() is None
    assert names[0] == "[Content_Types].xml"
    assert len(set(names)) == len(names)


def test_no_row_is_made_before_its_place_in_the_parcel(tmp_path: Path) -> None:
    def rows() -> Iterator[list[int]]:
        assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"], "nothing lies beside it"
        yield [1]

    write(tmp_path, rows())


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        write(tmp_path / "nowhere", iter([]))

"""A hostile file harms only the process that reads it."""

from __future__ import annotations

import io
import zipfile

import pytest

from coordinator.rosters.faults import Fault, Unreadable
from coordinator.rosters.grid import Grid, Merge
from coordinator.rosters.reading import pack, read_apart, unpack
from coordinator.rosters.workbook import read_workbook
from tests.support.office_files import Sheet, xlsx


def test_sheets_survive_the_way_between_processes() -> None:
    grids = (Grid("Đ", (("a", ""), ()), (Merge(0, 0, 1, 1),), True, "vni"),)
    assert unpack(pack(grids)) == grids


async def test_a_file_is_read_by_a_process_of_its_own() -> None:
    data = xlsx(Sheet("Trang", (("Họ tên", "Đơn vị"), ("Mẫu An", "Mẫu"))))
    assert await read_apart(data) == read_workbook(data)


async def test_what_is_wrong_comes_back() -> None:
    with pytest.raises(Unreadable) as caught:
        await read_apart(b"%PDF")
    assert caught.value.trouble.params == {"kind": "pdf"}


async def test_a_cell_at_the_end_of_the_world_harms_only_the_reader() -> None:
    with pytest.raises(Unreadable) as caught:
        await read_apart(_far(xlsx(Sheet("S", (("a",),)))))
    assert caught.value.trouble.fault in (Fault.DAMAGED, Fault.TOO_MANY_ROWS)


async def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(Unreadable) as caught:
        await read_apart(b"a,b\n" * 1000, timeout_s=0.001)
    assert caught.value.trouble.fault is Fault.DAMAGED


def _far(data: bytes) -> bytes:
    """The same workbook with a cell in the last row and column that there are."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                cell = b'<c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c>'
                row = b'<row r="1048576">' + cell + b"</row></sheetData>"
                content = content.replace(b"</sheetData>", row)
            new.writestr(part.filename, content)
    return made.getvalue()

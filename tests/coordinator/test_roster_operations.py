"""A roster file in an administrator's hands: figures and cells, and nobody's name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coordinator import roster_operations
from coordinator.core.base import Refused
from coordinator.rosters.limits import FILE_BYTES_MAX
from tests.coordinator.console.conftest import opened
from tests.support.office_files import Sheet, xlsx
from wire.codes import Refusal

ROWS = (("Họ và tên", "Đơn vị"), ("Đại biểu mẫu 07 – Cao Bằng", "Cao Bằng"))


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(xlsx(Sheet("S", ROWS)))
    return path


async def test_figures_and_no_names(file: Path) -> None:
    async with opened() as door:
        before = await door.rev()
        seen = await roster_operations.load(door.conductor, file, apply=False)
        assert (seen["figures"]["added"], seen["applied"], await door.rev()) == (1, False, before)
        done = await roster_operations.load(door.conductor, file, apply=True)
        assert done["applied"]
        assert await door.rev() == before + 1
        assert "Đại biểu" not in json.dumps([seen, done], ensure_ascii=False)


async def test_what_the_core_refuses_is_refused(file: Path) -> None:
    async with opened() as door:
        await door.accepted("host", "start_session")
        await door.accepted("host", "close_session")
        with pytest.raises(Refused) as refused:
            await roster_operations.load(door.conductor, file, apply=True)
        assert refused.value.code is Refusal.WRONG_PHASE


async def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"a" * (FILE_BYTES_MAX + 1))
    async with opened() as door:
        answer = await roster_operations.load(door.conductor, path, apply=False)
        assert [one["fault"] for one in answer["troubles"]] == ["unpacked_too_big"]
        assert answer["figures"] == {}

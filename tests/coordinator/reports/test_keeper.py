"""The order as files: soon after a change, whole or not at all, and never in the meeting's way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coordinator.core.conduct import BeginRestricted, EndRestricted
from coordinator.core.floor.commands import GiveFloor, RequestFloor
from coordinator.reports import keeper
from coordinator.reports.keeper import OrderKeeper, keep
from coordinator.reports.order import Order
from tests.coordinator.console.conftest import SESSION, Door, opened
from tests.support.small_meeting import CB, E1, GL
from tests.support.until import until_async
from wire.vocabulary import SpeechKind

NAME = f"order-{SESSION}"
EMPTY = Order(1_694_140_923_000, "Phiên họp mẫu", "", "", None, True, False, ())


@asynccontextmanager
async def kept(
    folder: Path, *, every_s: float = 60.0, soonest_s: float = 0.05
) -> AsyncIterator[Door]:
    """A running meeting whose order is kept."""
    async with opened() as door:
        one = OrderKeeper(folder, every_s=every_s, soonest_s=soonest_s)
        one.adopt(door.conductor)
        one.adopt(door.conductor)
        task = asyncio.create_task(one.run())
        try:
            yield door
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def text(folder: Path) -> str:
    file = folder / f"{NAME}.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""


async def test_a_change_of_the_floor_is_on_paper_soon(tmp_path: Path) -> None:
    folder = tmp_path / "giấy" / "order"
    async with kept(folder) as door:
        await door.accepted("host", "start_session")
        await until_async(lambda: "Chưa có đăng ký" in text(folder), "the first page")
        await door.submit(RequestFloor(GL, SpeechKind.INTERVENTION))
        await door.submit(GiveFloor(E1))
        await door.submit(RequestFloor(CB, SpeechKind.DEBATE))
        await until_async(lambda: "1. Cao Bằng" in text(folder), "the list")
        assert "Đang phát biểu: Gia Lai" in text(folder)
        page = (folder / f"{NAME}.html").read_text(encoding="utf-8")
        assert "<td>Cao Bằng</td>" in page
        assert sorted(file.name for file in folder.iterdir()) == [f"{NAME}.html", f"{NAME}.txt"]


async def test_each_minute_though_nothing_changes(tmp_path: Path) -> None:
    async with kept(tmp_path, every_s=0.05) as door:
        await door.accepted("host", "start_session")
        await until_async(lambda: text(tmp_path), "the first page")
        (tmp_path / f"{NAME}.txt").unlink()
        await until_async(lambda: text(tmp_path), "and again")


async def test_a_session_that_has_not_begun_has_no_page(tmp_path: Path) -> None:
    async with kept(tmp_path, every_s=0.02) as door:
        asked = [await door.rev() for _ in range(20)]
        assert asked
        assert text(tmp_path) == ""


async def test_in_a_restricted_part_the_page_from_before_stands(tmp_path: Path) -> None:
    async with kept(tmp_path, every_s=0.05) as door:
        await door.accepted("host", "start_session")
        await door.submit(RequestFloor(CB, SpeechKind.DEBATE))
        await until_async(lambda: "Cao Bằng" in text(tmp_path), "the list")
        await door.submit(BeginRestricted((GL,)))
        await door.submit(RequestFloor(GL, SpeechKind.DEBATE))
        await until_async(door.rev, "something goes by")
        assert "Gia Lai" not in text(tmp_path)
        await door.submit(EndRestricted())
        await until_async(lambda: "Gia Lai" in text(tmp_path), "the list again")


async def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "order"
    folder.write_text("a file where the folder should be")
    async with kept(folder, every_s=0.02) as door:
        await door.accepted("host", "start_session")
        await door.submit(RequestFloor(CB, SpeechKind.DEBATE))
        folder.unlink()
        await until_async(lambda: "Cao Bằng" in text(folder), "kept once it can be")


async def test_a_session_that_has_ended_ends_no_other(tmp_path: Path) -> None:
    async with kept(tmp_path, every_s=0.02) as door:
        await door.accepted("host", "start_session")
        await until_async(lambda: text(tmp_path), "the first page")
        door.conductor.finish()
        await door.tasks[door.conductor.id]
        (tmp_path / f"{NAME}.txt").unlink()


def test_a_page_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, "order-x", EMPTY)
    before = (tmp_path / "order-x.html").read_bytes()

    def broken(number: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(keeper.os, "fsync", broken)
    with pytest.raises(OSError, match="no space"):
        keep(tmp_path, "order-x", Order(2, "Khác", "", "", None, True, False, ()))
    assert (tmp_path / "order-x.html").read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["order-x.html", "order-x.txt"]

"""How many at once, for how long, and that nothing outlives its hour, its coordinator or a name."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coordinator.clock import SessionClock
from coordinator.core.base import Refused
from coordinator.orders import (
    ReportChoices,
    ReportFailure,
    ReportFormat,
    ReportJob,
    ReportOrder,
    ReportStage,
)
from coordinator.press import door as press_door
from coordinator.press.door import PressRoom
from tests.coordinator.console.conftest import SESSION, Door, opened
from tests.support.until import until_async
from wire.codes import Refusal

# Each document is made by a process, or by the typesetter.
pytestmark = pytest.mark.slow

CSV = ReportOrder(ReportFormat.CSV)
NAMED = ReportOrder(ReportFormat.CSV, options=ReportChoices(names=True))


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with opened() as one:
        yield one


def room_of(door: Door, folder: Path, *, kept_s: float = 60.0) -> PressRoom:
    room = PressRoom(door.hall, door.credentials, SessionClock(), folder, kept_s=kept_s)
    room.url = door.url
    room.adopt(door.conductor)
    return room


async def order(room: PressRoom, door: Door, wanted: ReportOrder = CSV) -> str:
    return (await room.order(SESSION, wanted, door.grants["organizer"])).id


async def ended(room: PressRoom, job: str) -> ReportJob:
    def look() -> ReportJob | None:
        now = room.job(SESSION, job)
        return now if now.done_at is not None else None

    found = await until_async(look, "it has ended", 60.0)
    assert found is not None
    return found


async def test_two_at_once_and_the_others_wait_their_turn(door: Door, tmp_path: Path) -> None:
    room = room_of(door, tmp_path / "reports")
    jobs = [await order(room, door) for _ in range(4)]
    await until_async(lambda: room.job(SESSION, jobs[0]).share, "the first has begun")
    waiting = [room.job(SESSION, job).stage is ReportStage.WAITING for job in jobs]
    assert sum(waiting) >= 2
    for job in jobs:
        assert (await ended(room, job)).stage is ReportStage.DONE
    assert [one.id for one in room.jobs(SESSION)] == jobs[::-1]
    await room.close()


async def test_more_than_can_wait_are_refused(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_door, "WAITING_MAX", 1)
    room = room_of(door, tmp_path / "reports")
    await order(room, door)
    with pytest.raises(Refused) as refused:
        await order(room, door)
    assert refused.value.code is Refusal.BUSY
    await room.close()


async def test_an_order_that_takes_too_long_is_stopped(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_door, "WORK_S_MAX", 0.05)
    room = room_of(door, tmp_path / "reports")
    found = await ended(room, await order(room, door))
    assert (found.stage, found.failure) == (ReportStage.FAILED, ReportFailure.TOO_LONG)
    assert list((tmp_path / "reports").iterdir()) == []
    await room.close()


async def test_the_hour_is_over(door: Door, tmp_path: Path) -> None:
    room = room_of(door, tmp_path / "reports", kept_s=0.2)
    await order(room, door)
    await until_async(lambda: not room.jobs(SESSION), "it is forgotten", 60.0)
    assert list((tmp_path / "reports").iterdir()) == []


async def test_only_so_many_are_kept(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_door, "KEPT_MAX", 1)
    room = room_of(door, tmp_path / "reports")
    jobs = {await order(room, door), await order(room, door)}
    await until_async(lambda: len(room.jobs(SESSION)) == 1, "one is kept", 60.0)
    assert {one.id for one in room.jobs(SESSION)} < jobs
    assert len(list((tmp_path / "reports").iterdir())) <= 1
    await room.close()


async def test_a_restart_leaves_nothing_behind(door: Door, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "left.xlsx").write_bytes(b"names")
    room = room_of(door, folder)
    await room.open()
    assert list(folder.iterdir()) == []


async def test_no_folder_is_said_with_the_order(door: Door, tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(b"a file where the folder should be")
    room = room_of(door, tmp_path / "reports")
    await room.open()
    with pytest.raises(Refused) as refused:
        await order(room, door)
    assert refused.value.code is Refusal.STORAGE_LOW


async def test_an_erasure_stops_what_is_being_made_of_names(door: Door, tmp_path: Path) -> None:
    room = room_of(door, tmp_path / "reports")
    await order(room, door, NAMED)
    await door.accepted("organizer", "erase_person", person="64.02")
    assert room.jobs(SESSION) == ()
    await room.close()
    assert list((tmp_path / "reports").iterdir()) == []


async def test_a_secret_ends_with_its_order(door: Door, tmp_path: Path) -> None:
    room = room_of(door, tmp_path / "reports")
    await ended(room, await order(room, door))
    assert not door.credentials._lent
    await room.close()


async def test_closing_stops_all_work(door: Door, tmp_path: Path) -> None:
    room = room_of(door, tmp_path / "reports")
    for _ in range(3):
        await order(room, door, NAMED)
    await room.close()
    assert room.jobs(SESSION) == ()
    assert list((tmp_path / "reports").iterdir()) == []
    others = {task for task in asyncio.all_tasks() if task.get_name().startswith("report ")}
    assert all(task.done() for task in others)

"""Show control as a whole: off by default, one meeting on the displays, no fault that spreads."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from coordinator.core.floor import commands as c
from coordinator.core.session import SessionPrepared, StartSession
from coordinator.core.sites import SitesInvited
from coordinator.showcontrol import door
from coordinator.showcontrol.boards import TcpBoard
from coordinator.showcontrol.settings import Address, ShowSettings
from tests.support.datagrams import Received, receiving
from tests.support.shown import Shown, bound, shown
from tests.support.small_meeting import E1, GL, sites, small_meeting
from tests.support.until import until_async
from wire.vocabulary import Channel, SessionId, SpeechKind

ASKED = c.RequestFloor(GL, SpeechKind.INTERVENTION, channel=Channel.TELEPHONE)
NEXT = SessionId("hop-sau")
ON_AIR = b"\x82\x31GIA LAI         "


async def test_without_a_target_nobody_listens_and_nothing_runs(tmp_path: Path) -> None:
    async with shown() as house, house.control(tmp_path, ShowSettings()) as control:
        control.adopt(house.conductor)
        assert house.conductor.listeners == []
        assert control._tasks == []
    assert os.listdir(tmp_path) == []


async def test_displays_show_the_meeting_that_is_held(tmp_path: Path) -> None:
    async with shown() as house, receiving() as received:
        later = await house.hold(NEXT, small_meeting())
        settings = ShowSettings(tsl3_to=(received.address,))
        async with house.control(tmp_path, settings):
            await house.do(ASKED, c.GiveFloor(E1))
            await until_async(lambda: ON_AIR in received.data, "on air")
            await house.do(StartSession(), conductor=later)
            await until_async(lambda: lamp(received) == 0x30, "the other meeting, where none is")
            await house.do(c.EndSpeech(E1))
            await house.do(ASKED, c.GiveFloor(E1), conductor=later)
            await until_async(lambda: lamp(received) == 0x31, "on air in the other meeting")


def lamp(received: Received) -> int:
    """What the display of Gia Lai was told last."""
    return next(data[1] for data in reversed(received.data) if data[0] == 0x82)


HOUR = 3_600_000


@asynccontextmanager
async def prepared(**hours: int) -> AsyncIterator[Shown]:
    """Sessions that have not begun, by the hours until they do; Gia Lai is named as each."""
    house = Shown()
    for name, until in hours.items():
        starts_at = house.clock.now() + until * HOUR
        points = tuple(replace(one, name=name) if one.id == GL else one for one in sites())
        meeting, _, *rest = small_meeting()
        assert isinstance(meeting, SessionPrepared)
        begins = replace(meeting, starts_at=starts_at)
        await house.hold(SessionId(name), (begins, SitesInvited(points), *rest))
    try:
        yield house
    finally:
        await house.close()


def named(received: Received) -> bytes:
    """What stood on the display of Gia Lai last."""
    found = [data[2:].strip() for data in received.data if data[0] == 0x82]
    return found[-1] if found else b""


async def test_before_a_meeting_displays_show_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when only time has passed."""
    monkeypatch.setattr(door, "RENEW_S", 0.1)
    async with prepared(today=2, week=24 * 7, past=-20) as house, receiving() as received:
        settings = ShowSettings(tsl3_to=(received.address,))
        async with house.control(tmp_path, settings) as control:
            await until_async(lambda: len(control._pictures) == 3, "all have a picture")
            await until_async(lambda: named(received) == b"TODAY", "today's")
            house.clock._anchor_ms += 24 * 6 * HOUR
            await until_async(lambda: named(received) == b"WEEK", "next week's, days later")


async def test_what_is_to_begin_today_is_sent_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A meeting of next week is, once its day has come."""
    monkeypatch.setattr(door, "RENEW_S", 0.1)
    async with prepared(first=1, second=3, week=24 * 7) as house, receiving() as received:
        settings = ShowSettings(osc_to=(received.address,))

        def told(session: str) -> int:
            title = f"/diemcau/{session}/title".encode()
            return sum(data.startswith(title) for data in received.data)

        async with house.control(tmp_path, settings):
            await until_async(lambda: told("first") > 3 and told("second") > 3, "both of today")
            assert told("week") == 0
            house.clock._anchor_ms += 24 * 7 * HOUR
            await until_async(lambda: told("week") > 3, "its day has come")


async def test_a_fault_in_one_part_ends_that_part_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(board: TcpBoard) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(TcpBoard, "run", broken)
    async with shown() as house, receiving() as received:
        target = Address("127.0.0.1", 9)
        settings = ShowSettings(tsl5_tcp_to=(target,), tsl3_to=(received.address,))
        with capture_logs() as logs:
            async with house.control(tmp_path, settings):
                await house.do(ASKED, c.GiveFloor(E1))
                await until_async(lambda: ON_AIR in received.data, "the other target is served")
        assert [line["part"] for line in logs if line["log_level"] == "error"] == ["tsl tcp"]


async def test_closing_leaves_no_task_and_no_port(tmp_path: Path) -> None:
    taken, address = bound()
    before = len(asyncio.all_tasks())
    async with shown() as house, receiving() as received:
        settings = ShowSettings(osc_to=(received.address,), tsl5_tcp_to=(received.address,))
        async with house.control(tmp_path, settings, taken):
            assert len(asyncio.all_tasks()) > before
    assert len(asyncio.all_tasks()) == before
    await until_async(lambda: free(address), "the port is free again")


def free(address: Address) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(address)
        except OSError:
            return False
    return True


async def test_a_wish_for_all_is_heard_once_a_second(tmp_path: Path) -> None:
    async with shown() as house, receiving() as received:
        settings = ShowSettings(osc_to=(received.address,))
        async with house.control(tmp_path, settings) as control:
            await until_async(lambda: received.data, "the first whole state")
            whole = len(await settled(received))
            for _ in range(100):
                control._refresh(house.conductor.id)
            assert len(await settled(received)) == 2 * whole


async def settled(received: Received) -> list[bytes]:
    """What has come, once nothing more comes."""
    seen = -1

    def quiet() -> bool:
        nonlocal seen
        before, seen = seen, len(received.data)
        return before == seen

    await until_async(quiet, "it is quiet")
    return received.data

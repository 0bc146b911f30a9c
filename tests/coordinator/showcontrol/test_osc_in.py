"""Buttons over OSC, pressed with the client of the package `python-osc`."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pythonosc.osc_message import OscMessage
from structlog.testing import capture_logs

from coordinator.core.floor import commands as c
from coordinator.showcontrol import osc
from coordinator.showcontrol.settings import Address, ShowSettings
from tests.support.shown import SESSION, Shown, bound, shown
from tests.support.small_meeting import CB, GL
from wire.vocabulary import Channel, Role, SessionId, SpeechKind


@dataclass
class Box:
    """A button box: one socket that sends presses and hears what came of them."""

    socket: socket.socket
    target: Address

    async def press(self, act: str, key: str | int, token: str, session: str = SESSION) -> None:
        message = osc.message(f"/diemcau/{session}/acts/{act}", key, token)
        await asyncio.get_running_loop().sock_sendto(self.socket, message, self.target)

    async def send(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendto(self.socket, data, self.target)

    async def told(self) -> tuple[str, list[object]]:
        async with asyncio.timeout(10):
            data = await asyncio.get_running_loop().sock_recv(self.socket, 2_048)
        found = OscMessage(data)
        return found.address, found.params

    async def outcome(self, act: str, key: str, token: str) -> tuple[object, object]:
        """Press, and hear the outcome and whether it had been so before."""
        await self.press(act, key, token)
        address, (about, said, duplicate) = await self.told()
        assert (address, about) == (f"/diemcau/{SESSION}/acts/{act}/outcome", key)
        return said, duplicate


@asynccontextmanager
async def boxed(folder: Path) -> AsyncIterator[tuple[Shown, Box]]:
    """A held meeting with two who wait, and a box."""
    taken, buttons = bound()
    async with shown() as house, house.control(folder, ShowSettings(), taken):
        for site in (GL, CB):
            request = c.RequestFloor(site, SpeechKind.DEBATE, channel=Channel.TELEPHONE)
            await house.do(request)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
            own.setblocking(False)
            own.bind(("127.0.0.1", 0))
            yield house, Box(own, buttons)


async def on_standby(house: Shown) -> int:
    states = await house.conductor.ask(
        lambda session, people: [session.floor.entries[e].state for e in session.floor.order]
    )
    return states.count("called")


async def test_a_button_acts_once_for_each_key(tmp_path: Path) -> None:
    async with boxed(tmp_path) as (house, box):
        token = await house.token()
        assert await box.outcome("call-next", "k1", token) == ("accepted", 0)
        assert await box.outcome("call-next", "k1", token) == ("accepted", 1)
        assert await on_standby(house) == 1
        assert await box.outcome("end-turn", "k2", token) == ("unknown_entry", 0)
        assert await box.outcome("call-next", "k3", token) == ("accepted", 0)
        assert await on_standby(house) == 2


async def test_a_number_is_a_key_too(tmp_path: Path) -> None:
    async with boxed(tmp_path) as (house, box):
        await box.press("close-list", 1_795_386_691, await house.token(Role.SECRETARY))
        assert (await box.told())[1] == ["1795386691", "accepted", 0]


@pytest.mark.parametrize("act", ["fire-everybody", "CALL-NEXT", ""])
async def test_an_act_that_there_is_not(tmp_path: Path, act: str) -> None:
    async with boxed(tmp_path) as (house, box):
        assert await box.outcome(act, "k1", await house.token()) == ("not_understood", 0)
        assert await on_standby(house) == 0


async def test_who_has_no_right_changes_nothing_and_hears_nothing(tmp_path: Path) -> None:
    async with boxed(tmp_path) as (house, box):
        right = await house.token()
        grant, revoked = await house.credentials.issue(Role.HOST, SESSION)
        await house.store.revoke(grant.id, house.clock.now())
        rev = house.conductor.head.rev
        strangers = [
            revoked,
            "dc1_" + "x" * 32,
            "",
            "x" * 500,
            await house.token(Role.STAGE),
            await house.token(Role.ORGANIZER),
            await house.token(Role.HOST, SessionId("hop-khac")),
        ]
        with capture_logs() as logs:
            for number, token in enumerate(strangers):
                await box.press("call-next", f"k{number}", token)
            await box.press("call-next", "k", right, session="no-such-session")
            assert await box.outcome("undo", "last", right) == ("undo_gone", 0)
        assert await on_standby(house) == 0
        assert house.conductor.head.rev == rev + 1, "only the last one left a trace"
        told = [line["event"] for line in logs]
        assert told == ["osc without a right", "osc for no session", "osc act"]
        assert all(token not in str(logs) for token in (*strangers[:2], right))


async def test_a_flood_of_anything_leaves_the_box_alive(tmp_path: Path) -> None:
    async with boxed(tmp_path) as (house, box):
        token = await house.token()
        with capture_logs() as logs:
            for number in range(2_000):
                await box.send(b"\xff" * 64)
                await box.press("call-next", str(number), "dc1_" + "x" * 32)
            said: object = None
            for _ in range(50):  # what came in the flood may be dropped; the key is the same
                try:
                    async with asyncio.timeout(0.2):
                        said, _ = await box.outcome("close-list", "mine", token)
                        break
                except TimeoutError:
                    continue
            assert said == "accepted"
        assert len(logs) < 10


async def test_keys_that_are_none(tmp_path: Path) -> None:
    async with boxed(tmp_path) as (house, box):
        for key in ("", "has space", "đ", "k" * 65):
            said, _ = await box.outcome("call-next", key, await house.token())
            assert said == "not_understood"
        assert await on_standby(house) == 0

"""Names and tally on the receivers of others: over UDP and TCP, whole again after a cut."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tslumd import TallyColor, UmdReceiver
from tslumd.tallyobj import Tally as Lamp

from coordinator.core.floor import commands as c
from coordinator.showcontrol import boards, door
from coordinator.showcontrol.settings import Address, ShowSettings
from coordinator.showcontrol.tsl import Display
from coordinator.views.tally import Tally
from tests.support.datagrams import Received, receiving
from tests.support.shown import bound, shown
from tests.support.small_meeting import CB, E1, GL
from tests.support.tsl_stream import unwrapped
from tests.support.until import until_async
from wire.vocabulary import Channel, SpeechKind

ASKED = c.RequestFloor(GL, SpeechKind.INTERVENTION, channel=Channel.TELEPHONE)
OFF, RED, AMBER = TallyColor.OFF, TallyColor.RED, TallyColor.AMBER


def display(receiver: UmdReceiver, index: int) -> Lamp | None:
    return receiver.tallies.get((0, index))


def colour(receiver: UmdReceiver, index: int) -> TallyColor | None:
    """The colour of all three lamps of a display."""
    found = display(receiver, index)
    if found is None:
        return None
    assert found.rh_tally == found.txt_tally == found.lh_tally
    return found.rh_tally


@asynccontextmanager
async def multiviewer() -> AsyncIterator[tuple[UmdReceiver, Address]]:
    """The receiver of `tslumd`, on UDP."""
    taken, address = bound()
    taken.close()
    receiver = UmdReceiver(*address)
    await receiver.open()
    try:
        yield receiver, address
    finally:
        await receiver.close()


class Mixer:
    """A TCP server that hands each packet to the parser of `tslumd`; it can cut its connection."""

    def __init__(self) -> None:
        self.receiver = UmdReceiver()
        self.connections = 0
        self._writers: list[asyncio.StreamWriter] = []

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.append(writer)
        stream = b""
        while data := await reader.read(4_096):
            stream += data
            for packet in unwrapped(stream):
                self.receiver.parse_incoming(packet, ("", 0))
        writer.close()

    def cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()


@asynccontextmanager
async def mixer() -> AsyncIterator[tuple[Mixer, Address]]:
    one = Mixer()
    server = await asyncio.start_server(one.take, "127.0.0.1", 0)
    try:
        yield one, Address(*server.sockets[0].getsockname())
    finally:
        one.cut()
        server.close()
        await server.wait_closed()


async def test_a_multiviewer_follows_a_turn_over_udp(tmp_path: Path) -> None:
    async with shown() as house, multiviewer() as (receiver, address):
        settings = ShowSettings(tsl5_udp_to=(address,))
        async with house.control(tmp_path, settings):
            await until_async(lambda: len(receiver.tallies) == 4, "all displays")
            gia_lai = display(receiver, 2)
            assert gia_lai is not None
            assert gia_lai.text == "Gia Lai"
            await house.do(ASKED)
            await house.do(c.CallPoint(E1))
            await until_async(lambda: colour(receiver, 2) == AMBER, "standby")
            await house.do(c.GiveFloor(E1))
            await until_async(lambda: colour(receiver, 2) == RED, "on air")
            assert colour(receiver, 3) == OFF
            await house.do(c.EndSpeech(E1))
            await until_async(lambda: colour(receiver, 2) == OFF, "off")


async def test_a_mixer_over_tcp_has_all_again_after_a_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "RETRY_S", 0.05)
    async with shown() as house, mixer() as (one, address):
        settings = ShowSettings(tsl5_tcp_to=(address,))
        async with house.control(tmp_path, settings):
            await until_async(lambda: len(one.receiver.tallies) == 4, "all displays")
            one.cut()
            one.receiver = UmdReceiver()
            await house.do(ASKED, c.GiveFloor(E1))
            await until_async(lambda: one.connections >= 2, "it came again")
            await until_async(lambda: colour(one.receiver, 2) == RED, "on air")
            found = display(one.receiver, 3)
            assert found is not None
            assert found.text == "Cao Bằng"


async def test_a_mixer_that_begins_later_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "RETRY_S", 0.05)
    monkeypatch.setattr(boards, "RETRY_S_MAX", 0.1)
    async with shown() as house:
        async with mixer() as (_, address):
            pass  # it was there, and is gone
        async with house.control(tmp_path, ShowSettings(tsl5_tcp_to=(address,))):
            await house.do(ASKED, c.GiveFloor(E1))
            late = Mixer()
            server = await asyncio.start_server(late.take, *address)
            await until_async(lambda: colour(late.receiver, 2) == RED, "on air")
            late.cut()
            server.close()
            await server.wait_closed()


async def test_a_mixer_that_takes_nothing_is_dropped_not_fed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(boards, "BUFFER_BYTES_MAX", 10_000)
    monkeypatch.setattr(boards, "RETRY_S", 0.05)
    stuck: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: stuck.append(writer), "127.0.0.1", 0)
    board = boards.TcpBoard(Address(*server.sockets[0].getsockname()))
    running = asyncio.create_task(board.run())
    lamps = itertools.cycle((Tally.ON_AIR, Tally.NONE))

    def fed_until_dropped() -> bool:
        board.show(tuple(Display(n, "x" * 64, lamp) for lamp in [next(lamps)] for n in range(999)))
        return len(stuck) > 1

    await until_async(fed_until_dropped, "it was dropped and came again")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    for writer in stuck:
        writer.transport.abort()
    server.close()
    await server.wait_closed()


async def test_a_connection_that_nobody_answers_ends_soon() -> None:
    """Tries that are ever more seldom would leave lamps as they were for minutes."""
    async with mixer() as (one, address):
        board = boards.TcpBoard(address)
        running = asyncio.create_task(board.run())
        await until_async(lambda: one.connections and board._writer, "it is connected")
        assert board._writer is not None
        ours = board._writer.get_extra_info("socket")
        after_ms = ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert after_ms == boards.UNANSWERED_MS
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_version_3_1_in_bytes(tmp_path: Path) -> None:
    async with shown() as house, receiving() as received:
        settings = ShowSettings(tsl3_to=(received.address,), tsl_index={GL: 5, CB: 200})
        async with house.control(tmp_path, settings):
            await until_async(lambda: received.data, "the first state")
            assert received.data == [b"\x85\x30GIA LAI         "], "200 is no address of 3.1"
            await house.do(ASKED, c.GiveFloor(E1))
            await until_async(lambda: received.data[-1][1] == 0x31, "on air")


async def test_only_changed_displays_are_sent_and_all_of_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shown() as house, receiving() as received:
        settings = ShowSettings(tsl3_to=(received.address,))
        async with house.control(tmp_path, settings):
            await until_async(lambda: len(received.data) == 4, "the first state")
            await house.do(ASKED, c.GiveFloor(E1))
            await until_async(lambda: received.data[-1][1] == 0x31, "on air")
            assert len(received.data) == 5
    monkeypatch.setattr(door, "RENEW_S", 0.1)
    async with shown() as house, receiving() as received:
        settings = ShowSettings(tsl3_to=(received.address,))
        async with house.control(tmp_path, settings):
            await until_async(lambda: whole(received) >= 3, "the whole state, again and again")


def whole(received: Received) -> int:
    """How often the last display was told, while nothing happened."""
    return sum(data[0] == 0x83 for data in received.data)

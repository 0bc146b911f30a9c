"""Sending over UDP: it never waits, and a target that is not there costs nothing."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
from structlog.testing import capture_logs

from coordinator.showcontrol import datagrams
from coordinator.showcontrol.datagrams import Datagrams
from coordinator.showcontrol.settings import Address
from tests.support.datagrams import receiving
from tests.support.until import until_async


async def test_what_is_sent_arrives_in_order() -> None:
    async with receiving() as received:
        target = Datagrams(received.address)
        target.send(b"before it is open")
        await target.open()
        await target.open()
        for number in range(50):
            target.send(b"%d" % number)
        await until_async(lambda: len(received.data) == 50, "all are there")
        assert received.data == [b"%d" % number for number in range(50)]
        target.close()
        target.send(b"after it was closed")


async def test_a_target_where_nobody_listens_is_no_trouble() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        address = Address(*taken.getsockname())
    target = Datagrams(address)
    await target.open()
    for _ in range(20):
        target.send(b"x")
    async with receiving() as received:
        other = Datagrams(received.address)
        await other.open()
        other.send(b"y")
        await until_async(lambda: received.data == [b"y"], "the other target is served")
        other.close()
    target.close()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "no..host"])
async def test_a_host_that_there_is_not_is_told_once_and_tried_again(host: str) -> None:
    target = Datagrams(Address(host, 9))
    with capture_logs() as logs:
        await target.open()
        await target.open()
        target.send(b"x")
    assert [line["event"] for line in logs] == ["target not found"]
    assert logs[0]["target"] == f"{host}:9"


class Names:
    """The name service of a test: one name, and how often it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.host, self.asked = "127.0.0.1", 0
        self._real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self.look_up)

    def look_up(self, host: str, *others: Any, **named: Any) -> Any:
        self.asked += 1
        if not self.host:
            raise socket.gaierror("the name service is away")
        return self._real(self.host if host == "man-hinh" else host, *others, **named)


async def test_a_target_that_has_moved_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(monkeypatch)
    async with receiving() as one, receiving("127.0.0.2", one.address.port) as two:
        target = Datagrams(Address("man-hinh", one.address.port))
        await target.open()
        names.host = "127.0.0.2"
        await target.open()
        target.send(b"within the minute")
        await until_async(lambda: one.data == [b"within the minute"], "it is not looked up yet")
        monkeypatch.setattr(datagrams, "LOOK_UP_S", 0.0)
        with capture_logs() as logs:
            await target.open()
            await asyncio.sleep(0)  # the old socket says that it is lost
            await asyncio.sleep(0)
            target.send(b"moved")
            await until_async(lambda: two.data == [b"moved"], "the new address")
            names.host = ""
            await target.open()
            await target.open()
            target.send(b"still")
            await until_async(lambda: two.data == [b"moved", b"still"], "no name service")
            names.host = "127.0.0.2"
            ours = target._transport
            await target.open()
            assert target._transport is ours, "what has not moved keeps its socket"
        assert [line["event"] for line in logs] == ["target moved", "target not found"]
        target.close()


async def test_after_an_error_the_next_renewal_takes_another_socket(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The way there may be another one by then, and our own address, too."""
    async with receiving() as received:
        target = Datagrams(received.address)
        await target.open()
        ours = target._transport
        with capture_logs() as logs:
            target.error_received(OSError("no route to host"))
            target.error_received(OSError("no route to host"))
            await target.open()
        assert [line["event"] for line in logs] == ["target unreachable"]
        assert target._transport not in (None, ours)
        assert ours is not None
        assert ours.is_closing()
        again = target._transport
        await target.open()
        assert target._transport is again
        target.send(b"x")
        await until_async(lambda: received.data == [b"x"], "it is there")
        target.close()


async def test_while_the_system_takes_no_more_datagrams_are_dropped() -> None:
    async with receiving() as received:
        target = Datagrams(received.address)
        await target.open()
        target.pause_writing()
        target.send(b"dropped")
        target.resume_writing()
        target.send(b"sent")
        await until_async(lambda: received.data == [b"sent"], "the second one is there")
        target.close()

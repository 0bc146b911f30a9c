"""Sending over UDP: it never waits, and a target that is not there costs nothing."""

from __future__ import annotations

import socket

import pytest
from structlog.testing import capture_logs

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

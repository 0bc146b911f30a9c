"""One socket: frames are written at once or not at all, and it always comes to an end."""

from __future__ import annotations

import asyncio

from aiohttp import web

from coordinator.gateway.link import Counters, Link
from coordinator.gateway.settings import GatewaySettings
from coordinator.ports import Grant
from tests.support.agents_door import Meeting
from wire.codes import CloseCode
from wire.vocabulary import Role, SessionId

GRANT = Grant("site-1", Role.SITE, SessionId("s"))


class Pipe(asyncio.Transport):
    """A transport whose peer reads when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.unread = 0
        self.written: list[bytes] = []
        self.gone = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))
        self.unread += len(data)

    def get_write_buffer_size(self) -> int:
        return self.unread

    def is_closing(self) -> bool:
        return self.gone

    def abort(self) -> None:
        self.gone = True


def link(
    pipe: Pipe, counters: Counters, *, slow_peer_s: float = 5.0, lost_after_s: float = 30.0
) -> Link:
    settings = GatewaySettings(
        write_buffer_bytes_max=10, slow_peer_s=slow_peer_s, lost_after_s=lost_after_s
    )
    return Link(web.WebSocketResponse(), pipe, GRANT, settings, counters)


async def test_a_picture_is_spared_while_the_peer_has_not_read() -> None:
    pipe, counters = Pipe(), Counters()
    one = link(pipe, counters)
    assert one.show(b"x" * 11)
    assert not one.show(b"y")
    assert not one.show(b"y")
    assert (counters.frames_sent, counters.pictures_spared) == (1, 2)
    pipe.unread = 0
    assert one.show(b"z")
    assert pipe.written == [b"x" * 11, b"z"]


async def test_a_peer_is_stuck_from_the_first_picture_it_was_spared() -> None:
    pipe = Pipe()
    one = link(pipe, Counters(), slow_peer_s=5.0)
    now = asyncio.get_running_loop().time()
    assert not one.is_stuck(now + 100)
    one.show(b"x" * 11)
    one.show(b"y")
    assert not one.is_stuck(now + 4)
    assert one.is_stuck(now + 6)
    pipe.unread = 0
    one.show(b"z")
    assert not one.is_stuck(now + 100)


async def test_replies_that_pile_up_cut_the_link() -> None:
    pipe, counters = Pipe(), Counters()
    one = link(pipe, counters)
    one.send(b"x" * 10)
    assert one.is_open
    one.send(b"y")
    assert pipe.gone
    assert counters.cut_off == 1
    one.send(b"z")
    assert one.show(b"z"), "nothing is owed to who has gone"
    assert len(pipe.written) == 2


async def test_silence_is_counted_from_the_last_word() -> None:
    one = link(Pipe(), Counters(), lost_after_s=30.0)
    now = one.heard()
    assert not one.is_silent(now + 30)
    assert one.is_silent(now + 31)


async def test_a_link_is_ended_from_outside_once(meeting: Meeting) -> None:
    agent = await meeting.agent()
    (one,) = meeting.gateway.adopt(meeting.conductor)._registry.all()
    one.end(CloseCode.TIMEOUT)
    one.end(CloseCode.AUTH_FAILED)
    assert await agent.closed() == 4408

"""Variables over OSC, received by the server of the package `python-osc`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import AsyncIOOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

from coordinator.core.floor import commands as c
from coordinator.core.session import CloseSession, PhaseChanged, ReopenSession
from coordinator.showcontrol.osc_out import changes
from coordinator.showcontrol.settings import Address, ShowSettings
from tests.support.shown import SESSION, Shown, bound, shown
from tests.support.small_meeting import E1, GL, HEAD, live
from tests.support.until import until_async
from wire.vocabulary import Channel, Phase, SessionId, SpeechKind

LAST = "tally.04"  # of the variables of the small meeting
LATER = SessionId("hop-khac")
ASKED = c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD, Channel.TELEPHONE)


class Desk:
    """Another program that keeps what each address said last, and how often."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.times: dict[str, int] = {}
        self.address = Address("127.0.0.1", 0)

    def take(self, address: str, *arguments: object) -> None:
        (self.values[address],) = arguments
        self.times[address] = self.times.get(address, 0) + 1

    def said(self, name: str, session: str = SESSION) -> object:
        return self.values.get(f"/diemcau/{session}/{name}")


@asynccontextmanager
async def desk() -> AsyncIterator[Desk]:
    taken = Desk()
    dispatcher = Dispatcher()
    dispatcher.set_default_handler(taken.take)
    loop = asyncio.get_running_loop()
    server = AsyncIOOSCUDPServer(("127.0.0.1", 0), dispatcher, loop)  # type: ignore[arg-type]
    transport, _ = await server.create_serve_endpoint()
    taken.address = Address(*transport.get_extra_info("sockname")[:2])
    try:
        yield taken
    finally:
        transport.close()


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[tuple[Shown, Desk]]:
    """A held meeting whose variables go to a desk."""
    async with shown() as house, desk() as one:
        settings = ShowSettings(osc_to=(one.address,))
        async with house.control(folder, settings):
            await until_async(lambda: one.said(LAST) == "none", "the first whole state")
            yield house, one


async def test_another_program_follows_a_turn(tmp_path: Path) -> None:
    async with watched(tmp_path) as (house, one):
        assert (one.said("speaker.site"), one.said("tally.64"), one.said("list_open")) == (
            "",
            "none",
            1,
        )
        await house.do(ASKED, c.CallPoint(E1))
        await until_async(lambda: one.said("tally.64") == "standby", "standby")
        await house.do(c.GiveFloor(E1))
        await until_async(lambda: one.said("tally.64") == "on_air", "on air")
        assert one.said("speaker.name") == "Đại biểu mẫu 01 – 64"
        assert (one.said("speaker.limit_ms"), one.said("speaker.paused")) == (420_000, 0)
        await until_async(lambda: one.said("speaker.left") == "06:59", "a second has gone by")
        await house.do(c.EndSpeech(E1))
        await until_async(lambda: one.said("tally.64") == "none", "off")
        assert one.said("speaker.name") == ""


async def test_only_what_has_changed_is_sent(tmp_path: Path) -> None:
    async with watched(tmp_path) as (house, one):
        title = f"/diemcau/{SESSION}/title"
        await house.do(c.SetListOpen(False))
        await until_async(lambda: one.said("list_open") == 0, "the list is closed")
        assert one.times[title] == 1
        assert one.times[f"/diemcau/{SESSION}/list_open"] == 2


async def test_whoever_asks_is_sent_the_whole_set_once_more(tmp_path: Path) -> None:
    taken, buttons = bound()
    async with shown() as house, desk() as one:
        settings = ShowSettings(osc_to=(one.address,))
        async with house.control(tmp_path, settings, taken):
            await until_async(lambda: one.said(LAST) == "none", "the first whole state")
            before = dict(one.times)
            with SimpleUDPClient(*buttons) as client:
                for _ in range(20):
                    client.send_message(f"/diemcau/{SESSION}/refresh", [])
            again = {name: times + 1 for name, times in before.items()}
            await until_async(lambda: one.times == again, "all of it, once")


async def test_sessions_are_told_apart_also_one_that_came_later(tmp_path: Path) -> None:
    async with shown() as house, desk() as one:
        settings = ShowSettings(osc_to=(one.address,))
        async with house.control(tmp_path, settings) as control:
            other = await house.hold(LATER)
            control.adopt(other)
            control.adopt(other)
            await until_async(lambda: one.said("list_open", LATER) == 1, "it is told of")
            await house.do(c.SetListOpen(False), conductor=other)
            await until_async(lambda: one.said("list_open", LATER) == 0, "its list is closed")
            assert one.said("list_open") == 1


async def test_of_a_meeting_that_is_over_only_what_happens_is_sent(tmp_path: Path) -> None:
    """A store of many years has many of them, and a button box has no use for any."""
    async with shown() as house, desk() as one:
        settings = ShowSettings(osc_to=(one.address,))
        async with house.control(tmp_path, settings) as control:
            await until_async(lambda: one.said("phase") == "live", "the meeting that is held")
            over = await house.hold(LATER, (*live(), PhaseChanged(Phase.CLOSED)))
            control.adopt(over)
            await until_async(lambda: LATER in control._pictures, "it has a picture")
            await house.do(ReopenSession(), conductor=over)
            await until_async(lambda: one.said("phase", LATER) == "reopened", "what happened")
            await house.do(CloseSession(), conductor=over)
            await until_async(lambda: one.said("phase", LATER) == "closed", "and this")
            assert one.said("title", LATER) is None


def test_a_tally_that_is_gone_is_off() -> None:
    assert changes({"tally.64-01": "waiting", "a": 1}, {"a": 1}) == {"tally.64-01": "none"}
    assert changes({"a": 1, "b": 2}, {"a": 1, "b": 3}) == {"b": 3}

"""Pictures of a session: the floor at once, the rest soon, a clock each second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.floor import commands as c
from coordinator.showcontrol import feed as feed_module
from coordinator.showcontrol.feed import Feed, Picture
from tests.support.shown import Shown, shown
from tests.support.small_meeting import E1, GL, HEAD
from tests.support.until import until_async
from wire.vocabulary import Attendance, Channel, SpeechKind

ASKED = c.RequestFloor(GL, SpeechKind.INTERVENTION, channel=Channel.TELEPHONE)
BY_CHAIR = c.RequestFloor(GL, SpeechKind.DEBATE, channel=Channel.CHAIR)
SEEN = [NoteAttendance(HEAD, Note(status)) for status in (Attendance.IN_PERSON, Attendance.ONLINE)]


class Wall:
    """What a feed has shown."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.broken = 0

    def show(self, picture: Picture) -> None:
        if self.broken:
            self.broken -= 1
            raise RuntimeError("a fault of ours")
        self.pictures.append(picture)


@asynccontextmanager
async def fed() -> AsyncIterator[tuple[Shown, Wall]]:
    """A held meeting with a feed, after its first picture."""
    async with shown() as house:
        wall = Wall()
        feed = Feed(house.conductor, {}, wall.show)
        house.conductor.listeners.append(feed)
        task = asyncio.create_task(feed.run())
        await until_async(lambda: wall.pictures, "the first picture")
        yield house, wall
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_floor_is_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest would take an hour."""
    monkeypatch.setattr(feed_module, "REST_EVERY_S", 3_600)
    async with fed() as (house, wall):
        await house.do(ASKED)
        await until_async(lambda: wall.pictures[-1].variables["waiting"] == 1, "who waits")


async def test_the_rest_is_shown_soon_and_together() -> None:
    async with fed() as (house, wall):
        began = time.monotonic()
        for number in range(20):
            await house.do(SEEN[number % 2])
        await until_async(
            lambda: wall.pictures[-1].variables["people.online"] == 1, "who is present"
        )
        assert len(wall.pictures) <= 4 + (time.monotonic() - began) / feed_module.REST_EVERY_S


@pytest.mark.slow
async def test_a_clock_is_shown_each_second_and_not_while_it_stands() -> None:
    async with fed() as (house, wall):
        await house.do(ASKED, c.GiveFloor(E1))

        def left() -> list[str]:
            shown = dict.fromkeys(picture.variables["speaker.left"] for picture in wall.pictures)
            return [one for one in shown if one]

        await until_async(lambda: len(left()) >= 3, "two seconds")
        assert left()[0] in ("07:00", "06:59")
        assert left() == sorted(left(), reverse=True)
        await house.do(c.PauseSpeech(E1))
        await until_async(lambda: wall.pictures[-1].ticks_in_ms is None, "it stands")


async def test_a_fault_of_what_is_shown_ends_neither_the_meeting_nor_the_feed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed_module, "AFTER_FAULT_S", 0.01)
    async with fed() as (house, wall):
        wall.broken = 2
        with capture_logs() as logs:
            await house.do(c.SetListOpen(False))
            await until_async(lambda: not wall.broken, "both faults")
            await house.do(BY_CHAIR)
            await until_async(
                lambda: wall.pictures[-1].variables["waiting"] == 1, "the next picture"
            )
        assert {line["error"] for line in logs} == {"RuntimeError"}


async def test_a_session_that_has_ended_is_shown_no_more() -> None:
    async with shown() as house:
        wall = Wall()
        feed = Feed(house.conductor, {}, wall.show)
        house.conductor._abandon()
        async with asyncio.timeout(5):
            await feed.run()
        assert wall.pictures == []

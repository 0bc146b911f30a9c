"""The agent as one process: outbox, links, page and drill, started in order and ended in order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass

import structlog

from agents import status
from agents.clock import AgentClock, Clock
from agents.config import AgentSettings, Member
from agents.desk import Desk
from agents.drill import Behaviour, Drill
from agents.keeper import Keeper
from agents.link import Link
from agents.storage import StorageLow
from agents.timekeeper import Timekeeper

SAVE_EVERY_S = 2.0
TELL_EVERY_S = 5.0
LATE_SHARE = 0.5

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Agent:
    """A running agent. `page_url` is None without a page."""

    desk: Desk
    links: tuple[Link, ...]
    page_url: str | None


@contextlib.asynccontextmanager
async def agent(settings: AgentSettings, clock: Clock | None = None) -> AsyncIterator[Agent]:
    """Run while the context lasts.

    Raises OutboxInUse, OutboxTooNew, StorageLow, PortInUse; our own faults as a group."""
    keeper = Keeper(settings.data)
    await keeper.start()
    try:
        time = Timekeeper(clock or AgentClock(settings.clock_shift_s))
        started = [one for one in settings.members if not _never(one)]
        desk = Desk(keeper, time, [site for one in started for site in one.sites])
        await desk.load()
        async with _page(desk, settings) as page_url:
            links = tuple(
                Link(desk, settings.coordinator, one.token, list(one.sites)) for one in started
            )
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(_member(settings, desk, one, link))
                    for one, link in zip(started, links, strict=True)
                ]
                tasks.append(group.create_task(_save(desk)))
                tasks.append(group.create_task(_tell(settings, desk, page_url)))
                try:
                    yield Agent(desk, links, page_url)
                finally:
                    for task in tasks:
                        task.cancel()
        await _last_save(settings, desk, page_url)
    finally:
        await keeper.stop()


async def run(settings: AgentSettings, told: asyncio.Event, ready: Callable[[Agent], None]) -> None:
    """Run until told to stop; `ready` is called once everything is started."""
    async with agent(settings) as running:
        ready(running)
        await told.wait()
        log.info("stopping")


def listen_to_signals(told: asyncio.Event) -> list[int]:
    """SIGINT and SIGTERM end the run, on every system; the list tells which came."""
    loop = asyncio.get_running_loop()
    came: list[int] = []

    def end(number: int) -> None:
        came.append(number)
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, end, number)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda got, _: loop.call_soon_threadsafe(end, got))
    return came


def _never(member: Member) -> bool:
    return member.part is not None and member.part.behaviour is Behaviour.NEVER


async def _member(settings: AgentSettings, desk: Desk, member: Member, link: Link) -> None:
    """One link and, in a drill, the part its sites play."""
    part = member.part
    if part is None:
        await link.run()
        return
    if part.behaviour is Behaviour.LATE:
        await asyncio.sleep(settings.spread_s * LATE_SHARE)
    async with asyncio.TaskGroup() as group:
        group.create_task(link.run())
        for site in member.sites:
            group.create_task(Drill(desk, site, part, settings.spread_s).run())


# --- keeping what is only a cache -----------------------------------------------------------------


async def _save(desk: Desk) -> None:
    """Pictures and the measure of time, now and then."""
    while True:
        await asyncio.sleep(SAVE_EVERY_S)
        with contextlib.suppress(StorageLow):
            await desk.save()


async def _tell(settings: AgentSettings, desk: Desk, page_url: str | None) -> None:
    """The status file."""
    while True:
        stands = status.of(desk, settings.coordinator.url, page_url, running=True)
        await asyncio.to_thread(status.write, settings.data, stands)
        await asyncio.sleep(TELL_EVERY_S)


async def _last_save(settings: AgentSettings, desk: Desk, page_url: str | None) -> None:
    with contextlib.suppress(StorageLow):
        await desk.save()
    status.write(settings.data, status.of(desk, settings.coordinator.url, page_url, running=False))


# --- the page -------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def _page(desk: Desk, settings: AgentSettings) -> AsyncIterator[str | None]:
    """The local page while the context lasts; gives its address, None without a page."""
    if settings.listen is None:
        yield None
        return
    from agents.page import serve  # an agent without a page does without the server's library

    async with serve(desk, _grants(settings), settings.listen) as url:
        yield url


def _grants(settings: AgentSettings) -> list[tuple[str, Iterable[str]]]:
    """A page token opens all sites; else each credential opens its own."""
    if settings.page_token is not None:
        return [(settings.page_token, settings.sites)]
    return [(one.token, one.sites) for one in settings.members if not _never(one)]

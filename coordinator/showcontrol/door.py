"""The door to the machines around the meeting: OSC, TSL UMD and webhooks, each only if configured.

It listens to commits and asks pictures of the conductors, and never makes them wait: what a target
does not take is dropped and sent anew, or, for webhooks, read from the journal later.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import structlog
from aiohttp import ClientSession, DummyCookieJar

from coordinator.conductor import Conductor
from coordinator.credentials import Credentials
from coordinator.hall import Hall
from coordinator.ports import Journal
from coordinator.showcontrol import tsl
from coordinator.showcontrol.boards import TcpBoard, UdpBoard
from coordinator.showcontrol.courier import Courier
from coordinator.showcontrol.feed import Feed, Picture
from coordinator.showcontrol.osc_in import OscIn
from coordinator.showcontrol.osc_out import OscOut
from coordinator.showcontrol.positions import Positions
from coordinator.showcontrol.settings import ShowSettings
from wire.vocabulary import SessionId

RENEW_S = 10.0
REFRESH_S = 1.0

log = structlog.get_logger()

Work = Callable[[], Coroutine[Any, Any, None]]


class ShowControl:
    """`folder` keeps how far webhooks have been told."""

    def __init__(
        self,
        hall: Hall,
        credentials: Credentials,
        journal: Journal,
        settings: ShowSettings,
        folder: Path,
    ) -> None:
        self._hall, self._journal, self._settings = hall, journal, settings
        self._osc = [OscOut(target) for target in settings.osc_to]
        self._tcp = [TcpBoard(target) for target in settings.tsl5_tcp_to]
        self._boards: list[UdpBoard | TcpBoard] = [
            *(UdpBoard(target, tsl.packets) for target in settings.tsl5_udp_to),
            *(UdpBoard(target, tsl.labels) for target in settings.tsl3_to),
            *self._tcp,
        ]
        self._buttons = OscIn(hall, credentials, self._refresh)
        self._folder = folder
        self._pictures: dict[SessionId, Picture] = {}
        self._refreshed_at: dict[SessionId, float] = {}
        self._adopted: set[SessionId] = set()
        self._group: asyncio.TaskGroup | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._couriers: list[Courier] = []
        self._http: ClientSession | None = None
        self._positions: Positions | None = None

    async def start(self, tasks: asyncio.TaskGroup, buttons: socket.socket | None = None) -> None:
        """Listen and connect, as tasks of the group. `buttons` is the bound port on which presses
        are taken over OSC, None for none."""
        self._group = tasks
        if buttons is not None:
            await self._buttons.open(buttons)
            self._spawn(self._buttons.run, "osc in")
        if self._settings.hooks:
            self._positions = await asyncio.to_thread(Positions, self._folder)
            self._http = ClientSession(cookie_jar=DummyCookieJar())
        if self._settings.shows:
            self._spawn(self._renew, "show renewal")
        for board in self._tcp:
            self._spawn(board.run, "tsl tcp")
        for conductor in self._hall:
            self.adopt(conductor)

    def adopt(self, conductor: Conductor) -> None:
        """Show a session from now on; doing it twice, or before the start, is harmless."""
        if self._group is None or conductor.id in self._adopted:
            return
        self._adopted.add(conductor.id)
        if self._settings.shows:
            feed = Feed(conductor, self._settings.tsl_index, self._show)
            conductor.listeners.append(feed)
            self._spawn(feed.run, f"feed {conductor.id}")
        if self._http is not None and self._positions is not None:
            for hook in self._settings.hooks:
                courier = Courier(hook, conductor, self._journal, self._positions, self._http)
                conductor.listeners.append(courier)
                self._couriers.append(courier)
                self._spawn(courier.run, f"webhook {conductor.id}")

    @property
    def webhooks_behind(self) -> int:
        """How many events of the journal the slowest webhook has still to go through."""
        return max((courier.behind for courier in self._couriers), default=0)

    def _spawn(self, work: Work, name: str) -> None:
        assert self._group is not None, "start() comes first"
        self._tasks.append(self._group.create_task(_guarded(work, name), name=name))

    def _show(self, picture: Picture) -> None:
        """A session has a new picture; displays show the session that is held. Of one that is idle
        is told when something happens."""
        self._pictures[picture.session] = picture
        now = self._now()
        held = self._held(now)
        idle = picture is not held and picture.precedence.idle(now)
        for target in self._osc:
            target.show(picture.session, picture.variables, idle=idle)
        for board in self._boards:
            board.show(held.displays)

    def _held(self, now: int) -> Picture:
        """The picture that the displays show."""
        return max(self._pictures.values(), key=lambda one: one.precedence.at(now))

    def _now(self) -> int:
        """Session time: all sessions of a house go by one clock."""
        return max(conductor.now() for conductor in self._hall)

    def _settle(self) -> None:
        """Whose displays these are, and who is idle, changes by time alone, too."""
        if not self._pictures:
            return
        now = self._now()
        held = self._held(now)
        pictures = self._pictures.values()
        idle = (one.session for one in pictures if one is not held and one.precedence.idle(now))
        resting = frozenset(idle)
        for target in self._osc:
            target.rest(resting)
        for board in self._boards:
            board.show(held.displays)

    def _refresh(self, session: SessionId) -> None:
        """Somebody wants all of it: at most once a second, however many ask."""
        now = asyncio.get_running_loop().time()
        if now - self._refreshed_at.get(session, -REFRESH_S) >= REFRESH_S:
            self._refreshed_at[session] = now
            for target in self._osc:
                target.again(session)

    async def _renew(self) -> None:
        while True:
            self._settle()
            await asyncio.gather(*(one.renew() for one in (*self._osc, *self._boards)))
            await asyncio.sleep(RENEW_S)

    async def close(self) -> None:
        """Stop at once: what was not told yet is told after the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for one in (self._buttons, *self._osc, *self._boards):
            one.close()
        if self._http is not None:
            await self._http.close()
        if self._positions is not None:
            await self._positions.close()


async def _guarded(work: Work, name: str) -> None:
    """A fault of ours in what is only shown ends that, and never the meeting."""
    try:
        await work()
    except Exception as error:
        log.error("show control stopped", part=name, error=type(error).__name__)

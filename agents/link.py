"""The driver of one link: sockets and timers around the core, which decides.

Beats go before bulk; what must be made durable goes to the link's clerk, in order.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, field

import structlog
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, WebSocketException

from agents import streams
from agents.clerk import Clerk
from agents.core import LinkCore
from agents.desk import Desk
from agents.dial import Address, dial, explain
from agents.effects import Dial, Hang, Outgoing, Send
from agents.outbox import Intent, Outbox
from wire.codec import decode_to_agent, encode
from wire.codes import WireCode
from wire.errors import WireError
from wire.messages import Closing, Error, Fate, Floor, Forget, Hello, Own, Records
from wire.roster_messages import Names
from wire.versions import FEATURES, VERSIONS
from wire.vocabulary import LinkTrouble
from wire.witness import CheckpointShown

AGENT_NAME = "diemcau-agent"
LEAVE_S = 0.7
LIVE, BULK = 0, 1

log = structlog.get_logger()


@dataclass(slots=True)
class _Socket:
    """One leg's task; frames wait by lane and number."""

    task: asyncio.Task[None]
    frames: asyncio.PriorityQueue[tuple[int, int, str]] = field(
        default_factory=asyncio.PriorityQueue
    )
    put: int = 0


class Link:
    """The link of one credential. `run` ends only by cancellation."""

    def __init__(self, desk: Desk, address: Address, token: str, sites: list[str]) -> None:
        self.sites = sites
        self._desk, self._address, self._token = desk, address, token
        self._stirred = asyncio.Event()
        self._sockets: dict[int, _Socket] = {}
        self._core: LinkCore | None = None
        self._clerk: Clerk | None = None
        self._fault: BaseException | None = None
        self._shown: tuple[bool, int | None, LinkTrouble | None] | None = None
        self._log = log.bind(sites=sites if len(sites) <= 3 else len(sites))

    async def run(self) -> None:
        """Keep the link, until cancelled."""
        core = self._core = await self._begin()
        clerk = self._clerk = Clerk(self._desk, core, self._stirred.set)
        for site in self.sites:
            point = self._desk.points[site]
            point.entered = lambda intent, site=site: self._entered(site, intent)
            point.wonder = lambda persons, site=site: self._wonder(site, persons)
            core.rosters.recall(site, {page.page: page.tag for page in point.roster.pages.values()})
        working = asyncio.create_task(clerk.run(), name="clerk")
        try:
            while not working.done() and self._fault is None:
                core.tick()
                self._perform()
                self._show()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(core.wait_ms() / 1000):
                        await self._stirred.wait()
                self._stirred.clear()
            if self._fault is not None:
                raise self._fault
            working.result()
        finally:
            working.cancel()
            for site in self.sites:
                self._desk.points[site].entered = self._desk.points[site].wonder = None
            await self._leave(core)

    def stir(self) -> None:
        """Look at the clock again (a test has moved it)."""
        self._stirred.set()

    async def _begin(self) -> LinkCore:
        """The core, with what waits from an earlier run. A link has one incarnation."""
        sites = self.sites

        def read(box: Outbox) -> tuple[str, list[Intent]]:
            born = {box.whereabouts(site)[1] for site in sites}
            incarnation = born.pop() if len(born) == 1 else streams.turn_over(box, sites)
            return incarnation, [intent for site in sites for intent in box.intents(site)]

        incarnation, intents = await self._desk.keeper.do(read)
        hello = Hello(
            type="hello",
            versions=list(VERSIONS),
            features=[feature.value for feature in FEATURES],
            agent=AGENT_NAME,
            sites=sites,
            incarnation=incarnation,
        )
        time = self._desk.time
        core = LinkCore(hello, time.clock, time.time, random.Random())
        for intent in intents:
            core.intents.add(intent)
        return core

    def _entered(self, site: str, intent: Intent | None) -> None:
        assert self._core is not None
        if intent is None:
            self._core.entered(site)
        else:
            self._core.intend(intent)
        self._stirred.set()

    def _wonder(self, site: str, persons: list[str]) -> bool:
        assert self._core is not None
        asked = self._core.wonder(site, persons)
        self._stirred.set()
        return asked

    # --- effects --------------------------------------------------------------------------------

    def _perform(self) -> None:
        """What the core asks; nothing here waits."""
        assert self._core is not None
        assert self._clerk is not None
        for effect in self._core.take():
            match effect:
                case Dial(leg):
                    task = asyncio.create_task(self._keep(leg), name="leg")
                    task.add_done_callback(self._ended)
                    self._sockets[leg] = _Socket(task)
                case Send(leg, message):
                    self._send(leg, message)
                case Hang(leg):
                    self._hang(leg)
                case _:
                    self._clerk.put(effect)

    def _send(self, leg: int, message: Outgoing) -> None:
        socket = self._sockets.get(leg)
        if socket is not None:
            socket.put += 1
            lane = BULK if isinstance(message, Records) else LIVE
            socket.frames.put_nowait((lane, socket.put, encode(message)))

    def _hang(self, leg: int) -> None:
        socket = self._sockets.pop(leg, None)
        if socket is not None:
            socket.task.cancel()

    def _show(self) -> None:
        """Tell the points how the link stands."""
        core = self._core
        assert core is not None
        now = self._desk.time.clock.mono_ms()
        reading = core.meter.reading(now)
        shown = (core.connected, reading.rtt_ms if reading else None, core.trouble)
        for site in self.sites:
            self._desk.points[site].link.heard = core.heard_at
        if shown == self._shown:
            return
        first, turned = self._shown is None, self._shown is None or shown[0] != self._shown[0]
        self._shown = shown
        for site in self.sites:
            point = self._desk.points[site]
            point.link.connected, point.link.rtt_ms, point.link.trouble = shown
            if turned:
                point.link.since = now
            point.touch()
        if turned and not (first and not shown[0]):
            self._log.info("link up" if shown[0] else "link down", trouble=shown[2])

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A leg's own failures are handled in it; anything else is a fault of ours."""
        if not task.cancelled() and task.exception() is not None:
            self._fault = task.exception()
            self._stirred.set()

    # --- one connection -------------------------------------------------------------------------

    async def _keep(self, leg: int) -> None:
        """Dial, and use the connection until it ends."""
        core, code = self._core, None
        assert core is not None
        try:
            connection = await self._dialled(leg)
            if connection is None:
                return
            try:
                code = await self._use(leg, connection)
            finally:
                with contextlib.suppress(WebSocketException, OSError):
                    await connection.close()
        finally:
            self._sockets.pop(leg, None)
            core.closed(leg, code)
            self._stirred.set()

    async def _dialled(self, leg: int) -> ClientConnection | None:
        core = self._core
        assert core is not None
        try:
            # Read before dialling: what is acknowledged later cannot look like a loss.
            upto = await self._desk.keeper.do(
                lambda box: {site: box.upto(site) for site in self.sites}
            )
            connection = await dial(self._address, self._token)
        except (OSError, ImportError, WebSocketException) as error:
            trouble, retry_after_ms = explain(error)
            self._log.info("no connection", trouble=trouble, error=type(error).__name__)
            core.failed(leg, trouble, retry_after_ms)
            return None
        core.opened(leg, upto)
        self._stirred.set()
        return connection

    async def _use(self, leg: int, connection: ClientConnection) -> int | None:
        """Read and write until the connection ends; returns the code it was closed with."""
        socket = self._sockets.get(leg)
        if socket is None:
            return None
        writing = asyncio.create_task(self._write(socket, connection), name="writer")
        try:
            async for frame in connection:
                self._read(leg, frame)
            return connection.close_code
        except ConnectionClosed:
            return connection.close_code
        finally:
            writing.cancel()

    async def _write(self, socket: _Socket, connection: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                _, _, text = await socket.frames.get()
                await connection.send(text)

    def _read(self, leg: int, frame: str | bytes) -> None:
        core, clerk = self._core, self._clerk
        assert core is not None
        assert clerk is not None
        try:
            message = decode_to_agent(frame)
        except WireError as error:
            if error.code is not WireCode.UNSUPPORTED:
                self._log.warning("frame not understood", detail=error.detail)
            return
        if core.legs.get(leg) is None:
            return
        core.heard(leg, message)
        if isinstance(message, (Fate, Floor, Own, Names, CheckpointShown, Forget, Closing)):
            # After the effects of what was heard before it: a session is joined first.
            self._perform()
            clerk.put(message)
        elif isinstance(message, Error):
            self._log.warning("refused by coordinator", code=message.code, detail=message.detail)
        self._stirred.set()

    # --- leaving --------------------------------------------------------------------------------

    async def _leave(self, core: LinkCore) -> None:
        """Say goodbye where there is a connection, and close all within `LEAVE_S`."""
        polite = {leg.id for leg in core.legs.welcomed()}
        core.leave()
        self._perform()
        tasks = [socket.task for socket in self._sockets.values()]
        waited_for = [socket.task for leg, socket in self._sockets.items() if leg in polite]
        for task in set(tasks).difference(waited_for):
            task.cancel()
        if waited_for:
            await asyncio.wait(waited_for, timeout=LEAVE_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

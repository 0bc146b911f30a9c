"""A real coordinator on a loop of its own thread, and hands that reach into its session.

Acts are submitted to the session as a door would hand them in, without a network in between: what
is measured is the page that is told of them.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from coordinator.app import Coordinator, coordinator
from coordinator.conductor import Conductor, Submission
from coordinator.config import Settings
from coordinator.core.base import Actor, Asked, Command
from coordinator.house import House
from coordinator.operations import link_path
from wire.vocabulary import EntryId, Role, SessionId, SiteId

WITHIN_S = 60.0
HOST = Actor("bench-host", Role.HOST)
T = TypeVar("T")


class Live:
    """One coordinator with one session made of a session file."""

    def __init__(self, data: Path, case: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._ids = itertools.count(1)
        self._ended = asyncio.Event()
        self.run(self._prepare(data, case))
        self._ready: asyncio.Future[Coordinator] = self._loop.create_future()
        self._serving = asyncio.run_coroutine_threadsafe(self._serve(data), self._loop)
        self.server = self.run(self._begun())

    def __enter__(self) -> Live:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._serving.result(WITHIN_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WITHIN_S)
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of some work on the coordinator's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WITHIN_S)

    async def _prepare(self, data: Path, case: str) -> None:
        house = await House.open(data)
        try:
            _, conductor = await house.establish(case)
            assert conductor is not None
            self.session = SessionId(conductor.id)
            self._grant, self._token = await house.credentials.issue(Role.HOST, self.session)
        finally:
            await house.close()

    async def _serve(self, data: Path) -> None:
        settings = Settings(host="127.0.0.1", port=0, data=data)
        async with coordinator(settings) as server:
            self._ready.set_result(server)
            await self._ended.wait()

    async def _begun(self) -> Coordinator:
        async with asyncio.timeout(WITHIN_S):
            return await self._ready

    @property
    def conductor(self) -> Conductor:
        found = self.server.house.hall.get(self.session)
        assert found is not None
        return found

    @property
    def page(self) -> str:
        """The address that signs the host in."""
        return f"{self.server.url}{link_path(self._grant)}#t={self._token}"

    def act(self, command: Command) -> str | None:
        """Carry out a command; the entry that it made, if any."""
        asked = Asked(command, HOST, f"live-{next(self._ids)}")
        answer = self.run(self.conductor.submit(Submission(asked, (), privileged=True)))
        assert answer.outcome.accepted, (command, answer.outcome)
        return answer.outcome.entry

    def hear(self, site: SiteId, rtt_ms: int) -> None:
        """A word and a report of a point's line, as its agent would send them."""
        self._loop.call_soon_threadsafe(self.conductor.heard, site)
        self._loop.call_soon_threadsafe(self.conductor.reported, site, rtt_ms, 2, 0)

    def first(self) -> EntryId:
        """The first of those who wait."""
        return self.run(self.conductor.ask(lambda session, people: session.floor.order[0]))

    def called_at(self, entry: EntryId) -> int:
        """When the point of an entry was called, session time in ms."""
        found = self.run(
            self.conductor.ask(lambda session, people: session.floor.entries[entry].called_at)
        )
        assert found is not None
        return found

    def sites(self) -> list[SiteId]:
        """The points that have a line."""
        return self.run(
            self.conductor.ask(
                lambda session, people: [
                    site for site in session.site_order if session.sites[site].spec.line
                ]
            )
        )

"""The house: the store, the sessions that live in it, and the tasks that keep them alive.

With an HTTP server around it, it is the coordinator (`app`); without one, the command line uses
it to work on a store that no server holds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from coordinator.casefile.plan import ImportOutcome
from coordinator.casefile.plan import establish as establish_case
from coordinator.clock import SessionClock
from coordinator.conductor import Conductor
from coordinator.core.watch import Watch
from coordinator.credentials import Credentials
from coordinator.evidence.office import Evidence, signer_at
from coordinator.hall import Hall
from coordinator.handouts import Handouts
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Loaded
from coordinator.standing import StandingBook
from wire.checkpoint import Signer
from wire.vocabulary import SessionId

MINUTE_MS = 60_000


class House:
    """An open store with one conductor per session."""

    def __init__(
        self, store: SqliteStore, clock: SessionClock, signer: Signer | None = None
    ) -> None:
        self.store, self.clock = store, clock
        self.evidence = Evidence(store, clock, signer)
        self.hall = Hall()
        self.credentials = Credentials(store, clock)
        self.standing = StandingBook(store, clock)
        self.handouts = Handouts(store, clock)
        self.tasks: asyncio.TaskGroup | None = None
        self.opened: Callable[[Conductor], None] = lambda conductor: None
        self._marks: list[asyncio.Task[None]] = []
        self._running: dict[SessionId, asyncio.Task[None]] = {}

    @classmethod
    async def open(cls, data: Path, *, ballast_mib: int = 64) -> House:
        """Open the store and load every session.

        Raises StoreLocked when another process holds it, JournalUnavailable when it is broken."""
        store = await SqliteStore.open(data, ballast_bytes=ballast_mib * 1024 * 1024)
        try:
            loaded = [await store.load(session) for session in await store.sessions()]
            last = max((item.session.recorded_at for item in loaded), default=0)
            clock = SessionClock(max(last, await store.alive_at() or 0))
            house = cls(store, clock, await asyncio.to_thread(signer_at, data))
            for item in loaded:
                house._add(item)
        except BaseException:
            await store.close()
            raise
        return house

    def _add(self, loaded: Loaded) -> Conductor:
        conductor = Conductor(loaded, self.store, self.clock, Watch())
        self.hall.add(conductor)
        self.evidence.adopt(conductor)
        self.standing.adopt(conductor, loaded.session)
        return conductor

    async def run(self, tasks: asyncio.TaskGroup, alive_mark_s: int) -> None:
        """Record the outage, start every conductor and the marks, as tasks of the group."""
        self.tasks = tasks
        self.standing.start(tasks)
        alive_at = await self.store.alive_at()
        for conductor in self.hall:
            await conductor.recover(alive_at)
            self._start(conductor)
        self._marks = [
            tasks.create_task(self._mark(alive_mark_s), name="liveness"),
            tasks.create_task(self._minutes(), name="minutes"),
        ]

    def _start(self, conductor: Conductor) -> None:
        assert self.tasks is not None, "run() comes first"
        name = f"conductor {conductor.id}"
        self._running[conductor.id] = self.tasks.create_task(conductor.run(), name=name)
        self.evidence.start(self.tasks, conductor.id)

    async def establish(self, text: str) -> tuple[ImportOutcome, Conductor | None]:
        """Import a session file; a new session begins to run if the house does.

        Raises CaseErrors with every fault of the file, Refused(already_exists) if a session of
        this id was made from another file."""
        outcome = await establish_case(self.store, self.clock, text)
        if self.hall.get(outcome.session) is not None:
            return outcome, None
        conductor = self._add(await self.store.load(outcome.session))
        self.opened(conductor)
        if self.tasks is not None:
            self._start(conductor)
        return outcome, conductor

    async def close(self) -> None:
        """Stop the conductors, keep snapshots, sign, mark the time, close the store."""
        for mark in self._marks:
            mark.cancel()
        for conductor in self.hall:
            conductor.finish()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        for conductor in self.hall:
            await conductor.stop()
        await self.evidence.close()
        await self.standing.close()
        await self.store.mark_alive(self.clock.now())
        await self.store.close()

    async def _mark(self, every_s: int) -> None:
        while True:
            await self.store.mark_alive(self.clock.now())
            await asyncio.sleep(every_s)

    async def _minutes(self) -> None:
        """Write the per-minute sums of each line when the minute is over."""
        while True:
            now = self.clock.now()
            await asyncio.sleep((MINUTE_MS - now % MINUTE_MS) / 1000)
            for conductor in self.hall:
                sums = conductor.watch.minutes(now - now % MINUTE_MS)
                await self.store.keep_minutes(conductor.id, sums)

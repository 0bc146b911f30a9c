"""A conductor of the small meeting on a store in memory, and what tests ask of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from coordinator.conductor import Answer, Conductor, Submission
from coordinator.core import meeting
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.base import SYSTEM, Actor, Asked, Command, Recorded
from coordinator.core.people import People, PrivateRow
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch, Head
from tests.support.clocks import StillClock
from tests.support.small_meeting import (
    HEAD,
    HOST,
    clock,
    live,
    people,
    row_of,
)
from wire.vocabulary import Attendance, SessionId

ID = SessionId("s")
HERE = NoteAttendance(HEAD, Note(Attendance.IN_PERSON))
START = clock("9:00")


class GatedStore(MemoryStore):
    """A disk that takes its time: an append waits until the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()

    async def append(self, batch: Batch, *, reserve: bool = False) -> Head:
        await self.gate.wait()
        return await super().append(batch, reserve=reserve)


class Diary:
    """A listener that notes what it was shown."""

    def __init__(self) -> None:
        self.pages: list[tuple[int, int, list[str]]] = []

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        words = [type(one.event).__name__ for one in recorded]
        self.pages.append((session.rev, head.rev, words))


async def prepared(store: MemoryStore) -> None:
    """The small meeting, live, in the store."""
    recorded = meeting.establish(Session(ID), SYSTEM, live(), clock("8:00"))
    rows = tuple(row_of(person.id) for person in people())
    await store.append(Batch(ID, tuple(recorded), rows))
    store.commits = 0


async def opened(store: MemoryStore, time: StillClock) -> Conductor:
    return Conductor(await store.load(ID), store, time, Watch())


@asynccontextmanager
async def running(
    store: MemoryStore | None = None, time: StillClock | None = None
) -> AsyncIterator[Conductor]:
    """A conductor of the small meeting that runs, and is ended in order."""
    store = store or MemoryStore()
    await prepared(store)
    one = await opened(store, time or StillClock(START))
    task = asyncio.create_task(one.run())
    try:
        yield one
    finally:
        one.finish()
        await asyncio.gather(task, return_exceptions=True)
        await one.stop()


def submission(
    command: Command, by: Actor = HOST, *rows: PrivateRow, id: str | None = None
) -> Submission:
    return Submission(Asked(command, by, id), rows, privileged=by.role is HOST.role)


async def do(one: Conductor, command: Command, by: Actor = HOST) -> Answer:
    return await one.submit(submission(command, by))


async def seen(one: Conductor) -> Session:
    """The state between two turns; time has passed first."""
    return await one.ask(lambda session, people: session)

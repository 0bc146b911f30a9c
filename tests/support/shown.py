"""A small meeting that is held, with show control around it, on loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from coordinator.clock import SessionClock
from coordinator.conductor import Conductor, Submission
from coordinator.core import meeting
from coordinator.core.base import SYSTEM, Asked, Command, Event
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.credentials import Credentials
from coordinator.hall import Hall
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch
from coordinator.showcontrol.door import ShowControl
from coordinator.showcontrol.settings import Address, ShowSettings
from tests.support.small_meeting import HOST, live, people, row_of
from wire.vocabulary import Role, SessionId

SESSION = SessionId("hop-mau")


@dataclass
class Shown:
    """The house of a test: its sessions, and show control when it was opened."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: SessionClock = field(default_factory=SessionClock)
    hall: Hall = field(default_factory=Hall)

    def __post_init__(self) -> None:
        self.credentials = Credentials(self.store, self.clock)
        self.tasks: list[asyncio.Task[None]] = []

    @property
    def conductor(self) -> Conductor:
        found = self.hall.get(SESSION)
        assert found is not None
        return found

    async def hold(
        self, session: SessionId = SESSION, events: tuple[Event, ...] | None = None
    ) -> Conductor:
        """A session in the store (made if it is not there yet), and its conductor at work."""
        if session not in await self.store.sessions():
            state = Session(session)
            recorded = meeting.establish(state, SYSTEM, events or live(), self.clock.now())
            rows = tuple(row_of(person.id) for person in people())
            await self.store.append(Batch(session, tuple(recorded), rows))
        conductor = Conductor(await self.store.load(session), self.store, self.clock, Watch())
        self.hall.add(conductor)
        self.tasks.append(asyncio.create_task(conductor.run()))
        return conductor

    async def do(self, *commands: Command, conductor: Conductor | None = None) -> None:
        """Commands of the host, carried out."""
        for command in commands:
            asked = Asked(command, HOST)
            answer = await (conductor or self.conductor).submit(Submission(asked, privileged=True))
            assert answer.outcome.accepted, answer

    async def token(self, role: Role = Role.HOST, session: SessionId = SESSION) -> str:
        return (await self.credentials.issue(role, session))[1]

    async def close(self) -> None:
        for conductor in self.hall:
            conductor.finish()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    @asynccontextmanager
    async def control(
        self, folder: Path, settings: ShowSettings, buttons: socket.socket | None = None
    ) -> AsyncIterator[ShowControl]:
        """Show control, started; closed at the end."""
        control = ShowControl(self.hall, self.credentials, self.store, settings, folder)
        async with asyncio.TaskGroup() as tasks:
            await control.start(tasks, buttons)
            try:
                yield control
            finally:
                await control.close()


@asynccontextmanager
async def shown() -> AsyncIterator[Shown]:
    """The small meeting, held."""
    house = Shown()
    await house.hold()
    try:
        yield house
    finally:
        await house.close()


def bound() -> tuple[socket.socket, Address]:
    """A port for datagrams, and where it is."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    taken.bind(("127.0.0.1", 0))
    return taken, Address(*taken.getsockname())

"""A real coordinator behind the built pages, with a clock that a test may move: for what a page
keeps and delivers by itself. Runs on a loop of its own, so that tests can be plain functions.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from coordinator.clock import SessionClock
from coordinator.console.desk import ConsoleSettings
from coordinator.core.attendance.commands import ImportRoster
from coordinator.core.attendance.facts import Person, PersonSpec
from coordinator.core.people import PrivateRow
from tests.coordinator.console.conftest import SESSION, Door, opened
from tests.support.relay import Relay
from tests.support.small_meeting import CB, GL, SALT
from tests.web.house import DIST
from wire.checkin import make_code
from wire.vocabulary import PersonId, SiteId

T = TypeVar("T")
GUESTS = 45


class MovedClock(SessionClock):
    """The session clock, moved on by as much as a test says."""

    def __init__(self) -> None:
        super().__init__()
        self._moved_ms = 0

    def now(self) -> int:
        return super().now() + self._moved_ms

    def pass_ms(self, ms: int) -> None:
        self._moved_ms += ms


@dataclass(frozen=True)
class Guest:
    """One invited delegate, a visible sample."""

    id: PersonId
    site: SiteId
    name: str
    code: str

    def row(self) -> PrivateRow:
        fields = {"name": self.name, "post": "Chức danh mẫu"}
        return PrivateRow(self.id, SALT, fields, owner=self.id)

    def spec(self) -> PersonSpec:
        return PersonSpec(self.id, self.site, self.row().as_ref().commitment, code=self.code)


def guests(site: SiteId, name: str, count: int) -> list[Guest]:
    """So many delegates of a point, each with a code."""
    first = int(site) * 1000
    return [
        Guest(
            PersonId(f"{site}.g{number:02}"),
            site,
            f"Đại biểu mẫu {number:02} – {name}",
            make_code((first + number).to_bytes(5, "big")),
        )
        for number in range(1, count + 1)
    ]


class RealDoor:
    """The small meeting, begun, with guests at Gia Lai and one at Cao Bằng, behind a wire that can
    be cut."""

    def __init__(self) -> None:
        self.clock = MovedClock()
        self.guests = guests(GL, "Gia Lai", GUESTS)
        self.others = guests(CB, "Cao Bằng", 1)
        self.door: Door
        self.relay: Relay
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._over = asyncio.Event()
        self._serving = asyncio.run_coroutine_threadsafe(self._serve(), self._loop)
        self._ready = threading.Event()
        assert self._ready.wait(20)

    async def _serve(self) -> None:
        async with opened(ConsoleSettings(bundle=DIST), clock=self.clock) as door:
            self.door = door
            await door.accepted("host", "start_session")
            people = [*self.guests, *self.others]
            roster = ImportRoster(tuple(guest.spec() for guest in people))
            await door.submit(roster, *(guest.row() for guest in people))
            async with Relay(int(door.url.rpartition(":")[2])) as self.relay:
                self._ready.set()
                await self._over.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._serving.result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    # --- what tests do ------------------------------------------------------------------------

    def do(self, work: Callable[[Door], Awaitable[T]]) -> T:
        """Something with the door, on its loop."""

        async def run() -> T:
            return await work(self.door)

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(20)

    @property
    def url(self) -> str:
        """The address on the far side of the wire."""
        return f"http://127.0.0.1:{self.relay.port}"

    def address(self, who: str = "site:64", path: str = "/site") -> str:
        """A sign-in link."""
        return f"{self.url}{path}#t={self.door.tokens[who]}"

    def cut(self) -> None:
        """The line is gone: what was open breaks, and nothing new comes through."""
        self.do(lambda door: self.relay.cut())

    def mend(self) -> None:
        self.do(lambda door: self.relay.mend())

    def person(self, guest: str) -> Person:
        """A delegate as the session has them."""
        return self.do(
            lambda door: door.conductor.ask(lambda session, people: session.people[PersonId(guest)])
        )

    def entries(self) -> dict[str, list[tuple[str, int]]]:
        """What is recorded of each guest: states and their times."""

        def read(session: Any, people: Any) -> dict[str, list[tuple[str, int]]]:
            return {
                guest.id: [
                    (entry.status.value, entry.effective_at)
                    for entry in session.people[guest.id].history
                ]
                for guest in self.guests
            }

        return self.do(lambda door: door.conductor.ask(read))

    def marks(self) -> set[int]:
        """How far each outbox of Gia Lai has come."""
        return self.do(
            lambda door: door.conductor.ask(
                lambda session, people: {mark.upto for mark in session.marks.values()}
            )
        )

    def strike(self, guest: Guest) -> None:
        """The office sends a roster without this one."""
        self.do(lambda door: door.submit(ImportRoster((), (guest.id,))))

    def command(self, who: str, kind: str, **fields: Any) -> Any:
        return self.do(lambda door: door.accepted(who, kind, **fields))


__all__ = ["GUESTS", "SESSION", "Guest", "RealDoor"]

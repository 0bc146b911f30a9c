"""A store with the largest meeting there is to be: 3,355 points and 230,000 people, all invited,
come and gone, each as the agent of the point reports it."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from pathlib import Path

from coordinator.casefile.examples import example
from coordinator.casefile.plan import new_salt
from coordinator.core import meeting
from coordinator.core.attendance.commands import ImportRoster, NoteAttendance, NoteHeadCount
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Actor, Asked, Command, Recorded, Source
from coordinator.core.people import PrivateRow
from coordinator.core.session import CloseSession, StartSession
from coordinator.core.state import Session
from coordinator.demo import SECOND_CASE
from coordinator.house import House
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Batch
from wire.vocabulary import Attendance, PersonId, Role, SessionId, SiteId

PEOPLE = 230_000
CHUNK, BATCH = 500, 1_000
HOST, ORGANIZER = Actor("bench-host", Role.HOST), Actor("bench-organizer", Role.ORGANIZER)
SESSION = SessionId(SECOND_CASE[1])
STEP_MS = 10


class Crowd:
    """Fills one session; what it says is appended in batches of `BATCH` events."""

    def __init__(self, session: Session, store: SqliteStore) -> None:
        self._session, self._store = session, store
        self._events: list[Recorded] = []
        self._private: list[PrivateRow] = []
        self._seqs: dict[SiteId, int] = {}
        self._now = session.recorded_at

    async def fill(self, people: int, *, closed: bool) -> None:
        """Invite, open, let everybody come and every second one go before the end."""
        for command in self._invited(people):
            await self._do(command, ORGANIZER)
        await self._do(StartSession(), HOST)
        for person, spec in self._everybody():
            await self._note(NoteAttendance(person, Note(_came(person))), spec.site)
        for site in self._session.site_order:
            count = len(self._session.sites[site].people)
            await self._note(NoteHeadCount(site, count), site)
        for number, (person, spec) in enumerate(self._everybody()):
            if number % 2:
                await self._note(NoteAttendance(person, Note(Attendance.LEFT)), spec.site)
        if closed:
            await self._do(CloseSession(), HOST)
        await self._flush()

    def _invited(self, people: int) -> Iterator[ImportRoster]:
        """As many at each point, in files of 500."""
        sites = [site for site in self._session.site_order if self._session.sites[site].spec.line]
        chunk: list[PersonSpec] = []
        for number in range(max(0, people - len(self._session.people))):
            site, place = sites[number % len(sites)], number // len(sites)
            person = PersonId(f"{site}.r{place:03}")
            name = f"Đại biểu mẫu {number:06} – {self._session.sites[site].spec.name}"
            fields = {"name": name, "post": f"Chức danh mẫu {place}"}
            row = PrivateRow(person, new_salt(), fields, owner=person)
            self._private.append(row)
            chunk.append(PersonSpec(person, site, row.as_ref().commitment))
            if len(chunk) == CHUNK:
                yield ImportRoster(tuple(chunk))
                chunk = []
        if chunk:
            yield ImportRoster(tuple(chunk))

    def _everybody(self) -> Iterator[tuple[PersonId, PersonSpec]]:
        return ((person, found.spec) for person, found in list(self._session.people.items()))

    async def _note(self, command: Command, site: SiteId) -> None:
        """As the point's agent reports it: a record with its place in the outbox."""
        seq = self._seqs[site] = self._seqs.get(site, 0) + 1
        source = Source(site, "laptop", seq, f"d{seq}", self._now, self._now, 0)
        await self._do(command, Actor(f"site-{site}", Role.SITE, frozenset((site,))), source)

    async def _do(self, command: Command, by: Actor, source: Source | None = None) -> None:
        self._now += STEP_MS
        stepped = meeting.step(self._session, Asked(command, by, source=source), self._now)
        assert stepped.outcome.accepted, (command, stepped.outcome)
        self._events.extend(stepped.recorded)
        if len(self._events) >= BATCH or len(self._private) >= BATCH:
            await self._flush()

    async def _flush(self) -> None:
        batch = Batch(self._session.id, tuple(self._events), tuple(self._private))
        await self._store.append(batch)
        self._events, self._private = [], []


def _came(person: PersonId) -> Attendance:
    """Nine in ten came; the state of a person is always the same."""
    return Attendance.ABSENT if hash_of(person) % 10 == 0 else Attendance.IN_PERSON


def hash_of(person: PersonId) -> int:
    """A number of the text that no process changes."""
    return sum(person.encode())


async def make(folder: Path, people: int = PEOPLE, *, closed: bool = True) -> SessionId:
    """The store in `folder`."""
    house = await House.open(folder)
    await house.establish(example(SECOND_CASE[0]))
    await house.close()
    store = await SqliteStore.open(folder)
    loaded = await store.load(SESSION)
    await Crowd(loaded.session, store).fill(people, closed=closed)
    await store.close()
    return SESSION


def main() -> None:
    """Make the store that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--open", action="store_true", help="leave the meeting open")
    given = parser.parse_args()
    asyncio.run(make(given.folder, given.people, closed=not given.open))


if __name__ == "__main__":
    main()

"""When a snapshot is kept, and that nobody waits for it."""

from __future__ import annotations

import asyncio

import pytest

from coordinator import snapshots
from coordinator.core.base import Recorded
from coordinator.core.session import PauseSession
from coordinator.core.state import Session
from coordinator.journal import slices
from coordinator.journal.memory import MemoryStore
from coordinator.ports import JournalUnavailable, Made, StorageFull
from coordinator.snapshots import Snapshots
from tests.support.playbook import Script, given
from tests.support.small_meeting import live

EVERY = 2


class Store(MemoryStore):
    """Remembers what was kept, and keeps it when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[type, int]] = []
        self.fault: Exception | None = None
        self.may = asyncio.Event()
        self.may.set()

    async def snapshot(self, state: Session | Made) -> None:
        await self.may.wait()
        if self.fault is not None:
            raise self.fault
        self.kept.append((type(state), state.rev))


@pytest.fixture
def great(monkeypatch: pytest.MonkeyPatch) -> Script:
    """A meeting whose people are too many for one go."""
    monkeypatch.setattr(snapshots, "PEOPLE_AT_ONCE", 2)
    return given(*live())


async def done(one: Snapshots, session: Session) -> int:
    """Turns until there is no more to encode."""
    turns = 1
    while await one.turned(session, EVERY):
        turns += 1
    await asyncio.sleep(0)
    return turns


async def test_a_small_state_is_kept_at_one_go() -> None:
    store, session = Store(), given(*live()).session
    one = Snapshots(store, session.rev - EVERY)
    assert await done(one, session) == 1
    assert store.kept == [(Session, session.rev)]
    assert await done(one, session) == 1
    assert len(store.kept) == 1, "nothing new has come"


async def test_a_great_state_is_encoded_between_turns(
    great: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, session = Store(), great.session
    one = Snapshots(store, session.rev - EVERY)
    monkeypatch.setattr(slices, "CHUNK", 1)
    monkeypatch.setattr(slices, "CHUNKS_AT_ONCE", 1)
    assert await done(one, session) == len(session.people) + 1
    assert store.kept == [(Made, session.rev)]


async def test_while_one_is_written_down_no_other_is_begun(great: Script) -> None:
    store, session = Store(), great.session
    one = Snapshots(store, 0)
    store.may.clear()
    await done(one, session)
    great.done(PauseSession())
    one.committed(great.journal[-1:])
    assert await one.turned(session, EVERY) is False
    store.may.set()
    await one.keep(session)
    assert [rev for _, rev in store.kept] == [session.rev - 1, session.rev]


async def test_a_commit_while_it_is_encoded_is_in_it(great: Script) -> None:
    class Slices:
        def __init__(self) -> None:
            self.told: list[Recorded] = []

        def touched(self, recorded: list[Recorded]) -> None:
            self.told += recorded

        def go_on(self, session: Session) -> bool:
            return bool(self.told)

        def finish(self, session: Session) -> Made:
            return Made(session.id, session.rev, (b"{}",))

    store, session, made = Store(), great.session, Slices()
    store.slices = lambda session: made  # type: ignore[assignment, misc, return-value]
    one = Snapshots(store, 0)
    assert await one.turned(session, EVERY) is True
    great.done(PauseSession())
    one.committed(great.journal[-1:])
    assert made.told == great.journal[-1:]
    assert await one.turned(session, EVERY) is False
    await one.keep(session)
    assert store.kept[0] == (Made, session.rev)


async def test_a_state_that_was_put_back_is_encoded_anew(great: Script) -> None:
    store, session = Store(), great.session
    one = Snapshots(store, 0)
    await one.turned(session, EVERY)
    one.begin_anew()
    one.committed(great.journal[-1:])
    await done(one, session)
    assert len(store.kept) == 1


async def test_a_full_disk_goes_without_and_a_broken_journal_is_told(great: Script) -> None:
    store, session = Store(), great.session
    one = Snapshots(store, 0)
    store.fault = StorageFull("full")
    await done(one, session)
    assert await one.turned(session, 99) is False
    store.fault = JournalUnavailable("gone")
    one = Snapshots(store, 0)
    await done(one, session)
    with pytest.raises(JournalUnavailable):
        await one.turned(session, 99)

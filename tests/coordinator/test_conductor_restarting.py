"""The loop at its ends: snapshots, what waits, restarts; and the personal texts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from coordinator import conductor as conducting
from coordinator.conductor import Conductor
from coordinator.core.attendance.commands import NoteAttendance, NoteHeadCount
from coordinator.core.attendance.facts import Note
from coordinator.core.base import ErasePerson
from coordinator.core.floor import commands as c
from coordinator.core.notices import SendNotice
from coordinator.core.people import PrivateRow
from coordinator.core.rollcall import OpenRollCall
from coordinator.core.session import CloseSession, CoordinatorRestarted, PauseSession, ResumeSession
from coordinator.core.sites import Interval
from coordinator.core.state import Session
from coordinator.journal.memory import MemoryStore
from coordinator.ports import StorageFull
from tests.support.clocks import StillClock
from tests.support.conducted import (
    ID,
    START,
    Diary,
    do,
    opened,
    prepared,
    running,
    seen,
    submission,
)
from tests.support.small_meeting import (
    CB,
    GL,
    HEAD,
    HOST,
    HOST_2,
    ORGANIZER,
    SALT,
    clock,
)
from tests.support.until import until_async
from wire.vocabulary import Attendance, Phase, SpeechKind

# --- snapshots, the end, the beginning ----------------------------------------------------------


class SnapshotStore(MemoryStore):
    """Counts snapshots, and may have no space for one."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[int] = []

    async def snapshot(self, session: Session) -> None:
        self.kept.append(session.rev)
        if self.full:
            raise StorageFull


async def test_a_snapshot_is_kept_now_and_then_and_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conducting, "SNAPSHOT_EVERY", 2)
    store = SnapshotStore()
    async with running(store) as one:
        for count in range(4):
            await do(one, NoteHeadCount(GL, count))
        store.full = True
    assert store.kept == [7, 9, 9]


async def test_what_waits_is_done_before_the_end() -> None:
    store = MemoryStore()
    await prepared(store)
    one = await opened(store, StillClock(START))
    one.finish()
    asker = asyncio.create_task(do(one, PauseSession()))
    question = asyncio.create_task(seen(one))
    await until_async(lambda: len(one._inbox) == 1, "it waits")
    await one.run()
    await one.stop()
    assert (await asker).outcome.accepted
    assert (await question).phase is Phase.PAUSED


async def restarted(store: MemoryStore, at: str, alive: str | None) -> Conductor:
    """The same store in a new process, that has recovered."""
    one = await opened(store, StillClock(clock(at)))
    await one.recover(clock(alive) if alive else None)
    return one


async def test_after_a_restart_the_outage_is_known_and_nobody_is_lost_before_the_grace() -> None:
    store, time = MemoryStore(), StillClock(START)
    async with running(store, time) as first:
        first.heard(GL)
        first.heard(CB)
        await do(first, OpenRollCall(60_000))
        await do(first, c.RequestFloor(GL, SpeechKind.INTERVENTION))
        await do(first, c.GiveFloor(c.EntryId("e1")))
    one = await restarted(store, "9:10", alive="9:00:30")
    session = one._session
    assert session.outages == [(clock("9:00:30"), clock("9:10"))]
    assert session.roll_calls[0].deadline_at == clock("9:10:30")
    assert session.floor.current == "e1"
    assert {session.sites[site].presence.value for site in (GL, CB)} == {"unknown"}
    time = one._clock  # type: ignore[assignment]  # the still one of this test
    task = asyncio.create_task(one.run())
    one.heard(GL)
    for _ in range(36):
        time.pass_ms(1_000)
        if time.now() < clock("9:10:30"):
            one.heard(GL)
        await seen(one)
    assert session.sites[GL].presence.value == "heard"
    assert session.sites[GL].intervals == [Interval(START)]
    assert session.sites[CB].intervals == [Interval(START, clock("9:10:35"))]
    assert session.roll_calls[0].closed_at == clock("9:10:30")
    one.finish()
    await task


async def test_of_a_closed_session_nothing_is_recorded_and_nobody_is_expected_back() -> None:
    store = MemoryStore()
    async with running(store) as first:
        first.heard(GL)
        await do(first, CloseSession())
        rev = first.head.rev
    one = await restarted(store, "9:10", alive=None)
    assert (one._session.rev, one._session.outages) == (rev, [])
    assert one._session.sites[GL].presence.value == "heard", "as when it was closed"
    assert one.watch.wake_at() is None


async def test_an_empty_session_has_nothing_to_recover() -> None:
    store = MemoryStore()
    one = await restarted(store, "9:00", alive="8:00")
    assert (one._session.rev, store.commits) == (0, 0)


# --- personal texts -----------------------------------------------------------------------------


def row(ref: str, owner: str | None, text: str = "Văn bản mẫu") -> PrivateRow:
    return PrivateRow(ref, SALT, {"text": text}, owner)


async def texts(one: Conductor) -> dict[str, Any]:
    return await one.ask(lambda session, people: dict(people.texts))


async def test_texts_are_kept_with_what_was_accepted_only() -> None:
    async with running() as one:
        kept, refused = row("t_1", None), row("t_2", None)
        await one.submit(submission(SendNotice((), kept.as_ref()), HOST, kept))
        await one.submit(submission(SendNotice((), refused.as_ref()), ORGANIZER, refused))
        assert {"t_1", "t_2"} & set(await texts(one)) == {"t_1"}


async def test_a_text_that_no_event_refers_to_is_not_kept() -> None:
    async with running() as one:
        noted = await one.submit(submission(ResumeSession(), HOST, row("t_1", None)))
        paused = await one.submit(submission(PauseSession(), HOST, row("t_2", None)))
        assert (noted.outcome.accepted, paused.outcome.accepted) == (True, True)
        assert (await seen(one)).rev == 7, "a command that changes nothing is on record, too"
        assert {"t_1", "t_2"} & set(await texts(one)) == set()


async def test_erasing_takes_the_texts_and_those_that_come_later() -> None:
    store = MemoryStore()
    async with running(store) as one:
        reason = row("t_1", HEAD)
        excused = NoteAttendance(HEAD, Note(Attendance.EXCUSED, reason=reason.as_ref()))
        await one.submit(submission(excused, HOST, reason))
        assert {HEAD, "t_1"} <= set(await texts(one))
        late = row("t_2", HEAD)
        again = NoteAttendance(HEAD, Note(Attendance.EXCUSED, reason=late.as_ref()))
        await asyncio.gather(
            one.submit(submission(again, HOST_2, late)), do(one, ErasePerson(HEAD), ORGANIZER)
        )
        await one.submit(submission(again, HOST_2, row("t_3", HEAD)))
        assert {HEAD, "t_1", "t_2", "t_3"} & set(await texts(one)) == set()
        assert (await seen(one)).people[HEAD].status is Attendance.EXCUSED
    assert HEAD not in (await store.load(ID)).people.texts


async def test_an_outage_is_shown_like_any_commit() -> None:
    store, diary = MemoryStore(), Diary()
    await prepared(store)
    one = await opened(store, StillClock(START))
    one.listeners.append(diary)
    await one.recover(None)
    assert diary.pages == [(6, 6, [CoordinatorRestarted.__name__])]

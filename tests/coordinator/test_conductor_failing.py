"""The loop when the world fails: a full disk, a broken one, a cut in the middle of a turn."""

from __future__ import annotations

import asyncio

import pytest

from coordinator import conductor as conducting
from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.core.floor import commands as c
from coordinator.core.rollcall import OpenRollCall
from coordinator.core.session import PauseSession
from coordinator.core.sites import Interval
from coordinator.journal.memory import MemoryStore
from coordinator.ports import JournalUnavailable
from tests.support.clocks import StillClock
from tests.support.conducted import (
    HERE,
    ID,
    START,
    Diary,
    GatedStore,
    do,
    opened,
    prepared,
    running,
    seen,
)
from tests.support.small_meeting import (
    GIA_LAI,
    GL,
    HEAD,
)
from tests.support.until import until_async
from wire.codes import Refusal
from wire.vocabulary import Attendance, Phase

# --- a full disk --------------------------------------------------------------------------------


async def test_a_full_disk_rolls_back_refuses_loudly_and_lets_the_host_through() -> None:
    store, diary = MemoryStore(), Diary()
    async with running(store) as one:
        one.listeners.append(diary)
        store.full = True
        one.heard(GL)
        site, host = await asyncio.gather(do(one, HERE, GIA_LAI), do(one, PauseSession()))
        assert (site.outcome.accepted, site.outcome.code) == (False, Refusal.STORAGE_LOW)
        assert host.outcome.accepted
        session = await seen(one)
        assert session.people[HEAD].status is Attendance.NOT_CALLED
        assert session.sites[GL].presence.value == "unknown"
        # While it is known to be full nothing is tried for others.
        low = await do(one, NoteHeadCount(GL, 3), GIA_LAI)
        assert low.outcome.code is Refusal.STORAGE_LOW
        assert (await do(one, c.SetListOpen(False))).outcome.accepted
    assert [words for _, _, words in diary.pages] == [["PhaseChanged"], ["ListOpenSet"]]


async def test_when_there_is_space_again_all_goes_on_and_no_flip_is_lost() -> None:
    store, time = MemoryStore(), StillClock(START)
    async with running(store, time) as one:
        store.full = True
        one.heard(GL)
        assert (await do(one, HERE, GIA_LAI)).outcome.code is Refusal.STORAGE_LOW
        store.full = False
        time.pass_ms(conducting.STORAGE_RETRY_MS)
        assert (await do(one, HERE, GIA_LAI)).outcome.accepted
        site = (await seen(one)).sites[GL]
        assert site.intervals == [Interval(START)]


async def test_without_a_reserve_the_host_is_told_as_well() -> None:
    store = MemoryStore()
    async with running(store) as one:
        store.full = store.reserve_full = True
        answer = await do(one, PauseSession())
        assert answer.outcome.code is Refusal.STORAGE_LOW
        assert (await seen(one)).phase is Phase.LIVE


async def test_a_full_disk_does_not_keep_the_loop_busy() -> None:
    store, time = MemoryStore(), StillClock(START)
    async with running(store, time) as one:
        await do(one, OpenRollCall(5_000))
        store.full = True
        time.pass_ms(5_000)
        assert (await do(one, HERE, GIA_LAI)).outcome.code is Refusal.STORAGE_LOW
        assert one._sleep_ms() == conducting.WAIT_MS_MAX


# --- a disk that fails --------------------------------------------------------------------------


async def test_a_failing_journal_ends_the_run_and_whoever_waits_is_told() -> None:
    store, time = GatedStore(), StillClock(START)
    await prepared(store)
    one = await opened(store, time)
    run = asyncio.create_task(one.run())
    store.gate.clear()
    taken = asyncio.create_task(do(one, PauseSession()))
    await until_async(lambda: one._taken != [], "the first is taken")
    later = [asyncio.create_task(do(one, HERE)), asyncio.create_task(seen(one))]
    await asyncio.sleep(0)
    store.failed = True
    store.gate.set()
    with pytest.raises(JournalUnavailable):
        await run
    for asker in (taken, *later):
        with pytest.raises(asyncio.CancelledError):
            await asker
    for late in (do(one, HERE), seen(one), one.ask_or_read(lambda session, _: session)):
        with pytest.raises(JournalUnavailable, match="ended"):
            await late
    store.failed = False
    await one.stop()
    assert (await store.head(ID)).rev == 5


async def test_a_run_that_is_cut_in_its_turn_trusts_its_state_no_more() -> None:
    store = GatedStore()
    await prepared(store)
    one = await opened(store, StillClock(START))
    run = asyncio.create_task(one.run())
    store.gate.clear()
    asker = asyncio.create_task(do(one, PauseSession()))
    await until_async(lambda: one._taken != [], "it is taken")
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    with pytest.raises(asyncio.CancelledError):
        await asker
    await one.stop()
    assert (await store.load(ID)).session.phase is Phase.LIVE

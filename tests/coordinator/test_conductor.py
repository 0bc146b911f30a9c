"""The loop: one commit per turn, answers after it, and time."""

from __future__ import annotations

import asyncio

import pytest

from coordinator import conductor as conducting
from coordinator import inbox
from coordinator.conductor import RECONNECT_WINDOW_MS, Answer, Submission
from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.core.base import Asked, Refused
from coordinator.core.rollcall import OpenRollCall
from coordinator.core.session import CloseSession, PauseSession, ReopenSession, StartSession
from coordinator.core.state import Session
from coordinator.journal.memory import MemoryStore
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
    CB,
    GIA_LAI,
    GL,
    HOST,
    ORGANIZER,
)
from tests.support.until import until_async
from wire.codes import Refusal
from wire.limits import LOST_AFTER_S
from wire.vocabulary import Phase

# --- one commit per turn ------------------------------------------------------------------------


async def test_all_that_waits_is_made_durable_at_once() -> None:
    store = MemoryStore()
    async with running(store) as one:
        counts = [do(one, NoteHeadCount(GL, count), GIA_LAI) for count in range(20)]
        answers = await asyncio.gather(*counts)
        assert store.commits == 1
        assert [answer.outcome.rev for answer in answers] == list(range(6, 26))
        assert one.head.rev == 25


async def test_an_answer_comes_after_the_commit_and_so_does_a_refusal() -> None:
    store = GatedStore()
    async with running(store) as one:
        store.gate.clear()
        answers = [
            asyncio.create_task(do(one, PauseSession())),
            asyncio.create_task(do(one, PauseSession(), ORGANIZER)),
            asyncio.create_task(seen(one)),
        ]
        done, _ = await asyncio.wait(answers, timeout=0.1)
        assert done == set()
        assert (await store.head(ID)).rev == 5
        store.gate.set()
        accepted, refused, session = await asyncio.gather(*answers)
        assert isinstance(accepted, Answer)
        assert accepted.outcome.accepted
        assert isinstance(refused, Answer)
        assert refused.outcome.code is Refusal.FORBIDDEN
        assert isinstance(session, Session)
        assert (await store.head(ID)).rev == session.rev == 7


async def test_listeners_are_shown_each_commit_before_the_next_step() -> None:
    store, diary = GatedStore(), Diary()
    async with running(store) as one:
        one.listeners.append(diary)
        store.gate.clear()
        first = asyncio.create_task(do(one, PauseSession()))
        await until_async(lambda: one._taken != [], "the first is taken")
        second = asyncio.create_task(do(one, NoteHeadCount(GL, 3)))
        await asyncio.sleep(0)
        store.gate.set()
        await asyncio.gather(first, second)
    assert diary.pages == [(6, 6, ["PhaseChanged"]), (7, 7, ["HeadCountNoted"])]


async def test_a_turn_without_events_commits_nothing() -> None:
    store, diary = MemoryStore(), Diary()
    async with running(store) as one:
        one.listeners.append(diary)
        await do(one, PauseSession(), HOST)
        again = Submission(Asked(PauseSession(), HOST, "c1"))
        answers = [await one.submit(again), await one.submit(again)]
        assert [answer.duplicate for answer in answers] == [False, True]
    assert store.commits == 2
    assert [words for _, _, words in diary.pages] == [["PhaseChanged"], ["CommandNoted"]]


async def test_those_who_conduct_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conducting, "BATCH_MAX", 2)
    store, diary = MemoryStore(), Diary()
    await prepared(store)
    one = await opened(store, StillClock(START))
    one.listeners.append(diary)
    waiting = [do(one, NoteHeadCount(GL, count), GIA_LAI) for count in range(3)]
    tasks = [asyncio.create_task(each) for each in (*waiting, do(one, PauseSession()))]
    await until_async(lambda: len(one._inbox) == 4, "all wait")
    one.finish()
    await one.stop()
    await asyncio.gather(*tasks)
    assert [words for _, _, words in diary.pages] == [
        ["PhaseChanged", "HeadCountNoted"],
        ["HeadCountNoted", "HeadCountNoted"],
    ]


async def test_a_full_inbox_is_busy_for_all_but_those_who_conduct(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inbox, "INBOX_MAX", 2)
    store = MemoryStore()
    await prepared(store)
    one = await opened(store, StillClock(START))
    tasks = [asyncio.create_task(do(one, NoteHeadCount(GL, n), GIA_LAI)) for n in range(2)]
    await until_async(lambda: len(one._inbox) == 2, "two wait")
    with pytest.raises(Refused) as refused:
        await do(one, HERE, GIA_LAI)
    assert refused.value.code is Refusal.BUSY
    tasks.append(asyncio.create_task(do(one, PauseSession())))
    await asyncio.sleep(0)
    await one.stop()
    assert all(answer.outcome.accepted for answer in await asyncio.gather(*tasks))


async def test_an_asker_who_has_gone_holds_up_nobody() -> None:
    store = GatedStore()
    async with running(store) as one:
        store.gate.clear()
        gone = asyncio.create_task(do(one, PauseSession()))
        question = asyncio.create_task(seen(one))
        await until_async(lambda: one._taken != [], "it is taken")
        gone.cancel()
        question.cancel()
        store.gate.set()
        assert (await seen(one)).phase is Phase.PAUSED


async def test_a_question_that_fails_is_the_askers_fault() -> None:
    async with running() as one:
        with pytest.raises(KeyError):
            await one.ask(lambda session, people: session.notices["none"])
        assert (await do(one, PauseSession())).outcome.accepted


async def test_without_a_loop_a_question_is_answered_at_once() -> None:
    store = MemoryStore()
    await prepared(store)
    one = await opened(store, StillClock(START))
    assert await one.ask_or_read(lambda session, people: session.rev) == 5
    async with running() as other:
        assert await other.ask_or_read(lambda session, people: session.rev) == 5
    assert one.now() == START


# --- time and the watch -------------------------------------------------------------------------


async def test_a_word_is_recorded_when_it_flips_and_silence_when_it_is_due() -> None:
    time, diary = StillClock(START), Diary()
    async with running(time=time) as one:
        one.listeners.append(diary)
        for _ in range(3):
            one.heard(GL)
            one.reported(GL, 20, 2, 0)
        await seen(one)
        for _ in range(30):
            time.pass_ms(1_000)
            await seen(one)
    words = [word for _, _, page in diary.pages for word in page]
    assert words == ["SiteHeard", "LineBandChanged", "LineBandChanged", "SiteWentQuiet"]


async def test_a_meeting_that_goes_on_hears_its_points_anew() -> None:
    time, diary = StillClock(START), Diary()
    async with running(time=time) as one:
        for site in (GL, CB):
            one.heard(site)
        await seen(one)
        await do(one, StartSession())
        await do(one, CloseSession())
        one.listeners.append(diary)
        time.pass_ms(60_000)
        await seen(one)
        assert not diary.pages, "the record of a meeting that is over stands still"
        await do(one, ReopenSession())
        await do(one, StartSession())
        one.heard(GL)
        await seen(one)
        time.pass_ms(LOST_AFTER_S * 1_000 + RECONNECT_WINDOW_MS)
        await seen(one)
    words = [word for _, _, page in diary.pages for word in page]
    assert words[:3] == ["PhaseChanged", "PhaseChanged", "SiteHeard"]
    assert words.count("SiteWentQuiet") == 2, "who was expected and did not speak, too"


async def test_deadlines_wake_the_loop_by_themselves() -> None:
    time, diary = StillClock(START), Diary()
    async with running(time=time) as one:
        one.listeners.append(diary)
        one.heard(GL)
        await do(one, OpenRollCall(5_000))
        time.pass_ms(5_000)
        await until_async(lambda: len(diary.pages) > 1, "the roll call has lapsed")
    assert diary.pages[-1][2] == ["RollCallClosed"]


async def test_after_a_stall_sockets_are_read_before_silence_is_judged() -> None:
    time = StillClock(START)
    async with running(time=time) as one:
        one.heard(GL)
        one.heard(CB)
        await seen(one)
        time.pass_ms(40_000)
        # The beat of Gia Lai sits in a socket while the loop stands still.
        asyncio.get_running_loop().call_later(0.01, one.heard, GL)
        session = await seen(one)
        states = [session.sites[site].presence.value for site in (GL, CB)]
        assert states == ["heard", "silent"]

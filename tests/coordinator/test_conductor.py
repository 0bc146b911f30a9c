"""The loop: one commit per turn, answers after it, and what happens when the world fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from coordinator import conductor as conducting
from coordinator import inbox
from coordinator.conductor import Answer, Conductor, Submission
from coordinator.core import meeting
from coordinator.core.attendance.facts import Note, NoteAttendance, NoteHeadCount
from coordinator.core.base import SYSTEM, Actor, Asked, Command, ErasePerson, Recorded, Refused
from coordinator.core.floor import commands as c
from coordinator.core.notices import SendNotice
from coordinator.core.people import People, PrivateRow
from coordinator.core.rollcall import OpenRollCall
from coordinator.core.session import CloseSession, CoordinatorRestarted, PauseSession, ResumeSession
from coordinator.core.sites import Interval
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Batch, Head, JournalUnavailable, StorageFull
from tests.support.clocks import StillClock
from tests.support.small_meeting import (
    CB,
    GIA_LAI,
    GL,
    HEAD,
    HOST,
    HOST_2,
    ORGANIZER,
    SALT,
    clock,
    live,
    people,
    row_of,
)
from tests.support.until import until_async
from wire.codes import Refusal
from wire.vocabulary import Attendance, Phase, SessionId, SpeechKind

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


async def test_of_a_closed_session_nobody_is_expected_back() -> None:
    store = MemoryStore()
    async with running(store) as first:
        first.heard(GL)
        await do(first, CloseSession())
    one = await restarted(store, "9:10", alive=None)
    assert one._session.outages == [(START, clock("9:10"))]
    assert one._session.sites[GL].presence.value == "unknown"
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

"""The thread: groups by nature, answers on the loop, long work that lets others through."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coordinator.journal.ballast import Ballast
from coordinator.journal.committer import Committer, Room
from coordinator.journal.writer import GROUP_MAX, Writer
from coordinator.ports import JournalUnavailable
from tests.support.failing_disk import FSYNC, FailingConnection, failing
from tests.support.until import until_async


class Opened:
    """A running writer, with its connection at hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db: FailingConnection
        self.writer = Writer(self.connect)

    def connect(self) -> Committer:
        self.db = failing(str(self.folder / "one.db"))
        return Committer(self.db, self.folder / "one.db-wal", Ballast(self.folder, 0))

    async def write(self, value: object) -> None:
        await self.writer.run(
            lambda db: db.execute("INSERT INTO kept VALUES (?)", (value,)), Room.COMMON
        )

    async def count(self) -> int:
        return await self.writer.run(
            lambda db: int(db.execute("SELECT count(*) FROM kept").fetchone()[0]), Room.NONE
        )


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    one = Opened(tmp_path)
    await one.writer.start()
    yield one
    await one.writer.close()


async def blocked(opened: Opened) -> tuple[threading.Event, asyncio.Future[bool]]:
    """Keep the thread busy, so that a group gathers, until the event is set."""
    begun, go = threading.Event(), threading.Event()

    def wait(db: sqlite3.Connection) -> bool:
        begun.set()
        return go.wait(30)

    waiting = asyncio.ensure_future(opened.writer.run(wait, Room.NONE))
    await asyncio.to_thread(begun.wait, 30)
    return go, waiting


async def test_what_waits_is_committed_once(opened: Opened) -> None:
    go, blocker = await blocked(opened)
    before = opened.writer.commits
    waiting = [asyncio.ensure_future(opened.write(number)) for number in range(500)]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(*waiting)
    assert opened.writer.commits - before == 2, "the blocker's, and one for all the others"
    assert await blocker
    assert await opened.count() == 500


async def test_a_group_has_a_bound(opened: Opened) -> None:
    go, blocker = await blocked(opened)
    waiting = [asyncio.ensure_future(opened.write(number)) for number in range(GROUP_MAX + 1)]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(blocker, *waiting)
    assert await opened.count() == GROUP_MAX + 1
    assert opened.writer.commits == 1 + 2 + 1, "the blocker's, two groups, the count"


async def test_answers_come_on_the_loop_in_order(opened: Opened) -> None:
    order: list[int] = []
    thread = threading.get_ident()

    async def write(number: int) -> None:
        await opened.write(number)
        assert threading.get_ident() == thread
        order.append(number)

    await asyncio.gather(*(write(number) for number in range(200)))
    assert order == list(range(200))


async def test_whoever_leaves_does_not_harm_the_others(opened: Opened) -> None:
    go, blocker = await blocked(opened)
    leaving = asyncio.ensure_future(opened.write("left"))
    staying = asyncio.ensure_future(opened.write("stayed"))
    await asyncio.sleep(0)
    leaving.cancel()
    go.set()
    await asyncio.gather(blocker, staying)
    assert await opened.count() == 2, "what was handed in is done all the same"


async def test_long_work_lets_others_through(opened: Opened) -> None:
    begun, seen = threading.Event(), []

    def long(db: sqlite3.Connection) -> str:
        begun.set()
        while not seen:
            opened.writer.serve_waiting()
        return "long"

    working = asyncio.ensure_future(opened.writer.run_alone(long))
    await asyncio.to_thread(begun.wait, 30)
    await opened.write("meanwhile")
    second = asyncio.ensure_future(opened.writer.run_alone(lambda db: "second"))
    await opened.write("another")
    assert not second.done(), "long work does not nest"
    seen.append(True)
    assert await working == "long"
    assert await second == "second"


async def test_long_work_that_fails_fails_alone(opened: Opened) -> None:
    def fail(db: sqlite3.Connection) -> None:
        raise OSError("no such folder")

    with pytest.raises(OSError, match="no such folder"):
        await opened.writer.run_alone(fail)
    await opened.write("on it goes")


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    before = threading.active_count()
    one = Opened(tmp_path)
    await one.writer.start()
    waiting = [asyncio.ensure_future(one.write(number)) for number in range(20)]
    await asyncio.sleep(0)
    await one.writer.close()
    assert all(done.done() and done.exception() is None for done in waiting)
    await one.writer.close()
    with pytest.raises(JournalUnavailable, match="closed"):
        await one.write("late")
    assert threading.active_count() <= before + 1, "the thread has ended; one helped to wait for it"


async def test_a_failed_store_can_still_be_closed(opened: Opened) -> None:
    opened.db.faults = {"COMMIT": FSYNC}
    with pytest.raises(JournalUnavailable, match="SQLITE_IOERR_FSYNC"):
        await opened.write("lost")
    await opened.writer.close()


async def test_a_store_that_cannot_open_says_why(tmp_path: Path) -> None:
    def refuse() -> Committer:
        raise JournalUnavailable("not ours")

    before = threading.active_count()
    writer = Writer(refuse)
    with pytest.raises(JournalUnavailable, match="not ours"):
        await writer.start()
    await until_async(lambda: threading.active_count() == before, "the thread has ended")

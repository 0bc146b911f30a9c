"""The thread that owns the outbox: takes what waits, does it in one transaction, syncs once.

A slow disk thus never holds up a beat. Whoever asks is answered only after the commit.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import structlog

from agents import erase, storage
from agents.outbox import Outbox

TAKEN_MAX = 500
STOP_S = 1.5

T = TypeVar("T")
log = structlog.get_logger()


@dataclass(slots=True)
class _Job:
    work: Callable[[Outbox], Any]
    answer: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None


class Keeper:
    """The only way to the outbox of a folder. `moved_to` names a damaged file moved aside."""

    def __init__(self, folder: Path, bytes_max: int = storage.OUTBOX_BYTES_MAX) -> None:
        self.folder, self._bytes_max = folder, bytes_max
        self.moved_to: Path | None = None
        self.low = self._unswept = False
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._opened: asyncio.Future[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._box: Outbox | None = None

    async def start(self) -> None:
        """Open the file. Raises OutboxInUse, OutboxTooNew, StorageLow."""
        self._loop = asyncio.get_running_loop()
        self._opened = self._loop.create_future()
        self._thread.start()
        await self._opened

    async def do(self, work: Callable[[Outbox], T]) -> T:
        """Do this in a transaction; returns after the commit.

        Raises StorageLow when the disk does not take it: then nothing of it was kept."""
        if not self._thread.is_alive():
            raise storage.StorageLow("the outbox is closed")
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._jobs.put(job)
        result: T = await job.answer
        return result

    async def forget(self, session: str, persons: list[str]) -> list[str]:
        """Erase these persons for good; returns those that had not been erased before."""
        fresh = await self.do(lambda box: erase.unknown(box, session, persons))
        if fresh:
            # Damaged files first: once the erasure is on record it is not begun again.
            await asyncio.to_thread(storage.drop_damaged, self.folder)
            await self.do(lambda box: erase.erase(box, session, fresh))
            self._unswept = True
        if self._unswept:
            await self.do(_sweep_log)
            self._unswept = False
        return fresh

    async def stop(self) -> None:
        """Finish what waits and close the file."""
        if self._thread.is_alive():
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join, STOP_S)

    # --- in the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        assert self._loop is not None
        assert self._opened is not None
        try:
            self._open()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._opened.set_exception, error)
            return
        self._loop.call_soon_threadsafe(self._opened.set_result, None)
        while (jobs := self._take()) is not None:
            self._turn(jobs)
            self._tell(jobs)
        if self._box is not None:
            self._box.db.close()

    def _there(self) -> Outbox | None:
        """The file, begun anew if it was damaged; None while the disk does not take a new one. The
        thread outlives that: whoever asks is told, and the next who asks may find room again."""
        if self._box is None:
            try:
                self._open()
            except Exception as error:
                self.low = True
                log.error("outbox not begun anew", error=str(error))
        return self._box

    def _open(self) -> None:
        opened = storage.open_outbox(self.folder, self._bytes_max)
        self.moved_to = opened.moved_to or self.moved_to
        erase.sweep(opened.db)
        self._box = Outbox(opened.db)

    def _take(self) -> list[_Job] | None:
        """What waits, at least one; None when it is time to close."""
        first = self._jobs.get()
        if first is None:
            return None
        jobs = [first]
        while len(jobs) < TAKEN_MAX:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs

    def _turn(self, jobs: list[_Job]) -> None:
        """All at once; if any of them fails, each by itself, so that none spoils another's."""
        plain = [job for job in jobs if job.work is not _sweep_log]
        if plain and not self._together(plain):
            for job in plain:
                self._alone(job)
        for job in jobs:
            if job.work is _sweep_log:
                self._sweep(job)

    def _together(self, jobs: list[_Job]) -> bool:
        if (box := self._there()) is None:
            return False
        db, before = box.db, box.db.total_changes
        try:
            db.execute("BEGIN IMMEDIATE")
            for job in jobs:
                job.result = job.work(box)
            db.execute("COMMIT")
        except Exception:
            _roll_back(db)
            return False
        self._committed(db, before)
        return True

    def _committed(self, db: sqlite3.Connection, before: int) -> None:
        """A disk that takes a change has room again; what only read has not tried it."""
        if db.total_changes > before:
            self.low = False

    def _alone(self, job: _Job) -> None:
        if (box := self._there()) is None:
            job.error = storage.StorageLow("the outbox could not be begun anew")
            return
        db, before = box.db, box.db.total_changes
        try:
            db.execute("BEGIN IMMEDIATE")
            job.result = job.work(box)
            db.execute("COMMIT")
        except sqlite3.Error as error:
            _roll_back(db)
            job.error = self._explained(box, error)
        except Exception as error:  # the asker's fault must not end the thread
            _roll_back(db)
            job.error = error
        else:
            self._committed(db, before)

    def _explained(self, box: Outbox, error: sqlite3.Error) -> Exception:
        """A damaged file is moved aside at once, and a new one begun."""
        if storage.is_unreadable(error):
            box.db.close()
            self._box = None
            self._put_aside()
            self._there()
        explained = storage.explain(error)
        if isinstance(explained, storage.StorageLow):
            self.low = True
            log.error("outbox not written", error=str(error))
        return explained

    def _put_aside(self) -> None:
        """What cannot be moved is found damaged again, and moved, when it is next opened."""
        try:
            self.moved_to = storage.move_aside(self.folder / storage.OUTBOX_FILE)
        except OSError as error:
            log.error("outbox damaged, not moved", error=str(error))
        else:
            log.error("outbox damaged, moved aside", file=self.moved_to.name)

    def _sweep(self, job: _Job) -> None:
        if (box := self._there()) is None:
            job.error = storage.StorageLow("the outbox could not be begun anew")
            return
        try:
            erase.sweep(box.db)
        except sqlite3.Error as error:
            job.error = storage.explain(error)

    def _tell(self, jobs: list[_Job]) -> None:
        assert self._loop is not None
        try:
            self._loop.call_soon_threadsafe(_answer, jobs)
        except RuntimeError:  # the loop has ended: nobody waits any more
            return


def _sweep_log(_: Outbox) -> None:
    """Stands for `erase.sweep`, which runs outside any transaction."""
    raise AssertionError("a sweep is no transaction")


def _roll_back(db: sqlite3.Connection) -> None:
    """SQLite may have rolled back by itself (a full disk)."""
    if db.in_transaction:
        db.execute("ROLLBACK")


def _answer(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.answer.done():
            continue
        if job.error is not None:
            job.answer.set_exception(job.error)
        else:
            job.answer.set_result(job.result)

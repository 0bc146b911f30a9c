"""The one thread that owns the one connection: takes all that waits, commits it once.

Natural group commit: no timer; while one commit is being fsynced the next group gathers. A full
disk rolls the group back and each job is tried by itself, so that one that fits, or that may use
the reserve, still succeeds. Any other failure of the disk ends the store for good: after a failed
fsync nobody knows what is on the disk, and trying again would only hide it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import groupby
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import structlog

from coordinator.journal.ballast import Ballast
from coordinator.ports import JournalUnavailable, StorageFull

GROUP_MAX = 2_000
WAL_BYTES = 4 * 1024 * 1024
WAL_BYTES_KEPT = 64 * 1024 * 1024

T = TypeVar("T")
_log = structlog.get_logger(__name__)


class Room(Enum):
    """What a job needs of the disk: nothing (it reads), common space, or the reserve if need be."""

    NONE = "none"
    COMMON = "common"
    RESERVE = "reserve"


@dataclass(slots=True)
class _Failed:
    error: Exception


@dataclass(slots=True)
class _Job:
    work: Callable[[sqlite3.Connection], Any]
    answer: asyncio.Future[Any]
    room: Room
    scrub: bool = False
    alone: bool = False
    outcome: Any = None


class Writer:
    """Owns the connection. All methods but `serve_waiting` are called on the event loop."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], wal: Path, ballast: Ballast):
        self.commits = 0
        self._connect, self._wal, self._ballast = connect, wal, ballast
        self._wal_bytes, self._scrub_due = WAL_BYTES, False
        self._queue: SimpleQueue[_Job] = SimpleQueue()
        self._deferred: deque[_Job] = deque()
        self._closed = self._ended = False
        self._dead: str | None = None
        self._db: sqlite3.Connection
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    async def start(self) -> None:
        """Open the file. Raises JournalUnavailable or OSError."""
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._thread.start()
        await self._opened

    async def run(
        self, work: Callable[[sqlite3.Connection], T], room: Room, *, scrub: bool = False
    ) -> T:
        """Do the work in a transaction that is durable when this returns. It may be done twice.

        `scrub`: also empty the write-ahead log, since what was deleted still stands in it.
        Raises StorageFull, JournalUnavailable, or what the work itself raised."""
        answer: asyncio.Future[T] = self._loop.create_future()
        self._submit(_Job(work, answer, room, scrub=scrub))
        return await answer

    async def run_alone(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the work outside any transaction (a backup)."""
        answer: asyncio.Future[T] = self._loop.create_future()
        self._submit(_Job(work, answer, Room.NONE, alone=True))
        return await answer

    async def close(self) -> None:
        """Finish what waits, empty the log into the file, and end the thread."""
        if not self._closed:
            last: asyncio.Future[None] = self._loop.create_future()
            self._submit(_Job(self._end, last, Room.NONE, alone=True))
            self._closed = True
            await last
        await asyncio.to_thread(self._thread.join)

    def _submit(self, job: _Job) -> None:
        if self._closed:
            raise JournalUnavailable("the store is closed")
        self._queue.put(job)

    # --- on the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._db = self._connect()
        except Exception as error:
            self._tell(partial(self._opened.set_exception, error))
            return
        self._tell(lambda: self._opened.set_result(None))
        while not self._ended:
            self._serve(self._deferred.popleft() if self._deferred else self._queue.get())

    def serve_waiting(self) -> None:
        """Between two steps of long work: commit what has queued meanwhile."""
        waiting = self._take([])
        self._deferred.extend(job for job in waiting if job.alone)
        jobs = [job for job in waiting if not job.alone]
        if jobs:
            self._together(jobs)

    def _serve(self, first: _Job) -> None:
        for alone, jobs in groupby(self._take([first]), key=lambda job: job.alone):
            if not alone:
                self._together(list(jobs))
                continue
            for job in jobs:
                job.outcome = self._outside(job)
                self._deliver([job])

    def _take(self, jobs: list[_Job]) -> list[_Job]:
        while len(jobs) < GROUP_MAX:
            try:
                jobs.append(self._queue.get_nowait())
            except Empty:
                break
        return jobs

    def _together(self, jobs: list[_Job]) -> None:
        allowed = [job for job in jobs if self._has_room(job)]
        try:
            self._transaction(allowed)
        except StorageFull:
            for job in allowed:
                self._by_itself(job)
        if self._scrub_due or any(job.scrub for job in jobs):
            self._checkpoint("TRUNCATE")
        self._deliver(jobs)
        self._checkpoint_if_due()

    def _has_room(self, job: _Job) -> bool:
        """Whether the job may be tried: while the reserve is out, the rest is the host's."""
        if self._ballast.spent and job.room is Room.COMMON and not self._ballast.refill():
            job.outcome = _Failed(StorageFull())
            return False
        return True

    def _by_itself(self, job: _Job) -> None:
        job.outcome = _Failed(StorageFull())
        if not self._has_room(job):
            return
        for _ in range(2):
            try:
                self._transaction([job])
                return
            except StorageFull:
                job.outcome = _Failed(StorageFull())
            if job.room is not Room.RESERVE or not self._ballast.release():
                return

    def _transaction(self, jobs: list[_Job]) -> None:
        """All jobs in one commit. Raises StorageFull, rolled back; a dead store fails them all."""
        if not jobs:
            return
        try:
            if self._dead is None:
                self._db.execute("BEGIN IMMEDIATE")
                for job in jobs:
                    job.outcome = self._tried(job)
                self._db.execute("COMMIT")
                self.commits += 1
        except sqlite3.Error as error:
            self._fault(error)
            self._roll_back()
            if self._dead is None:
                raise StorageFull from error
        if self._dead is not None:
            for job in jobs:
                job.outcome = _Failed(JournalUnavailable(self._dead))

    def _tried(self, job: _Job) -> Any:
        """One job within the transaction; its own mistake undoes its own work only."""
        self._db.execute("SAVEPOINT job")
        try:
            outcome = job.work(self._db)
        except Exception as error:
            if _is_of_the_disk(error):
                raise
            self._db.execute("ROLLBACK TO job")
            outcome = _Failed(error)
        self._db.execute("RELEASE job")
        return outcome

    def _outside(self, job: _Job) -> Any:
        try:
            return job.work(self._db)
        except Exception as error:
            return _Failed(error)

    def _roll_back(self) -> None:
        """SQLite may have rolled back by itself already."""
        try:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        except sqlite3.Error as error:
            self._die(error)

    def _fault(self, error: sqlite3.Error) -> None:
        if not is_full(error):
            self._die(error)

    def _die(self, error: sqlite3.Error) -> None:
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        self._dead = self._dead or f"the store failed and was stopped: {name}: {error}"
        _log.critical("journal_failed", error=str(error), code=name)

    def _checkpoint(self, mode: str) -> None:
        """Move the log into the file. A full disk only postpones it."""
        if self._dead is not None:
            return
        try:
            self._db.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        except sqlite3.Error as error:
            self._fault(error)
            self._scrub_due = self._scrub_due or mode == "TRUNCATE"
            return
        if mode == "TRUNCATE":
            self._scrub_due = False
            self._wal_bytes = WAL_BYTES

    def _checkpoint_if_due(self) -> None:
        """The log is written again from its start after a checkpoint and keeps its length, so it
        is due whenever the log has grown beyond that."""
        size = self._wal.stat().st_size if self._dead is None and self._wal.exists() else 0
        if size > self._wal_bytes:
            self._wal_bytes = size
            self._checkpoint("TRUNCATE" if size > WAL_BYTES_KEPT else "PASSIVE")

    def _end(self, db: sqlite3.Connection) -> None:
        self._checkpoint("TRUNCATE")
        db.close()
        self._ended = True

    def _deliver(self, jobs: Iterable[_Job]) -> None:
        self._tell(lambda: _answer(jobs))

    def _tell(self, say: Callable[[], object]) -> None:
        # A closed loop raises: nobody is left to be told.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(say)


def is_full(error: sqlite3.Error) -> bool:
    """Whether the disk was full; all other errors of the disk are for good."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL


def _is_of_the_disk(error: Exception) -> bool:
    """Not a mistake of the work itself, such as a value SQLite cannot hold."""
    return isinstance(error, (sqlite3.OperationalError, sqlite3.InternalError)) or (
        type(error) is sqlite3.DatabaseError
    )


def _answer(jobs: Iterable[_Job]) -> None:
    for job in jobs:
        if job.answer.done():
            continue
        if isinstance(job.outcome, _Failed):
            job.answer.set_exception(job.outcome.error)
        else:
            job.answer.set_result(job.outcome)

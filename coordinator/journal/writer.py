"""The one thread that owns the one connection: takes all that waits, commits it once.

Natural group commit: no timer; while one commit is being fsynced the next group gathers. What
becomes of a group is the committer's business.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from queue import Empty, SimpleQueue
from typing import TypeVar

from coordinator.journal.committer import Committer, Failed, Job, Room
from coordinator.ports import JournalUnavailable

GROUP_MAX = 2_000

T = TypeVar("T")


class Writer:
    """Made and used on the event loop; only `serve_waiting` is called by work on the thread."""

    def __init__(self, connect: Callable[[], Committer]) -> None:
        self._connect = connect
        self._committer: Committer
        self._queue: SimpleQueue[Job] = SimpleQueue()
        self._deferred: deque[Job] = deque()
        self._closed = self._ended = False
        self._loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    async def start(self) -> None:
        """Open the store on its thread. Raises whatever opening raises."""
        self._thread.start()
        await self._opened

    @property
    def commits(self) -> int:
        """Transactions committed so far."""
        return self._committer.commits

    async def run(
        self, work: Callable[[sqlite3.Connection], T], room: Room, *, scrub: bool = False
    ) -> T:
        """Do the work in a transaction that is durable when this returns. It may be done twice,
        the first time rolled back. `scrub`: what was deleted has also left the log by then.

        Raises StorageFull, JournalUnavailable, or what the work itself raised."""
        answer: asyncio.Future[T] = self._loop.create_future()
        self._submit(Job(work, answer, room, scrub=scrub))
        return await answer

    async def run_alone(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the work outside any transaction (a backup)."""
        answer: asyncio.Future[T] = self._loop.create_future()
        self._submit(Job(work, answer, Room.NONE, alone=True))
        return await answer

    async def close(self) -> None:
        """Finish what waits, empty the log into the file, and end the thread.

        After a failure of the disk the thread stays, and the connection with it, until the
        process ends: letting go of it would make SQLite write once more."""
        if self._closed:
            return
        last: asyncio.Future[None] = self._loop.create_future()
        self._submit(Job(self._end, last, Room.NONE, alone=True))
        self._closed = True
        with contextlib.suppress(JournalUnavailable):  # it was said when it failed
            await last
            await asyncio.to_thread(self._thread.join)

    def _submit(self, job: Job) -> None:
        if self._closed:
            raise JournalUnavailable("the store is closed")
        self._queue.put(job)

    # --- on the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._committer = self._connect()
        except Exception as error:
            self._tell(partial(self._opened.set_exception, error))
            return
        self._tell(partial(self._opened.set_result, None))
        while not self._ended:
            self._serve(self._deferred.popleft() if self._deferred else self._queue.get())

    def serve_waiting(self) -> None:
        """Between two steps of long work: commit what has queued meanwhile."""
        waiting = self._take([])
        self._deferred.extend(job for job in waiting if job.alone)
        jobs = [job for job in waiting if not job.alone]
        if jobs:
            self._commit(jobs)

    def _serve(self, first: Job) -> None:
        for alone, jobs in groupby(self._take([first]), key=lambda job: job.alone):
            if not alone:
                self._commit(list(jobs))
                continue
            for job in jobs:
                self._committer.do_alone(job)
                self._deliver([job])

    def _take(self, jobs: list[Job]) -> list[Job]:
        while len(jobs) < GROUP_MAX:
            try:
                jobs.append(self._queue.get_nowait())
            except Empty:
                break
        return jobs

    def _commit(self, jobs: list[Job]) -> None:
        self._committer.commit(jobs)
        self._deliver(jobs)
        self._committer.keep_log_short()

    def _end(self, _: sqlite3.Connection) -> None:
        self._committer.end()
        self._ended = True

    def _deliver(self, jobs: Iterable[Job]) -> None:
        self._tell(partial(_answer, jobs))

    def _tell(self, say: Callable[[], object]) -> None:
        # A closed loop raises: nobody is left to be told.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(say)


def _answer(jobs: Iterable[Job]) -> None:
    for job in jobs:
        if job.answer.done():
            continue  # whoever asked has gone
        if isinstance(job.outcome, Failed):
            job.answer.set_exception(job.outcome.error)
        else:
            job.answer.set_result(job.outcome)

"""What may happen to a group of jobs: committed at once, tried singly on a full disk, or refused
for good when the disk has failed. Runs on the writer's thread and knows nothing of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import structlog

from coordinator.journal.ballast import Ballast
from coordinator.journal.schema import empty_log, is_full
from coordinator.ports import JournalUnavailable, StorageFull

# The reserve must be several times as large: on a full disk the log's content needs room in the
# file before the log can be written again from its start.
WAL_BYTES = 4 * 1024 * 1024
WAL_BYTES_KEPT = 16 * 1024 * 1024

_PENDING = object()
_log = structlog.get_logger(__name__)


class Room(Enum):
    """What a job needs of the disk: nothing (it reads), common space, or the reserve if need be."""

    NONE = "none"
    COMMON = "common"
    RESERVE = "reserve"


@dataclass(slots=True)
class Failed:
    """The outcome of a job that raised."""

    error: Exception


@dataclass(slots=True)
class Job:
    """Work on the connection and who waits for it. `scrub`: empty the log before answering.
    `alone`: outside any transaction."""

    work: Callable[[sqlite3.Connection], Any]
    answer: asyncio.Future[Any]
    room: Room
    scrub: bool = False
    alone: bool = False
    outcome: Any = _PENDING


class Committer:
    """Does jobs on one connection and fills in their outcomes; never raises."""

    def __init__(
        self, db: sqlite3.Connection, wal: Path, ballast: Ballast, wal_bytes: int = WAL_BYTES
    ) -> None:
        self.commits = 0
        self._db, self._wal, self._ballast = db, wal, ballast
        self._wal_bytes = self._wal_bytes_least = wal_bytes
        self._scrub_due = False
        self._dead: str | None = None

    def commit(self, jobs: Sequence[Job]) -> None:
        """One transaction for all. If that fails each is tried by itself, so that the mistake of
        one harms no other, and on a full disk one that fits, or may use the reserve, succeeds."""
        try:
            self._commit(jobs)
            if self._scrub_due or any(job.scrub for job in jobs):
                self._empty_log()
        except Exception as error:  # whatever it is, nobody may wait for an answer for ever
            self._die(error)
        for job in jobs:
            if job.outcome is _PENDING:
                job.outcome = Failed(JournalUnavailable(self._dead))

    def do_alone(self, job: Job) -> None:
        """Work that makes its own terms with the connection, such as a backup."""
        if self._dead is not None:
            job.outcome = Failed(JournalUnavailable(self._dead))
            return
        try:
            job.outcome = job.work(self._db)
        except Exception as error:
            job.outcome = Failed(error)

    def keep_log_short(self) -> None:
        """Checkpoint when it is due. The log is written again from its start after a checkpoint
        and keeps its length, so it is due whenever the log has grown beyond that."""
        try:
            size = self._wal.stat().st_size if self._dead is None else 0
            if size > WAL_BYTES_KEPT:
                self._empty_log()
            elif size > self._wal_bytes:
                self._wal_bytes = size
                self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except Exception as error:
            if not (isinstance(error, sqlite3.Error) and is_full(error)):
                self._die(error)

    def end(self) -> None:
        """Empty the log into the file and close. Raises JournalUnavailable if that fails, and the
        connection is then still open."""
        try:
            self._empty_log()
            self._db.close()
        except sqlite3.Error as error:
            self._die(error)
            raise JournalUnavailable(self._dead) from error

    def _commit(self, jobs: Sequence[Job]) -> None:
        allowed = [job for job in jobs if self._has_room(job)]
        try:
            self._transaction(allowed)
        except Exception:  # one of them is to blame; by itself it will show which
            for job in allowed:
                self._by_itself(job)

    def _has_room(self, job: Job) -> bool:
        """Whether the job may be tried: while the reserve is out, the rest is the host's."""
        if self._ballast.spent and job.room is Room.COMMON and not self._ballast.refill():
            job.outcome = Failed(StorageFull("the rest of the disk is kept for the host"))
            return False
        return True

    def _by_itself(self, job: Job) -> None:
        while self._has_room(job):
            try:
                self._transaction([job])
                return
            except StorageFull as full:
                if job.room is not Room.RESERVE or not self._ballast.release():
                    job.outcome = Failed(full)
                    return
            except Exception as error:
                job.outcome = Failed(error)
                return

    def _transaction(self, jobs: Sequence[Job]) -> None:
        """All jobs in one commit, or none: then it raises StorageFull, or what a job raised. A
        store that has failed leaves them pending."""
        if not jobs or self._dead is not None:
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            outcomes = [job.work(self._db) for job in jobs]
            self._db.execute("COMMIT")
        except Exception as error:
            full = isinstance(error, sqlite3.Error) and is_full(error)
            if _is_of_the_disk(error) and not full:
                self._die(error)
                return
            # SQLite may have rolled back by itself already.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if full:
                raise StorageFull("the disk is full") from error
            raise
        self.commits += 1
        for job, outcome in zip(jobs, outcomes, strict=True):
            job.outcome = outcome

    def _empty_log(self) -> None:
        """On a full disk it is only put off."""
        if self._dead is not None:
            return
        self._scrub_due = True
        with contextlib.suppress(StorageFull):
            empty_log(self._db)
            self._scrub_due, self._wal_bytes = False, self._wal_bytes_least

    def _die(self, error: Exception) -> None:
        """No more is written: what the disk holds is only known again after a restart."""
        if self._dead is None:
            name = getattr(error, "sqlite_errorname", type(error).__name__)
            self._dead = f"the store failed and was stopped: {name}: {error}"
            _log.critical("journal_failed", error=str(error), code=name)


def _is_of_the_disk(error: Exception) -> bool:
    """Not a mistake of the work itself, such as a value SQLite cannot hold."""
    return isinstance(error, (sqlite3.OperationalError, sqlite3.InternalError)) or (
        type(error) is sqlite3.DatabaseError
    )

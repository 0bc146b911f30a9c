"""What a life of `tests.support.warm` may bring along: traps that end it at an exact place, and
faults that a check must find, or it checks nothing.

The program is the real one; each of these stands around one of its doors.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

from coordinator.conductor import Conductor
from coordinator.console import summaries
from coordinator.core.state import Session
from coordinator.journal import ledger
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import Batch, Head

TRAP = "trap"
# Where a life may end: before anything is written; when all is written and not committed; when it
# is on disk and nobody knows.
BEFORE_JOURNAL, BEFORE_COMMIT, AFTER_JOURNAL = "before_journal", "before_commit", "after_journal"

STALE_S, LATE_S = 0.05, 0.1


def plant(data: Path, fault: str) -> None:
    """Set the traps, and the fault if one is named. Called once in a process of its own."""
    _set_traps(data / TRAP)
    if fault:
        FAULTS[fault]()


def _set_traps(trap: Path) -> None:
    """Around the store's one way to the disk stands who may pull the plug."""
    append, write = SqliteStore.append, ledger.append

    def is_set(batch: Batch, place: str) -> bool:
        asked = any(one.command_id is not None for one in batch.events)
        return asked and trap.exists() and trap.read_text() == place

    async def appended(self: SqliteStore, batch: Batch, *, reserve: bool = False) -> Head:
        if is_set(batch, BEFORE_JOURNAL):
            _die()
        head = await append(self, batch, reserve=reserve)
        if is_set(batch, AFTER_JOURNAL):
            _die()
        return head

    def written(db: Any, batch: Batch) -> Head:
        head = write(db, batch)
        if is_set(batch, BEFORE_COMMIT):
            _die()
        return head

    SqliteStore.append = appended  # type: ignore[method-assign]  # meant
    ledger.append = written


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _answers_before_the_disk_has_it() -> None:
    append, snapshot = SqliteStore.append, SqliteStore.snapshot
    written: dict[str, asyncio.Task[Any]] = {}

    async def later(before: asyncio.Task[Any] | None, self: SqliteStore, batch: Batch) -> None:
        await asyncio.to_thread(threading.Event().wait, LATE_S)
        if before is not None:
            await before
        await append(self, batch)

    async def appended(self: SqliteStore, batch: Batch, *, reserve: bool = False) -> Head:
        work = later(written.get(batch.session), self, batch)
        written[batch.session] = asyncio.create_task(work)
        return Head(batch.events[-1].rev, "")

    async def kept(self: SqliteStore, session: Session) -> None:
        await written[session.id]
        await snapshot(self, session)

    SqliteStore.append = appended  # type: ignore[method-assign]  # meant
    SqliteStore.snapshot = kept  # type: ignore[method-assign]  # meant


def _forgets_what_it_did() -> None:
    recover = Conductor.recover

    async def recovered(self: Conductor, alive_at: int | None) -> None:
        await recover(self, alive_at)
        self._session.outcomes.clear()

    Conductor.recover = recovered  # type: ignore[method-assign]  # meant


def _shows_an_old_list() -> None:
    floor = summaries.floor
    kept: dict[str, tuple[float, Any]] = {}

    def shown(session: Session, *others: Any, **named: Any) -> Any:
        at, old = kept.get(session.id, (0.0, None))
        if time.monotonic() - at < STALE_S:
            return old
        kept[session.id] = (time.monotonic(), floor(session, *others, **named))
        return kept[session.id][1]

    summaries.floor = shown


FAULTS = {
    "answers before the disk has it": _answers_before_the_disk_has_it,
    "forgets what it did": _forgets_what_it_did,
    "shows an old list": _shows_an_old_list,
}

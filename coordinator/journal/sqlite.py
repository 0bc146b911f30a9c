"""The embedded store: journal, people, registry and minutes in one SQLite file.

The folder holds `diemcau.db` (with its log), `erased.jsonl`, `diemcau.lock`, `diemcau.holder` and
`ballast`. It must be on a local disk that honours a flush; network file systems do not.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog

from coordinator.core.base import Recorded
from coordinator.core.people import PrivateRow
from coordinator.core.state import Session
from coordinator.core.watch import MinuteSum
from coordinator.journal import (
    backup,
    erasures,
    handouts,
    ledger,
    notes,
    registry,
    schema,
    standing,
    states,
)
from coordinator.journal.ballast import Ballast
from coordinator.journal.committer import Committer, Room
from coordinator.journal.lock import StoreLock
from coordinator.journal.replay import Replay, read, snapshot_of
from coordinator.journal.slices import StateSlices, at_once
from coordinator.journal.writer import Writer
from coordinator.ports import (
    Batch,
    Contradiction,
    Grant,
    Handout,
    Head,
    JournalUnavailable,
    Loaded,
    Made,
    StandingRoster,
    StorageFull,
)
from wire.vocabulary import SessionId, SiteId

BALLAST_BYTES = 64 * 1024 * 1024
PAGE_ROWS = 2_000

T = TypeVar("T")
_log = structlog.get_logger(__name__)


class SqliteStore:
    """Journal and registry of one folder. Open with `SqliteStore.open`, end with `close`."""

    def __init__(self, folder: Path, lock: StoreLock, writer: Writer, ballast: Ballast) -> None:
        self._folder, self._lock, self._writer, self._ballast = folder, lock, writer, ballast

    @classmethod
    async def open(cls, folder: Path, *, ballast_bytes: int = BALLAST_BYTES) -> SqliteStore:
        """Open the store in a folder, made if need be. `ballast_bytes` are kept for the host.

        Raises StoreLocked, JournalUnavailable (not our file, damaged, newer) or OSError."""
        lock = await asyncio.to_thread(_locked, folder)
        try:
            ballast = await asyncio.to_thread(Ballast, folder, ballast_bytes)
            writer = Writer(partial(_connect, folder, ballast))
            await writer.start()
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock, writer, ballast)

    async def close(self) -> None:
        """Finish what waits and let the next process in."""
        await self._writer.close()
        self._lock.release()

    @property
    def commits(self) -> int:
        """How many transactions were committed since the opening."""
        return self._writer.commits

    @property
    def reserve_spent(self) -> bool:
        """Whether the disk is so full that only the host's commands are still taken."""
        return self._ballast.spent

    # --- journal --------------------------------------------------------------------------------

    async def append(self, batch: Batch, *, reserve: bool = False) -> Head:
        """See `Journal.append`. The first revision must follow the head, or AssertionError."""
        room = Room.RESERVE if reserve else Room.COMMON
        work = partial(ledger.append, batch=batch)
        head = await self._writer.run(work, room, scrub=bool(batch.erased))
        if batch.erased:
            await asyncio.to_thread(erasures.note, self._folder, batch.session, batch.erased)
        return head

    async def load(self, session: SessionId) -> Loaded:
        head, people, (snapshots, links) = await self._read(
            lambda db: (
                ledger.head(db, session),
                ledger.people(db, session),
                states.kept(db, session),
            )
        )
        replay = await asyncio.to_thread(Replay, session, snapshots, links, head)
        after = 0
        while rows := await self._read(
            partial(ledger.rows, session=session, after=after, limit=PAGE_ROWS)
        ):
            await asyncio.to_thread(replay.feed, rows)
            after = rows[-1].rev
        return replay.finish(people)

    async def sessions(self) -> list[SessionId]:
        return await self._read(ledger.sessions)

    async def events(self, session: SessionId, after: int, limit: int) -> list[Recorded]:
        rows = await self._read(partial(ledger.rows, session=session, after=after, limit=limit))
        return [read(session, row) for row in rows]

    async def stored(self, session: SessionId, after: int, limit: int) -> list[bytes]:
        return await self._read(partial(notes.stored, session=session, after=after, limit=limit))

    async def texts(self, session: SessionId, after: str, limit: int) -> list[PrivateRow]:
        return await self._read(partial(notes.texts, session=session, after=after, limit=limit))

    async def texts_of(self, session: SessionId, refs: Sequence[str]) -> list[PrivateRow]:
        return await self._read(partial(notes.texts_of, session=session, refs=refs))

    async def keep_checkpoint(self, session: SessionId, size: int, note: str) -> None:
        work = partial(notes.keep_checkpoint, session=session, size=size, note=note)
        await self._unless_full(work, "checkpoint")

    async def checkpoint(self, session: SessionId) -> str | None:
        return await self._read(partial(notes.checkpoint, session=session))

    async def keep_contradiction(self, session: SessionId, found: Contradiction) -> None:
        work = partial(notes.keep_contradiction, session=session, found=found)
        await self._unless_full(work, "contradiction")

    async def contradictions(self, session: SessionId) -> list[Contradiction]:
        return await self._read(partial(notes.contradictions, session=session))

    async def head(self, session: SessionId) -> Head:
        return await self._read(partial(ledger.head, session=session))

    def slices(self, session: Session) -> StateSlices:
        return StateSlices(session)

    async def snapshot(self, state: Session | Made) -> None:
        """Keep the state at its revision. It only saves time at the next start: without room on
        the disk it is left out."""
        if not state.rev:
            return  # nothing recorded yet: there is nothing to save
        made = state if isinstance(state, Made) else at_once(state)
        link = await self._read(partial(states.link_at, session=made.session, rev=made.rev))
        assert link is not None, "a snapshot is of what was recorded"
        snapshot = await asyncio.to_thread(snapshot_of, made, link)
        try:
            await states.keep(self._common, made.session, snapshot)
        except StorageFull:
            _log.warning("left_out_storage_full", what="snapshot")

    async def mark_alive(self, at: int) -> None:
        """Move the liveness mark; without room on the disk it stays, and an outage looks longer."""
        await self._unless_full(partial(ledger.mark_alive, at=at), "liveness_mark")

    async def alive_at(self) -> int | None:
        return await self._read(ledger.alive_at)

    async def keep_minutes(self, session: SessionId, sums: Sequence[MinuteSum]) -> None:
        """Add the sums to their minutes; without room on the disk they are left out."""
        work = partial(ledger.keep_minutes, session=session, sums=sums)
        await self._unless_full(work, "minutes")

    async def minutes(self, session: SessionId, site: SiteId) -> list[MinuteSum]:
        return await self._read(partial(ledger.minutes, session=session, site=site))

    async def backup(self, target: Path) -> None:
        """See `coordinator.journal.backup.copy`. Raises StorageFull or OSError."""
        between = self._writer.serve_waiting
        await self._writer.run_alone(partial(backup.copy, target=target, between=between))

    # --- registry -------------------------------------------------------------------------------
    # A host must be able to sign in on a full disk: these few bytes may come from the reserve.

    async def add_grant(self, grant: Grant, secret_hash: str) -> None:
        await self._register(partial(registry.add_grant, grant=grant, secret_hash=secret_hash))

    async def grant(self, secret_hash: str) -> Grant | None:
        return await self._read(partial(registry.grant, secret_hash=secret_hash))

    async def grants(self, session: SessionId | None) -> list[Grant]:
        """Those of one session, or all; revoked ones too; oldest first."""
        return await self._read(partial(registry.grants, session=session))

    async def revoke(self, grant_id: str, at: int) -> None:
        await self._register(partial(registry.revoke, grant_id=grant_id, at=at))

    async def sign_in(self, cookie_hash: str, grant_id: str, expires_at: int) -> None:
        await self._register(
            partial(
                registry.sign_in, cookie_hash=cookie_hash, grant_id=grant_id, expires_at=expires_at
            )
        )

    async def signed_in(self, cookie_hash: str, now: int) -> list[Grant]:
        return await self._read(partial(registry.signed_in, cookie_hash=cookie_hash, now=now))

    async def sign_out(self, cookie_hash: str) -> None:
        await self._register(partial(registry.sign_out, cookie_hash=cookie_hash))

    async def keep_standing(self, roster: StandingRoster) -> None:
        await self._writer.run(partial(standing.keep, roster=roster), Room.COMMON)

    async def drop_standing(self, roster_id: str) -> None:
        await self._writer.run(partial(standing.drop, roster_id=roster_id), Room.COMMON)

    async def standing(self) -> list[StandingRoster]:
        return await self._read(standing.rosters)

    async def set_series(self, session: SessionId, name: str) -> None:
        work = partial(standing.set_series, session=session, name=name)
        await self._writer.run(work, Room.COMMON)

    async def series(self) -> dict[SessionId, str]:
        return await self._read(standing.series)

    async def remember_places(self, session: SessionId, sites: Mapping[str, SiteId]) -> None:
        work = partial(standing.remember_places, session=session, sites=sites)
        await self._writer.run(work, Room.COMMON)

    async def places_remembered(self, session: SessionId) -> dict[str, SiteId]:
        return await self._read(partial(standing.places_remembered, session=session))

    async def keep_handout(self, handout: Handout) -> None:
        await self._register(partial(handouts.keep, handout=handout))

    async def handouts(self, session: SessionId, limit: int) -> list[Handout]:
        return await self._read(partial(handouts.of_session, session=session, limit=limit))

    # --- how ------------------------------------------------------------------------------------

    async def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._writer.run(work, Room.NONE)

    async def _register(self, work: Callable[[sqlite3.Connection], None]) -> None:
        await self._writer.run(work, Room.RESERVE)

    async def _common(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._writer.run(work, Room.COMMON)

    async def _unless_full(self, work: Callable[[sqlite3.Connection], None], what: str) -> None:
        try:
            await self._writer.run(work, Room.COMMON)
        except StorageFull:
            _log.warning("left_out_storage_full", what=what)


def _connect(folder: Path, ballast: Ballast) -> Committer:
    """The open file with every erasure done that was ever promised. Called on the thread."""
    path = folder / schema.FILE_NAME
    db = schema.connect(path)
    try:
        erasures.reconcile(db, folder)
    except sqlite3.Error as error:
        db.close()
        raise JournalUnavailable(f"cannot open {path}: {error}") from error
    return Committer(db, path.with_name(path.name + "-wal"), ballast)


def _locked(folder: Path) -> StoreLock:
    """The folder, private when it is ours to make, and its lock."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o700)
        with contextlib.suppress(PermissionError):  # a parent that may be entered, not read
            schema.sync_folder(folder.parent)
    return StoreLock(folder)

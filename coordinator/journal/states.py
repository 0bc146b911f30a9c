"""Snapshots as they are stored: the head of one in its row, the rest in pieces, each written and
dropped in a commit of its own. The state of 230,000 people packs to 20 MB, and no command may wait
until all of that is on disk, nor until an older one is overwritten.

A snapshot counts once its row is there. Pieces without a row are left over from one that was cut,
and go with the next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from coordinator.journal.replay import Snapshot
from wire.vocabulary import SessionId

KEPT = 2
PIECE_BYTES = 512 * 1024

T = TypeVar("T")


class Do(Protocol):
    """Does a piece of work in a transaction that is durable when this returns."""

    async def __call__(self, work: Callable[[sqlite3.Connection], T], /) -> T: ...


async def keep(do: Do, session: SessionId, snapshot: Snapshot) -> None:
    """Keep it, and the one before in case its bytes rot; older ones go. Raises StorageFull."""
    data = snapshot.data
    places = range(1, -(-len(data) // PIECE_BYTES))
    for place in places:
        piece = data[place * PIECE_BYTES : (place + 1) * PIECE_BYTES]
        await do(partial(_keep_piece, at=(session, snapshot.rev, place), piece=piece))
    await do(partial(_keep_head, session=session, snapshot=snapshot, pieces=len(places)))
    while await do(partial(_drop_piece, session=session)):
        pass


def _keep_piece(db: sqlite3.Connection, at: tuple[SessionId, int, int], piece: bytes) -> None:
    db.execute("INSERT OR REPLACE INTO snapshot_pieces VALUES (?, ?, ?, ?)", (*at, piece))


def _keep_head(db: sqlite3.Connection, session: SessionId, snapshot: Snapshot, pieces: int) -> None:
    head = snapshot.data[:PIECE_BYTES]
    about = (snapshot.rev, snapshot.link, snapshot.fold, snapshot.digest)
    db.execute(
        "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?)", (session, *about, head)
    )
    db.execute(
        "DELETE FROM snapshot_pieces WHERE session = ? AND rev = ? AND place > ?",
        (session, snapshot.rev, pieces),
    )
    db.execute(
        "DELETE FROM snapshots WHERE session = ?1 AND rev NOT IN"
        " (SELECT rev FROM snapshots WHERE session = ?1 ORDER BY rev DESC LIMIT ?2)",
        (session, KEPT),
    )


def _drop_piece(db: sqlite3.Connection, session: SessionId) -> bool:
    """Drop one that belongs to no snapshot any more; whether there was one."""
    dropped = db.execute(
        "DELETE FROM snapshot_pieces WHERE rowid = (SELECT rowid FROM snapshot_pieces"
        " WHERE session = ?1 AND rev NOT IN (SELECT rev FROM snapshots WHERE session = ?1)"
        " LIMIT 1)",
        (session,),
    )
    return dropped.rowcount > 0


def kept(db: sqlite3.Connection, session: SessionId) -> tuple[list[Snapshot], dict[int, str]]:
    """The kept snapshots, newest first, and the stored links of the chain at their revisions."""
    found = db.execute(
        "SELECT s.rev, s.link, s.fold, s.digest, s.bytes, e.link FROM snapshots s"
        " JOIN events e USING (session, rev) WHERE session = ? ORDER BY rev DESC",
        (session,),
    ).fetchall()
    whole = [
        Snapshot(rev, link, fold, digest, head + _rest(db, session, rev))
        for rev, link, fold, digest, head, _ in found
    ]
    return whole, {row[0]: row[5] for row in found}


def _rest(db: sqlite3.Connection, session: SessionId, rev: int) -> bytes:
    pieces = db.execute(
        "SELECT bytes FROM snapshot_pieces WHERE session = ? AND rev = ? ORDER BY place",
        (session, rev),
    )
    return b"".join(row[0] for row in pieces)


def link_at(db: sqlite3.Connection, session: SessionId, rev: int) -> str | None:
    """The stored link of the chain at a revision."""
    row = db.execute(
        "SELECT link FROM events WHERE session = ? AND rev = ?", (session, rev)
    ).fetchone()
    return row[0] if row else None

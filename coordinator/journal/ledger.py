"""The sessions' tables as plain statements: each function runs inside the writer's transaction.

They may run twice, when the disk was full the first time, and so keep nothing outside the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from coordinator.core.people import People, PrivateRow
from coordinator.core.watch import MinuteSum
from coordinator.journal import codec
from coordinator.journal.replay import EMPTY, Row, link
from coordinator.ports import Batch, Head
from wire.vocabulary import SessionId, SiteId


def head(db: sqlite3.Connection, session: SessionId) -> Head:
    row = db.execute("SELECT rev, link FROM heads WHERE session = ?", (session,)).fetchone()
    return Head(*row) if row else EMPTY


def append(db: sqlite3.Connection, batch: Batch) -> Head:
    """Write a batch; its first revision must follow the head."""
    at = head(db, batch.session)
    rows = []
    for recorded in batch.events:
        assert recorded.rev == at.rev + 1, f"revision {recorded.rev} after {at.rev}"
        data = codec.encode(recorded)
        at = Head(recorded.rev, link(at.link, data))
        rows.append((batch.session, at.rev, at.link, data))
    db.executemany("INSERT INTO events VALUES (?, ?, ?, ?)", rows)
    if rows:
        db.execute(
            "INSERT OR REPLACE INTO heads VALUES (?, ?, ?)", (batch.session, at.rev, at.link)
        )
    if batch.erased:
        erase(db, batch.session, batch.erased)
    if batch.private:
        keep(db, batch.session, batch.private)
    return at


def keep(db: sqlite3.Connection, session: SessionId, rows: Sequence[PrivateRow]) -> None:
    """Keep personal texts, but never one that was erased, nor one of an erased person."""
    db.executemany(
        "INSERT OR REPLACE INTO people SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS"
        " (SELECT 1 FROM tombstones WHERE session = ?1 AND ref IN (?2, ?4))",
        [(session, row.ref, row.salt, row.owner, _fields(row)) for row in rows],
    )


def _fields(row: PrivateRow) -> str:
    return json.dumps(dict(row.fields), ensure_ascii=False, sort_keys=True)


def erase(db: sqlite3.Connection, session: SessionId, refs: Sequence[str]) -> None:
    """Remove texts, and those that speak of the same persons, and set their tombstones.

    The table is written anew: pages that SQLite has split keep stale copies of rows in their
    unused part, which `secure_delete` does not reach; pages given back are zeroed whole."""
    pairs = [(session, ref) for ref in refs]
    db.executemany("INSERT OR IGNORE INTO tombstones VALUES (?, ?)", pairs)
    db.executemany("DELETE FROM people WHERE session = ?1 AND (ref = ?2 OR owner = ?2)", pairs)
    db.execute("CREATE TEMP TABLE kept AS SELECT * FROM people ORDER BY session, ref")
    db.execute("DELETE FROM people")
    db.execute("INSERT INTO people SELECT * FROM kept")
    db.execute("DROP TABLE kept")


def people(db: sqlite3.Connection, session: SessionId) -> People:
    rows = db.execute("SELECT ref, fields FROM people WHERE session = ?", (session,))
    return People({ref: json.loads(fields) for ref, fields in rows})


def rows(db: sqlite3.Connection, session: SessionId, after: int, limit: int) -> list[Row]:
    # Whoever edits a row may leave text where bytes were; the chain shall tell, not a TypeError.
    found = db.execute(
        "SELECT rev, link, CAST(bytes AS BLOB) FROM events"
        " WHERE session = ? AND rev > ? ORDER BY rev LIMIT ?",
        (session, after, limit),
    )
    return [Row(*row) for row in found]


def sessions(db: sqlite3.Connection) -> list[SessionId]:
    return [SessionId(row[0]) for row in db.execute("SELECT session FROM heads ORDER BY session")]


def mark_alive(db: sqlite3.Connection, at: int) -> None:
    """Move the liveness mark; sign-ins that have run out by then go with it."""
    db.execute("INSERT OR REPLACE INTO meta VALUES ('alive_at', ?)", (at,))
    db.execute("DELETE FROM sign_ins WHERE expires_at <= ?", (at,))


def alive_at(db: sqlite3.Connection) -> int | None:
    row = db.execute("SELECT value FROM meta WHERE key = 'alive_at'").fetchone()
    return row[0] if row else None


def keep_minutes(db: sqlite3.Connection, session: SessionId, sums: Sequence[MinuteSum]) -> None:
    """Add sums to what is there: after a restart, one minute may come in two parts."""
    db.executemany(
        "INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (session, site, minute_at) DO UPDATE SET"
        " readings = readings + excluded.readings,"
        " rtt_sum_ms = rtt_sum_ms + excluded.rtt_sum_ms,"
        " rtt_max_ms = max(rtt_max_ms, excluded.rtt_max_ms),"
        " jitter_sum_ms = jitter_sum_ms + excluded.jitter_sum_ms,"
        " missed = missed + excluded.missed",
        [
            (
                session,
                one.site,
                one.minute_at,
                one.readings,
                one.rtt_sum_ms,
                one.rtt_max_ms,
                one.jitter_sum_ms,
                one.missed,
            )
            for one in sums
        ],
    )


def minutes(db: sqlite3.Connection, session: SessionId, site: SiteId) -> list[MinuteSum]:
    found = db.execute(
        "SELECT site, minute_at, readings, rtt_sum_ms, rtt_max_ms, jitter_sum_ms, missed"
        " FROM minutes WHERE session = ? AND site = ? ORDER BY minute_at",
        (session, site),
    )
    return [MinuteSum(*row) for row in found]

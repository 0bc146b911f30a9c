"""What tamper evidence needs of the store, as plain statements: events as they are stored, texts
with their salts, checkpoints, and contradictions that were found.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from coordinator.core.people import PrivateRow
from coordinator.ports import Contradiction
from wire.vocabulary import SessionId

_TEXT = "ref, salt, fields, owner"


def stored(db: sqlite3.Connection, session: SessionId, after: int, limit: int) -> list[bytes]:
    found = db.execute(
        "SELECT CAST(bytes AS BLOB) FROM events WHERE session = ? AND rev > ? ORDER BY rev LIMIT ?",
        (session, after, limit),
    )
    return [row[0] for row in found]


def texts(db: sqlite3.Connection, session: SessionId, after: str, limit: int) -> list[PrivateRow]:
    found = db.execute(
        f"SELECT {_TEXT} FROM people WHERE session = ? AND ref > ? ORDER BY ref LIMIT ?",
        (session, after, limit),
    )
    return _texts(found)


def texts_of(db: sqlite3.Connection, session: SessionId, refs: Sequence[str]) -> list[PrivateRow]:
    """One by one, so that no number of them is too large for a statement."""
    statement = f"SELECT {_TEXT} FROM people WHERE session = ? AND ref = ?"
    return [row for ref in refs for row in _texts(db.execute(statement, (session, ref)))]


def _texts(rows: Iterable[tuple[str, str, str, str | None]]) -> list[PrivateRow]:
    return [PrivateRow(ref, salt, json.loads(fields), owner) for ref, salt, fields, owner in rows]


def keep_checkpoint(db: sqlite3.Connection, session: SessionId, size: int, note: str) -> None:
    """The first of a size stands: it may have been handed out."""
    db.execute("INSERT OR IGNORE INTO checkpoints VALUES (?, ?, ?)", (session, size, note))


def checkpoint(db: sqlite3.Connection, session: SessionId) -> str | None:
    row = db.execute(
        "SELECT note FROM checkpoints WHERE session = ? ORDER BY size DESC LIMIT 1", (session,)
    ).fetchone()
    return row[0] if row else None


def keep_contradiction(db: sqlite3.Connection, session: SessionId, found: Contradiction) -> None:
    """Told again, it is the same."""
    db.execute(
        "INSERT OR IGNORE INTO contradictions VALUES (?, ?, ?, ?, ?, ?)",
        (session, found.by, found.kind, found.kept, found.shown, found.at),
    )


def contradictions(db: sqlite3.Connection, session: SessionId) -> list[Contradiction]:
    found = db.execute(
        "SELECT by, kind, kept, shown, at FROM contradictions WHERE session = ? ORDER BY at, by",
        (session,),
    )
    return [Contradiction(*row) for row in found]

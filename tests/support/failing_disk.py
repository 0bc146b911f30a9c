"""A disk that fails on demand, below SQLite's own connection: a statement raises what SQLite
raises when the disk is full or an fsync fails."""

from __future__ import annotations

import sqlite3
from typing import Any

FULL = sqlite3.SQLITE_FULL
FSYNC = sqlite3.SQLITE_IOERR_FSYNC


def fault(code: int) -> sqlite3.OperationalError:
    """The exception that SQLite raises for a code."""
    error = sqlite3.OperationalError(f"injected fault {code}")
    error.sqlite_errorcode = code
    error.sqlite_errorname = {FULL: "SQLITE_FULL", FSYNC: "SQLITE_IOERR_FSYNC"}[code]
    return error


class FailingConnection(sqlite3.Connection):
    """Statements that begin with a word of `faults` raise its code; `times` counts down."""

    faults: dict[str, int]
    times: int = 1_000_000

    def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        for word, code in getattr(self, "faults", {}).items():
            if sql.startswith(word) and self.times:
                self.times -= 1
                raise fault(code)
        return super().execute(sql, *rest)


def failing(path: str) -> FailingConnection:
    """A connection whose disk is still well; set `faults` later."""
    db: FailingConnection = sqlite3.connect(path, isolation_level=None, factory=FailingConnection)
    db.execute("PRAGMA journal_mode=WAL").fetchone()
    db.execute("PRAGMA wal_autocheckpoint=0").fetchone()
    db.execute("CREATE TABLE IF NOT EXISTS kept (value TEXT)")
    return db

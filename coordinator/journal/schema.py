"""The file `diemcau.db`: its tables, and the one connection that opens it.

One connection writes and checkpoints, in exclusive mode: that is safe from the WAL-reset bug of
SQLite 3.7.0–3.51.2 (two connections at one moment), and keeps a second program out. Commits are
fsynced (`synchronous=FULL`), deleted texts are overwritten (`secure_delete`), and checkpoints are
ours, because an automatic one hides its failed fsync and would try again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import structlog

from coordinator.ports import JournalUnavailable, StorageFull

FILE_NAME = "diemcau.db"
APPLICATION_ID = 0x44694361  # "DiCa"
WAL_RESET_FIXED = (3, 51, 3)

_log = structlog.get_logger(__name__)

_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "wal_autocheckpoint=0",
    "mmap_size=0",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)

_TABLES = """
CREATE TABLE events (
    session TEXT NOT NULL, rev INTEGER NOT NULL, link TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (session, rev)) WITHOUT ROWID;
CREATE TABLE heads (
    session TEXT PRIMARY KEY, rev INTEGER NOT NULL, link TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE snapshots (
    session TEXT NOT NULL, rev INTEGER NOT NULL, link TEXT NOT NULL, fold TEXT NOT NULL,
    digest TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (session, rev));
CREATE TABLE people (
    session TEXT NOT NULL, ref TEXT NOT NULL, salt TEXT NOT NULL, owner TEXT, fields TEXT NOT NULL,
    PRIMARY KEY (session, ref)) WITHOUT ROWID;
CREATE INDEX people_by_owner ON people (session, owner) WHERE owner IS NOT NULL;
CREATE TABLE tombstones (
    session TEXT NOT NULL, ref TEXT NOT NULL, PRIMARY KEY (session, ref)) WITHOUT ROWID;
CREATE TABLE minutes (
    session TEXT NOT NULL, site TEXT NOT NULL, minute_at INTEGER NOT NULL,
    readings INTEGER NOT NULL, rtt_sum_ms INTEGER NOT NULL, rtt_max_ms INTEGER NOT NULL,
    jitter_sum_ms INTEGER NOT NULL, missed INTEGER NOT NULL,
    PRIMARY KEY (session, site, minute_at)) WITHOUT ROWID;
CREATE TABLE grants (
    id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, session TEXT,
    sites TEXT NOT NULL, created_at INTEGER NOT NULL, revoked_at INTEGER);
CREATE TABLE sign_ins (
    cookie_hash TEXT NOT NULL, grant_id TEXT NOT NULL REFERENCES grants (id),
    expires_at INTEGER NOT NULL, PRIMARY KEY (cookie_hash, grant_id)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""

_EVIDENCE = """
CREATE TABLE checkpoints (
    session TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (session, size)) WITHOUT ROWID;
CREATE TABLE contradictions (
    session TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, kept TEXT NOT NULL,
    shown TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (session, by, kind, kept, shown)) WITHOUT ROWID;
"""

_STANDING = """
CREATE TABLE standing_rosters (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, series TEXT NOT NULL, updated_at INTEGER NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE standing_members (
    roster TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, site TEXT NOT NULL,
    head INTEGER NOT NULL, PRIMARY KEY (roster, place)) WITHOUT ROWID;
CREATE TABLE series (session TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
"""

_PLACES = """
CREATE TABLE places_chosen (
    session TEXT NOT NULL, text_hash TEXT NOT NULL, site TEXT NOT NULL,
    PRIMARY KEY (session, text_hash)) WITHOUT ROWID;
"""

_HANDOUTS = """
ALTER TABLE standing_rosters ADD COLUMN session TEXT NOT NULL DEFAULT '';
CREATE TABLE handouts (
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, session TEXT NOT NULL, by TEXT NOT NULL,
    role TEXT NOT NULL, what TEXT NOT NULL, format TEXT NOT NULL, names INTEGER NOT NULL,
    phones INTEGER NOT NULL);
CREATE INDEX handouts_by_session ON handouts (session, number);
"""

_PIECES = """
CREATE TABLE snapshot_pieces (
    session TEXT NOT NULL, rev INTEGER NOT NULL, place INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (session, rev, place));
"""

# What each layout adds to the one before; a store of an older one gets the rest when it is opened.
_LAYOUTS = (_TABLES, _EVIDENCE, _STANDING, _PLACES, _HANDOUTS, _PIECES)
USER_VERSION = len(_LAYOUTS)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, made and laid out if it is new. Belongs to the thread that calls.

    Raises JournalUnavailable for a file that is not ours, is damaged, or is of a newer program."""
    _warn_of_wal_reset()
    _create_private(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _lay_out(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise JournalUnavailable(f"cannot open {path}: {error}") from error
    except JournalUnavailable:
        connection.close()
        raise
    return connection


def sync_folder(folder: Path) -> None:
    """Make the folder's own entries durable. Windows has no such call, and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _create_private(path: Path) -> None:
    """The write-ahead log takes its permissions from the file, so they are set before it is."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    os.close(descriptor)
    os.chmod(path, 0o600)
    sync_folder(path.parent)


def _lay_out(connection: sqlite3.Connection, path: Path) -> None:
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise JournalUnavailable(f"{path.parent} does not support a write-ahead log ({mode})")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > USER_VERSION:
        raise JournalUnavailable(f"{path} was written by a newer program (layout {version})")
    if version and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise JournalUnavailable(f"{path} is not a store of this program")
    if version < USER_VERSION:
        connection.executescript(
            f"BEGIN IMMEDIATE; {' '.join(_LAYOUTS[version:])} PRAGMA user_version={USER_VERSION};"
            f" PRAGMA application_id={APPLICATION_ID}; COMMIT;"
        )
    with contextlib.suppress(StorageFull):
        empty_log(connection)


def empty_log(connection: sqlite3.Connection) -> None:
    """Move all that the log holds into the file; what was erased still stands in the log.

    Raises StorageFull when the file cannot grow: the log then stays, and nothing is lost."""
    try:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        if is_full(error):
            raise StorageFull from error
        raise
    assert not busy, "nobody else holds the log"


def is_full(error: sqlite3.Error) -> bool:
    """Whether the disk was full; all other errors of the disk are for good."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL


def _warn_of_wal_reset() -> None:
    if sqlite3.sqlite_version_info < WAL_RESET_FIXED:
        _log.warning(
            "sqlite_wal_reset_bug",
            sqlite=sqlite3.sqlite_version,
            fixed_in="3.51.3",
            guard="one connection writes and checkpoints",
        )

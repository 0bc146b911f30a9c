"""The outbox's file: opened whole or moved aside, held by one process, synced before we say so.

SQLite in WAL with `synchronous=FULL`: a commit survives a power cut. `secure_delete` overwrites
what is erased. The lock is exclusive for as long as the file is open: a second agent on the same
folder is refused in plain words.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

OUTBOX_FILE = "outbox.sqlite"
OUTBOX_BYTES_MAX = 256 * 1024 * 1024
WAL_BYTES_MAX = 4 * 1024 * 1024
SCHEMA_VERSION = 2

_DAMAGED = ".damaged-"
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
_UNREADABLE = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_LOW = frozenset(
    (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    )
)

FIRST_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sites (
  site TEXT PRIMARY KEY, session TEXT NOT NULL, incarnation TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE streams (
  session TEXT NOT NULL, site TEXT NOT NULL, incarnation TEXT NOT NULL,
  next_seq INTEGER NOT NULL, upto INTEGER NOT NULL,
  PRIMARY KEY (session, site, incarnation)) WITHOUT ROWID;
CREATE TABLE acts (
  n INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, site TEXT NOT NULL, id TEXT NOT NULL,
  what TEXT NOT NULL, target TEXT NOT NULL, word TEXT NOT NULL, person TEXT,
  device_at INTEGER NOT NULL, mono_ms INTEGER NOT NULL, boot TEXT NOT NULL, offset_ms INTEGER,
  incarnation TEXT, seq INTEGER, body TEXT,
  state TEXT NOT NULL, code TEXT NOT NULL DEFAULT '', settled_at INTEGER,
  UNIQUE (site, id));
CREATE INDEX acts_of_site ON acts (site, session, n);
CREATE INDEX acts_waiting ON acts (site, session) WHERE state = 'waiting';
CREATE INDEX acts_numbered ON acts (session, site, incarnation, seq) WHERE seq IS NOT NULL;
CREATE TABLE frames (
  session TEXT NOT NULL, site TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (session, site)) WITHOUT ROWID;
CREATE TABLE erased (session TEXT NOT NULL, person TEXT NOT NULL,
  PRIMARY KEY (session, person)) WITHOUT ROWID;
"""
# What a version has more than the one before.
UPGRADES = {
    2: """
CREATE TABLE rosters (
  session TEXT NOT NULL, site TEXT NOT NULL, page INTEGER NOT NULL, tag TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (session, site, page)) WITHOUT ROWID;
""",
}
SCHEMA = FIRST_SCHEMA + "".join(UPGRADES.values())


class StorageLow(OSError):
    """The disk is full or does not take writes: nothing was kept."""


class OutboxInUse(Exception):
    """Another agent holds the outbox of this folder."""


class OutboxTooNew(Exception):
    """The file was written by a newer version of this program."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The open file, and where a damaged one was moved, if there was one."""

    db: sqlite3.Connection
    moved_to: Path | None = None


def open_outbox(folder: Path, bytes_max: int = OUTBOX_BYTES_MAX) -> Opened:
    """Open, or make, the outbox of a folder; a file that cannot be read is moved aside.

    Raises OutboxInUse, OutboxTooNew, StorageLow."""
    file = folder / OUTBOX_FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Opened(_open(file, bytes_max))
    except OSError as error:
        raise StorageLow(error.strerror or str(error)) from error
    except sqlite3.Error as error:
        if not is_unreadable(error):
            raise explain(error) from error
    moved = move_aside(file)
    try:
        return Opened(_open(file, bytes_max), moved)
    except sqlite3.Error as error:
        raise explain(error) from error


def explain(error: sqlite3.Error) -> Exception:
    """What SQLite's complaint means: StorageLow, OutboxInUse, or a fault of ours as it is."""
    code = _primary(error)
    if code in _LOW or code in _UNREADABLE:
        return StorageLow(str(error))
    if code == sqlite3.SQLITE_BUSY:
        return OutboxInUse(str(error))
    return error


def is_unreadable(error: sqlite3.Error) -> bool:
    """Whether the file itself is damaged."""
    return _primary(error) in _UNREADABLE


def move_aside(file: Path) -> Path:
    """Rename a damaged file and what belongs to it; kept for rescue until the next erasure."""
    mark = f"{_DAMAGED}{secrets.token_hex(4)}"
    for side in _SIDE_FILES:
        part = file.with_name(file.name + side)
        if part.exists():
            part.rename(file.with_name(file.name + mark + side))
    return file.with_name(file.name + mark)


def drop_damaged(folder: Path) -> int:
    """Delete what was moved aside: it cannot be searched for a name that must go."""
    damaged = list(folder.glob(f"{OUTBOX_FILE}{_DAMAGED}*"))
    for part in damaged:
        part.unlink(missing_ok=True)
    return len(damaged)


def _open(file: Path, bytes_max: int) -> sqlite3.Connection:
    fresh = not file.exists()
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    db = sqlite3.connect(file, isolation_level=None, timeout=0)
    try:
        for pragma in _pragmas():
            db.execute(pragma)
        _check(db)
        page = db.execute("PRAGMA page_size").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {max(1, bytes_max // page)}")
    except BaseException:
        db.close()
        raise
    if fresh:
        _sync_folder(file.parent)
    return db


def _pragmas() -> tuple[str, ...]:
    return (
        "PRAGMA locking_mode = EXCLUSIVE",
        "PRAGMA secure_delete = ON",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA fullfsync = ON",
        "PRAGMA temp_store = MEMORY",
        f"PRAGMA journal_size_limit = {WAL_BYTES_MAX}",
    )


def _check(db: sqlite3.Connection) -> None:
    """Raises DatabaseError when a page is damaged; makes the tables of a new file."""
    verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        damage = sqlite3.DatabaseError(verdict)
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise OutboxTooNew(f"schema {version}, this program knows {SCHEMA_VERSION}")
    if version < SCHEMA_VERSION:
        newer = "".join(UPGRADES[one] for one in range(version + 1, SCHEMA_VERSION + 1) if version)
        make = f"{newer or SCHEMA} PRAGMA user_version = {SCHEMA_VERSION};"
        db.executescript(f"BEGIN; {make} COMMIT;")


def _primary(error: sqlite3.Error) -> int:
    """The primary result code; extended codes carry it in the low byte."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _sync_folder(folder: Path) -> None:
    """The name of a new file is durable, too. Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A consistent copy of the whole store as one file, made while the store goes on writing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from coordinator.journal.schema import is_full, sync_folder
from coordinator.ports import StorageFull

PAGES_AT_ONCE = 256


def copy(db: sqlite3.Connection, target: Path, between: Callable[[], None]) -> None:
    """Copy the store to `target` (mode 0600), which appears only when it is whole and durable.

    `between` is called after each MiB; what it commits on the same connection is in the copy,
    too. An older file of that name is replaced. Raises StorageFull or OSError."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        _fill(db, partial, between)
        os.replace(partial, target)
        sync_folder(target.parent)
    except sqlite3.Error as error:
        if is_full(error):
            raise StorageFull from error
        raise OSError(f"the backup to {target} failed: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, partial: Path, between: Callable[[], None]) -> None:
    copied = sqlite3.connect(partial, isolation_level=None)
    try:
        copied.execute("PRAGMA synchronous=FULL")
        db.backup(copied, pages=PAGES_AT_ONCE, progress=lambda *_: between(), sleep=0)
        # A backup is one file: without this it would ask for a log beside it when opened.
        copied.execute("PRAGMA journal_mode=DELETE").fetchone()
    finally:
        copied.close()
    descriptor = os.open(partial, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The list of what was erased, beside the store: so that a restored backup honours it as well.

`erased.jsonl` has one `["session","ref"]` a line: ids only, no text. The store's tombstones and
the list are brought together at each opening, whichever of them knows more.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import structlog

from coordinator.journal import ledger
from coordinator.journal.schema import empty_log, is_full
from coordinator.ports import StorageFull
from wire.vocabulary import SessionId

FILE_NAME = "erased.jsonl"

_log = structlog.get_logger(__name__)


def note(folder: Path, session: SessionId, refs: Iterable[str]) -> None:
    """Add to the list, durably. Without room it is left to the next opening: the tombstones are
    in the store already."""
    try:
        _append(folder / FILE_NAME, [(session, ref) for ref in refs])
    except OSError as error:
        _log.warning("erasures_not_listed", error=type(error).__name__)


def reconcile(db: sqlite3.Connection, folder: Path) -> None:
    """Erase in the store what only the list has, and list what only the store has.

    On a full disk nothing can have been restored, and the store is opened as it is."""
    listed = _listed(folder / FILE_NAME)
    known = set(db.execute("SELECT session, ref FROM tombstones"))
    if missing := sorted(listed - known):
        _erase(db, missing)
    for session, pairs in groupby(sorted(known - listed), key=lambda pair: pair[0]):
        note(folder, SessionId(session), [ref for _, ref in pairs])


def _erase(db: sqlite3.Connection, missing: list[tuple[str, str]]) -> None:
    try:
        db.execute("BEGIN IMMEDIATE")
        for session, pairs in groupby(missing, key=lambda pair: pair[0]):
            ledger.erase(db, SessionId(session), [ref for _, ref in pairs])
        db.execute("COMMIT")
        empty_log(db)
    except (sqlite3.Error, StorageFull) as error:
        if isinstance(error, sqlite3.Error) and not is_full(error):
            raise
        if db.in_transaction:
            db.execute("ROLLBACK")
        _log.warning("erasures_put_off", count=len(missing))


def _append(path: Path, pairs: Iterable[tuple[str, str]]) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        # A line that a crash cut short must not swallow the next one.
        file.write("".join(["\n", *(json.dumps(pair) + "\n" for pair in pairs)]))
        file.flush()
        os.fsync(file.fileno())


def _listed(path: Path) -> set[tuple[str, str]]:
    """What the list has; a line that a crash cut short is passed over."""
    found: set[tuple[str, str]] = set()
    if path.exists():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError):
                session, ref = json.loads(line)
                found.add((str(session), str(ref)))
    return found

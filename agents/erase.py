"""Forgetting a person: out of the records, the rosters, the cached frames, the write-ahead log and
the damaged files that were moved aside. Numbers stay whole: a record that still waits is sent
without texts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from agents import frames, roster
from agents.outbox import Outbox

# Where a text is required, this stands for the one that is gone; the record is refused anyway.
ERASED_TEXT = "(đã xóa)"

_OPTIONAL = ("deputy", "deputy_post", "approver", "reason", "post", "topic")
_REQUIRED = ("name", "because")


def unknown(box: Outbox, session: str, persons: Iterable[str]) -> list[str]:
    """Those of these persons whose erasure is not on record yet."""
    known = erased(box, session)
    return [person for person in persons if person not in known]


def erased(box: Outbox, session: str) -> frozenset[str]:
    """Who was erased from the session: their names must not come in again."""
    rows = box.db.execute("SELECT person FROM erased WHERE session = ?", (session,)).fetchall()
    return frozenset(row[0] for row in rows)


def erase(box: Outbox, session: str, persons: Iterable[str]) -> None:
    """Redact whatever speaks of these persons, and put it on record.

    Runs inside the caller's transaction; `sweep` must follow the commit."""
    gone = frozenset(persons)
    for person in gone:
        box.db.execute("INSERT OR IGNORE INTO erased VALUES (?, ?)", (session, person))
        rows = box.db.execute(
            "SELECT n, body FROM acts WHERE session = ? AND person = ? AND body IS NOT NULL",
            (session, person),
        ).fetchall()
        for number, body in rows:
            box.db.execute("UPDATE acts SET body = ? WHERE n = ?", (redacted(body), number))
    _redact_frames(box, session, gone)


def redacted(body: str) -> str:
    """A record's or intent's JSON without its personal texts."""
    fields: dict[str, Any] = json.loads(body)
    for field in _OPTIONAL:
        fields.pop(field, None)
    for field in _REQUIRED:
        if field in fields:
            fields[field] = ERASED_TEXT
    return json.dumps(fields, ensure_ascii=False)


def sweep(db: sqlite3.Connection) -> None:
    """Empty the write-ahead log; outside any transaction. With `secure_delete` the pages of the
    file itself were overwritten when the rows changed."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _redact_frames(box: Outbox, session: str, persons: frozenset[str]) -> None:
    """Rosters and cached frames of the session: of all its sites, since a person may have been
    transferred from one to another."""
    names = roster.redact(box, session, persons)
    rows = box.db.execute("SELECT site FROM sites WHERE session = ?", (session,)).fetchall()
    for (site,) in rows:
        floor, own = frames.without(*frames.kept(box, site), persons, names)
        if floor is not None:
            frames.keep_floor(box, session, floor)
        if own is not None:
            frames.keep_own(box, session, own)

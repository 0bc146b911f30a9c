"""What was taken out of the program, as plain statements: ids and kinds only, nobody's name."""

from __future__ import annotations

import sqlite3

from coordinator.ports import Handout
from wire.vocabulary import Role, SessionId

_COLUMNS = "at, session, by, role, what, format, names, phones"


def keep(db: sqlite3.Connection, handout: Handout) -> None:
    """One more line; none is ever changed."""
    db.execute(
        f"INSERT INTO handouts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            handout.at,
            handout.session,
            handout.by,
            handout.role.value,
            handout.what,
            handout.format,
            handout.names,
            handout.phones,
        ),
    )


def of_session(db: sqlite3.Connection, session: SessionId, limit: int) -> list[Handout]:
    """The newest first."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM handouts WHERE session = ? ORDER BY number DESC LIMIT ?",
        (session, limit),
    )
    return [
        Handout(at, SessionId(of), by, Role(role), what, form, bool(names), bool(phones))
        for at, of, by, role, what, form, names, phones in found
    ]

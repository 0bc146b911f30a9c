"""Grants and sign-ins as plain statements inside the writer's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from coordinator.ports import Grant
from wire.vocabulary import Role, SessionId, SiteId

_COLUMNS = "id, role, session, sites, created_at, revoked_at"


def _grants(rows: Iterable[tuple[str, str, str | None, str, int, int | None]]) -> list[Grant]:
    return [
        Grant(
            id=found,
            role=Role(role),
            session=SessionId(session) if session is not None else None,
            sites=tuple(SiteId(site) for site in json.loads(sites)),
            created_at=created_at,
            revoked_at=revoked_at,
        )
        for found, role, session, sites, created_at, revoked_at in rows
    ]


def add_grant(db: sqlite3.Connection, grant: Grant, secret_hash: str) -> None:
    known = db.execute(
        "SELECT 1 FROM grants WHERE id = ? OR secret_hash = ?", (grant.id, secret_hash)
    ).fetchone()
    assert known is None, "a grant is added once"
    db.execute(
        "INSERT INTO grants VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            grant.id,
            secret_hash,
            grant.role.value,
            grant.session,
            json.dumps(grant.sites),
            grant.created_at,
            grant.revoked_at,
        ),
    )


def grant(db: sqlite3.Connection, secret_hash: str) -> Grant | None:
    found = db.execute(
        f"SELECT {_COLUMNS} FROM grants WHERE secret_hash = ? AND revoked_at IS NULL",
        (secret_hash,),
    )
    return next(iter(_grants(found)), None)


def grants(db: sqlite3.Connection, session: SessionId | None) -> list[Grant]:
    """All grants ever made, or those of one session, oldest first; revoked ones too."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM grants WHERE ?1 IS NULL OR session = ?1 ORDER BY created_at, id",
        (session,),
    )
    return _grants(found)


def revoke(db: sqlite3.Connection, grant_id: str, at: int) -> None:
    """The first revocation stands."""
    db.execute(
        "UPDATE grants SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (at, grant_id)
    )


def sign_in(db: sqlite3.Connection, cookie_hash: str, grant_id: str, expires_at: int) -> None:
    known = db.execute("SELECT 1 FROM grants WHERE id = ?", (grant_id,)).fetchone()
    assert known is not None, "only a known grant can sign in"
    db.execute(
        "INSERT OR REPLACE INTO sign_ins VALUES (?, ?, ?)", (cookie_hash, grant_id, expires_at)
    )


def signed_in(db: sqlite3.Connection, cookie_hash: str, now: int) -> list[Grant]:
    found = db.execute(
        f"SELECT {_COLUMNS} FROM grants JOIN sign_ins ON grant_id = id"
        " WHERE cookie_hash = ? AND expires_at > ? AND revoked_at IS NULL"
        " ORDER BY expires_at, created_at, id",
        (cookie_hash, now),
    )
    return _grants(found)


def sign_out(db: sqlite3.Connection, cookie_hash: str) -> None:
    db.execute("DELETE FROM sign_ins WHERE cookie_hash = ?", (cookie_hash,))

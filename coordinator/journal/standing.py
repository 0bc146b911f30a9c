"""Standing rosters, series and remembered choices as plain statements: ids, places and hashes
only, nobody's name.

The names of standing members are personal texts like any others and lie with them, under a name
that no session can have; what erases them there, restores included, needs nothing of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from coordinator.ports import StandingMember, StandingRoster
from wire.vocabulary import SessionId, SiteId


def keep(db: sqlite3.Connection, roster: StandingRoster) -> None:
    """The roster as it is from now on."""
    db.execute(
        "INSERT OR REPLACE INTO standing_rosters VALUES (?, ?, ?, ?, ?)",
        (roster.id, roster.name, roster.series, roster.updated_at, roster.session),
    )
    db.execute("DELETE FROM standing_members WHERE roster = ?", (roster.id,))
    db.executemany(
        "INSERT INTO standing_members VALUES (?, ?, ?, ?, ?)",
        [
            (roster.id, place, member.id, member.site, member.head)
            for place, member in enumerate(roster.members)
        ],
    )


def drop(db: sqlite3.Connection, roster_id: str) -> None:
    db.execute("DELETE FROM standing_members WHERE roster = ?", (roster_id,))
    db.execute("DELETE FROM standing_rosters WHERE id = ?", (roster_id,))


def rosters(db: sqlite3.Connection) -> list[StandingRoster]:
    """By name; members in their order."""
    members: dict[str, list[StandingMember]] = {}
    for roster, found, site, head in db.execute(
        "SELECT roster, id, site, head FROM standing_members ORDER BY roster, place"
    ):
        members.setdefault(roster, []).append(StandingMember(found, SiteId(site), bool(head)))
    return [
        StandingRoster(found, name, series, tuple(members.get(found, ())), updated_at, session)
        for found, name, series, updated_at, session in db.execute(
            "SELECT id, name, series, updated_at, session FROM standing_rosters ORDER BY name, id"
        )
    ]


def set_series(db: sqlite3.Connection, session: SessionId, name: str) -> None:
    """The series that a session belongs to; "" for none."""
    if name:
        db.execute("INSERT OR REPLACE INTO series VALUES (?, ?)", (session, name))
    else:
        db.execute("DELETE FROM series WHERE session = ?", (session,))


def series(db: sqlite3.Connection) -> dict[SessionId, str]:
    found = db.execute("SELECT session, name FROM series ORDER BY session")
    return {SessionId(session): name for session, name in found}


def remember_places(
    db: sqlite3.Connection, session: SessionId, sites: Mapping[str, SiteId]
) -> None:
    """Which points texts mean, by the texts' hashes; the newest choice counts."""
    db.executemany(
        "INSERT OR REPLACE INTO places_chosen VALUES (?, ?, ?)",
        [(session, text, site) for text, site in sites.items()],
    )


def places_remembered(db: sqlite3.Connection, session: SessionId) -> dict[str, SiteId]:
    found = db.execute(
        "SELECT text_hash, site FROM places_chosen WHERE session = ? ORDER BY text_hash", (session,)
    )
    return {text: SiteId(site) for text, site in found}

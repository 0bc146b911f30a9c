"""Standing rosters in the file: ids and places, and no personal text among them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from coordinator.journal import schema, standing
from coordinator.ports import StandingMember, StandingRoster
from wire.vocabulary import SessionId, SiteId

ROSTER = StandingRoster("r-1", "Tổ công tác", "", (StandingMember("m-1", SiteId("TW"), True),), 5)


def opened(folder: Path) -> sqlite3.Connection:
    return schema.connect(folder / "diemcau.db")


def test_a_roster_outlives_the_connection(tmp_path: Path) -> None:
    db = opened(tmp_path)
    standing.keep(db, ROSTER)
    standing.set_series(db, SessionId("a"), "loat")
    standing.remember_places(db, SessionId("a"), {"5a": SiteId("TW")})
    db.close()
    db = opened(tmp_path)
    assert standing.rosters(db) == [ROSTER]
    assert standing.series(db) == {"a": "loat"}
    assert standing.places_remembered(db, SessionId("a")) == {"5a": "TW"}
    standing.drop(db, "r-1")
    assert standing.rosters(db) == []
    assert db.execute("SELECT count(*) FROM standing_members").fetchone() == (0,)
    db.close()

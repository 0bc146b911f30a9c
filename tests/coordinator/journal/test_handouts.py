"""What was taken out of the program, as it stands in the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from coordinator.journal import handouts, schema
from coordinator.ports import Handout
from wire.vocabulary import Role, SessionId

SESSION = SessionId("phien-1")
TAKEN = Handout(10, SESSION, "organizer-1", Role.ORGANIZER, "minutes", "pdf", True)


def test_a_line_holds_ids_and_kinds_and_comes_back(tmp_path: Path) -> None:
    db = schema.connect(tmp_path / schema.FILE_NAME)
    handouts.keep(db, TAKEN)
    assert handouts.of_session(db, SESSION, 5) == [TAKEN]
    columns = {row[1] for row in db.execute("PRAGMA table_info(handouts)")}
    assert columns == {
        *("number", "at", "session", "by", "role", "what", "format", "names", "phones")
    }
    db.close()


def test_a_roster_of_an_older_layout_is_of_no_known_session(tmp_path: Path) -> None:
    path = tmp_path / schema.FILE_NAME
    older = schema._LAYOUTS.index(schema._HANDOUTS)
    db = sqlite3.connect(path)
    db.executescript(
        " ".join(schema._LAYOUTS[:older])
        + "INSERT INTO standing_rosters VALUES ('r-1', 'Tổ mẫu', '', 5);"
        + f"PRAGMA user_version={older}; PRAGMA application_id={schema.APPLICATION_ID};"
    )
    db.close()
    db = schema.connect(path)
    db.row_factory = sqlite3.Row
    (row,) = db.execute("SELECT * FROM standing_rosters")
    assert (row["id"], row["session"]) == ("r-1", "")
    db.close()

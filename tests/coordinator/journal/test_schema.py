"""The file: how it is opened, what it refuses to be."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from coordinator.journal import schema
from coordinator.ports import JournalUnavailable


def setting(db: sqlite3.Connection, name: str) -> object:
    return db.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_connection_is_set_for_durability_and_erasure(tmp_path: Path) -> None:
    db = schema.connect(tmp_path / "diemcau.db")
    assert setting(db, "journal_mode") == "wal"
    assert setting(db, "synchronous") == 2, "FULL"
    assert setting(db, "locking_mode") == "exclusive"
    assert setting(db, "secure_delete") == 1
    assert setting(db, "foreign_keys") == 1
    assert setting(db, "wal_autocheckpoint") == 0
    assert setting(db, "mmap_size") == 0
    db.close()


def test_only_the_owner_can_read_the_files(tmp_path: Path) -> None:
    db = schema.connect(tmp_path / "diemcau.db")
    db.execute("INSERT INTO meta VALUES ('alive_at', 1)")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"diemcau.db": 0o600, "diemcau.db-wal": 0o600}
    db.close()


def test_a_second_connection_cannot_read_or_write(tmp_path: Path) -> None:
    db = schema.connect(tmp_path / "diemcau.db")
    other = sqlite3.connect(tmp_path / "diemcau.db", timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("SELECT * FROM meta").fetchall()
    other.close()
    db.close()


def test_it_opens_again_and_keeps_what_it_had(tmp_path: Path) -> None:
    for number in range(3):
        db = schema.connect(tmp_path / "diemcau.db")
        db.execute("INSERT INTO meta VALUES (?, ?)", (str(number), number))
        assert db.execute("SELECT count(*) FROM meta").fetchone()[0] == number + 1
        db.close()


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "diemcau.db"
    other = sqlite3.connect(path)
    other.executescript("PRAGMA user_version=1; CREATE TABLE theirs (one);")
    other.close()
    with pytest.raises(JournalUnavailable, match="not a store of this program"):
        schema.connect(path)


def test_a_newer_programs_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "diemcau.db"
    db = schema.connect(path)
    db.execute(f"PRAGMA user_version={schema.USER_VERSION + 1}")
    db.close()
    with pytest.raises(
        JournalUnavailable, match=rf"newer program \(layout {schema.USER_VERSION + 1}\)"
    ):
        schema.connect(path)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "diemcau.db"
    path.write_bytes(b"not a database" * 400)
    with pytest.raises(JournalUnavailable, match="cannot open"):
        schema.connect(path)


def test_a_sqlite_with_the_wal_reset_bug_is_said(tmp_path: Path) -> None:
    with capture_logs() as logs:
        schema.connect(tmp_path / "diemcau.db").close()
    affected = sqlite3.sqlite_version_info < schema.WAL_RESET_FIXED
    assert [entry["event"] for entry in logs] == ["sqlite_wal_reset_bug"] * affected
    assert all(entry["log_level"] == "warning" for entry in logs)


def test_emptying_the_log_leaves_nothing_in_it(tmp_path: Path) -> None:
    db = schema.connect(tmp_path / "diemcau.db")
    db.execute("INSERT INTO meta VALUES ('secret', 1)")
    assert b"secret" in (tmp_path / "diemcau.db-wal").read_bytes()
    schema.empty_log(db)
    assert (tmp_path / "diemcau.db-wal").read_bytes() == b""
    assert b"secret" in (tmp_path / "diemcau.db").read_bytes()
    db.close()


def test_a_full_disk_is_told_from_every_other_fault() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    assert schema.is_full(full)
    assert not schema.is_full(failed)
    assert not schema.is_full(sqlite3.ProgrammingError("no code"))


def test_a_folder_can_be_synced(tmp_path: Path) -> None:
    schema.sync_folder(tmp_path)
    with pytest.raises(OSError, match="no-such"):
        schema.sync_folder(tmp_path / "no-such")


def test_a_store_of_an_older_layout_gets_the_rest(tmp_path: Path) -> None:
    """One of the first layout, with something in it."""
    path = tmp_path / "diemcau.db"
    db = schema.connect(path)
    db.execute("INSERT INTO heads VALUES ('a', 1, 'link')")
    later = ("checkpoints", "contradictions", "standing_rosters", "standing_members", "series")
    later += ("places_chosen", "handouts", "snapshot_pieces")
    db.executescript("".join(f"DROP TABLE {name};" for name in later) + "PRAGMA user_version=1;")
    db.close()
    db = schema.connect(path)
    assert db.execute("SELECT count(*) FROM checkpoints").fetchone() == (0,)
    assert db.execute("SELECT * FROM heads").fetchall() == [("a", 1, "link")]
    assert db.execute("PRAGMA user_version").fetchone() == (schema.USER_VERSION,)
    db.close()

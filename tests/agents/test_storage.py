"""The outbox's file: whole or moved aside, held by one process."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from agents import storage
from agents.storage import OUTBOX_FILE, OutboxInUse, OutboxTooNew, StorageLow, open_outbox


def test_a_new_file_is_the_owners_alone_and_synced_in_full(tmp_path: Path) -> None:
    folder = tmp_path / "agent"
    opened = open_outbox(folder)
    assert opened.moved_to is None
    db = opened.db
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert db.execute("PRAGMA secure_delete").fetchone() == (1,)
    assert db.execute("SELECT count(*) FROM acts").fetchone() == (0,)
    db.close()
    if os.name == "posix":
        assert stat.S_IMODE((folder / OUTBOX_FILE).stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_second_agent_on_the_folder_is_refused(tmp_path: Path) -> None:
    first = open_outbox(tmp_path)
    with pytest.raises(OutboxInUse):
        open_outbox(tmp_path)
    first.db.close()
    open_outbox(tmp_path).db.close()


@pytest.mark.parametrize("damage", ["header", "page", "text"])
def test_a_damaged_file_is_moved_aside_and_a_new_one_begun(tmp_path: Path, damage: str) -> None:
    db = open_outbox(tmp_path).db
    db.execute("BEGIN")
    for number in range(200):
        db.execute("INSERT INTO meta VALUES (?, ?)", (f"k{number}", "x" * 200))
    db.execute("COMMIT")
    db.close()
    file = tmp_path / OUTBOX_FILE
    content = bytearray(file.read_bytes())
    if damage == "header":
        content[:16] = b"\0" * 16
    elif damage == "page":
        content[4096:] = b"\xff" * (len(content) - 4096)
    else:
        content = bytearray("đây không phải là tệp dữ liệu\n".encode())
    file.write_bytes(content)
    opened = open_outbox(tmp_path)
    assert opened.moved_to is not None
    assert opened.moved_to.read_bytes() == bytes(content), "kept for rescue"
    assert opened.db.execute("SELECT count(*) FROM acts").fetchone() == (0,)
    opened.db.close()
    assert storage.drop_damaged(tmp_path) >= 1
    assert not opened.moved_to.exists()
    assert file.exists()


def test_a_file_of_an_older_version_keeps_what_it_has_and_gets_what_is_new(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / storage.OUTBOX_FILE)
    db.executescript(f"{storage.FIRST_SCHEMA} PRAGMA user_version = 1;")
    db.execute("INSERT INTO meta VALUES ('incarnation', 'one')")
    db.commit()
    db.close()
    opened = storage.open_outbox(tmp_path)
    assert opened.moved_to is None
    assert opened.db.execute("SELECT value FROM meta").fetchall() == [("one",)]
    assert opened.db.execute("SELECT count(*) FROM rosters").fetchone() == (0,)
    assert opened.db.execute("PRAGMA user_version").fetchone() == (storage.SCHEMA_VERSION,)
    opened.db.close()


def test_a_file_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    db = open_outbox(tmp_path).db
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(OutboxTooNew):
        open_outbox(tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / OUTBOX_FILE]


def test_a_folder_that_cannot_be_written_is_storage_low(tmp_path: Path) -> None:
    (tmp_path / OUTBOX_FILE).mkdir()
    with pytest.raises(StorageLow):
        open_outbox(tmp_path)


def test_the_size_has_a_limit(tmp_path: Path) -> None:
    db = open_outbox(tmp_path, bytes_max=128 * 1024).db
    many = ((f"k{number}", "x" * 1_000) for number in range(10_000))
    with pytest.raises(sqlite3.Error) as raised:
        db.executemany("INSERT INTO meta VALUES (?, ?)", many)
    assert isinstance(storage.explain(raised.value), StorageLow)
    db.close()


def test_a_fault_of_ours_is_not_explained_away() -> None:
    with pytest.raises(sqlite3.Error) as raised:
        sqlite3.connect(":memory:").execute("SELECT nothing FROM nowhere")
    assert storage.explain(raised.value) is raised.value
    assert not storage.is_unreadable(raised.value)

"""What was erased stays erased, whatever is put back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator.journal import erasures, ledger, schema
from coordinator.journal.erasures import FILE_NAME
from tests.support.meeting_script import row
from wire.vocabulary import SessionId

SESSION = SessionId("a")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = schema.connect(tmp_path / schema.FILE_NAME)
    ledger.keep(connection, SESSION, [row(f"t_{n}", text=f"SAMPLE {n}") for n in range(4)])
    yield connection
    connection.close()


def listed(folder: Path) -> list[list[str]]:
    lines = (folder / FILE_NAME).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def test_the_list_has_ids_only(tmp_path: Path) -> None:
    erasures.note(tmp_path, SESSION, ["t_1", "t_2"])
    erasures.note(tmp_path, SESSION, ["t_3"])
    assert listed(tmp_path) == [["a", "t_1"], ["a", "t_2"], ["a", "t_3"]]
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_store_older_than_the_list_is_brought_up(db: sqlite3.Connection, tmp_path: Path) -> None:
    erasures.note(tmp_path, SESSION, ["t_1", "t_2"])
    erasures.note(tmp_path, SessionId("gone"), ["t_9"])
    erasures.reconcile(db, tmp_path)
    assert set(ledger.people(db, SESSION).texts) == {"t_0", "t_3"}
    texts = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"SAMPLE 1" not in texts
    assert b"SAMPLE 3" in texts
    erasures.reconcile(db, tmp_path)
    assert len(listed(tmp_path)) == 3, "nothing is listed twice"


def test_a_list_older_than_the_store_is_brought_up(db: sqlite3.Connection, tmp_path: Path) -> None:
    ledger.erase(db, SESSION, ["t_1"])
    erasures.reconcile(db, tmp_path)
    assert listed(tmp_path) == [["a", "t_1"]]


def test_a_line_that_a_crash_cut_short_spoils_no_other(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    (tmp_path / FILE_NAME).write_text('["a","t_0"]\n["a","t_', encoding="utf-8")
    erasures.note(tmp_path, SESSION, ["t_3"])
    erasures.reconcile(db, tmp_path)
    assert set(ledger.people(db, SESSION).texts) == {"t_1", "t_2"}


def test_a_list_that_cannot_be_written_is_left_to_the_next_opening(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    erasures.note(tmp_path / "file", SESSION, ["t_1"])
    ledger.erase(db, SESSION, ["t_1"])
    erasures.reconcile(db, tmp_path)
    assert listed(tmp_path) == [["a", "t_1"]]


def test_no_list_is_no_erasure(db: sqlite3.Connection, tmp_path: Path) -> None:
    erasures.reconcile(db, tmp_path)
    assert len(ledger.people(db, SESSION).texts) == 4
    assert not (tmp_path / FILE_NAME).exists()
